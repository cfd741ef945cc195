"""A command's process neither looks for garbage while it runs nor takes its memory apart when it ends.

What a run makes it needs to its end, and then the system takes all back at once: together that is
a seventh of the time that placing takes on a small site.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_codes: list[int] = []


@contextmanager
def at_once() -> Iterator[None]:
    """Let the process end so when the block within ends with an exit code; other ends are left to Python."""
    gc.disable()
    try:
        yield
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            _codes[:] = [end.code or 0]
        raise


def _leave() -> None:
    if not _codes:
        return
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(_codes[0])


# What is registered first is done last: by then all that a command loads has come to its end.
atexit.register(_leave)
