"""Words as columns: each page is taken apart once, and again only when it changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

from smo_core.graph.fields import FIELDS, READ
from smo_core.model import Page
from smo_core.text import WORDS, forms

_SEVERAL = -1


class Bag(NamedTuple):
    """One page's words: a table of column, field and how often it stands there; and the fields' lengths."""

    table: Any
    lengths: tuple[int, ...]


class _Columns(dict[str, int]):
    """Token → its column; :data:`_SEVERAL` for a token that stands for several words."""

    def __init__(self, learn: Callable[[str], int]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, token: str) -> int:
        self[token] = column = self._learn(token)
        return column


class Lexicon:
    """Word ↔ column. It only grows: a column keeps its word for as long as the lexicon lives."""

    def __init__(self) -> None:
        """Begin without words."""
        self.words: list[str] = []
        self.column: dict[str, int] = {}
        self._several: dict[str, tuple[int, ...]] = {}
        self._columns = _Columns(self._learn)

    def bag(self, page: Page) -> Bag:
        """Return the words of a page; one may stand there several times, as it was written differently."""
        import numpy as np  # noqa: PLC0415 - see Corpus

        columns: list[int] = []
        times: list[int] = []
        lengths, fields = [], []
        for name, _, _ in FIELDS:
            # A token is looked at once however often it stands there.
            counts = Counter(WORDS.findall(READ[name](page)))
            start = len(columns)
            columns += map(self._columns.__getitem__, counts)
            times += counts.values()
            apart = 0
            if _SEVERAL in columns[start:]:
                for token, count in counts.items():
                    parts = self._several.get(token)
                    if parts is not None:
                        apart += count
                        columns += parts
                        times += [count] * len(parts)
            fields.append(len(columns) - start)
            lengths.append(sum(times[start:]) - apart)
        table = np.empty((len(columns), 3), dtype=np.int32)
        table[:, 0], table[:, 1], table[:, 2] = columns, np.repeat(np.arange(len(FIELDS)), fields), times
        return Bag(table[table[:, 0] != _SEVERAL], tuple(lengths))

    def _learn(self, token: str) -> int:
        columns = []
        for word in forms(token):
            column = self.column.get(word)
            if column is None:
                column = self.column[word] = len(self.words)
                self.words.append(word)
            columns.append(column)
        if len(columns) == 1:
            return columns[0]
        self._several[token] = tuple(columns)
        return _SEVERAL
