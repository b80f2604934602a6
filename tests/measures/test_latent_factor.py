"""The factor and its parameters: recovered from data made with known ones, and safe against one dominant indicator."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tertius.measures.kalman import MONTHS, track
from tertius.measures.latent_factor import (
    FactorModel,
    FactorPanel,
    first_guess,
    fit_factor,
    monthly_space,
    own_maximised,
    smooth,
    yearly_space,
)

TRUE = FactorModel(
    phi=0.95,
    shock=1 - 0.95**2,
    freedom=np.inf,
    loading=np.array([0.8, 0.6, 0.4, 0.2]),
    level=np.array([1.0, -1.0, 0.0, 3.0]),
    noise=np.array([0.1, 0.2, 0.1, 0.3]),
    own_phi=np.full(4, 0.95),
    own_var=np.array([0.3, 0.4, 0.5, 0.6]),
)


def made(n: int = 600, steps: int = 30, seed: int = 0, missing: float = 0.2) -> tuple[np.ndarray, FactorPanel]:
    """Factors and what is seen of them."""
    rng = np.random.default_rng(seed)
    k = TRUE.loading.size

    def ar(phi: float, var: float) -> np.ndarray:
        out = np.empty((n, steps))
        out[:, 0] = rng.normal(size=n) * np.sqrt(var)
        for t in range(1, steps):
            out[:, t] = phi * out[:, t - 1] + rng.normal(size=n) * np.sqrt(var * (1 - phi**2))
        return out

    x = ar(TRUE.phi, 1.0)
    own = np.stack([ar(TRUE.own_phi[j], TRUE.own_var[j]) for j in range(k)], axis=2)
    y = TRUE.level + x[..., None] * TRUE.loading + own + rng.normal(size=(n, steps, k)) * np.sqrt(TRUE.noise)
    y[rng.random(y.shape) < missing] = np.nan
    return x, FactorPanel(y, np.zeros(y.shape), np.zeros(n, dtype=np.int64), np.full(n, steps - 1))


@pytest.fixture(scope="module")
def fitted():
    x, panel = made()
    model, history = fit_factor(panel, first_guess(panel, freedom=np.inf), reference=slice(0, 30), iterations=30)
    return x, panel, model, history


def test_the_parameters_are_found_again(fitted):
    _, _, model, _ = fitted
    np.testing.assert_allclose(model.loading, TRUE.loading, atol=0.12)
    np.testing.assert_allclose(model.level, TRUE.level, atol=0.12)
    assert model.phi == pytest.approx(0.95, abs=0.015)
    np.testing.assert_allclose(model.communality, TRUE.communality, atol=0.1)


def test_the_factor_is_found_again_and_its_doubt_is_right(fitted):
    x, panel, model, _ = fitted
    found, _ = smooth(panel, yearly_space(model), model, rounds=1)
    mean, sd = found.mean[..., 0], np.sqrt(found.var[..., 0])
    assert np.corrcoef(mean.ravel(), x.ravel())[0, 1] > 0.8
    assert (np.abs(mean - x) < 1.645 * sd).mean() == pytest.approx(0.9, abs=0.03)
    assert (np.abs(mean - x) < 0.6745 * sd).mean() == pytest.approx(0.5, abs=0.04)


def test_it_has_mean_zero_and_variance_one_over_the_reference(fitted):
    _, panel, model, _ = fitted
    found, _ = smooth(panel, yearly_space(model), model, rounds=1)
    mean, var = found.mean[..., 0], found.var[..., 0]
    assert mean.mean() == pytest.approx(0, abs=0.05)
    assert (mean**2 + var).mean() - mean.mean() ** 2 == pytest.approx(1, abs=0.1)


def test_every_loading_is_positive_even_where_an_indicator_runs_the_other_way():
    _, panel = made(n=200)
    y = panel.y.copy()
    y[:, :, 3] = -y[:, :, 0]
    model, _ = fit_factor(replace(panel, y=y), first_guess(panel), reference=slice(0, 30), iterations=3)
    assert (model.loading > 0).all()


def test_an_indicator_that_moves_in_steps_does_not_become_the_factor():
    _, panel = made(n=300)
    rng = np.random.default_rng(5)
    y = panel.y.copy()
    change = rng.integers(1, 29, size=300)
    y[:, :, 3] = (np.arange(30) >= change[:, None]) * rng.choice([0.0, 1.0], 300)[:, None]
    stepped = replace(panel, y=y)
    model, _ = fit_factor(stepped, first_guess(stepped), reference=slice(0, 30), iterations=20)
    assert model.communality[3] < 0.2
    assert model.communality[0] > 0.4


def test_an_indicator_never_observed_keeps_its_first_guess():
    _, panel = made(n=100)
    gone = panel.without(2)
    start = first_guess(gone)
    model, _ = fit_factor(gone, start, reference=slice(0, 30), iterations=3)
    assert np.isfinite(model.loading).all()
    found, _ = smooth(gone, yearly_space(model), model, rounds=1)
    other = replace(model, loading=model.loading * np.array([1, 1, 9, 1]))
    again, _ = smooth(gone, yearly_space(other), other, rounds=1)
    np.testing.assert_allclose(found.mean, again.mean)


def test_sampling_variance_known_is_not_taken_for_the_indicators_own():
    rng = np.random.default_rng(7)
    _, panel = made(n=500, missing=0.0)
    noisy = panel.y.copy()
    noisy[:, :, 0] += rng.normal(size=noisy.shape[:2]) * np.sqrt(0.5)
    extra = np.zeros(noisy.shape)
    extra[:, :, 0] = 0.5
    model, _ = fit_factor(
        replace(panel, y=noisy, extra=extra), first_guess(panel, freedom=np.inf), reference=slice(0, 30), iterations=15
    )
    assert model.own_var[0] + model.noise[0] == pytest.approx(0.4, abs=0.12)


def test_a_sudden_change_is_followed_faster_by_student_shocks():
    y = np.zeros((1, 20, 4))
    y[:, 10:] = 4 * TRUE.loading
    y += TRUE.level
    panel = FactorPanel(y, np.full(y.shape, 0.3), np.zeros(1, dtype=np.int64), np.array([19]))
    normal = replace(TRUE, own_var=TRUE.own_var / 10)
    student = replace(normal, freedom=5.0, shock=normal.shock * 3 / 5)
    level, _ = smooth(panel, yearly_space(normal), normal, rounds=1)
    sharp, _ = smooth(panel, yearly_space(student), student, rounds=20)
    jumps = [found.mean[0, 10, 0] - found.mean[0, 9, 0] for found in (level, sharp)]
    assert jumps[1] > 2 * jumps[0] > 0


def test_without_monthly_scores_december_is_the_yearly_tie():
    _, panel = made(n=20, steps=15)
    nothing = replace(TRUE, **{n: np.zeros(0) for n in ("loading", "level", "noise", "own_phi", "own_var")})
    yearly = track(panel.y, yearly_space(TRUE), keep=1)
    y = np.full((20, 15 * MONTHS, 4), np.nan)
    y[:, MONTHS - 1 :: MONTHS] = panel.y
    monthly = track(y, monthly_space(TRUE, nothing), keep=2)
    got, wanted = monthly.mean[:, MONTHS - 1 :: MONTHS, 1], yearly.mean[..., 0]
    # A mean of months is not exactly an AR(1) from year to year: alike, not the same.
    assert np.abs(got - wanted).max() < 0.25
    assert np.corrcoef(got.ravel(), wanted.ravel())[0, 1] > 0.99


def test_monthly_scores_are_learnt_with_all_else_held():
    rng = np.random.default_rng(3)
    x, panel = made(n=80, steps=20, missing=0.0)
    scores = 0.5 + 0.3 * np.repeat(x, MONTHS, axis=1) + rng.normal(size=(80, 240)) * 0.4
    y = np.full((80, 240, 5), np.nan)
    y[:, MONTHS - 1 :: MONTHS, :4] = panel.y
    y[:, :, 4] = scores
    events = replace(
        TRUE,
        loading=np.array([0.1]),
        level=np.array([scores.mean()]),
        noise=np.array([0.2]),
        own_phi=np.array([0.5]),
        own_var=np.array([0.1]),
    )
    whole = FactorPanel(y, np.zeros(y.shape), np.zeros(80, dtype=np.int64), np.full(80, 239))
    for _ in range(25):
        tracked, _w = smooth(whole, monthly_space(TRUE, events), TRUE, rounds=1)
        events = own_maximised(events, tracked, after=4, spread=np.array([0.5]))
    assert events.loading[0] == pytest.approx(0.3, abs=0.07)
    assert events.level[0] == pytest.approx(0.5, abs=0.07)
    assert events.noise[0] + events.own_var[0] == pytest.approx(0.16, abs=0.05)
