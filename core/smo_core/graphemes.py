"""Visible characters: what readers count as one, however many code points it has.

The extended grapheme clusters of Unicode (UAX #29), by rules on general categories rather
than by the full property tables: right for what titles and descriptions hold.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_JOINER = "\u200d"
_EXTENDING = frozenset({"Mn", "Me"})
# Spacing marks that Unicode lets stand alone, and letters that it lets extend (UAX #29, table 2).
_ALONE = frozenset(
    "\u102b\u102c\u1038\u1062\u1063\u1064\u1067\u1068\u1069\u106a\u106b\u106c\u106d\u1083\u1a61\u1a63\u1a64"
)
_ALSO = frozenset("\u200c\u0e33\u0eb3\uff9e\uff9f")
# Signs that belong to what follows them (Prepended_Concatenation_Mark and the like).
_PREPENDED = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e")
_ENDING = frozenset({"Cc", "Cf", "Zl", "Zp"})
# Joining signs of scripts whose consonants stack (GB9c): the next letter belongs to the cluster.
_LINKERS = frozenset("\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d")


def graphemes(text: str) -> Iterator[str]:
    """Yield the visible characters of a text, in order; joined again they are the text."""
    start = 0
    flags = 0
    for at in range(1, len(text)):
        flags = flags + 1 if _is_flag(text[at - 1]) else 0
        if not _joined(text, start, at, flags):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def length(text: str) -> int:
    """Return how many visible characters a text has."""
    if text.isascii() and "\r" not in text:
        return len(text)
    return sum(1 for _ in graphemes(text))


def _joined(text: str, start: int, at: int, flags: int) -> bool:
    """Whether no boundary lies before position ``at``; ``flags`` regional indicators precede it."""
    before, here = text[at - 1], text[at]
    if before.isascii() and here.isascii():
        return before == "\r" and here == "\n"
    if _controls(before) or _controls(here):
        return False
    return (
        _extends(here)
        or before in _PREPENDED
        or (before == _JOINER and _is_picture(here) and _is_picture(text[start]))
        or (_is_flag(here) and flags % 2 == 1)
        or _hangul(before, here)
        or (_is_indic(here) and _linked(text[start:at]))
    )


def _controls(char: str) -> bool:
    return unicodedata.category(char) in _ENDING and not _extends(char) and char not in _PREPENDED


def _extends(char: str) -> bool:
    kind = unicodedata.category(char)
    return (
        kind in _EXTENDING
        or (kind == "Mc" and char not in _ALONE)
        or char == _JOINER
        or char in _ALSO
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or "\U000e0020" <= char <= "\U000e007f"
    )


def _linked(cluster: str) -> bool:
    """Whether a cluster ends in a joining sign, marks after it aside."""
    tail = cluster.rstrip(f"{_JOINER}\u093c\u09bc")
    return tail[-1:] in _LINKERS and _is_indic(cluster[0])


def _is_indic(char: str) -> bool:
    return "\u0900" <= char <= "\u0d7f" and unicodedata.category(char) == "Lo"


def _is_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _is_picture(char: str) -> bool:
    return (
        char in "\u00a9\u00ae\u203c\u2049\u2122" or "\u2190" <= char <= "\u3299" or "\U0001f000" <= char <= "\U0001faff"
    )


def _hangul(before: str, here: str) -> bool:
    """Whether two Hangul characters are parts of one syllable."""
    lead = "\u1100" <= before <= "\u115f" or "\ua960" <= before <= "\ua97c"
    syllable = "\uac00" <= before <= "\ud7a3"
    vowel = "\u1160" <= before <= "\u11a7" or "\ud7b0" <= before <= "\ud7c6"
    tail = "\u11a8" <= before <= "\u11ff" or "\ud7cb" <= before <= "\ud7fb"
    here_vowel = "\u1160" <= here <= "\u11a7" or "\ud7b0" <= here <= "\ud7c6"
    here_tail = "\u11a8" <= here <= "\u11ff" or "\ud7cb" <= here <= "\ud7fb"
    if lead:
        return (
            here_vowel or "\u1100" <= here <= "\u115f" or "\ua960" <= here <= "\ua97c" or "\uac00" <= here <= "\ud7a3"
        )
    open_syllable = syllable and (ord(before) - 0xAC00) % 28 == 0
    return ((vowel or open_syllable) and here_vowel) or ((vowel or tail or syllable) and here_tail)
