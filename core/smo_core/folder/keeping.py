"""What an audit keeps of the pages while they are read, as little as rules over the whole site need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from smo_core.audit.ground import Ground
from smo_core.audit.outline import Outline
from smo_core.audit.rule import Hit
from smo_core.audit.rules import BY_ID, UNREADABLE
from smo_core.audit.site import Ids, Sheet, Wanted
from smo_core.audit.stamp import Stamps
from smo_core.audit.whole import Surveyed
from smo_core.folder import facts
from smo_core.folder.seeing import Seen
from smo_core.html.page import Reading
from smo_core.html.repeats import settle
from smo_core.model import Content, Heading, Link, Page
from smo_core.paths import matches
from smo_core.sections import complete
from smo_core.settings import Settings
from smo_core.urls import index_of, names_host, resolve

if TYPE_CHECKING:
    import networkx as nx


class Kept:
    """The pages seen so far. Strings that many pages have are kept once."""

    def __init__(self, ground: Ground, names: Sequence[str], stamps: Stamps) -> None:
        """Begin with the ground that the pages stand on, the locations by which links may name pages, the stamps."""
        # Loading networkx takes a quarter of a second, in which others can be at work.
        from smo_core.audit.bare import BareGraph  # noqa: PLC0415

        self._graph_of = BareGraph.of
        self.ground = ground
        self.sheets: dict[str, Sheet] = {}
        self.hits: list[tuple[str, str, Hit]] = []
        self.full: dict[str, Reading] = {}
        self._stamps = stamps
        self._names = names
        self._readings: dict[str, Reading] = {}
        self._outlines: dict[str, tuple[tuple[int, Outline], ...]] = {}
        self._menus: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._told_of: dict[str, bool] = {}
        self._lasts = frozenset(name.rstrip("/").rpartition("/")[2] for name in names)

    def add(self, seen: Seen) -> None:
        """Take in one page."""
        path = self.ground.paths.__getitem__
        key = path(self.ground.numbers[seen.key])
        self.hits += [(key, BY_ID[rule].id, hit) for rule, found in seen.hits for hit in found]
        if seen.rows:
            self._stamps.add(key, seen.rows)
        if seen.trouble:
            self.hits.append((key, UNREADABLE.id, Hit(message=seen.trouble)))
        if seen.reading is None or seen.sheet is None:
            return
        self._readings[key] = seen.reading
        self._outlines[key] = seen.outlines
        # Whole menus are the same on many pages.
        menu = tuple(map(path, seen.menu))
        self.sheets[key] = replace(
            seen.sheet,
            key=key,
            ids=Ids(seen.ids),
            wanted=tuple(self._wanted(seen.wanted)),
            targets=tuple(map(path, seen.targets)),
            ours=tuple(map(path, seen.ours)),
            menu=self._menus.setdefault(menu, menu),
        )
        if seen.full is not None:
            self.full[key] = seen.full

    def _wanted(self, wanted: Iterable[tuple[int, str, str, int, int]]) -> Iterator[Wanted]:
        """Yield the places that are wanted of other pages, but those that are known to be there."""
        for number, fragment, href, line, column in wanted:
            target = self.ground.paths[number]
            other = self.sheets.get(target)
            if other is None or fragment not in other.ids:
                yield Wanted(target, fragment, href, line, column)

    def survey(self, settings: Settings) -> Surveyed:
        """Return the site that the pages make, as ``smo link`` would see it, without what only links are made of."""
        readings = {key: self._content(key, reading) for key, reading in settle(self._readings).items()}
        readings = {
            key: reading
            for key, reading in readings.items()
            if reading.head.at is not None and not matches(key, settings.folder.no_content)
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
        """Return a reading with the headings of its content, and the links that may tell the site's address."""
        headings: list[Heading] = []
        links: list[Link] = []
        for outline in self._told(key, reading):
            headings += outline.headings
            links += [Link(href=lead) for lead in outline.leads if isinstance(lead, str) and self._telling(lead)]
        return replace(reading, content=Content(headings=tuple(headings), links=tuple(links)))

    def _telling(self, href: str) -> bool:
        """Whether an address could be that of a page of this site: its last part is that of a file."""
        known = self._told_of.get(href)
        if known is None:
            last = unquote(href.partition("#")[0].partition("?")[0].rstrip("/").rpartition("/")[2])
            known = self._told_of[href] = last in self._lasts
        return known

    def _graph(self, pages: Mapping[str, Page], readings: Mapping[str, Reading], site_url: str) -> nx.DiGraph[str]:
        index = index_of((key, page.facts.location) for key, page in pages.items())
        keys = [index.get(name) for name in self._names]
        # Where a whole address leads does not depend on where it stands, and many pages name the same.
        hosts: dict[str, str | None] = {}

        def reached(key: str) -> Iterator[str]:
            location = pages[key].facts.location
            for outline in self._told(key, readings[key]):
                for lead in outline.leads:
                    if isinstance(lead, int):
                        target = keys[lead]
                    elif lead in hosts:
                        target = hosts[lead]
                    else:
                        found = resolve(lead, base=location, site_url=site_url)
                        target = index.get(found) if found is not None else None
                        if names_host(lead):
                            hosts[lead] = target
                    if target is not None and target != key:
                        yield target

        ordered = sorted(pages)
        return self._graph_of(ordered, ((key, reached(key)) for key in ordered))
