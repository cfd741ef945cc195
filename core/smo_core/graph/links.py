"""Pages → their content links, and those as a :class:`networkx.DiGraph`.

Node = page key, with ``title``, ``section`` (names joined by " / "), ``language`` and
``location``. Edge = at least one content link, with ``count``, ``anchors`` (the distinct
link texts in page order), ``words`` (how many stand in the page before the first of them), ``context`` (the
sentence around the first that stands in one, "" if none does) and ``span`` (where its text
begins and ends in there).
Navigation, header and footer links are not content: with them every page looks linked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from sys import intern
from typing import TYPE_CHECKING, Any

from smo_core.graph.called import addressed
from smo_core.model import Link, Page
from smo_core.urls import resolve, same_for_folder

if TYPE_CHECKING:
    import networkx as nx

_Said = dict[str, Any]
_NOWHERE = (0, 0)


class Links:
    """Which page links to which, under the names that :class:`networkx.DiGraph` has for it.

    A build needs no more, and loading networkx takes as long as reading a small site;
    :attr:`graph` is for all else. ``nodes`` are what is said of each page, ``succ`` and ``pred``
    what is said of each edge, by the page it begins or ends at.
    """

    def __init__(self, nodes: Iterable[tuple[str, _Said]]) -> None:
        """Begin with pages that nothing joins."""
        self.nodes = dict(nodes)
        self.succ: dict[str, dict[str, _Said]] = {key: {} for key in self.nodes}
        self.pred: dict[str, dict[str, _Said]] = {key: {} for key in self.nodes}

    @classmethod
    def of(cls, graph: nx.DiGraph[str]) -> Links:
        """Return the links of a graph, which stays theirs."""
        found = cls((key, graph.nodes[key]) for key in graph)
        for source, target, said in graph.edges(data=True):
            found.join(source, target, said)
        found.__dict__["graph"] = graph
        return found

    def told(self, more: Mapping[str, Mapping[str, Any]]) -> Links:
        """Return the same links with more said of each page."""
        made = Links((key, {**said, **more[key]}) for key, said in self.nodes.items())
        made.succ, made.pred = self.succ, self.pred
        return made

    def join(self, source: str, target: str, said: _Said) -> None:
        """Let one page link to another."""
        self.succ[source][target] = self.pred[target][source] = said

    def has_edge(self, source: str, target: str) -> bool:
        """Whether one page links to another."""
        return target in self.succ[source]

    def adjacency(self) -> Iterable[tuple[str, Mapping[str, _Said]]]:
        """Return each page with the pages that it links to."""
        return self.succ.items()

    def in_degree(self, key: str) -> int:
        """Return how many pages link to a page."""
        return len(self.pred[key])

    def number_of_edges(self) -> int:
        """Return how many pairs of pages there are of which one links to the other."""
        return sum(map(len, self.succ.values()))

    @cached_property
    def graph(self) -> nx.DiGraph[str]:
        """The same as a graph; nodes and edges stand in the order of their keys."""
        import networkx as nx  # noqa: PLC0415 - see above

        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from((key, dict(said)) for key, said in self.nodes.items())
        graph.add_edges_from(
            (source, target, said) for source, targets in self.succ.items() for target, said in targets.items()
        )
        return graph


def build(pages: Mapping[str, Page], *, site_url: str = "") -> nx.DiGraph[str]:
    """Return the link graph; nodes and edges stand in the order of their keys."""
    return links_of(pages, site_url=site_url).graph


def links_of(pages: Mapping[str, Page], *, site_url: str = "") -> Links:
    """Return which page links to which."""
    links = Links(
        (
            key,
            {
                "title": facts.title,
                "section": " / ".join(facts.section),
                "language": facts.language,
                "location": facts.location,
            },
        )
        for key in sorted(pages)
        for facts in (pages[key].facts,)
    )
    index = addressed(pages)
    ways: dict[str, str | None] = {}
    last = None
    for key in links.nodes:
        known = links.succ[key]
        base = pages[key].facts.refers_from
        folder = base[: base.rfind("/") + 1]
        if folder != last:
            ways, last = {}, folder
        for target, link in _targets(pages[key], index, site_url, ways):
            edge = known.get(target)
            if edge is None:
                # Many links say the same, or nothing: one text for all of them.
                anchors = (intern(link.text),) if link.text else ()
                span = link.span if link.context else _NOWHERE
                said = {"count": 1, "anchors": anchors, "words": link.words, "context": link.context, "span": span}
                links.join(key, target, said)
                continue
            edge["count"] += 1
            if link.text and link.text not in edge["anchors"]:
                edge["anchors"] = (*edge["anchors"], intern(link.text))
            if link.context and not edge["context"]:
                edge.update(context=link.context, span=link.span)
    return links


def _targets(
    page: Page, index: Mapping[str, str], site_url: str, ways: dict[str, str | None]
) -> Iterator[tuple[str, Link]]:
    """Yield the links of a page to others; ``ways`` are those that are known already from its folder."""
    for link in page.content.links:
        name = link.href.partition("#")[0]
        if name in ways:
            target = ways[name]
        else:
            location = resolve(link.href, base=page.facts.refers_from, site_url=site_url)
            target = None if location is None else index.get(location)
            if same_for_folder(name):
                ways[name] = target
        if target is not None and target != page.key:
            yield target, link
