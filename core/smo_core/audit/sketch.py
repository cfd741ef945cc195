"""A text as the few numbers by which its like is found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

_Hashes: TypeAlias = "npt.NDArray[np.uint64]"

# The bytes of one hash.
WIDTH = 8
# Letters, digits and whatever is beyond ASCII, in so many bytes that follow one another: about four words.
_RUN = 20
# A text with fewer of them is no article that could be compared.
_COMPARABLE = 200
_KEPT = 64
# Of three times as many of the smallest as are kept, as many as are kept are nearly always different.
_LEAST = 3 * _KEPT
# A text is looked at by so many bytes at once.
_BLOCK = 1 << 18
_BITS = 56
# Odd numbers without a pattern; what goes beyond 64 bits is lost.
_BASE, _MIX = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93
# Larger than any hash.
_NONE = np.uint64(2**64 - 1)
# So many pairs are compared at once.
_AT_ONCE = 2048


def sketch(text: str) -> bytes:
    """Return the smallest 64 hashes of a text's runs of twenty letters in order, eight bytes each, b"" of a short one.

    A bottom-k sketch (Cohen, Kaplan 2007): of two texts, the smallest hashes of both
    together tell how much they share. Letters are bytes of UTF-8, in small letters as far as ASCII goes; blanks and
    punctuation are none. Runs begin at each of them, so scripts without blanks are compared as others are.
    """
    raw = np.frombuffer(text.encode("utf-8", "replace").lower(), np.uint8)
    letters = raw.compress(_IS_LETTER.take(raw))
    if len(letters) < _COMPARABLE:
        return b""
    starts = range(0, len(letters) - _RUN + 1, _BLOCK)
    blocks = [_smallest(_hashes(letters[at : at + _BLOCK + _RUN - 1])) for at in starts]
    return _smallest(np.concatenate(blocks)).tobytes()


def _hashes(letters: npt.NDArray[np.uint8]) -> _Hashes:
    """Return a hash of each run of letters: a polynomial (Karp, Rabin 1987), the bits of which are mixed."""
    four = _joined(_joined(_NUMBERS.take(letters), 1), 2)
    sixteen = _joined(_joined(four, 4), 8)
    runs = sixteen[: len(letters) - _RUN + 1] * _POWERS[4]
    runs += four[16:]
    runs ^= runs >> np.uint64(32)
    runs *= np.uint64(_MIX)
    runs >>= np.uint64(64 - _BITS)
    return runs


def _joined(runs: _Hashes, width: int) -> _Hashes:
    """Return the polynomials of runs that are twice as long."""
    longer = runs[:-width] * _POWERS[width]
    longer += runs[width:]
    return longer


def _smallest(hashes: _Hashes) -> _Hashes:
    """Return the smallest hashes in order, each once."""
    if len(hashes) > 2 * _LEAST:
        # Hashes lie evenly: to put all in order takes many times as long, and is needed where most are the same.
        few = _different(hashes[hashes < np.uint64((_LEAST << _BITS) // len(hashes))])
        if len(few) >= _KEPT:
            return few[:_KEPT]
    return _different(hashes)[:_KEPT]


def _different(hashes: _Hashes) -> _Hashes:
    ordered = np.sort(hashes)
    return np.concatenate((ordered[:1], ordered[1:][ordered[1:] != ordered[:-1]]))


def _numbers() -> _Hashes:
    """Return a number for each byte, without a pattern."""
    numbers, number = [], 1
    for _ in range(256):
        number = number * _BASE % 2**64
        numbers.append((number ^ number >> 30) * _MIX % 2**64)
    return np.array(numbers, np.uint64)


_IS_LETTER = np.array([code >= 0x80 or chr(code).isalnum() for code in range(256)])  # noqa: PLR2004 - beyond ASCII
_NUMBERS = _numbers()
_POWERS = {width: np.uint64(pow(_BASE, width, 2**64)) for width in (1, 2, 4, 8)}


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
