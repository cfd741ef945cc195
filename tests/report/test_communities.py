"""Communities by Louvain, beside those that networkx finds."""

import networkx as nx
import pytest
from plots import planted

from smo_core.report.communities import communities


@pytest.mark.parametrize("count", [60, 600])
def test_communities_are_as_good_as_those_of_networkx(count):
    """Modularity tells how much more pages link within their community than chance would have it."""
    graph = planted(count).graph
    both = nx.Graph()
    both.add_nodes_from(graph)
    for a, b in graph.edges:
        both.add_edge(a, b, weight=both.get_edge_data(a, b, {"weight": 0})["weight"] + 1)
    ours = communities(sorted(graph), graph.edges)
    assert sorted(key for group in ours for key in group) == sorted(graph)
    theirs = nx.community.louvain_communities(both, seed=1)
    assert nx.community.modularity(both, ours) > nx.community.modularity(both, theirs) - 0.02


def test_two_circles_joined_by_one_link_are_two_communities():
    """And a page without links is one of its own."""
    first, second = [f"a{n}" for n in range(6)], [f"b{n}" for n in range(6)]
    rings = [(group[n], group[(n + step) % 6]) for group in (first, second) for n in range(6) for step in (1, 2)]
    assert communities([*first, *second, "c"], [*rings, ("a0", "b0")]) == [first, second, ["c"]]


def test_nothing_has_no_communities():
    """No pages, no links."""
    assert communities([], []) == []
