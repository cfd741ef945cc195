"""Markdown, for the summary of a pipeline or a comment on a change."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from smo_core.audit.formats.where import place_of, rule_of
from smo_core.audit.result import Audit, AuditFinding
from smo_core.text import clean
from smo_core.vocabulary import SEVERITIES

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~&@])")
_SHOWN = 20


def pieces(audit: Audit) -> Iterator[str]:
    """Yield a heading, the counts, and a table of findings for each rule, the worst first."""
    groups: defaultdict[str, list[AuditFinding]] = defaultdict(list)
    for finding in audit.findings:
        groups[finding.rule].append(finding)
    said = ", ".join(f"{count} {severity}" for severity, count in audit.counts.items())
    lines = ["# Audit", "", f"{len(audit.pages)} pages: {said}.", ""]
    worst = {rule: max(SEVERITIES.index(f.severity) for f in found) for rule, found in groups.items()}
    for rule in sorted(groups, key=lambda rule: (-worst[rule], rule)):
        found = groups[rule]
        about = rule_of(found[0])
        lines += [
            f"## {rule} {_plain(about.title)} ({SEVERITIES[worst[rule]]}, {len(found)})",
            "",
            _plain(about.fix),
            "",
        ]
        lines += ["| Where | What |", "| --- | --- |"]
        lines += [f"| {_plain(place_of(f))} | {_plain(f.message)} |" for f in found[:_SHOWN]]
        lines += [f"| … and {len(found) - _SHOWN} more | |"] if len(found) > _SHOWN else []
        lines.append("")
    yield "\n".join(lines)


def _plain(value: str) -> str:
    """Return a text that Markdown shows as it is, without links, tags or mentions."""
    return _SPECIAL.sub(r"\\\1", clean(value))
