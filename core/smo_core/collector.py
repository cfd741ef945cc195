"""Memory: the collector of circular garbage kept from values that have no circles, and what was freed given back."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress


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


def give_back() -> None:
    """Let the system have what was freed: large arrays leave gaps that nothing fills, also in forked processes.

    Where the C library knows no such thing, nothing happens.
    """
    import ctypes  # noqa: PLC0415 - small sites and hosts do without

    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def pass_over() -> None:
    """Let the collector pass over all values that there are now, until :func:`look_again`.

    For a host's process, between planning a site and its end or its next build: each look through what
    a plan and the host hold would find no garbage, and there is one more, or several, when the process ends.
    """
    gc.freeze()


def look_again() -> None:
    """Let the collector look at all values again: what a build left behind can go."""
    gc.unfreeze()
