"""Chances given as a number; names are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tertius as tt
from tertius.reading.forecasts.stated import stated_range


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("30 percent chance", (0.3, 0.3)),
        ("a 30% chance", (0.3, 0.3)),
        ("a 20 to 30 per cent chance", (0.2, 0.3)),
        ("20-30% chance", (0.2, 0.3)),
        ("less than a 10 per cent chance", (0.0, 0.1)),
        ("more than a 60 % probability", (0.6, 1.0)),
        ("odds ... 50-50", (0.5, 0.5)),
        ("a fifty-fifty chance", (0.5, 0.5)),
        ("a 120 per cent chance", None),
        ("a slim chance", None),
        ("two chances", None),
    ],
)
def test_a_figure_means_itself(phrase: str, expected: tuple[float, float] | None) -> None:
    assert stated_range(phrase) == (pytest.approx(expected) if expected else None)


@given(st.text(max_size=60))
def test_no_phrase_gives_more_than_certainty(phrase: str) -> None:
    found = stated_range(phrase)
    assert found is None or 0 <= found[0] <= found[1] <= 1


@pytest.mark.parametrize(
    ("text", "low", "high", "speaker"),
    [
        ("Anna Belling sees a 30 percent chance that Spain and Portugal split by 2030.", 0.3, 0.3, "Anna Belling"),
        ("Anna Belling put the chance of a war between Spain and Portugal at 15 per cent.", 0.15, 0.15, "Anna Belling"),
        ("The probability of a war between Spain and Portugal is 20%.", 0.2, 0.2, "AUTHOR"),
        ("There is a less than 20 per cent chance that Spain will leave Portugal.", 0.0, 0.2, "AUTHOR"),
    ],
)
def test_a_stated_chance_is_a_forecast_of_whoever_states_it(text: str, low: float, high: float, speaker: str) -> None:
    [forecast] = tt.read(text.encode()).forecasts
    assert (forecast.low, forecast.high) == (pytest.approx(low), pytest.approx(high))
    assert forecast.speaker == speaker
    assert set(forecast.pair or ()) == {"ESP", "PRT"}


def test_who_doubts_a_future_holds_the_forecast() -> None:
    [forecast] = tt.read(b"Anna Belling doubts that Spain would abandon Portugal.").forecasts
    assert (forecast.speaker, forecast.phrase) == ("Anna Belling", "doubts")


def test_a_future_thrown_out_as_untrue_is_denied_and_has_no_range() -> None:
    [forecast] = tt.read(b"It is not true that Spain will attack Portugal.").forecasts
    assert (forecast.phrase, forecast.low, forecast.move) == ("not true", None, "unchanged")


def test_a_deal_that_is_possible_is_a_forecast_and_no_event() -> None:
    found = tt.read(b"A ceasefire between Spain and Portugal is possible this year.")
    assert [f.phrase for f in found.forecasts] == ["possible"]
    assert found.events == ()


def test_the_two_sides_are_those_the_paragraph_has_named() -> None:
    text = (
        "Spain and France have quarrelled for years.\n\n"
        "Portugal's minister will visit Norway in October. The two sides are likely to sign an agreement."
    )
    forecast = tt.read(text.encode()).forecasts[-1]
    assert set(forecast.pair or ()) == {"PRT", "NOR"}
