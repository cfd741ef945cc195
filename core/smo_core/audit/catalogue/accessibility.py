"""A: our own output, and frames."""

from __future__ import annotations

from smo_core.audit.finders import accessibility
from smo_core.audit.rule import Rule

ACCESSIBILITY: tuple[Rule, ...] = (
    Rule(
        id="A01",
        severity="error",
        title="Control of ours without a name",
        why='Screen readers say "button".',
        fix="Look at your own template; ours name every control.",
        find=accessibility.nameless,
    ),
    Rule(
        id="A02",
        severity="error",
        title="Target smaller than 24 pixels",
        why="Fingers miss it (WCAG 2.2, 2.5.8).",
        fix="Look at your own styles.",
        judged="browser",
    ),
    Rule(
        id="A03",
        severity="error",
        title="Contrast too low",
        why="Many cannot read it (WCAG 2.2, 1.4.3), in light, dark and forced colours.",
        fix="Look at your own styles.",
        judged="browser",
    ),
    Rule(
        id="A04",
        severity="error",
        title="Focus not visible",
        why="Who uses the keyboard does not know where they are (WCAG 2.2, 2.4.7).",
        fix="Look at your own styles.",
        judged="browser",
    ),
    Rule(
        id="A05",
        severity="warning",
        title="Two landmarks of one name",
        why="In the list of landmarks nobody can tell them apart.",
        fix="Give one another label.",
        find=accessibility.landmarks,
    ),
    Rule(
        id="A06",
        severity="warning",
        title="Heading of ours skips a level",
        why="The outline has a hole.",
        fix="Look at your own template.",
        find=accessibility.heading_order,
    ),
    Rule(
        id="A07",
        severity="error",
        title="Id of ours twice",
        why="Labels and links reach the wrong element.",
        fix="Place each block once.",
        find=accessibility.ids,
    ),
    Rule(
        id="A08",
        severity="error",
        title="Frame without a title",
        why='Screen readers say "frame".',
        fix="Give the iframe a title.",
        find=accessibility.frames,
    ),
    Rule(
        id="A09",
        severity="error",
        title="Sideways scrolling at 320 pixels",
        why="Readers on phones lose the line (WCAG 2.2, 1.4.10).",
        fix="Look at your own styles.",
        judged="browser",
    ),
    Rule(
        id="A10",
        severity="warning",
        title="Motion despite reduced motion",
        why="It makes some readers ill (WCAG 2.2, 2.3.3).",
        fix="Look at your own styles.",
        judged="browser",
    ),
    Rule(
        id="A11",
        severity="error",
        title="Action by dragging only",
        why="Many cannot drag (WCAG 2.2, 2.5.7).",
        fix="Offer buttons.",
        judged="browser",
    ),
)
