"""Positions as they could have been estimated: of the votes known, on the votes of one half."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tertius.forecasting.backtest.history import FIRST_YEAR, History
from tertius.forecasting.backtest.vintages import SCHEDULE, estimate, vintage_years
from tertius.measures.ideal_points import Schedule

SHORT = Schedule(sweeps=12, burn_in=8, thin=3, chains=1, threads=1)


def test_a_vintage_reaches_its_origin_and_not_further(made_up):
    found = estimate(made_up, 1980, "all", SHORT)
    assert found.place.shape == (12, 1980 - FIRST_YEAR + 1)
    assert np.isfinite(found.place[:, -1]).all()
    assert np.isnan(found.place[:, : 1960 - FIRST_YEAR]).all()


def test_later_votes_do_not_change_it(made_up):
    answers = made_up.votes.answers.copy()
    answers[:, made_up.votes.session > 1980 - 1945] = 1.0
    poisoned = History(replace(made_up.votes, answers=answers), made_up.figures)
    for half in ("all", "a"):
        one, two = (estimate(h, 1980, half, SHORT).place for h in (made_up, poisoned))
        assert np.array_equal(one, two, equal_nan=True)
    assert not np.array_equal(
        estimate(made_up, 1990, "all", SHORT).place, estimate(poisoned, 1990, "all", SHORT).place, equal_nan=True
    )


def test_halves_are_estimated_from_different_votes(made_up):
    a, b = (estimate(made_up, 1980, half, SHORT).place for half in ("a", "b"))
    assert not np.array_equal(a, b, equal_nan=True)


def test_vintages_are_made_every_few_origins():
    assert vintage_years(range(1978, 2019), 5) == tuple(range(1978, 2019, 5))


def test_fewer_sweeps_are_enough(shipped):
    """A tenth of the default's sweeps against the positions kept in the atlas, on the sessions to 1978."""
    from tertius.alignment.ideal_points import fit

    votes = shipped.final_rollcalls
    early = votes.where(votes.session <= 33)
    short = fit(early, schedule=SCHEDULE, seed=1)
    longer = fit(early, schedule=Schedule(sweeps=2100, burn_in=600, thin=10, chains=1, threads=1), seed=2)
    apart = short.mean() - longer.mean()
    assert np.corrcoef(short.mean(), longer.mean())[0, 1] > 0.998
    # The noise of sampling is a fraction of the doubt that the votes leave.
    assert np.sqrt(np.mean(apart**2)) < 0.5 * longer.sd().mean()
