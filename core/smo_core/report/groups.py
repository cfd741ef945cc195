"""Which disc of the map each page stands in: its outermost section, unless no reader can come to it.

Orphans come first, then islands, then sections; a page stands in one disc only. A large island has a
disc of its own. A section that holds most of the site tells nothing as one disc: its inner sections take
its place, and where there are none, the communities of pages that link to each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from smo_core.model import Site

Kind = Literal["section", "orphans", "islands"]
TOP = "Top level"
OTHER = "Other sections"
_ORPHANS, _ISLANDS, _OTHER_ISLANDS = "Orphans", "Islands", "Other islands"
# More discs than this are a list, not a picture.
_MOST = 36
# A section with more than half of the pages, and so many, is opened; its inner ones too, so far.
_MUCH, _MANY, _DEEP = 0.5, 40, 3
# An island of so many pages, a fiftieth of the site, is seen among the others; at most so many are.
_LARGE, _LARGEST = 0.02, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The pages of one disc, by key: what it is called, and of which kind it is."""

    name: str
    kind: Kind
    keys: tuple[str, ...]


def groups(
    site: Site,
    orphans: Collection[str],
    islands: Sequence[Sequence[str]],
    communities: Sequence[Sequence[str]] = (),
) -> tuple[Group, ...]:
    """Return the discs: sections from the largest down, then orphans and islands, if there are any.

    ``islands`` and ``communities`` begin with the largest, and each with its best linked page.
    """
    cut_off = {key for island in islands for key in island}
    rest = [key for key in sorted(site.pages) if key not in orphans and key not in cut_off]
    sections = _with_communities(site, _sections(site, rest), communities)
    ordered = sorted(_named_apart(sections), key=lambda item: (-len(item[1]), item[0]))
    kept, others = (ordered, []) if len(ordered) <= _MOST else (ordered[: _MOST - 1], ordered[_MOST - 1 :])
    made = [Group(name=name, kind="section", keys=tuple(keys)) for name, keys in kept]
    if others:
        keys = sorted(key for _, members in others for key in members)
        made.append(Group(name=OTHER, kind="section", keys=tuple(keys)))
    if orphans:
        made.append(Group(name=_ORPHANS, kind="orphans", keys=tuple(sorted(orphans))))
    return (*made, *_islands(site, islands, orphans))


def _islands(site: Site, islands: Sequence[Sequence[str]], orphans: Collection[str]) -> Iterator[Group]:
    """Yield the discs of pages cut off: the small islands as one, each large one by itself."""
    known = [[key for key in island if key not in orphans] for island in islands]
    large = [keys for keys in known[:_LARGEST] if len(keys) >= max(_MANY, _LARGE * len(site.pages))]
    if len(known) == len(large) == 1:
        large = []
    if small := sorted(key for keys in known[len(large) :] for key in keys):
        yield Group(name=_OTHER_ISLANDS if large else _ISLANDS, kind="islands", keys=tuple(small))
    named = ((f"Around {_title(site, keys[0])}", keys) for keys in large)
    for name, keys in _named_apart(named):
        yield Group(name=name, kind="islands", keys=tuple(sorted(keys)))


def _sections(site: Site, keys: Sequence[str]) -> dict[str, list[str]]:
    """Return the pages by section, those of a section that is most of the site by its inner sections."""
    found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for key in keys:
        found[site.pages[key].facts.section[:1]].append(key)
    for deep in range(2, _DEEP + 1):
        large = [name for name, members in found.items() if len(members) > max(_MANY, _MUCH * len(keys))]
        for name in large:
            for key in found.pop(name):
                found[site.pages[key].facts.section[:deep]].append(key)
    last = Counter(name[-1] for name in found if name)
    return {
        (" / ".join(name) if last[name[-1]] > 1 else name[-1]) if name else TOP: members
        for name, members in found.items()
    }


def _with_communities(
    site: Site, sections: dict[str, list[str]], communities: Sequence[Sequence[str]]
) -> Iterator[tuple[str, list[str]]]:
    """Yield the sections, one that is still most of the site by its communities."""
    much = max(_MANY, _MUCH * sum(map(len, sections.values())))
    for name, members in sections.items():
        if len(members) <= much:
            yield name, members
            continue
        rest = set(members)
        for community in communities:
            if inside := [key for key in community if key in rest]:
                rest.difference_update(inside)
                yield f"Around {_title(site, inside[0])}", sorted(inside)
        if rest:
            yield name, sorted(rest)


def _named_apart(sections: Iterable[tuple[str, list[str]]]) -> Iterator[tuple[str, list[str]]]:
    """Yield the sections with a number behind a name that was there before: titles are not always one page's."""
    before: Counter[str] = Counter()
    for name, members in sections:
        before[name] += 1
        yield name if before[name] == 1 else f"{name} ({before[name]})", members


def _title(site: Site, key: str) -> str:
    """Return a page's title as the map writes it, in one line."""
    return " ".join(site.pages[key].facts.title.split()) or key


def section_of(site: Site, key: str) -> str:
    """Return the outermost section of a page."""
    section = site.pages[key].facts.section
    return section[0] if section else TOP
