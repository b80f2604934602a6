"""What a holder holds is their newest forecast that was not taken back."""

from __future__ import annotations

from datetime import date

import pytest

from tertius.errors import ImpossibleQuestion, TertiusError
from tertius.ledger.held import held

DAY = date(2025, 1, 1)


def who(ledger, day=DAY):
    return {h.holder: h.p for h in held(ledger, "Q1", as_of=day).held}


def test_the_newest_forecast_stands_whatever_the_order_of_entry(ledger, question, forecast):
    ledger.add(question())
    ledger.add(forecast(p=0.4, made=date(2024, 6, 1)))
    ledger.add(forecast(p=0.2, made=date(2024, 5, 1)))
    assert who(ledger) == {"Ada Quill": 0.4}
    assert who(ledger, date(2024, 5, 20)) == {"Ada Quill": 0.2}


def test_what_was_withdrawn_or_corrected_does_not_stand(ledger, question, forecast):
    ledger.add(question())
    ledger.add(forecast(p=0.4))
    ledger.add(forecast(p=0.6, corrects="F2"))
    assert who(ledger) == {"Ada Quill": 0.6}
    ledger.withdraw("F3", because="mistake", by="me")
    assert who(ledger) == {"Ada Quill": 0.4}
    ledger.withdraw("F2", because="mistake", by="me")
    assert who(ledger) == {}


def test_two_names_of_one_holder_are_one(ledger, question, forecast):
    ledger.add(question())
    ledger.add(forecast(p=0.4, holder="A. Quill"))
    ledger.add(forecast(p=0.2, made=date(2024, 6, 1)))
    ledger.alias("A. Quill", "Ada Quill", by="me")
    assert who(ledger) == {"Ada Quill": 0.2}


def test_a_range_counts_by_its_middle_and_stays_in_sight(ledger, question, forecast):
    ledger.add(question())
    ledger.add(forecast(low=0.1, high=0.4, scale="made up"))
    (each,) = held(ledger, "Q1", as_of=DAY).held
    assert (each.p, each.low, each.high) == (pytest.approx(0.25), 0.1, 0.4)


def test_conditions_and_bare_words_are_counted_apart(ledger, question, forecast):
    ledger.add(question())
    ledger.add(question(text="The war ends"))
    ledger.add(forecast(condition="the war ends", condition_question="Q2"))
    ledger.add(forecast(words="it could happen", holder="Boris"))
    found = held(ledger, "Q1", as_of=DAY)
    assert (found.held, found.unpooled.conditional, found.unpooled.words_only) == ((), 1, 1)


def test_a_forecast_nobody_could_know_of_does_not_stand(ledger, question, forecast):
    ledger.add(question())
    ledger.add(forecast(made=date(2024, 5, 1), known=date(2025, 3, 1)))
    assert who(ledger) == {}
    assert who(ledger, date(2025, 3, 1)) == {"Ada Quill": 0.2}


def test_a_number_and_what_is_no_question_are_refused(ledger, question, forecast):
    ledger.add(question(unit="barrels"))
    ledger.add(question())
    ledger.add(forecast("Q2"))
    for name in ("Q1", "F3"):
        with pytest.raises(ImpossibleQuestion, match="yes or no"):
            held(ledger, name, as_of=DAY)
    ledger.withdraw("Q2", because="mistake", by="me")
    with pytest.raises(TertiusError, match="withdrawn"):
        held(ledger, "Q2", as_of=DAY)
