"""The signal of names: a page's text speaks of another by its title, or by the name in it."""

from __future__ import annotations

import numpy as np

from smo_core.graph.corpus import Corpus, Matrix
from smo_core.graph.csr import Csr
from smo_core.graph.phrases import fold, names_of
from smo_core.graph.signals.wording import DAMPING, WIDTH
from smo_core.graph.sparse import by_rank, entries, inverse, kept, rows_of, scale, top
from smo_core.graph.weights import texts_of

# A name with more owners names nobody.
_OWNERS_AT_MOST = 5
_BACK = 0.5
# A page that is named on more pages than this is a word of the language of the site.
_MANY = 2_000


def mentions(corpus: Corpus) -> Matrix:
    """Nearness by rank of pages whose names stand in this page's text; half as much where it is the other way."""
    named = _named(corpus)
    both = (named + named.T * _BACK).tocsr()
    rows = rows_of(both)
    keep = rows != both.indices
    keep = keep if corpus.allowed is None else keep & corpus.allowed[both.indices]
    return by_rank(top(kept(both, keep, rows), WIDTH), DAMPING)


def _named(corpus: Corpus) -> Matrix:
    """Return page × page: how much the row's text names the column, rare names counting more."""
    texts = texts_of(corpus)
    held, owners, size = texts.named, texts.owners, len(corpus.pages)
    on_pages = np.bincount(held.indices, minlength=held.shape[1])
    numbers = np.array([texts.numbers[name] for name in owners], dtype=np.int64)
    counts = np.array([len(keys) for keys in owners.values()], dtype=np.int64)
    telling = np.zeros(held.shape[1])
    telling[numbers] = np.log1p(size * inverse(on_pages[numbers])) / np.sqrt(counts)
    telling[numbers[(counts > _OWNERS_AT_MOST) | (on_pages[numbers] > _MANY)]] = 0
    scaled = Csr((np.sqrt(held.data), held.indices, held.indptr), shape=held.shape)
    scaled = scale(scaled, cols=telling)
    who = np.array([corpus.index[key] for keys in owners.values() for key in keys], dtype=np.int32)
    owned = entries(np.repeat(numbers, counts), who, np.ones(len(who)), (held.shape[1], size))
    return (kept(scaled, scaled.data > 0) @ owned).tocsr()


def mention_evidence(corpus: Corpus, i: int, j: int) -> tuple[str, ...]:
    """Return "out" where this page's text names the other, else "in"; then the name as its owner writes it."""
    texts = texts_of(corpus)
    for direction, reader, owner in (("out", i, j), ("in", j, i)):
        said = texts.named.indices[texts.named.indptr[reader] : texts.named.indptr[reader + 1]]
        for name in names_of(corpus.pages[owner]):
            if (number := texts.numbers.get(fold(name))) is not None and number in said:
                return direction, name
    return ()
