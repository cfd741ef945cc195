"""Python's collector of circular garbage, kept from looking through values that have no circles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Work, as a decorator or in ``with``, without the collector, which would walk through all values again and again.

    For work that makes many values that stay and none in circles: what it leaves is freed all
    the same, as soon as nobody holds it.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
