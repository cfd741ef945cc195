"""Topics in full: of a word that two pages share, as much of a title as both of them say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from smo_core.graph.corpus import Corpus, as_said, is_topic
from smo_core.graph.signals.said import places_of
from smo_core.text import WORDS, elided, stem

# What may stand between two words of one name; one of these is a hyphen that breaks no line.
_JOINTS = frozenset(" -\u2011_.")
_WITHIN = frozenset("_.")
# More words than this are a sentence.
_WORDS_AT_MOST = 6
# Shorter words begin small in any title.
_LONG = 4


class Word(NamedTuple):
    """One word of a name: where it stands, how it is compared, and how it ends the words that a text is asked for.

    ``first`` and ``last`` are the numbers of the words that it belongs together with.
    """

    start: int
    end: int
    compared: str
    singular: str
    first: int
    last: int


class Name(NamedTuple):
    """A title or a tag: its words in order, where each is first by how it is compared, and all in small letters.

    ``plain`` where most words begin small, so that capitals amid it are those of names.
    """

    text: str
    folded: str
    words: tuple[Word, ...]
    places: Mapping[str, int]
    plain: bool


def names_of(corpus: Corpus, row: int) -> tuple[Name, ...]:
    """Return the title and the tags of a page, taken apart."""
    facts = corpus.pages[row].facts
    return tuple(_taken_apart(text, corpus.root) for text in (facts.title, *facts.tags))


@lru_cache(maxsize=20_000)
def _taken_apart(text: str, root: Callable[[str], str]) -> Name:
    spans = [(match.start() + elided(match[0]), match.end()) for match in WORDS.finditer(text)]
    ends = [0, *(n for n in range(1, len(spans)) if not _joined(text, spans[n - 1][1], spans[n][0])), len(spans)]
    found = []
    for first, beyond in pairwise(ends):
        for start, end in spans[first:beyond]:
            word = text[start:end].casefold()
            singular = word[:-1] if stem(word) == word[:-1] else word
            found.append(Word(start, end, root(word), singular, first, beyond - 1))
    places = {word.compared: n for n, word in reversed([*enumerate(found)])}
    small = [text[word.start].islower() for word in found[1:] if word.end - word.start >= _LONG]
    lower = text.lower()
    # Of the few texts that grow by it, no more than the word itself is told.
    folded = lower if len(lower) == len(text) else ""
    return Name(text, folded, tuple(found), places, plain=sum(small) * 2 > len(small))


def _joined(text: str, end: int, start: int) -> bool:
    """Whether the words that end and start here belong to one name."""
    return start - end == 1 and text[end] in _JOINTS


def in_full(name: Name, word: str, said: str, language: str, usual: Collection[str]) -> str:
    """Return the words around a word of a name that a text says as well, nothing where it says no more than the word.

    The name has the word. ``said`` is the text, casefolded. What begins and ends the words is a topic itself,
    and none of the words that are ``usual`` in titles.
    """
    if not name.folded:
        return ""
    at = name.places[word]
    _, _, _, _, first, last = name.words[at]
    low = high = at
    while high < last and high - low + 1 < _WORDS_AT_MOST and _says(said, name, low, high + 1):
        high += 1
    while low > first and high - low + 1 < _WORDS_AT_MOST and _says(said, name, low - 1, high):
        low -= 1
    while low < at and not (_stands_alone(name, low, usual) or _is_sign(name, low)):
        low += 1
    while high > at and not (_stands_alone(name, high, usual) or _is_sign(name, high - 1)):
        high -= 1
    return _written(name, low, high, language) if low < high else ""


def _written(name: Name, low: int, high: int, language: str) -> str:
    """Return some words of a name as they would be written amid a sentence."""
    at, found = name.words[low].start, ""
    for number in range(low, high + 1):
        start, end = name.words[number][:2]
        word = name.text[start:end]
        kept = (name.plain and number) or _is_sign(name, number - 1) or _is_sign(name, number)
        found += name.text[at:start] + (word if kept else as_said(word, language))
        at = end
    return found


def _stands_alone(name: Name, at: int, usual: Collection[str]) -> bool:
    word = name.words[at]
    acronym = word.end - word.start > 1 and name.text[word.start : word.end].isupper() and not name.text.isupper()
    return (acronym or is_topic(word.compared)) and word.compared not in usual


def _is_sign(name: Name, at: int) -> bool:
    """Whether a word and the next one are parts of one sign, such as ``has_value``."""
    return at >= 0 and name.words[at].last > at and name.text[name.words[at].end] in _WITHIN


def _says(said: str, name: Name, low: int, high: int) -> bool:
    """Whether a text says some words of a name in a row, the last in the singular or with an s."""
    asked = name.folded[name.words[low].start : name.words[high].start] + name.words[high].singular
    return any(places_of(asked, said))
