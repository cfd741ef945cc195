"""Where a site lies: a local folder, or any store that fsspec knows by its address (``s3://``, ``gs://``, …).

A local folder is a plain :class:`pathlib.Path`; a folder of a store is a ``UPath``, which joins and
compares like one. Both travel under the type ``Path``; whoever lists, reads or writes asks here.
A store puts a whole object or none, and has neither locks nor symbolic links.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from smo_core.problems import SmoError

# Two letters at least: one is a drive.
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
# A store takes some 20 ms for any answer; so many questions wait for it at once.
_THREADS = 16
_BATCH = 256
_S3, _GOOGLE = frozenset({"s3", "s3a"}), frozenset({"gs", "gcs"})
# What S3 tells browsers, and would forget when an object is put anew.
_KEPT = (
    "CacheControl", "ContentDisposition", "ContentEncoding", "ContentLanguage", "ContentType", "Metadata",
    "WebsiteRedirectLocation",
)  # fmt: skip
_UNSAFE = frozenset({"", ".", ".."})
_T = TypeVar("_T")
_R = TypeVar("_R")


def place_of(name: str) -> Path:
    """Return the folder or file of this name: a path, or what stands for one in a store.

    Raises SmoError for a store that is not known, or whose package is not installed.
    """
    if not _ADDRESS.match(name):
        return Path(name)
    if urlsplit(name).scheme.lower() in {"file", "local"}:
        from urllib.request import url2pathname  # noqa: PLC0415 - which imports half of HTTP

        return Path(url2pathname(urlsplit(name).path))
    try:
        from upath import UPath  # noqa: PLC0415 - an extra
    except ImportError:
        message = f'{name}: an address needs the extra "cluster": pip install "smo-suite[cluster]".'
        raise SmoError(message) from None
    try:
        # What a listing said a minute ago is no answer: workers live long.
        place = UPath(name, use_listings_cache=False)
        place.fs  # noqa: B018 - only now the package of the store is looked for
    except (ImportError, ValueError, TypeError, OSError) as error:
        message = f"{name}: this store cannot be used: {error}"
        raise SmoError(message) from error
    return cast("Path", place)


def is_local(path: Path) -> bool:
    """Whether a path leads to the file system of this machine."""
    return isinstance(path, Path)


def is_shared(path: Path) -> bool:
    """Whether other processes see the same at this path: not so in a store that is this process's memory."""
    return is_local(path) or cast("Any", path).protocol != "memory"


def from_anywhere(path: Path) -> Path:
    """Return the path as workers can use it: they stand in other folders than this process."""
    return path.absolute() if is_local(path) else path


def listed(root: Path) -> dict[str, int]:
    """Return every object below a folder of a store with its size, by key, sorted. Raises OSError.

    Objects whose names would lead elsewhere as paths are passed over.
    """
    fs, base = _at(root)
    base = base.rstrip("/")
    with _answers():
        found = fs.find(base, detail=True)
    sizes = {name.removeprefix(base).lstrip("/"): about["size"] or 0 for name, about in found.items()}
    # Some tools put empty objects where a folder would be; and an object may be called "../x".
    return {key: sizes[key] for key in sorted(sizes) if not _UNSAFE & {*key.split("/")} and "\\" not in key}


def read(path: Path) -> bytes:
    """Return the bytes of a file. Raises OSError."""
    if is_local(path):
        # A buffer between asks the system twice as often.
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a path's own way has no fewer layers
            return file.readall()
    fs, name = _at(path)
    with _answers():
        return cast("bytes", fs.cat_file(name))


def read_start(path: Path, count: int) -> bytes:
    """Return the first ``count`` bytes of a file, all if there are fewer. Raises OSError."""
    if is_local(path):
        with path.open("rb") as file:
            return file.read(count)
    fs, name = _at(path)
    with _answers():
        # Nothing is no range.
        return cast("bytes", fs.cat_file(name, start=0, end=min(count, size))) if (size := size_of(path)) else b""


def size_of(path: Path) -> int:
    """Return how many bytes a file has. Raises OSError."""
    if is_local(path):
        return path.stat().st_size
    fs, name = _at(path)
    with _answers():
        about = fs.info(name)
    if about["type"] != "file":
        message = "this is a folder"
        raise IsADirectoryError(message)
    return int(about["size"] or 0)


def put(path: Path, data: bytes, *, like: Path | None = None) -> bool:
    """Make an object of a store hold ``data``, at once; return False when it does already. Raises OSError.

    What the store says of it to browsers, such as its type, stays, or is that of ``like``.
    """
    with suppress(FileNotFoundError, IsADirectoryError):
        if size_of(path) == len(data) and read(path) == data:
            return False
    fs, name = _at(path)
    with _answers():
        fs.pipe_file(name, data, **_headers(path, like or path))
    return True


def _headers(path: Path, like: Path) -> dict[str, object]:
    """Return what to tell a store of an object: without a type, browsers offer pages for download."""
    from mimetypes import guess_type  # noqa: PLC0415 - folders need none

    said: dict[str, object] = {}
    kind = guess_type(path.name)[0] or "application/octet-stream"
    protocol = cast("Any", path).protocol
    for place in (path, like):
        if is_local(place) or said or cast("Any", place).protocol != protocol:
            continue
        fs, name = _at(place)
        with suppress(FileNotFoundError):
            if protocol in _S3:
                bucket, key, _ = fs.split_path(name)
                about = fs.call_s3("head_object", Bucket=bucket, Key=key)
                said = {header: about[header] for header in _KEPT if about.get(header)}
            elif protocol in _GOOGLE:
                said = {"content_type": fs.info(name).get("contentType") or kind}
    if protocol in _S3:
        return {"ContentType": kind, **said}
    return said or ({"content_type": kind} if protocol in _GOOGLE else {})


def remove(path: Path) -> None:
    """Remove a file if it is there. Raises OSError."""
    if is_local(path):
        path.unlink(missing_ok=True)
        return
    fs, name = _at(path)
    with suppress(FileNotFoundError), _answers():
        fs.rm_file(name)


def contents(root: Path, keys: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
    """Yield each key with its file's bytes, None where it cannot be read."""

    def one(key: str) -> tuple[str, bytes | None]:
        try:
            return key, read(root / key)
        except OSError:
            return key, None

    return each(root, one, keys)


def each(root: Path, function: Callable[[_T], _R], items: Iterable[_T]) -> Iterator[_R]:
    """Yield the function's results in the order of the items; where ``root`` is in a store, many at once."""
    if is_local(root):
        yield from map(function, items)
        return
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - as above

    rest = iter(items)
    with ThreadPoolExecutor(_THREADS) as threads:
        while batch := tuple(islice(rest, _BATCH)):
            yield from threads.map(function, batch)


def _at(path: Path) -> tuple[Any, str]:
    """Return the file system of fsspec and the path in it."""
    there = cast("Any", path)
    return there.fs, there.path


@contextmanager
def _answers() -> Iterator[None]:
    """Let every refusal of a store be an OSError: each has errors of its own."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise OSError(str(error) or type(error).__name__) from error
