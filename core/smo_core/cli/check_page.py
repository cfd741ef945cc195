"""What ``smo check --page`` prints: a small card for each network, where its parts come from, what is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rich.columns import Columns
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.rule import Rule as Line
from rich.table import Table
from rich.text import Text

from smo_core.cli.terminal import STYLES, plain
from smo_core.features.networks.files import NAMES, weigh
from smo_core.features.networks.judge import Verdict
from smo_core.features.networks.network import UNITS, Field, Part
from smo_core.features.networks.shown import Shown
from smo_core.folder.checking import Checked
from smo_core.model import Finding

_CARD = 44


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
