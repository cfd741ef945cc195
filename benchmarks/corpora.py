"""Files of pages with hand-chosen links, as the product sees pages.

One JSON object a line, gzip or not: id, title, description, headings, tags, date, text, links
([target id, position, anchor, word offset]), gold (target ids), section (folders).
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import networkx as nx

from smo_core import Content, Facts, Heading, Page


def records(path: Path) -> list[dict[str, Any]]:
    """Return the pages of a file, as written."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def site(rows: list[dict[str, Any]]) -> tuple[dict[str, Page], nx.DiGraph[str]]:
    """Return the pages and their link graph."""
    pages = {row["id"]: _page(row) for row in rows}
    graph: nx.DiGraph[str] = nx.DiGraph()
    for key in sorted(pages):
        graph.add_node(key, title=pages[key].facts.title)
    for row in rows:
        for target, _, anchor, words in row["links"]:
            if target in pages and target != row["id"] and not graph.has_edge(row["id"], target):
                graph.add_edge(row["id"], target, count=1, anchors=(anchor,), words=words)
    return pages, graph


def _page(row: dict[str, Any]) -> Page:
    section = row.get("section") or ()
    folders = section.split("/") if isinstance(section, str) else section
    return Page(
        facts=Facts(
            key=row["id"],
            location=row["id"],
            title=row.get("title") or "",
            description=row.get("description") or "",
            tags=tuple(row.get("tags") or ()),
            published=row.get("date") or None,
            section=tuple(str(folder) for folder in folders if folder),
        ),
        content=Content(
            text=row.get("text") or "",
            headings=tuple(Heading(level=2, text=text) for text in row.get("headings") or ()),
        ),
    )
