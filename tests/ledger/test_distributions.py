"""Distributions of a number are scored in its unit, by the textbook's formula."""

from __future__ import annotations

from datetime import date

import pytest

from tertius.ledger.distributions import score_distributions
from tertius.measures.ranges import crps_quantiles

DAY = date(2026, 1, 1)


def test_distributions_are_scored_once_their_number_is_known(ledger, question, forecast, resolution):
    ledger.add(question(text="Barrels shipped", unit="million"))
    ledger.add(question(text="Roubles a dollar", unit="roubles"))
    wide, narrow = ((0.1, 1.0), (0.5, 2.0), (0.9, 4.0)), ((0.25, 2.0), (0.75, 2.5))
    ledger.add(forecast("Q1", quantiles=wide))
    ledger.add(forecast("Q1", quantiles=narrow))
    ledger.add(forecast("Q2", quantiles=((0.1, 80.0), (0.9, 120.0)), holder="Boris Lint"))
    assert score_distributions(ledger, as_of=DAY) == ()
    ledger.add(resolution("Q1", outcome="yes", value=9.0))
    ledger.add(resolution("Q1", outcome="yes", value=3.0))
    (ada,) = score_distributions(ledger, as_of=DAY)
    expected = [float(crps_quantiles(*zip(*q, strict=True), 3.0)) for q in (wide, narrow)]
    assert (ada.holder, ada.unit, ada.resolved) == ("Ada Quill", "million", 2)
    assert ada.crps == pytest.approx(sum(expected) / 2)
    assert ada.median_error == pytest.approx((1.0 + 0.75) / 2)


def test_what_does_not_stand_is_not_scored(ledger, question, forecast, resolution):
    ledger.add(question(unit="million"))
    quantiles = ((0.1, 1.0), (0.9, 4.0))
    ledger.add(forecast(quantiles=quantiles))
    ledger.add(forecast(quantiles=((0.1, 2.0), (0.9, 3.0)), corrects="F2", holder="A. Quill"))
    ledger.add(forecast(quantiles=quantiles))
    ledger.withdraw("F4", because="twice", by="me")
    ledger.alias("A. Quill", "Ada Quill", by="me")
    ledger.add(resolution(outcome="yes", value=2.5))
    assert [(r.holder, r.resolved) for r in score_distributions(ledger, as_of=DAY)] == [("Ada Quill", 1)]
    assert score_distributions(ledger, as_of=date(2025, 1, 1)) == ()
