"""What each page is called: by its title, its author, its headings, its address, and by those who link to it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from smo_core.graph.phrases import names_of
from smo_core.graph.stopwords import STOPWORDS
from smo_core.model import Page
from smo_core.text import folded, spoken

if TYPE_CHECKING:
    import networkx as nx

Kind = Literal["alias", "title", "anchor", "name", "address", "heading"]
# The surest first: of several kinds of one name for one page the first counts.
KINDS: tuple[Kind, ...] = ("alias", "title", "anchor", "name", "address", "heading")
MOST_OWNERS = 5
# Anchors that say nothing of the page, in a share of the links that carry them.
_STRAY = 0.05
_FEWEST_SIGNS = 3
_LONGEST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """All names of pages as compared: who owns each and how, and how often it is a link.

    ``owners`` maps a name to its pages and the kind of each claim; ``linked`` to how many
    pages have it as a link's text; ``linked_to`` tells these apart by target.
    """

    owners: Mapping[str, Mapping[str, Kind]]
    linked: Mapping[str, int]
    linked_to: Mapping[str, Mapping[str, int]]


def names(
    pages: Mapping[str, Page], graph: nx.DiGraph[str], aliases: Mapping[str, tuple[str, ...]] = MappingProxyType({})
) -> Names:
    """Return what the pages of one language are called; names that more than a few pages own are left out.

    ``aliases`` are further names by page key.
    """
    linked: Counter[str] = Counter()
    linked_to: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for source, target, anchors in graph.edges(data="anchors"):
        for name in dict.fromkeys(as_compared(anchor) for anchor in anchors):
            if source in pages and name:
                linked[name] += 1
                linked_to[name][target] += 1
    owners: defaultdict[str, dict[str, Kind]] = defaultdict(dict)
    claimed: dict[Kind, Mapping[str, Iterable[str]]] = {"alias": aliases, "anchor": _called(linked, linked_to)}
    for kind in KINDS:
        for key, page in pages.items():
            if page.facts.readable:
                for name in _CLAIMS[kind](page) if kind in _CLAIMS else claimed[kind].get(key, ()):
                    _claim(owners, as_compared(name), key, kind)
    found = {name: owners[name] for name in sorted(owners) if len(owners[name]) <= MOST_OWNERS and _tells(name)}
    return Names(owners=found, linked=linked, linked_to=linked_to)


def _called(linked: Mapping[str, int], linked_to: Mapping[str, Mapping[str, int]]) -> Mapping[str, list[str]]:
    """Return what links call each page, without what only stray links call it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(linked_to):
        for key, count in linked_to[name].items():
            if count >= _STRAY * linked[name]:
                found[key].append(name)
    return found


def as_compared(text: str) -> str:
    """Return a name in the form in which names are compared."""
    return " ".join(folded(text))


def _claim(owners: Mapping[str, dict[str, Kind]], name: str, key: str, kind: Kind) -> None:
    if name:
        owners[name].setdefault(key, kind)


def _tells(name: str) -> bool:
    """Whether a name is long enough to be looked for, and more than words that every sentence has."""
    words = name.split()
    spaced = len(words[0]) > 1 or name.isascii()
    if not spaced:
        return len(words) >= _FEWEST_SIGNS
    telling = [word for word in words if word not in STOPWORDS and not word.isdigit()]
    return len(words) <= _LONGEST and any(len(word) > 1 for word in telling)


def _titles(page: Page) -> Iterator[str]:
    yield page.facts.title


def _address(page: Page) -> Iterator[str]:
    last = page.facts.location.rstrip("/").rpartition("/")[2].removesuffix(".html")
    yield re.sub(r"[-_.]+", " ", last)


def _headings(page: Page) -> Iterator[str]:
    for heading in page.content.headings:
        if heading.level > 1 and len(spoken(heading.text)) > 1:
            yield heading.text


_CLAIMS: Mapping[Kind, Callable[[Page], Iterable[str]]] = {
    "title": _titles,
    "name": names_of,
    "address": _address,
    "heading": _headings,
}
