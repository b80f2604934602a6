"""Forecasts of one origin: what they hold, and that nothing of the future enters them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tertius.alignment.latent_ties import TieOptions
from tertius.forecasting.backtest.history import FIRST_YEAR, Figure, History, day_of_origin, halves_of, history_of
from tertius.forecasting.backtest.origin import PAIRINGS, RATES, Asked, forecast_origin
from tertius.forecasting.backtest.ties import LAGS, fit_ties_of, model_of_arrays, ties_with
from tertius.forecasting.backtest.vintages import Vintage, estimate
from tertius.forecasting.base_rate import recent_rate
from tertius.forecasting.binary_target import BACKTESTED
from tertius.forecasting.targets import field
from tertius.forecasting.terms import closeness_course
from tertius.measures.ideal_points import Schedule
from tertius.provenance import known_at

SHORT = Schedule(sweeps=4, burn_in=3, thin=2, chains=1, threads=1)
ORIGINS = (1984, 2003)


@pytest.fixture(scope="module")
def whole(shipped) -> History:
    return history_of(shipped)


@pytest.fixture(scope="module", params=ORIGINS)
def origin(request) -> int:
    return request.param


@pytest.fixture(scope="module")
def poisoned(whole, origin) -> History:
    """Every vote and every figure that was not public at the origin replaced by noise."""
    rng = np.random.default_rng(666)
    votes = whole.votes
    later = (votes.known > np.datetime64(day_of_origin(origin))) | (votes.session > origin - 1945)
    noise = rng.integers(-1, 2, votes.answers.shape).astype(np.float32)
    answers = np.where(later[None, :], noise, votes.answers)
    figures = {}
    for name, figure in whole.figures.items():
        days = [known_at(FIRST_YEAR + k, figure.lag_days) for k in range(figure.values.shape[1])]
        hidden = np.array([d > day_of_origin(origin) for d in days])
        values = np.where(hidden[None, :], rng.uniform(0, 1, figure.values.shape), figure.values)
        figures[name] = Figure(values, figure.lag_days)
    ties = whole.ties
    values = ties.values.copy()
    for k, lag in enumerate(LAGS):
        hidden = [known_at(FIRST_YEAR + t, lag) > day_of_origin(origin) for t in range(values.shape[1])]
        values[:, hidden, k] = rng.normal(0, 2, values[:, hidden, k].shape)
    return replace(whole, votes=replace(votes, answers=answers), figures=figures, ties=replace(ties, values=values))


def asked_of(history: History, origin: int, pairing: str):
    vintages = {half: estimate(history, origin, half, SHORT) for half in dict.fromkeys(PAIRINGS[pairing])}
    sets = tuple((t.key, (("position",), ("position", "tie"))) for t in BACKTESTED[:3])
    known = history.known_at(origin).half(PAIRINGS[pairing][0])
    ties = fit_ties_of(known, origin, options=TieOptions(iterations=2))
    singles = forecast_origin(history, Asked(origin, pairing), vintages, ties=ties)
    return singles, forecast_origin(history, Asked(origin, pairing, sets), vintages, ties=ties)


@pytest.mark.parametrize("pairing", ["same", "ab"])
def test_poisoning_every_figure_after_the_origin_changes_no_forecast(whole, poisoned, origin, pairing):
    for one, two in zip(asked_of(whole, origin, pairing), asked_of(poisoned, origin, pairing), strict=True):
        assert set(one) == set(two)
        assert one
        for name in one:
            assert np.array_equal(one[name], two[name], equal_nan=True), name


def test_the_poison_is_there(whole, poisoned, origin):
    late = origin + 6
    (one, _), (two, _) = asked_of(whole, late, "same"), asked_of(poisoned, late, "same")
    changed = [name for name in one if not np.array_equal(one[name], two[name], equal_nan=True)]
    assert changed == list(one)
    ties = [h.known_at(late).ties.values for h in (whole, poisoned)]
    assert all(not np.array_equal(*(t[:, :, k] for t in ties), equal_nan=True) for k in range(len(LAGS)))
    known = poisoned.known_at(late).figures["trade with 710"].values
    assert not np.array_equal(known, whole.known_at(late).figures["trade with 710"].values, equal_nan=True)


def test_a_later_vintage_is_not_looked_at_beyond_its_own_origin(whole):
    """The estimate handed in decides which labels of the line are known."""
    early = {"all": estimate(whole, 1984, "all", SHORT)}
    one = forecast_origin(whole, Asked(1986, "same"), early)
    place = early["all"].place
    again = forecast_origin(whole, Asked(1986, "same"), {"all": Vintage(1984, "all", place.copy())})
    assert np.array_equal(one["p T1c toward USA-line 5"], again["p T1c toward USA-line 5"])


def test_the_other_half_of_the_votes_does_not_enter_what_the_tie_says(whole):
    """Predictors from half a: flipping every answer of half b moves labels, and no value of the tie."""
    of_b = halves_of(whole.votes.item)
    answers = np.where(of_b[None, :], -whole.votes.answers, whole.votes.answers)
    other = replace(whole, votes=replace(whole.votes, answers=answers))
    fits = []
    for history in (whole, other):
        known = history.known_at(1984).half("a")
        shared = fit_ties_of(known, 1984, options=TieOptions(iterations=1))
        fits.append((shared, ties_with(known, (2, 365), model_of_arrays(shared), 1984)))
    assert all(np.array_equal(fits[0][0][name], fits[1][0][name]) for name in fits[0][0])
    assert all(np.array_equal(fits[0][1][pole], fits[1][1][pole], equal_nan=True) for pole in (2, 365))


def test_the_rate_is_that_of_the_answer(whole):
    """The recency-weighted rate of an origin is the base rate of a question asked then."""
    votes = whole.known_at(1995).votes
    moves = field(votes, 2, 365, horizon=5)
    _, starts, outcomes = moves.labels()
    wanted = recent_rate(outcomes, starts.max() - starts).rate
    vintages = {"all": Vintage(1995, "all", np.full((len(whole.states), 50), np.nan))}
    found = forecast_origin(whole, Asked(1995, "same"), vintages)["p T1b toward USA-RUS 5"]
    assert found[:, RATES.index("recency")] == pytest.approx(wanted)
    assert found[:, RATES.index("long_run")] == pytest.approx(outcomes.mean())


def test_halves_give_other_forecasts(small_raw):
    p = small_raw.forecasts.p
    key = BACKTESTED[0].key
    assert not np.array_equal(p[key, "ab", 1985], p[key, "ba", 1985])


def test_every_forecast_is_a_probability(small_raw):
    for p in small_raw.forecasts.p.values():
        assert ((p > 0) & (p < 1)).all()


def test_the_model_of_an_origin_has_the_rate_for_a_mean_and_says_who(made_up, small_raw):
    target = next(t for t in BACKTESTED if t.measure == "closeness")
    known = made_up.known_at(1985)
    placed = np.isfinite(closeness_course(known, target.a, target.c, through=1985).place[:, -1])
    methods = small_raw.forecasts.methods[target.key, "same", 1985]
    p = dict(zip(methods, small_raw.forecasts.p[target.key, "same", 1985].T, strict=True))
    rate = p["recency"][0]
    assert p["rate+position"][placed].mean() == pytest.approx(rate, abs=1e-12)
    assert np.ptp(p["rate+position"][placed]) > 0.1 * rate
    assert p["position unheld"][placed].mean() != pytest.approx(rate, abs=1e-6)


def test_quantiles_rise(small_raw):
    assert small_raw.forecasts.moves
    for table, centre in small_raw.forecasts.moves.values():
        assert (np.diff(table, axis=1) >= 0).all()
        assert np.isfinite(centre).all()
