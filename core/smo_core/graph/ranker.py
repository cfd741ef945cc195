"""A ranker that lives on between builds: it ranks a changed site at the cost of the change.

Its answers never depend on what it has seen before: they equal those of a fresh one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from smo_core.graph.corpus import Corpus
from smo_core.graph.fusion import Part, arrange, copies, fuse
from smo_core.graph.memory import Memory
from smo_core.graph.related import Lists
from smo_core.graph.signals import SIGNALS, Signal
from smo_core.graph.signals.wording import near
from smo_core.model import Page
from smo_core.paths import matches

if TYPE_CHECKING:
    import networkx as nx

    from smo_core.settings import RelatedSettings

# Candidates beyond those shown, to take the place of near-copies, hubs and blocked pages.
_SPARE = 25
_DAY = 86_400


class Ranker:
    """Ranks the pages of a site, again and again; what did not change since the last time is not computed anew."""

    def __init__(self, signals: Sequence[Signal] | None = None) -> None:
        """Begin with nothing known."""
        self._signals = tuple(SIGNALS if signals is None else signals)
        self._memories: dict[str, tuple[tuple[str, ...], Memory]] = {}

    def rank(self, pages: Mapping[str, Page], graph: nx.DiGraph[str], settings: RelatedSettings) -> Lists:
        """Return for each page the pages related to it; see :func:`smo_core.graph.related.rank`."""
        by_language: dict[str, list[Page]] = defaultdict(list)
        for key in sorted(pages):
            by_language[_main(pages[key].facts.language)].append(pages[key])
        lists = Lists(pages, settings.count, settings.threshold)
        self._memories = {name: known for name, known in self._memories.items() if name in by_language}
        for language, members in sorted(by_language.items()):
            corpus = Corpus(tuple(members), graph, _allowed(members, settings), self._memory(language, members))
            if len(members) > 1 and corpus.allowed.any():
                lists.add(corpus, *_lists(corpus, self._signals, settings))
        return lists

    def _memory(self, language: str, pages: Sequence[Page]) -> Memory:
        keys = tuple(page.key for page in pages)
        known = self._memories.get(language)
        if known is None:
            memory = Memory()
        elif known[0] == keys:
            memory = known[1]
        else:
            # Rows have moved: words and names stay, matrices go.
            memory = replace(known[1], kept={})
        self._memories[language] = (keys, memory)
        return memory


def _main(language: str) -> str:
    return language.replace("_", "-").split("-")[0].casefold()


def _allowed(pages: Sequence[Page], settings: RelatedSettings) -> Any:  # noqa: ANN401 - an array
    return np.array([p.facts.readable and not matches(p.key, settings.exclude) for p in pages], dtype=bool)


def _lists(corpus: Corpus, signals: Sequence[Signal], settings: RelatedSettings) -> tuple[Any, Any, Sequence[int]]:
    weighed = [(signal, settings.weights.get(signal.name, signal.weight)) for signal in signals]
    weighed = [pair for pair in weighed if pair[1] > 0]
    whole = sum(weight for _, weight in weighed)
    parts = [Part(signal=s, weight=weight / whole, matrix=_csr(s.matrix(corpus))) for s, weight in weighed]
    own = [page.facts.options.related for page in corpus.pages if page.facts.options]
    wanted = settings.count + max((len(each.block) + len(each.pin) for each in own), default=0)
    linked = corpus.links if settings.exclude_linked else None
    if parts:
        found = fuse(corpus, parts, wanted + _SPARE, _fresh(corpus, settings.recency), linked)
    else:
        found = _csr(corpus.links * 0)
    groups = copies(corpus, near(corpus)) if any(part.signal.name == "text" for part in parts) else None
    standing = np.lexsort((np.arange(len(corpus.pages)), -corpus.inbound))
    standing = standing[corpus.allowed[standing]][: wanted + 1]
    return parts, arrange(found, groups, settings.count), standing.tolist()


def _csr(matrix: Any) -> Any:  # noqa: ANN401 - matrices
    matrix = matrix.tocsr()
    matrix.eliminate_zeros()
    return matrix


def _fresh(corpus: Corpus, half_life: float) -> Any:  # noqa: ANN401 - an array
    """Return a factor for each page by its age beside the newest: half of its score halves with every half-life."""
    if not half_life:
        return None
    days = np.array([_day(page.facts.published or page.facts.modified or "") for page in corpus.pages])
    if np.isnan(days).all():
        return None
    age = np.nan_to_num(np.nanmax(days) - days, nan=np.inf)
    return 0.5 + 0.5 * 2.0 ** (-age / half_life)


def _day(date: str) -> float:
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return float("nan")
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.timestamp() // _DAY
