"""Signals from what pages say: their words, the same seen from the other side, and their titles."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from smo_core.graph.corpus import Corpus, Matrix
from smo_core.graph.edits import changed, spliced, stacked, taken_over
from smo_core.graph.memory import Memory
from smo_core.graph.products import blocks, product_top, products
from smo_core.graph.sparse import by_best, by_rank, entries, inverse, kept, normal, rows_of, scale, top, within
from smo_core.graph.weights import nearness, weights
from smo_core.text import words

WIDTH = 60
DAMPING = 10
EVIDENCE = 3
# So many pages are compared word by word with each page: those that share most of its heaviest words, of
# which it takes as many as have this many postings. On large sites the number grows with the root of the pages.
_CANDIDATES = 90
_BUDGET = 5_000
_BUDGET_OF = 4_096
_RARER = 0.25
# What titles may ask for is more: they are short.
_TITLE_BUDGET = 20_000
# Where the nearest page is no nearer than this, words say little.
_NEAR = 0.1


def near(corpus: Corpus) -> Matrix:
    """Return the pages nearest in words, nearest first, with raw scores."""
    if "near" not in corpus.__dict__:
        corpus.__dict__["near"] = _near(corpus)
    return corpus.__dict__["near"]


def _near(corpus: Corpus) -> Matrix:
    asked, given, postings = weights(corpus)[:3]
    found = _candidates(corpus, _affordable(corpus, asked, postings), given)
    exact = _exact(corpus.memory, "exact", asked, given, found)
    return corpus.memory.by_rows("near", exact, lambda rows: top(rows, WIDTH))


def _exact(memory: Memory, name: str, asked: Matrix, given: Matrix, pairs: Matrix) -> Matrix:
    """Return the pairs with what all of their words say; after an edit only changed pages are compared again."""
    old = memory.kept.get(name)
    if old and old[1].shape == pairs.shape:
        made = _compared_again(asked, given, pairs, *old)
    else:
        made = _compared(asked, given, pairs)
    memory.keep(name, (asked, given), made)
    return made


def _compared(asked: Matrix, given: Matrix, pairs: Matrix) -> Matrix:
    """Return the pairs with what all of their words say."""

    def block(these: Any) -> Matrix:  # noqa: ANN401 - an array
        return products(asked[these], given, pairs[these])

    return blocks(block, np.arange(pairs.shape[0]), pairs.shape[1])


def _compared_again(
    asked: Matrix, given: Matrix, pairs: Matrix, made_of: tuple[Matrix, Matrix], made: Matrix
) -> Matrix:
    """Return :func:`_compared`, with the pairs of pages that did not change as they were made."""
    pairs, moved = taken_over(pairs, made)
    moved |= changed(asked, made_of[0])
    rows = rows_of(pairs)
    again = moved[rows] | changed(given, made_of[1])[pairs.indices]
    if again.any():
        pairs.data[again] = _compared(asked, given, kept(pairs, again, rows)).data
    return pairs


def _candidates(corpus: Corpus, asked: Matrix, given: Matrix) -> Matrix:
    """Return the pages that share most of what each page asks for, most first."""
    old = corpus.memory.kept.get("candidates")
    found = None
    if old and old[1].shape[0] == len(corpus.pages) and np.array_equal(old[0][2], corpus.allowed):
        found = _patched(old, asked, given, corpus.allowed)
    if found is None:
        found = product_top(asked, given.T.tocsr(), _CANDIDATES, columns=corpus.allowed)
    corpus.memory.keep("candidates", (asked, given, corpus.allowed), found)
    return found


def _affordable(corpus: Corpus, asked: Matrix, postings: Any) -> Matrix:  # noqa: ANN401 - an array
    """Return the heaviest words of each page; a row whose words became rarer or commoner has changed itself."""
    # The size counts coarsely, so that a page more changes nothing.
    size = 2.0 ** round(math.log2(max(1, len(corpus.pages))))
    budget = _BUDGET * math.sqrt(max(1.0, size / _BUDGET_OF))
    return corpus.memory.by_rows("asked", asked, lambda rows: within(rows, postings, budget, rarer=_RARER), (budget,))


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
    fresh = _columns_of(asked @ given[rows].T.tocsr(), rows, dirty, allowed, best)
    where = rows_of(best)
    # The others have no changed page among their best, and none that could be.
    touched = np.bincount(where[dirty[best.indices]], minlength=len(dirty)) + np.diff(fresh.indptr) > 0
    touched = np.flatnonzero(touched & ~dirty)
    stay = kept(best, ~dirty[best.indices], where)[touched]
    merged = top((stay + fresh[touched]).tocsr(), _CANDIDATES)
    settled = _settled(best[touched], merged)
    again = np.concatenate((rows, touched[~settled]))
    found = product_top(asked, given.T.tocsr(), _CANDIDATES, again, allowed)
    return spliced(best, np.concatenate((again, touched[settled])), stacked([found, merged[settled]], best.shape[1]))


def _columns_of(products: Matrix, columns: Any, dirty: Any, allowed: Any, best: Matrix) -> Matrix:  # noqa: ANN401 - arrays
    """Return products with a few pages as entries of the whole matrix: those that can be among the best.

    Rows of the changed pages themselves are left out.
    """
    rows, cols = rows_of(products), columns[products.indices]
    least = np.zeros(best.shape[0])
    full = np.diff(best.indptr) >= _CANDIDATES
    least[full] = best.data[best.indptr[1:][full] - 1]
    keep = (products.data > 0) & (products.data >= least[rows]) & ~dirty[rows]
    if allowed is not None:
        keep &= allowed[cols]
    return entries(rows[keep], cols[keep], products.data[keep], best.shape)


def _settled(before: Matrix, after: Matrix) -> Any:  # noqa: ANN401 - an array
    """Return a mask of the rows where no page beyond the best of before can be among the best of after.

    Those beyond are no better than the last of a full row was, and at equality stand behind it.
    """
    full = np.diff(before.indptr) >= _CANDIDATES
    still = np.diff(after.indptr) >= _CANDIDATES
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
    return scale(by_best(found), rows=_telling(corpus, found))


def tfidf(corpus: Corpus) -> Matrix:
    """Cosine of TF-IDF of the bodies' words as they are written and counted, of the pages nearest in words.

    Each row's largest has 1, less where words say little.
    """
    table, alike = weights(corpus).plain, near(corpus)
    pairs = kept(alike, np.diff(table.indptr)[alike.indices] > 0)
    exact = _exact(corpus.memory, "tfidf", table, table, pairs)
    return scale(exact, rows=inverse(_largest(exact, exact.data)) * _telling(corpus, alike))


def _telling(corpus: Corpus, found: Matrix) -> Any:  # noqa: ANN401 - an array
    """Return for each page how much words say: 1, less where the nearest is far all the same."""
    return np.minimum(1.0, _largest(found, nearness(found, weights(corpus).lengths)) / _NEAR)


def _largest(matrix: Matrix, values: Any) -> Any:  # noqa: ANN401 - arrays
    """Return for each row the largest of the values of its entries, nought where it has none."""
    best = np.zeros(matrix.shape[0])
    np.maximum.at(best, rows_of(matrix), values)
    return best


def reverse(corpus: Corpus) -> Matrix:
    """Nearness by rank of this page among those nearest in words to the other."""
    return top(_backwards(by_rank(near(corpus), DAMPING), corpus.allowed), WIDTH)


def _backwards(matrix: Matrix, allowed: Any) -> Matrix:  # noqa: ANN401 - an array
    turned = matrix.T.tocsr()
    return turned if allowed is None else scale(turned, cols=allowed.astype(float))


def title(corpus: Corpus) -> Matrix:
    """Cosine of the words of the titles, rare words counting more."""
    titles = [page.facts.title for page in corpus.pages]
    held, asked = corpus.memory.same("titles", (titles,), lambda: _titles(titles, corpus.root))
    return corpus.memory.product_top("title", asked, held.T.tocsr(), WIDTH, corpus.allowed)


def _titles(titles: Sequence[str], root: Callable[[str], str]) -> tuple[Matrix, Matrix]:
    """Return title × word, and what of it each title asks for."""
    used = [sorted(set(words(title, root))) for title in titles]
    names = {word: i for i, word in enumerate(sorted(set().union(*used)))}
    rows = np.repeat(np.arange(len(used)), [len(u) for u in used])
    columns = np.array([names[word] for u in used for word in u], dtype=np.int32)
    held = entries(rows, columns, np.ones(len(rows)), (len(used), len(names)))
    postings = np.bincount(held.indices, minlength=len(names)).astype(float)
    held = normal(scale(held, cols=np.log1p(len(used) * inverse(postings))))
    return held, within(held, postings, _TITLE_BUDGET)
