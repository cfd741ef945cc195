"""What ``smo audit`` prints for people: rules by number of findings, worst first, with examples."""

from __future__ import annotations

from collections import defaultdict

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from smo_core.audit.formats.where import place_of, rule_of
from smo_core.audit.result import Audit, AuditFinding
from smo_core.cli.terminal import STYLES, plain
from smo_core.vocabulary import SEVERITIES, Severity

_EXAMPLES = 3


def show(audit: Audit, console: Console | None = None) -> None:
    """Print one row for each rule, then what to do next."""
    console = console or Console(highlight=False)
    console.print(_headline(audit))
    groups: defaultdict[str, list[AuditFinding]] = defaultdict(list)
    for finding in audit.findings:
        groups[finding.rule].append(finding)
    worst = {rule: max((f.severity for f in found), key=SEVERITIES.index) for rule, found in groups.items()}
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("Rule", "", "Found", "What", "For example"):
        table.add_column(name, justify="right" if name == "Found" else "left", overflow="fold")
    for rule in sorted(groups, key=lambda rule: (-SEVERITIES.index(worst[rule]), -len(groups[rule]), rule)):
        table.add_row(*_row(rule, worst[rule], groups[rule]))
    if groups:
        console.print(table)
        first = min(groups, key=lambda rule: (-SEVERITIES.index(worst[rule]), -len(groups[rule]), rule))
        console.print(Text(f"Why, and what to do: smo explain {first}", "dim"))


def _headline(audit: Audit) -> Text:
    pages = len(audit.pages)
    text = Text.assemble((f"{pages} page{'s' if pages != 1 else ''}", "bold"))
    if audit.site_url:
        text.append(" at ").append_text(plain(audit.site_url))
    text.append(": ")
    said = [(count, severity) for severity, count in audit.counts.items() if count]
    if not said:
        text.append("all well", "green")
    for place, (count, severity) in enumerate(said):
        text.append(", " if place else "").append(counted(count, severity), STYLES[severity])
    if audit.known:
        text.append(f"; {len(audit.known)} more are known from the baseline", "dim")
    return text


def counted(count: int, severity: Severity) -> str:
    """Return a number of findings in words."""
    return f"{count} {severity}{'s' if count != 1 and severity != 'info' else ''}"


def _row(rule: str, severity: Severity, found: list[AuditFinding]) -> tuple[Text | Group | str, ...]:
    about = rule_of(found[0])
    examples = [
        Text.assemble(plain(place_of(finding), "cyan"), " ", plain(finding.message)) for finding in found[:_EXAMPLES]
    ]
    what = Text.assemble((about.title, "bold"), "\n", (about.fix, "dim"))
    return rule, Text(severity, STYLES[severity]), str(len(found)), what, Group(*examples)
