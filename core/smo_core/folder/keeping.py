"""What an audit keeps of the pages while they are read, as little as rules over the whole site need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from smo_core.audit.outline import UNDECIDED, Outline
from smo_core.audit.rule import Hit
from smo_core.audit.rules import UNREADABLE
from smo_core.audit.site import Ground, Sheet
from smo_core.audit.whole import BareGraph, Surveyed
from smo_core.folder import facts
from smo_core.folder.seeing import Seen
from smo_core.html.page import Reading
from smo_core.html.repeats import settle
from smo_core.model import Content, Heading, Link, Page
from smo_core.paths import matches
from smo_core.sections import complete
from smo_core.settings import Settings
from smo_core.urls import index_of, resolve

if TYPE_CHECKING:
    import networkx as nx


class Kept:
    """The pages seen so far. Strings that many pages have are kept once."""

    def __init__(self, ground: Ground) -> None:
        """Begin with the ground that the pages stand on."""
        self.ground = ground
        self.sheets: dict[str, Sheet] = {}
        self.hits: list[tuple[str, str, Hit]] = []
        self.full: dict[str, Reading] = {}
        self._readings: dict[str, Reading] = {}
        self._outlines: dict[str, tuple[tuple[int, Outline], ...]] = {}

    def add(self, seen: Seen) -> None:
        """Take in one page."""
        key, one = self.ground.one(seen.key), self.ground.one
        self.hits += [(key, one(rule), hit) for rule, found in seen.hits for hit in found]
        if seen.trouble:
            self.hits.append((key, UNREADABLE.id, Hit(message=seen.trouble)))
        if seen.reading is None or seen.sheet is None:
            return
        sheet = seen.sheet
        self._readings[key] = seen.reading
        self._outlines[key] = tuple(
            (start, replace(outline, leads=tuple(map(one, outline.leads)))) for start, outline in seen.outlines
        )
        self.sheets[key] = replace(
            sheet,
            key=key,
            targets=tuple(map(one, sheet.targets)),
            ours=tuple(map(one, sheet.ours)),
            menu=tuple(map(one, sheet.menu)),
            wanted=tuple(wanted._replace(target=one(wanted.target)) for wanted in sheet.wanted),
        )
        if seen.full is not None:
            self.full[key] = seen.full

    def survey(self, settings: Settings) -> Surveyed:
        """Return the site that the pages make, as ``smo link`` would see it, without what only links are made of."""
        readings = {key: self._content(key, reading) for key, reading in settle(self._readings).items()}
        readings = {
            key: reading
            for key, reading in readings.items()
            if reading.head.at is not None and not matches(key, settings.folder.exclude)
        }
        named = settings.model_copy(
            update={
                "site_url": self.ground.site_url or facts.site_url(readings),
                "site_name": settings.site_name or facts.site_name(readings),
            },
        )
        pages = complete(facts.pages(readings, named))
        return Surveyed(pages=pages, graph=self._graph(pages, readings, named.site_url), name=named.site_name)

    def _told(self, key: str, reading: Reading) -> Iterator[Outline]:
        """Yield the outlines of a page that are content."""
        kept = {part.start for part in reading.parts} if reading.parts else {0}
        return (outline for start, outline in self._outlines[key] if start in kept)

    def _content(self, key: str, reading: Reading) -> Reading:
        told = tuple(self._told(key, reading))
        headings: tuple[Heading, ...] = tuple(heading for outline in told for heading in outline.headings)
        undecided = (lead[1:] for outline in told for lead in outline.leads if lead.startswith(UNDECIDED))
        return replace(reading, content=Content(headings=headings, links=tuple(Link(href=href) for href in undecided)))

    def _graph(self, pages: Mapping[str, Page], readings: Mapping[str, Reading], site_url: str) -> nx.DiGraph[str]:
        graph: nx.DiGraph[str] = BareGraph()
        graph.add_nodes_from(sorted(pages))
        index = index_of((key, page.facts.location) for key, page in pages.items())
        for key in sorted(pages):
            location = pages[key].facts.location
            for outline in self._told(key, readings[key]):
                for lead in outline.leads:
                    found: str | None = lead
                    if lead.startswith(UNDECIDED):
                        found = resolve(lead[1:], base=location, site_url=site_url)
                    target = index.get(found) if found is not None else None
                    if target is not None and target != key:
                        graph.add_edge(key, target)
        return graph
