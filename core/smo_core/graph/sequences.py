"""Which of many short sequences stand where in a long one: all positions at once, word by word down a trie."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np


class Sequences:
    """Sequences of whole numbers from 1, each found wherever it stands, also inside another one.

    ``lengths`` are how many numbers each has.
    """

    def __init__(self, sequences: Sequence[tuple[int, ...]]) -> None:
        """Take the sequences; one without numbers is never found."""
        lengths = np.array([len(each) for each in sequences], dtype=np.int64)
        self.lengths = lengths
        flat = np.array([number for each in sequences for number in each], dtype=np.int64)
        starts = np.concatenate(([0], np.cumsum(lengths)))[:-1]
        self._width = int(flat.max(initial=0)) + 1
        # Nodes are numbered level by level, so the keys of all steps down are sorted.
        node = np.zeros(len(sequences), dtype=np.int64)
        keys, ends, count = [np.empty(0, dtype=np.int64)], [np.array([-1])], 1
        for depth in range(int(lengths.max(initial=0))):
            going = np.flatnonzero(lengths > depth)
            steps, child = np.unique(node[going] * self._width + flat[starts[going] + depth], return_inverse=True)
            node[going] = count + child
            end = np.full(len(steps), -1)
            last = going[lengths[going] == depth + 1]
            end[node[last] - count] = last
            keys.append(steps)
            ends.append(end)
            count += len(steps)
        self._keys, self._ends = np.concatenate(keys), np.concatenate(ends)
        # The first step is taken by every word of a text: a table is faster than a search.
        self._first = np.zeros(self._width, dtype=np.int64)
        first = np.flatnonzero(self._keys < self._width)
        self._first[self._keys[first]] = first + 1

    def find(self, text: Any) -> tuple[Any, Any]:  # noqa: ANN401 - arrays
        """Return where sequences begin in an array of numbers, and which; a 0 in the text is in none."""
        places, which = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
        text = np.where(text < self._width, text, 0)
        at = np.flatnonzero(self._first[text])
        node, depth = self._first[text[at]], 1
        while len(at):
            ended = self._ends[node] >= 0
            places.append(at[ended])
            which.append(self._ends[node[ended]])
            inside = at + depth < len(text)
            at = at[inside]
            steps = node[inside] * self._width + text[at + depth]
            child = np.searchsorted(self._keys, steps)
            found = child < len(self._keys)
            found[found] = self._keys[child[found]] == steps[found]
            at, node, depth = at[found], child[found] + 1, depth + 1
        return np.concatenate(places), np.concatenate(which)
