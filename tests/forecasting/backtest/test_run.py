"""The whole run: what a plan asks, and that a killed one resumes where it stopped."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tertius.errors import ImpossibleQuestion
from tertius.forecasting.backtest.run import Plan, run_tasks


class Killed(Exception):
    pass


def test_the_whole_backtest_is_what_the_design_asks():
    plan = Plan()
    assert (plan.origins[0], plan.origins[-1], plan.every) == (1978, 2018, 5)
    assert plan.vintages == (*range(1978, 2019, 5), 2022)


@pytest.mark.parametrize("spoil", [{"first": 2000, "last": 1990}, {"every": 0}])
def test_a_plan_without_origins_is_refused(spoil):
    with pytest.raises(ImpossibleQuestion):
        Plan(**spoil)


def test_a_killed_run_resumes_and_ends_with_the_same_bits(made_up, small_plan, small_raw, tmp_path):
    plan = replace(small_plan, keep=tmp_path)
    done: list[tuple[str, int]] = []

    def killer(name: str, finished: int, of: int) -> None:
        done.append((name, finished))
        if (name, finished) == ("forecasts", 20):
            raise Killed

    with pytest.raises(Killed):
        run_tasks(made_up, plan, say=killer)
    held = len(list(tmp_path.glob("*.npz")))
    assert held == 3 * len(plan.vintages) + 20

    begun: dict[str, int] = {}
    found = run_tasks(made_up, plan, say=lambda name, finished, of: begun.setdefault(name, finished))
    assert begun == {"positions by vintage": 3 * len(plan.vintages), "forecasts": 20}
    assert all(np.array_equal(found.forecasts.p[k], small_raw.forecasts.p[k]) for k in small_raw.forecasts.p)


def test_another_schedule_is_another_task(made_up, small_plan, tmp_path):
    plan = replace(small_plan, keep=tmp_path, first=1985, last=1985, last_label=1990)
    run_tasks(made_up, plan)
    begun: dict[str, int] = {}
    run_tasks(
        made_up,
        replace(plan, schedule=replace(plan.schedule, sweeps=15)),
        say=lambda name, finished, of: begun.setdefault(name, finished),
    )
    assert set(begun.values()) == {0}


def test_an_origin_uses_the_newest_vintage_up_to_itself(small_raw, small_plan):
    assert {origin for origin, _ in small_raw.vintages} == {1975, 1981, 1987, 1999}
    assert all(v.place.shape[1] == v.origin - 1946 + 1 for v in small_raw.vintages.values())
