"""How others find related pages: each one function from the corpus's records to lists of ids.

Simple, but honest: each is the method at its usual settings, ties by id.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import networkx as nx
import numpy as np
from scipy.sparse import csr_array

from smo_core.text import words

Rows = Sequence[Mapping[str, Any]]
Lists = dict[str, list[str]]
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)")
_PLAIN = re.compile(r"\w\w+")
_AMERICAN = re.compile(r"(?P<month>\d\d)/\d\d/(?P<year>\d{4})")


def tags(rows: Rows, count: int) -> Lists:
    """Rank by the number of common tags, as pelican-related-posts does; pages without tags get none."""
    return _by_words(rows, count, lambda row: Counter({t.casefold(): 1 for t in row["tags"]}))


def hugo(rows: Rows, count: int) -> Lists:
    """Hugo's default index: keywords (weight 100), month of the date (10), tags (80); threshold 80 of the best."""
    held = [_hugo_entries(row) for row in rows]
    pages_by_entry: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, entries in enumerate(held):
        for entry in entries:
            pages_by_entry[entry].append(i)
    found: Lists = {}
    for i, entries in enumerate(held):
        scores: Counter[int] = Counter()
        most = sum(entries.values())
        for entry, weight in entries.items():
            for j in pages_by_entry[entry]:
                scores[j] += weight
        near = [(j, s) for j, s in scores.items() if j != i and s * 100 >= 80 * most]
        found[rows[i]["id"]] = [rows[j]["id"] for j, _ in sorted(near, key=lambda p: (-p[1], rows[p[0]]["id"]))[:count]]
    return found


def _hugo_entries(row: Mapping[str, Any]) -> dict[tuple[str, str], int]:
    entries = {("tags", tag.casefold()): 80 for tag in row["tags"]}
    if row["date"]:
        found = _ISO.match(row["date"]) or _AMERICAN.match(row["date"])
        if found:
            entries["date", f"{found['year']}-{found['month']}"] = 10
    return entries


def tfidf(rows: Rows, count: int) -> Lists:
    """Cosine of TF-IDF over title and text as in scikit-learn's defaults: words as written, raw counts, smoothed idf."""
    counts, frequency = _counts(rows, lambda text: _PLAIN.findall(text.lower()))
    idf = np.log((1 + len(rows)) / (1 + frequency)) + 1
    weighted = counts * idf[None, :]
    weighted = _unit(weighted.tocsr())
    return _best(rows, weighted, weighted.T.tocsc(), count)


def bm25(rows: Rows, count: int, k1: float = 1.2, b: float = 0.75) -> Lists:
    """BM25 (Lucene's k1 and b) with the whole other page as the query."""
    counts, frequency = _counts(rows)
    lengths = np.asarray(counts.sum(axis=1)).ravel()
    factor = k1 * (1 - b + b * lengths / lengths.mean())
    idf = np.log1p((len(rows) - frequency + 0.5) / (frequency + 0.5))
    where = np.repeat(np.arange(len(rows)), np.diff(counts.indptr))
    data = counts.data * (k1 + 1) / (counts.data + factor[where]) * idf[counts.indices]
    given = csr_array((data, counts.indices, counts.indptr), shape=counts.shape)
    return _best(rows, counts, given.T.tocsc(), count)


def cocitation(rows: Rows, count: int) -> Lists:
    """Cosine of the pages' sets of inbound links (Small 1973)."""
    graph = _graph(rows)
    links = nx.to_scipy_sparse_array(graph, nodelist=[row["id"] for row in rows], dtype=float, weight=None)
    inbound = _unit(links.T.tocsr())
    return _best(rows, inbound, inbound.T.tocsc(), count)


def ppr(rows: Rows, count: int) -> Lists:
    """Personalised PageRank on the undirected link graph, damping 0.85, twenty steps."""
    graph = _graph(rows).to_undirected()
    links = nx.to_scipy_sparse_array(graph, nodelist=[row["id"] for row in rows], dtype=float, weight=None).tocsr()
    degree = np.maximum(np.asarray(links.sum(axis=1)).ravel(), 1)
    step = (links / degree[:, None]).tocsr()
    found: Lists = {}
    for start in range(0, len(rows), 256):
        stop = min(len(rows), start + 256)
        home = np.zeros((stop - start, len(rows)))
        home[np.arange(stop - start), np.arange(start, stop)] = 1.0
        here = home
        for _ in range(20):
            here = 0.15 * home + 0.85 * (step.T @ here.T).T
        for i in range(start, stop):
            found[rows[i]["id"]] = _ids(rows, here[i - start], i, count)
    return found


def _by_words(rows: Rows, count: int, read: Callable[[Mapping[str, Any]], Counter[str]]) -> Lists:
    column: dict[str, int] = {}
    held = [[(column.setdefault(word, len(column)), n) for word, n in read(row).items()] for row in rows]
    matrix = csr_array(
        (
            np.array([n for each in held for _, n in each], dtype=float),
            np.array([c for each in held for c, _ in each], dtype=int),
            np.cumsum([0, *(len(each) for each in held)]),
        ),
        shape=(len(rows), max(1, len(column))),
    )
    return _best(rows, matrix, matrix.T.tocsc(), count)


def _counts(rows: Rows, cut: Callable[[str], list[str]] = words) -> tuple[Any, Any]:
    column: dict[str, int] = {}
    data: list[float] = []
    indices: list[int] = []
    indptr = [0]
    for row in rows:
        for word, times in Counter(cut(f"{row['title']} {row['text']}")).items():
            indices.append(column.setdefault(word, len(column)))
            data.append(times)
        indptr.append(len(indices))
    counts = csr_array((data, indices, indptr), shape=(len(rows), len(column)))
    return counts, np.bincount(indices, minlength=len(column))


def _unit(matrix: Any) -> Any:  # noqa: ANN401 - a sparse matrix
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return (matrix / np.where(length > 0, length, 1)[:, None]).tocsr()


def _best(rows: Rows, left: Any, right: Any, count: int) -> Lists:  # noqa: ANN401 - sparse matrices
    found: Lists = {}
    for start in range(0, len(rows), 256):
        scores = (left[start : start + 256] @ right).toarray()
        for offset, row in enumerate(scores):
            found[rows[start + offset]["id"]] = _ids(rows, row, start + offset, count)
    return found


def _ids(rows: Rows, scores: Any, own: int, count: int) -> list[str]:  # noqa: ANN401 - an array
    scores = np.round(scores, 9)
    scores[own] = -math.inf
    near = np.argpartition(-scores, min(count + 20, len(scores) - 1))[: count + 20]
    ranked = sorted((-float(scores[j]), rows[j]["id"]) for j in near if scores[j] > 0)
    return [key for _, key in ranked[:count]]


def _graph(rows: Rows) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(row["id"] for row in rows)
    known = set(graph)
    graph.add_edges_from(
        (row["id"], link[0]) for row in rows for link in row["links"] if link[0] in known and link[0] != row["id"]
    )
    return graph


METHODS: Mapping[str, Callable[[Rows, int], Lists]] = {
    "tags": tags,
    "hugo": hugo,
    "tfidf": tfidf,
    "bm25": bm25,
    "cocitation": cocitation,
    "ppr": ppr,
}
