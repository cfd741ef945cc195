"""Which of many names a misspelt one may have meant: those that share most of its pairs of letters, then compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import numpy as np

from smo_core.problems import closest

# So many of those that share most pairs are compared letter by letter.
_COMPARED = 6
# Pairs that more names than this, and more than a fourth of all, have tell nothing.
_FEW, _SHARE = 64, 4


class Names:
    """Names to choose from; built once, so that each question is answered without a look at most of them."""

    def __init__(self, meant: Mapping[str, str]) -> None:
        """Take the names, each with what it stands for; their order does not matter."""
        self._meant = meant
        self._names = sorted(meant)
        sizes: list[int] = []
        having: defaultdict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(self._names):
            pairs = _pairs(name)
            sizes.append(len(pairs))
            for pair in pairs:
                having[pair].append(number)
        most = max(_FEW, len(self._names) // _SHARE)
        self._sizes = np.array(sizes, float)
        self._having = {pair: np.array(numbers, np.intp) for pair, numbers in having.items() if len(numbers) <= most}

    def nearest(self, name: str, least: float) -> str:
        """Return what the name most like another one stands for.

        "" when none reaches the ``least`` likeness (as difflib's ratio).
        """
        return self._meant.get(closest(name, self._likely(_pairs(name)), least), "")

    def _likely(self, pairs: set[str]) -> Iterator[str]:
        """Yield the names that share most of these pairs, the likeliest first."""
        found = [self._having[pair] for pair in pairs if pair in self._having]
        if not found:
            return
        shared = np.bincount(np.concatenate(found))
        numbers = np.flatnonzero(shared)
        # By Dice's coefficient, as far as the pairs that tell something go; at equality the later name, as in difflib.
        likeness = shared[numbers] / (len(pairs) + self._sizes[numbers])
        if len(likeness) > _COMPARED:
            near = np.flatnonzero(likeness >= np.partition(likeness, -_COMPARED)[-_COMPARED])
            likeness, numbers = likeness[near], numbers[near]
        for at in np.argsort(likeness, kind="stable")[: -_COMPARED - 1 : -1]:
            yield self._names[numbers[at]]


def _pairs(name: str) -> set[str]:
    """Return the pairs of neighbouring letters, the name's beginning and end among them."""
    framed = f"\0{name}\0"
    return {framed[at : at + 2] for at in range(len(framed) - 1)}
