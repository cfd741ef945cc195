"""What the page's script works on, as small as it can be: columns of numbers, each text once.

Pages are named by their place in the order of keys. Links are kept by page: how many, and how
far on in that order each target lies from the one before it (the first: from the page), so
that most are small; numbers are written as letters. Where in its disc a page stands, the script finds by itself, as
:mod:`smo_core.report.layout` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from smo_core.report.figures import related_keys
from smo_core.report.groups import section_of
from smo_core.report.layout import AIR, FEW, GAP, LARGE, ROOM, SMALL
from smo_core.report.letters import letters, signed

if TYPE_CHECKING:
    from smo_core.model import Site
    from smo_core.report.figures import Figures, Rescuer
    from smo_core.report.layout import Layout

_LONGEST = 200
# On a large site, related pages are most of the file: then the nearest do.
LARGE_SITE = 4000
_NEAREST = ((8000, 2), (LARGE_SITE, 3))
_SIGN = "\x01"
# Shorter names are in titles by chance.
_LEAST = 2


class Texts:
    """Texts that many rows share, each kept once: a row holds its place in the list."""

    def __init__(self) -> None:
        """Begin with the empty text, at place 0."""
        self.values: list[str] = [""]
        self._places: dict[str, int] = {"": 0}

    def place(self, text: str) -> int:
        """Return the place of a text, added now if it was not there."""
        place = self._places.setdefault(text, len(self.values))
        if place == len(self.values):
            self.values.append(text)
        return place


def map_data(  # noqa: PLR0913, PLR0917 - what a map is made of
    site: Site, figures: Figures, layout: Layout, tall: Layout, weight: Mapping[str, int], texts: Texts
) -> dict[str, Any]:
    """Return the site as the page draws and lists it, ready for JSON; ``tall`` is its map for a tall window."""
    keys = sorted(site.pages)
    at = {key: place for place, key in enumerate(keys)}
    nearest = next((most for size, most in _NEAREST if len(keys) > size), None)
    return {
        "pages": _pages(site, figures, layout, weight, keys),
        "links": _steps(at, ((key, sorted(site.graph.successors(key))) for key in keys)),
        "related": _steps(at, ((key, related_keys(site, key)[:nearest]) for key in keys)),
        "seed": [SMALL, LARGE, GAP, ROOM, FEW, AIR],
        "discs": _discs(layout, tall),
        "between": _between(site, layout),
        "orphans": _orphans(figures, at, texts),
    }


def _pages(
    site: Site, figures: Figures, layout: Layout, weight: Mapping[str, int], keys: Sequence[str]
) -> dict[str, Sequence[Any]]:
    disc = {key: place for place, disc in enumerate(layout.discs) for key in disc.keys}
    sections = sorted({section_of(site, key) for key in keys})
    names = {name: place for place, name in enumerate(sections)}
    short = [_short(key, _title(site, key)) for key in keys]
    shared = _shared([key for key, _, _ in short])
    return {
        "key": [key[count:] for (key, _, _), count in zip(short, shared, strict=True)],
        "shared": letters(shared),
        "title": [title for _, title, _ in short],
        "short": "".join(which for _, _, which in short),
        "sections": list(sections),
        "section": [names[section_of(site, key)] for key in keys],
        "disc": [disc[key] for key in keys],
        "rank": letters(weight[key] for key in keys),
        "depth": [figures.depth.get(key, -1) for key in keys],
    }


def _title(site: Site, key: str) -> str:
    title = " ".join(site.pages[key].facts.title.split())
    # A picture has no room for more, and a table is no place for a chapter.
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"


def _short(key: str, title: str) -> tuple[str, str, str]:
    """Return key and title with a sign where one says the other once more, as most do, and which of them has it.

    "2" says that the title has the name of the file, "1" that the key has the title in small letters with hyphens.
    """
    stem = _stem(key)
    if len(stem) > _LEAST and stem in title and _SIGN not in title:
        return key, title.replace(stem, _SIGN, 1), "2"
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") if title.isascii() else ""
    if slug and slug in key and _SIGN not in key:
        return key.replace(slug, _SIGN, 1), title, "1"
    return key, title, "0"


def _stem(key: str) -> str:
    """Return the name of a page's file without its ending, of an index that of its folder."""
    steps = key.split("/")
    if len(steps) > 1 and steps[-1].startswith("index."):
        return steps[-2]
    return steps[-1].rpartition(".")[0] or steps[-1]


def _shared(keys: Sequence[str]) -> list[int]:
    """Return how many letters each key begins with as the one before it does."""
    found = []
    before = ""
    for key in keys:
        shared = 0
        for here, there in zip(key, before, strict=False):
            # What the script counts twice is not shared.
            if here != there or here > "\uffff":
                break
            shared += 1
        found.append(shared)
        before = key
    return found


def _steps(at: Mapping[str, int], rows: Iterable[tuple[str, Sequence[str]]]) -> dict[str, str]:
    """Return rows of pages, each belonging to a page, as counts and steps, both as letters."""
    counts: list[int] = []
    steps: list[int] = []
    for key, targets in rows:
        last = at[key]
        for target in targets:
            steps.append(at[target] - last)
            last = at[target]
        counts.append(len(targets))
    return {"counts": letters(counts), "steps": signed(steps)}


def _discs(layout: Layout, tall: Layout) -> list[list[Any]]:
    """Return name, kind, radius and middle of each disc, the middle once for a wide and once for a tall window."""
    return [
        [wide.name, wide.kind, *(round(value) for value in (wide.radius, wide.x, wide.y, high.x, high.y))]
        for wide, high in zip(layout.discs, tall.discs, strict=True)
    ]


def _between(site: Site, layout: Layout) -> list[tuple[int, int, int]]:
    """Return how many links lead between each two discs, either way."""
    disc = {key: place for place, disc in enumerate(layout.discs) for key in disc.keys}
    sums: dict[tuple[int, int], int] = {}
    for a, b in site.graph.edges:
        first, second = sorted((disc[a], disc[b]))
        if first != second:
            sums[first, second] = sums.get((first, second), 0) + 1
    return [(*pair, count) for pair, count in sorted(sums.items())]


def _orphans(figures: Figures, at: Mapping[str, int], texts: Texts) -> list[list[Any]]:
    """Return each orphan with the number of menus it is in, and the pages that had better link to it."""

    def offer(one: Rescuer) -> list[int]:
        return [at[one.key], texts.place(one.reason), texts.place(one.sentence)]

    return [
        [at[key], figures.menus.get(key, 0), [offer(one) for one in figures.rescuers.get(key, ())]]
        for key in figures.orphans
    ]
