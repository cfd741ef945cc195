"""Which of many names a misspelt one may have meant: those that share most of its pairs of letters, then compared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from heapq import nlargest

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
        self._sizes: list[int] = []
        having: defaultdict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(self._names):
            pairs = _pairs(name)
            self._sizes.append(len(pairs))
            for pair in pairs:
                having[pair].append(number)
        most = max(_FEW, len(self._names) // _SHARE)
        self._having = {pair: numbers for pair, numbers in having.items() if len(numbers) <= most}

    def nearest(self, name: str, least: float) -> str:
        """Return what the name most like another one stands for.

        "" when none reaches the ``least`` likeness (as difflib's ratio).
        """
        pairs = _pairs(name)
        shared: Counter[int] = Counter()
        for pair in pairs:
            shared.update(self._having.get(pair, ()))
        # By Dice's coefficient, as far as the pairs that tell something go; at equality the later name, as in difflib.
        best = nlargest(
            _COMPARED, shared, key=lambda number: (shared[number] / (len(pairs) + self._sizes[number]), number)
        )
        return self._meant.get(closest(name, (self._names[number] for number in best), least), "")


def _pairs(name: str) -> set[str]:
    """Return the pairs of neighbouring letters, the name's beginning and end among them."""
    framed = f"\0{name}\0"
    return {framed[at : at + 2] for at in range(len(framed) - 1)}
