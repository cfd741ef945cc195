"""Where passages speak of a page: names that stand there as words of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from smo_core.graph.phrases import Phrases
from smo_core.model import Passage
from smo_core.text import elided_before

# Joined to a word by one of these, a name is part of something else: a path, an option, a variable.
_JOINED_BEFORE = re.compile(r"(?:[\w\-./\\@#$~_:=+&%]|\w['’])$")
_JOINED_AFTER = re.compile(r"[\w_]|[-/\\@=](?=\w)|[.:](?=\w)|::")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]")
_SENTENCE = re.compile(r"(?<=[.!?…؟۔।])[\"'”’»)\]]*+\s+(?=\S)|(?<=[。！？])(?=.)|\n[^\S\n]*+\n\s*+")
_WIDEST = 240
# How many signs of a spelling may stand before or behind the words: "--name", "name()".
_SIGNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A name in a passage: the passage's number, where the name stands in its text, and the name as compared."""

    passage: int
    start: int
    end: int
    name: str


def places(
    passages: Sequence[Passage], table: Phrases, spelt: Mapping[str, tuple[str, ...]] = MappingProxyType({})
) -> Iterator[Place]:
    """Yield the names in some passages from left to right, at one place the longer first; they may overlap.

    Names in ``spelt`` must be written in one of these ways.
    """
    for number, passage in enumerate(passages):
        text = passage.text
        found = (
            m
            for m in table.find(text)
            if _stands_alone(text, m.start, m.end, m.phrase)
            and (m.phrase not in spelt or _is_spelt(text[max(0, m.start - _SIGNS) : m.end + _SIGNS], spelt[m.phrase]))
        )
        for mention in sorted(found, key=lambda m: (m.start, -m.end)):
            # An inflected form stands for its name; of several names with this form the first.
            yield Place(passage=number, start=mention.start, end=mention.end, name=table.owners[mention.phrase][0])


def longest(found: Iterable[Place]) -> Iterator[Place]:
    """Yield those places that no longer or earlier one reaches into."""
    passage, behind = -1, 0
    for place in found:
        if place.passage != passage or place.start >= behind:
            passage, behind = place.passage, place.end
            yield place


def _is_spelt(written: str, spellings: Iterable[str]) -> bool:
    return any(spelling in written for spelling in spellings)


def _stands_alone(text: str, start: int, end: int, name: str) -> bool:
    """Whether a name stands in a text as words of its own, in one piece of one sentence."""
    before, first = text[max(0, start - 2) : start], text[start]
    if first >= "\u2e80":
        katakana = _KATAKANA.match(first) and _KATAKANA.match(before[-1:])
        return not katakana and not (_KATAKANA.match(text[end - 1]) and _KATAKANA.match(text, end))
    if (_JOINED_BEFORE.search(before) and not elided_before(text, start)) or _JOINED_AFTER.match(text, end):
        return False
    return " " not in name or _in_one_piece(text[start:end])


def _in_one_piece(written: str) -> bool:
    """Whether no sign between the words of a name parts them: "os, path" is not "os path"."""
    return not re.search(r"[,;!?()\[\]{}|<>=\"“”«»„]|[.:]\s|(?i:(?<!what)(?<!who)['’]s\s)", written)


def sentence_of(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Return the sentence around a place, on one line, and where in it the place begins and ends."""
    left = max((m.end() for m in _SENTENCE.finditer(text) if m.end() <= start), default=0)
    right = min((m.start() for m in _SENTENCE.finditer(text) if m.start() >= end), default=len(text))
    before, inside, after = (_on_one_line(text[a:b]) for a, b in ((left, start), (start, end), (end, right)))
    before, after = before.lstrip(), after.rstrip()
    if len(before) > _WIDEST // 2:
        before = "…" + before[-(_WIDEST // 2) :].partition(" ")[2]
    if len(after) > _WIDEST // 2:
        after = after[: _WIDEST // 2].rpartition(" ")[0] + "…"
    return f"{before}{inside}{after}", len(before), len(before) + len(inside)


def _on_one_line(text: str) -> str:
    """Return a text with each stretch of blanks as one, also at its ends."""
    return re.sub(r"\s++", " ", text)
