"""Related pages: the weighted sum of all signals, with the reasons for each suggestion.

Within one language and one version of the site; only pages that readers may be pointed to; pins first, blocked pages
never; ties broken by key, so the same site always gives the same lists.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from smo_core.graph.ranker import Ranker
from smo_core.graph.worded import Lists
from smo_core.model import Page

if TYPE_CHECKING:
    import networkx as nx

    from smo_core.graph.links import Links
    from smo_core.graph.signals import Signal
    from smo_core.settings import RelatedSettings


def rank(
    pages: Mapping[str, Page],
    graph: nx.DiGraph[str] | Links,
    settings: RelatedSettings,
    signals: Sequence[Signal] | None = None,
) -> Lists:
    """Return for each page the pages related to it, nearest first, at most ``settings.count``.

    Suggestions are put together when they are asked for; the answer is a read-only mapping
    in the order of the keys. ``signals`` are all of
    :data:`smo_core.graph.signals.SIGNALS` unless given.
    """
    return Ranker(signals, lasting=False).rank(pages, graph, settings)
