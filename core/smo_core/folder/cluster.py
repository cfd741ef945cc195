"""Executors on other machines, by name: a Dask cluster behind the standard ``Executor`` interface."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, contextmanager, suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from smo_core.problems import InputError, SmoError

if TYPE_CHECKING:
    from distributed import Client

_PATIENCE = 15


class Cluster(Executor):
    """An executor on a Dask cluster."""

    def __init__(self, client: Client) -> None:
        """Use the cluster of a client, which stays the caller's to close."""
        self._client = client
        # Work that writes is no pure function; a worker that dies is replaced by the scheduler, thrice.
        self._executor = client.get_executor(pure=False)

    @property
    def workers(self) -> int:
        """How many tasks run at once."""
        return max(1, sum(int(threads) for threads in self._client.nthreads().values()))

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 - as above it
        """Let a worker call the function; arguments may be what :meth:`share` gave."""
        future: Future[Any] = self._executor.submit(fn, *args, **kwargs)
        return future

    def share(self, value: object) -> object:
        """Send a value to every worker, and return what stands for it in arguments."""
        return self._client.scatter([value], broadcast=True, hash=False, timeout=_PATIENCE)[0]

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - inherited
        """Take no more work; what is not done is cancelled unless it is waited for."""
        self._executor.shutdown(wait=wait and not cancel_futures)


@contextmanager
def dask(scheduler: str) -> Iterator[Executor]:
    """Provide the executor of the Dask cluster whose scheduler has this address (``tcp://HOST:8786``).

    Raises SmoError without the extra, and InputError when scheduler or workers do not answer.
    """
    try:
        import dask.config  # noqa: PLC0415 - an extra
        from distributed import Client  # noqa: PLC0415
    except ImportError:
        message = '--executor dask needs the extra "cluster": pip install "smo-suite[cluster]".'
        raise SmoError(message) from None
    # A chunk of pages with all that is placed into them may have more than the 10 MB that Dask warns of.
    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}):
        try:
            client = Client(scheduler, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            message = f"{scheduler}: no Dask scheduler answers there: {error}. Start one with: dask scheduler"
            raise InputError(message) from error
        with client:
            try:
                client.wait_for_workers(1, timeout=_PATIENCE)
            except TimeoutError:
                message = f"{scheduler}: this scheduler has no worker. Start some with: dask worker {scheduler}"
                raise InputError(message) from None
            cluster = Cluster(client)
            try:
                yield cluster
            finally:
                with suppress(Exception):
                    cluster.shutdown(wait=False)


# Name → what provides an executor for the address of its scheduler.
EXECUTORS: Mapping[str, Callable[[str], AbstractContextManager[Executor]]] = MappingProxyType({"dask": dask})
