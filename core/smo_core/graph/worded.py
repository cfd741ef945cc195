"""The lists of a ranking: arrays until they are asked for, then suggestions with their reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from msgspec.msgpack import Decoder, Encoder

from smo_core.graph.called import bare, called
from smo_core.model import Page, Reason, Suggestion

if TYPE_CHECKING:
    from smo_core.graph.corpus import Corpus, Matrix
    from smo_core.graph.fusion import Part

_DIGITS = 6
# Lists are asked for by several features and for the data file; those of larger sites would fill the memory.
_KEPT = 100_000
_ENCODER, _DECODER = Encoder(), Decoder(tuple[Suggestion, ...])


class Lists(Mapping[str, tuple[Suggestion, ...]]):
    """The lists of all pages: what was computed as arrays, put into words page by page."""

    def __init__(self, pages: Mapping[str, Page], count: int, floor: float) -> None:
        """Begin with the pages, how many suggestions each gets, and the least score of one."""
        self._pages, self._count, self._floor = pages, count, floor
        self._keys = sorted(pages)
        self._corpora: dict[str, tuple[Corpus, Sequence[Part], Matrix, Matrix | None, Any]] = {}
        # As bytes: as values they take three times the room. The last one is asked for again at once.
        self._worded: dict[str, bytes] = {}
        self._last: tuple[str | None, tuple[Suggestion, ...]] = None, ()

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return called(self._pages)

    def add(
        self,
        corpus: Corpus,
        parts: Sequence[Part],
        found: Matrix,
        linked: Matrix | None,
        factors: Any,  # noqa: ANN401 - an array
    ) -> None:
        """Take in the pages of one language, before anybody asks for a list; what is ``linked`` fills no list.

        ``factors`` are those by which the scores of pages were multiplied.
        """
        known = corpus, parts, found, linked, factors
        self._corpora.update(dict.fromkeys([page.facts.key for page in corpus.pages], known))

    def __iter__(self) -> Iterator[str]:
        """Yield the keys of the pages in their order."""
        return iter(self._keys)

    def __len__(self) -> int:
        """Return the number of pages."""
        return len(self._keys)

    def __getitem__(self, key: str) -> tuple[Suggestion, ...]:
        """Return the suggestions of one page, put into words when they are first asked for."""
        if self._last[0] != key:
            known = self._worded.get(key)
            if known is not None:
                self._last = key, _DECODER.decode(known)
            else:
                self._last = key, self._made(key)
                if len(self._worded) < _KEPT:
                    # Titles with half characters, which no bytes can stand for, are put into words again.
                    with suppress(UnicodeEncodeError):
                        self._worded[key] = _ENCODER.encode(self._last[1])
        return self._last[1]

    def bare(self, key: str) -> tuple[Suggestion, ...]:
        """Return the suggestions of one page without their reasons, which take most of the time."""
        if key in self._worded:
            return self[key]
        return self._made(key, told=False) if key in self._pages else ()

    def some(self, key: str, wanted: AbstractSet[str]) -> tuple[Suggestion, ...]:
        """Return those suggestions of one page that are wanted: reasons are looked for no others."""
        if key in self._worded:
            return tuple(one for one in self[key] if one.key in wanted)
        return tuple(one for one in self._made(key, only=wanted) if one.key in wanted) if key in self._pages else ()

    def _made(self, key: str, *, told: bool = True, only: AbstractSet[str] | None = None) -> tuple[Suggestion, ...]:
        page = self._pages[key]
        options = page.facts.options
        pins = [self._names[n] for n in map(bare, options.related.pin) if n in self._names] if options else []
        blocked = {self._names.get(bare(n), n) for n in options.related.block} if options else set()
        pins = [pin for pin in dict.fromkeys(pins) if pin != key and self._pages[pin].facts.public]
        first = [Suggestion(key=pin, score=1.0, reasons=(Reason(signal="pinned", score=1.0),)) for pin in pins]
        return tuple(
            [*first, *self._found(key, blocked.union(pins), self._count - len(first), told=told, only=only)][
                : self._count
            ]
        )

    def near(self, key: str) -> tuple[tuple[str, float], ...]:
        """Return the pages found for a page with their scores, nearest first: no pins, nothing blocked, no reasons."""
        if key not in self._corpora:
            return ()
        corpus, _, found, *_ = self._corpora[key]
        scores = _row(found, corpus.index[key])
        return tuple((corpus.pages[j].key, score) for j, score in scores.items())[: self._count]

    def _found(
        self, key: str, without: set[str], count: int, *, told: bool, only: AbstractSet[str] | None
    ) -> Iterator[Suggestion]:
        if key not in self._corpora:
            return
        corpus, parts, found, linked, factors = self._corpora[key]
        row = corpus.index[key]
        scores = {j: s for j, s in _row(found, row).items() if s >= self._floor}
        if not self._floor:
            known = scores.keys() | (set() if linked is None else _row(linked, row).keys())
            scores |= dict.fromkeys(_beside(corpus, row, known, len(without) + count - len(scores)), 0.0)
        chosen = [j for j in scores if corpus.pages[j].key not in without][: max(0, count)]
        if not told:
            yield from (Suggestion(key=corpus.pages[j].key, score=round(scores[j], _DIGITS)) for j in chosen)
            return
        if only is not None:
            chosen = [j for j in chosen if corpus.pages[j].key in only]
        strengths = [(part.signal, part.weight, _strengths(corpus, part, row, chosen)) for part in parts]
        for place, j in enumerate(chosen):
            # Most signals say nothing of most pairs.
            shares = [
                (round(weight * value * float(factors[j]), _DIGITS), signal)
                for signal, weight, values in strengths
                if (value := values[place])
            ]
            reasons = tuple(
                Reason(signal=signal.name, score=share, evidence=signal.evidence(corpus, row, j))
                for share, signal in sorted(shares, key=lambda pair: -pair[0])
                if share > 0
            )
            yield Suggestion(key=corpus.pages[j].key, score=round(scores[j], _DIGITS), reasons=reasons)


def _strengths(corpus: Corpus, part: Part, row: int, chosen: Sequence[int]) -> Sequence[float]:
    """Return how strongly one signal joins a page with each of those chosen."""
    if part.signal.pairs is None:
        known = _row(part.matrix, row)
        return [known.get(j, 0.0) for j in chosen]
    import numpy as np  # noqa: PLC0415 - see rank

    columns = np.array(chosen, dtype=np.int64)
    found: list[float] = part.signal.pairs(corpus, np.full(len(chosen), row), columns).tolist()
    return found


def _beside(corpus: Corpus, row: int, known: AbstractSet[int], count: int) -> list[int]:
    """Return the pages next to one in the order of the keys, mostly those of its folder.

    A page that no signal reaches is still better than an empty list, and this way no page is in many.
    """
    size = len(corpus.pages)
    around = (j for step in range(1, size) for j in (row + step, row - step) if 0 <= j < size)
    fitting = (j for j in around if j not in known and (corpus.allowed is None or corpus.allowed[j]))
    return list(islice(fitting, max(0, count)))


def _row(matrix: Matrix, row: int) -> dict[int, float]:
    """Return a row's stored entries, in the order in which they are stored."""
    here = slice(matrix.indptr[row], matrix.indptr[row + 1])
    return dict(zip(matrix.indices[here].tolist(), matrix.data[here].tolist(), strict=True))
