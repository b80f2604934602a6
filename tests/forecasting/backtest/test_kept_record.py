"""The record shown without running: only of these very votes and figures, else a refusal that says how to make one."""

from __future__ import annotations

import json
import shutil

import pytest

from tertius.atlas.backtests import backtest_of
from tertius.atlas.store import MANIFEST, Atlas
from tertius.errors import TertiusError
from tertius.forecasting.backtest.kept_record import backtest, kept_backtest, plan_of, run_and_keep, vintage_positions
from tertius.forecasting.backtest.run import Plan
from tertius.measures.ideal_points import Schedule

SHORT = Schedule(sweeps=4, burn_in=3, thin=2, chains=1, threads=1)


def test_the_shipped_atlas_shows_its_record(shipped, monkeypatch):
    monkeypatch.setenv("TERTIUS_ATLAS", str(shipped.root))
    found = backtest()
    kept = backtest_of(shipped)
    assert {k: v for k, v in found.to_dict().items() if k in kept and k != "explained"} == {
        k: v for k, v in kept.items() if k != "explained"
    }
    assert found == kept_backtest(shipped)


def test_an_atlas_without_one_says_how_to_make_it(tiny_atlas, monkeypatch):
    monkeypatch.setenv("TERTIUS_ATLAS", str(tiny_atlas.root))
    with pytest.raises(TertiusError, match="keeps no backtest") as refused:
        backtest()
    assert "--run" in str(refused.value)


def test_a_record_of_other_figures_is_not_shown(shipped, tmp_path, monkeypatch):
    folder = tmp_path / "atlas"
    shutil.copytree(shipped.root, folder)
    other = {**backtest_of(shipped), "inputs": "f" * 64}
    from tertius.atlas.backtests import keep_backtest, vintages_of

    keep_backtest(other, vintages_of(shipped), folder)
    monkeypatch.setenv("TERTIUS_ATLAS", str(folder))
    with pytest.raises(TertiusError, match="of other figures"):
        backtest()


def test_a_run_is_kept_and_then_shown(tiny_atlas, tmp_path, monkeypatch):
    folder = tmp_path / "atlas"
    shutil.copytree(tiny_atlas.root, folder)
    before = json.loads((folder / MANIFEST).read_text())
    plan = Plan(first=1981, last=1985, last_label=1990, schedule=SHORT)
    made = run_and_keep(plan, into=folder)
    monkeypatch.setenv("TERTIUS_ATLAS", str(folder))
    assert backtest().to_dict() == made.to_dict()
    after = json.loads((folder / MANIFEST).read_text())
    assert {k: v for k, v in after.items() if k != "backtest"} == before
    assert vintage_positions(Atlas(folder), 1980) is None
    assert set(vintage_positions(Atlas(folder), 1988)["origin"]) == {1981}
    assert set(vintage_positions(Atlas(folder), 1990)["origin"]) == {1990}
    bytes_of = {path.name: path.read_bytes() for path in folder.iterdir()}
    run_and_keep(plan, into=folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == bytes_of


def test_finished_tasks_are_kept_for_a_run_that_is_killed():
    plan = plan_of(workers=2)
    assert plan.workers == 2
    assert plan.keep is not None
    assert plan.keep.name == "backtest"
