"""What ``smo suggest`` prints: pages that nothing links to first, then page by page, each with its sentence."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule as Line
from rich.text import Text

from smo_core import choose
from smo_core.cli.terminal import plain
from smo_core.folder.suggesting import Found
from smo_core.model import LinkSuggestion
from smo_core.readable import readable_json
from smo_core.suggest.places import sentence_of

if TYPE_CHECKING:
    from smo_core.folder.sources import Patched

_INDENT = 2


def show(found: Found, console: Console | None = None) -> None:
    """Print the suggestions: orphans, then pages."""
    console = console or Console(highlight=False)
    suggested = found.suggested
    links = found.all
    if not links:
        console.print("No link to suggest: no text names a page that it does not link to.")
        return
    if suggested.orphans:
        console.print(Line("Pages that no other links to, and who could", align="left", style="dim"))
    for key, listed in suggested.orphans.items():
        _heading(found, key, console)
        for link in listed:
            _print(found, link, link.page, "from ", console)
    if suggested.pages:
        console.print(Line("Links that pages could have", align="left", style="dim"))
    for key, listed in suggested.pages.items():
        _heading(found, key, console)
        for link in listed:
            _print(found, link, link.target, "to ", console)
    pages = len({link.page for link in links})
    console.print(f"{len(links)} link{'s' * (len(links) != 1)} suggested on {pages} page{'s' * (pages != 1)}.")


def _heading(found: Found, key: str, console: Console) -> None:
    console.print(plain(choose.title(found.pages[key]), "bold"), plain(key, "dim"), soft_wrap=True)


def _print(found: Found, link: LinkSuggestion, other: str, word: str, console: Console) -> None:
    sentence, start, end = sentence_of(found.pages[link.page].content.passages[link.passage].text, link.start, link.end)
    why = "; ".join(text for reason in link.reasons for text in reason.evidence)
    line = Text.assemble(
        (f"{link.score:4.0%} ", "cyan"), word, plain(choose.title(found.pages[other])), " ", plain(other, "dim")
    )
    console.print(Padding(line, (0, 0, 0, _INDENT)), soft_wrap=True)
    quoted = Text.assemble(
        plain(sentence[:start]), _blank(sentence[:start]), plain(sentence[start:end], "underline green")
    )
    quoted.append(_blank_before(sentence[end:])).append_text(plain(sentence[end:]))
    console.print(Padding(quoted, (0, 0, 0, _INDENT + 5)))
    console.print(Padding(plain(why, "dim"), (0, 0, 0, _INDENT + 5)))


def _blank(before: str) -> str:
    return " " if before[-1:].isspace() else ""


def _blank_before(after: str) -> str:
    return " " if after[:1].isspace() else ""


def as_json(found: Found) -> str:
    """Return the suggestions as one JSON document."""
    document = {
        "orphans": [
            {"page": key, "title": choose.title(found.pages[key]), "links": _entries(found, links)}
            for key, links in found.suggested.orphans.items()
        ],
        "pages": [
            {"page": key, "title": choose.title(found.pages[key]), "links": _entries(found, links)}
            for key, links in found.suggested.pages.items()
        ],
    }
    return readable_json(document)


def _entries(found: Found, links: Iterable[LinkSuggestion]) -> list[dict[str, object]]:
    return [_entry(found, link) for link in links]


def _entry(found: Found, link: LinkSuggestion) -> dict[str, object]:
    passage = found.pages[link.page].content.passages[link.passage].text
    sentence, start, end = sentence_of(passage, link.start, link.end)
    return {
        "from": link.page,
        "to": link.target,
        "href": choose.href(found.pages[link.page], found.pages[link.target]),
        "title": choose.title(found.pages[link.target]),
        "phrase": link.phrase,
        "sentence": sentence,
        "marked": [start, end],
        "passage": link.passage,
        "start": link.start,
        "end": link.end,
        "offset": link.offset,
        "stop": link.stop,
        "score": link.score,
        "reasons": [{"signal": r.signal, "score": r.score, "evidence": list(r.evidence)} for r in link.reasons],
    }


def show_left(result: Patched, *, err: bool, patch: Path | None = None) -> None:
    """Say how many links a patch adds, where it was written, and why others are not in it."""
    console = Console(highlight=False, stderr=err)
    where = f" in {patch}" if patch is not None else ""
    console.print(plain(f"{result.added} links added to {result.files} sources{where}."))
    for reason, count in sorted(result.left.items()):
        console.print(plain(f"{count} left out: {reason}.", "dim"))
