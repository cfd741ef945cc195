"""What the report says of a site: planted orphans and islands are found, and nothing else is taken for one."""

from dataclasses import replace
from types import MappingProxyType

import networkx as nx
import pytest
from plots import page_figures, planted

from smo_core.graph.links import Links
from smo_core.model import Facts, Finding, Page, Reason, Site, Suggestion
from smo_core.report import figures, score
from smo_core.settings import Settings


def site_of(links, *, related=(), **facts):
    """Return a site of the pages that links name (``a>b c>d``); ``home`` is its home page."""
    pairs = [link.split(">") for link in links.split()]
    keys = sorted({key for pair in pairs for key in pair})
    pages = {
        key: Page(facts=Facts(key=key, location="" if key == "home" else key, title=key.upper(), **facts.get(key, {})))
        for key in keys
    }
    graph = nx.DiGraph()
    graph.add_nodes_from(keys)
    graph.add_edges_from(pair for pair in pairs if len(pair) == 2)
    return Site(
        settings=Settings(),
        pages=MappingProxyType(pages),
        links=Links.of(graph),
        related=MappingProxyType(dict(related)),
    )


def found(site):
    return figures(site, page_figures(site), "home")


def test_an_orphan_has_no_link_from_another_page():
    assert found(site_of("home>a a>b alone>a lone")).orphans == ("alone", "lone")


def test_the_home_page_is_no_orphan_nor_is_a_page_that_readers_are_not_led_to():
    site = site_of("home>a b list noindex", list={"kind": "list"}, noindex={"noindex": True})
    assert found(site).orphans == ("b",)


def test_an_island_is_linked_but_not_with_home():
    site = site_of("home>a a>b x>y y>x p>q")
    assert sorted(map(sorted, found(site).islands)) == [["p", "q"], ["x", "y"]]
    assert found(site).orphans == ("p",)


def test_without_a_home_page_the_largest_group_is_the_site():
    site = site_of("a>b b>c c>a x>y y>x")
    assert [sorted(island) for island in figures(site, {}, "").islands] == [["x", "y"]]


def test_islands_begin_with_the_largest_and_each_with_its_best_linked_page():
    assert found(site_of("home>a p>q x>y z>y y>z")).islands == (("y", "z", "x"), ("q", "p"))


def test_an_orphan_is_best_linked_from_the_pages_nearest_to_it():
    """Related both ways; the better score counts; never from a page that readers are not led to."""
    near = [Suggestion(key=key, score=value) for key, value in (("a", 0.2), ("b", 0.9), ("hidden", 1.0))]
    reason = Reason(signal="tags", score=1, evidence=("tea",))
    related = {"lone": tuple(near), "c": (Suggestion(key="lone", score=0.5, reasons=(reason,)),)}
    site = site_of("home>a a>b b>c c>a home>hidden lone", related=related.items(), hidden={"noindex": True})
    rescuers = found(site).rescuers["lone"]
    assert [one.key for one in rescuers] == ["b", "c", "a"]
    assert "tea" in rescuers[1].reason
    assert rescuers[0].sentence == ""


def test_communities_are_told_the_largest_first_and_pairs_are_none():
    ring = "a>b b>c c>d d>a a>c b>d"
    site = site_of(f"{ring} {ring.translate(str.maketrans('abcd', 'wxyz'))} z>q q>w x>q home>a pair>pair2")
    parts = found(site).communities
    assert {frozenset(part) - {"home"} for part in parts} == {frozenset("abcd"), frozenset("wxyzq")}
    assert [len(part) for part in parts] == sorted((len(part) for part in parts), reverse=True)


@pytest.mark.parametrize("count", [40, 400])
def test_the_order_of_pages_changes_nothing(count):
    site = planted(count)
    graph = nx.DiGraph()
    graph.add_nodes_from(sorted(site.graph))
    graph.add_edges_from(sorted(site.graph.edges))
    turned = replace(site, pages=MappingProxyType(dict(sorted(site.pages.items()))), links=Links.of(graph))
    related = MappingProxyType(dict(reversed(site.related.items())))
    pages = page_figures(site)
    assert figures(replace(turned, related=related), pages, "index.html") == figures(turned, pages, "index.html")


def test_planted_orphans_and_islands_are_found_all_and_only():
    site = planted(1000)
    expected = {key for key in site.pages if key != "index.html" and site.graph.in_degree(key) == 0}
    assert set(figures(site, {}, "index.html").orphans) == expected
    assert 55 <= len(expected) <= 65


def finding(severity, page="", rule="X"):
    return Finding(rule=rule, severity=severity, message="m", page=page)


@pytest.mark.parametrize(
    ("findings", "value"),
    [
        ([], 100),
        ([finding("info", "a"), finding("info")], 100),
        ([finding("warning", "a")], 97),
        ([finding("warning", "a"), finding("error", "a"), finding("error", "a")], 90),
        ([finding("error")], 95),
        ([finding("error", "feed.xml")], 95),
        ([finding("warning")], 98),
        ([finding("error")] * 9, 80),
        ([finding("error", page) for page in "abcdefghij"] + [finding("error")] * 9, 0),
    ],
)
def test_the_score_follows_its_formula(findings, value):
    """Ten pages: each with an error costs ten, with a warning two and a half, what is the site's its own."""
    assert score("abcdefghij", findings).value == value


def test_a_site_without_pages_has_nothing_wrong():
    assert score([], []).value == 100
