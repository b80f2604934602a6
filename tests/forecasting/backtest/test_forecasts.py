"""Results of tasks under the names of what was asked, and rows that hold a forecast beside its outcome."""

from __future__ import annotations

import numpy as np
import pytest

from tertius.forecasting.backtest.forecasts import Forecasts, Rows, Truth, gather, rows_of
from tertius.forecasting.backtest.origin import RATES, Asked
from tertius.forecasting.binary_target import BinaryTarget

TARGET = BinaryTarget("T1c toward", "line", 2, None, 1, 0.3, 5)
KEY = TARGET.key


def table(*columns: float) -> np.ndarray:
    return np.tile(np.array(columns), (3, 1))


@pytest.fixture
def gathered() -> Forecasts:
    single = Asked(1980, "same")
    arrays = {
        f"p {KEY}": table(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7),
        "q line 0 5": np.zeros((4, 2)),
        "m line 0 5": np.zeros(3),
    }
    return gather({single: arrays}, (TARGET,))


def test_columns_are_named_by_their_method(gathered):
    at = (KEY, "same", 1980)
    assert gathered.methods[at] == (*RATES, "position unheld", "rate+position", "trend unheld")
    assert len(set(gathered.methods[at])) == 7
    assert set(gathered.moves) == {("line 0 5", "same", 1980)}


def test_sets_of_terms_are_joined_to_the_singles(gathered):
    asked = Asked(1980, "same", ((KEY, (("position", "trend"),)),))
    more = gather({asked: {f"p {KEY}": table(0.9)}}, (TARGET,))
    both = gathered.joined(more)
    at = (KEY, "same", 1980)
    assert both.methods[at][-1] == "rate+position+trend"
    assert both.p[at].shape == (3, 8)
    assert both.p[at][0, -1] == 0.9


def test_rows_leave_out_states_without_an_outcome(gathered):
    net = np.full((3, 40), np.nan)
    net[:, 1980 - 1946] = (0.5, np.nan, 0.1)
    truth = Truth((2, 20, 40), {("line", None, 5, "all"): net})
    rows = rows_of(gathered, truth, TARGET, "same", range(1978, 1990))
    assert rows.state.tolist() == [0, 2]
    assert rows.outcome.tolist() == [1, 0]
    assert rows.origin.tolist() == [1980, 1980]
    assert rows.p["recency"].tolist() == [0.2, 0.2]


def test_a_set_that_was_not_fitted_somewhere_is_missing_there():
    p = {(KEY, "same", 1980): table(*[0.1] * 4, 0.5), (KEY, "same", 1981): table(*[0.1] * 4)}
    methods = {(KEY, "same", 1980): (*RATES, "rate+position"), (KEY, "same", 1981): RATES}
    truth = Truth((2, 20, 40), {("line", None, 5, "all"): np.zeros((3, 40))})
    rows = rows_of(Forecasts(methods, p, {}), truth, TARGET, "same", range(1980, 1982))
    assert isinstance(rows, Rows)
    assert np.isnan(rows.p["rate+position"]).tolist() == [False] * 3 + [True] * 3
