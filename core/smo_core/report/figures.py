"""What the link graph tells about each page: rank, distance from home, company, and who could link to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smo_core.features.related.reasons import sentence
from smo_core.graph.metrics import pagerank, parts
from smo_core.graph.worded import Lists
from smo_core.phrases import phrases
from smo_core.report.communities import communities

if TYPE_CHECKING:
    import networkx as nx

    from smo_core.audit import PageFigures
    from smo_core.model import Site, Suggestion

_RESCUERS = 3
_COMPANY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescuer:
    """A page that had better link to an orphan: its key, how near it is, and why.

    ``sentence`` is where in it the link would go, "" where nobody has looked for one.
    """

    key: str
    score: float
    reason: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Figures of a site by page key.

    ``depth`` is the number of clicks from home by any link, menus included; whoever is missing in
    it cannot be reached. ``menus`` counts the pages that link to an orphan from a menu, header or footer.
    ``orphans`` have no content link from another page. ``islands`` are pages that hang together
    apart from the rest, ``communities`` pages that link to each other more than to others; both
    have the largest first, and in each its best linked page first.
    """

    home: str
    rank: Mapping[str, float]
    depth: Mapping[str, int]
    menus: Mapping[str, int]
    orphans: tuple[str, ...]
    islands: tuple[tuple[str, ...], ...]
    communities: tuple[tuple[str, ...], ...]
    rescuers: Mapping[str, tuple[Rescuer, ...]]


def figures(site: Site, pages: Mapping[str, PageFigures], home: str) -> Figures:
    """Return the figures of a site; ``pages`` and ``home`` are what the audit says. The same site, the same figures."""
    graph = site.graph
    rank = pagerank(graph)
    orphans = tuple(
        key
        for key, page in site.pages.items()
        if key != home and page.facts.readable and page.facts.kind != "home" and graph.in_degree(key) == 0
    )
    return Figures(
        home=home,
        rank=rank,
        depth={key: one.depth for key, one in pages.items() if one.depth is not None and key in site.pages},
        menus={key: pages[key].all_inlinks for key in orphans if key in pages},
        orphans=orphans,
        islands=_islands(graph, rank, home),
        communities=_communities(graph, rank),
        rescuers=_rescuers(site, orphans, rank),
    )


def _islands(graph: nx.DiGraph[str], rank: Mapping[str, float], home: str) -> tuple[tuple[str, ...], ...]:
    """Return the groups of two pages or more that no link joins to the rest: to home, else to the largest group."""
    linked = [part for part in parts(graph) if len(part) > 1]
    main = next((part for part in linked if home in part), linked[0] if linked else ())
    return _ordered((part for part in linked if part is not main), rank)


def _communities(graph: nx.DiGraph[str], rank: Mapping[str, float]) -> tuple[tuple[str, ...], ...]:
    found = communities(sorted(graph), graph.edges)
    return _ordered((part for part in found if len(part) >= _COMPANY), rank)


def _ordered(groups: Iterable[Iterable[str]], rank: Mapping[str, float]) -> tuple[tuple[str, ...], ...]:
    """Return groups of pages, the largest first, each with its best linked page first."""
    named = [tuple(sorted(group, key=lambda key: (-rank[key], key))) for group in groups]
    return tuple(sorted(named, key=lambda group: (-len(group), group)))


def _rescuers(site: Site, orphans: tuple[str, ...], rank: Mapping[str, float]) -> dict[str, tuple[Rescuer, ...]]:
    """Return for each orphan the readable pages nearest to it, by what relates them, either way."""
    wanted = set(orphans)
    # By orphan and page: how near they are, and whose list says so of whom.
    found: defaultdict[str, dict[str, tuple[float, str, str]]] = defaultdict(dict)

    def offer(orphan: str, key: str, told: tuple[float, str, str]) -> None:
        known = found[orphan].get(key)
        if orphan != key and site.pages[key].facts.readable and (known is None or known[0] < told[0]):
            found[orphan][key] = told

    for key in site.related if wanted else ():
        for suggestion in _bare(site, key):
            told = suggestion.score, key, suggestion.key
            if suggestion.key in wanted:
                offer(suggestion.key, key, told)
            if key in wanted:
                offer(key, suggestion.key, told)
    best = {
        orphan: sorted(found[orphan].items(), key=lambda one: (-one[1][0], -rank[one[0]], one[0]))[:_RESCUERS]
        for orphan in orphans
        if orphan in found
    }
    reasons = _reasons(site, {(holder, target) for some in best.values() for _, (_, holder, target) in some})
    return {
        orphan: tuple(Rescuer(key=key, score=told[0], reason=reasons[told[1:]]) for key, told in some)
        for orphan, some in best.items()
    }


def _reasons(site: Site, pairs: set[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return in words why pages are in the lists of others. Reasons take most of the time: no others are looked for."""
    words, related = phrases("en"), site.related
    targets: defaultdict[str, set[str]] = defaultdict(set)
    for holder, target in pairs:
        targets[holder].add(target)
    return {
        (holder, one.key): sentence(one.reasons, words)
        for holder, some in targets.items()
        for one in (related.some(holder, some) if isinstance(related, Lists) else related.get(holder, ()))
    }


def _bare(site: Site, key: str) -> tuple[Suggestion, ...]:
    related = site.related
    return related.bare(key) if isinstance(related, Lists) else related.get(key, ())


def related_keys(site: Site, key: str) -> tuple[str, ...]:
    """Return the pages related to one, nearest first, without the reasons."""
    return tuple(suggestion.key for suggestion in _bare(site, key))
