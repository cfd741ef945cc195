"""Pages → :class:`networkx.DiGraph` of their content links.

Node = page key, with ``title``, ``section`` (names joined by " / "), ``language`` and
``location``. Edge = at least one content link, with ``count``, ``anchors`` (the distinct
link texts in page order), ``words`` (how many stand in the page before the first of them), ``context`` (the
sentence around the first that stands in one, "" if none does) and ``span`` (where its text
begins and ends in there).
Navigation, header and footer links are not content: with them every page looks linked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from smo_core.model import Link, Page
from smo_core.urls import index_of, resolve

if TYPE_CHECKING:
    import networkx as nx


def build(pages: Mapping[str, Page], *, site_url: str = "") -> nx.DiGraph[str]:
    """Return the link graph; nodes and edges stand in the order of their keys."""
    import networkx as nx  # noqa: PLC0415 - it takes as long as reading a small site

    graph: nx.DiGraph[str] = nx.DiGraph()
    for key in sorted(pages):
        facts = pages[key].facts
        graph.add_node(
            key,
            title=facts.title,
            section=" / ".join(facts.section),
            language=facts.language,
            location=facts.location,
        )
    index = index_of((key, page.facts.location) for key, page in pages.items())
    for key in sorted(pages):
        for target, link in _targets(pages[key], index, site_url):
            if graph.has_edge(key, target):
                edge = graph.edges[key, target]
                edge["count"] += 1
                if link.text and link.text not in edge["anchors"]:
                    edge["anchors"] = (*edge["anchors"], link.text)
                if link.context and not edge["context"]:
                    edge.update(context=link.context, span=link.span)
            else:
                graph.add_edge(
                    key,
                    target,
                    count=1,
                    anchors=(link.text,) if link.text else (),
                    words=link.words,
                    context=link.context,
                    span=link.span,
                )
    return graph


def _targets(page: Page, index: Mapping[str, str], site_url: str) -> Iterator[tuple[str, Link]]:
    for link in page.content.links:
        location = resolve(link.href, base=page.facts.location, site_url=site_url)
        target = None if location is None else index.get(location)
        if target is not None and target != page.key:
            yield target, link
