"""The links that the pages of a site could have, best first; pages that nothing links to are looked after first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from smo_core.editions import apart
from smo_core.graph.related import rank
from smo_core.html.prose import span_in_source
from smo_core.model import LinkSuggestion, Page
from smo_core.paths import matches
from smo_core.settings import Settings, SuggestSettings
from smo_core.suggest.cases import Candidate, Near, Nearest, Texts, candidates, texts
from smo_core.suggest.reasons import reasons
from smo_core.suggest.score import chance
from smo_core.urls import index_of

if TYPE_CHECKING:
    import networkx as nx

_NEAREST = 60
_FOR_ORPHANS = 3
_PRECISION = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """Links that a site could have.

    ``pages`` maps a page's key to the links that it could have, best first, at most so many as the
    settings say. ``orphans`` maps the key of a page that no other links to, the best
    found first, to the few links that would lead to it.
    """

    pages: Mapping[str, tuple[LinkSuggestion, ...]]
    orphans: Mapping[str, tuple[LinkSuggestion, ...]]


def suggest(
    pages: Mapping[str, Page],
    graph: nx.DiGraph[str],
    settings: Settings,
    *,
    related: Nearest | None = None,
) -> Suggested:
    """Return the links that pages could have: words that name another page and do not link to it.

    The pages must have been read with their passages. ``related`` are the pages nearest to each (see
    :func:`nearest`); without them they are ranked here.
    """
    wishes = settings.suggest
    ranked = related if related is not None else nearest(pages, graph, settings)
    known = {key: page for key, page in pages.items() if not matches(key, wishes.exclude)}
    aliases = _aliases(known, wishes)
    found: dict[str, tuple[LinkSuggestion, ...]] = {}
    to_orphans: defaultdict[str, list[LinkSuggestion]] = defaultdict(list)
    for (language, _), group in apart(known, settings.language).items():
        looked = texts(group, graph, aliases, language)
        for key, page in group.items():
            links = _links(looked, page, graph, ranked.get(key, ())) if _asks(page) else []
            links = [link for link in links if link.score >= wishes.least]
            found[key] = tuple(links[: wishes.per_page])
            for link in links:
                if graph.in_degree(link.target) == 0:
                    to_orphans[link.target].append(link)
    return Suggested(
        pages=MappingProxyType({key: found[key] for key in sorted(found) if found[key]}),
        orphans=MappingProxyType(_best(to_orphans)),
    )


def nearest(pages: Mapping[str, Page], graph: nx.DiGraph[str], settings: Settings) -> Nearest:
    """Return for each page those nearest to it with their scores, more than readers are shown."""
    wider = {"count": _NEAREST, "exclude_linked": False, "threshold": 0, "recency": 0, "unlinked": 0}
    lists = rank(pages, graph, settings.related.model_copy(update=wider))
    return {key: lists.near(key) for key in lists}


def _asks(page: Page) -> bool:
    options = page.facts.options
    return page.facts.readable and (options is None or (options.enabled and options.suggest.enabled))


def _links(looked: Texts, page: Page, graph: nx.DiGraph[str], related: Near) -> list[LinkSuggestion]:
    """Return the links that one page could have, best first: each place and each target once."""
    scored = [(round(chance(c.case), _PRECISION), c) for c in candidates(looked, page, graph, related)]
    scored.sort(key=lambda pair: (-pair[0], pair[1].places[0].passage, pair[1].places[0].start, pair[1].target))
    names: set[str] = set()
    targets: set[str] = set()
    found = []
    for score, candidate in scored:
        if candidate.name not in names and candidate.target not in targets:
            names.add(candidate.name)
            targets.add(candidate.target)
            found.append(_suggestion(page, candidate, score))
    return found


def _suggestion(page: Page, candidate: Candidate, score: float) -> LinkSuggestion:
    place = candidate.places[0]
    passage = page.content.passages[place.passage]
    span = span_in_source(passage, place.start, place.end) or (0, 0)
    return LinkSuggestion(
        page=page.key,
        target=candidate.target,
        phrase=passage.text[place.start : place.end],
        passage=place.passage,
        start=place.start,
        end=place.end,
        offset=span[0],
        stop=span[1],
        score=score,
        reasons=reasons(candidate.case),
    )


def _best(to_orphans: Mapping[str, Iterable[LinkSuggestion]]) -> dict[str, tuple[LinkSuggestion, ...]]:
    best = {
        key: tuple(sorted(links, key=lambda link: (-link.score, link.page))[:_FOR_ORPHANS])
        for key, links in to_orphans.items()
    }
    return {key: best[key] for key in sorted(best, key=lambda key: (-best[key][0].score, key))}


def _aliases(pages: Mapping[str, Page], settings: SuggestSettings) -> dict[str, tuple[str, ...]]:
    """Return the further names of pages by key: those in their front matter, then those in the settings."""
    index = dict(index_of((key, page.facts.location) for key, page in pages.items()))
    index.update({page.facts.source: key for key, page in pages.items() if page.facts.source})
    found = {key: options.aliases for key, page in pages.items() if (options := page.facts.options) is not None}
    for name, aliases in settings.aliases.items():
        key = index.get(name.strip("/"))
        if key is not None:
            found[key] = (*found.get(key, ()), *aliases)
    return found
