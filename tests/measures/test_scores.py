"""Scores by hand, against their definitions, and from the design's test values."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.integrate import quad
from scipy.special import ndtr

from tertius.errors import ImpossibleQuestion
from tertius.measures.scores import (
    auc,
    brier,
    crps_ensemble,
    crps_normal,
    king_zeng_correction,
    log_score,
    logit_pool,
    murphy,
    skill,
)

forecasts = arrays(float, 12, elements=st.sampled_from([0.0, 0.05, 0.2, 0.5, 0.55, 0.9, 1.0]))
outcomes = arrays(int, 12, elements=st.integers(0, 1))


@pytest.fixture(scope="module")
def fixture(shared):
    """Values computed independently of this package."""
    return json.loads((shared / "model_test_fixtures.json").read_text())["scores"]


def test_twelve_forecasts_as_in_the_fixtures(fixture):
    wanted = fixture["murphy"]
    p, o = wanted["p"], wanted["o"]
    parts = murphy(p, o)
    assert brier(p, o) == pytest.approx(wanted["BS"])
    assert parts.reliability == pytest.approx(wanted["REL"])
    assert parts.resolution == pytest.approx(wanted["RES"])
    assert parts.uncertainty == pytest.approx(wanted["UNC"])
    assert skill(brier(p, o), parts.uncertainty) == pytest.approx(wanted["BSS"])
    assert log_score(p, o).score == pytest.approx(wanted["logloss"])
    assert log_score(p, o).clipped == 0


def test_crps_of_a_standard_normal_as_in_the_fixtures(fixture):
    assert crps_normal(0, 1, [0, 1]) == pytest.approx([fixture["crps_N01"]["y0"], fixture["crps_N01"]["y1"]])


def test_king_and_zengs_correction_as_in_the_fixtures(fixture):
    wanted = fixture["king_zeng"]
    assert king_zeng_correction(wanted["tau"], wanted["ybar"]) == pytest.approx(wanted["subtract"])


def test_pools_as_in_the_fixtures(fixture):
    wanted = fixture["logit_pool"]
    for key, a in (("a1", 1), ("a2", 2), ("a2.5", 2.5)):
        assert logit_pool(wanted["p"], a) == pytest.approx(wanted[key])


def test_fifty_per_cent_throughout_scores_a_quarter():
    assert brier([0.5] * 4, [0, 1, 1, 0]) == 0.25


@given(forecasts, outcomes)
def test_brier_is_its_definition(p, o):
    assert brier(p, o) == pytest.approx(sum((a - b) ** 2 for a, b in zip(p, o, strict=True)) / 12)


@given(forecasts, outcomes)
def test_murphys_parts_add_up_to_the_brier_score(p, o):
    parts = murphy(p, o)
    assert parts.brier == pytest.approx(brier(p, o))
    assert parts.resolution <= parts.uncertainty + 1e-12


@given(forecasts, outcomes)
def test_murphys_parts_are_their_definition(p, o):
    reliability = resolution = 0.0
    for value in set(p):
        group = [o[k] for k in range(12) if p[k] == value]
        frequency = sum(group) / len(group)
        reliability += len(group) * (value - frequency) ** 2 / 12
        resolution += len(group) * (frequency - sum(o) / 12) ** 2 / 12
    parts = murphy(p, o)
    assert (parts.reliability, parts.resolution) == pytest.approx((reliability, resolution))


def test_skill_is_one_when_perfect_zero_at_the_reference_and_negative_below():
    assert skill([0, 0.2, 0.3, np.nan], 0.2) == pytest.approx([1, 0, -0.5, np.nan], nan_ok=True)


def test_nothing_can_be_gained_over_a_perfect_reference():
    assert np.isnan(skill([0, 0.1], 0)).all()


def test_skill_wants_losses():
    with pytest.raises(ImpossibleQuestion, match="perfect"):
        skill(-0.1, 0.2)


@given(forecasts, outcomes)
def test_log_score_is_its_definition_and_counts_what_it_moved(p, o):
    total, moved = 0.0, 0
    for a, b in zip(p, o, strict=True):
        kept = min(max(a, 0.001), 0.999)
        moved += kept != a
        total -= math.log(kept if b else 1 - kept)
    found = log_score(p, o)
    assert found.score == pytest.approx(total / 12)
    assert found.clipped == moved


def test_certain_and_wrong_costs_infinity_without_a_clip():
    assert log_score([0.0], [1], clip=0).score == math.inf
    assert log_score([0.0], [1]).score == pytest.approx(-math.log(1e-3))
    assert log_score([1.0], [1], clip=0) == (0.0, 0)


@pytest.mark.parametrize("clip", [-0.1, 0.5, np.nan])
def test_a_clip_that_leaves_no_forecast_is_refused(clip):
    with pytest.raises(ImpossibleQuestion, match="clip"):
        log_score([0.5], [1], clip=clip)


@pytest.mark.parametrize(("mean", "sd", "y"), [(0.0, 1.0, 0.7), (1.5, 0.3, 1.0), (-2.0, 2.5, 3.0)])
def test_crps_of_a_normal_is_its_integral(mean, sd, y):
    below, _ = quad(lambda x: ndtr((x - mean) / sd) ** 2, -np.inf, y)
    above, _ = quad(lambda x: (1 - ndtr((x - mean) / sd)) ** 2, y, np.inf)
    assert crps_normal(mean, sd, y) == pytest.approx(below + above, abs=1e-7)


def test_a_normal_without_spread_scores_its_absolute_error():
    assert crps_normal([1.0, 2.0], 0, 2).tolist() == [1, 0]
    assert np.isnan(crps_normal(0, 1, np.nan))
    assert np.isnan(crps_normal(0, np.nan, 1))


def test_a_negative_spread_is_refused():
    with pytest.raises(ImpossibleQuestion, match="negative"):
        crps_normal(0, -1, 0)


@pytest.mark.parametrize("fair", [False, True])
@given(x=arrays(float, (3, 6), elements=st.floats(-5, 5)), y=arrays(float, 3, elements=st.floats(-5, 5)))
def test_crps_of_draws_is_its_definition(fair, x, y):
    found = crps_ensemble(x, y, fair=fair)
    for row in range(3):
        off = sum(abs(a - y[row]) for a in x[row]) / 6
        spread = sum(abs(a - b) for a in x[row] for b in x[row]) / (30 if fair else 36)
        assert found[row] == pytest.approx(off - spread / 2, abs=1e-9)


def test_one_draw_scores_its_absolute_error():
    assert crps_ensemble([2.0], 5.0) == 3
    with pytest.raises(ImpossibleQuestion, match="too few draws"):
        crps_ensemble([2.0], 5.0, fair=True)


def test_many_draws_of_a_normal_score_as_the_normal():
    x = np.random.default_rng(2).normal(size=200_000)
    assert crps_ensemble(x, 0.6) == pytest.approx(crps_normal(0, 1, 0.6), abs=0.005)


def test_the_fair_score_does_not_depend_on_the_number_of_draws():
    x = np.random.default_rng(4).normal(size=(20_000, 4))
    y = np.zeros(20_000)
    truth = float(crps_normal(0, 1, 0))
    assert crps_ensemble(x, y, fair=True).mean() == pytest.approx(truth, abs=0.01)
    assert crps_ensemble(x, y).mean() > truth + 0.05


def test_an_unknown_draw_or_outcome_makes_the_score_unknown():
    assert np.isnan(crps_ensemble([[1, np.nan], [1, 2]], [0, np.nan])).all()


def test_auc_by_hand():
    assert auc([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]) == 0.75
    assert auc([0.5, 0.5, 0.5], [0, 1, 1]) == 0.5
    assert math.isnan(auc([0.2, 0.3], [1, 1]))


@given(forecasts, outcomes)
def test_auc_is_its_definition(p, o):
    pairs = [(a, b) for a, x in zip(p, o, strict=True) for b, y in zip(p, o, strict=True) if x == 1 and y == 0]
    found = auc(p, o)
    if pairs:
        assert found == pytest.approx(sum((a > b) + (a == b) / 2 for a, b in pairs) / len(pairs))
    else:
        assert math.isnan(found)


def test_no_correction_where_the_sample_is_like_the_population():
    assert king_zeng_correction(0.3, 0.3) == 0


@pytest.mark.parametrize(("tau", "ybar"), [(0, 0.5), (1, 0.5), (0.02, 1), (np.nan, 0.5)])
def test_a_sample_without_events_or_without_others_is_refused(tau, ybar):
    with pytest.raises(ImpossibleQuestion, match="strictly"):
        king_zeng_correction(tau, ybar)


@given(arrays(float, (2, 5), elements=st.floats(0.01, 0.99)), st.floats(0.5, 3))
def test_a_pool_is_its_definition(p, a):
    found = logit_pool(p, a)
    for row in range(2):
        mean = sum(math.log(x / (1 - x)) for x in p[row]) / 5
        assert found[row] == pytest.approx(1 / (1 + math.exp(-a * mean)))


def test_forecasters_of_one_mind_are_pooled_to_that_mind():
    assert logit_pool([0.3, 0.3, 0.3]) == pytest.approx(0.3)
    assert logit_pool([0.3, 0.7], 2.5) == pytest.approx(0.5)


@pytest.mark.parametrize("p", [[0.5, 1.0], [0.0, 0.5], [0.5, np.nan], []])
def test_a_forecaster_who_is_certain_or_silent_is_not_pooled(p):
    with pytest.raises(ImpossibleQuestion, match="strictly"):
        logit_pool(p)


@pytest.mark.parametrize("score", [brier, murphy, log_score, auc])
@pytest.mark.parametrize(
    ("p", "o"),
    [
        ([0.5, np.nan], [0, 1]),
        ([0.5, 0.5], [0, np.nan]),
        ([50, 60], [0, 1]),
        ([0.5, -0.1], [0, 1]),
        ([0.5, 0.5], [0, 2]),
        ([0.5], [0, 1]),
        ([[0.5]], [[1]]),
        ([], []),
    ],
)
def test_what_is_not_a_resolved_forecast_is_not_scored(score, p, o):
    with pytest.raises(ImpossibleQuestion):
        score(p, o)
