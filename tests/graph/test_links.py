"""The link graph: content links between pages, and nothing else."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_core.graph.links import Links, build, links_of
from smo_core.model import Content, Facts, Link, Page
from smo_core.urls import index_of, location_of, relative, resolve

KEYS = ("index.html", "a/index.html", "a/b.html", "c d.html", "é/ü.html")
sites = st.dictionaries(st.sampled_from(KEYS), st.lists(st.sampled_from((*KEYS, "missing.html")), max_size=6))


@pytest.fixture
def page():
    """Return a function that makes a page of a key, a title and the links in its content."""

    def make(key, *hrefs, title="", **facts):
        links = tuple(
            Link(href=href, text=f"to {href}", words=10 * i) if isinstance(href, str) else href
            for i, href in enumerate(hrefs)
        )
        own = {"location": location_of(key), "title": title or key} | facts
        return Page(facts=Facts(key=key, **own), content=Content(links=links))

    return make


@pytest.fixture
def graph(page):
    """Return a function that builds the graph of pages given by key and links."""

    def make(site, titles=None, **options):
        pages = {key: page(key, *hrefs, title=(titles or {}).get(key, "")) for key, hrefs in site.items()}
        return build(pages, **options)

    return make


def test_every_page_is_a_node_with_what_programs_need(page):
    """Title, section, language and location stand on the node; there are no other nodes."""
    pages = {"a/b.html": page("a/b.html", "missing.html", title="B", section=("Guide", "Start"), language="en")}
    graph = build(pages)
    assert isinstance(graph, nx.DiGraph)
    assert dict(graph.nodes(data=True)) == {
        "a/b.html": {"title": "B", "section": "Guide / Start", "language": "en", "location": "a/b.html"}
    }
    assert graph.number_of_edges() == 0


def test_an_edge_counts_its_links_and_keeps_each_text_once(graph):
    """Count, distinct anchor texts in page order, the place of the first, and the first sentence around one."""
    links = [Link(href="b.html", text="B", words=7), Link(href="b.html#x", text="", words=20)]
    links += [Link(href="./b.html?q", text="also B", words=30, context="See also B of old.", span=(4, 10))]
    links += [Link(href="b", text="B", words=40, context="And B in the end.", span=(4, 5))]
    made = graph({"a.html": links, "b.html": []})
    said = {"context": "See also B of old.", "span": (4, 10)}
    assert made.edges["a.html", "b.html"] == {"count": 4, "anchors": ("B", "also B"), "words": 7, **said}


@pytest.mark.parametrize(
    "href", ["", "#top", "a.html", "a.html#x", "?q", "mailto:b@example.org", "https://example.net/b.html", "nope.html"]
)
def test_links_to_itself_or_out_of_the_site_are_no_edges(graph, href):
    """Only another page of the site is a target."""
    assert graph({"a.html": [href], "b.html": []}).number_of_edges() == 0


@pytest.mark.parametrize(
    ("href", "site_url"),
    [
        ("/b.html", ""),
        ("https://example.org/docs/b.html", "https://example.org/docs/"),
        ("/docs/b.html", "https://example.org/docs/"),
        ("b", ""),
    ],
)
def test_absolute_links_to_the_own_site_are_edges(graph, href, site_url):
    """The site's address tells which absolute links stay within it."""
    assert graph({"a.html": [href], "b.html": []}, site_url=site_url).has_edge("a.html", "b.html")


def test_links_to_a_folder_reach_its_index(graph):
    """With and without slash."""
    made = graph(
        {"index.html": ["guide", "guide/start/"], "guide/index.html": [".."], "guide/start/index.html": ["../"]}
    )
    assert sorted(made.edges) == [
        ("guide/index.html", "index.html"),
        ("guide/start/index.html", "guide/index.html"),
        ("index.html", "guide/index.html"),
        ("index.html", "guide/start/index.html"),
    ]


def made(site, order):
    def links(key):
        targets = (relative(location_of(t), base=location_of(key)) for t in site[key])
        return tuple(Link(href=href, text="x", words=i) for i, href in enumerate(targets))

    return build({k: Page(facts=Facts(key=k, location=location_of(k)), content=Content(links=links(k))) for k in order})


@given(sites, st.randoms(use_true_random=False))
def test_the_edges_are_the_links_whatever_the_order_of_pages(site, random):
    """Against plain arithmetic: an edge per linked pair, its count the number of links."""
    order = list(site)
    random.shuffle(order)
    graph, again = made(site, order), made(site, sorted(site))
    expected = {(k, t): site[k].count(t) for k in site for t in site[k] if t in site and t != k}
    assert {(a, b): n for a, b, n in graph.edges(data="count")} == expected
    assert list(graph.nodes) == sorted(site)
    assert list(graph.edges(data=True)) == list(again.edges(data=True))


@given(sites)
def test_the_tables_of_a_site_say_what_its_graph_says(site):
    """Whoever needs no more than the tables gets the same answers as from networkx."""
    pages = {
        key: Page(
            facts=Facts(key=key, location=location_of(key), title=key),
            content=Content(links=tuple(Link(href=relative(location_of(to), base=location_of(key))) for to in targets)),
        )
        for key, targets in site.items()
    }
    links = links_of(pages)
    graph = build(pages)
    for found in (links, Links.of(graph)):
        assert found.nodes == dict(graph.nodes(data=True))
        assert {a: dict(to) for a, to in found.adjacency()} == {a: dict(to) for a, to in graph.adjacency()}
        assert found.pred == {a: dict(graph.pred[a]) for a in graph}
        assert found.number_of_edges() == graph.number_of_edges()
        assert all(found.in_degree(key) == graph.in_degree(key) for key in graph)
        assert all(found.has_edge(a, b) == graph.has_edge(a, b) for a in graph for b in graph)
        assert list(found.graph.edges) == list(graph.edges)


def test_a_graph_that_links_were_made_of_is_theirs():
    """Nothing that its owner wrote on it is lost."""
    graph = nx.DiGraph([("a", "b")])
    assert Links.of(graph).graph is graph


HREFS = (
    "", "#x", "?q", "?q#x", ";v", "./", "../", "b.html", "b.html#x", "b.html?q", "./b.html", "../a/b.html", "/a/b.html", "a.html ",
    "https://site.example/docs/a/b.html", "https://site.example/docs/a/b.html#x", "https://other.example/a/b.html",
    "//site.example/docs/a/b.html", "HTTPS://SITE.example/docs/a/b.html#x", "mailto:a@b.example", "a:b", "https://[", "b.html#http://[",
)  # fmt: skip


@given(
    st.lists(st.lists(st.sampled_from(HREFS), max_size=8), min_size=6, max_size=6),
    st.sampled_from(("", "https://site.example/docs/", "https://site.example/", "https://ü.example/")),
)
def test_what_is_known_of_a_folder_changes_no_link(hrefs, site_url):
    """Each link leads where it leads by itself, whatever pages of the same folder link to."""
    keys = ("a/a.html", "a/b.html", "a/index.html", "b.html", "c d/b.html", "index.html")
    pages = {
        key: Page(
            facts=Facts(key=key, location=location_of(key)),
            content=Content(links=tuple(Link(href=href) for href in some)),
        )
        for key, some in zip(keys, hrefs, strict=True)
    }
    index = index_of((key, location_of(key)) for key in keys)
    expected = {
        key: {
            target
            for link in page.content.links
            if (location := resolve(link.href, base=page.facts.location, site_url=site_url)) is not None
            and (target := index.get(location)) is not None
            and target != key
        }
        for key, page in pages.items()
    }
    assert {key: set(targets) for key, targets in links_of(pages, site_url=site_url).adjacency()} == expected
