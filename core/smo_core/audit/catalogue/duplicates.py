"""D: what is there twice."""

from __future__ import annotations

from smo_core.audit.finders import duplicates
from smo_core.audit.rule import Rule

DUPLICATES: tuple[Rule, ...] = (
    Rule(
        id="D01",
        severity="warning",
        title="Title used twice",
        why="In tabs, results and shared links nobody can tell the pages apart.",
        fix="Let each title name what only its page has.",
        across=duplicates.titles,
    ),
    Rule(
        id="D02",
        severity="warning",
        title="Description used twice",
        why="Search engines drop it, and choose words themselves.",
        fix="Describe each page.",
        across=duplicates.descriptions,
    ),
    Rule(
        id="D03",
        severity="warning",
        title="Text used twice",
        why="Search engines show one of the pages, and not always the right one.",
        fix="Keep one, or let the canonical link of the others name it.",
        across=duplicates.bodies,
    ),
    Rule(
        id="D04",
        severity="info",
        title="Text nearly the same",
        why="As with equal texts.",
        fix="Merge them, or say what differs first.",
        across=duplicates.near,
    ),
    Rule(
        id="D05",
        severity="error",
        title="Addresses differ in letter case or slash only",
        why="Some servers and disks take them for one; one page hides the other.",
        fix="Rename one.",
        across=duplicates.addresses,
    ),
    Rule(
        id="D06",
        severity="error",
        title="Our block twice",
        why="Readers see two share bars.",
        fix="Ask for a block in one place only: by the slot, the placeholder, or the theme.",
        find=duplicates.blocks,
    ),
    Rule(
        id="D07",
        severity="warning",
        title="Id used twice",
        why="Links and labels reach the first only.",
        fix="Rename one.",
        find=duplicates.ids,
    ),
)
