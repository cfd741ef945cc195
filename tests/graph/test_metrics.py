"""Figures about each page's place in the graph."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_core.graph import metrics
from smo_core.graph.metrics import figures, pagerank

edges = st.sets(st.tuples(st.integers(0, 9).map(str), st.integers(0, 9).map(str)), max_size=40)


def graph_of(pairs, nodes=()):
    graph = nx.DiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from((a, b) for a, b in sorted(pairs) if a != b)
    return graph


@given(edges)
def test_ranks_are_shares_of_one(pairs):
    """They add up to 1, each page has one, and none is nothing."""
    graph = graph_of(pairs, map(str, range(10)))
    ranks = pagerank(graph)
    assert sum(ranks.values()) == pytest.approx(1)
    assert set(ranks) == set(graph)
    assert min(ranks.values()) > 0


@given(edges)
def test_ranks_agree_with_the_definition(pairs):
    """Each rank is its share of the random jumps and of the ranks of those who link to it."""
    graph = graph_of(pairs, map(str, range(10)))
    ranks = pagerank(graph)
    dangling = sum(ranks[k] for k in graph if graph.out_degree(k) == 0) / len(graph)
    for key in graph:
        flow = sum(ranks[k] / graph.out_degree(k) for k in graph.predecessors(key))
        assert ranks[key] == pytest.approx(0.15 / len(graph) + 0.85 * (flow + dangling), abs=1e-7)


def test_a_large_graph_converges_as_well():
    """The end of a long chain has the most, in a graph where a coarse tolerance would stop at once."""
    graph_size = 3000
    ranks = pagerank(graph_of({(f"{i:04}", f"{graph_size - 1:04}") for i in range(graph_size - 1)}))
    assert ranks[f"{graph_size - 1:04}"] == pytest.approx(0.4593, abs=1e-3)


def test_no_pages_have_no_ranks():
    """An empty site is no error."""
    assert pagerank(nx.DiGraph()) == {}
    assert figures({}) == {}


@pytest.mark.parametrize("many", [0, 10**9])
@given(pairs=edges)
def test_ranks_are_those_of_networkx(many, pairs):
    """To the digit that is shown, with arrays and without."""
    graph = graph_of(pairs, map(str, range(10)))
    judged = nx.pagerank(graph, alpha=0.85, tol=1e-9 / len(graph), max_iter=500)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(metrics, "_MANY", many - 1)
        ranks = pagerank(graph)
    assert ranks == pytest.approx(judged, abs=1e-12)
    assert all(type(rank) is float for rank in ranks.values())


def test_degrees_are_counted():
    """Links in and out of each page, beside its rank."""
    found = figures({"a": {"b": {}, "c": {}}, "b": {}, "c": {"b": {}}})
    assert {k: (d["in_degree"], d["out_degree"]) for k, d in found.items()} == {"a": (0, 2), "b": (2, 0), "c": (1, 1)}
    assert max(found, key=lambda k: found[k]["pagerank"]) == "b"
