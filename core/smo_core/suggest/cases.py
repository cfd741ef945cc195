"""Every link that a page could have, with what speaks for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from smo_core.graph.phrases import Phrases, phrases
from smo_core.html.prose import span_in_source
from smo_core.model import Page
from smo_core.suggest.inflections import inflected
from smo_core.suggest.names import Names, names
from smo_core.suggest.places import Place, longest, places
from smo_core.suggest.score import Case

if TYPE_CHECKING:
    import networkx as nx

# The pages nearest to one page with their scores, best first; and those of each page.
Near = Sequence[tuple[str, float]]
Nearest = Mapping[str, Near]
# How many of the nearest pages count as peers, and how slowly they count less.
_PEERS, _DAMPING = 20, 10
# A single word that stands on more pages than these is no name of one page, unless it often is a link to it.
_FEW_PAGES, _COMMON, _COMMON_PART, _SURE = 3, 0.1, 0.01, 0.2
_NEAR_BY, _TWICE = 20, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A link that a page could have: where its words may stand, first to last, and what speaks for it."""

    name: str
    target: str
    places: tuple[Place, ...]
    case: Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The texts of the pages of one language: their names, and where these stand, page by page."""

    pages: Mapping[str, Page]
    names: Names
    stand: Mapping[str, tuple[Place, ...]]
    standing: Mapping[str, int]


def texts(
    pages: Mapping[str, Page], graph: nx.DiGraph[str], aliases: Mapping[str, tuple[str, ...]], language: str = ""
) -> Texts:
    """Look for the names of all pages in all pages, in the forms that their language gives them.

    ``aliases`` are names by key beside those that pages have; ``language`` is a primary BCP 47 tag.
    """
    known = names(pages, graph, aliases)
    said = (passage.text for page in pages.values() for passage in page.content.passages)
    forms = inflected(known.owners, said, language)
    table: Phrases = phrases({name: [name, *forms.get(name, ())] for name in known.owners})
    stand = {key: tuple(places(page.content.passages, table, known.spelt)) for key, page in pages.items()}
    standing: Counter[str] = Counter()
    for found in stand.values():
        standing.update({place.name for place in found})
    return Texts(pages=pages, names=known, stand=stand, standing=standing)


def candidates(found: Texts, page: Page, graph: nx.DiGraph[str], related: Near) -> Iterator[Candidate]:
    """Yield the links that one page could have, one for each name and target; never to a page that it links to."""
    view = _View(found, page, graph, related)
    free = {
        spot: None
        for spot in found.stand[page.key]
        if span_in_source(page.content.passages[spot.passage], spot.start, spot.end) is not None
    }
    telling = {name: view.cases(name, spots) for name, spots in _by_name(free).items()}
    # A longer name that says nothing here does not hide a shorter one that does.
    shown = longest(spot for spot in free if telling[spot.name] is not None)
    for name, spots in _by_name(shown).items():
        for target, case in (telling[name] or {}).items():
            yield Candidate(name=name, target=target, places=spots, case=case)


def _by_name(found: Iterable[Place]) -> dict[str, tuple[Place, ...]]:
    groups: defaultdict[str, list[Place]] = defaultdict(list)
    for place in found:
        groups[place.name].append(place)
    return {name: tuple(places) for name, places in groups.items()}


@dataclass(frozen=True)
class _View:
    """The site as seen from one page: how near the others are to it."""

    found: Texts
    page: Page
    graph: nx.DiGraph[str]
    related: Near

    @cached_property
    def place(self) -> Mapping[str, int]:
        return {key: rank for rank, (key, _) in enumerate(self.related)}

    @cached_property
    def near(self) -> Mapping[str, float]:
        best = max((score for _, score in self.related), default=0.0) or 1.0
        return {key: score / best for key, score in self.related}

    @cached_property
    def peers(self) -> Mapping[str, float]:
        """How much of the pages nearest to this one link to each target: 1 would be all of them."""
        shares: defaultdict[str, float] = defaultdict(float)
        total = sum(1 / (_DAMPING + rank) for rank in range(_PEERS))
        for rank, (peer, _) in enumerate(self.related[:_PEERS]):
            for target in self.graph.successors(peer):
                shares[target] += 1 / (_DAMPING + rank) / total
        return shares

    def cases(self, name: str, places: Sequence[Place]) -> dict[str, Case] | None:
        """Return what speaks for each target of a name that stands here; None when the name says nothing here.

        A name of the page itself, or of one that it links to already, says something but leads nowhere.
        """
        owners = self.found.names.owners[name]
        if self.page.key in owners:
            return {}
        linked = {key for key in owners if self.graph.has_edge(self.page.key, key)}
        cases = {target: self.case(name, target, places) for target in owners if target not in linked}
        found = {target: case for target, case in cases.items() if _tells_enough(case)}
        return found if found or linked else None

    def case(self, name: str, target: str, places: Sequence[Place]) -> Case:
        """Return what speaks for a link by this name, which stands at these places, to this target."""
        names, first = self.found.names, places[0]
        written = self.page.content.passages[first.passage].text[first.start : first.end]
        return Case(
            kind=names.owners[name][target],
            words=name.count(" ") + 1,
            linked=names.linked.get(name, 0),
            to_target=names.linked_to.get(name, {}).get(target, 0),
            owners=len(names.owners[name]),
            standing=self.found.standing[name],
            pages=len(self.found.pages),
            times=len(places),
            near=self.near.get(target, 0.0),
            place=self.place.get(target),
            peers=self.peers.get(target, 0.0),
            inbound=self.graph.in_degree(target),
            exact=written in self.found.pages[target].facts.title,
            capital=written[0].isupper(),
            back=self.graph.has_edge(target, self.page.key),
        )


def _tells_enough(case: Case) -> bool:
    """Whether a name is more than an everyday word: of two words, rare, or known as a link to the target.

    What may be said of anything, such as a heading or the words of one single link, names a page only
    to those near it.
    """
    near = case.place is not None and case.place < _NEAR_BY
    once = case.kind == "anchor" and case.to_target < _TWICE
    part = case.kind in {"name", "address"} and case.words == 1
    if (case.kind == "heading" or once or part) and not near:
        return False
    if part and not case.exact:
        return False
    if case.words > 1 or case.kind == "alias" or case.to_target >= _SURE * case.standing:
        return True
    common = _COMMON if case.kind in {"title", "anchor"} else _COMMON_PART
    return case.standing <= max(_FEW_PAGES, case.pages * common)
