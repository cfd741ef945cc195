"""Pages as rows of word weights (BM25F: Robertson, Zaragoza 2009).

Everything that depends on the site as a whole is a coarse figure, so that an edit of one page
leaves the weights of nearly all words on all other pages *exactly* as they were: on how many
pages a word stands, and how many pages there are, is rounded to half powers of two; the mean
length of a field to quarter powers. Weights are whole multiples of a small step, so that their
products add up to the same sum in any order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy.sparse import csr_array, vstack

from smo_core.graph.fields import FIELDS
from smo_core.graph.lexicon import Bag
from smo_core.graph.sparse import Matrix, entries, inverse, kept, norms, rows_of, scale, spliced, widened

if TYPE_CHECKING:
    from smo_core.graph.corpus import Corpus

_SATURATION = 0.6
_LONG_PAGES = 0.7
_ASKED_STEP = 2.0**-8
_GIVEN_STEP = 2.0**-16


class Weights(NamedTuple):
    """Page × word: what a page asks for, what it gives when asked, on how many pages a word stands, row lengths."""

    asked: Matrix
    given: Matrix
    postings: Any
    lengths: Any
    counts: Matrix


def weights(corpus: Corpus) -> Weights:
    """Return the weights of all words that stand on more than one page."""
    if "weights" not in corpus.__dict__:
        corpus.__dict__["weights"] = _weigh(corpus)
    found: Weights = corpus.__dict__["weights"]
    return found


def _weigh(corpus: Corpus) -> Weights:
    counts = _counts(corpus)
    pages = np.bincount(counts.indices, minlength=counts.shape[1]).astype(float)
    common, size = _coarse(pages, 2), _coarse(np.array([len(corpus.pages)]), 2)
    rarity = np.sqrt(np.log1p((np.maximum(size - common, 0) + 0.5) / (common + 0.5)))
    rarity[pages < 2] = 0  # noqa: PLR2004 - a word of one page relates it to no other
    asked = _stepped(scale(counts, cols=rarity), _ASKED_STEP)
    asked = kept(asked, asked.data > 0)
    lengths = norms(asked)
    given = _stepped(scale(asked, rows=inverse(lengths, _LONG_PAGES)), _GIVEN_STEP)
    return Weights(asked, given, common, lengths, counts)


def _counts(corpus: Corpus) -> Matrix:
    """Return page × word: how often, by field and length of field, saturated. Unchanged pages keep their rows."""
    bags = corpus.memory.bags(corpus.pages)
    lengths = np.array([bag.lengths for bag in bags], dtype=float).reshape(-1, len(FIELDS))
    mean = _coarse(lengths.mean(axis=0), 4)
    columns = len(corpus.memory.lexicon.words)
    old = corpus.memory.kept.get("counts")
    if old and len(old[0][1]) == len(bags) and np.array_equal(old[0][0], mean):
        fresh = [i for i, (bag, before) in enumerate(zip(bags, old[0][1], strict=True)) if bag is not before]
        known = widened(old[1], columns)
        made = spliced(known, fresh, _count([bags[i] for i in fresh], mean, columns)) if fresh else known
    else:
        steps = range(0, len(bags), 2_000)
        made = vstack([_count(bags[at : at + 2_000], mean, columns) for at in steps], format="csr")
    corpus.memory.kept["counts"] = ((mean, bags), made)
    return made


def _count(bags: list[Bag], mean: Any, columns: int) -> Matrix:  # noqa: ANN401 - an array
    weight, held = (np.array([field[i] for field in FIELDS], dtype=float) for i in (1, 2))
    lengths = np.array([bag.lengths for bag in bags], dtype=float)
    factor = weight / (1 - held + held * lengths / np.where(mean > 0, mean, 1))
    rows = np.repeat(np.arange(len(bags)), [len(bag.table) for bag in bags])
    table = np.concatenate([bag.table for bag in bags])
    counts = entries(rows, table[:, 0], table[:, 2] * factor[rows, table[:, 1]], (len(bags), columns))
    counts.data **= _SATURATION
    return counts


def _coarse(values: Any, steps: int) -> Any:  # noqa: ANN401 - arrays
    """Return each value as the nearest power of 2 ** (1 / steps), 0 as 0."""
    exponents = np.round(np.log2(np.maximum(values, 2.0**-20)) * steps) / steps
    return np.where(values > 0, 2.0**exponents, 0.0)


def _stepped(matrix: Matrix, step: float) -> Matrix:
    return csr_array((np.round(matrix.data / step) * step, matrix.indices, matrix.indptr), shape=matrix.shape)


def nearness(matrix: Matrix, lengths: Any) -> Any:  # noqa: ANN401 - an array
    """Return the cosine for each entry of a matrix of asked @ given products."""
    lengths = np.maximum(lengths, 1e-9)
    return matrix.data / (lengths[rows_of(matrix)] * lengths[matrix.indices] ** (1 - _LONG_PAGES))
