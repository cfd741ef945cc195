"""Where each page stands on the map: sections are discs, pages are seeds of a sunflower in them.

No force and no chance: the same site gives the same picture, at 10,000 pages in a third of
a second. Inside a disc the best linked pages are in the middle (Vogel 1979: golden angle,
radius by area); discs are packed as near to the middle as they fit, largest first. Orphans
and islands stand apart: to the right, or below where the window is higher than wide; several
islands are packed as sections are. The unit is free: the page scales the picture.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, hypot, pi, sin, sqrt

from smo_core.report.groups import Group, Kind

_GOLDEN = pi * (3 - sqrt(5))
# What the page's script needs to set the same seeds: smallest and largest page, gap, room for each.
SMALL, LARGE = 3.0, 15.0
GAP = 1.3
# Seeds of one size touch when their radius is 0.86 of the square root of their share of the area.
ROOM = 1.17
# So few make no sunflower: they stand in a ring, with air for their names.
FEW, AIR = 4, 1.4
_RIM = 9.0
FULL = 1000
# A window is wider than high, so the picture is; what stands apart makes it wider still.
_WIDER = 1.2
# Of the discs that stand apart, so many are in a line.
_LINE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Disc:
    """A disc of the map: its name and kind, its middle and radius, and its pages, best linked first."""

    name: str
    kind: Kind
    x: float
    y: float
    radius: float
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The map: its discs, and middle and radius of each page by key."""

    discs: tuple[Disc, ...]
    spots: Mapping[str, tuple[float, float, float]]


def weigh(rank: Mapping[str, float]) -> dict[str, int]:
    """Return the PageRank of each page in thousandths of the best: as fine as the page shows it."""
    best = max(rank.values(), default=0) or 1
    return {key: round(FULL * value / best) for key, value in rank.items()}


def lay_out(groups: Sequence[Group], weight: Mapping[str, int], *, tall: bool = False) -> Layout:
    """Return the map of the groups, for a window that is wide or tall.

    ``weight`` (0 to 1000) says how large each page is, and how near the middle of its disc.
    """
    size = {key: SMALL + (LARGE - SMALL) * sqrt(value / FULL) for key, value in weight.items()}
    filled = [_fill(group, size) for group in groups]
    discs = _placed([disc for disc, _ in filled], tall=tall)
    spots = {
        key: (disc.x + x, disc.y + y, size[key])
        for disc, (_, seeds) in zip(discs, filled, strict=True)
        for key, (x, y) in zip(disc.keys, seeds, strict=True)
    }
    return Layout(discs=tuple(discs), spots=spots)


def _fill(group: Group, size: Mapping[str, float]) -> tuple[Disc, list[tuple[float, float]]]:
    """Return a group's disc around the origin, and where in it its pages stand."""
    keys = sorted(group.keys, key=lambda key: (-size[key], key))
    seeds: list[tuple[float, float]] = []
    if 1 < len(keys) <= FEW:
        out = AIR * (size[keys[0]] + GAP) / sin(pi / len(keys))
        turns = [2 * pi * place / len(keys) - pi / 2 for place in range(len(keys))]
        seeds = [(out * cos(turn), out * sin(turn)) for turn in turns]
        radius = out + size[keys[0]] + _RIM
        return Disc(name=group.name, kind=group.kind, x=0, y=0, radius=radius, keys=tuple(keys)), seeds
    area = reach = 0.0
    for place, key in enumerate(keys):
        share = (ROOM * (size[key] + GAP)) ** 2
        # Beside a large first page the next ones need more than their share.
        out = max(sqrt(area + share / 2), size[keys[0]] + GAP + size[key]) if place else 0.0
        seeds.append((out * cos(place * _GOLDEN), out * sin(place * _GOLDEN)))
        area = max(area, out * out - share / 2) + share
        reach = max(reach, out + size[key])
    return Disc(name=group.name, kind=group.kind, x=0, y=0, radius=reach + _RIM, keys=tuple(keys)), seeds


def _placed(discs: Sequence[Disc], *, tall: bool) -> list[Disc]:
    """Return the discs where they belong: sections packed, the others in a line beside or below them."""
    air = 6 + 0.05 * sqrt(sum(disc.radius**2 for disc in discs))
    sections = [disc for disc in discs if disc.kind == "section"]
    packed = _packed(sections, air)
    apart = [disc for disc in discs if disc.kind != "section"]
    # Their names take two lines.
    between = 3 * air
    # The first two stand in a line, for small islands and orphans must be seen; large islands follow by themselves.
    line, rest = apart[:_LINE], _packed(apart[_LINE:], between)
    placed = [*packed, *_beside(_lined(line, between), packed, between)]
    placed += _beside(rest, placed, between)
    # For a tall window the same, with x for y: what stands to the right then stands below.
    return [replace(disc, x=disc.y, y=disc.x) for disc in placed] if tall else placed


def _lined(discs: Sequence[Disc], air: float) -> list[Disc]:
    """Return the discs one below the other, ``air`` apart."""
    placed: list[Disc] = []
    at = 0.0
    for disc in discs:
        placed.append(replace(disc, x=0.0, y=at + disc.radius))
        at += 2 * disc.radius + air
    return placed


def _beside(discs: Sequence[Disc], others: Sequence[Disc], air: float) -> list[Disc]:
    """Return the discs moved together to the right of the others, ``air`` away, their middles at one height."""
    if not discs:
        return []
    edge = max((disc.x + disc.radius for disc in others), default=-air) + air
    aside = edge - min(disc.x - disc.radius for disc in discs)
    down = _middle(others) - _middle(discs)
    return [replace(disc, x=disc.x + aside, y=disc.y + down) for disc in discs]


def _middle(discs: Sequence[Disc]) -> float:
    """Return the height of the middle of all discs together."""
    ends = [(disc.y - disc.radius, disc.y + disc.radius) for disc in discs] or [(0.0, 0.0)]
    return (min(top for top, _ in ends) + max(bottom for _, bottom in ends)) / 2


def _packed(discs: Sequence[Disc], air: float) -> list[Disc]:
    """Return the discs beside one another, ``air`` apart: each touches two others, as near to the middle as it can."""
    placed: list[Disc] = []
    order = sorted(range(len(discs)), key=lambda place: (-discs[place].radius, place))
    for place in order:
        disc = discs[place]
        x, y = _spot(placed, disc.radius, air) if placed else (0.0, 0.0)
        placed.append(replace(disc, x=x, y=y))
    return [disc for _, disc in sorted(zip(order, placed, strict=True), key=lambda pair: pair[0])]


def _spot(placed: Sequence[Disc], radius: float, air: float) -> tuple[float, float]:
    """Return the free spot nearest to the middle for one more disc."""
    if len(placed) == 1:
        return placed[0].radius + air + radius, 0.0
    spots = [
        spot
        for at, first in enumerate(placed)
        for second in placed[:at]
        for spot in _between(first, second, radius + air)
    ]
    for x, y in sorted(spots, key=lambda spot: (_far(*spot), spot)):
        if all(hypot(x - disc.x, y - disc.y) >= disc.radius + radius + air - 1e-6 for disc in placed):
            return x, y
    message = "two discs of a packing always leave a spot beside them"
    raise AssertionError(message)


def _far(x: float, y: float) -> float:
    return round(hypot(x, y * _WIDER), 6)


def _between(first: Disc, second: Disc, reach: float) -> tuple[tuple[float, float], ...]:
    """Return the two spots from which a disc of this reach touches both others, if it can."""
    a, b = first.radius + reach, second.radius + reach
    apart = hypot(second.x - first.x, second.y - first.y)
    if apart > a + b or apart == 0:
        return ()
    along = (a * a - b * b + apart * apart) / (2 * apart)
    across = sqrt(max(a * a - along * along, 0))
    ux, uy = (second.x - first.x) / apart, (second.y - first.y) / apart
    x, y = first.x + along * ux, first.y + along * uy
    return (x - across * uy, y + across * ux), (x + across * uy, y - across * ux)
