"""One run at a time for each folder, by a lock that puts no file into it.

The system holds the lock on the folder itself and lets go of it when the process ends,
however it ends; nothing can be left behind. Where folders cannot be locked (Windows), a file
in the system's own folder for temporary files stands for it.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from smo_core.problems import InputError
from smo_core.stores import is_local

_PATIENCE = 2.0
_PAUSE = 0.05


@contextmanager
def locked(folder: Path, *, shared: bool = False, patience: float = _PATIENCE) -> Iterator[None]:
    """Keep other runs out of ``folder`` for as long as the block runs.

    ``shared`` lets in others that ask for a shared lock too. Waits ``patience`` seconds for a
    run that is about to end, then raises InputError. A file system without locks and a store
    give none, and a folder that is not there needs none.
    """
    if not is_local(folder):
        yield
        return
    try:
        handle = _opened(folder)
    except OSError:
        yield
        return
    try:
        _lock(handle, folder, shared=shared, until=time.monotonic() + patience)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, folder: Path, *, shared: bool, until: float) -> None:
    while True:
        try:
            _try(handle, shared=shared)
        except (BlockingIOError, PermissionError):
            if time.monotonic() >= until:
                message = f"{folder}: another run is at work in this folder. Wait until it is done, then try again."
                raise InputError(message) from None
            time.sleep(_PAUSE)
        except OSError:
            return  # A network file system may know no locks; most of them have but one user.
        else:
            return


if sys.platform == "win32":  # pragma: no cover - not run where this was written
    import msvcrt

    def _opened(folder: Path) -> int:
        name = sha256(os.path.normcase(folder.resolve(strict=True)).encode()).hexdigest()[:32]
        return os.open(Path(tempfile.gettempdir(), f"smo-{name}.lock"), os.O_RDWR | os.O_CREAT)

    def _try(handle: int, *, shared: bool) -> None:  # noqa: ARG001 - there are no shared locks here
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _opened(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY | os.O_DIRECTORY)

    def _try(handle: int, *, shared: bool) -> None:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


def alone(folder: Path) -> bool:
    """Whether nobody else holds a lock on ``folder`` at this moment."""
    with suppress(InputError), locked(folder, patience=0):
        return True
    return False
