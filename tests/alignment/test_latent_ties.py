"""The fit of all ties: its shape, its honesty about the future, and the doors that refuse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest

from tertius.alignment.latent_ties import REFERENCE, TieOptions, fit_ties
from tertius.errors import OutsideCoverage

LATE = date(2026, 11, 22)
QUICK = TieOptions(sample=300, iterations=6, rounds=2)


@pytest.fixture(scope="module")
def pairs(shipped):
    table = shipped.table("dyads").filter(pl.col("year") == 1985).select("a", "b").collect()
    some = table.sample(500, seed=1).to_numpy()
    wanted = np.array([[2, 365], [365, 710], [2, 710], [2, 200], [2, 40]])
    return np.unique(np.concatenate([some, wanted]), axis=0).astype(np.int16)


@pytest.fixture(scope="module")
def fitted(shipped, pairs):
    return fit_ties(shipped, as_of=LATE, pairs=pairs, options=QUICK)


def test_every_pair_has_a_tie_from_its_first_to_its_last_year(fitted):
    for row in range(len(fitted.pairs)):
        seen = np.flatnonzero(fitted.observed[row])
        inside = np.flatnonzero(np.isfinite(fitted.mean[row]))
        assert (inside[0], inside[-1]) == (seen[0], seen[-1])
        assert len(inside) == inside[-1] - inside[0] + 1
    assert (fitted.sd[np.isfinite(fitted.sd)] > 0).all()


def test_the_scale_is_that_of_the_average_pair_of_1970_to_1989(fitted):
    first, last = (fitted.column(y) for y in REFERENCE)
    mean, sd = fitted.mean[:, first : last + 1], fitted.sd[:, first : last + 1]
    inside = np.isfinite(mean)
    assert mean[inside].mean() == pytest.approx(0, abs=0.15)
    assert (mean[inside] ** 2 + sd[inside] ** 2).mean() == pytest.approx(1, abs=0.25)


def test_an_ally_stands_above_a_rival(fitted):
    t = fitted.column(1980)
    britain, cuba = fitted.mean[fitted.row(2, 200), t], fitted.mean[fitted.row(40, 2), t]
    assert britain > 1 > 0 > cuba


def test_the_filter_knows_less_than_the_smoother(fitted):
    both = np.isfinite(fitted.filtered_sd) & (fitted.observed > 0)
    t = fitted.column(1975)
    row = fitted.row(365, 710)
    assert fitted.filtered_mean[row, t] != pytest.approx(fitted.mean[row, t])
    assert np.isfinite(fitted.filtered_mean[both]).all()


def test_a_fit_of_an_earlier_day_ends_before_it_and_ignores_what_followed(shipped, pairs):
    then = fit_ties(shipped, as_of=date(1990, 6, 1), pairs=pairs[:60], options=replace(QUICK, iterations=2))
    assert then.years.stop - 1 <= 1989
    assert then.parameters.events is None


def test_parameters_given_are_taken(shipped, pairs, fitted):
    again = fit_ties(shipped, as_of=date(2000, 6, 1), pairs=pairs[:40], parameters=fitted.parameters, options=QUICK)
    assert again.parameters is fitted.parameters


def test_monthly_scores_narrow_chinas_ties_and_leave_others_alone(shipped, pairs, fitted):
    without = fit_ties(
        shipped, as_of=LATE, pairs=pairs, parameters=replace(fitted.parameters, events=None), options=QUICK
    )
    t = fitted.column(2015)
    china, other = fitted.row(365, 710), fitted.row(2, 365)
    assert fitted.sd[china, t] < without.sd[china, t]
    assert fitted.mean[other, t] == without.mean[other, t]
    assert fitted.observed[china, t] == without.observed[china, t] + 1


def test_the_frame_holds_one_row_a_pair_and_year(fitted):
    frame = fitted.to_frame()
    assert frame.height == np.isfinite(fitted.mean).sum()
    assert frame.select(pl.struct("a", "b", "year").is_duplicated().any()).item() is False


def test_it_says_what_the_tie_is_made_of(fitted):
    assert "UN votes" in fitted.explain()
    assert fitted.parameters.to_frame().height == 6


def test_arrays_cannot_be_written_to(fitted):
    with pytest.raises(ValueError, match="read-only"):
        fitted.mean[0, 0] = 1.0


def test_a_pair_or_a_year_outside_is_not_known(fitted):
    assert fitted.row(2, 999) is None
    with pytest.raises(OutsideCoverage, match="1900"):
        fitted.column(1900)
