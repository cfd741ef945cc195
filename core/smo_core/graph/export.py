"""The link graph in the formats that other programs read."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from smo_core.graph.links import Links
from smo_core.graph.metrics import figures
from smo_core.model import Resource

if TYPE_CHECKING:
    import networkx as nx


def export(
    graph: nx.DiGraph[str] | Links,
    form: str,
    *,
    related: Mapping[str, Sequence[Mapping[str, Any]]] = MappingProxyType({}),
    resources: Iterable[Resource] = (),
) -> str:
    """Return the graph as text in one of :data:`FORMATS`, with title, section, degrees and PageRank.

    JSON alone has room for more: ``related``, for each page its suggestions with score, parts
    and reasons, and ``resources``, the addresses elsewhere that several pages link to.
    """
    plain = graph if isinstance(graph, Links) else Links.of(graph)
    whole = plain.told(figures(plain.succ))
    return _json(whole, related, resources) if form == "json" else FORMATS[form](whole)


def _flat(graph: Links) -> nx.DiGraph[str]:
    """Return a graph whose attributes are plain values, as the XML formats need them."""
    import networkx as nx  # noqa: PLC0415 - the other formats need none

    flat: nx.DiGraph[str] = nx.DiGraph()
    flat.add_nodes_from(
        (_name(key), {name: _plain(value) for name, value in data.items()}) for key, data in graph.nodes.items()
    )
    for a, b, data in _edges(graph):
        flat.add_edge(
            _name(a),
            _name(b),
            count=data["count"],
            anchors=" | ".join(str(_plain(anchor)) for anchor in data["anchors"]),
        )
    return flat


def _edges(graph: Links) -> Iterator[tuple[str, str, dict[str, Any]]]:
    return ((key, target, data) for key, links in graph.succ.items() for target, data in links.items())


def _plain(value: object) -> object:
    # Control characters are not allowed in XML, in any spelling.
    return _printable(value) if isinstance(value, str) else value


def _printable(text: str) -> str:
    return text if text.isprintable() else "".join(c for c in text if c.isprintable())


def _name(key: str) -> str:
    """Return a key with its control characters percent-encoded, so that names stay distinct."""
    return key if key.isprintable() else "".join(c if c.isprintable() else quote(c) for c in key)


def _graphml(graph: Links) -> str:
    import networkx as nx  # noqa: PLC0415 - as above

    return "\n".join(nx.generate_graphml(_flat(graph))) + "\n"


def _gexf(graph: Links) -> str:
    import networkx as nx  # noqa: PLC0415 - as above

    lines = "\n".join(nx.generate_gexf(_flat(graph))) + "\n"
    # The library writes today's date; the same site must give the same bytes.
    return "\n".join(
        line
        for line in lines.split("\n")
        if not line.strip().startswith(("<meta lastmodifieddate", "<creator>", "</meta>"))
    )


def _json(
    graph: Links,
    related: Mapping[str, Sequence[Mapping[str, Any]]] = MappingProxyType({}),
    resources: Iterable[Resource] = (),
) -> str:
    """Return the form that networkx reads as "node link data"."""
    from smo_core.readable import readable_json  # noqa: PLC0415 - as above

    nodes = [{**data, "related": list(related.get(key, ())), "id": key} for key, data in graph.nodes.items()]
    edges = [{**data, "source": a, "target": b} for a, b, data in _edges(graph)]
    about = {"resources": [asdict(resource) for resource in resources]}
    return readable_json({"directed": True, "multigraph": False, "graph": about, "nodes": nodes, "edges": edges}) + "\n"


def _dot(graph: Links) -> str:
    def quoted(value: object) -> str:
        text = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
        return f'"{text}"'

    nodes = (
        f"  {quoted(key)} [label={quoted(data['title'] or key)} section={quoted(data['section'])} "
        f"pagerank={data['pagerank']} in_degree={data['in_degree']} out_degree={data['out_degree']}];"
        for key, data in graph.nodes.items()
    )
    edges = (f"  {quoted(a)} -> {quoted(b)} [weight={data['count']}];" for a, b, data in _edges(graph))
    return "\n".join(["digraph site {", *nodes, *edges, "}"]) + "\n"


def _csv(graph: Links) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["page", "title", "section", "in_degree", "out_degree", "pagerank", "links_to"])
    for key, data in graph.nodes.items():
        row = [key, data["title"], data["section"], data["in_degree"], data["out_degree"], data["pagerank"]]
        writer.writerow([_inert(_plain(cell)) for cell in (*row, " ".join(graph.succ[key]))])
    return out.getvalue()


def _inert(value: object) -> object:
    """Keep a spreadsheet from reading a title as a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


FORMATS: Mapping[str, Callable[[Links], str]] = {
    "graphml": _graphml,
    "gexf": _gexf,
    "json": _json,
    "dot": _dot,
    "csv": _csv,
}
