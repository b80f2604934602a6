"""The filter and smoother against published figures, and against the joint normal distribution written out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.stats import multivariate_normal, norm

from tertius.errors import ImpossibleQuestion
from tertius.measures.kalman import StateSpace, local_level, monthly_with_year, student_weights, track

# Annual flow of the Nile at Aswan, 1871 to 1970, in 10^8 m3: the example of Durbin & Koopman (2012), chapter 2.
NILE = np.array(
    [
        *(
            1120,
            1160,
            963,
            1210,
            1160,
            1160,
            813,
            1230,
            1370,
            1140,
            995,
            935,
            1110,
            994,
            1020,
            960,
            1180,
            799,
            958,
            1140,
        ),
        *(1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969),
        *(831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759),
        *(781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890),
        *(744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740),
    ],
    dtype=float,
)


def test_the_nile_has_the_variances_of_the_book():
    # Durbin & Koopman (2012), section 2.10.3: 15,099 and 1,469.1.
    def loss(logs):
        return -float(track(NILE[None, :, None], local_level(*np.exp(logs))).log_likelihood[0])

    best = minimize(loss, np.log([10_000, 1_000]), method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-8})
    assert np.exp(best.x) == pytest.approx([15_099, 1_469.1], rel=1e-3)


def test_equal_variances_give_the_golden_section_as_steady_gain():
    found = track(np.zeros((1, 60, 1)), local_level(1.0, 1.0))
    # Gain = P / (P + r) with P the variance before the observation; filtered variance = gain * r.
    assert found.filtered_var[0, -1, 0] == pytest.approx((np.sqrt(5) - 1) / 2, abs=1e-9)


def test_twelve_equal_months_make_a_year_of_that_value():
    transition, shock, start = monthly_with_year(0.9, 1.0)
    model = StateSpace(
        transition,
        np.column_stack([np.full(12, shock), np.zeros(12)]),
        np.array([1.0, 1 / 12]),
        np.array([0, 1]),
        np.array([-1, -1]),
        np.ones(2),
        np.zeros(2),
        np.array([1e-9, 1.0]),
        np.zeros(2),
        np.diag([start, 0.0]),
    )
    y = np.full((1, 24, 2), np.nan)
    y[0, :12, 0] = 0.7
    y[0, 12:, 0] = -0.2
    found = track(y, model)
    assert found.mean[0, 11, 1] == pytest.approx(0.7, abs=1e-6)
    assert found.mean[0, 23, 1] == pytest.approx(-0.2, abs=1e-6)
    assert found.mean[0, 5, 1] == pytest.approx(0.35, abs=1e-6)


@pytest.mark.parametrize("phi", [0.3, 0.9, 0.99])
def test_yearly_means_of_the_monthly_state_behave_like_the_yearly_one(phi):
    transition, shock, start = monthly_with_year(phi, 2.0)
    month = transition[0, 0, 0]
    assert shock == pytest.approx(start * (1 - month**2))
    lags = np.abs(np.subtract.outer(np.arange(24), np.arange(24)))
    cover = start * month**lags
    year = np.kron(np.eye(2), np.full((1, 12), 1 / 12))
    both = year @ cover @ year.T
    assert both[0, 0] == pytest.approx(2.0)
    assert both[0, 1] / both[0, 0] == pytest.approx(phi, abs=1e-6)


def test_a_yearly_correlation_outside_zero_to_one_is_refused():
    with pytest.raises(ImpossibleQuestion, match="between 0 and 1"):
        monthly_with_year(1.0, 1.0)


def two_states(phi, own, loading, level, noise, shock=0.5):
    """A factor and one indicator's own part, seen by two indicators, the first without a part of its own."""
    return StateSpace(
        np.diag([phi, own])[None],
        np.array([[shock, 0.3]]),
        np.array([1.0, 0.0]),
        np.array([0, 0]),
        np.array([-1, 1]),
        np.asarray(loading),
        np.asarray(level),
        np.asarray(noise),
        np.zeros(2),
        np.diag([1.0, 0.8]),
    )


def written_out(y, extra, weights, model):
    """Mean and variance of all states given all observations, and the density, from the joint normal."""
    steps, m = y.shape[0], model.shock.shape[1]
    period = len(model.transition)
    cover = np.zeros((steps * m, steps * m))
    now = model.start_var
    blocks = []
    for t in range(steps):
        turn = model.transition[t % period]
        scaled = model.shock[t % period] / weights[t]
        shock = np.diag(np.concatenate([[0.0], scaled[1:]])) + scaled[0] * np.outer(model.entry, model.entry)
        now = turn @ now @ turn.T + shock
        blocks.append((turn, now))
    for t in range(steps):
        across = blocks[t][1]
        cover[t * m : (t + 1) * m, t * m : (t + 1) * m] = across
        for s in range(t + 1, steps):
            across = blocks[s][0] @ across
            cover[s * m : (s + 1) * m, t * m : (t + 1) * m] = across
            cover[t * m : (t + 1) * m, s * m : (s + 1) * m] = across.T
    rows, values, errors = [], [], []
    for t in range(steps):
        for k in range(y.shape[1]):
            if np.isfinite(y[t, k]):
                row = np.zeros(steps * m)
                row[t * m + model.at[k]] += model.loading[k]
                if model.own[k] >= 0:
                    row[t * m + model.own[k]] += 1
                rows.append(row)
                values.append(y[t, k] - model.level[k])
                errors.append(model.noise[k] + extra[t, k])
    if not rows:
        return np.zeros(steps * m), cover, 0.0
    seen, out = np.array(rows), np.array(values)
    inner = seen @ cover @ seen.T + np.diag(errors)
    gain = cover @ seen.T @ np.linalg.inv(inner)
    return gain @ out, cover - gain @ seen @ cover, multivariate_normal(np.zeros(len(out)), inner).logpdf(out)


finite = st.floats(-3, 3)
maybe = st.one_of(finite, st.just(float("nan")))


@settings(max_examples=60, deadline=None)
@given(
    y=st.lists(st.tuples(maybe, maybe), min_size=1, max_size=5),
    phi=st.floats(0, 1),
    own=st.floats(-0.5, 1),
    loading=st.tuples(finite, finite),
    noise=st.tuples(st.floats(0.05, 2), st.floats(0.05, 2)),
    boost=st.floats(0.1, 5),
)
def test_it_is_the_joint_normal_conditioned(y, phi, own, loading, noise, boost):
    seen = np.array(y)[None]
    extra = np.full(seen.shape, 0.1)
    weights = np.full((1, seen.shape[1], 2), boost)
    model = two_states(phi, own, loading, (0.2, -0.1), noise)
    found = track(seen, model, extra=extra, weights=weights)
    mean, cover, density = written_out(seen[0], extra[0], weights[0], model)
    np.testing.assert_allclose(found.mean[0].ravel(), mean, atol=1e-8)
    np.testing.assert_allclose(found.var[0].ravel(), np.diag(cover), atol=1e-8)
    assert found.log_likelihood[0] == pytest.approx(density, abs=1e-7)
    for t in range(1, seen.shape[1]):
        late, early = 2 * t, 2 * t - 2
        square = (
            cover[late, late] + mean[late] ** 2
            - 2 * phi * (cover[late, early] + mean[late] * mean[early])
            + phi**2 * (cover[early, early] + mean[early] ** 2)
        )  # fmt: skip
        assert found.shock_square[0, t, 0] == pytest.approx(square, abs=1e-7)


def test_the_filter_is_the_smoother_of_the_data_so_far():
    rng = np.random.default_rng(0)
    y = rng.normal(size=(1, 6, 2))
    y[0, 2, 1] = np.nan
    model = two_states(0.8, 0.5, (1.0, 0.7), (0.0, 0.0), (0.3, 0.2))
    whole = track(y, model)
    for t in range(6):
        so_far = track(y[:, : t + 1], model)
        np.testing.assert_allclose(whole.filtered_mean[:, t], so_far.mean[:, t], atol=1e-9)
        np.testing.assert_allclose(whole.filtered_var[:, t], so_far.var[:, t], atol=1e-9)


def test_outside_its_span_a_series_is_not_estimated():
    found = track(np.zeros((2, 5, 1)), local_level(1, 1), span=(np.array([1, 0]), np.array([3, 4])))
    assert np.isnan(found.mean[0, [0, 4], 0]).all()
    assert np.isfinite(found.mean[0, 1:4]).all()
    assert np.isfinite(found.mean[1]).all()


def test_a_large_share_of_missing_years_widens_and_does_not_move():
    y = np.full((1, 9, 1), np.nan)
    y[0, [0, 8], 0] = 1.0
    found = track(y, local_level(0.1, 1.0))
    assert found.mean[0, 4, 0] == pytest.approx(1.0, abs=1e-5)
    assert found.var[0, 4, 0] > found.var[0, 1, 0] > found.var[0, 0, 0]


def test_figures_do_not_depend_on_threads_or_on_the_other_series():
    y = np.random.default_rng(1).normal(size=(1100, 7, 1))
    one, two = (track(y, local_level(1, 0.5), threads=n) for n in (1, 2))
    np.testing.assert_array_equal(one.mean, two.mean)
    np.testing.assert_array_equal(one.by_state, two.by_state)
    np.testing.assert_array_equal(track(y[5:6], local_level(1, 0.5)).mean, one.mean[5:6])


def test_inputs_are_left_alone():
    y = np.random.default_rng(2).normal(size=(3, 4, 1))
    before = y.copy()
    track(y, local_level(1, 1))
    np.testing.assert_array_equal(y, before)


@pytest.mark.parametrize("shape", [(3, 4), (3, 4, 2)])
def test_observations_of_another_shape_are_refused(shape):
    with pytest.raises(ImpossibleQuestion, match="one column an indicator"):
        track(np.zeros(shape), local_level(1, 1))


def test_a_negative_variance_is_refused():
    with pytest.raises(ImpossibleQuestion, match="zero or more"):
        local_level(-1.0, 1.0)


def test_weights_of_a_student_shock_by_hand():
    got = student_weights(np.array([[0.0, 2.0, 50.0, np.nan]]), np.full(4, 2.0), freedom=5)
    np.testing.assert_allclose(got, [[6 / 5, 1.0, 6 / 30, 1.0]])
    np.testing.assert_array_equal(student_weights(np.ones((2, 2)), np.ones(2), freedom=np.inf), 1.0)


def test_reweighing_finds_the_mode_under_student_shocks():
    # One step, an exact observation of the state: the mode of log t5(shock) is the observation itself; with noise the
    # stationary point of the reweighted estimate solves the penalised likelihood's first-order condition.
    y, noise, scale = 4.0, 0.5, 0.2
    weight = 1.0
    for _ in range(500):
        model = StateSpace(
            np.ones((1, 1, 1)), np.array([[scale]]), np.ones(1), np.zeros(1, dtype=int), np.full(1, -1),
            np.ones(1), np.zeros(1), np.array([noise]), np.zeros(1), np.zeros((1, 1)),
        )  # fmt: skip
        mean = track(np.array([[[y]]]), model, weights=np.full((1, 1, 1), weight)).mean[0, 0, 0]
        weight = 6 / (5 + mean**2 / scale)
    slope = (y - mean) / noise - 6 * mean / (5 * scale + mean**2)
    assert slope == pytest.approx(0, abs=1e-6)
    assert norm.pdf(y - mean, scale=np.sqrt(noise)) > 0
