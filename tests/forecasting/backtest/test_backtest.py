"""From an atlas to a record, on a few origins of the shipped votes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tertius.errors import OutsideCoverage
from tertius.forecasting.backtest.backtest import judge, made
from tertius.forecasting.backtest.run import Plan, Raw
from tertius.forecasting.binary_target import BACKTESTED

CLOSENESS = tuple(t for t in BACKTESTED if t.measure == "closeness")


def test_it_asks_scores_and_lists(made_up, small_plan, small_raw):
    found = judge(small_raw, made_up, small_plan)
    assert {(t.target, t.c, t.horizon, t.votes) for t in found.targets} == {
        (t.name, {365: "RUS", 710: "CHN", None: None}[t.c], t.horizon, v)
        for t in small_plan.targets
        for v in ("same", "disjoint")
    }
    assert found.inputs == made_up.digest()
    assert found.settings["first"] == 1975
    assert {r.b for r in found.triad} == {"RUS", "CHN"}
    assert all(r.b != r.c for r in found.triad)
    assert sum(b.n for b in found.pooled) == sum(t.n for t in found.targets)


def test_forecasts_that_never_come_due_are_refused(made_up, small_plan, small_raw):
    late = replace(small_plan, first=2010, last=2012, last_label=2020)
    with pytest.raises(OutsideCoverage, match="no forecast of this backtest has come due"):
        judge(Raw(small_raw.forecasts, small_raw.truth, small_raw.vintages), made_up, late)


def test_it_runs_from_an_atlas(tiny_atlas):
    """Six states and sixteen years are enough to run, and too few for any term to earn a place."""
    from tertius.measures.ideal_points import Schedule

    plan = Plan(
        first=1981,
        last=1985,
        every=5,
        last_label=1990,
        schedule=Schedule(sweeps=4, burn_in=3, thin=2, chains=1, threads=1),
        targets=CLOSENESS,
    )
    history, raw = made(plan, atlas=tiny_atlas)
    found = judge(raw, history, plan)
    assert found.targets
    assert all(c.terms == () for c in found.choices)
    assert all(t.skill == pytest.approx(0) for t in found.targets)
