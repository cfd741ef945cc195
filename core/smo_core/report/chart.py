"""The line of the score over the runs, as the points of an SVG drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from smo_core.report.history import Run

_WIDTH, _HEIGHT, _LEFT, _EDGE = 720, 200, 36, 12
_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something at a height of the chart, and what it says; lines of the grid reach across."""

    y: float
    label: str
    x: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The drawing: its size, the lines behind it, its dots, and the points of the line through them."""

    width: int
    height: int
    left: int
    grid: tuple[Mark, ...]
    dots: tuple[Mark, ...]
    points: str


def chart(runs: Sequence[Run]) -> Chart | None:
    """Return the chart of the last runs, evenly spaced; None when there are not two of them."""
    shown = runs[-_SHOWN:]
    if len(shown) < 2:  # noqa: PLR2004 - one point is no line
        return None
    step = (_WIDTH - _LEFT - 2 * _EDGE) / (len(shown) - 1)
    dots = tuple(
        Mark(
            x=round(_LEFT + _EDGE + place * step, 1),
            y=_height(run.score),
            label=f"{run.date.replace('T', ' ').removesuffix('Z')}: {run.score}",
        )
        for place, run in enumerate(shown)
    )
    return Chart(
        width=_WIDTH,
        height=_HEIGHT,
        left=_LEFT,
        grid=tuple(Mark(y=_height(value), label=str(value)) for value in (100, 75, 50, 25, 0)),
        dots=dots,
        points=" ".join(f"{dot.x},{dot.y}" for dot in dots),
    )


def _height(score: int) -> float:
    return round(_HEIGHT - _EDGE - (_HEIGHT - 2 * _EDGE) * max(0, min(score, 100)) / 100, 1)
