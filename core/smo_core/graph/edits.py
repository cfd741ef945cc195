"""What an edit changes in a sparse matrix: which rows are others, and the matrix with those alone made anew."""

from __future__ import annotations

from typing import Any

import numpy as np

from smo_core.graph.csr import Csr
from smo_core.graph.sparse import Matrix, rows_of

# With more stretches than this share of the rows, rows are picked one by one.
_SCATTERED = 1 / 16


def changed(new: Matrix, old: Matrix) -> Any:  # noqa: ANN401 - an array
    """Return a mask of the rows that differ between two matrices with equally many rows."""
    if new is old:
        return np.zeros(new.shape[0], dtype=bool)
    differ = np.diff(new.indptr) != np.diff(old.indptr)
    # Between rows of other lengths, stretches are compared as they lie: most often few rows are others.
    ends = [*np.flatnonzero(differ).tolist(), new.shape[0]]
    for start, stop in zip([0, *(end + 1 for end in ends[:-1])], ends, strict=True):
        here, there = (slice(m.indptr[start], m.indptr[stop]) for m in (new, old))
        places = np.flatnonzero((new.indices[here] != old.indices[there]) | (new.data[here] != old.data[there]))
        differ[np.searchsorted(new.indptr, places + here.start, side="right") - 1] = True
    return differ


def taken_over(matrix: Matrix, old: Matrix) -> tuple[Matrix, Any]:
    """Return the matrix with the values of the other, and a mask of the rows that had to keep their own.

    A row takes values over where both store the same columns in the same order.
    """
    length = np.diff(matrix.indptr)
    alike = length == np.diff(old.indptr)
    here, there = (np.repeat(alike, np.diff(m.indptr)) for m in (matrix, old))
    differs = matrix.indices[here] != old.indices[there]
    own = ~alike | (np.bincount(rows_of(matrix)[here][differs], minlength=matrix.shape[0]) > 0)
    data = matrix.data.copy()
    data[np.repeat(~own, length)] = old.data[np.repeat(~own, np.diff(old.indptr))]
    return Csr((data, matrix.indices, matrix.indptr), shape=matrix.shape), own


def spliced(old: Matrix, rows: Any, fresh: Matrix) -> Matrix:  # noqa: ANN401 - an array
    """Return a matrix with some of its rows replaced."""
    source = np.arange(old.shape[0])
    source[rows] = old.shape[0] + np.arange(len(rows))
    return reordered(old, fresh, source)


def stacked(matrices: list[Matrix], columns: int) -> Matrix:
    """Return matrices with equally many columns one below the other; none give none."""
    if len(matrices) == 1:
        return matrices[0]
    data, indices = (
        np.concatenate([getattr(m, name) for m in matrices]) if matrices else np.empty(0)
        for name in ("data", "indices")
    )
    lengths = [np.diff(m.indptr) for m in matrices]
    indptr = np.concatenate(([0], np.cumsum(np.concatenate(lengths) if lengths else np.empty(0, np.int64))))
    return Csr((data, indices, indptr), shape=(sum(m.shape[0] for m in matrices), columns))


def reordered(old: Matrix, fresh: Matrix, source: Any) -> Matrix:  # noqa: ANN401 - an array
    """Return a matrix of rows of two others: those of ``fresh`` are counted on from the last of ``old``."""
    if not fresh.shape[0] and np.array_equal(source, np.arange(old.shape[0])):
        return old
    if not old.shape[0]:
        return fresh[source]
    size = old.shape[0]
    new = source >= size
    ends = np.append(np.flatnonzero((np.diff(source) != 1) | (new[1:] != new[:-1])) + 1, len(source))
    if len(ends) > len(source) * _SCATTERED:
        return stacked([old, fresh], fresh.shape[1])[source]
    # After an edit nearly all rows stand as they stood: stretches of them are copied as they lie.
    parts = []
    for start, end in zip([0, *ends[:-1].tolist()], ends.tolist(), strict=True):
        matrix, first = (fresh, source[start] - size) if new[start] else (old, source[start])
        bounds = matrix.indptr[first : first + end - start + 1]
        here = slice(bounds[0], bounds[-1])
        parts.append((matrix.data[here], matrix.indices[here], np.diff(bounds)))
    data, indices, lengths = (np.concatenate(each) for each in zip(*parts, strict=True))
    return Csr((data, indices, np.concatenate(([0], np.cumsum(lengths)))), shape=(len(source), fresh.shape[1]))


def widened(matrix: Matrix, columns: int) -> Matrix:
    """Return the matrix with more columns, which are empty."""
    return Csr((matrix.data, matrix.indices, matrix.indptr), shape=(matrix.shape[0], columns))
