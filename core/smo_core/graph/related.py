"""Related pages: the weighted sum of all signals, with the reasons for each suggestion.

Within one language; only pages that readers may be pointed to; pins first, blocked pages
never; ties broken by key, so the same site always gives the same lists.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from smo_core.graph.corpus import Corpus, Matrix
from smo_core.graph.signals import SIGNALS, Signal
from smo_core.model import Page, Reason, Suggestion
from smo_core.paths import matches
from smo_core.settings import RelatedSettings
from smo_core.urls import index_of

if TYPE_CHECKING:
    import networkx as nx

_ROWS_AT_ONCE = 64
_PRECISION = 6


def rank(
    pages: Mapping[str, Page],
    graph: nx.DiGraph[str],
    settings: RelatedSettings,
    signals: Sequence[Signal] = SIGNALS,
) -> dict[str, tuple[Suggestion, ...]]:
    """Return for each page the pages related to it, nearest first, at most ``settings.count``."""
    weighted = tuple((signal, settings.weights.get(signal.name, signal.weight)) for signal in signals)
    by_language: dict[str, list[Page]] = defaultdict(list)
    for key in sorted(pages):
        by_language[_main(pages[key].facts.language)].append(pages[key])
    found: dict[str, tuple[Suggestion, ...]] = {}
    for language in sorted(by_language):
        corpus = Corpus(tuple(by_language[language]), graph)
        found.update(_rank_corpus(corpus, settings, [pair for pair in weighted if pair[1] > 0]))
    index = index_of((key, page.facts.location) for key, page in pages.items())
    sources = {page.facts.source: key for key, page in pages.items() if page.facts.source}
    return {key: _pinned(pages[key], found[key], {**index, **sources}, pages, settings.count) for key in sorted(pages)}


def _main(language: str) -> str:
    return language.replace("_", "-").split("-")[0].casefold()


def _rank_corpus(
    corpus: Corpus,
    settings: RelatedSettings,
    weighted: Sequence[tuple[Signal, float]],
) -> Iterator[tuple[str, tuple[Suggestion, ...]]]:
    import numpy as np  # noqa: PLC0415 - see Corpus.sparse

    size = len(corpus.pages)
    allowed = np.array([p.facts.readable and not matches(p.key, settings.exclude) for p in corpus.pages], dtype=bool)
    if size < 2 or not allowed.any():  # noqa: PLR2004 - one page has no other
        yield from ((page.key, ()) for page in corpus.pages)
        return
    matrices = [(signal, signal.matrix(corpus).tocsr() * weight) for signal, weight in weighted]
    standing = _standing(corpus)
    for start in range(0, size, _ROWS_AT_ONCE):
        stop = min(size, start + _ROWS_AT_ONCE)
        parts = [(signal, matrix[start:stop].toarray()) for signal, matrix in matrices]
        scores = np.round(sum((part for _, part in parts), np.zeros((stop - start, size))), _PRECISION)
        # A page that no signal reaches is still better than an empty list: the best linked first.
        scores = np.where(scores > 0, scores, standing)
        scores[:, ~allowed] = -1
        for i in range(start, stop):
            row = scores[i - start]
            row[i] = -1
            here = [(signal, part[i - start]) for signal, part in parts]
            yield corpus.pages[i].key, tuple(_suggestions(corpus, here, i, row, _wanted(corpus.pages[i], settings)))


def _wanted(page: Page, settings: RelatedSettings) -> int:
    """Return how many candidates to keep, so that blocked pages leave no gap."""
    options = page.facts.options
    return settings.count + (len(options.related.block) + len(options.related.pin) if options else 0)


def _standing(corpus: Corpus) -> Matrix:
    """Return a tiny score for each page by its inbound links, far below any signal."""
    import numpy as np  # noqa: PLC0415 - see Corpus.sparse

    inbound = np.array([corpus.graph.in_degree(page.key) for page in corpus.pages], dtype=float)
    return 1e-9 * (1 + inbound)


def _suggestions(
    corpus: Corpus,
    signals: Sequence[tuple[Signal, Matrix]],
    i: int,
    row: Matrix,
    count: int,
) -> Iterator[Suggestion]:
    import numpy as np  # noqa: PLC0415 - see Corpus.sparse

    # Rows are in key order, so a stable sort breaks ties by key.
    for j in np.argsort(-row, kind="stable")[:count]:
        if row[j] < 0:
            return
        parts = [(float(strength[j]), signal) for signal, strength in signals]
        reasons = tuple(
            Reason(signal=signal.name, score=round(part, _PRECISION), evidence=signal.evidence(corpus, i, int(j)))
            for part, signal in sorted(parts, key=lambda pair: (-pair[0], pair[1].name))
            if part > 0
        )
        score = round(float(row[j]), _PRECISION)
        yield Suggestion(key=corpus.pages[j].key, score=score, reasons=reasons)


def _pinned(
    page: Page,
    found: tuple[Suggestion, ...],
    names: Mapping[str, str],
    pages: Mapping[str, Page],
    count: int,
) -> tuple[Suggestion, ...]:
    """Return the suggestions with the author's pins first and blocked pages gone."""
    options = page.facts.options
    if options is None:
        return found[:count]
    pins = [names[name.strip("/")] for name in options.related.pin if name.strip("/") in names]
    blocked = {names.get(name.strip("/"), name) for name in options.related.block}
    pins = [key for key in dict.fromkeys(pins) if key != page.key and pages[key].facts.public]
    first = [Suggestion(key=key, score=1.0, reasons=(Reason(signal="pinned", score=1.0),)) for key in pins]
    rest = [s for s in found if s.key not in blocked and s.key not in pins]
    return tuple([*first, *rest][:count])
