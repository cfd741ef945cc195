"""The link graph in the formats that other programs read."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

import networkx as nx

from smo_core.graph.metrics import with_metrics
from smo_core.model import Resource
from smo_core.readable import readable_json


def export(
    graph: nx.DiGraph[str],
    form: str,
    *,
    related: Mapping[str, Sequence[Mapping[str, Any]]] = MappingProxyType({}),
    resources: Iterable[Resource] = (),
) -> str:
    """Return the graph as text in one of :data:`FORMATS`, with title, section, degrees and PageRank.

    JSON alone has room for more: ``related``, for each page its suggestions with score, parts
    and reasons, and ``resources``, the addresses elsewhere that several pages link to.
    """
    whole = with_metrics(graph)
    if form == "json":
        nx.set_node_attributes(whole, {key: list(related.get(key, ())) for key in whole}, "related")
        whole.graph["resources"] = [asdict(resource) for resource in resources]
    return FORMATS[form](whole)


def _flat(graph: nx.DiGraph[str]) -> nx.DiGraph[str]:
    """Return a copy whose attributes are plain values, as the XML formats need them."""
    flat: nx.DiGraph[str] = nx.DiGraph()
    flat.add_nodes_from(
        (_name(key), {name: _plain(value) for name, value in data.items()}) for key, data in graph.nodes.items()
    )
    for a, b, data in graph.edges(data=True):
        flat.add_edge(
            _name(a),
            _name(b),
            count=data["count"],
            anchors=" | ".join(str(_plain(anchor)) for anchor in data["anchors"]),
        )
    return flat


def _plain(value: object) -> object:
    # Control characters are not allowed in XML, in any spelling.
    return "".join(c for c in value if c.isprintable()) if isinstance(value, str) else value


def _name(key: str) -> str:
    """Return a key with its control characters percent-encoded, so that names stay distinct."""
    return "".join(c if c.isprintable() else quote(c) for c in key)


def _graphml(graph: nx.DiGraph[str]) -> str:
    return "\n".join(nx.generate_graphml(_flat(graph))) + "\n"


def _gexf(graph: nx.DiGraph[str]) -> str:
    lines = "\n".join(nx.generate_gexf(_flat(graph))) + "\n"
    # The library writes today's date; the same site must give the same bytes.
    return "\n".join(
        line
        for line in lines.split("\n")
        if not line.strip().startswith(("<meta lastmodifieddate", "<creator>", "</meta>"))
    )


def _json(graph: nx.DiGraph[str]) -> str:
    return readable_json(nx.node_link_data(graph, edges="edges")) + "\n"


def _dot(graph: nx.DiGraph[str]) -> str:
    def quoted(value: object) -> str:
        text = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
        return f'"{text}"'

    nodes = (
        f"  {quoted(key)} [label={quoted(data['title'] or key)} section={quoted(data['section'])} "
        f"pagerank={data['pagerank']} in_degree={data['in_degree']} out_degree={data['out_degree']}];"
        for key, data in graph.nodes.items()
    )
    edges = (f"  {quoted(a)} -> {quoted(b)} [weight={data['count']}];" for a, b, data in graph.edges(data=True))
    return "\n".join(["digraph site {", *nodes, *edges, "}"]) + "\n"


def _csv(graph: nx.DiGraph[str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["page", "title", "section", "in_degree", "out_degree", "pagerank", "links_to"])
    for key, data in graph.nodes.items():
        row = [key, data["title"], data["section"], data["in_degree"], data["out_degree"], data["pagerank"]]
        writer.writerow([_inert(_plain(cell)) for cell in (*row, " ".join(graph.successors(key)))])
    return out.getvalue()


def _inert(value: object) -> object:
    """Keep a spreadsheet from reading a title as a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


FORMATS: Mapping[str, Callable[[nx.DiGraph[str]], str]] = {
    "graphml": _graphml,
    "gexf": _gexf,
    "json": _json,
    "dot": _dot,
    "csv": _csv,
}
