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

from smo_core.graph.csr import Csr
from smo_core.graph.edits import changed, spliced, widened
from smo_core.graph.fields import FIELDS
from smo_core.graph.sparse import Matrix, inverse, kept, norms, rows_of, scale

if TYPE_CHECKING:
    from smo_core.graph.corpus import Corpus
    from smo_core.graph.texts import Texts

_SATURATION = 0.6
_LONG_PAGES = 0.7
_ASKED_STEP = 2.0**-8
_GIVEN_STEP = 2.0**-16
_FIELD_STEP = 2.0**-20


class Weights(NamedTuple):
    """Page × word: what a page asks for, what it gives when asked, on how many pages a word stands, row lengths.

    ``plain`` is page × word as it is written in the body: TF-IDF by the counts as they are, each row of length 1.
    """

    asked: Matrix
    given: Matrix
    postings: Any
    lengths: Any
    plain: Matrix


def texts_of(corpus: Corpus) -> Texts:
    """Return what the pages say."""
    if "texts" not in corpus.__dict__:
        corpus.__dict__["texts"] = corpus.memory.reader.read(corpus.pages)
    found: Texts = corpus.__dict__["texts"]
    return found


def weights(corpus: Corpus) -> Weights:
    """Return the weights of all words that stand on more than one page."""
    if "weights" not in corpus.__dict__:
        corpus.__dict__["weights"] = _weigh(corpus)
    found: Weights = corpus.__dict__["weights"]
    return found


def let_go(corpus: Corpus) -> None:
    """Forget what only ranking asks for."""
    if "weights" in corpus.__dict__:
        corpus.__dict__["weights"] = weights(corpus)._replace(given=None, plain=None)


def _weigh(corpus: Corpus) -> Weights:
    texts = texts_of(corpus)
    if not corpus.memory.lasting:
        corpus.__dict__["texts"] = corpus.memory.reader.let_go()
    counts, plain = _counts(corpus, texts.words), _plain(corpus, texts.written)
    del texts
    often, common, size = _postings(counts)
    rarity = np.sqrt(np.log1p((np.maximum(size - common, 0) + 0.5) / (common + 0.5)))
    rarity[often < 2] = 0  # noqa: PLR2004 - a word of one page relates it to no other
    asked = _stepped(scale(counts, cols=rarity), _ASKED_STEP)
    asked = kept(asked, asked.data > 0)
    lengths = norms(asked)
    given = _stepped(scale(asked, rows=inverse(lengths, _LONG_PAGES)), _GIVEN_STEP)
    return Weights(asked, given, common, lengths, plain)


def _postings(counts: Matrix) -> tuple[Any, Any, Any]:
    """Return on how many pages each word stands, the same coarsely, and coarsely how many pages there are."""
    often = np.bincount(counts.indices, minlength=counts.shape[1]).astype(float)
    return often, _coarse(often, 2), _coarse(np.array([counts.shape[0]]), 2)


def _plain(corpus: Corpus, counts: Matrix) -> Matrix:
    """Return page × word: count times ``1 + ln((1 + pages) / (1 + pages that have the word))``, rows of length 1.

    Unchanged pages keep their rows, unless one of their words became rarer or commoner.
    """
    often, common, size = _postings(counts)
    rarity = 1 + np.log(np.maximum((1 + size) / (1 + common), 1))
    # A word of one page counts for its length only.
    shared = often > 1
    old = corpus.memory.kept.get("plain")
    if old and old[1].shape[0] == counts.shape[0]:
        known, rarity_before, shared_before = old[0]
        dirty, size = changed(counts, known), known.shape[1]
        moved = (rarity[:size] != rarity_before) | (shared[:size] != shared_before)
        # New words stand on changed pages only.
        dirty[rows_of(known)[moved[known.indices]]] = True
        rows = np.flatnonzero(dirty)
        made = widened(old[1], counts.shape[1])
        made = spliced(made, rows, _plain_rows(counts[rows], rarity, shared)) if len(rows) else made
    else:
        made = _plain_rows(counts, rarity, shared)
    corpus.memory.keep("plain", (counts, rarity, shared), made)
    return made


def _plain_rows(counts: Matrix, rarity: Any, shared: Any) -> Matrix:  # noqa: ANN401 - arrays
    data = counts.data * rarity[counts.indices]
    found = _stepped(Csr((data, counts.indices, counts.indptr), shape=counts.shape), _ASKED_STEP)
    found = _stepped(scale(found, rows=inverse(norms(found))), _GIVEN_STEP)
    # Whole steps fit into half of the room.
    found.data = found.data.astype(np.float32)
    return kept(found, shared[found.indices] & (found.data > 0))


def _counts(corpus: Corpus, words: Matrix) -> Matrix:
    """Return page × word: how often, by field and length of field, saturated. Unchanged pages keep their rows."""
    lengths = _lengths(words)
    mean = _coarse(lengths.mean(axis=0), 4)
    old = corpus.memory.kept.get("counts")
    if old and old[0][1].shape[0] == words.shape[0] and np.array_equal(old[0][0], mean):
        fresh = np.flatnonzero(changed(words, old[0][1]).reshape(-1, len(FIELDS)).any(axis=1))
        rows = (fresh[:, None] * len(FIELDS) + np.arange(len(FIELDS))).ravel()
        known = widened(old[1], words.shape[1])
        made = spliced(known, fresh, _count(words[rows], lengths[fresh], mean)) if len(fresh) else known
    else:
        made = _count(words, lengths, mean)
    corpus.memory.keep("counts", (mean, words), made)
    return made


def _lengths(words: Matrix) -> Any:  # noqa: ANN401 - an array
    """Return page × field: how many words it has."""
    starts, ends = words.indptr[:-1], words.indptr[1:]
    lengths, filled = np.zeros(words.shape[0]), ends > starts
    if filled.any():
        lengths[filled] = np.add.reduceat(words.data, starts[filled], dtype=np.int64)
    return lengths.reshape(-1, len(FIELDS))


def _count(words: Matrix, lengths: Any, mean: Any) -> Matrix:  # noqa: ANN401 - arrays
    weight, held = (np.array([field[i] for field in FIELDS], dtype=float) for i in (1, 2))
    factor = weight / (1 - held + held * lengths / np.where(mean > 0, mean, 1))
    # In whole steps: the sum over the fields is the same in any order.
    data = np.round(words.data * np.repeat(factor.ravel(), np.diff(words.indptr)) / _FIELD_STEP) * _FIELD_STEP
    size = words.shape[0] // len(FIELDS)
    indices, indptr = words.indices, words.indptr[:: len(FIELDS)]
    counts = Csr((data, indices, indptr), shape=(size, words.shape[1])).summed()
    counts.data **= _SATURATION
    return counts


def _coarse(values: Any, steps: int) -> Any:  # noqa: ANN401 - arrays
    """Return each value as the nearest power of 2 ** (1 / steps), 0 as 0."""
    exponents = np.round(np.log2(np.maximum(values, 2.0**-20)) * steps) / steps
    return np.where(values > 0, 2.0**exponents, 0.0)


def _stepped(matrix: Matrix, step: float) -> Matrix:
    data = matrix.data / step
    np.rint(data, out=data)
    data *= step
    return Csr((data, matrix.indices, matrix.indptr), shape=matrix.shape)


def nearness(matrix: Matrix, lengths: Any) -> Any:  # noqa: ANN401 - an array
    """Return the cosine for each entry of a matrix of asked @ given products."""
    lengths = np.maximum(lengths, 1e-9)
    return matrix.data / (lengths[rows_of(matrix)] * lengths[matrix.indices] ** (1 - _LONG_PAGES))
