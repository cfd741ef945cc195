"""Sheets and the link graph → the whole site: home page, links of every kind, depths, ranks."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from smo_core.audit.ground import Ground
from smo_core.audit.site import Built, Sheet
from smo_core.graph.metrics import pagerank
from smo_core.model import Facts, Page
from smo_core.urls import INDEX

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True, kw_only=True)
class Surveyed:
    """The pages that are content, the graph of their content links, and what the site is called."""

    pages: Mapping[str, Page]
    graph: nx.DiGraph[str]
    name: str


def whole(  # noqa: PLR0913, PLR0917 - the parts of a site
    site: Surveyed,
    sheets: Mapping[str, Sheet],
    ground: Ground,
    known: Mapping[str, Facts],
    texts: Mapping[str, bytes],
    today: str,
) -> Built:
    """Return the site as rules look at it. ``known`` facts of a host win over those read from the pages."""
    pages = {key: replace(page, facts=known[key]) if key in known else page for key, page in site.pages.items()}
    links = {key: _every(sheet, site.graph) for key, sheet in sorted(sheets.items())}
    home = home_of(sheets)
    return Built(
        ground=ground,
        sheets=sheets,
        pages=MappingProxyType(pages),
        graph=site.graph,
        links=MappingProxyType(links),
        name=site.name,
        home=home,
        depths=MappingProxyType(depths_from(home, links)),
        ranks=pagerank(site.graph),
        texts=texts,
        today=today,
    )


def _every(sheet: Sheet, graph: nx.DiGraph[str]) -> tuple[str, ...]:
    """Return the pages that any link of a page leads to: those of its text are nearly always among those found."""
    known = dict.fromkeys(sheet.targets)
    others = [key for key in graph.successors(sheet.key) if key not in known] if sheet.key in graph else []
    return (*sheet.targets, *others) if others else sheet.targets


def home_of(sheets: Mapping[str, Sheet]) -> str:
    """Return the key of the page where readers begin, "" when there is none: the index, else where it sends them."""
    for key in (INDEX, "index.htm", "contents.html"):
        if key in sheets:
            return key
    folders = sorted(key for key in sheets if key.endswith(f"/{INDEX}"))
    return min(folders, key=lambda key: (key.count("/"), key), default="")


def depths_from(home: str, links: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Return how many clicks each page is away from the home page; pages without a way are not there."""
    if home not in links:
        return {}
    depths = {home: 0}
    waiting = deque([home])
    while waiting:
        here = waiting.popleft()
        for target in links.get(here, ()):
            if target not in depths and target in links:
                depths[target] = depths[here] + 1
                waiting.append(target)
    return depths
