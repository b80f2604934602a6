"""The latent tie with the poles as it could be known: the cut, the filter by year, and what historians know."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from tertius.alignment.latent_ties import TieOptions
from tertius.alignment.tie_panel import tie_panel
from tertius.forecasting.backtest.history import FIRST_YEAR, POLES, history_of
from tertius.forecasting.backtest.ties import LAGS, OTHERS, fit_ties_of, model_of_arrays, ties_with

ORIGIN = 1985
SHORT = TieOptions(iterations=3)


@pytest.fixture(scope="module")
def whole(shipped):
    return history_of(shipped)


@pytest.fixture(scope="module")
def shared(whole):
    return fit_ties_of(whole.known_at(ORIGIN), ORIGIN, options=SHORT)


def test_every_pair_with_a_pole_is_there_and_some_others(whole):
    pairs = whole.ties.pairs
    n = len(whole.states)
    with_pole = np.isin(pairs, POLES).any(axis=1)
    assert with_pole.sum() == 3 * (n - 1) - 3
    assert (~with_pole).sum() == OTHERS
    assert len({tuple(sorted(p)) for p in pairs.tolist()}) == len(pairs)
    assert np.isin(pairs[with_pole, 0], POLES).all()


def test_the_figures_are_those_of_the_latent_tie(whole, shipped):
    found = tie_panel(shipped, as_of=date(2029, 1, 1))
    for a, b in ((2, 200), (365, 710), (2, 365)):
        mine = whole.ties.values[[set(p) == {a, b} for p in whole.ties.pairs.tolist()]][0]
        wanted = found.panel.y[found.row(a, b), :, 1:]
        assert np.allclose(mine[: len(wanted)], wanted, equal_nan=True)


def test_a_figure_is_known_when_its_lag_is_over(whole):
    known = whole.known_at(1990).ties.values
    last = [int(np.flatnonzero(np.isfinite(known[:, :, k]).any(axis=0)).max()) + FIRST_YEAR for k in range(len(LAGS))]
    # Treaties, disputes and arms of the year itself; trade and organisations of the year before.
    assert last == [1990, 1990, 1990, 1989, 1989]


def test_a_years_tie_is_what_was_known_at_that_year(whole, shared):
    """With the same parameters, cutting the history at an earlier origin leaves every earlier value as it was."""
    model = model_of_arrays(shared)
    late = ties_with(whole.known_at(ORIGIN), POLES, model, ORIGIN)
    for origin in (1960, 1978, 1984):
        early = ties_with(whole.known_at(origin), POLES, model, origin)
        for pole in POLES:
            known = np.isfinite(early[pole])
            assert known.sum() > 1000
            assert late[pole][:, : origin - FIRST_YEAR + 1][known] == pytest.approx(early[pole][known], abs=1e-9)


def test_friends_stand_above_rivals_and_the_split_is_seen(whole, shared):
    tie = ties_with(whole.known_at(ORIGIN), POLES, model_of_arrays(shared), ORIGIN)
    row = whole.states.index
    assert tie[2][row(200), -1] > 1.5 > 0.5 > tie[2][row(365), 1960 - FIRST_YEAR]
    assert tie[365][row(710), 1955 - FIRST_YEAR] > tie[365][row(710), -1] + 1.5
    assert np.array_equal(tie[2][row(365)], tie[365][row(2)], equal_nan=True)
    assert np.isnan(tie[2][row(2)]).all()


def test_only_the_half_given_is_read(whole):
    one, two = (fit_ties_of(whole.known_at(1970).half(h), 1970, options=SHORT) for h in ("a", "b"))
    assert not np.array_equal(one["loading"], two["loading"])


def test_the_digest_is_of_pairs_and_figures(whole):
    other = replace(whole.ties, values=np.where(np.isfinite(whole.ties.values), 0.0, np.nan))
    assert other.digest() != whole.ties.digest() == replace(whole.ties).digest()


def test_the_history_without_ties_has_the_same_digest(whole, shipped):
    light = history_of(shipped, with_ties=False)
    assert light.ties is None
    assert light.digest() == whole.digest()
    assert replace(light, pairs_hash="other").digest() != whole.digest()
