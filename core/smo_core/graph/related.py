"""Related pages: the weighted sum of all signals, with the reasons for each suggestion.

Within one language; only pages that readers may be pointed to; pins first, blocked pages
never; ties broken by key, so the same site always gives the same lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from smo_core.model import Page, Reason, Suggestion
from smo_core.urls import index_of

if TYPE_CHECKING:
    import networkx as nx

    from smo_core.graph.corpus import Corpus, Matrix
    from smo_core.graph.fusion import Part
    from smo_core.graph.signals import Signal
    from smo_core.settings import RelatedSettings

_DIGITS = 6


def rank(
    pages: Mapping[str, Page],
    graph: nx.DiGraph[str],
    settings: RelatedSettings,
    signals: Sequence[Signal] | None = None,
) -> Lists:
    """Return for each page the pages related to it, nearest first, at most ``settings.count``.

    Suggestions are put together when they are asked for; the answer is a read-only mapping
    in the order of the keys. ``signals`` are all of
    :data:`smo_core.graph.signals.SIGNALS` unless given.
    """
    from smo_core.graph.ranker import Ranker  # noqa: PLC0415 - brings numpy and scipy, which cost more than a small site

    return Ranker(signals).rank(pages, graph, settings)


class Lists(Mapping[str, tuple[Suggestion, ...]]):
    """The lists of all pages: what was computed as arrays, put into words page by page."""

    def __init__(self, pages: Mapping[str, Page], count: int, floor: float) -> None:
        """Begin with the pages, how many suggestions each gets, and the least score of one."""
        self._pages, self._count, self._floor = pages, count, floor
        self._keys = sorted(pages)
        self._corpora: dict[str, tuple[Corpus, Sequence[Part], Matrix, Sequence[int]]] = {}
        index = index_of((key, page.facts.location) for key, page in pages.items())
        sources = {page.facts.source: key for key, page in pages.items() if page.facts.source}
        self._names = {**index, **sources}

    def add(self, corpus: Corpus, parts: Sequence[Part], found: Matrix, standing: Sequence[int]) -> None:
        """Take in the pages of one language; ``standing`` are those that fill up short lists, best first."""
        for page in corpus.pages:
            self._corpora[page.key] = (corpus, parts, found, standing)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __getitem__(self, key: str) -> tuple[Suggestion, ...]:
        page = self._pages[key]
        options = page.facts.options
        pins = (
            [self._names[n.strip("/")] for n in options.related.pin if n.strip("/") in self._names] if options else []
        )
        blocked = {self._names.get(n.strip("/"), n) for n in options.related.block} if options else set()
        pins = [pin for pin in dict.fromkeys(pins) if pin != key and self._pages[pin].facts.public]
        first = [Suggestion(key=pin, score=1.0, reasons=(Reason(signal="pinned", score=1.0),)) for pin in pins]
        return tuple([*first, *self._found(key, blocked.union(pins), self._count - len(first))][: self._count])

    def near(self, key: str) -> tuple[tuple[str, float], ...]:
        """Return the pages found for a page with their scores, nearest first: no pins, nothing blocked, no reasons."""
        if key not in self._corpora:
            return ()
        corpus, _, found, _ = self._corpora[key]
        scores = _row(found, corpus.index[key])
        return tuple((corpus.pages[j].key, score) for j, score in scores.items())[: self._count]

    def _found(self, key: str, without: set[str], count: int) -> Iterator[Suggestion]:
        if key not in self._corpora:
            return
        corpus, parts, found, standing = self._corpora[key]
        row = corpus.index[key]
        scores = {j: s for j, s in _row(found, row).items() if s >= self._floor}
        if not self._floor:
            # A page that no signal reaches is still better than an empty list: the best linked first.
            scores |= {j: 0.0 for j in standing if j not in scores and j != row}
        chosen = [j for j in scores if corpus.pages[j].key not in without][: max(0, count)]
        strengths = [(part, _row(part.matrix, row)) for part in parts]
        for j in chosen:
            reasons = tuple(_reasons(corpus, strengths, row, j))
            yield Suggestion(key=corpus.pages[j].key, score=round(scores[j], _DIGITS), reasons=reasons)


def _row(matrix: Matrix, row: int) -> dict[int, float]:
    """Return a row's stored entries, in the order in which they are stored."""
    here = slice(matrix.indptr[row], matrix.indptr[row + 1])
    return dict(zip(matrix.indices[here].tolist(), matrix.data[here].tolist(), strict=True))


def _reasons(corpus: Corpus, strengths: Sequence[tuple[Part, dict[int, float]]], i: int, j: int) -> Iterator[Reason]:
    """Yield what each signal has to say about a pair, the largest share in the score first."""
    import numpy as np  # noqa: PLC0415 - see rank

    shares = []
    for part, row in strengths:
        pairs = part.signal.pairs
        value = row.get(j, 0.0) if pairs is None else float(pairs(corpus, np.array([i]), np.array([j]))[0])
        if value > 0:
            shares.append((round(part.weight * value, _DIGITS), part.signal))
    for share, signal in sorted(shares, key=lambda pair: (-pair[0], pair[1].name)):
        yield Reason(signal=signal.name, score=share, evidence=signal.evidence(corpus, i, j))
