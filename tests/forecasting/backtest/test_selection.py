"""Terms earn their place from forecasts that had come due, in both kinds of votes, and the triad never votes."""

from __future__ import annotations

import numpy as np
import pytest

from tertius.forecasting.backtest.forecasts import Rows
from tertius.forecasting.backtest.selection import (
    FEWEST_ORIGINS,
    choices,
    chosen,
    earned,
    joint_tasks,
    model_of,
    surprise,
)
from tertius.forecasting.binary_target import BinaryTarget

TARGET = BinaryTarget("T1c toward", "line", 2, None, 1, 0.3, 5)
STATES = tuple(range(1000, 1100))


def rows_with(votes: str, *, states=STATES, good: bool = True, years: int = 40, seed: int = 0) -> Rows:
    """Forty years of all states; the rate is flat, position knows the truth or knows its opposite."""
    rng = np.random.default_rng(seed)
    state = np.tile(np.arange(len(states)), years)
    origin = np.repeat(np.arange(1978, 1978 + years), len(states))
    true = np.where(rng.random(state.size) < 0.2, 0.4, 0.02)
    outcome = (rng.random(state.size) < true).astype(float)
    told = true if good else true[::-1].copy()
    flat = np.full(state.size, outcome.mean())
    p = {
        "recency": flat,
        "position unheld": told,
        "trend unheld": flat.copy(),
        "restlessness unheld": flat,
        "leader unheld": flat,
        "rate+position": 0.9 * told,
    }
    return Rows(TARGET, votes, state, origin, outcome, outcome, p)


def test_surprise_by_hand():
    assert surprise(np.array([0.2, 0.2, 0.0]), np.array([1.0, 0.0, 1.0])) == pytest.approx(
        [-np.log(0.2), -np.log(0.8), -np.log(1e-3)]
    )


def test_a_term_that_knows_earns_and_one_that_repeats_the_rate_does_not():
    rows = rows_with("same")
    good, flat = (earned(rows, term, STATES) for term in ("position", "trend"))
    assert good.kept
    assert 0 < good.low < good.gain < good.high
    assert (flat.gain, flat.kept) == (0, False)


def test_too_few_origins_earn_nothing():
    assert earned(rows_with("same", years=FEWEST_ORIGINS - 1), "position", STATES) is None
    assert earned(rows_with("same", years=FEWEST_ORIGINS), "position", STATES) is not None


def test_the_first_triad_has_no_say():
    triad = (2, 365, 710, *STATES[3:])
    rows = rows_with("same", states=triad)
    assert earned(rows, "position", triad).n == 40 * 97
    only = rows.where(rows.state < 3)
    assert earned(only, "position", triad) is None


def test_a_term_must_earn_with_the_same_votes_and_with_disjoint_halves():
    good, bad = rows_with("same"), rows_with("disjoint", good=False)
    assert chosen([good, rows_with("disjoint", seed=1)], 2010, STATES) == ("position",)
    assert chosen([good, bad], 2010, STATES) == ()


def test_a_choice_rests_on_forecasts_that_had_come_due():
    both = {"same": rows_with("same"), "disjoint": rows_with("disjoint", seed=1)}
    made = {c.origin: c for c in choices(both, STATES, range(1978, 2018))}
    # Fifteen origins from 1978 have come due in 1992 + 5.
    assert made[1996].terms == ()
    assert made[1997].terms == ("position",)


def test_outcomes_after_an_origin_do_not_change_its_choice():
    both = {"same": rows_with("same"), "disjoint": rows_with("disjoint", seed=1)}
    before = choices(both, STATES, range(1978, 2006))
    for rows in both.values():
        late = rows.origin + TARGET.horizon > 2005
        rows.outcome[late] = 1 - rows.outcome[late]
    assert choices(both, STATES, range(1978, 2006)) == before
    assert choices(both, STATES, range(1978, 2018)) != (*before, *before[:12])


def test_the_model_is_the_rate_until_something_earned_and_held_to_it_after():
    both = {"same": rows_with("same"), "disjoint": rows_with("disjoint", seed=1)}
    made = choices(both, STATES, range(1978, 2018))
    rows = both["same"]
    p = model_of(rows, made)
    early = rows.origin < 1997
    assert np.array_equal(p[early], rows.p["recency"][early])
    assert np.array_equal(p[~early], rows.p["rate+position"][~early])


def test_nothing_is_fitted_together_where_at_most_one_term_earned(small_raw, small_plan):
    assert joint_tasks(small_raw.forecasts, small_raw.truth, small_plan.targets, small_plan.origins) == ()
