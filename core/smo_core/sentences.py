"""The sentence around a link: where it begins and ends, and how it is cut when it is long."""

from __future__ import annotations

import re

from smo_core.text import joins

# An end counts only before a blank and something that can open a sentence: "e.g. this" goes on.
_ENDS = re.compile(r"[.!?…؟۔।](?:[\"'”’»)\]」』]*+)\s++(?![a-z,;])|[。！？](?:[」』]*+)(?=.)")
LONGEST = 160
_CUT = "…"
# Nothing ends with one of these.
_LOOSE = " ,;:–—-、，；："


def sentence_around(text: str, start: int, end: int, limit: int = LONGEST) -> tuple[str, int, int]:
    """Return the sentence of ``text`` in which ``text[start:end]`` stands, and where it stands there.

    At most ``limit`` characters, unless the stretch itself is longer: whole words from
    around it, with an ellipsis at each end that was cut. Letters keep their marks.
    """
    # Farther away nothing would be shown anyway, and a long line may hold many links.
    begin, stop = max(0, start - 2 * limit), min(len(text), end + 2 * limit)
    for found in _ENDS.finditer(text, begin, stop):
        if found.end() <= start:
            begin = found.end()
        elif found.start() >= end:
            stop = found.end()
            break
    while stop > end and text[stop - 1] == " ":
        stop -= 1
    first, last = _window(begin, start, end, stop, limit)
    if first > begin:
        first = _word_after(text, first, start)
    if last < stop:
        last = _word_before(text, last, end)
    opening = _CUT if first > begin else ""
    closing = _CUT if last < stop else ""
    shown = text[first:last]
    if closing:
        shown = shown[: end - first] + shown[end - first :].rstrip(_LOOSE)
    said = f"{opening}{shown}{closing}"
    return said, start - first + len(opening), end - first + len(opening)


def _window(begin: int, start: int, end: int, stop: int, limit: int) -> tuple[int, int]:
    """Return the stretch of ``limit`` characters to show, as much before as after where both are long."""
    room = max(0, limit - (end - start))
    before, after = start - begin, stop - end
    if before + after <= room:
        return begin, stop
    left = min(before, max(room // 2, room - after))
    return start - left, end + min(after, room - left)


def _word_after(text: str, at: int, start: int) -> int:
    """Return where the first whole word from ``at`` on begins; ``at`` itself where words are not spaced."""
    space = text.find(" ", at - 1, start)
    if space >= 0:
        return space + 1
    while at < start and joins(text, at):
        at += 1
    return at


def _word_before(text: str, at: int, end: int) -> int:
    """Return where the last whole word up to ``at`` ends; ``at`` itself where words are not spaced."""
    space = text.rfind(" ", end, at + 1)
    if space >= 0:
        return space
    while at > end and joins(text, at):
        at -= 1
    return at
