"""The model: with no term it is the rate, in the mean it is too, and it learns from ended windows only."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import expit, logit

from tertius.forecasting.base_rate import recent_rate
from tertius.forecasting.binary_target import BinaryTarget
from tertius.forecasting.realignment_model import FURTHEST, fit, panel, position_only

TARGET = BinaryTarget("T1b toward", "closeness", 2, 365, 1, 0.15, 5)
N, YEARS = 150, 40


@pytest.fixture(scope="module")
def seen():
    """States whose position tells whether they will move: the lower, the likelier."""
    rng = np.random.default_rng(3)
    place = np.cumsum(rng.normal(0, 0.06, (N, YEARS)), axis=1)
    back = place - 0.25 * np.roll(place, 5, axis=1)
    terms = {"position": back, "noise": rng.normal(size=(N, YEARS)), "constant": np.ones((N, YEARS))}
    return panel(TARGET, tuple(range(N)), back, terms, 1960)


def now(seen) -> dict[str, np.ndarray]:
    return {name: term[:, -1] for name, term in seen.terms.items()}


def test_without_a_term_the_model_is_the_rate(seen):
    fitted = fit(seen)
    _, columns, outcome = seen.labels()
    assert fitted.rate == recent_rate(outcome, (columns.max() - columns).astype(float)).rate
    assert fitted.forecast(now(seen)) == pytest.approx(fitted.rate)
    assert fitted.contributions({}) == ()
    assert fitted.half_width({}) == 0
    assert fitted.held(now(seen), np.ones(N, dtype=bool)) is fitted


def test_what_tells_moves_apart_gets_a_coefficient_and_noise_gets_little(seen):
    fitted = fit(seen, ("position", "noise"))
    level, position, noise = fitted.coefficients
    assert position < -0.2
    assert abs(noise) < abs(position) / 2
    assert abs(level) < 0.3


@pytest.mark.parametrize("held", [False, True], ids=["as fitted", "held to the rate"])
def test_contributions_add_up_to_the_difference_from_the_rate(seen, held):
    fitted = fit(seen, ("position", "noise"))
    if held:
        fitted = fitted.held(now(seen), np.ones(N, dtype=bool))
    p = fitted.forecast(now(seen))
    for row in range(N):
        values = {name: float(v[row]) for name, v in now(seen).items()}
        parts = fitted.contributions(values)
        assert logit(p[row]) - logit(fitted.rate) == pytest.approx(sum(c.log_odds for c in parts), abs=1e-9)
    assert [c.term for c in parts] == ["level", "position", "noise"]


def test_held_to_the_rate_the_forecasts_of_the_placed_have_it_for_a_mean(seen):
    fitted = fit(seen, ("position", "noise"))
    placed = np.arange(N) % 3 > 0
    held = fitted.held(now(seen), placed)
    assert held.forecast(now(seen))[placed].mean() == pytest.approx(fitted.rate, abs=1e-12)
    assert held.coefficients[1:] == fitted.coefficients[1:]
    # Who is likelier than whom is left alone: all log odds move by one number.
    moved = held.log_odds(now(seen)) - fitted.log_odds(now(seen))
    assert moved == pytest.approx(held.coefficients[0] - fitted.coefficients[0])


def test_log_odds_that_spread_around_the_rate_raise_the_mean_and_the_level_takes_it_back(seen):
    spread = replace(fit(seen, ("noise",)), coefficients=(0.0, 1.5))
    everybody = np.ones(N, dtype=bool)
    assert spread.forecast(now(seen)).mean() > 1.2 * spread.rate
    assert spread.held(now(seen), everybody).coefficients[0] < -0.2
    far = replace(spread, coefficients=(0.0, 8.0)).held(now(seen), everybody)
    assert far.forecast(now(seen)).mean() == pytest.approx(spread.rate, abs=1e-9)


def test_where_nobody_is_placed_the_level_stays_as_fitted(seen):
    fitted = fit(seen, ("position",))
    assert fitted.held(now(seen), np.zeros(N, dtype=bool)) is fitted


def test_the_doubt_of_a_held_model_is_that_of_the_coefficients_with_the_level_held_again(seen):
    """Against the definition: coefficients moved a little, the level solved anew, by differences."""
    everybody = np.ones(N, dtype=bool)
    fitted = fit(seen, ("position", "noise"))
    held = fitted.held(now(seen), everybody)
    values = {name: np.array([term[4]]) for name, term in now(seen).items()}

    def log_odds(k: int, by: float) -> float:
        moved = list(fitted.coefficients)
        moved[k] += by
        return float(replace(fitted, coefficients=tuple(moved)).held(now(seen), everybody).log_odds(values)[0])

    slope = np.array([(log_odds(k, 1e-5) - log_odds(k, -1e-5)) / 2e-5 for k in range(3)])
    assert slope[0] == pytest.approx(0, abs=1e-6)
    wanted = 1.6448536269514722 * np.sqrt(slope @ fitted.covariance @ slope)
    assert held.half_width({name: float(v[0]) for name, v in values.items()}) == pytest.approx(wanted, rel=1e-4)


def test_a_missing_value_adds_nothing_and_says_so(seen):
    fitted = fit(seen, ("position",))
    level, position = fitted.contributions({"position": float("nan")})
    assert (position.value, position.log_odds) == (None, 0.0)
    assert fitted.forecast({"position": np.array([np.nan])})[0] == pytest.approx(
        expit(logit(fitted.rate) + level.log_odds)
    )


def test_a_value_never_seen_is_held_where_history_ends(seen):
    fitted = fit(seen, ("position",))
    edge = fitted.mean[0] - FURTHEST * fitted.spread[0]
    far = fitted.forecast({"position": np.array([edge, edge - 100])})
    assert far[0] == pytest.approx(far[1])


def test_a_term_that_never_varied_adds_nothing(seen):
    fitted = fit(seen, ("constant",))
    assert fitted.coefficients[1] == pytest.approx(0)


def test_no_window_ended_is_no_model(seen):
    young = panel(TARGET, seen.states, np.zeros((N, 4)), {"position": np.zeros((N, 4))}, 1960)
    assert fit(young, ("position",)) is None
    assert position_only(young, 3) is None


def test_windows_that_have_not_ended_teach_nothing(seen):
    known = panel(TARGET, seen.states, seen.terms["position"], seen.terms, 1960)
    _, columns, _ = known.labels()
    assert columns.max() == YEARS - 1 - TARGET.horizon


def test_more_states_in_a_block_widen_the_doubt(seen):
    fitted = fit(seen, ("position",))
    values = {"position": float(seen.terms["position"][0, -1])}
    assert 0 < fitted.half_width(values) < 3


def test_position_alone_follows_position(seen):
    p = position_only(seen, YEARS - 1)
    place = seen.terms["position"][:, -1]
    assert np.corrcoef(p, place)[0, 1] < -0.8
    assert ((p > 0) & (p < 1)).all()
