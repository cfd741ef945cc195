"""A text's words as numbers: the CRC of each, those of a long text all at once."""

from __future__ import annotations

import re
from struct import Struct
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

# In a shorter text words are looked up in less time than arrays take to be made.
_LONG = 2000
# No word is longer, or its text is read word by word.
_MOST = 128
_MOST_CODES = 100_000
_WORDS = re.compile(r"\w+")
_packed = Struct("=Q").pack


def codes_of(text: str) -> npt.NDArray[np.uint64]:
    """Return the CRC of each word of a text, in lower case, plus one."""
    found = _of_bytes(text) if len(text) >= _LONG else None
    if found is not None:
        return found
    # As bytes: numbers of Python's own would be made an array of one by one.
    codes = np.frombuffer(b"".join(map(_CODES.__getitem__, text.casefold().split())), np.uint64)
    if len(_CODES) > _MOST_CODES:
        _CODES.clear()
    return codes


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


def _of_bytes(text: str) -> npt.NDArray[np.uint64] | None:
    """Return what :func:`codes_of` does, None for a text with letters beyond ASCII, or a very long word.

    A CRC is the sum, without carry, of what each byte adds to it, which depends on how many bytes follow, and of what
    as many noughts have.
    """
    data = f" {text} ".encode("utf-8", "replace").lower()
    raw = np.frombuffer(data, np.uint8)
    # Signs beyond ASCII that are no letters, such as quotation marks, stand between words as others do.
    if len(data) > len(text) + 2 and _WORDS.search(raw[raw >= _ASCII].tobytes().decode().casefold()):
        return None
    inside = _IN_WORDS.take(raw)
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    sizes = edges[1::2] - edges[::2]
    if not len(sizes) or sizes.max() > _MOST:
        return None
    ends = sizes.cumsum(dtype=np.int32)
    # For each letter, how many letters of its word follow.
    places = ends.repeat(sizes)
    places -= np.arange(1, len(places) + 1, dtype=np.int32)
    places <<= 8
    places |= raw.compress(inside)
    codes = np.bitwise_xor.reduceat(_ADDED.take(places), ends - sizes)
    codes ^= _NOUGHTS.take(sizes)
    return codes.astype(np.uint64) + np.uint64(1)


def _added() -> npt.NDArray[np.uint32]:
    """Return what each byte adds to the CRC of a word, by the number of bytes that follow it."""
    # The polynomial of zlib, its lowest power first.
    polynomial = np.uint32(0xEDB88320)
    alone = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        alone = np.where(alone & 1, alone >> 1 ^ polynomial, alone >> 1)
    rows = [alone]
    for _ in range(_MOST - 1):
        rows.append(rows[-1] >> 8 ^ alone[rows[-1] & 255])
    return np.concatenate(rows).astype(np.uint32)


_ASCII = 128
_IN_WORDS = np.array([code < _ASCII and _WORDS.match(chr(code)) is not None for code in range(256)])
_ADDED = _added()
_NOUGHTS = np.array([crc32(bytes(size)) for size in range(_MOST + 1)], np.uint32)
