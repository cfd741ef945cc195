"""What the page's script works on, as small as it can be: columns of numbers, each text once.

``pages`` has one column for each property, all in the order of the keys. Links are kept by
page: how many, and how far on in that order each target lies from the one before it
(the first: from the page), so that most are small. ``findings`` are columns too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from smo_core.report.groups import section_of
from smo_core.report.layout import LARGE, SMALL
from smo_core.vocabulary import SEVERITIES

if TYPE_CHECKING:
    from smo_core.model import Finding, Site
    from smo_core.report.figures import Figures
    from smo_core.report.layout import Layout

# The words of so many findings of a rule are carried along; of the others only where they are.
_TOLD = 200
_RANKS = 10_000


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


def data(site: Site, figures: Figures, layout: Layout, findings: Sequence[Finding]) -> dict[str, Any]:
    """Return all that the page draws and lists, ready for JSON."""
    keys = sorted(site.pages)
    at = {key: place for place, key in enumerate(keys)}
    texts = Texts()
    return {
        "pages": _pages(site, figures, layout, keys),
        "links": _steps(at, ((key, site.graph.successors(key)) for key in keys)),
        "related": _steps(at, ((key, (s.key for s in site.related.get(key, ()))) for key in keys), ordered=True),
        "sizes": [SMALL, LARGE],
        "discs": _discs(layout),
        "between": _between(site, layout),
        "orphans": _orphans(figures, at, texts),
        "findings": _findings(findings, at, texts),
        "texts": texts.values,
    }


def _pages(site: Site, figures: Figures, layout: Layout, keys: Sequence[str]) -> dict[str, list[Any]]:
    heaviest = max(figures.rank.values(), default=0) or 1
    disc = {key: place for place, disc in enumerate(layout.discs) for key in disc.keys}
    spots = [layout.spots[key] for key in keys]
    sections = sorted({section_of(site, key) for key in keys})
    names = {name: place for place, name in enumerate(sections)}
    return {
        "key": list(keys),
        "title": [_title(site, key) for key in keys],
        "sections": list(sections),
        "section": [names[section_of(site, key)] for key in keys],
        "disc": [disc[key] for key in keys],
        "x": [round(x) for x, _, _ in spots],
        "y": [round(y) for _, y, _ in spots],
        "rank": [round(_RANKS * figures.rank[key] / heaviest) for key in keys],
        "depth": [figures.depth.get(key, -1) for key in keys],
    }


def _title(site: Site, key: str) -> str:
    title = " ".join(site.pages[key].facts.title.split())
    # A picture has no room for more, and a table is no place for a chapter.
    return title if len(title) <= 200 else f"{title[:199]}…"  # noqa: PLR2004


def _steps(
    at: Mapping[str, int], rows: Iterable[tuple[str, Iterable[str]]], *, ordered: bool = False
) -> dict[str, list[int]]:
    """Return rows of pages as counts and steps; ``ordered`` rows keep their order, others are sorted."""
    counts: list[int] = []
    steps: list[int] = []
    for key, targets in rows:
        places = [at[target] for target in targets]
        last = at[key]
        for place in places if ordered else sorted(places):
            steps.append(place - last)
            last = place
        counts.append(len(places))
    return {"counts": counts, "steps": steps}


def _discs(layout: Layout) -> list[list[Any]]:
    return [[disc.name, disc.kind, round(disc.x), round(disc.y), round(disc.radius)] for disc in layout.discs]


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
    return [
        [
            at[key],
            [
                [at[one.key], texts.place(one.reason), texts.place(one.sentence)]
                for one in figures.rescuers.get(key, ())
            ],
        ]
        for key in figures.orphans
    ]


def _findings(findings: Sequence[Finding], at: Mapping[str, int], texts: Texts) -> dict[str, list[Any]]:
    ordered = sorted(
        findings,
        key=lambda f: (-SEVERITIES.index(f.severity), f.rule, at.get(f.page, -1), f.line or 0, f.message, f.hint),
    )
    rules = sorted({finding.rule for finding in ordered})
    told = dict.fromkeys(rules, 0)

    def words(finding: Finding) -> Iterator[int]:
        told[finding.rule] += 1
        quiet = told[finding.rule] > _TOLD
        yield 0 if quiet else texts.place(finding.message)
        yield 0 if quiet else texts.place(finding.hint)

    said = list(chain.from_iterable(words(finding) for finding in ordered))
    return {
        "rules": list(rules),
        "rule": [rules.index(finding.rule) for finding in ordered],
        "level": [SEVERITIES.index(finding.severity) for finding in ordered],
        "page": [at.get(finding.page, -1) for finding in ordered],
        "line": [finding.line or 0 for finding in ordered],
        "message": said[::2],
        "hint": said[1::2],
    }
