"""Writing files so that each is the old one or the new one, never something between."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from smo_core.problems import InputError


def write(path: Path, data: bytes) -> bool:
    """Make ``path`` hold ``data``; return False, touching nothing, when it does already.

    The bytes go to a temporary file beside the target, which then takes its place; mode
    bits stay. Raises InputError when the file system refuses.
    """
    try:
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as error:
        message = f"{path}: cannot write: {error.strerror or error}"
        raise InputError(message) from error
    return True


def _replace(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".smo-tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        if path.exists():
            shutil.copymode(path, temporary)
        else:
            Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    # There is no way to read it but to set it.
    mask = os.umask(0)
    os.umask(mask)
    return mask
