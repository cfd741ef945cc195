"""All signals added up: for each page the pages with the largest weighted sums, best first.

Then what no sum of pairs can know: near-copies make room for something else, and no page
stands in more lists than its share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from smo_core.graph.corpus import Corpus, Matrix
from smo_core.graph.csr import Csr
from smo_core.graph.edits import changed, spliced
from smo_core.graph.products import blocks
from smo_core.graph.signals import Signal
from smo_core.graph.sparse import entries, kept, ranks, rows_of, top, within_rows
from smo_core.graph.weights import nearness, weights

_DIGITS = 6
# Pages whose words are this near are taken for copies of each other; a list shows two of them.
_COPY = 0.95
_COPIES = 2
# What a score loses when the page's number of lists doubles, counted in lists of five.
_FAVOUR = 0.015
_LIST = 5
# A page may stand in this share of the lists; on a small site in these many, and twice as many as it would if all
# stood in equally many.
_SHARE = 0.05
_LISTS_AT_LEAST = 10
_EVEN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One signal of one corpus: its matrix, and its weight divided by the sum of all weights."""

    signal: Signal
    weight: float
    matrix: Matrix


def fuse(corpus: Corpus, parts: Sequence[Part], width: int, factors: Any, linked: Matrix | None) -> Matrix:  # noqa: ANN401 - an array
    """Return each page's best ``width`` others, best first, with their scores.

    ``factors`` multiply the columns; pairs stored in ``linked`` are left out. After an edit
    only the rows are added up in which a signal changed, or the factor of a page that one proposes.
    """
    memory = corpus.memory
    facts = (
        width,
        tuple((part.signal.name, part.weight) for part in parts),
        _stored(linked),
        [page.facts.section for page in corpus.pages],
    )
    matrices = tuple(part.matrix for part in parts)
    old, same = memory.kept.get("fusion"), memory.same("fusion facts", facts, object)

    def added(rows: Any) -> Matrix:  # noqa: ANN401 - an array
        return blocks(lambda these: top(_added(corpus, parts, these, factors, linked), width), rows, len(corpus.pages))

    if old and old[0][0] is same:
        dirty = np.logical_or.reduce([changed(new, was) for new, was in zip(matrices, old[0][1], strict=True)])
        if (moved := factors != old[0][2]).any():
            for matrix in matrices:
                dirty[rows_of(matrix)[moved[matrix.indices]]] = True
        rows = np.flatnonzero(dirty)
        found = spliced(old[1], rows, added(rows))
    else:
        found = added(np.arange(len(corpus.pages)))
    memory.keep("fusion", (same, matrices, factors), found)
    return found


def _stored(matrix: Matrix | None) -> tuple[Any, ...]:
    return () if matrix is None else (matrix.indptr, matrix.indices)


def _added(corpus: Corpus, parts: Sequence[Part], rows: Any, factors: Any, linked: Matrix | None) -> Matrix:  # noqa: ANN401 - arrays
    size = len(corpus.pages)
    pieces = [(part, part.matrix[rows]) for part in parts]
    total = entries(
        np.concatenate([rows_of(piece) for _, piece in pieces]),
        np.concatenate([piece.indices for _, piece in pieces]),
        np.concatenate([piece.data * (0 if part.signal.pairs else part.weight) for part, piece in pieces]),
        (len(rows), size),
    )
    where = rows_of(total)
    for part in parts:
        if part.signal.pairs:
            total.data += part.weight * part.signal.pairs(corpus, rows[where], total.indices)
    total.data *= factors[total.indices]
    total.data = np.round(total.data, _DIGITS)
    if linked is None:
        return total
    known = np.repeat(np.arange(len(rows), dtype=np.int64), np.diff(linked.indptr)[rows]) * size
    known += linked[rows].indices
    return kept(total, ~np.isin(where.astype(np.int64) * size + total.indices, known), where)


def copies(corpus: Corpus, near: Matrix) -> Any:  # noqa: ANN401 - an array
    """Return for each page the first page of its group of near-copies: pages with nearly the same words."""
    return grouped(kept(near, nearness(near, weights(corpus).lengths) >= _COPY))


def grouped(pairs: Matrix) -> Any:  # noqa: ANN401 - an array
    """Return for each row the first row that it is connected with, by pairs in either direction."""
    # The function of scipy for this takes longer to load than a site's pages take to be grouped.
    one, other = rows_of(pairs), pairs.indices
    first = np.arange(pairs.shape[0])
    while True:
        least, before = np.minimum(first[one], first[other]), first.copy()
        np.minimum.at(first, one, least)
        np.minimum.at(first, other, least)
        first = first[first]
        if np.array_equal(first, before):
            return first


def arrange(found: Matrix, groups: Any, count: int) -> Matrix:  # noqa: ANN401 - an array
    """Return the lists in the order in which they are shown: near-copies behind, no page in too many lists."""
    found = _evened(found)
    if groups is not None:
        found = _apart(found, groups)
    limit = max(_LISTS_AT_LEAST, _EVEN * count, int(found.shape[0] * _SHARE))
    while True:
        rows = rows_of(found)
        shown = np.flatnonzero(ranks(found) < count)
        columns = found.indices[shown]
        often = shown[np.bincount(columns)[columns] > limit]
        if not len(often):
            return found
        # A page keeps the lists in which it scores best.
        often = often[np.lexsort((rows[often], -found.data[often], found.indices[often]))]
        columns = found.indices[often]
        first = np.flatnonzero(np.concatenate(([True], columns[1:] != columns[:-1])))
        place = np.arange(len(often)) - np.repeat(first, np.diff(np.append(first, len(often))))
        keep = np.ones(found.nnz, dtype=bool)
        keep[often[place >= limit]] = False
        found = kept(found, keep, rows)


def _evened(found: Matrix) -> Matrix:
    """Return the rows ordered anew, pages that stand in many lists behind equally near ones that stand in few.

    How many is taken coarsely, so that a page more or less does not reshuffle the lists.
    """
    times = np.bincount(found.indices[ranks(found) < _LIST], minlength=found.shape[1])
    lost = _FAVOUR * np.round(2 * np.log2(1 + times / _LIST)) / 2
    # In whole steps of the scores: two that are equal for readers stay in the order of their keys.
    standing = np.round(found.data - lost[found.indices], _DIGITS)
    order = within_rows(np.diff(found.indptr), standing, found.indices)
    return Csr((found.data[order], found.indices[order], found.indptr), shape=found.shape)


def _apart(found: Matrix, groups: Any) -> Matrix:  # noqa: ANN401 - an array
    """Return each row with the third and further of a group of near-copies behind all others."""
    rows, group = rows_of(found), groups[found.indices]
    if np.bincount(groups).max(initial=0) <= _COPIES:
        return found
    by_group = np.lexsort((ranks(found), group, rows))
    pair = np.stack((rows[by_group], group[by_group]))
    first = np.flatnonzero(np.concatenate(([True], (pair[:, 1:] != pair[:, :-1]).any(axis=0))))
    place = np.empty(found.nnz, dtype=np.int64)
    place[by_group] = np.arange(found.nnz) - np.repeat(first, np.diff(np.append(first, found.nnz)))
    order = np.lexsort((ranks(found), place >= _COPIES, rows))
    return Csr((found.data[order], found.indices[order], found.indptr), shape=found.shape)
