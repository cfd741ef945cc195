"""numpy, loaded for what is needed of it: arrays, no linear algebra."""

from __future__ import annotations

import os
import sys

_TIMEOUT = "OPENBLAS_THREAD_TIMEOUT"
_SHORTEST = "4"


def load() -> None:
    """Load numpy, if nobody has, with threads of its linear algebra that sleep at once until they have work.

    Else one for each core would spin for thirty milliseconds, waiting for what never comes. Who says in the
    environment how long they are to wait is obeyed.
    """
    if "numpy" in sys.modules or _TIMEOUT in os.environ:
        return
    # Read once, when the library is loaded: other processes and libraries never see it.
    os.environ[_TIMEOUT] = _SHORTEST
    try:
        import numpy as np  # noqa: F401, PLC0415 - loading it is what is asked for
    finally:
        del os.environ[_TIMEOUT]
