"""What ``smo link`` and the hosts say when they are done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from smo_core.folder import Report
from smo_core.folder.recall import LastRun
from smo_core.model import Finding
from smo_core.readable import readable_json
from smo_core.tally import few
from smo_core.text import clean, harmless
from smo_core.vocabulary import SEVERITIES

_STYLES = {"error": "red", "warning": "yellow", "info": "cyan"}


def fails(findings: Iterable[Finding], level: str) -> bool:
    """Whether any finding is of severity ``level`` or worse; never for "never"."""
    if level == "never":
        return False
    bad = SEVERITIES[SEVERITIES.index(level) :]
    return any(finding.severity in bad for finding in findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is told of a run: the rows of its table, the pages that changed, our files written, the findings."""

    rows: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]
    changed: tuple[str, ...] = ()
    written: tuple[str, ...] = ()


def told(run: Report | LastRun) -> Told:
    """Return what to tell of a run, or of one that found nothing to do."""
    if isinstance(run, LastRun):
        return Told(rows=run.rows, findings=run.findings)
    return Told(rows=run.rows, findings=run.findings, changed=run.changed, written=run.written)


def show(run: Told, *, place: Path, copied: bool, dry_run: bool) -> None:
    """Print the findings, then one table of what was done."""
    console = Console(highlight=False, soft_wrap=True)
    _findings(console, run.findings)
    table = Table(
        title=f"{'Would do in' if dry_run else 'Done in'} {escape(harmless(str(place)))}",
        title_justify="left",
        show_header=False,
    )
    table.add_column(no_wrap=True)
    table.add_column(justify="right")
    for name, value in run.rows:
        table.add_row(name, value)
    table.add_row("Files written" if copied else "Files changed", str(len(run.changed)))
    table.add_row("Files of ours written", str(len(run.written)))
    console.print(table)


def _findings(console: Console, findings: Sequence[Finding]) -> None:
    """Print findings, worst first, at most a few of each rule."""
    for finding, more in few(sorted(findings, key=lambda f: (-SEVERITIES.index(f.severity), f.rule, f.page))):
        where = f"{finding.page}: " if finding.page else ""
        style = _STYLES[finding.severity]
        text = " ".join(part for part in (finding.message, finding.hint) if part)
        console.print(f"[{style}]{finding.severity}[/] {escape(harmless(clean(f'{where}{text} [{finding.rule}]')))}")
        if more:
            console.print(f"  {more}")


def as_json(run: Told, *, dry_run: bool) -> str:
    """Return what was done as one JSON document."""
    document = {
        "dry_run": dry_run,
        "summary": dict(run.rows),
        "changed": list(run.changed),
        "written": list(run.written),
        "findings": [asdict(finding) for finding in run.findings],
    }
    return harmless(readable_json(document))
