"""How services count the length of a text, and cutting one to what they take."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from smo_core.features.share.target import Unit
from smo_core.graphemes import graphemes

_DOTS: Final = "…"
_WEAK: Final = " \n,;:–—-、，；："
# What X counts as one; everything else is two (twitter-text, config/v3.json).
_LIGHT: Final = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
# Before it, no code point joins another, and none is a picture.
_FIRST_MARK: Final = "\u0300"
_PICTURES: Final = (("\u203c", "\u3299"), ("\U0001f000", "\U0001faff"))


def _weighted(grapheme: str) -> int:
    """Return what X counts for one visible character: 2 for an emoji however composed, else 1 or 2 a code point."""
    if _is_emoji(grapheme):
        return 2
    composed = unicodedata.normalize("NFC", grapheme)
    return sum(1 if any(low <= ord(char) <= high for low, high in _LIGHT) else 2 for char in composed)


def _emoji_bytes(grapheme: str) -> int:
    """Return what Threads counts for one visible character: the UTF-8 bytes of an emoji, else its code points."""
    return len(grapheme.encode("utf-8", "replace")) if _is_emoji(grapheme) else len(grapheme)


def _is_emoji(grapheme: str) -> bool:
    first = grapheme[:1]
    pictured = unicodedata.category(first) == "So" and any(low <= first <= high for low, high in _PICTURES)
    return pictured or "\ufe0f" in grapheme or "\u20e3" in grapheme or "\U0001f1e6" <= first <= "\U0001f1ff"


COUNTS: Final[Mapping[Unit, Callable[[str], int]]] = MappingProxyType(
    {"graphemes": lambda _: 1, "characters": len, "weighted": _weighted, "emoji-bytes": _emoji_bytes},
)
"""What each unit counts for one visible character."""


@cache
def _counted(unit: Unit) -> Callable[[str], int]:
    return lru_cache(maxsize=4096)(COUNTS[unit])


def _is_simple(text: str) -> bool:
    """Whether each code point of a text stands alone and counts one everywhere: there are no marks, no emoji in it."""
    return text.isascii() or max(text) < _FIRST_MARK


@lru_cache(maxsize=4096)
def count(text: str, unit: Unit) -> int:
    """Return the length of a text in a service's own unit."""
    if unit == "characters" or (_is_simple(text) and "\r" not in text):
        return len(text)
    return sum(map(_counted(unit), graphemes(text)))


def fitted(text: str, size: int, unit: Unit) -> str:
    """Return at most ``size`` units of ``text``: whole, or whole words and an ellipsis, "" where not even one fits.

    A word that fills more than half of the room is cut between visible characters.
    """
    if count(text, unit) <= size:
        return text
    left, weight = size - count(_DOTS, unit), _counted(unit)
    kept = ""
    for grapheme in graphemes(text):
        left -= weight(grapheme)
        if left < 0:
            break
        kept += grapheme
    ended = text[len(kept) : len(kept) + 1].isspace()
    blank = max(kept.rfind(" "), kept.rfind("\n"))
    if not ended and blank * 2 >= len(kept):
        kept = kept[:blank]
    kept = kept.rstrip(_WEAK)
    return f"{kept}{_DOTS}" if kept else ""
