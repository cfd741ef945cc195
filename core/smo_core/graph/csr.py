"""A sparse matrix by rows, as :class:`scipy.sparse.csr_array` is one, with the few operations that ranking needs.

Loading scipy takes as long as ranking some hundred pages. So small matrices are worked on in plain
arrays, and scipy is loaded where it saves more than that: both add up in the same order, to the same bits
(products of single rows where the values are whole steps, as weights of words are).
"""

from __future__ import annotations

import sys
from itertools import pairwise
from typing import Any, Self

import numpy as np

# With so many single steps an operation is worth the loading; once it is loaded, so few. To sort takes several
# steps an entry.
_WORTH_LOADING = 2_000_000
_SORTING = 4
_WORTH_ASKING = 2_000
# Sums in a table of all places are faster than by sorting unless it is this many times as large as what is added.
_SPARSE = 8
_TERMS_AT_ONCE = 1 << 16


def _worth(steps: int) -> bool:
    """Whether scipy does so many steps sooner."""
    return steps > (_WORTH_ASKING if "scipy.sparse" in sys.modules else _WORTH_LOADING)


class Csr:
    """Entries row after row: their values in ``data``, their columns in ``indices``.

    Row i stands from ``indptr[i]`` to ``indptr[i + 1]``.
    """

    __slots__ = ("data", "indices", "indptr", "shape")
    data: Any
    indices: Any
    indptr: Any

    def __init__(self, parts: tuple[Any, Any, Any], *, shape: tuple[int, int]) -> None:
        """Take data, indices and indptr as they are, not copied."""
        self.shape = shape
        data, indices, indptr = parts
        self.data = np.asarray(data)
        wide = len(self.data) > np.iinfo(np.int32).max
        self.indices = np.asarray(indices, dtype=np.int32)
        self.indptr = np.asarray(indptr, dtype=np.int64 if wide else np.int32)

    @classmethod
    def of(cls, rows: Any, columns: Any, values: Any, shape: tuple[int, int]) -> Self:  # noqa: ANN401 - arrays
        """Return the matrix of these entries in order; several for one place are added in the order given."""
        if _worth(len(values) * _SORTING):
            from scipy.sparse import csr_array  # noqa: PLC0415 - see above

            made = csr_array((values, (rows, columns)), shape=shape)
            made.sum_duplicates()
            return cls._taken(made)
        key = np.asarray(rows, dtype=np.int64) * shape[1] + np.asarray(columns, dtype=np.int64)
        order = np.argsort(key, kind="stable")
        key = key[order]
        first = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1]))) if len(key) else np.empty(0, np.int64)
        if len(first) < len(key):
            group = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(key))))
            data = np.bincount(group, weights=values[order], minlength=len(first)).astype(values.dtype, copy=False)
        else:
            data = values[order]
        found = key[first]
        return cls((data, found % max(1, shape[1]), _bounds(found // max(1, shape[1]), shape[0])), shape=shape)

    @classmethod
    def _taken(cls, made: Any) -> Self:  # noqa: ANN401 - scipy's
        made = made.tocsr()
        return cls((made.data, made.indices, made.indptr), shape=made.shape)

    def given(self) -> Any:  # noqa: ANN401 - scipy's
        """Return the same as scipy has it."""
        from scipy.sparse import csr_array  # noqa: PLC0415 - see above

        return csr_array((self.data, self.indices, self.indptr), shape=self.shape)

    @property
    def nnz(self) -> int:
        """How many entries are stored."""
        return len(self.data)

    @property
    def T(self) -> Self:  # noqa: N802 - as numpy and scipy call it
        """The matrix turned, as a new one."""
        if _worth(self.nnz * _SORTING):
            return self._taken(self.given().T)
        order = np.argsort(self.indices, kind="stable")
        parts = (self.data[order], self.rows()[order], _bounds(self.indices[order], self.shape[1]))
        return type(self)(parts, shape=(self.shape[1], self.shape[0]))

    def rows(self) -> Any:  # noqa: ANN401 - an array
        """Return the row of each stored entry."""
        return np.repeat(np.arange(self.shape[0], dtype=np.int32), np.diff(self.indptr))

    def tocsr(self) -> Self:
        """Return this matrix; for code that may have one of another form."""
        return self

    def toarray(self) -> Any:  # noqa: ANN401 - an array
        """Return all places as a table."""
        table = np.zeros(self.shape, dtype=self.data.dtype)
        np.add.at(table, (self.rows(), self.indices), self.data)
        return table

    def __getitem__(self, rows: Any) -> Self:  # noqa: ANN401 - an array
        """Return the rows of these numbers, or those that a mask keeps."""
        rows = np.asarray(rows)
        rows = np.flatnonzero(rows) if rows.dtype == bool else rows
        starts = self.indptr[rows]
        lengths = self.indptr[rows + 1] - starts
        if _worth(int(lengths.sum())):
            return self._taken(self.given()[rows])
        places = places_from(starts, lengths)
        parts = (self.data[places], self.indices[places], np.concatenate(([0], np.cumsum(lengths))))
        return type(self)(parts, shape=(len(rows), self.shape[1]))

    def __matmul__(self, other: Self) -> Self:
        """Return the product with another matrix."""
        starts = other.indptr[self.indices]
        lengths = other.indptr[self.indices + 1] - starts
        if _worth(int(lengths.sum())):
            return self._taken(self.given() @ other.given())
        shape = (self.shape[0], other.shape[1])
        behind = np.concatenate(([0], np.cumsum(lengths)))[self.indptr]
        # A few rows at a time, so that all of a product's terms stay in the processor's cache.
        ends = [*np.searchsorted(behind, np.arange(_TERMS_AT_ONCE, behind[-1], _TERMS_AT_ONCE)).tolist(), shape[0]]
        parts = [self._product(other, starts, lengths, *rows) for rows in pairwise(dict.fromkeys([0, *ends]))]
        data, indices, counts = (np.concatenate(each) for each in zip(*parts, strict=True)) if parts else ((), (), ())
        return type(self)((data, indices, np.concatenate(([0], np.cumsum(counts)))), shape=shape)

    def _product(self, other: Self, starts: Any, lengths: Any, first: int, last: int) -> tuple[Any, Any, Any]:  # noqa: ANN401 - arrays
        """Return the entries of some rows of a product: values, columns, and how many each row has."""
        here = slice(self.indptr[first], self.indptr[last])
        lengths = lengths[here]
        places = places_from(starts[here], lengths)
        values = np.repeat(self.data[here], lengths) * other.data[places]
        width = other.shape[1]
        rows = np.repeat(np.arange(last - first), np.diff(self.indptr[first : last + 1]))
        key = np.repeat(rows * width, lengths) + other.indices[places]
        if (last - first) * width > _SPARSE * len(values):
            # Sorted, in a table of those places only.
            names, key = np.unique(key, return_inverse=True)
            table = np.bincount(key, weights=values, minlength=len(names)).astype(float, copy=False)
            found = np.flatnonzero(table)
            names = names[found]
        else:
            table = np.bincount(key, weights=values, minlength=(last - first) * width).astype(float, copy=False)
            found = names = np.flatnonzero(table)
        return table[found], names % max(1, width), np.bincount(names // max(1, width), minlength=last - first)

    def __mul__(self, factor: float) -> Self:
        """Return the matrix with all entries multiplied."""
        return type(self)((self.data * factor, self.indices, self.indptr), shape=self.shape)

    def __add__(self, other: Self) -> Self:
        """Return the sum with another matrix, without noughts."""
        if _worth((self.nnz + other.nnz) * _SORTING):
            return self._taken(self.given() + other.given())
        rows = np.concatenate((self.rows(), other.rows()))
        columns = np.concatenate((self.indices, other.indices))
        made = self.of(rows, columns, np.concatenate((self.data, other.data)), self.shape)
        made.eliminate_zeros()
        return made

    def __sub__(self, other: Self) -> Self:
        """Return the difference to another matrix, without noughts."""
        return self + other * -1

    def eliminate_zeros(self) -> None:
        """Forget stored noughts."""
        keep = self.data != 0
        if not keep.all():
            self.indptr = _bounds(self.rows()[keep], self.shape[0]).astype(self.indptr.dtype, copy=False)
            self.data, self.indices = self.data[keep], self.indices[keep]

    def summed(self) -> Self:
        """Return the matrix with its rows in the order of columns, several entries for one place added."""
        if _worth(self.nnz * _SORTING):
            # Sums are written in the place of what is added.
            made = self.given().copy()
            made.sum_duplicates()
            return self._taken(made)
        return self.of(self.rows(), self.indices, self.data, self.shape)

    def products_by_row(self, other: Self) -> Any:  # noqa: ANN401 - an array
        """Return for each row its product with the same row of another matrix, both with sorted columns."""
        if _worth((self.nnz + other.nnz) * _SORTING):
            return self.given().multiply(other.given()).sum(axis=1)
        mine, theirs = (m.rows() * np.int64(self.shape[1]) + m.indices for m in (self, other))
        _, here, there = np.intersect1d(mine, theirs, assume_unique=True, return_indices=True)
        return np.bincount(self.rows()[here], weights=self.data[here] * other.data[there], minlength=self.shape[0])


def _bounds(rows: Any, count: int) -> Any:  # noqa: ANN401 - arrays
    """Return where each row begins and the last ends, of entries sorted by row."""
    return np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=count))))


def places_from(starts: Any, lengths: Any) -> Any:  # noqa: ANN401 - arrays
    """Return the numbers from each start on, as many as its length, one after the other."""
    behind = np.cumsum(lengths)
    return np.arange(behind[-1] if len(behind) else 0) + np.repeat(starts - (behind - lengths), lengths)
