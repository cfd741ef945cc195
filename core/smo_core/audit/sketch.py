"""A text as the few numbers by which its like is found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from smo_core.audit.words import codes_of

if TYPE_CHECKING:
    import numpy.typing as npt

# The bytes of one hash.
WIDTH = 8
# A text of fewer words is no article that could be compared.
_COMPARABLE = 40
_KEPT = 64
# Of so many of the smallest as many are nearly always different.
_LEAST = 192
# Odd numbers without a pattern; what goes beyond 64 bits is lost.
_FIRST, _SECOND, _THIRD, _ALL = (
    np.uint64(number) for number in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)
)
_EIGHT = np.uint64(8)
# Larger than any hash.
_NONE = np.uint64(2**64 - 1)
# So many pairs are compared at once.
_AT_ONCE = 2048


def sketch(text: str) -> bytes:
    """Return the smallest 64 hashes of a text's runs of four words, in order, eight bytes each; none of a short one.

    A bottom-k sketch (Cohen, Kaplan 2007): of two texts, the smallest hashes of both
    together tell how much they share.
    """
    codes = codes_of(text)
    if len(codes) < _COMPARABLE:
        return b""
    runs = codes[:-3] * _FIRST
    runs ^= codes[1:-2] * _SECOND
    runs ^= codes[2:-1] * _THIRD
    runs ^= codes[3:]
    runs *= _ALL
    runs >>= _EIGHT
    if len(runs) > 2 * _LEAST:
        # To put all in order takes twice as long, and they are enough unless most are there several times.
        fresh = _different(np.partition(runs, _LEAST)[:_LEAST])
        if len(fresh) >= _KEPT:
            return fresh[:_KEPT].tobytes()
    return _different(runs)[:_KEPT].tobytes()


def _different(runs: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Return the hashes in order, each once; what is given is put in order, too."""
    runs.sort()
    return np.concatenate((runs[:1], runs[1:][runs[1:] != runs[:-1]]))


def alike(pairs: Sequence[tuple[str, str]], sketches: Mapping[str, bytes], share: float) -> Iterator[tuple[str, str]]:
    """Yield those of the pairs whose sketches have at least this share of the smaller one in common."""
    places = {key: place for place, key in enumerate(sketches)}
    sizes = np.array([len(one) // WIDTH for one in sketches.values()], np.intp)
    # Where a sketch is short, what fills its row is in no other row of the other table.
    table = np.empty((len(sketches), 2, _KEPT), np.uint64)
    table[:, 0], table[:, 1] = (
        _NONE - np.arange(_KEPT, dtype=np.uint64),
        _NONE - np.arange(_KEPT, 2 * _KEPT, dtype=np.uint64),
    )
    for place, one in enumerate(sketches.values()):
        table[place, :, : sizes[place]] = np.frombuffer(one, np.uint64)
    for at in range(0, len(pairs), _AT_ONCE):
        some = pairs[at : at + _AT_ONCE]
        first, second = np.array([(places[one], places[other]) for one, other in some], np.intp).T
        both = np.concatenate((table[first, 0], table[second, 1]), axis=1)
        both.sort(axis=1)
        common = (both[:, 1:] == both[:, :-1]).sum(axis=1)
        enough = common >= share * np.minimum(sizes[first], sizes[second])
        yield from (some[place] for place in np.flatnonzero(enough).tolist())


def numbers_of(sketch: bytes) -> tuple[int, ...]:
    """Return the hashes that a sketch consists of."""
    return tuple(memoryview(sketch).cast("Q"))
