"""What the words of two pages say for their being related: topics of both, as a page writes them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

import numpy as np

from smo_core.graph.corpus import Corpus, is_topic
from smo_core.graph.signals.phrased import in_full, names_of
from smo_core.graph.signals.said import said_by
from smo_core.graph.signals.wording import EVIDENCE
from smo_core.graph.weights import weights
from smo_core.text import WORDS, stem

_COMMON = 0.2


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
    named = _apart(_in_full(corpus, asked.row, j, word) or own.get(word) or other[word] for _, word in in_titles)
    if named:
        return named
    few = max(2, len(corpus.pages) * _COMMON / 2)
    rare = sorted((less, word) for less, word, count in zip(telling, words, pages, strict=True) if count <= few)
    # What a heading says comes first: the rest may be words of the site's own ways.
    headed = (word for _, word in rare if word in own or word in other)
    rest = (word for _, word in rare if word not in own and word not in other)
    here, there = said_by(corpus, asked.row), said_by(corpus, j)
    stressed = ((word, here[word]) for word in chain(headed, rest) if here[word] and there[word])
    return _apart(
        own.get(word) or other.get(word, spelt) for word, spelt in stressed if is_topic(stem(spelt.casefold()))
    )


def _in_full(corpus: Corpus, i: int, j: int, word: str) -> str:
    """Return the most of a title or tag around a word that the other page says as well."""
    best, usual = "", corpus.usual
    for owner, reader in ((i, j), (j, i)):
        for name in names_of(corpus, owner):
            if word in name.places:
                found = in_full(name, word, said_by(corpus, reader).text, corpus.pages[owner].facts.language, usual)
                best = found if len(found) > len(best) else best
    return best


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
    """Return the first few words, none of which is part of another, and no two phrases with a word in common."""
    chosen: list[str] = []
    for word in found:
        if not any(_overlap(word, other) for other in chosen):
            chosen.append(word)
            if len(chosen) == EVIDENCE:
                break
    return tuple(chosen)


def _overlap(word: str, other: str) -> bool:
    word, other = word.casefold(), other.casefold()
    return word in other or other in word or not _parts(word).isdisjoint(_parts(other))


@lru_cache(maxsize=20_000)
def _parts(phrase: str) -> frozenset[str]:
    return frozenset(WORDS.findall(phrase))
