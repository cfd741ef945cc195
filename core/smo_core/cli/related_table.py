"""What ``smo related`` prints: a table of lists, or for each suggestion what its score is made of."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from smo_core.cli.terminal import plain
from smo_core.features.related.reasons import sentence
from smo_core.model import Site, Suggestion
from smo_core.phrases import phrases

_BAR = 20


def show(site: Site, keys: Sequence[str], *, explain: bool, console: Console | None = None) -> None:
    """Print the suggestions of some pages; ``explain`` shows every signal's part as figure and bar."""
    console = console or Console(highlight=False)
    for key in keys:
        page = site.pages[key]
        console.print(plain(page.facts.title, "bold"), plain(page.facts.location or "./", "dim"))
        found = site.related.get(key, ())
        if not found:
            console.print(Text("  nothing is related", "yellow"))
        elif explain:
            largest = max((reason.score for one in found for reason in one.reasons), default=0) or 1
            for place, one in enumerate(found, 1):
                console.print(_heading(site, place, one))
                console.print(Padding(_parts(one, largest), (0, 0, 0, 4)))
        else:
            console.print(Padding(_list(site, found), (0, 0, 0, 2)))


def _list(site: Site, found: Sequence[Suggestion]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(justify="right", style="dim")
    table.add_column(overflow="fold", ratio=1)
    table.add_column(overflow="fold", style="dim", ratio=1)
    for one in found:
        title = plain(site.pages[one.key].facts.title)
        table.add_row(f"{one.score:.2f}", title, plain(sentence(one.reasons, phrases("en"))))
    return table


def _heading(site: Site, place: int, one: Suggestion) -> Text:
    page = site.pages[one.key]
    return Text.assemble(
        f"  {place}. ", plain(page.facts.title), "  ", plain(page.facts.location or "./", "dim"), f"  {one.score:.2f}"
    )


def _parts(one: Suggestion, largest: float) -> Table:
    """Return a suggestion's reasons with their shares, drawn to the same scale for all of a page."""
    table = Table(box=None, padding=(0, 1, 0, 0), show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True, width=_BAR, style="cyan")
    table.add_column(overflow="fold", style="dim")
    for reason in one.reasons:
        said = sentence((reason,), phrases("en"))
        table.add_row(reason.signal, f"{reason.score:.2f}", _bar(reason.score / largest), plain(said))
    if not one.reasons:
        table.add_row("–", "", "", Text("No signal reaches it; it is here for the links it has."))
    return table


def _bar(share: float) -> str:
    """Return a bar of eighths of a character."""
    whole, eighths = divmod(round(max(0.0, min(1.0, share)) * _BAR * 8), 8)
    return "█" * whole + (" ▏▎▍▌▋▊▉"[eighths] if eighths else "")
