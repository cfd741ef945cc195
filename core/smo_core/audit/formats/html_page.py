"""A plain page of all findings: no script, no request; the dashboard is ``smo report``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from smo_core.audit.formats.where import rule_of
from smo_core.audit.result import Audit, AuditFinding
from smo_core.text import clean
from smo_core.vocabulary import SEVERITIES

if TYPE_CHECKING:
    from jinja2 import Template


def pieces(audit: Audit) -> Iterator[str]:
    """Yield the page."""
    groups: defaultdict[str, list[AuditFinding]] = defaultdict(list)
    for finding in audit.findings:
        groups[finding.rule].append(finding)
    ordered = sorted(groups.values(), key=lambda fs: (-max(SEVERITIES.index(f.severity) for f in fs), fs[0].rule))
    rows = [(rule_of(found[0]), max((f.severity for f in found), key=SEVERITIES.index), found) for found in ordered]
    return _template().generate(audit=audit, rows=rows)


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - the other formats need none

    source = Path(__file__).with_name("findings.html").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["clean"] = clean
    return environment.from_string(source)
