"""Where in a source file the words of a suggestion stand: the likeliest place first, by the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_AROUND = 5
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A link wanted in a source: the words that shall become it, what stands around them, where it leads."""

    phrase: str
    before: str
    after: str
    href: str


def spots(text: str, wanted: Wanted, start: int = 0) -> list[tuple[int, int]]:
    """Return where in a source, from ``start`` on, the words stand; those with the same words around them first."""
    pattern = r"[ \t]*\n?[ \t]*".join(re.escape(word) for word in wanted.phrase.split())
    pattern = pattern.replace(r"[ \t]*\n?[ \t]*", r"(?:[ \t]+|[ \t]*\r?\n[ \t]*)")
    found = [match.span() for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text) if match.start() >= start]
    if not found and not wanted.phrase.isascii():
        # Scripts that put no blanks between words.
        found = [match.span() for match in re.finditer(pattern, text) if match.start() >= start]
    before, after = _WORD.findall(wanted.before)[-_AROUND:], _WORD.findall(wanted.after)[:_AROUND]
    return sorted(found, key=lambda span: (-_alike(text, span, before, after), span))


def _alike(text: str, span: tuple[int, int], before: list[str], after: list[str]) -> int:
    """Return how many words around a place are the same as around the words that are looked for."""
    left = _WORD.findall(text[max(0, span[0] - 200) : span[0]])[::-1]
    right = _WORD.findall(text[span[1] : span[1] + 200])
    return _same(left, before[::-1]) + _same(right, after)


def _same(there: list[str], here: list[str]) -> int:
    return sum(1 for _ in _while_same(there, here))


def _while_same(there: list[str], here: list[str]) -> Iterator[str]:
    for a, b in zip(there, here, strict=False):
        if a != b:
            return
        yield a
