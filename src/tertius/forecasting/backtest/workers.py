"""Where tasks run: in this process, in processes of this machine, or on a Dask cluster; the numbers are the same."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any, TypeVar, cast

from tertius.errors import ImpossibleQuestion, TertiusError

__all__ = ["Runner", "workers"]

Shared = TypeVar("Shared")
Runner = Callable[[Callable[..., Any], Iterable[tuple[Any, ...]]], Iterator[tuple[int, Any]]]
"""Runs ``function(shared, *arguments)`` for each tuple, and yields its place and result as they finish."""

_shared: dict[str, Any] = {}


@contextmanager
def workers(shared: object, *, processes: int = 1, scheduler: str | None = None) -> Generator[Runner]:
    """A runner whose tasks all see `shared`, sent once to each process.

    Parameters
    ----------
    shared
        Anything that can be pickled.
    processes : int
        Processes of this machine; 1 runs everything here.
    scheduler : str, optional
        Address of a Dask scheduler, such as ``tcp://127.0.0.1:8786``; then `processes` is ignored.
        A worker that dies loses its running task only, which another takes over.

    Raises
    ------
    ImpossibleQuestion
        Fewer than one process.
    TertiusError
        The cluster extra is not installed, the scheduler cannot be reached, or a process died.
    """
    if processes < 1:
        raise ImpossibleQuestion("a backtest needs a process to run in", found=str(processes), hint="--workers 1")
    if scheduler is not None:
        with _on_cluster(shared, scheduler) as runner:
            yield runner
    elif processes == 1:
        yield _here(shared)
    else:
        # Started fresh: a forked copy of a process with threads of its own can hang.
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(processes, mp_context=context, initializer=_receive, initargs=(shared,)) as pool:
            yield _in_pool(pool)


def _here(shared: object) -> Runner:
    def run(function: Callable[..., Any], arguments: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, Any]]:
        for place, given in enumerate(arguments):
            yield place, function(shared, *given)

    return run


def _in_pool(pool: ProcessPoolExecutor) -> Runner:
    def run(function: Callable[..., Any], arguments: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, Any]]:
        try:
            places = {pool.submit(_call, function, given): place for place, given in enumerate(arguments)}
            for done in as_completed(places):
                yield places[done], done.result()
        except BrokenProcessPool:
            raise TertiusError(
                "a worker process died",
                found="killed, or out of memory",
                hint="run it again: finished tasks are kept; --workers 1 needs the least memory",
            ) from None
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise

    return run


def _receive(shared: object) -> None:
    _shared["it"] = shared


def _call(function: Callable[..., Any], given: tuple[Any, ...]) -> Any:
    return function(_shared["it"], *given)


@contextmanager
def _on_cluster(shared: object, address: str) -> Generator[Runner]:
    if find_spec("distributed") is None:
        raise TertiusError(
            "a cluster needs Dask", found="no distributed", hint="in the checkout: pip install -e '.[cluster]'"
        )
    import distributed

    module = cast("Any", distributed)
    try:
        client = module.Client(address, timeout="10s", set_as_default=False)
    except (OSError, TimeoutError, ValueError) as e:
        raise TertiusError(
            f"no Dask scheduler answers at {address}", found=str(e), hint="start one: dask scheduler"
        ) from None
    with client:
        # On every worker, so that one that dies takes nothing with it.
        sent = client.scatter(shared, broadcast=True)

        def run(function: Callable[..., Any], arguments: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, Any]]:
            places = {
                client.submit(function, sent, *given, pure=False, retries=3): place
                for place, given in enumerate(arguments)
            }
            for done, result in module.as_completed(list(places), loop=client.loop, with_results=True):
                yield places[done], result

        yield run
