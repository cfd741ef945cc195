"""Relatedness signals: each one function from the corpus to a sparse page × page matrix.

Every signal can also name its evidence for a pair, in the site's own words. Values lie
between 0 and 1. Adding a signal is one function and one entry of :data:`SIGNALS`.

Sources: BM25F (Robertson, Zaragoza 2009) for the text weights; co-citation (Small 1973);
bibliographic coupling (Kessler 1963); the walk is a truncated personalised PageRank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from smo_core.graph.corpus import FIELDS, Corpus, Matrix, is_topic

_RANK_DAMPING = 10
_WALK_WIDTH = 200
_EVIDENCE = 3
_COMMON = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One way in which pages can be related.

    ``matrix`` gives the strength for all pairs, ``evidence`` what speaks for one pair
    (titles, words or tags, strongest first; empty when the name says it all).
    """

    name: str
    weight: float
    matrix: Callable[[Corpus], Matrix]
    evidence: Callable[[Corpus, int, int], tuple[str, ...]]


def text(corpus: Corpus) -> Matrix:
    """Similarity of words, by field and rarity; each row's best page has 1."""
    weighted = _weighted(corpus)
    scores = weighted @ _normal(weighted, power=0.7).T
    return _row_max(scores)


def text_evidence(corpus: Corpus, i: int, j: int) -> tuple[str, ...]:
    """Return topics that two pages share: words that one of them puts into title, headings or tags, the rarest first.

    A word counts as a topic only if few pages have it; it is given as the page writes it.
    Where they share none of these, the most telling words of their texts.
    """
    import numpy as np  # noqa: PLC0415 - see Corpus.sparse

    weighted = _weighted(corpus)
    a, b = (slice(weighted.indptr[row], weighted.indptr[row + 1]) for row in (i, j))
    shared, in_a, in_b = np.intersect1d(
        weighted.indices[a], weighted.indices[b], assume_unique=True, return_indices=True
    )
    strength = np.round(weighted.data[a][in_a] * weighted.data[b][in_b], 9)
    # Columns are in the order of the words, so a stable sort breaks ties by word.
    columns = [int(column) for column in shared[np.argsort(-strength, kind="stable")]]
    common = max(2, len(corpus.pages) * _COMMON)
    rare = [corpus.terms[column] for column in columns if corpus.frequency[column] <= common]
    topics = {**corpus.topics[j], **corpus.topics[i]}
    return _apart(topics[word] for word in rare if word in topics) or _apart(word for word in rare if is_topic(word))


def _apart(words: Iterable[str]) -> tuple[str, ...]:
    """Return the first few words, none of which is part of another."""
    found: list[str] = []
    for word in words:
        if not any(_overlap(word, other) for other in found):
            found.append(word)
            if len(found) == _EVIDENCE:
                break
    return tuple(found)


def _overlap(word: str, other: str) -> bool:
    return word.casefold() in other.casefold() or other.casefold() in word.casefold()


def _weighted(corpus: Corpus) -> Matrix:
    """Return the page × word matrix of weights, computed once for a corpus."""
    if "_weighted" not in corpus.__dict__:
        corpus.__dict__["_weighted"] = _weigh(corpus)
    return corpus.__dict__["_weighted"]


def _weigh(corpus: Corpus) -> Matrix:
    import numpy as np  # noqa: PLC0415 - see Corpus.sparse

    columns = corpus.vocabulary
    total = corpus.sparse(iter(()), len(columns))
    for name, weight, b in FIELDS:
        counts = corpus.fields[name]
        lengths = [sum(c.values()) for c in counts]
        mean = sum(lengths) / max(1, len(lengths)) or 1.0
        total = total + corpus.sparse(
            (
                (i, columns[word], weight * n / (1 - b + b * lengths[i] / mean))
                for i, counter in enumerate(counts)
                for word, n in counter.items()
                if word in columns
            ),
            len(columns),
        )
    total.sort_indices()
    total.data = total.data**0.6
    frequency = np.asarray(corpus.frequency, dtype=float)
    idf = np.log1p((len(corpus.pages) - frequency + 0.5) / (frequency + 0.5))
    return total.multiply(idf**0.5).tocsr()


def links(corpus: Corpus) -> Matrix:
    """1 where the pages link to each other, one half where only one links to the other."""
    return (corpus.links + corpus.links.T) * 0.5


def walk(corpus: Corpus) -> Matrix:
    """Nearness by rank on a walk of up to three links, in either direction."""
    both = ((corpus.links + corpus.links.T) > 0).astype(float)
    step = _scaled(both)
    first = _top(step, _WALK_WIDTH)
    second = _top(first @ step, _WALK_WIDTH)
    third = _top(second @ step, _WALK_WIDTH)
    return _by_rank(first + second * 0.6 + third * 0.3)


def cocitation(corpus: Corpus) -> Matrix:
    """Nearness by rank of pages that the same pages link to; long lists of links count less."""
    citing = _normal(corpus.links, power=1.0)
    return _by_rank(_scaled_columns(citing.T @ citing, corpus.links))


def coupling(corpus: Corpus) -> Matrix:
    """Nearness by rank of pages that link to the same pages; popular targets count less."""
    rare = _normal(corpus.links.T.tocsr(), power=1.0).T.tocsr()
    return _by_rank(rare @ rare.T)


def tags(corpus: Corpus) -> Matrix:
    """Cosine of the pages' tags."""
    names = sorted({tag.casefold() for page in corpus.pages for tag in page.facts.tags})
    column = {name: i for i, name in enumerate(names)}
    tagged = corpus.sparse(
        ((i, column[t], 1.0) for i, page in enumerate(corpus.pages) for t in {t.casefold() for t in page.facts.tags}),
        len(names),
    )
    normal = _normal(tagged, power=1.0)
    return (normal @ normal.T).tocsr()


def section(corpus: Corpus) -> Matrix:
    """1 for pages of the same section."""
    names = sorted({page.facts.section for page in corpus.pages if page.facts.section})
    column = {name: i for i, name in enumerate(names)}
    member = corpus.sparse(
        ((i, column[page.facts.section], 1.0) for i, page in enumerate(corpus.pages) if page.facts.section in column),
        len(names),
    )
    return (member @ member.T).tocsr()


def _link_evidence(corpus: Corpus, i: int, j: int) -> tuple[str, ...]:
    """Return the directions: "out", "in" or both."""
    a, b = corpus.pages[i].key, corpus.pages[j].key
    out, into = corpus.graph.has_edge(a, b), corpus.graph.has_edge(b, a)
    return tuple(name for name, there in (("out", out), ("in", into)) if there)


def _citing_evidence(corpus: Corpus, i: int, j: int) -> tuple[str, ...]:
    graph = corpus.graph
    return _titles(corpus, set(graph.pred[corpus.pages[i].key]) & set(graph.pred[corpus.pages[j].key]))


def _cited_evidence(corpus: Corpus, i: int, j: int) -> tuple[str, ...]:
    graph = corpus.graph
    return _titles(corpus, set(graph.succ[corpus.pages[i].key]) & set(graph.succ[corpus.pages[j].key]))


def _titles(corpus: Corpus, keys: set[str]) -> tuple[str, ...]:
    """Return the titles of pages that readers may be told of, the least linked-to (most telling) first."""
    known = [key for key in keys if key in corpus.index and corpus.pages[corpus.index[key]].facts.readable]
    ranked = sorted(known, key=lambda key: (corpus.graph.degree(key), key))
    return tuple(corpus.graph.nodes[key]["title"] for key in ranked[:2])


def _tag_evidence(corpus: Corpus, i: int, j: int) -> tuple[str, ...]:
    other = {tag.casefold() for tag in corpus.pages[j].facts.tags}
    return tuple(tag for tag in corpus.pages[i].facts.tags if tag.casefold() in other)[:_EVIDENCE]


def _section_evidence(corpus: Corpus, i: int, _: int) -> tuple[str, ...]:
    return corpus.pages[i].facts.section[-1:]


def _nothing(_: Corpus, __: int, ___: int) -> tuple[str, ...]:
    return ()


def _normal(matrix: Matrix, *, power: float) -> Matrix:
    """Return the matrix with each row divided by its Euclidean length to the given power."""
    import numpy as np  # noqa: PLC0415 - see Corpus.sparse
    from scipy.sparse import diags_array  # noqa: PLC0415

    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return diags_array(np.divide(1.0, length**power, out=np.zeros_like(length), where=length > 0)) @ matrix


def _scaled(matrix: Matrix) -> Matrix:
    """Return a symmetric adjacency with each entry divided by the root of both degrees."""
    import numpy as np  # noqa: PLC0415 - see Corpus.sparse
    from scipy.sparse import diags_array  # noqa: PLC0415

    degree = np.asarray(matrix.sum(axis=1)).ravel()
    root = diags_array(np.divide(1.0, np.sqrt(degree), out=np.zeros_like(degree), where=degree > 0))
    return (root @ matrix @ root).tocsr()


def _scaled_columns(matrix: Matrix, adjacency: Matrix) -> Matrix:
    """Return the matrix with each column damped by its page's number of inbound links."""
    import numpy as np  # noqa: PLC0415 - see Corpus.sparse
    from scipy.sparse import diags_array  # noqa: PLC0415

    inbound = np.asarray(adjacency.sum(axis=0)).ravel()
    return (matrix @ diags_array(1.0 / np.log2(2 + inbound))).tocsr()


def _row_max(matrix: Matrix) -> Matrix:
    """Return the matrix without its diagonal, each row divided by its largest value."""
    import numpy as np  # noqa: PLC0415 - see Corpus.sparse
    from scipy.sparse import diags_array  # noqa: PLC0415

    matrix = _hollow(matrix)
    largest = matrix.max(axis=1).toarray().ravel() if matrix.nnz else np.zeros(matrix.shape[0])
    return (diags_array(np.divide(1.0, largest, out=np.zeros_like(largest), where=largest > 0)) @ matrix).tocsr()


def _hollow(matrix: Matrix) -> Matrix:
    """Return the matrix without its diagonal: no page is related to itself."""
    coo = matrix.tocoo()
    row, column = coo.coords
    keep = row != column
    return type(matrix.tocsr())((coo.data[keep], (row[keep], column[keep])), shape=matrix.shape)


def _top(matrix: Matrix, width: int) -> Matrix:
    """Return the matrix with only the largest ``width`` entries of each row."""
    matrix = matrix.tocsr()
    for i in range(matrix.shape[0]):
        start, stop = matrix.indptr[i], matrix.indptr[i + 1]
        if stop - start > width:
            order = _ranking(matrix, i)
            matrix.data[start:stop][order[width:]] = 0
    matrix.eliminate_zeros()
    return matrix


def _by_rank(matrix: Matrix) -> Matrix:
    """Return the matrix with each value replaced by 10 / (10 + its rank in the row, from 0)."""
    matrix = _hollow(matrix)
    matrix.eliminate_zeros()
    for i in range(matrix.shape[0]):
        start, stop = matrix.indptr[i], matrix.indptr[i + 1]
        order = _ranking(matrix, i)
        for rank, position in enumerate(order):
            matrix.data[start + position] = _RANK_DAMPING / (_RANK_DAMPING + rank)
        assert stop - start == len(order)  # noqa: S101
    return matrix


def _ranking(matrix: Matrix, row: int) -> Matrix:
    """Return the positions of a row's entries, largest first, ties by column."""
    import numpy as np  # noqa: PLC0415 - see Corpus.sparse

    start, stop = matrix.indptr[row], matrix.indptr[row + 1]
    return np.lexsort((matrix.indices[start:stop], -np.round(matrix.data[start:stop], 9)))


SIGNALS: tuple[Signal, ...] = (
    Signal(name="text", weight=2.6, matrix=text, evidence=text_evidence),
    Signal(name="links", weight=0.3, matrix=links, evidence=_link_evidence),
    Signal(name="walk", weight=1.2, matrix=walk, evidence=_nothing),
    Signal(name="cocitation", weight=0.6, matrix=cocitation, evidence=_citing_evidence),
    Signal(name="coupling", weight=0.3, matrix=coupling, evidence=_cited_evidence),
    Signal(name="tags", weight=0.3, matrix=tags, evidence=_tag_evidence),
    Signal(name="section", weight=0.3, matrix=section, evidence=_section_evidence),
)
