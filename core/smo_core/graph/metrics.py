"""Figures about each page's place in the link graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Mapping

_DAMPING = 0.85
_TOLERANCE = 1e-9


def pagerank(graph: nx.DiGraph[str]) -> Mapping[str, float]:
    """Return each page's PageRank (Brin, Page 1998); the values add up to 1."""
    if not graph:
        return {}
    # networkx stops at N × tol: without this a large graph would stop after a step or two.
    ranks: Mapping[str, float] = nx.pagerank(graph, alpha=_DAMPING, tol=_TOLERANCE / len(graph), max_iter=500)
    return ranks


def with_metrics(graph: nx.DiGraph[str]) -> nx.DiGraph[str]:
    """Return a copy of the graph whose nodes also have ``in_degree``, ``out_degree`` and ``pagerank``."""
    copy = graph.copy()
    ranks = pagerank(graph)
    for key in copy:
        copy.nodes[key].update(
            in_degree=graph.in_degree(key),
            out_degree=graph.out_degree(key),
            pagerank=round(ranks[key], 9),
        )
    return copy


def parts(graph: nx.DiGraph[str]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of pages that content links join, the largest first; pages and groups in order."""
    found = (tuple(sorted(group)) for group in nx.weakly_connected_components(graph))
    return tuple(sorted(found, key=lambda group: (-len(group), group)))
