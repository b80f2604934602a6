"""Scores against their definitions, development and holdout kept apart, and the alarm."""

from __future__ import annotations

import numpy as np
import pytest

from tertius.forecasting.backtest.forecasts import Rows, rows_of
from tertius.forecasting.backtest.selection import choices
from tertius.forecasting.backtest.verdicts import (
    DEVELOPED_TO,
    _record,
    choice_records,
    in_development,
    in_holdout,
    move_records,
    score_target,
    suspects_of,
    triad_forecasts,
)
from tertius.forecasting.binary_target import BACKTESTED, BinaryTarget

TARGET = BinaryTarget("T1b toward", "closeness", 2, 710, 1, 0.15, 5)
STATES = (365, *range(1000, 1040))


def rows(skilled: float = 0.0, first: int = 1978, last: int = 2017) -> Rows:
    rng = np.random.default_rng(9)
    years = np.arange(first, last + 1)
    state = np.tile(np.arange(len(STATES)), len(years))
    origin = np.repeat(years, len(STATES))
    outcome = (rng.random(state.size) < 0.06).astype(float)
    flat = np.full(state.size, 0.06)
    p = {name: flat.copy() for name in ("recency", "long_run", "random_walk", "model", "position")}
    p["no_change"] = np.zeros(state.size)
    for name in ("model", "position"):
        p[name] = (1 - skilled) * flat + skilled * outcome
    return Rows(TARGET, "same", state, origin, outcome, np.where(outcome == 1, 0.2, 0.0), p)


def test_development_and_holdout_share_no_forecast_and_leave_none_of_the_last_years_out():
    found = rows()
    early, late = in_development(found), in_holdout(found)
    assert early.origin.max() + 5 == DEVELOPED_TO
    assert (late.origin.min(), late.origin.max()) == (2015, 2017)
    assert set(early.origin) | set(late.origin) == set(found.origin)
    assert not set(early.origin) & set(late.origin)


def test_a_record_holds_the_scores_of_its_rows():
    found = rows(0.05)
    early = in_development(found)
    record = _record(found, STATES)
    assert (record.n, record.events) == (len(early), early.outcome.sum())
    assert record.brier == pytest.approx(((early.p["model"] - early.outcome) ** 2).mean())
    assert record.references["no_change"] == pytest.approx(early.outcome.mean())
    assert record.skill == pytest.approx(1 - record.brier / record.references["recency"])
    assert record.skill_low - 1e-9 <= record.skill <= record.skill_high + 1e-9
    assert record.holdout.n == len(in_holdout(found))
    assert [(e.first, e.last) for e in record.eras] == [(1978, 1991), (1992, 2003), (2004, 2014)]
    assert sum(e.n for e in record.eras) == record.n
    assert sum(b.n for b in record.reliability) == record.n


@pytest.mark.parametrize(("skilled", "caught"), [(0.0, 0), (0.03, 0), (0.12, 2)])
def test_a_skill_too_good_to_be_true_raises_the_alarm(skilled, caught):
    """Forecasts that lean toward the outcome by 12 % have a skill of .23."""
    said = suspects_of([_record(rows(skilled), STATES)])
    assert len(said) == caught
    assert all("T1b toward USA-CHN, 5 years, same votes" in s for s in said)


def test_a_leak_planted_in_the_predictors_is_caught(made_up, small_plan, small_raw):
    """Position made to know the outcome: the whole machinery says so."""
    from dataclasses import replace

    from tertius.forecasting.backtest.backtest import judge
    from tertius.forecasting.backtest.forecasts import Forecasts
    from tertius.forecasting.backtest.origin import PAIRINGS, RATES
    from tertius.forecasting.backtest.run import Raw

    leaky = dict(small_raw.forecasts.p)
    place = RATES.index("position")
    for (key, pairing, origin), p in leaky.items():
        t = next(t for t in BACKTESTED if t.key == key)
        net = small_raw.truth.net[t.measure, t.c, t.horizon, PAIRINGS[pairing][1]]
        outcome = np.nan_to_num(t.outcome(net[:, origin - 1946]))
        leaky[key, pairing, origin] = p.copy()
        leaky[key, pairing, origin][:, place] = 0.3 * p[:, place] + 0.7 * outcome
    forecasts = Forecasts(small_raw.forecasts.methods, leaky, small_raw.forecasts.moves)
    found = judge(Raw(forecasts, small_raw.truth, small_raw.vintages), made_up, replace(small_plan))
    assert found.suspected_leakage
    assert any("position has skill" in s for s in found.suspects)
    assert found.explain().startswith("Suspected leakage: ")


def test_only_the_states_asked_for_are_listed():
    found = triad_forecasts(rows(), STATES, frozenset({365}))
    assert {r.b for r in found} == {"RUS"}
    assert [r.origin for r in found] == list(range(1978, 2018))
    assert {r.outcome for r in found} <= {0, 1}


def test_choices_are_listed_where_they_change(small_raw, small_plan):
    target = BACKTESTED[0]
    both = {
        v: rows_of(small_raw.forecasts, small_raw.truth, target, v, small_plan.origins) for v in ("same", "disjoint")
    }
    made = choices(both, small_raw.truth.states, range(1975, 2000))
    assert [(c.origin, c.terms) for c in choice_records(target, made)] == [(1975, ())]


def test_rows_are_forecasts_beside_what_came(small_raw, small_plan):
    target = BACKTESTED[0]
    same = rows_of(small_raw.forecasts, small_raw.truth, target, "same", small_plan.origins)
    halves = rows_of(small_raw.forecasts, small_raw.truth, target, "disjoint", small_plan.origins)
    net = small_raw.truth.net["closeness", target.c, target.horizon, "all"]
    assert len(same) == sum(np.isfinite(net[:, y - 1946]).sum() for y in small_plan.origins)
    assert np.array_equal(same.move, net[same.state, same.origin - 1946])
    assert len(same) < len(halves) <= 2 * len(same) + 40


def test_the_size_of_the_move_is_scored_against_no_change(small_raw, small_plan):
    found = move_records(small_raw.forecasts, small_raw.truth, small_plan.targets, small_plan.origins)
    assert len(found) == 12
    same = rows_of(small_raw.forecasts, small_raw.truth, BACKTESTED[0], "same", small_plan.origins)
    first = next(m for m in found if (m.measure, m.c, m.horizon, m.votes) == ("T1", "RUS", 3, "same"))
    assert first.n == len(same)
    assert first.crps["no_change"] == pytest.approx(np.abs(same.move).mean())
    assert 0 < first.crps["recency"] < first.crps["no_change"]


def test_a_target_without_an_outcome_is_left_out(small_raw):
    assert score_target(small_raw.forecasts, small_raw.truth, BACKTESTED[0], range(2030, 2031), 2035) is None
