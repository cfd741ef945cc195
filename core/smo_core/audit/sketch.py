"""A text as the few numbers by which its like is found."""

from __future__ import annotations

import re
from struct import Struct
from zlib import crc32

import numpy as np

# A text of fewer words is no article that could be compared.
_COMPARABLE = 40
_KEPT = 64
# The bytes of one hash.
WIDTH = 8
# Odd numbers without a pattern; what goes beyond 64 bits is lost.
_FIRST, _SECOND, _THIRD, _ALL = (
    np.uint64(number) for number in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)
)
_EIGHT = np.uint64(8)
_WORDS = re.compile(r"\w+")
_MOST_CODES = 100_000
_packed = Struct("=Q").pack


def sketch(text: str) -> bytes:
    """Return the smallest 64 hashes of a text's runs of four words, in order, eight bytes each; none of a short one.

    A bottom-k sketch (Cohen, Kaplan 2007): of two texts, the smallest hashes of both
    together tell how much they share.
    """
    # As bytes: numbers of Python's own would be made an array of one by one.
    codes = np.frombuffer(b"".join(map(_CODES.__getitem__, text.casefold().split())), np.uint64)
    if len(_CODES) > _MOST_CODES:
        _CODES.clear()
    if len(codes) < _COMPARABLE:
        return b""
    a, b, c, d = codes[:-3], codes[1:-2], codes[2:-1], codes[3:]
    runs = ((a * _FIRST ^ b * _SECOND ^ c * _THIRD ^ d) * _ALL) >> _EIGHT
    runs.sort()
    fresh = np.concatenate((runs[:1], runs[1:][runs[1:] != runs[:-1]]))
    return fresh[:_KEPT].tobytes()


def numbers_of(sketch: bytes) -> tuple[int, ...]:
    """Return the hashes that a sketch consists of."""
    return tuple(memoryview(sketch).cast("Q"))


class _Codes(dict[str, bytes]):
    """Stretches without a blank and the numbers that stand for their words: most were on the page before."""

    def __missing__(self, stretch: str) -> bytes:
        if stretch.isalnum():
            codes = _packed(crc32(stretch.encode()) + 1)
        else:
            codes = b"".join([_packed(crc32(word.encode()) + 1) for word in _WORDS.findall(stretch)])
        self[stretch] = codes
        return codes


_CODES = _Codes()
