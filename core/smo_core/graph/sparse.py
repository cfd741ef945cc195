"""Sparse page × page matrices: scaling, the best of each row, ranks. All in arrays, never entry by entry.

Everything here is a pure function of the values, whatever order they are stored in: equal
values are ordered by column, and columns are pages in the order of their keys.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from smo_core.graph.csr import Csr, places_from

Matrix = Any  # a Csr; the arrays in it have no types to tell
# Rows that are worked on at once: more only take more memory.
_AT_ONCE = 512
# Entries that are put into order at once.
_SORTED_AT_ONCE = 500_000
_DIGITS = 9


def entries(rows: Any, cols: Any, values: Any, shape: tuple[int, int]) -> Matrix:  # noqa: ANN401 - arrays
    """Return the matrix of these entries; several for one place are added in the order given."""
    return Csr.of(rows, cols, np.asarray(values, dtype=np.float64), shape)


def rows_of(matrix: Matrix) -> Any:  # noqa: ANN401 - an array
    """Return the row of each stored entry."""
    return np.repeat(np.arange(matrix.shape[0], dtype=np.int32), np.diff(matrix.indptr))


def inverse(values: Any, power: float = 1.0) -> Any:  # noqa: ANN401 - arrays
    """Return 1 / value ** power, nought where the value is nought."""
    values = np.asarray(values, dtype=float).ravel()
    return np.divide(1.0, values**power, out=np.zeros_like(values), where=values > 0)


def norms(matrix: Matrix) -> Any:  # noqa: ANN401 - an array
    """Return the Euclidean length of each row."""
    return np.sqrt(np.bincount(rows_of(matrix), weights=matrix.data**2, minlength=matrix.shape[0]))


def scale(matrix: Matrix, rows: Any = None, cols: Any = None) -> Matrix:  # noqa: ANN401 - arrays
    """Return the matrix with its rows and columns multiplied by these factors."""
    data = matrix.data.copy()
    if rows is not None:
        data *= np.repeat(rows, np.diff(matrix.indptr))
    if cols is not None:
        data *= cols[matrix.indices]
    return Csr((data, matrix.indices, matrix.indptr), shape=matrix.shape)


def kept(matrix: Matrix, keep: Any, rows: Any = None) -> Matrix:  # noqa: ANN401 - arrays
    """Return the matrix with only the stored entries that a mask keeps."""
    rows = rows_of(matrix) if rows is None else rows
    counts = np.bincount(rows[keep], minlength=matrix.shape[0])
    indptr = np.concatenate(([0], np.cumsum(counts))).astype(matrix.indptr.dtype)
    return Csr((matrix.data[keep], matrix.indices[keep], indptr), shape=matrix.shape)


def stored(matrix: Matrix, other: Matrix) -> Any:  # noqa: ANN401 - an array
    """Return a mask of the stored entries of a matrix in whose places another has entries, too."""
    found = np.empty(matrix.nnz, dtype=bool)
    for start in range(0, matrix.shape[0], _AT_ONCE):
        stop = min(matrix.shape[0], start + _AT_ONCE)
        table = np.zeros((stop - start, matrix.shape[1]), dtype=bool)
        here, there = (slice(m.indptr[start], m.indptr[stop]) for m in (matrix, other))
        rows, others = (
            np.repeat(np.arange(stop - start), np.diff(m.indptr[start : stop + 1])) for m in (matrix, other)
        )
        table[others, other.indices[there]] = True
        found[here] = table[rows, matrix.indices[here]]
    return found


def top(matrix: Matrix, width: int) -> Matrix:
    """Return the largest ``width`` entries of each row, above nought, *stored in that order*; ties by column."""
    longest = int(np.diff(matrix.indptr).max(initial=1))
    step = max(1, _SORTED_AT_ONCE // longest)
    parts = [
        _top(matrix, start, min(matrix.shape[0], start + step), width) for start in range(0, matrix.shape[0], step)
    ]
    lengths, data, indices = (np.concatenate(each) for each in zip(*parts, strict=True)) if parts else ((), (), ())
    indptr = np.concatenate(([0], np.cumsum(lengths))).astype(matrix.indptr.dtype)
    return Csr((data, indices, indptr), shape=matrix.shape)


def _top(matrix: Matrix, start: int, stop: int, width: int) -> tuple[Any, Any, Any]:
    """Return the lengths of some rows of :func:`top`, and their values and columns one after the other."""
    here = slice(matrix.indptr[start], matrix.indptr[stop])
    data, columns = matrix.data[here], matrix.indices[here]
    lengths = np.diff(matrix.indptr[start : stop + 1])
    least = _least(data, lengths, width) - 10**-_DIGITS
    keep = data >= np.repeat(np.maximum(least, np.nextafter(0, 1)), lengths)
    lengths = np.bincount(np.repeat(np.arange(stop - start), lengths)[keep], minlength=stop - start)
    data, columns = data[keep], columns[keep]
    # Sums that differ in their last digit only are equal.
    order = within_rows(lengths, np.round(data, _DIGITS), columns, width)
    return np.minimum(lengths, width), data[order], columns[order]


def _least(data: Any, lengths: Any, width: int) -> Any:  # noqa: ANN401 - arrays
    """Return a value for each row that its largest ``width`` are no less than, and little else; 0 for shorter rows."""
    found = np.zeros(len(lengths))
    starts, long = np.cumsum(lengths) - lengths, np.flatnonzero(lengths > width)
    # In single precision twice as fast: rounding keeps the order, and the next smaller number is below all rounded up.
    data = data.astype(np.float32)
    # Rows of like lengths together, and what is beyond a row before all of it: else looking through that takes longest.
    likes = np.frexp(lengths[long])[1]
    for like in np.unique(likes).tolist():
        rows = long[likes == like]
        table = _table(data[places_from(starts[rows], lengths[rows])], lengths[rows], -np.inf)
        last = table.shape[1] - width
        table.partition(last, axis=1)
        found[rows] = np.nextafter(table[:, last], np.float32(-np.inf))
    return found


def within_rows(lengths: Any, values: Any, columns: Any, width: int | None = None) -> Any:  # noqa: ANN401 - arrays
    """Return the places of entries, row after row, in the order of their values, largest first, and of their columns.

    ``lengths`` are those of the rows, of which each is cut to ``width``.
    """
    table = _table(columns, lengths, np.iinfo(columns.dtype).max)
    order = np.lexsort((table, _table(-values, lengths, np.inf)), axis=1)[:, :width]
    shown = np.arange(order.shape[1]) < lengths[:, None]
    found = order + (np.cumsum(lengths) - lengths)[:, None]
    return found[shown]


def _table(values: Any, lengths: Any, rest: float) -> Any:  # noqa: ANN401 - arrays
    """Return rows of different lengths, one after the other, as a table; what a row has not is ``rest``."""
    width = int(lengths.max(initial=0))
    table = np.full((len(lengths), width), rest, dtype=values.dtype)
    table[np.arange(width) < lengths[:, None]] = values
    return table


def ranks(matrix: Matrix) -> Any:  # noqa: ANN401 - an array
    """Return the position of each stored entry in its row, from 0."""
    return np.arange(matrix.nnz) - np.repeat(matrix.indptr[:-1], np.diff(matrix.indptr))


def by_rank(matrix: Matrix, damping: float) -> Matrix:
    """Return a matrix from :func:`top` with each value replaced by damping / (damping + rank)."""
    return Csr((damping / (damping + ranks(matrix)), matrix.indices, matrix.indptr), shape=matrix.shape)


def by_best(matrix: Matrix) -> Matrix:
    """Return a matrix from :func:`top` with each row divided by its first, largest value."""
    first = matrix.indptr[:-1][np.diff(matrix.indptr) > 0]
    best = np.zeros(matrix.shape[0])
    best[np.diff(matrix.indptr) > 0] = matrix.data[first]
    return scale(matrix, rows=inverse(best))


def within(matrix: Matrix, postings: Any, budget: float, *, rarer: float = 0.0) -> Matrix:  # noqa: ANN401 - an array
    """Return each row's weightiest entries, as many as their columns' postings add up to no more than the budget.

    What a row asks for is what its products cost: this keeps the work linear in the number of
    pages. The more ``rarer``, the more columns with few postings go before others of equal weight:
    for what is paid, they say more. Entries of equal weight stay or go together, so the order of columns
    does not matter; the weightiest always stay.
    """
    cost = postings[matrix.indices]
    if np.bincount(rows_of(matrix), weights=cost, minlength=1).max(initial=0) <= budget:
        return matrix
    worth = np.round(matrix.data * np.maximum(cost, 1) ** -rarer, _DIGITS)
    first = top(Csr((worth, matrix.indices, matrix.indptr), shape=matrix.shape), matrix.shape[1])
    rows = rows_of(first)
    begins = np.concatenate(([True], (rows[1:] != rows[:-1]) | (first.data[1:] != first.data[:-1])))
    group = np.cumsum(begins) - 1
    spent = np.cumsum(np.bincount(group, weights=postings[first.indices]))
    group_row = rows[begins]
    heads = np.concatenate(([True], group_row[1:] != group_row[:-1]))
    before = np.concatenate(([0.0], spent))[:-1][heads]
    affordable = heads | (spent - before[np.cumsum(heads) - 1] <= budget)
    least = np.full(matrix.shape[0], np.inf)
    np.minimum.at(least, group_row[affordable], first.data[begins][affordable])
    return kept(matrix, worth >= least[rows_of(matrix)])


def normal(matrix: Matrix) -> Matrix:
    """Return the matrix with each row divided by its Euclidean length."""
    return scale(matrix, rows=inverse(norms(matrix)))
