"""Signals from the link graph: one link away, a few links away, linked together, linking alike.

Sources: co-citation (Small 1973) and its refinement by proximity, CPA (Gipp, Beel 2009);
bibliographic coupling (Kessler 1963); the walk is a truncated personalised PageRank. Pages
with very many links (indexes) or very many inbound links (home pages) tell nothing about a
pair, and would cost most: each matrix leaves them out or cuts them.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from smo_core.graph.corpus import Corpus, Matrix
from smo_core.graph.csr import Csr
from smo_core.graph.edits import changed, spliced
from smo_core.graph.signals.wording import DAMPING, WIDTH, near
from smo_core.graph.sparse import by_best, by_rank, entries, inverse, kept, normal, ranks, rows_of, scale, top

_STEPS = 3
_GO_ON = 0.85
_WALK_WIDTH = 100
_LINKS_APART = 25
_FADING = 0.855
_STEP = 2.0**-30
_EDGES_AT_ONCE = 50_000
_MANY = 300
_NEIGHBOURS = 30


def links(corpus: Corpus) -> Matrix:
    """1 where the pages link to each other, one half where only one links to the other."""
    return _allowed(corpus, corpus.joined * 0.5)


def walk(corpus: Corpus) -> Matrix:
    """Nearness by rank on a walk of up to three links, in either direction."""
    return corpus.memory.same("walk", (corpus.edges, corpus.allowed), lambda: _walk(corpus))


def _walk(corpus: Corpus) -> Matrix:
    both = corpus.joined
    once = Csr((np.ones(both.nnz), both.indices, both.indptr), shape=both.shape)
    step = top(scale(once, rows=inverse(np.diff(both.indptr))), _WALK_WIDTH)
    total, reached, share = step * _GO_ON, step, _GO_ON
    for number in range(1, _STEPS):
        share *= _GO_ON
        reached = corpus.memory.product_top(f"walk {number}", reached, step, _WALK_WIDTH)
        total = total + reached * share
    others = _allowed(corpus, total.tocsr())
    return corpus.memory.by_rows("walked", others, lambda rows: by_rank(top(rows, WIDTH), DAMPING))


def cpa(corpus: Corpus) -> Matrix:
    """Nearness by rank of pages that the same pages link to, the nearer in the text the better."""
    return corpus.memory.same("cpa", (corpus.edges, corpus.allowed), lambda: by_rank(_cpa(corpus), DAMPING))


def _cpa(corpus: Corpus) -> Matrix:
    size, edges, allowed = len(corpus.pages), corpus.edges, corpus.allowed
    old = corpus.memory.kept.get("linked together")
    if old and old[1][0].shape[0] == size and np.array_equal(old[0][1], allowed):
        before, (together, best) = old[0][0], old[1]
        sources = changed(_by_source(edges, size), _by_source(before, size))
        come, gone = edges[sources[edges[:, 0]]], before[sources[before[:, 0]]]
        rows = np.unique(np.concatenate((come[:, 1], gone[:, 1])))
        here = together[rows] + _together(come, size)[rows] - _together(gone, size)[rows]
        here.eliminate_zeros()
        together = spliced(together, rows, here)
        best = spliced(best, rows, top(_others(together[rows], rows, allowed), WIDTH))
    else:
        together = _together(edges, size)
        best = top(_allowed(corpus, together), WIDTH)
    corpus.memory.keep("linked together", (edges, allowed), (together, best))
    return best


def _together(edges: Any, size: int) -> Matrix:  # noqa: ANN401 - an array
    """Return how near to each other two pages are linked, over all pages that link to both."""
    found = entries([], [], [], (size, size))
    # Pages by pages, some at a time: their pairs are many times as many as what comes of them.
    ends = np.flatnonzero(np.diff(edges[:, 0], append=-1)) + 1
    some = np.split(edges, ends[np.flatnonzero(np.diff(ends // _EDGES_AT_ONCE))])
    for part in some:
        found = found + _half(part, size)
    return (found + found.T).tocsr()


def _half(edges: Any, size: int) -> Matrix:  # noqa: ANN401 - an array
    """Return :func:`_together` for the links of some pages, each pair of pages once."""
    source, target, words = edges.T
    pairs, values = [np.empty((2, 0), dtype=np.int32)], [np.empty(0)]
    for lag in range(1, _LINKS_APART + 1):
        here = np.flatnonzero(source[lag:] == source[:-lag])
        if not len(here):
            break
        apart = words[here + lag] - words[here]
        pairs.append(np.stack((target[here], target[here + lag])).astype(np.int32))
        # In whole steps: what an edit adds or takes away leaves no trace of itself.
        values.append(np.round((apart + 1.0) ** -_FADING / _STEP) * _STEP)
    (a, b), value = np.concatenate(pairs, axis=1), np.concatenate(values)
    return entries(np.minimum(a, b), np.maximum(a, b), value, (size, size))


def _by_source(edges: Any, size: int) -> Matrix:  # noqa: ANN401 - an array
    """Return the links of each page as its row: targets in their order, and the words before them."""
    ends = np.searchsorted(edges[:, 0], np.arange(size + 1))
    return Csr((edges[:, 2], edges[:, 1], ends), shape=(size, size))


def cocitation(corpus: Corpus) -> Matrix:
    """Nearness by rank of pages that the same pages link to; long lists of links and popular pages count less."""
    citing = kept(corpus.links, np.repeat(np.diff(corpus.links.indptr) <= _MANY, np.diff(corpus.links.indptr)))
    citing = scale(citing, rows=inverse(np.diff(citing.indptr), 0.5))
    damped = scale(citing, cols=1 / np.log2(2 + corpus.inbound))
    found = corpus.memory.product_top("cocitation", citing.T.tocsr(), damped, WIDTH, corpus.allowed)
    return by_rank(found, DAMPING)


def coupling(corpus: Corpus) -> Matrix:
    """Nearness by rank of pages that link to the same pages; popular targets count less."""
    rare = kept(corpus.links, corpus.inbound[corpus.links.indices] <= _MANY)
    rare = normal(scale(rare, cols=inverse(corpus.inbound, 0.5)))
    found = corpus.memory.product_top("coupling", rare, rare.T.tocsr(), WIDTH, corpus.allowed)
    return by_rank(found, DAMPING)


def cf(corpus: Corpus) -> Matrix:
    """Nearness of pages that those nearest in words link to; popular targets count less. The best of a row has 1."""
    alike = near(corpus)
    alike = by_best(kept(alike, ranks(alike) < _NEIGHBOURS))
    damped = scale(corpus.links, cols=1 / np.log(2 + corpus.inbound))
    return by_best(corpus.memory.product_top("cf", alike, damped, WIDTH, corpus.allowed))


def _allowed(corpus: Corpus, matrix: Matrix) -> Matrix:
    """Return the matrix without its diagonal and without pages that may not be suggested."""
    return _others(matrix, np.arange(matrix.shape[0]), corpus.allowed)


def _others(matrix: Matrix, pages: Any, allowed: Any) -> Matrix:  # noqa: ANN401 - arrays
    """Return the rows of some pages without these pages themselves, and without those that are not allowed."""
    rows = rows_of(matrix)
    keep = pages[rows] != matrix.indices
    return kept(matrix, keep if allowed is None else keep & allowed[matrix.indices], rows)


def link_evidence(corpus: Corpus, i: int, j: int) -> tuple[str, ...]:
    """Return the directions: "out", "in" or both."""
    a, b = corpus.pages[i].key, corpus.pages[j].key
    out, into = corpus.graph.has_edge(a, b), corpus.graph.has_edge(b, a)
    return tuple(name for name, there in (("out", out), ("in", into)) if there)


def citing_evidence(corpus: Corpus, i: int, j: int) -> tuple[str, ...]:
    """Return the titles of pages that link to both, but not to everything."""
    return _titles(corpus, (corpus.citing(i) & corpus.citing(j)) - corpus.linking_most)


def cited_evidence(corpus: Corpus, i: int, j: int) -> tuple[str, ...]:
    """Return the titles of pages that both link to, and not everybody does."""
    return _titles(corpus, (corpus.cited(i) & corpus.cited(j)) - corpus.linked_most)


def cf_evidence(corpus: Corpus, i: int, j: int) -> tuple[str, ...]:
    """Return the titles of pages with similar words that link to the other, but not to everything."""
    alike = near(corpus)
    neighbours = alike.indices[alike.indptr[i] : alike.indptr[i + 1]][:_NEIGHBOURS].tolist()
    return _titles(corpus, corpus.citing(j).intersection(neighbours) - corpus.linking_most)


def _titles(corpus: Corpus, rows: set[int]) -> tuple[str, ...]:
    """Return the titles of pages that readers may be told of, the least linked (most telling) first."""
    pages, degrees = corpus.pages, corpus.degrees
    ranked = sorted((degrees[row], row) for row in rows if pages[row].facts.readable)
    return tuple(corpus.graph.nodes[pages[row].key]["title"] for _, row in ranked[:2])
