"""Each page's figures for tables and the dashboard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType

from smo_core.audit.result import PageFigures
from smo_core.audit.site import Built
from smo_core.graph.metrics import parts
from smo_core.model import Facts
from smo_core.urls import location_of


def figures(built: Built, facts: Mapping[str, Facts]) -> Mapping[str, PageFigures]:
    """Return the figures of every page read, by key."""
    graph = built.graph
    into, out = graph.pred, graph.succ
    reached = Counter(chain.from_iterable(built.links.values()))
    islands = {key: number for number, group in enumerate(parts(graph)) for key in group}
    found = {}
    for key, sheet in sorted(built.sheets.items()):
        own, inside = facts.get(key), key in graph
        found[key] = PageFigures(
            key=key,
            title=(own.title if own else "") or sheet.title,
            location=own.location if own else location_of(key),
            section=own.section if own else (),
            language=own.language if own else "",
            source=(own.source or "") if own else "",
            content=inside,
            noindex=sheet.noindex,
            depth=built.depths.get(key),
            inlinks=len(into[key]) if inside else 0,
            outlinks=len(out[key]) if inside else 0,
            all_inlinks=reached[key],
            pagerank=round(built.ranks.get(key, 0.0), 9),
            island=islands.get(key, 0),
        )
    return MappingProxyType(found)
