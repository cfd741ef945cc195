"""One run at a time writes in a folder, and begins by clearing away what a killed one left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from smo_core.lock import locked
from smo_core.write import sweep


@contextmanager
def alone_in(root: Path, out: Path | None = None) -> Iterator[None]:
    """Keep other runs from writing in ``root``, or in ``out`` while ``root`` is only read.

    Raises InputError when another run is at work there and does not end within moments.
    """
    with locked(root, shared=out is not None):
        if out is None:
            sweep(root)
            yield
            return
        with locked(out):
            sweep(out)
            yield
