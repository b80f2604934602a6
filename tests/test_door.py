"""The library door: every name works in any order, whatever was imported before."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

import tertius as tt
from tertius.atlas.store import SHIPPED
from tertius.errors import ImpossibleQuestion

ASK = {
    "assess": "tt.assess('USA', 'RUS', 'CHN', as_of=day)",
    "triangle": "tt.triangle('USA', 'RUS', 'CHN', as_of=day)",
    "ties": "tt.ties('RUS', 'CHN', as_of=day)",
}


@pytest.mark.parametrize("order", [("assess", "triangle", "triangle"), ("triangle", "triangle", "ties", "assess")])
def test_the_verbs_work_in_any_order(order):
    """`tertius.triangle` is a room and a verb: importing the one must not take the other away."""
    asked = "; ".join(ASK[verb] for verb in order)
    code = f"import tertius as tt; from datetime import date; day = date(2016, 11, 1); {asked}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=_env(), check=False)
    assert done.returncode == 0, done.stderr


def _env() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TERTIUS_ATLAS": str(SHIPPED)}


def test_the_room_called_is_the_function(shipped):
    from tertius.triangle.triangle import triangle

    day = date(2016, 11, 1)
    assert tt.triangle("USA", "RUS", "CHN", as_of=day, atlas=shipped).to_dict() == (
        triangle("USA", "RUS", "CHN", as_of=day, atlas=shipped).to_dict()
    )
    with pytest.raises(ImpossibleQuestion):
        tt.triangle("USA", "USA", "CHN", as_of=day, atlas=shipped)


def test_the_backtest_is_the_kept_record(shipped, monkeypatch):
    from tertius.forecasting.backtest.kept_record import kept_backtest

    monkeypatch.setenv("TERTIUS_ATLAS", str(shipped.root))
    assert tt.backtest() == kept_backtest(shipped)
    assert isinstance(tt.backtest().only(5), tt.Backtest)


def test_everything_at_the_door_is_there():
    assert set(dir(tt)) == set(tt.__all__)
    assert all(callable(getattr(tt, name)) for name in tt.__all__)


def test_a_name_that_is_not_there_is_said_so():
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = tt.nonsense


def test_every_name_of_the_door_can_be_called() -> None:
    assert [n for n in tt.__all__ if not callable(getattr(tt, n))] == []
