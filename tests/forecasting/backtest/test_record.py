"""The record as plain values and back, cut to one horizon, and what it says in words."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tertius.errors import ImpossibleQuestion, TertiusError
from tertius.forecasting.backtest.backtest import judge
from tertius.forecasting.backtest.kept_record import kept_backtest
from tertius.forecasting.backtest.record import Backtest, ReliabilityBin


@pytest.fixture(scope="module")
def found(made_up, small_plan, small_raw) -> Backtest:
    return judge(small_raw, made_up, small_plan)


def test_it_survives_json(found):
    plain = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    again = Backtest.from_dict(plain)
    assert again.to_dict() == found.to_dict()
    assert again.targets[0].model.method == "model"


def test_json_has_the_agreed_shape(found):
    plain = found.to_dict()
    assert plain["suspected_leakage"] is found.suspected_leakage
    keys = {"target", "a", "c", "horizon", "n", "events", "brier", "references", "skill", "skill_low", "skill_high"}
    for t in plain["targets"]:
        assert keys | {"auc", "slope"} <= set(t)
        assert set(t["references"]) == {"no_change", "long_run", "recency", "random_walk", "position"}
        assert 0 <= t["brier"] <= 1


def test_one_horizon_can_be_cut_out_and_no_other(found):
    three = found.only(3)
    assert {t.horizon for t in three.targets} == {m.horizon for m in three.moves} == {3}
    assert found.only(None) is found
    assert sum(b.n for b in three.pooled) == sum(t.n for t in three.targets)
    assert sum(b.n for b in found.pooled) == sum(t.n for t in found.targets)
    assert three.calibration.kinds == len(three.targets)
    with pytest.raises(ImpossibleQuestion, match="not asked of history over 7 years"):
        found.only(7)


def test_the_slope_of_one_horizon_is_that_of_its_forecasts(shipped):
    kept = kept_backtest(shipped)
    parts = {horizon: kept.only(horizon) for horizon in (3, 5)}
    assert parts[3].pooled_slope != parts[5].pooled_slope != kept.pooled_slope
    n = {horizon: sum(b.n for b in part.pooled) for horizon, part in parts.items()}
    assert n == {horizon: sum(t.n for t in kept.targets if t.horizon == horizon) for horizon in (3, 5)}
    assert kept.only(5).to_dict()["calibration"]["pooled"] == pytest.approx(parts[5].pooled_slope, abs=1e-4)


def test_calibration_is_of_all_forecasts_and_within_targets(found):
    n = sum(t.n for t in found.targets)
    said = sum(b.n * b.mean_forecast for b in found.pooled) / n
    assert found.calibration.mean_said == pytest.approx(said)
    assert found.calibration.mean_came == pytest.approx(sum(t.events for t in found.targets) / n)
    assert found.calibration.pooled == found.pooled_slope
    high = [t for t in found.targets if t.mean_said >= 1.2 * t.events / t.n]
    assert found.calibration.too_high == len(high)


def test_targets_that_differ_only_in_their_rate_have_a_slope_in_the_pool_and_none_within(found):
    """Two targets, each with the same share of moves in both of its bins."""
    one, other = (
        replace(
            found.targets[0],
            n=2000,
            events=int(2000 * rate),
            reliability=tuple(ReliabilityBin(p, p, 1000, p, rate) for p in (0.8 * rate, 1.2 * rate)),
        )
        for rate in (0.02, 0.2)
    )
    both = replace(found, targets=(one, other)).calibration
    assert both.within == pytest.approx(0.0, abs=1e-6)
    horizon = found.targets[0].horizon
    assert replace(found, targets=(one, other)).only(horizon).pooled_slope > 0.8
    assert both.too_high == 0


def test_a_model_that_is_the_rate_is_called_so(found):
    rate = replace(found.targets[0], skill=0.0, skill_low=0.0, skill_high=0.0)
    assert rate.is_the_rate
    assert not replace(rate, skill_high=0.01).is_the_rate


@pytest.mark.parametrize(("low", "skill", "beats"), [(0.02, 0.01, True), (0.01, 0.02, False), (None, 0.01, False)])
def test_position_beats_the_model_where_its_whole_interval_does(found, low, skill, beats):
    one = found.targets[0]
    assert replace(one, skill=skill, position=replace(one.position, skill_low=low)).position_beats_model is beats


def test_a_choice_holds_until_the_next(found):
    one = found.choices[0]
    assert found.choice(one.target, one.a, one.c, one.horizon, 1980) == one
    assert found.choice(one.target, one.a, one.c, one.horizon, 1960) is None
    assert found.choice("T1b toward", "FRA", "DEU", 5, 1980) is None


def test_it_says_how_many_were_scored_and_how_calibrated_they_were(found):
    said = found.explain()
    assert f"{sum(t.n for t in found.targets):,} forecasts" in said
    assert "disjoint halves" in said
    assert "calibration slope" in said
    assert "Suspected leakage: too good" in replace(found, suspects=("too good",)).explain()
    assert found.to_frame().height == len(found.targets)


def test_what_is_no_record_is_refused():
    with pytest.raises(TertiusError, match="cannot be read"):
        Backtest.from_dict({"targets": []})
