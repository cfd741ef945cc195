"""The findings, ready for the page's script: in columns, the worst first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from smo_core.audit import AuditFinding
from smo_core.report.data import LARGE_SITE, Texts
from smo_core.report.letters import signed
from smo_core.vocabulary import SEVERITIES

if TYPE_CHECKING:
    from smo_core.model import Finding, Site

# Of a rule, the words of so many findings are carried along, of a large site fewer; of the others only where they are.
_TOLD, _TOLD_OF_LARGE = 200, 100


def findings_data(site: Site, findings: Sequence[Finding], texts: Texts) -> dict[str, Any]:
    """Return the findings in columns.

    ``page`` is the place of a page in the order of keys, or behind the last one the place of
    another file in ``others``, or -1 for the site; as steps from the finding before, written as letters. ``runs`` are
    rule, severity and how many findings in a row have them. ``told`` says which findings ``line``,
    ``message`` and ``hint`` belong to, as steps; so do ``source`` and ``at``, file and line of what the page was
    made of, where that is known of any.
    """
    others = sorted({finding.page for finding in findings} - site.pages.keys() - {""})
    at = {key: place for place, key in enumerate([*sorted(site.pages), *others])}
    ordered = sorted(
        findings,
        key=lambda f: (-SEVERITIES.index(f.severity), f.rule, at.get(f.page, -1), f.line or 0, f.message, f.hint),
    )
    rules = sorted({finding.rule for finding in ordered})
    runs: list[list[int]] = []
    most = _TOLD_OF_LARGE if len(site.pages) > LARGE_SITE else _TOLD
    steps: list[int] = []
    last = -1
    kept: list[Finding] = []
    places: list[int] = []
    for place, finding in enumerate(ordered):
        run = [rules.index(finding.rule), SEVERITIES.index(finding.severity), 0]
        if not runs or runs[-1][:2] != run[:2]:
            runs.append(run)
        runs[-1][2] += 1
        here = at.get(finding.page, -1)
        steps.append(here - last)
        last = here
        if runs[-1][2] <= most:
            kept.append(finding)
            places.append(place)
    return {
        "rules": rules,
        "others": others,
        "runs": runs,
        "page": signed(steps),
        "told": [b - a for a, b in zip([0, *places], places, strict=False)],
        "line": [finding.line or 0 for finding in kept],
        "message": [texts.place(finding.message) for finding in kept],
        "hint": [texts.place(finding.hint) for finding in kept],
        **_origins(kept, texts),
    }


def _origins(kept: Sequence[Finding], texts: Texts) -> dict[str, list[int]]:
    """Return the file and the line of what each finding's page was made of; nothing where that is known of none."""
    known = [(one.source, one.source_line or 0) if isinstance(one, AuditFinding) else ("", 0) for one in kept]
    if not any(source for source, _ in known):
        return {}
    return {"source": [texts.place(source) for source, _ in known], "at": [line for _, line in known]}
