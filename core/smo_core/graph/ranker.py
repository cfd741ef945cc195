"""A ranker that lives on between builds: it ranks a changed site at the cost of the change.

Its answers never depend on what it has seen before: they equal those of a fresh one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from smo_core import arrays
from smo_core.collector import paused
from smo_core.editions import apart
from smo_core.graph.corpus import Corpus
from smo_core.graph.memory import Memory, reader_of
from smo_core.graph.worded import Lists
from smo_core.model import Page

if TYPE_CHECKING:
    import networkx as nx

    from smo_core.graph.links import Links
    from smo_core.graph.signals import Signal
    from smo_core.settings import RelatedSettings


class Ranker:
    """Ranks the pages of a site, again and again; what did not change since the last time is not computed anew."""

    def __init__(self, signals: Sequence[Signal] | None = None, *, lasting: bool = True) -> None:
        """Begin with nothing known; one that is not ``lasting`` ranks once, in half of the room."""
        self._lasting = lasting
        self._signals = None if signals is None else tuple(signals)
        self._memories: dict[tuple[str, str], tuple[tuple[str, ...], Memory]] = {}

    # Arrays and rows in their thousands, and none in a circle.
    @paused()
    def rank(self, pages: Mapping[str, Page], graph: nx.DiGraph[str] | Links, settings: RelatedSettings) -> Lists:
        """Return for each page the pages related to it; see :func:`smo_core.graph.related.rank`."""
        arrays.load()
        from smo_core.graph.lists import lists, open_to_readers  # noqa: PLC0415 - brings numpy

        groups = {group: tuple(members.values()) for group, members in apart(pages).items()}
        found = Lists(pages, settings.count, settings.threshold)
        self._memories = {group: known for group, known in self._memories.items() if group in groups}
        for group, members in groups.items():
            corpus = Corpus(members, graph, open_to_readers(members, settings), self._memory(group, members))
            if len(members) > 1 and corpus.allowed.any():
                found.add(corpus, *lists(corpus, self._signals, settings))
        return found

    def _memory(self, group: tuple[str, str], pages: Sequence[Page]) -> Memory:
        keys = tuple(page.key for page in pages)
        known = self._memories.get(group)
        if known is None:
            memory = Memory(lasting=self._lasting, reader=reader_of(group[0]))
        elif known[0] == keys:
            memory = known[1]
        else:
            # Rows have moved: words and names stay, matrices go.
            memory = replace(known[1], kept={})
        if self._lasting:
            self._memories[group] = (keys, memory)
        return memory
