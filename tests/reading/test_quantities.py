from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertius.reading.numerals import value_of
from tertius.reading.quantities import find_quantities, is_money


def read(text: str) -> list[tuple[str, float | None, str]]:
    return [(text[q.start : q.end], q.value, q.unit) for q in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("$5", 5, "USD"),
        ("US$5.4bn", 5.4e9, "USD"),
        ("$US160 million", 160e6, "USD"),
        ("HK $3.7 billion", 3.7e9, "HKD"),
        ("$1-billion", 1e9, "USD"),
        ("$-50.8bn", -50.8e9, "USD"),
        ("19 cents", 0.19, "USD"),
        ("half a billion dollars", 5e8, "USD"),
        ("92 million yuan", 92e6, "CNY"),
        ("RMB500m", 5e8, "CNY"),
        ("5 million USD", 5e6, "USD"),
        ("3 billion pounds", 3e9, "GBP"),
        ("3 pounds", 3, "pounds"),
        ("Rs 5,000 crore", 5e10, "INR"),
        ("7.2%", 7.2, "percent"),
        ("-0.5%", -0.5, "percent"),
        ("60 per cent", 60, "percent"),
        ("one per cent", 1, "percent"),
        ("half a per cent", 0.5, "percent"),
        ("2½ per cent", 2.5, "percent"),
        ("1.5 percentage points", 1.5, "percentage points"),
        ("40 basis points", 40, "basis points"),
        ("1.6 million barrels a day", 1.6e6, "barrels per day"),
        ("38 bcm", 38e9, "cubic metres"),
        ("$78.50 a barrel", 78.5, "USD per barrel"),
        ("twenty-five years", 25, "years"),
        ("two decades", 20, "years"),
        ("two dozen", 24, "count"),
        ("one hundred and fifty", 150, "count"),
        ("4,700", 4700, "count"),
        ("two-thirds", 2 / 3, "ratio"),
        ("one in five", 0.2, "ratio"),
        ("tenfold", 10, "ratio"),
        ("1,5 million", 1.5e6, "count"),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, value: float, unit: str):
    [(written, found, found_unit)] = read(f"It was {text} then.")
    assert (written, found_unit) == (text, unit)
    assert found == pytest.approx(value)


@pytest.mark.parametrize(
    "text", ["hundreds of", "tens of billions of dollars of", "several hundred", "several times smaller"]
)
def test_an_amount_without_a_number_has_no_value(text: str):
    [(_, value, _)] = read(f"They lost {text} things.") if text.endswith("of") else read(f"It is {text} than.")
    assert value is None


@pytest.mark.parametrize(
    "text",
    [
        "in 2019",
        "on 5 May 2019 at 10.45pm",
        "the 1990s and the 21st century",
        "the G7 and the F-35",
        "Resolution 2231 and Article 5",
        "the S&P 500",
        "a 9-2 lead",
        "between 2014 and 2019",
        "in 2023-24",
        "Covid-19 on 9/11",
    ],
)
def test_dates_ordinals_names_and_scores_are_no_quantities(text: str):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("from 4.8 to 4.7 per cent", [4.8, 4.7]),
        ("10 to 15 billion dollars", [1e10, 1.5e10]),
        ("$2-3 billion", [2e9, 3e9]),
        ("8 or $9", [8, 9]),
        ("between 5 and 6%", [5, 6]),
        ("10%-15%", [10, 15]),
    ],
)
def test_both_ends_of_a_range_have_its_unit(text: str, values: list[float]):
    found = read(text)
    assert [v for _, v, _ in found] == values
    assert len({unit for _, _, unit in found}) == 1


def test_a_code_of_money_is_written_in_capitals():
    assert read("the 5 try to leave") == [("5", 5, "count")]
    assert read("it cost 5 TRY") == [("5 TRY", 5, "TRY")]


def test_money_is_told_from_other_units():
    assert is_money("USD")
    assert is_money("EUR per barrel")
    assert not any(map(is_money, ("percent", "count", "MWh", "barrels per day")))


def test_a_number_too_large_to_hold_has_no_value():
    assert value_of("9" * 400) is None


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789.,-–$€%½ kmbnUSPhundrefoaty\u0663\u200f", max_size=40))
def test_any_text_is_read_without_overlap(text: str):
    found = find_quantities(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(q.value is None or math.isfinite(q.value) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=0, max_value=10**12))
def test_a_written_integer_has_its_value(number: int):
    assert value_of(f"{number:,}") == number
