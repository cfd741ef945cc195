"""Writing files so that each is the old one or the new one, never something between."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from stat import S_IMODE, S_ISCHR, S_ISFIFO, S_ISREG

from smo_core.problems import InputError
from smo_core.stores import is_local, put, read

_SUFFIX = ".smo-tmp"
# As mkstemp makes them of a file's name; nothing else is ever taken for one of ours.
_TEMPORARY = re.compile(r"\..{1,40}\.[a-z0-9_]{8}\.smo-tmp", re.DOTALL)
_CHUNK = 1 << 20


def write(path: Path, data: bytes, *, like: Path | None = None, differs: bool = False) -> bool:
    """Make ``path`` hold ``data``; return False, touching nothing, when it does already.

    The bytes go to a temporary file beside the target, which then takes its place; mode
    bits stay, or are those of the file ``like``. What is no file (``/dev/null``, a pipe) is written into
    and never replaced. ``differs`` says that the file is there and holds
    something else. Raises InputError when the file system refuses.
    """
    with _refusals(path, "write"):
        if not is_local(path):
            return put(path, data, like=like)
        there = None if differs else _look(path)
        if there is not None and S_ISREG(there.st_mode) and there.st_size == len(data) and path.read_bytes() == data:
            return False
        if there is not None and (S_ISCHR(there.st_mode) or S_ISFIFO(there.st_mode)):
            path.write_bytes(data)
            return True
        if there is None and not differs:
            path.parent.mkdir(parents=True, exist_ok=True)
        model = like if like is not None and is_local(like) else path
        with _replacing(path) as (handle, file):
            _fill(handle, data)
            try:
                mode = S_IMODE(model.stat().st_mode)
            except FileNotFoundError:
                mode = _usual_mode()
            Path(file).chmod(mode)
    return True


def write_pieces(path: Path, pieces: Iterable[bytes]) -> bool:
    """Do what :func:`write` does with data that is never in memory as a whole; what makes it may fail on the way.

    As long as the pieces are what the file holds already nothing is written.
    """
    if not is_local(path):
        return write(path, b"".join(pieces))
    with _refusals(path, "write"):
        there = _look(path)
        if there is not None and (S_ISCHR(there.st_mode) or S_ISFIFO(there.st_mode)):
            with path.open("wb") as file:
                file.writelines(pieces)
            return True
        path.parent.mkdir(parents=True, exist_ok=True)
        rest = iter(pieces)
        alike, first = _alike(path, rest) if there is not None and S_ISREG(there.st_mode) else (0, b"")
        if first is None:
            return False
        with _replacing(path) as (handle, temporary):
            _begin(handle, path, alike)
            for piece in chain((first,), rest):
                _fill(handle, piece)
            Path(temporary).chmod(S_IMODE(path.stat().st_mode) if path.exists() else _usual_mode())
    return True


def _alike(path: Path, pieces: Iterator[bytes]) -> tuple[int, bytes | None]:
    """Return how many bytes of a file are the first pieces, and the piece that differs, None when nothing does."""
    alike = 0
    with path.open("rb") as file:
        for piece in pieces:
            if file.read(len(piece)) != piece:
                return alike, piece
            alike += len(piece)
        return alike, b"" if file.read(1) else None


def _begin(handle: int, path: Path, length: int) -> None:
    """Write the first bytes of a file."""
    if length:
        with path.open("rb") as file:
            while length and (chunk := file.read(min(_CHUNK, length))):
                _fill(handle, chunk)
                length -= len(chunk)


def _look(path: Path) -> os.stat_result | None:
    """Return what stands at a path, symbolic links not followed; None for nothing."""
    try:
        return path.lstat()
    except FileNotFoundError:
        return None


def _fill(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def copy(source: Path, path: Path) -> bool:
    """Make ``path`` a copy of the file ``source``, its times and mode too; return False when it is one already.

    Contents are compared, not times: a clock can be wrong, and builds can give all files one
    time. Raises InputError when the file system refuses. To and from a store only bytes go.
    """
    if not (is_local(source) and is_local(path)):
        with _refusals(path, "copy"):
            data = read(source)
        return write(path, data, like=source)
    with _refusals(path, "copy"):
        if path.is_file() and not path.is_symlink() and _same(source, path):
            if source.stat().st_mtime_ns != path.stat().st_mtime_ns:
                shutil.copystat(source, path)
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        with _replacing(path) as (_, file):
            shutil.copyfile(source, file)
            shutil.copystat(source, file)
    return True


def is_temporary(name: str) -> bool:
    """Whether a file's name is one that :func:`write` gives to a file it has not finished."""
    return name.endswith(_SUFFIX) and _TEMPORARY.fullmatch(name) is not None


def sweep(root: Path) -> int:
    """Remove what killed runs left unfinished below ``root``; return how many files that were.

    To be called by one who is alone there (:func:`smo_core.lock.locked`): the unfinished file
    of a run that is still at work looks the same. Stores have none.
    """
    count = 0
    if not is_local(root):
        return count
    for folder, _, names in os.walk(root):
        for name in names:
            if is_temporary(name):
                with suppress(OSError):
                    Path(folder, name).unlink()
                    count += 1
    return count


@contextmanager
def _refusals(path: Path, what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"{path}: cannot {what}: {error.strerror or error}"
        raise InputError(message) from error


@contextmanager
def _replacing(path: Path) -> Iterator[tuple[int, str]]:
    """Provide a temporary file beside ``path``, open and by its name, that takes its place in the end, or goes away."""
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=_SUFFIX, dir=path.parent)
    try:
        try:
            yield handle, temporary
        finally:
            os.close(handle)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _same(one: Path, other: Path) -> bool:
    if one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as a, other.open("rb") as b:
        while chunk := a.read(_CHUNK):
            if chunk != b.read(_CHUNK):
                return False
    return True


def _usual_mode() -> int:
    # There is no way to read the mask but to set it.
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
