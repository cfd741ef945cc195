"""Exports: other programs read them back, whatever titles and file names hold."""

from __future__ import annotations

import csv
import io
import json
import re

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_core.graph.export import FORMATS, export
from smo_core.graph.links import build, links_of
from smo_core.model import Content, Facts, Link, Page

HOSTILE = (
    "\"Rock\" & <b>'roll'</b> ]]> --> </meta>",
    "two\nlines\r\nand\ta tab",
    "\x00 \x01 \x1b[31m \x7f \x85 \ud800 \ufffe",
    '=cmd|"/c calc"!A1',
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "back\\slash\\",
    "a, b; c | d",
    "lastmodifieddate <creator> x",
    "\u202eright\u200d\u2028to left",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 日本",
    "",
)
every_format = pytest.mark.parametrize("form", FORMATS)
# A node or an edge of the DOT language, written from its grammar.
_DOT = re.compile(
    r'^  "((?:[^"\\]|\\.)*)"(?: -> "((?:[^"\\]|\\.)*)")? \[((?:\w+=(?:"(?:[^"\\]|\\.)*"|[\w.+-]+) ?)*)\];$'
)


def graph_of(titles, keys=None):
    """Return the graph of a ring of pages with these titles, each naming the next by its title."""
    keys = keys or [f"p{i}.html" for i in range(len(titles))]
    named = list(zip(keys, titles, strict=True))
    graph = build({k: Page(facts=Facts(key=k, location=k, title=title, section=(title,))) for k, title in named})
    for i, (key, title) in enumerate(named):
        graph.add_edge(key, keys[(i + 1) % len(keys)], count=2, anchors=(title, "x"), words=0)
    return graph


def read_back(form, text):
    """Return the nodes and edges that a reader of the format finds."""
    if form == "json":
        found = nx.node_link_graph(json.loads(text), edges="edges")
    elif form == "graphml":
        found = nx.read_graphml(io.BytesIO(text.encode()))
    elif form == "gexf":
        found = nx.read_gexf(io.BytesIO(text.encode()))
    elif form == "csv":
        rows = list(csv.DictReader(io.StringIO(text)))
        found = nx.DiGraph([(row["page"], to) for row in rows for to in row["links_to"].split(" ") if to])
        found.add_nodes_from(row["page"] for row in rows)
    else:
        found = nx.DiGraph()
        lines = text.split("\n")
        assert (lines[0], lines[-2:]) == ("digraph site {", ["}", ""])
        for line in lines[1:-2]:
            a, b, _ = _DOT.match(line).groups()
            if b is None:
                found.add_node(a)
            else:
                found.add_edge(a, b)
    return found


@every_format
@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_are_read_back(form, title):
    """Quotes, markup, line ends and controls in titles break no format."""
    graph = graph_of([title, "second", "third"])
    found = read_back(form, export(graph, form))
    assert sorted(found.nodes) == sorted(graph.nodes)
    assert sorted(found.edges) == sorted(graph.edges)


@every_format
@pytest.mark.parametrize("name", ["lastmodifieddate", 'a"b', "a&b<c", "a\\", "日本", "a'b", "creator"])
def test_odd_file_names_are_read_back(form, name):
    """File names are the names of nodes, so they come back unchanged."""
    graph = graph_of(["One", "Two"], [f"{name}.html", name])
    escaped = {"\\\\": "\\", '\\"': '"'}
    found = {
        re.sub(r'\\["\\]', lambda m: escaped[m.group()], n) if form == "dot" else n
        for n in read_back(form, export(graph, form))
    }
    assert found == set(graph)


@every_format
@pytest.mark.parametrize("name", ["a\nb.html", "a\x01b.html"])
def test_names_that_no_format_can_hold_break_none(form, name):
    """A file system allows more than XML does; the export is still whole."""
    assert len(read_back(form, export(graph_of(["One", "Two"], [name, "b.html"]), form))) == 2


@pytest.mark.parametrize("form", ["graphml", "gexf", "json"])
def test_every_figure_is_exported(form):
    """Title, section, degrees and PageRank stand on each node, the number of links on each edge."""
    found = read_back(form, export(graph_of(["One", "Two"]), form))
    node = found.nodes["p0.html"]
    assert (node["title"], node["section"], node["in_degree"], node["out_degree"]) == ("One", "One", 1, 1)
    assert node["pagerank"] == pytest.approx(0.5)
    assert found.edges["p0.html", "p1.html"]["count"] == 2


@every_format
def test_the_same_graph_gives_the_same_text(form):
    """No date, no random id, no version of a library."""
    texts = {export(graph_of(list(HOSTILE)), form) for _ in range(2)}
    assert len(texts) == 1
    assert not re.search(r"20\d\d-\d\d-\d\d|networkx \d", texts.pop(), re.IGNORECASE)


@every_format
def test_an_empty_site_has_an_empty_export(form):
    """No pages are no error."""
    assert len(read_back(form, export(graph_of([]), form))) == 0


def formulas(text):
    """Return the cells that a spreadsheet would run."""
    return [cell for row in csv.reader(io.StringIO(text)) for cell in row if cell.lstrip().startswith(tuple("=+-@"))]


class TestCsv:
    """Spreadsheets run what looks like a formula."""

    @pytest.mark.parametrize("title", HOSTILE)
    def test_no_title_is_a_formula(self, title):
        """Titles and sections are inert."""
        assert formulas(export(graph_of([title, "second"]), "csv")) == []

    def test_no_file_name_is_a_formula(self):
        """Neither as a page of its own nor as the first that a page links to."""
        assert formulas(export(graph_of(["One", "Two"], ["=evil.html", "@b.html"]), "csv")) == []

    def test_links_to_names_with_blanks_can_be_told_apart(self):
        """The targets of a page are separated by what no target holds."""
        rows = list(csv.DictReader(io.StringIO(export(graph_of(["One", "Two"], ["a b.html", "c d.html"]), "csv"))))
        assert [row["links_to"] for row in rows] in (["c d.html", "a b.html"], ["c%20d.html", "a%20b.html"])


@given(st.lists(st.text(st.characters()), min_size=1, max_size=4), st.sampled_from(sorted(FORMATS)))
def test_any_title_can_be_exported(titles, form):
    """For any text whatever, the export is read back with every page."""
    graph = graph_of(titles)
    assert sorted(read_back(form, export(graph, form))) == sorted(graph)


@every_format
def test_a_map_of_links_is_exported_as_its_graph_is(form):
    """Who needs no graph gets the same text without one."""
    pages = {
        f"{key}.html": Page(
            facts=Facts(key=f"{key}.html", location=f"{key}.html", title=title),
            content=Content(links=(Link(href="b.html#x", text="B"), Link(href="a.html", text=title))),
        )
        for key, title in (("a", HOSTILE[0]), ("b", "B"), ("c", "C"))
    }
    assert export(links_of(pages), form) == export(build(pages), form)
