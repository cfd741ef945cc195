"""The lists of one language or version: which pages may be suggested, all signals, their fusion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from smo_core.graph.corpus import Corpus, Matrix
from smo_core.graph.fusion import Part, arrange, copies, fuse
from smo_core.graph.signals import SIGNALS, Signal
from smo_core.graph.signals.wording import near
from smo_core.graph.sparse import kept, stored
from smo_core.graph.weights import let_go
from smo_core.model import Page
from smo_core.paths import matches

if TYPE_CHECKING:
    from smo_core.settings import RelatedSettings

# Candidates beyond those shown, to take the place of near-copies, hubs and blocked pages.
_SPARE = 25
_DAY = 86_400
# The mean number of links to a page, up to one, is told apart in so many steps.
_LINKED = 4


def open_to_readers(pages: Sequence[Page], settings: RelatedSettings) -> Any:  # noqa: ANN401 - an array
    """Return a mask of the pages that may be suggested."""
    facts = [page.facts for page in pages]
    if settings.exclude:
        return np.array([one.readable and not matches(one.key, settings.exclude) for one in facts], dtype=bool)
    return np.array([one.readable for one in facts], dtype=bool)


def lists(
    corpus: Corpus, signals: Sequence[Signal] | None, settings: RelatedSettings
) -> tuple[list[Part], Matrix, Matrix | None, Any]:
    """Return the signals, the ordered lists with their scores, which pairs are left out, and a factor for each page."""
    signals = SIGNALS if signals is None else signals
    weighed = [(signal, settings.weights.get(signal.name, signal.weight)) for signal in signals]
    weighed = [pair for pair in weighed if pair[1] > 0]
    whole = sum(weight for _, weight in weighed)
    parts = [Part(signal=s, weight=weight / whole, matrix=_csr(s.matrix(corpus))) for s, weight in weighed]
    own = [page.facts.options.related for page in corpus.pages if page.facts.options]
    wanted = settings.count + max((len(each.block) + len(each.pin) for each in own), default=0)
    linked = corpus.links if settings.exclude_linked else None
    factors = standing(corpus, settings.unlinked) * _fresh(corpus, settings.recency)
    found = fuse(corpus, parts, wanted + _SPARE, factors, linked) if parts else _csr(corpus.links * 0)
    # What is too weak to be shown must not take the place of something else in the counting of lists.
    found = kept(found, found.data >= settings.threshold)
    groups = copies(corpus, near(corpus)) if any(part.signal.name == "text" for part in parts) else None
    found = arrange(found, groups, settings.count)
    if not corpus.memory.lasting:
        parts = [_told(part, found, wanted) for part in parts]
        let_go(corpus)
    return parts, found, linked, factors


def _told(part: Part, found: Matrix, wanted: int) -> Part:
    """Return a signal with those of its pairs that reasons may be asked for."""
    # Shorter lists are filled up with other pages.
    short = np.repeat(np.diff(found.indptr) < wanted, np.diff(part.matrix.indptr))
    return replace(part, matrix=kept(part.matrix, short | stored(part.matrix, found)))


def _csr(matrix: Any) -> Any:  # noqa: ANN401 - matrices
    matrix = matrix.tocsr()
    matrix.eliminate_zeros()
    return matrix


def standing(corpus: Corpus, share: float) -> Any:  # noqa: ANN401 - an array
    """Return a factor for each page by how many others link to it: what nobody links to is seldom what is wanted.

    Where most pages have no links, that one has none says less of it. How many there are is taken coarsely, so
    that an edit changes the factors of no other pages.
    """
    usual = np.round(_LINKED * min(1.0, corpus.inbound.sum() / max(1, len(corpus.pages)))) / _LINKED
    return 1 - share * usual / (1 + corpus.inbound)


def _fresh(corpus: Corpus, half_life: float) -> Any:  # noqa: ANN401 - an array
    """Return a factor for each page by its age beside the newest: half of its score halves with every half-life."""
    if not half_life:
        return 1.0
    days = np.array([_day(page.facts.published or page.facts.modified or "") for page in corpus.pages])
    if np.isnan(days).all():
        return 1.0
    age = np.nan_to_num(np.nanmax(days) - days, nan=np.inf)
    return 0.5 + 0.5 * 2.0 ** (-age / half_life)


def _day(date: str) -> float:
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return float("nan")
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.timestamp() // _DAY
