"""What ``smo check`` prints of a site: rules by number of pages, the worst pages, what was left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from smo_core.cli.terminal import STYLES, plain
from smo_core.features.networks.judge import Verdict
from smo_core.features.networks.rules import BY_ID
from smo_core.folder.checking import Checked
from smo_core.vocabulary import SEVERITIES, Severity

_WORST = 10


def show_site(checked: Checked, console: Console | None = None) -> None:
    """Print rules by number of pages, the worst pages, and what was left out."""
    console = console or Console(highlight=False)
    counts = Counter(finding.severity for finding in checked.all_findings)
    console.print(_headline(checked, counts))
    if any(counts.values()):
        console.print(_rules(checked))
    worst = [verdict for verdict in checked.verdicts if verdict.worst in {"error", "warning"}]
    if worst:
        console.print(_pages(worst))
    console.print(_left_out(checked))
    if worst:
        key = min(worst, key=_badness).key
        console.print(plain(f"See one page in detail: smo check {checked.root} --page {key}", "dim"), soft_wrap=True)


def _headline(checked: Checked, counts: Counter[Severity]) -> Text:
    pages, networks = len(checked.verdicts), len(checked.networks)
    what = f"{pages} page{'s' if pages != 1 else ''} on {networks} network{'s' if networks != 1 else ''}"
    text = Text.assemble((what, "bold"), " at " if checked.site_url else "", plain(checked.site_url), ": ")
    said = [(counts[s], s) for s in reversed(SEVERITIES) if counts[s]]
    if not said:
        return text.append("all well", "green")
    for place, (count, severity) in enumerate(said):
        text.append(", " if place else "")
        text.append(f"{count} {_plural(severity, count)}", STYLES[severity])
    return text


def _plural(severity: Severity, count: int) -> str:
    return "info" if severity == "info" else f"{severity}{'s' if count != 1 else ''}"


def _rules(checked: Checked) -> Table:
    pages: defaultdict[str, list[str]] = defaultdict(list)
    for finding in checked.all_findings:
        pages[finding.rule].append(finding.page)
    first = {finding.rule: finding for finding in reversed(checked.all_findings)}
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("")
    table.add_column("Pages", justify="right")
    table.add_column("What", overflow="fold")
    table.add_column("For example", overflow="fold")
    order = sorted(first.values(), key=lambda f: (-SEVERITIES.index(f.severity), -len(set(pages[f.rule])), f.rule))
    for finding in order:
        title = BY_ID[finding.rule].title if finding.rule in BY_ID else finding.rule
        what = Text.assemble((title, "bold"), "\n", (finding.hint, "dim"))
        example = Group(plain(finding.page, "cyan"), plain(finding.message))
        table.add_row(
            Text(finding.severity, STYLES[finding.severity]), str(len(set(pages[finding.rule]))), what, example
        )
    return table


def _badness(verdict: Verdict) -> tuple[int, int, str]:
    counts = Counter(noted.finding.severity for noted in verdict.noted)
    return -counts["error"], -counts["warning"], verdict.key


def _pages(worst: Iterable[Verdict]) -> RenderableType:
    ordered = sorted(worst, key=_badness)
    table = Table(title="Worst pages", title_justify="left", title_style="bold", box=None, padding=(0, 2, 0, 0))
    table.add_column("", justify="right", style="red")
    table.add_column("", justify="right", style="yellow")
    table.add_column("", overflow="fold")
    table.show_header = False
    for verdict in ordered[:_WORST]:
        counts = Counter(noted.finding.severity for noted in verdict.noted)
        table.add_row(
            str(counts["error"] or ""),
            str(counts["warning"] or ""),
            Text.assemble(plain(verdict.key, "cyan"), "  ", plain(", ".join(_rule_ids(verdict)), "dim")),
        )
    if len(ordered) > _WORST:
        table.add_row("", "", Text(f"… and {len(ordered) - _WORST} more", "dim"))
    return table


def _rule_ids(verdict: Verdict) -> list[str]:
    return list(dict.fromkeys(n.finding.rule for n in verdict.noted if n.finding.severity != "info"))


def _left_out(checked: Checked) -> Text:
    where = Counter(file.where for file in checked.files.values())
    here = where["here"]
    said = [f"{here} image{'s' if here != 1 else ''} measured"]
    if where["elsewhere"]:
        said.append(f"{where['elsewhere']} on other hosts not checked")
    for why, count in checked.skipped.items():
        said.append(f"{count} page{'s' if count != 1 else ''} left out ({why})")
    if not checked.site_url:
        said.append("the site's address is not known; give --site-url")
    return Text("; ".join(said) + ".", "dim")
