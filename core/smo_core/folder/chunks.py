"""Work in chunks that any ``Executor`` may do, on this machine or on others; a lost chunk is sent again.

What comes back is in the order of the items whoever did it. Only a few chunks are on their way
at once, so that memory does not grow with the site.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path
from typing import Any

from smo_core.folder.prints import digest
from smo_core.problems import InputError, SmoError
from smo_core.stores import each

# A page takes half a millisecond or more: what sending a chunk costs, 5 ms, is lost in that.
_FEWEST, _MOST = 200, 500
_CHUNKS_EACH = 4
_AHEAD = 3
_TRIES = 4
_CODE = Path(__file__).parents[1]
_PARSERS = ("turbohtml", "msgspec")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who does the work: an executor, how many tasks it does at once, and the site's folder."""

    executor: Executor
    workers: int
    root: Path

    def send(
        self, function: Callable[..., Any], items: Iterable[Any], *, count: int, shared: object = None
    ) -> Iterator[Any]:
        """Yield the function's results in the order of the items, of which there are ``count``.

        ``shared``, if given, is its first argument, sent to every worker once. Raises SmoError
        when the function does, and InputError when a chunk was lost too often.
        """
        size = min(_MOST, max(_FEWEST, -(-count // (self.workers * _CHUNKS_EACH))))
        run = _Run(self, function, shared)
        waiting: deque[tuple[tuple[Any, ...], Future[Any]]] = deque()
        rest = iter(items)
        try:
            while chunk := tuple(islice(rest, size)):
                waiting.append((chunk, run.submit(chunk)))
                if len(waiting) >= self.workers * _AHEAD:
                    yield from run.result(*waiting.popleft())
            while waiting:
                yield from run.result(*waiting.popleft())
        finally:
            for _, future in waiting:
                future.cancel()


class _Run:
    """One function on its way over many chunks."""

    def __init__(self, sender: Sender, function: Callable[..., Any], shared: object) -> None:
        self.sender, self.function, self.shared = sender, function, shared
        self.handle = self._share()

    def _share(self) -> object:
        share = getattr(self.sender.executor, "share", None)
        return share(self.shared) if share is not None and self.shared is not None else self.shared

    def submit(self, chunk: tuple[Any, ...]) -> Future[Any]:
        return self.sender.executor.submit(work, code(), self.sender.root, self.function, self.handle, chunk)

    def result(self, chunk: tuple[Any, ...], future: Future[Any]) -> Iterator[Any]:
        """Yield what became of a chunk, sent again as often as it takes and may be."""
        for left in reversed(range(_TRIES)):
            try:
                done = future.result()
            except Exception as error:
                if not left:
                    raise _lost(chunk, error) from error
                # With the worker may have gone what all were sent.
                self.handle = self._share()
                future = self.submit(chunk)
            else:
                if isinstance(done, SmoError):
                    raise done
                yield from done
                return


def work(made_by: bytes, root: Path, function: Callable[..., Any], shared: object, chunk: tuple[Any, ...]) -> object:
    """Return the results of one chunk, or the SmoError that ended it: run by the worker."""
    if made_by != code():
        message = (
            "A worker runs another version of smo-suite, Python or the parser than this machine, and could give other "
            "bytes. Install the same everywhere, and start the workers again."
        )
        return InputError(message)
    one = function if shared is None else partial(function, shared)
    try:
        return tuple(each(root, one, chunk))
    except SmoError as error:
        return error


@cache
def code() -> bytes:
    """Return what stands for all that decides about bytes: our own code, the parser's version, Python's."""
    files = sorted(path for path in _CODE.rglob("*") if path.suffix in {".py", ".html", ".toml", ".txt"})
    own = (part for file in files for part in (file.relative_to(_CODE).as_posix().encode(), file.read_bytes()))
    parsers = (_version(name).encode() for name in _PARSERS)
    return digest(*own, *parsers, f"{sys.version_info.major}.{sys.version_info.minor}".encode())


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _lost(chunk: tuple[Any, ...], error: Exception) -> InputError:
    names = [getattr(item, "key", item[0] if isinstance(item, tuple) else item) for item in (chunk[0], chunk[-1])]
    reason = str(error) or type(error).__name__
    return InputError(
        f"{len(chunk)} pages ({names[0]} … {names[1]}) came back from no worker in {_TRIES} tries: {reason[:400]} "
        "The log of the workers says more; what was written is whole, and the next run goes on from there."
    )
