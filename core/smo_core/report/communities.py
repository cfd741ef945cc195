"""Communities: pages that link to each other more than to others, by Louvain (Blondel et al. 2008).

Pages are moved, one after another, to the community next to them that gains most by it; then each
community is a page of its own, and it begins again. Only pages whose surroundings changed are looked at
again (Traag, Waltman, van Eck 2019). Nothing is left to chance: pages come in the order of their keys, and of two
communities that gain the same the first is chosen.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence

# Less than this is no gain, but the rounding of figures.
_LEAST = 1e-12
_Weights = dict[int, float]


def communities(keys: Sequence[str], links: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return the communities, each in the order of the ``keys``; links count both ways, and twice if they are."""
    number = {key: at for at, key in enumerate(keys)}
    beside: list[_Weights] = [{} for _ in keys]
    for source, target in links:
        a, b = number[source], number[target]
        for one, other in ((a, b), (b, a)):
            beside[one][other] = beside[one].get(other, 0.0) + 1.0
    members = [[at] for at in range(len(keys))]
    while True:
        own = _moved(beside)
        groups = sorted({*own})
        if len(groups) == len(beside):
            return [[keys[at] for at in sorted(group)] for group in members]
        place = {group: at for at, group in enumerate(groups)}
        members = _together(members, [place[group] for group in own])
        beside = _as_pages(beside, [place[group] for group in own], len(groups))


def _together(members: Sequence[Sequence[int]], own: Sequence[int]) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in range(max(own) + 1)]
    for at, group in enumerate(own):
        found[group].extend(members[at])
    return found


def _as_pages(beside: Sequence[_Weights], own: Sequence[int], count: int) -> list[_Weights]:
    """Return the links between communities, those within one as links to itself, counted both ways."""
    found: list[_Weights] = [{} for _ in range(count)]
    for at, weights in enumerate(beside):
        sums = found[own[at]]
        for other, weight in weights.items():
            sums[own[other]] = sums.get(own[other], 0.0) + weight
    return found


def _moved(beside: Sequence[_Weights]) -> list[int]:
    """Return the community of each page, named by one of its pages, when no move gains anything."""
    degrees = [sum(weights.values()) for weights in beside]
    double = sum(degrees) or 1.0
    own = list(range(len(beside)))
    total = list(degrees)
    waiting = deque(own)
    queued = [True] * len(beside)
    while waiting:
        at = waiting.popleft()
        queued[at] = False
        here, degree = own[at], degrees[at]
        sums: defaultdict[int, float] = defaultdict(float)
        for other, weight in beside[at].items():
            if other != at:
                sums[own[other]] += weight
        total[here] -= degree
        best, most = here, sums.get(here, 0.0) - degree * total[here] / double + _LEAST
        for group in sorted(sums):
            gain = sums[group] - degree * total[group] / double
            if gain > most:
                best, most = group, gain + _LEAST
        total[best] += degree
        if best == here:
            continue
        own[at] = best
        for other in beside[at]:
            if own[other] != best and not queued[other]:
                queued[other] = True
                waiting.append(other)
    return own
