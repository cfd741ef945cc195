"""What the words of two pages say for their being related: topics of both, as a page writes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

import numpy as np

from smo_core.graph.corpus import Corpus, is_topic, topic_of
from smo_core.graph.signals.wording import EVIDENCE
from smo_core.graph.weights import weights
from smo_core.text import spoken, stem

_COMMON = 0.2
# A text with fewer characters than this says most of its words once.
_SHORT = 600
# Texts that are kept as they are compared: a page is compared with several.
_KEPT = 2_000


def text_evidence(corpus: Corpus, i: int, j: int) -> tuple[str, ...]:
    """Return topics that two pages share, the most telling first, as a page writes them.

    Words that one of them puts into its title or its tags; where they share none, words of
    headings and texts that both repeat, and that fewer pages have.
    """
    asked = corpus.__dict__.get("shared")
    if asked is None or asked.row != i:
        asked = corpus.__dict__["shared"] = _Asked(corpus, i)
    # Several signals give the same words as their evidence.
    known: tuple[str, ...] | None = asked.told.get(j)
    if known is None:
        known = asked.told[j] = _told(corpus, asked, j)
    return known


def _told(corpus: Corpus, asked: _Asked, j: int) -> tuple[str, ...]:
    telling, words, pages = asked.with_other(j)
    own, other = corpus.topics(asked.row), corpus.topics(j)
    titles = corpus.titled(asked.row) | corpus.titled(j)
    in_titles = sorted((less, word) for less, word in zip(telling, words, strict=True) if word in titles)
    named = _apart(own.get(word) or other[word] for _, word in in_titles)
    if named:
        return named
    few = max(2, len(corpus.pages) * _COMMON / 2)
    rare = sorted((less, word) for less, word, count in zip(telling, words, pages, strict=True) if count <= few)
    here, there = _said(corpus, asked.row), _said(corpus, j)
    stressed = ((word, here[word]) for _, word in rare if here[word] and there[word])
    return _apart(own.get(word) or other.get(word, spelt) for word, spelt in stressed if is_topic(spelt))


def _said(corpus: Corpus, row: int) -> Mapping[str, str]:
    kept: dict[int, Mapping[str, str]] = corpus.__dict__.setdefault("repeated", {})
    known = kept.get(row)
    if known is None:
        if len(kept) >= _KEPT:
            kept.clear()
        page = corpus.pages[row]
        text = page.content.text
        known = _Repeated(text) if corpus.root is stem else _Inflected(text, corpus.root, page.facts.language)
        kept[row] = known
    return known


class _Repeated(dict[str, str]):
    """Word → itself if a text says it twice, else nothing, found out when it is asked for; a short text need not."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text, self._short = text.casefold(), len(text) <= _SHORT

    def __missing__(self, word: str) -> str:
        first = self._text.find(word)
        said = first >= 0 and (self._short or self._text.find(word, first + len(word)) >= 0)
        self[word] = found = word if said else ""
        return found


class _Inflected(dict[str, str]):
    """Stem → the form in which a text says it first, if it says it twice, else nothing; a short text need not."""

    def __init__(self, text: str, root: Callable[[str], str], language: str) -> None:
        super().__init__()
        said = [(root(word.casefold()), topic) for word in spoken(text) if (topic := topic_of(word, language))]
        times = Counter(compared for compared, _ in said)
        for compared, written in said:
            if len(text) <= _SHORT or times[compared] > 1:
                self.setdefault(compared, written)

    def __missing__(self, _: str) -> str:
        return ""


class _Asked:
    """What one page asks for, laid out so that another page is compared with it at once."""

    def __init__(self, corpus: Corpus, row: int) -> None:
        asked, _, postings = weights(corpus)[:3]
        here = slice(asked.indptr[row], asked.indptr[row + 1])
        self.row, self.told = row, dict[int, tuple[str, ...]]()
        self._asked, self._words, self._postings = asked, corpus.memory.reader.lexicon.words, postings
        self._weights = np.zeros(asked.shape[1])
        columns = asked.indices[here]
        few = postings[columns] <= max(2, len(corpus.pages) * _COMMON)
        self._weights[columns[few]] = asked.data[here][few]

    def with_other(self, row: int) -> tuple[list[float], list[str], list[float]]:
        """Return the words of both that few pages have: how much each tells, negative, the word, its pages."""
        asked = self._asked
        here = slice(asked.indptr[row], asked.indptr[row + 1])
        columns = asked.indices[here]
        strength = self._weights[columns] * asked.data[here]
        both = strength.nonzero()[0]
        columns, words = columns[both], self._words
        return (-strength[both]).tolist(), [words[c] for c in columns.tolist()], self._postings[columns].tolist()


def _apart(found: Iterable[str]) -> tuple[str, ...]:
    """Return the first few words, none of which is part of another."""
    chosen: list[str] = []
    for word in found:
        if not any(_overlap(word, other) for other in chosen):
            chosen.append(word)
            if len(chosen) == EVIDENCE:
                break
    return tuple(chosen)


def _overlap(word: str, other: str) -> bool:
    return word.casefold() in other.casefold() or other.casefold() in word.casefold()
