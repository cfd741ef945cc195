"""Pages → the map of their content links, and the same as a :class:`networkx.DiGraph`.

Node = page key, with ``title``, ``section`` (names joined by " / "), ``language`` and
``location``. Edge = at least one content link, with ``count``, ``anchors`` (the distinct
link texts in page order), ``words`` (how many stand in the page before the first of them), ``context`` (the
sentence around the first that stands in one, "" if none does) and ``span`` (where its text
begins and ends in there).
Navigation, header and footer links are not content: with them every page looks linked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from smo_core.model import Link, Page
from smo_core.urls import index_of, resolve

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class LinkMap:
    """Pages with their attributes, and for each the pages that it links to with those of the edge, in key order.

    For what needs no more than that: loading networkx takes longer than reading a small site.
    """

    nodes: Mapping[str, dict[str, Any]]
    links: Mapping[str, dict[str, dict[str, Any]]]


def build(pages: Mapping[str, Page], *, site_url: str = "") -> nx.DiGraph[str]:
    """Return the link graph; nodes and edges stand in the order of their keys."""
    import networkx as nx  # noqa: PLC0415 - see LinkMap

    found = link_map(pages, site_url=site_url)
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(found.nodes.items())
    graph.add_edges_from((key, target, data) for key, links in found.links.items() for target, data in links.items())
    return graph


def map_of(graph: nx.DiGraph[str]) -> LinkMap:
    """Return the map that a graph is made of."""
    return LinkMap({key: {**data} for key, data in graph.nodes.items()}, {key: {**graph.adj[key]} for key in graph})


def link_map(pages: Mapping[str, Page], *, site_url: str = "") -> LinkMap:
    """Return the map of the pages' links."""
    ordered = sorted(pages)
    index = index_of((key, page.facts.location) for key, page in pages.items())
    return LinkMap(
        {key: _node(pages[key]) for key in ordered},
        {key: _links(pages[key], index, site_url) for key in ordered},
    )


def _node(page: Page) -> dict[str, Any]:
    facts = page.facts
    section = " / ".join(facts.section)
    return {"title": facts.title, "section": section, "language": facts.language, "location": facts.location}


def _links(page: Page, index: Mapping[str, str], site_url: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for target, link in _targets(page, index, site_url):
        edge = found.get(target)
        if edge is None:
            found[target] = {
                "count": 1,
                "anchors": (link.text,) if link.text else (),
                "words": link.words,
                "context": link.context,
                "span": link.span,
            }
            continue
        edge["count"] += 1
        if link.text and link.text not in edge["anchors"]:
            edge["anchors"] = (*edge["anchors"], link.text)
        if link.context and not edge["context"]:
            edge.update(context=link.context, span=link.span)
    return found


def _targets(page: Page, index: Mapping[str, str], site_url: str) -> Iterator[tuple[str, Link]]:
    base = page.facts.location
    # Pages link to the parts of one page, and to one part several times.
    known: dict[str, str | None] = {}
    for link in page.content.links:
        address = link.href.partition("#")[0]
        if address in known:
            target = known[address]
        else:
            location = resolve(link.href, base=base, site_url=site_url)
            target = known[address] = None if location is None else index.get(location)
        if target is not None and target != page.key:
            yield target, link
