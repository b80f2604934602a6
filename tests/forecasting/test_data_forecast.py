"""The data's number: offered where history was asked, the rate where no term earned, adding up where one did."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from scipy.special import logit

from tertius.alignment.ties import votes_known
from tertius.forecasting.backtest.kept_record import kept_backtest
from tertius.forecasting.base_rate import base_rate
from tertius.forecasting.data_forecast import DataForecast, NotOffered, data_forecast
from tertius.forecasting.targets import field

LATE = date(2026, 11, 22)


def asked(atlas, poles=(2, 365), b: int = 750, horizon: int = 5, day: date = LATE):
    votes = votes_known(atlas, day)
    rate = base_rate(field(votes, *poles, horizon=horizon), rng=np.random.default_rng(0))
    return rate, data_forecast(votes, rate, poles, b, horizon, day, atlas)


def test_for_the_first_triad_no_term_earned_and_the_number_is_the_rate(shipped):
    rate, found = asked(shipped, (2, 710), 365)
    assert isinstance(found, DataForecast)
    assert (found.probability, found.low, found.high) == (rate.probability, rate.low, rate.high)
    assert found.contributions == ()
    assert not found.beat_the_rate
    assert found.record.horizon == 5
    assert found.disjoint.votes == "disjoint"


@pytest.mark.parametrize("b", [750, 200, 816, 651])
@pytest.mark.parametrize("horizon", [3, 5])
def test_contributions_add_up_to_the_difference_from_the_base_rate(shipped, b, horizon):
    rate, found = asked(shipped, (2, 365), b, horizon)
    total = sum(c.log_odds for c in found.contributions)
    assert found.terms
    assert logit(found.probability) - logit(rate.probability) == pytest.approx(total, abs=1e-9)
    assert found.low < found.probability < found.high


@pytest.mark.parametrize(
    ("poles", "b", "base", "number", "level"),
    [((2, 710), 365, 0.0180, 0.0204, -0.0325), ((2, 365), 710, 0.0204, 0.0163, -0.0976)],
)
def test_over_three_years_the_first_triads_have_these_numbers_with_the_level_held(
    shipped, poles, b, base, number, level
):
    rate, found = asked(shipped, poles, b, 3)
    assert rate.probability == pytest.approx(base, abs=5e-5)
    assert found.probability == pytest.approx(number, abs=5e-5)
    assert found.terms == ("restlessness",)
    assert {c.term: c.log_odds for c in found.contributions}["level"] == pytest.approx(level, abs=5e-5)
    assert found.beat_the_rate


def test_states_that_differ_get_numbers_that_differ(shipped):
    assert asked(shipped, b=750)[1].probability != asked(shipped, b=200)[1].probability


@pytest.mark.parametrize(
    ("poles", "horizon", "why"),
    [((710, 2), 5, "the United States against Russia or China"), ((2, 710), 4, "over 3 and 5 years")],
)
def test_what_history_was_not_asked_is_not_offered(shipped, poles, horizon, why):
    _, found = asked(shipped, poles, 365, horizon)
    assert isinstance(found, NotOffered)
    assert why in found.why


def test_a_model_that_reads_the_latent_tie_offers_no_number(shipped, monkeypatch):
    record = kept_backtest(shipped)
    with_tie = tuple(replace(c, terms=("restlessness", "tie")) for c in record.choices)
    monkeypatch.setattr("tertius.forecasting.data_forecast.kept_backtest", lambda _: replace(record, choices=with_tie))
    _, found = asked(shipped, (2, 710), 365)
    assert isinstance(found, NotOffered)
    assert "latent tie" in found.why


def test_of_the_questions_that_are_answered_no_model_reads_the_tie(shipped):
    asked_of = [c for c in kept_backtest(shipped).choices if c.target == "T1b toward"]
    assert asked_of
    assert not any({"tie", "tie_trend"} & set(c.terms) for c in asked_of)


def test_an_atlas_without_a_backtest_offers_none(tiny_atlas):
    _, found = asked(tiny_atlas, (2, 710), 220)
    assert isinstance(found, NotOffered)
    assert "keeps no backtest" in found.why


def test_before_the_first_origin_none_is_offered(shipped):
    _, found = asked(shipped, day=date(1975, 1, 1))
    assert isinstance(found, NotOffered)
    assert "1978" in found.why


def test_of_the_past_the_record_is_not_shown(shipped):
    _, found = asked(shipped, day=date(2016, 11, 1))
    assert (found.record, found.disjoint) == (None, None)
