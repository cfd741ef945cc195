"""What one run of the ranking leaves for the next: the same answers, without the same work.

Nothing here changes a result. Each piece is kept together with what it was made of, and used
again only where that is equal; a fresh memory gives the same lists.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from smo_core.graph.texts import Reader

# Beyond this share of changed rows a whole run is faster than a patch.
_PATCH_AT_MOST = 0.5


def reader_of(language: str = "") -> Reader:
    """Return a reader of pages in one language, a primary BCP 47 tag."""
    from smo_core.graph.texts import Reader  # noqa: PLC0415 - brings numpy and scipy, see Corpus

    return Reader(language)


@dataclass(slots=True)
class Memory:
    """The texts and matrices of the last run over the pages of one language.

    One that is not ``lasting`` keeps nothing: it serves a single run, which needs the room.
    """

    lasting: bool = True
    reader: Reader = field(default_factory=reader_of)
    kept: dict[str, tuple[tuple[Any, ...], Any]] = field(default_factory=dict)

    def keep(self, name: str, inputs: tuple[Any, ...], made: Any) -> None:  # noqa: ANN401 - what is kept
        """Keep what was made of some inputs for the next run."""
        if self.lasting:
            self.kept[name] = (inputs, made)

    def same(self, name: str, inputs: tuple[Any, ...], make: Callable[[], Any]) -> Any:  # noqa: ANN401 - what is kept
        """Return what was made of equal inputs the last time, else make it now."""
        known = self.kept.get(name)
        if known is None or not _equal(known[0], inputs):
            known = (inputs, make())
            self.keep(name, *known)
        return known[1]

    def by_rows(self, name: str, matrix: Any, make: Callable[[Any], Any], inputs: tuple[Any, ...] = ()) -> Any:  # noqa: ANN401 - matrices
        """Return ``make(matrix)``, which treats each row by itself, computing only rows that changed."""
        import numpy as np  # noqa: PLC0415 - see Corpus

        from smo_core.graph import edits  # noqa: PLC0415 - as above

        old = self.kept.get(name)
        if old and old[0][0].shape[0] == matrix.shape[0] and _equal(old[0][1], inputs):
            rows = np.flatnonzero(edits.changed(matrix, old[0][0]))
            known = edits.widened(old[1], matrix.shape[1])
            result = edits.spliced(known, rows, make(matrix[rows])) if len(rows) else known
        else:
            result = make(matrix)
        self.keep(name, (matrix, inputs), result)
        return result

    def product_top(self, name: str, left: Any, right: Any, width: int, columns: Any = None) -> Any:  # noqa: ANN401 - matrices
        """Return :func:`smo_core.graph.products.product_top`, computing only rows whose ingredients changed."""
        import numpy as np  # noqa: PLC0415 - see Corpus

        from smo_core.graph import edits, products, sparse  # noqa: PLC0415 - as above

        def make(rows: Any) -> Any:  # noqa: ANN401 - as above
            return products.product_top(left, right, width, rows, columns)

        old = self.kept.get(name)
        if old and old[0][0].shape == left.shape and old[0][1].shape == right.shape and _equal((columns,), old[0][2:]):
            dirty = edits.changed(left, old[0][0])
            touched = edits.changed(right, old[0][1])
            if touched.any():
                reached = sparse.rows_of(left)[touched[left.indices]]
                dirty |= np.bincount(reached, minlength=left.shape[0]) > 0
            if dirty.mean() <= _PATCH_AT_MOST:
                rows = np.flatnonzero(dirty)
                result = edits.spliced(old[1], rows, make(rows)) if len(rows) else old[1]
                self.keep(name, (left, right, columns), result)
                return result
        result = make(None)
        self.keep(name, (left, right, columns), result)
        return result


def _equal(a: Any, b: Any) -> bool:  # noqa: ANN401 - whatever is kept
    """Whether two values are equal, arrays entry by entry."""
    if a is b:
        return True
    if isinstance(a, tuple):
        return isinstance(b, tuple) and len(a) == len(b) and all(_equal(x, y) for x, y in zip(a, b, strict=True))
    if hasattr(a, "shape") or hasattr(b, "shape"):
        import numpy as np  # noqa: PLC0415 - see Corpus

        return np.array_equal(a, b)
    return not isinstance(a, Mapping) and bool(a == b)
