"""Products of sparse matrices: the best of each row, or chosen pairs alone; some rows at a time, on two threads."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from smo_core.graph.csr import Csr, places_from
from smo_core.graph.edits import stacked
from smo_core.graph.sparse import Matrix, rows_of, top

# Rows that are worked on at once, and terms of a product: more only take more memory.
_AT_ONCE = 512
_TERMS_AT_ONCE = 1_000_000
_WORTH_THREADS = 4_000
# Rows whose pairs are multiplied at once: what they have to look at stays in the processor's cache.
_PAIRS_AT_ONCE = 16
# With fewer pairs in a row than this, looking at them one by one is faster.
_FEW_PAIRS = 12
_SCATTERED_AT_ONCE = 10_000
# With pairs for more than this share of all, multiplying with all is faster than picking them.
_NEARLY_ALL = 0.3


def product_top(left: Matrix, right: Matrix, width: int, rows: Any = None, columns: Any = None) -> Matrix:  # noqa: ANN401 - arrays
    """Return :func:`top` of ``left @ right`` without its diagonal, a few hundred rows at a time.

    Only the given rows, all if there are none given; only columns that a mask allows.
    """

    def block(these: Any) -> Matrix:  # noqa: ANN401 - an array
        return top(_others(left[these] @ right, these, columns), width)

    rows = np.arange(left.shape[0]) if rows is None else rows
    terms = np.concatenate(([0], np.cumsum(np.diff(right.indptr)[left.indices], dtype=np.int64)))
    return blocks(block, rows, right.shape[1], terms[left.indptr[rows + 1]] - terms[left.indptr[rows]])


def products(left: Matrix, right: Matrix, pairs: Matrix) -> Matrix:
    """Return ``left @ right.T`` at the places of ``pairs`` alone, whose columns are rows of ``right`` with entries."""
    counts = np.diff(pairs.indptr)
    if pairs.nnz > _NEARLY_ALL * np.count_nonzero(counts) * right.shape[0]:
        return _with_all(left, right, pairs)
    found = np.empty(pairs.nnz)
    dense = np.zeros(left.shape[1])
    many = np.flatnonzero(counts >= _FEW_PAIRS)
    for start in range(0, len(many), _PAIRS_AT_ONCE):
        some = many[start : start + _PAIRS_AT_ONCE]
        held = right[pairs.indices[places_from(pairs.indptr[some], counts[some])]]
        first = 0
        for row in some.tolist():
            last = first + counts[row]
            own = slice(left.indptr[row], left.indptr[row + 1])
            dense[left.indices[own]] = left.data[own]
            begin, end = held.indptr[first], held.indptr[last]
            terms = dense.take(held.indices[begin:end])
            terms *= held.data[begin:end]
            here = slice(pairs.indptr[row], pairs.indptr[row + 1])
            found[here] = np.add.reduceat(terms, held.indptr[first:last] - begin)
            dense[left.indices[own]] = 0
            first = last
    rows = rows_of(pairs)
    few = counts[rows] < _FEW_PAIRS
    found[few] = _scattered(left, right, rows[few], pairs.indices[few])
    return Csr((found, pairs.indices, pairs.indptr), shape=pairs.shape)


def _with_all(left: Matrix, right: Matrix, pairs: Matrix) -> Matrix:
    """Return :func:`products` for most of all pairs: those that nobody asked for are made too."""
    found, dense, sums = np.empty(pairs.nnz), np.zeros(left.shape[1]), np.zeros(right.shape[0])
    filled = np.flatnonzero(np.diff(right.indptr))
    starts = right.indptr[filled]
    for row in range(pairs.shape[0]):
        these = slice(pairs.indptr[row], pairs.indptr[row + 1])
        if these.start < these.stop:
            own = slice(left.indptr[row], left.indptr[row + 1])
            dense[left.indices[own]] = left.data[own]
            terms = dense.take(right.indices)
            terms *= right.data
            sums[filled] = np.add.reduceat(terms, starts)
            found[these] = sums[pairs.indices[these]]
            dense[left.indices[own]] = 0
    return Csr((found, pairs.indices, pairs.indptr), shape=pairs.shape)


def _scattered(left: Matrix, right: Matrix, rows: Any, columns: Any) -> Any:  # noqa: ANN401 - arrays
    """Return the products of single pairs of rows: none waits for others of its row."""
    found = np.empty(len(rows))
    for start in range(0, len(rows), _SCATTERED_AT_ONCE):
        some = slice(start, start + _SCATTERED_AT_ONCE)
        theirs = right[columns[some]]
        # Products of numbers of single precision would be of single precision, too.
        theirs.data = theirs.data.astype(float, copy=False)
        found[some] = left[rows[some]].products_by_row(theirs)
    return found


def _others(products: Matrix, rows: Any, columns: Any) -> Matrix:  # noqa: ANN401 - arrays
    """Return the products, nought for those of a page with itself and in columns that a mask does not allow."""
    products.data[np.repeat(rows, np.diff(products.indptr)) == products.indices] = 0
    if columns is not None and not columns.all():
        products.data[~columns[products.indices]] = 0
    return products


def blocks(block: Callable[[Any], Matrix], rows: Any, columns: int, terms: Any = None) -> Matrix:  # noqa: ANN401 - arrays
    """Return what ``block`` makes of a few hundred rows at a time; on two threads where that pays, equal anyway.

    ``terms`` say how much each row takes where that can be much.
    """
    begins = np.arange(0, len(rows), _AT_ONCE)
    if terms is not None:
        begins = np.union1d(begins, np.flatnonzero(np.diff(np.cumsum(terms) // _TERMS_AT_ONCE)) + 1)
    parts = np.split(rows, begins[1:]) if len(rows) else []
    if len(rows) < _WORTH_THREADS or (os.cpu_count() or 1) == 1:
        done = [block(part) for part in parts]
    else:
        with ThreadPoolExecutor(2) as pool:
            done = list(pool.map(block, parts))
    return stacked(done, columns)
