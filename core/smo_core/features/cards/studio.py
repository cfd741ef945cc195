"""Drawing orders in as few compilations as possible; what cannot be drawn is found by halves, and is a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from smo_core.features.cards.design import Design
from smo_core.features.cards.orders import Order
from smo_core.features.cards.typeset import DrawingError, Job, typeset, typeset_all
from smo_core.model import Finding

if TYPE_CHECKING:
    from smo_core.features.cards.logo import Logo


class Studio:
    """Draws orders; when a batch fails, looks for the ones to blame by halves."""

    def __init__(self, *, design: Design, fonts: Path, logo: Logo | None) -> None:
        """Keep what all batches share."""
        self._design = design
        self._fonts = fonts
        self._logo = logo
        self.findings: list[Finding] = []

    def draw(self, orders: Sequence[Order]) -> Iterator[tuple[Order, bytes]]:
        """Yield each order that can be drawn with its PNG, as soon as it is; the others become findings."""
        return self._drawn(orders, typeset_all, whole=True)

    def _drawn(
        self, orders: Sequence[Order], how: Callable[[Job], Iterator[bytes]], *, whole: bool = False
    ) -> Iterator[tuple[Order, bytes]]:
        done = 0
        try:
            for page in how(self._job(orders)):
                yield orders[done], page
                done += 1
        except (DrawingError, OSError, ImportError) as error:
            left = orders[done:]
            if len(left) == 1:
                self.findings.append(_not_drawn(left[0], error))
            elif whole and done == 0 and (said := self._fails_always(left)):
                self.findings.append(self._template_fails(said))
            else:
                middle = len(left) // 2
                for half in filter(None, (left[:middle], left[middle:])):
                    yield from self._drawn(half, typeset)

    def _fails_always(self, orders: Sequence[Order]) -> str:
        """Return what is said of the first and of the last card alike: then it is the template, and no card's."""
        said = set()
        for order in (orders[0], orders[-1]):
            try:
                list(typeset(self._job((order,))))
            except (DrawingError, OSError, ImportError) as error:
                said.add(said_of(error))
            else:
                return ""
        return said.pop() if len(said) == 1 else ""

    def _job(self, orders: Iterable[Order]) -> Job:
        return Job(
            design=str(self._design.path),
            fonts=str(self._fonts),
            logo=self._logo.data if self._logo else None,
            cards=[order.data for order in orders],
        )

    def _template_fails(self, said: str) -> Finding:
        return Finding(
            rule="card-template",
            severity="warning",
            message=f"{self._design.path.name} draws no card: {said}",
            hint="Compare it with plain.typ, which says at its top what a template is given.",
        )


def _not_drawn(order: Order, error: Exception) -> Finding:
    return Finding(
        rule="card-failed",
        severity="warning",
        message=f"The preview card could not be drawn: {said_of(error)}",
        hint="The site's image is used instead.",
        page=order.page,
    )


def said_of(error: BaseException) -> str:
    """Return the first line of an error, or its kind."""
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)[:300]
