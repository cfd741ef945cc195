"""What ``smo check`` prints for people: a table for a site, cards for a page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from rich.columns import Columns
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.rule import Rule as Line
from rich.table import Table
from rich.text import Text

from smo_core.features.networks.files import NAMES, weigh
from smo_core.features.networks.judge import Verdict
from smo_core.features.networks.network import UNITS, Field, Part
from smo_core.features.networks.rules import BY_ID
from smo_core.features.networks.shown import Shown
from smo_core.folder.checking import Checked
from smo_core.model import SEVERITIES, Finding, Severity
from smo_core.text import clean

STYLES: dict[Severity, str] = {"error": "red", "warning": "yellow", "info": "cyan"}
_WORST = 10
_CARD = 44
# Marks that turn the direction of what follows: in a terminal they would reach past their text.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(text: str, style: str = "") -> Text:
    """Return a page's text for the terminal: no control characters, no markup, no turned lines."""
    return Text(_TURNING.sub("", clean(text)), style=style)


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
    said = [f"{where['here']} images measured"]
    if where["elsewhere"]:
        said.append(f"{where['elsewhere']} on other hosts not checked")
    for why, count in checked.skipped.items():
        said.append(f"{count} pages left out ({why})")
    if not checked.site_url:
        said.append("the site's address is not known; give --site-url")
    return Text("; ".join(said) + ".", "dim")


def show_page(checked: Checked, console: Console | None = None) -> None:
    """Print one page: a small card for each network, where each part comes from, what is wrong."""
    console = console or Console(highlight=False)
    for verdict in checked.verdicts:
        console.print(plain(verdict.key, "bold"), plain(verdict.address, "dim"))
        console.print(Columns([_card(cards) for cards in _alike(verdict.shown)], width=_CARD, padding=(0, 1)))
        console.print(_sources(verdict))
        if verdict.noted:
            console.print(Line("What is wrong", align="left", style="dim"))
        for noted in verdict.noted:
            console.print(_problem(noted.finding))
        if not verdict.noted:
            console.print(Text("All well.", "green"))


def _problem(finding: Finding) -> Text:
    line = f" (line {finding.line})" if finding.line else ""
    return Text.assemble(
        (f"{finding.severity:7} ", STYLES[finding.severity]),
        plain(finding.message),
        (line, "dim"),
        " ",
        plain(finding.hint, "dim"),
        (f" [{finding.rule}]", "dim"),
    )


def _alike(cards: Iterable[Shown]) -> list[list[Shown]]:
    """Return the cards in groups that look the same here: one drawing does for all of a group."""
    groups: defaultdict[object, list[Shown]] = defaultdict(list)
    for card in cards:
        texts = (card.text("title"), card.text("description") if "description" in card.parts else "")
        groups[card.card, card.parts, texts, card.image, card.dropped, card.refused].append(card)
    return list(groups.values())


def _card(cards: list[Shown]) -> Panel:
    shown, lines = cards[0], list[RenderableType]()
    if shown.card == "none":
        lines += [plain(shown.url, "blue underline"), plain(f"No card: {shown.refused}.", "red")]
    else:
        lines += [_part(shown, part) for part in shown.parts]
        if shown.dropped:
            lines.append(plain(f"No image: {shown.dropped}.", "red"))
        for cut in shown.cut:
            unit = UNITS[cut.limit.unit]
            lines.append(Text(f"{cut.part}: {cut.limit.most} of {cut.length} {unit}", "yellow"))
    return Panel(
        Group(*lines),
        title=Text(", ".join(card.network.label for card in cards)),
        title_align="left",
        width=_CARD,
        border_style="dim",
    )


def _part(shown: Shown, part: Part) -> Text:
    if part == "image":
        return _picture(shown)
    if part == "host":
        return plain(shown.host, "dim")
    if part == "site":
        return plain(shown.site, "dim")
    return plain(shown.text(part), "bold" if part == "title" else "")


def _picture(shown: Shown) -> Text:
    """Return a stand-in for the image: its place, its format, its size and its weight."""
    file, width = shown.file, _CARD - 4
    label = "image on another host, not checked"
    if file is not None and file.where == "here":
        label = ", ".join(part for part in (NAMES.get(file.format, ""), file.size, weigh(file.weight)) if part)
    row = f" {label} ".center(width, "░")
    if shown.card != "large":
        return Text(f"▒▒ {label}"[:width], "magenta")
    return Text("\n".join(("░" * width, row, "░" * width)), "magenta")


def _sources(verdict: Verdict) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    columns: tuple[Field, ...] = ("title", "description", "image", "url")
    for name in ("Network", "Title from", "Description from", "Image from", "Address from"):
        table.add_column(name, overflow="fold")
    groups: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for shown in verdict.shown:
        won = {w.part: w.source + (f" (line {w.line})" if w.line else "") for w in shown.won}
        groups[tuple(won.get(name, "–") for name in columns)].append(shown.network.label)
    for sources, labels in groups.items():
        table.add_row(", ".join(labels), *(plain(source) for source in sources))
    return table
