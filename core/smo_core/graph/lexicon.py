"""Words as columns: each page is taken apart once, and again only when it changes."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from smo_core.graph.fields import FIELDS, READ
from smo_core.model import Page
from smo_core.text import WORDS, forms


class Bag(NamedTuple):
    """One page's words: a table of column, field and how often it stands there; and the fields' lengths."""

    table: Any
    lengths: tuple[int, ...]


class Lexicon:
    """Word ↔ column. It only grows: a column keeps its word for as long as the lexicon lives."""

    def __init__(self) -> None:
        """Begin without words."""
        self.words: list[str] = []
        self.column: dict[str, int] = {}
        self._columns: dict[str, tuple[int, ...]] = {}

    def bag(self, page: Page) -> Bag:
        """Return the words of a page."""
        import numpy as np  # noqa: PLC0415 - see Corpus

        found: list[tuple[int, int, int]] = []
        lengths = []
        for number, (name, _, _) in enumerate(FIELDS):
            counts: dict[int, int] = {}
            # A token is looked at once however often it stands there.
            for token, times in Counter(WORDS.findall(READ[name](page))).items():
                columns = self._columns.get(token)
                for column in self._learn(token) if columns is None else columns:
                    counts[column] = counts.get(column, 0) + times
            lengths.append(sum(counts.values()))
            found += [(column, number, times) for column, times in counts.items()]
        return Bag(np.array(found, dtype=np.int32).reshape(-1, 3), tuple(lengths))

    def _learn(self, token: str) -> tuple[int, ...]:
        columns = []
        for word in forms(token):
            column = self.column.get(word)
            if column is None:
                column = self.column[word] = len(self.words)
                self.words.append(word)
            columns.append(column)
        self._columns[token] = tuple(columns)
        return self._columns[token]
