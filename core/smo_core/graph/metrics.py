"""Figures about each page's place in the link graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter, mul, sub
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import networkx as nx

_DAMPING = 0.85
_TOLERANCE = 1e-9
_ROUNDS = 500
# With more links numpy saves more than it takes to load.
_MANY = 40_000


class Adjacency(Protocol):
    """Pages with those that each links to: a :class:`networkx.DiGraph`, or a mapping of key to keys."""

    def __iter__(self) -> Iterator[str]:
        """Yield the pages."""

    def __len__(self) -> int:
        """Return how many there are."""

    def __getitem__(self, key: str, /) -> Collection[str]:
        """Return the pages that one links to."""


def pagerank(graph: Adjacency) -> Mapping[str, float]:
    """Return each page's PageRank (Brin, Page 1998); the values add up to 1.

    By the rule of networkx, which needs scipy for it: from equal ranks on, until all of them
    together change by less than one part in 10⁹.
    """
    keys = [*graph]
    if not keys:
        return {}
    number = {key: at for at, key in enumerate(keys)}
    targets = [[number[target] for target in graph[key]] for key in keys]
    step = (_by_arrays if sum(map(len, targets)) > _MANY else _by_lists)(targets)
    size = len(keys)
    ranks: Sequence[float] = [1 / size] * size
    for _ in range(_ROUNDS):
        before, ranks = ranks, step(ranks)
        if sum(map(abs, map(sub, _plain(ranks), _plain(before)))) < _TOLERANCE:
            break
    return dict(zip(keys, map(float, ranks), strict=True))


def _plain(ranks: Any) -> Sequence[float]:  # noqa: ANN401 - an array, of a library that may not be there
    """Return ranks as Python's numbers: to look at each, they are several times as fast as an array's."""
    return ranks if isinstance(ranks, list) else ranks.tolist()


def _by_lists(targets: Sequence[Sequence[int]]) -> Callable[[Sequence[float]], Sequence[float]]:
    """Return what makes of ranks those of the next round, in plain Python."""
    size = len(targets)
    sources: list[list[int]] = [[] for _ in targets]
    for source, reached in enumerate(targets):
        for target in reached:
            sources[target].append(source)
    # One more, a nought behind the others: a getter of one thing alone would give no tuple.
    gather = [itemgetter(*found, size) if found else None for found in sources]
    share = [1 / len(reached) if reached else 0.0 for reached in targets]
    ends = [at for at, reached in enumerate(targets) if not reached]

    def step(ranks: Sequence[float]) -> Sequence[float]:
        given = [*map(mul, ranks, share), 0.0]
        lost = sum(ranks[at] for at in ends)
        base = (_DAMPING * lost + 1 - _DAMPING) / size
        return [base if get is None else base + _DAMPING * sum(get(given)) for get in gather]

    return step


def _by_arrays(targets: Sequence[Sequence[int]]) -> Callable[[Sequence[float]], Sequence[float]]:
    """Return the same, for many links."""
    import numpy as np  # noqa: PLC0415 - see _MANY

    size = len(targets)
    degrees = np.fromiter(map(len, targets), dtype=np.int64, count=size)
    sources = np.repeat(np.arange(size), degrees)
    reached = np.fromiter(chain.from_iterable(targets), dtype=np.int64, count=len(sources))
    share = 1 / np.maximum(degrees, 1)
    ends = degrees == 0

    def step(ranks: Sequence[float]) -> Sequence[float]:
        known = np.asarray(ranks)
        base = (_DAMPING * known[ends].sum() + 1 - _DAMPING) / size
        made: Sequence[float] = base + _DAMPING * np.bincount(reached, (known * share)[sources], minlength=size)
        return made

    return step


def figures(links: Mapping[str, Collection[str]]) -> dict[str, dict[str, float]]:
    """Return ``in_degree``, ``out_degree`` and ``pagerank`` of each page, given those that it links to."""
    ranks = pagerank(links)
    inbound = Counter(chain.from_iterable(links.values()))
    return {
        key: {"in_degree": inbound[key], "out_degree": len(links[key]), "pagerank": round(ranks[key], 9)}
        for key in links
    }


def parts(graph: nx.DiGraph[str]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of pages that content links join, the largest first; pages and groups in order."""
    import networkx as nx  # noqa: PLC0415 - loading it takes longer than all the rest

    found: Iterable[tuple[str, ...]] = (tuple(sorted(group)) for group in nx.weakly_connected_components(graph))
    return tuple(sorted(found, key=lambda group: (-len(group), group)))
