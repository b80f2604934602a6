"""Each rule is broken once, and each breach says what to do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tertius.errors import TertiusError
from tertius.ledger.entries import Resolution
from tertius.ledger.store import open_ledger


@pytest.fixture
def asked(tmp_path, question):
    ledger = open_ledger(tmp_path / "a.sqlite")
    ledger.add(question())
    ledger.add(question(text="Barrels shipped", unit="million"))
    return ledger


LATER = date.today() + timedelta(days=2)  # noqa: DTZ011


@pytest.mark.parametrize(
    ("said", "what", "hint"),
    [
        ({"p": 7.0}, "between 0 and 1", "write 0.07 or 7%"),
        ({"p": -0.1}, "between 0 and 1", "from 0 to 1"),
        ({"p": 700.0}, "between 0 and 1", "from 0 to 1"),
        ({"p": float("nan")}, "is a number", ".07"),
        ({"p": "0.07"}, "is a number", ".07"),
        ({"p": True}, "is a number", ".07"),
        ({"low": 0.2}, "two ends", "low and high"),
        ({"high": 0.2, "p": 0.1}, "two ends", "low and high"),
        ({"low": 0.4, "high": 0.2}, "upwards", "swap"),
        ({"low": 0.2, "high": 0.4, "p": 0.5}, "outside its range", "mistyped"),
        ({"holder": "  "}, "has a holder", "a person"),
        ({"made": LATER}, "before it is written down", "today is"),
        ({"made": date(2025, 7, 1)}, "after its question closed", "2025-06-30"),
        ({"made": date(2023, 12, 31)}, "before its question opened", "2024-01-01"),
        ({"known": date(2024, 4, 30)}, "known before it was made", "2024-05-01"),
        ({"quantiles": ((0.1, 1.0), (0.9, 2.0))}, "yes or no", "--unit"),
        ({"question": "Q9"}, "no such question", "list"),
        ({"question": "Q2"}, "asks for a number", "quantiles"),
        ({"question": "Q2", "quantiles": ((0.5, 1.0),)}, "two quantiles", ".05:1"),
        ({"question": "Q2", "quantiles": ((0.9, 1.0), (0.1, 2.0))}, "rise", ".05:1"),
        ({"question": "Q2", "quantiles": ((0.1, 3.0), (0.9, 2.0))}, "rise", ".05:1"),
        ({"question": "Q2", "quantiles": ((0.0, 1.0), (0.9, 2.0))}, "rise", ".05:1"),
        ({"start": 3, "end": 9}, "a span is", "all three"),
        ({"start": 9, "end": 3, "document": "d"}, "a span is", "all three"),
    ],
)
def test_a_forecast_is_refused(asked, forecast, said, what, hint):
    with pytest.raises(TertiusError, match=what) as refused:
        asked.add(forecast(**{"question": "Q1", **said}))
    assert hint in refused.value.hint
    assert len(list(asked.entries())) == 2


def test_a_forecast_that_says_nothing_is_refused(asked, forecast):
    with pytest.raises(TertiusError, match="says something"):
        asked.add(forecast(words="", p=None))
    with pytest.raises(TertiusError, match="says something"):
        asked.add(forecast(p=None))


@pytest.mark.parametrize("said", [{"p": 0}, {"p": 1.0}, {"low": 0.0, "high": 1.0}, {"words": "perhaps"}])
def test_the_ends_and_bare_words_are_kept(asked, forecast, said):
    assert asked.add(forecast(**said)).record == forecast(**said)


def test_a_question_closes_after_it_opens(asked, question):
    with pytest.raises(TertiusError, match="opens before it closes"):
        asked.add(question(opens=date(2025, 7, 1)))
    with pytest.raises(TertiusError, match="has a text"):
        asked.add(question(text=" "))


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ({"outcome": "maybe"}, "yes, no, void or partly"),
        ({"resolved_on": LATER}, "not answered yet"),
        ({"resolved_on": date(2023, 1, 1)}, "before it was asked"),
        ({"outcome": "partly"}, "partly has a share"),
        ({"share": 0.5}, "partly has a share"),
        ({"outcome": "partly", "share": 50}, "between 0 and 1"),
        ({"question": "Q9"}, "no such question"),
        ({"question": "Q2"}, "asks for a number"),
    ],
)
def test_an_answer_is_refused(asked, resolution, said, what):
    with pytest.raises(TertiusError, match=what):
        asked.add(resolution(**{"question": "Q1", **said}))


def test_every_outcome_is_taken(asked, resolution):
    for said in ({}, {"outcome": "yes"}, {"outcome": "void"}, {"outcome": "partly", "share": 0.25}):
        assert isinstance(asked.add(resolution(**said)).record, Resolution)
