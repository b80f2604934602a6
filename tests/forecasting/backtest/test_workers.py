"""Where tasks run changes the time and not one bit: here, in processes, on a cluster of which a worker is killed."""

from __future__ import annotations

import os
import signal

import numpy as np
import pytest

from tertius.errors import ImpossibleQuestion, TertiusError
from tertius.forecasting.backtest.run import run_tasks
from tertius.forecasting.backtest.workers import workers


def times(shared: int, factor: int) -> int:
    return shared * factor


def die(shared: int, factor: int) -> int:
    os._exit(3)


def same(one, two) -> bool:
    return set(one.forecasts.p) == set(two.forecasts.p) and all(
        np.array_equal(one.forecasts.p[k], two.forecasts.p[k]) for k in one.forecasts.p
    )


def test_results_come_with_their_place():
    with workers(7, processes=1) as run:
        assert dict(run(times, [(1,), (2,), (3,)])) == {0: 7, 1: 14, 2: 21}


def test_two_processes_give_the_same_bits(made_up, small_plan, small_raw):
    from dataclasses import replace

    found = run_tasks(made_up, replace(small_plan, workers=2))
    assert same(found, small_raw)
    assert all(
        np.array_equal(found.vintages[k].place, small_raw.vintages[k].place, equal_nan=True) for k in small_raw.vintages
    )


def test_a_process_that_dies_is_said(tmp_path):
    with workers(7, processes=2) as run, pytest.raises(TertiusError, match="a worker process died"):
        list(run(die, [(1,), (2,)]))


def test_no_process_is_refused():
    with pytest.raises(ImpossibleQuestion, match="needs a process"), workers(7, processes=0):
        pass


def test_no_scheduler_is_said():
    with pytest.raises(TertiusError, match="no Dask scheduler answers"), workers(7, scheduler="tcp://127.0.0.1:9"):
        pass


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_gives_the_same_bits_though_a_worker_is_killed(made_up, small_plan, small_raw):
    """A scheduler and two worker processes on this machine; one is killed when half of the tasks are done."""
    from dataclasses import replace

    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        killed: list[int] = []

        def kill_one(name: str, done: int, of: int) -> None:
            if name == "forecasts" and done >= of // 2 and not killed:
                nanny = next(iter(cluster.workers.values()))
                killed.append(nanny.pid)
                os.kill(nanny.pid, signal.SIGKILL)

        found = run_tasks(made_up, replace(small_plan, scheduler=cluster.scheduler_address), say=kill_one)
        assert len(killed) == 1
    assert same(found, small_raw)
