"""Several processes where that is faster, one where it is not: the same results either way."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import TypeVar

_CHUNK = 64
# Below this many pages, starting processes costs more than it saves.
_WORTH_A_POOL = 300
_T = TypeVar("_T")
_R = TypeVar("_R")
# Told of each step: its name, how many pages are done, how many there are.
Progress = Callable[[str, int, int], None]


@contextmanager
def pool(jobs: int, size: int, begin: Callable[..., None] | None = None, *args: object) -> Iterator[Executor | None]:
    """Provide a process pool, or None where one process is faster or asked for.

    ``begin`` is called with ``args`` once in every process that will work: what all tasks need.
    """
    workers = jobs or os.cpu_count() or 1
    if workers < 2 or size < _WORTH_A_POOL:  # noqa: PLR2004 - one worker is no pool
        if begin is not None:
            begin(*args)
        yield None
        return
    method = "fork" if "fork" in _methods() else "spawn"
    with ProcessPoolExecutor(workers, get_context(method), _begin, (begin, args)) as executor:
        yield executor


def _begin(begin: Callable[..., None] | None, args: tuple[object, ...]) -> None:
    _end_with_parent()
    if begin is not None:
        begin(*args)


def _end_with_parent() -> None:
    """Let a worker end when the run is killed: else it would wait forever, and keep the folder locked."""
    parent = parent_process()
    if parent is not None:
        Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()


def _methods() -> list[str]:
    from multiprocessing import get_all_start_methods  # noqa: PLC0415 - asked once, when a pool starts

    return get_all_start_methods()


def over(executor: Executor | None, function: Callable[[_T], _R], items: Iterable[_T]) -> Iterable[_R]:
    """Return the function's results in the order of the items, from the pool if there is one."""
    if executor is None:
        return map(function, items)
    return executor.map(function, items, chunksize=_CHUNK)
