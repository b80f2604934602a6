"""`tertius backtest`: the kept record in a moment, its JSON, one horizon, and a failing status at suspected leakage."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest


def test_the_record_is_printed_without_running(tertius):
    status, out, err = tertius("backtest")
    assert (status, err) == (0, "")
    assert out.startswith("Asked of history")


def test_json_has_the_shape_others_rely_on(tertius):
    status, out, _ = tertius("backtest", "--json", "--horizon", "5")
    record = json.loads(out)
    assert status == 0
    assert record["suspected_leakage"] is False
    assert {t["horizon"] for t in record["targets"]} == {5}
    first = record["targets"][0]
    assert (first["target"], first["a"], first["c"]) == ("T1b toward", "USA", "RUS")
    assert first["skill_low"] <= first["skill"] <= first["skill_high"]


def test_a_horizon_outside_the_backtest_is_refused(tertius):
    status, out, err = tertius("backtest", "--horizon", "7")
    assert (status, out) == (2, "")
    assert "not asked of history over 7 years" in err
    assert "horizons of 3 and 5 years" in err


def test_a_page_is_written(tertius, tmp_path):
    status, out, _ = tertius("backtest", "--html", str(tmp_path / "b.html"))
    assert (status, out) == (0, "")
    assert (tmp_path / "b.html").stat().st_size > 100_000


def test_suspected_leakage_fails_the_run_and_says_so(tertius, monkeypatch):
    import tertius.forecasting.backtest.kept_record as kept

    shown = kept.backtest
    leaky = ("T1b toward USA-RUS, 5 years, same votes: model has skill 0.31",)
    monkeypatch.setattr(kept, "backtest", lambda **asked: replace(shown(**asked), suspects=leaky))
    status, out, err = tertius("backtest", "--json")
    assert status == 1
    assert json.loads(out)["suspected_leakage"] is True
    assert err == f"suspected leakage: {leaky[0]}\n"


@pytest.mark.parametrize("words", [("--run", "--workers", "0"), ("--run", "--scheduler", "tcp://127.0.0.1:9")])
def test_nowhere_to_run_is_refused(tertius, words, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    status, out, err = tertius("backtest", *words)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 3
