"""What each page is called: by its title, its author, its headings, its address, and by those who link to it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from smo_core.graph.phrases import fold, in_capitals, is_loud, names_of
from smo_core.graph.stopwords import STOPWORDS
from smo_core.model import Page
from smo_core.text import spoken

if TYPE_CHECKING:
    import networkx as nx

Kind = Literal["alias", "title", "anchor", "name", "address", "heading"]
# The surest first: of several kinds of one name for one page the first counts.
KINDS: tuple[Kind, ...] = ("alias", "title", "anchor", "name", "address", "heading")
MOST_OWNERS = 5
_DOTTED = re.compile(r"\w(?:\.|::|/)\w")
_CODE = re.compile(r"[()_<>{}=$@\\/]|\w\.\w|^[.:-]|::|[a-z][A-Z]|^--?\w")
# Anchors that say nothing of the page, in a share of the links that carry them.
_STRAY = 0.05
_FEWEST_SIGNS = 3
_SHORT = 3
_LONGEST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """All names of pages as compared: who owns each and how, and how often it is a link.

    ``owners`` maps a name to its pages and the kind of each claim; ``linked`` to how many
    pages have it as a link's text; ``linked_to`` tells these apart by target. Names that are only ever
    written as code is (``values()``, ``os.path``), or in capitals (``SELECT``) where titles seldom are, have their
    spellings in ``spelt``: the same word in a sentence means something else.
    """

    owners: Mapping[str, Mapping[str, Kind]]
    linked: Mapping[str, int]
    linked_to: Mapping[str, Mapping[str, int]]
    spelt: Mapping[str, tuple[str, ...]]


def names(
    pages: Mapping[str, Page], graph: nx.DiGraph[str], aliases: Mapping[str, tuple[str, ...]] = MappingProxyType({})
) -> Names:
    """Return what the pages of one language are called; names that more than a few pages own are left out.

    ``aliases`` are further names by page key.
    """
    linked: Counter[str] = Counter()
    linked_to: defaultdict[str, Counter[str]] = defaultdict(Counter)
    calls: defaultdict[str, dict[str, str]] = defaultdict(dict)
    written_so: Counter[str] = Counter()
    for source, target, data in graph.edges(data=True):
        written_as = {fold(anchor): anchor for anchor in reversed(data["anchors"])}
        for name, anchor in written_as.items():
            if source in pages and name:
                linked[name] += 1
                linked_to[name][target] += 1
                written_so[anchor] += 1
                calls[target].setdefault(anchor, name)
    called = {
        key: sorted(anchor for anchor, name in written.items() if linked_to[name][key] >= _STRAY * linked[name])
        for key, written in calls.items()
    }
    claimed: dict[Kind, Mapping[str, Iterable[str]]] = {"alias": aliases, "anchor": called}
    owners: defaultdict[str, dict[str, Kind]] = defaultdict(dict)
    spellings: defaultdict[str, set[str]] = defaultdict(set)
    loud = is_loud([page.facts.title for page in pages.values()])
    for kind, key, written in _claims(pages, claimed):
        name = fold(written)
        _claim(owners, name, key, kind)
        # An address is in small letters whatever it names.
        rare = kind == "anchor" and written_so[written] < _STRAY * linked[name]
        if not rare and (kind != "address" or not spellings[name]):
            own = _CODE.search(written) or in_capitals(written, loud=loud)
            spellings[name].add(written if own else "")
    found = {name: owners[name] for name in sorted(owners) if len(owners[name]) <= MOST_OWNERS and _tells(name)}
    spelt = {name: tuple(sorted(spellings[name])) for name in found if "" not in spellings[name]}
    return Names(owners=found, linked=linked, linked_to=linked_to, spelt=spelt)


def _claims(
    pages: Mapping[str, Page], claimed: Mapping[Kind, Mapping[str, Iterable[str]]]
) -> Iterator[tuple[Kind, str, str]]:
    """Yield what pages are called, the surest kind first: the kind, the page's key, the name as written."""
    readable = [(key, page) for key, page in pages.items() if page.facts.readable]
    for kind in KINDS:
        for key, page in readable:
            for written in _CLAIMS[kind](page) if kind in _CLAIMS else claimed[kind].get(key, ()):
                yield kind, key, written


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


def _parts(page: Page) -> Iterator[str]:
    """Yield the parts of a title that are names; of a dotted name the last step alone is an everyday word."""
    for name in names_of(page):
        if name == page.facts.title or " " in name or _CODE.search(name) or not _DOTTED.search(page.facts.title):
            yield name


def _address(page: Page) -> Iterator[str]:
    last = page.facts.location.rstrip("/").rpartition("/")[2].removesuffix(".html")
    yield re.sub(r"[-_.]+", " ", last)


def _headings(page: Page) -> Iterator[str]:
    for heading in page.content.headings:
        telling = [word for word in spoken(heading.text) if len(word) > _SHORT and word.casefold() not in STOPWORDS]
        if heading.level > 1 and len(telling) > 1:
            yield heading.text


_CLAIMS: Mapping[Kind, Callable[[Page], Iterable[str]]] = {
    "title": _titles,
    "name": _parts,
    "address": _address,
    "heading": _headings,
}
