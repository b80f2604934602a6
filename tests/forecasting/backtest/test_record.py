"""The record as plain values and back, cut to one horizon, and what it says in words."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tertius.errors import ImpossibleQuestion, TertiusError
from tertius.forecasting.backtest.backtest import judge
from tertius.forecasting.backtest.record import Backtest


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
    with pytest.raises(ImpossibleQuestion, match="not asked of history over 7 years"):
        found.only(7)


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
