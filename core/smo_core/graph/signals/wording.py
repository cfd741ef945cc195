"""Signals from what pages say: their words, the same seen from the other side, and their titles."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from smo_core.graph.corpus import Corpus, Matrix
from smo_core.graph.sparse import (
    by_best,
    by_rank,
    changed,
    entries,
    inverse,
    normal,
    product_top,
    rows_of,
    scale,
    spliced,
    top,
    within,
)
from smo_core.graph.weights import nearness, weights
from smo_core.text import words

WIDTH = 60
DAMPING = 10
EVIDENCE = 3
# Postings that one page may ask for, and that all pages of a site may ask for together. A few
# thousand pages ask for all of their words; beyond, the work grows no faster than the site.
_PAGE_BUDGET = 80_000
_SITE_BUDGET = 500_000_000
_LEAST_BUDGET = 20_000
# Where the nearest page is no nearer than this, words say little.
_NEAR = 0.1


def near(corpus: Corpus) -> Matrix:
    """Return the pages nearest in words, nearest first, with raw scores."""
    if "near" not in corpus.__dict__:
        corpus.__dict__["near"] = _near(corpus)
    return corpus.__dict__["near"]


def _near(corpus: Corpus) -> Matrix:
    asked, given, postings = weights(corpus)[:3]
    asked = _affordable(corpus, asked, postings)
    old = corpus.memory.kept.get("near")
    corpus.memory.kept["near"] = ((asked, given, corpus.allowed), None)
    found = None
    if old and old[1].shape[0] == len(corpus.pages) and np.array_equal(old[0][2], corpus.allowed):
        found = _patched(old, asked, given, corpus.allowed)
    if found is None:
        found = product_top(asked, given.T.tocsr(), WIDTH, columns=corpus.allowed)
    corpus.memory.kept["near"] = ((asked, given, corpus.allowed), found)
    return found


def _affordable(corpus: Corpus, asked: Matrix, postings: Any) -> Matrix:  # noqa: ANN401 - an array
    """Return what the pages can afford to ask for; a row whose words became rarer or commoner has changed itself."""
    budget = _budget(corpus)
    return corpus.memory.by_rows("asked", asked, lambda rows: within(rows, postings, budget), (budget,))


def _budget(corpus: Corpus) -> float:
    """Return how many postings a page may ask for; the size counts coarsely, so that a page more changes nothing."""
    size = 2.0 ** round(math.log2(max(1, len(corpus.pages))))
    return max(_LEAST_BUDGET, min(_PAGE_BUDGET, _SITE_BUDGET / size))


def _patched(old: Any, asked: Matrix, given: Matrix, allowed: Any) -> Matrix | None:  # noqa: ANN401 - what is kept
    """Return the nearest pages after an edit, None where that touches too many pages.

    Rows of changed pages are computed anew. All others take the new scores of the changed
    pages in, and are computed anew only if a page that was not among the best may be now.
    """
    (asked_before, given_before, _), best = old
    dirty = changed(asked, asked_before) | changed(given, given_before)
    if dirty.mean() > 0.2:  # noqa: PLR2004 - then a whole run is as fast
        return None
    rows = np.flatnonzero(dirty)
    if not len(rows):
        return best
    fresh = _columns_of(asked @ given[rows].T.tocsr(), rows, dirty, allowed, best.shape)
    where = rows_of(best)
    stay = ~dirty[best.indices] & ~dirty[where]
    merged = entries(
        np.concatenate((where[stay], rows_of(fresh))),
        np.concatenate((best.indices[stay], fresh.indices)),
        np.concatenate((best.data[stay], fresh.data)),
        best.shape,
    )
    merged = top(merged, WIDTH)
    again = np.flatnonzero(dirty | ~_settled(best, merged))
    return spliced(merged, again, product_top(asked, given.T.tocsr(), WIDTH, again, allowed))


def _columns_of(products: Matrix, columns: Any, dirty: Any, allowed: Any, shape: tuple[int, int]) -> Matrix:  # noqa: ANN401 - arrays
    """Return products with a few pages as entries of the whole matrix, without the rows of those pages."""
    rows, cols = rows_of(products), columns[products.indices]
    keep = (products.data > 0) & ~dirty[rows]
    if allowed is not None:
        keep &= allowed[cols]
    return entries(rows[keep], cols[keep], products.data[keep], shape)


def _settled(before: Matrix, after: Matrix) -> Any:  # noqa: ANN401 - an array
    """Return a mask of the rows where no page beyond the best of before can be among the best of after.

    Those beyond are no better than the last of a full row was, and at equality stand behind it.
    """
    full = np.diff(before.indptr) >= WIDTH
    still = np.diff(after.indptr) >= WIDTH
    last_before, last_after = before.indptr[1:][full & still] - 1, after.indptr[1:][full & still] - 1
    better = after.data[last_after] > before.data[last_before]
    same = (after.data[last_after] == before.data[last_before]) & (
        after.indices[last_after] <= before.indices[last_before]
    )
    settled = ~full
    settled[full & still] = better | same
    return settled


def text(corpus: Corpus) -> Matrix:
    """Similarity of words, by field and rarity; each row's nearest page has 1, less if it is far all the same."""
    found = near(corpus)
    cosine = nearness(found, weights(corpus).lengths)
    best = np.zeros(found.shape[0])
    np.maximum.at(best, rows_of(found), cosine)
    return scale(by_best(found), rows=np.minimum(1.0, best / _NEAR))


def reverse(corpus: Corpus) -> Matrix:
    """Nearness by rank of this page among those nearest in words to the other."""
    return top(_backwards(by_rank(near(corpus), DAMPING), corpus.allowed), WIDTH)


def _backwards(matrix: Matrix, allowed: Any) -> Matrix:  # noqa: ANN401 - an array
    turned = matrix.T.tocsr()
    return turned if allowed is None else scale(turned, cols=allowed.astype(float))


def title(corpus: Corpus) -> Matrix:
    """Cosine of the words of the titles, rare words counting more."""
    used = [sorted(set(words(page.facts.title))) for page in corpus.pages]
    names = {word: i for i, word in enumerate(sorted(set().union(*used)))}
    rows = np.repeat(np.arange(len(used)), [len(u) for u in used])
    columns = np.array([names[word] for u in used for word in u], dtype=np.int32)
    held = entries(rows, columns, np.ones(len(rows)), (len(used), len(names)))
    postings = np.bincount(held.indices, minlength=len(names)).astype(float)
    held = normal(scale(held, cols=np.log1p(len(used) * inverse(postings))))
    return corpus.memory.product_top(
        "title", within(held, postings, _budget(corpus)), held.T.tocsr(), WIDTH, corpus.allowed
    )
