"""Which disc of the map each page stands in: its outermost section, unless no reader can come to it.

Orphans come first, then islands, then sections; a page stands in one disc only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from smo_core.model import Site

Kind = Literal["section", "orphans", "islands"]
TOP = "Top level"
OTHER = "Other sections"
# More discs than this are a list, not a picture.
_MOST = 36


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The pages of one disc, by key: what it is called, and of which kind it is."""

    name: str
    kind: Kind
    keys: tuple[str, ...]


def groups(site: Site, orphans: Collection[str], islanders: Collection[str]) -> tuple[Group, ...]:
    """Return the discs: sections from the largest down, then orphans and islands, if there are any."""
    sections: defaultdict[str, list[str]] = defaultdict(list)
    apart: dict[Kind, list[str]] = {"orphans": [], "islands": []}
    for key in sorted(site.pages):
        if key in orphans:
            apart["orphans"].append(key)
        elif key in islanders:
            apart["islands"].append(key)
        else:
            sections[section_of(site, key)].append(key)
    ordered = sorted(sections.items(), key=lambda item: (-len(item[1]), item[0]))
    kept, rest = (ordered, []) if len(ordered) <= _MOST else (ordered[: _MOST - 1], ordered[_MOST - 1 :])
    made = [Group(name=name, kind="section", keys=tuple(keys)) for name, keys in kept]
    if rest:
        keys = sorted(key for _, members in rest for key in members)
        made.append(Group(name=OTHER, kind="section", keys=tuple(keys)))
    made += [Group(name=kind.capitalize(), kind=kind, keys=tuple(keys)) for kind, keys in apart.items() if keys]
    return tuple(made)


def section_of(site: Site, key: str) -> str:
    """Return the outermost section of a page."""
    section = site.pages[key].facts.section
    return section[0] if section else TOP
