"""Several processes where that is faster, one where it is not: the same results either way."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from smo_core.problems import InputError
from smo_core.stores import each, is_local, is_shared

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from smo_core.folder.chunks import Sender

_CHUNK = 64
# Below this many pages, starting processes costs more than it saves.
_WORTH_A_POOL = 300
# How many tasks an executor does at once, where it does not say.
_SOME = 8
_T = TypeVar("_T")
_R = TypeVar("_R")
# Told of each step: its name, how many pages are done, how many there are.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """Who works on the pages of ``root``: a sender of chunks, a pool of processes, or nobody but this process.

    ``shared`` is what all tasks need, and every worker gets but once.
    """

    root: Path
    sender: Sender | None = None
    pool: Executor | None = None
    shared: Any = None


@contextmanager
def pool(
    root: Path,
    jobs: int,
    size: int,
    *,
    shared: Any = None,  # noqa: ANN401 - handed on as it is
    executor: Executor | None = None,
) -> Iterator[Crew]:
    """Provide who works on ``size`` pages below ``root``.

    That is ``executor`` if given; else a process pool; else, where that is faster or asked
    for, this process. Raises InputError when an executor could not see the site.
    """
    if executor is not None:
        if not is_shared(root):
            message = f"{root}: only this process sees this store. Leave out --executor, or choose another store."
            raise InputError(message)
        yield Crew(root=root, sender=_sender(root, executor, getattr(executor, "workers", _SOME)), shared=shared)
        return
    workers = jobs or os.cpu_count() or 1
    if workers < 2 or size < _WORTH_A_POOL or not is_shared(root):  # noqa: PLR2004 - one worker is no pool
        yield Crew(root=root, shared=shared)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - one process needs none of it
    from multiprocessing import get_context  # noqa: PLC0415 - as above

    # The clients of stores have threads, which do not survive a fork.
    method = "fork" if "fork" in _methods() and is_local(root) else "spawn"
    with ProcessPoolExecutor(workers, get_context(method), _begin, (shared,)) as started:
        sender = None if is_local(root) else _sender(root, started, workers)
        yield Crew(root=root, sender=sender, pool=started, shared=shared)


def _sender(root: Path, executor: Executor, workers: int) -> Sender:
    from smo_core.folder.chunks import Sender  # noqa: PLC0415 - as above

    return Sender(executor=executor, workers=workers, root=root)


_shared: list[Any] = []


def _begin(shared: object) -> None:
    _end_with_parent()
    _shared[:] = [shared]


def _with_shared(function: Callable[[Any, _T], _R], item: _T) -> _R:
    return function(_shared[0], item)


def _end_with_parent() -> None:
    """Let a worker end when the run is killed: else it would wait forever, and keep the folder locked."""
    from multiprocessing import parent_process  # noqa: PLC0415 - as above
    from multiprocessing.connection import wait  # noqa: PLC0415 - as above
    from threading import Thread  # noqa: PLC0415 - as above

    parent = parent_process()
    if parent is not None:
        Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()


def _methods() -> list[str]:
    from multiprocessing import get_all_start_methods  # noqa: PLC0415 - asked once, when a pool starts

    return get_all_start_methods()


def over(crew: Crew, function: Callable[[_T], _R], items: Collection[_T]) -> Iterable[_R]:
    """Return the function's results in the order of the items, whoever works."""
    if crew.sender is not None:
        return crew.sender.send(function, items, count=len(items))
    if crew.pool is None:
        return each(crew.root, function, items)
    return crew.pool.map(function, items, chunksize=_CHUNK)


def over_shared(crew: Crew, function: Callable[[Any, _T], _R], items: Collection[_T]) -> Iterable[_R]:
    """Return the results of a function whose first argument is what the crew shares."""
    if crew.sender is not None:
        if crew.pool is not None:
            return crew.sender.send(partial(_with_shared, function), items, count=len(items))
        return crew.sender.send(function, items, count=len(items), shared=crew.shared)
    if crew.pool is None:
        return each(crew.root, partial(function, crew.shared), items)
    return crew.pool.map(partial(_with_shared, function), items, chunksize=_CHUNK)
