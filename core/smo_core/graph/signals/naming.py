"""The signal of names: a page's text speaks of another by its title, or by the name in it."""

from __future__ import annotations

import numpy as np

from smo_core.graph.corpus import Corpus, Matrix
from smo_core.graph.named import fold
from smo_core.graph.phrases import names_of
from smo_core.graph.signals.wording import DAMPING, WIDTH
from smo_core.graph.sparse import by_rank, entries, inverse, kept, rows_of, scale, top
from smo_core.graph.weights import weights

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
    named = corpus.memory.named
    named.read(corpus.pages, lambda name: _having(corpus, name))
    owners = named.owners
    # Reasons may be asked for after the next run.
    corpus.__dict__["named"] = named.counts
    found = [named.counts[page.key] for page in corpus.pages]
    column = {phrase: i for i, phrase in enumerate(owners)}
    size = len(corpus.pages)
    known = [[(column[p], times) for p, times in counts.items() if p in column] for counts in found]
    rows = np.repeat(np.arange(size), [len(each) for each in known])
    pairs = np.array([pair for each in known for pair in each], dtype=np.int32).reshape(-1, 2)
    held = entries(rows, pairs[:, 0], np.sqrt(pairs[:, 1]), (size, len(owners)))
    on_pages = np.bincount(held.indices, minlength=len(owners))
    numbers = np.array([len(keys) for keys in owners.values()], dtype=float)
    telling = np.log1p(size * inverse(on_pages)) * (numbers <= _OWNERS_AT_MOST) * (on_pages <= _MANY)
    telling /= np.sqrt(np.maximum(numbers, 1))
    who = np.array([corpus.index[key] for keys in owners.values() for key in keys], dtype=np.int32)
    owned = entries(np.repeat(np.arange(len(owners)), numbers.astype(int)), who, np.ones(len(who)), (len(owners), size))
    return (kept(scaled := scale(held, cols=telling), scaled.data > 0) @ owned).tocsr()


def _having(corpus: Corpus, name: str) -> list[str]:
    """Return the keys of the pages that have all words of a name, as far as words tell."""
    counts = weights(corpus).counts
    left = np.ones(len(corpus.pages), dtype=bool)
    for word in name.split():
        column = corpus.memory.lexicon.column.get(word)
        # Single letters are in no lexicon.
        if column is not None and len(word) > 1:
            left &= np.bincount(rows_of(counts)[counts.indices == column], minlength=len(left)) > 0
    return [corpus.pages[i].key for i in np.flatnonzero(left)]


def mention_evidence(corpus: Corpus, i: int, j: int) -> tuple[str, ...]:
    """Return "out" where this page's text names the other, else "in"; then the name as its owner writes it."""
    for direction, reader, owner in (("out", i, j), ("in", j, i)):
        counts = corpus.__dict__["named"][corpus.pages[reader].key]
        for name in names_of(corpus.pages[owner]):
            if fold(name) in counts:
                return direction, name
    return ()
