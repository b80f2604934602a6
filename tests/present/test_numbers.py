"""The number format: by hand, then parsed back within its rounding."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius.errors import ImpossibleQuestion
from tertius.present.numbers import (
    count,
    day,
    decimal,
    dollars,
    month,
    percent,
    percent_apart,
    percent_range,
    recorded,
    signed,
    years,
)


def parsed(figure: str) -> float:
    """The number a reader takes from a figure."""
    return float(figure.replace("−", "-").replace("+", "").replace(",", "").removesuffix("\u2009%"))


@pytest.mark.parametrize(
    ("p", "shown"),
    [
        (0.04, "4\u2009%"),
        (0.004, "0.4\u2009%"),
        (0.12, "12\u2009%"),
        (0.0, "0\u2009%"),
        (1.0, "100\u2009%"),
        (0.0007, "<0.1\u2009%"),
        (0.0096, "1\u2009%"),
        (0.9962, ">99\u2009%"),
        (0.994, "99\u2009%"),
        (-0.12, "−12\u2009%"),
        (-0.0001, "0\u2009%"),
        (12.5, "1,250\u2009%"),
        (None, "not known"),
        (math.nan, "not known"),
    ],
)
def test_percent_by_hand(p: float | None, shown: str) -> None:
    assert percent(p) == shown


@given(st.floats(0.001, 0.99))
def test_a_percentage_reads_back_within_its_rounding(p: float) -> None:
    step = 0.1 if p < 0.0095 else 1.0
    assert abs(parsed(percent(p)) - 100 * p) <= step / 2 + 1e-9


@given(st.floats(1e-12, 1, exclude_max=True))
def test_no_open_chance_is_rounded_to_certainty(p: float) -> None:
    assert percent(p) not in {"0\u2009%", "100\u2009%"}


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (0.01, 0.09, "1–9\u2009%"),
        (0.041, 0.044, "4\u2009%"),
        (0.0002, 0.09, "<0.1 to 9\u2009%"),
        (0.95, 0.999, "95 to >99\u2009%"),
        (-0.03, 0.02, "−3 to 2\u2009%"),
        (None, 0.09, "not known"),
        (0.01, math.nan, "not known"),
    ],
)
def test_percent_range_by_hand(low: float | None, high: float | None, shown: str) -> None:
    assert percent_range(low, high) == shown


def test_an_interval_upside_down_is_refused() -> None:
    with pytest.raises(ImpossibleQuestion, match="lower end first"):
        percent_range(0.09, 0.01)


@pytest.mark.parametrize(
    ("x", "shown"), [(-0.42, "−0.42"), (0.16, "+0.16"), (0.0, "0.00"), (-0.001, "0.00"), (None, "not known")]
)
def test_signed_by_hand(x: float | None, shown: str) -> None:
    assert signed(x) == shown


@given(st.floats(-1e9, 1e9), st.integers(0, 4))
def test_a_decimal_reads_back_within_its_rounding(x: float, digits: int) -> None:
    for figure in (decimal(x, digits), signed(x, digits)):
        assert abs(parsed(figure) - x) <= 0.5 * 10**-digits * (1 + 1e-6) + abs(x) * 1e-12
        assert "-" not in figure


@given(st.integers(-(10**12), 10**12))
def test_a_count_reads_back_exactly(n: int) -> None:
    assert parsed(count(n)) == n


def test_counts_part_thousands_by_comma() -> None:
    assert count(9201) == "9,201"
    assert count(None) == "not known"


@pytest.mark.parametrize(
    ("millions", "shown"),
    [
        (240_000, "US$240 bn"),
        (2_400, "US$2.4 bn"),
        (999.6, "US$1.0 bn"),
        (999.4, "US$999 m"),
        (1_200_000, "US$1.2 tn"),
        (12_345_678_000, "US$12,346 tn"),
        (0.4, "US$0.4 m"),
        (0.02, "<US$0.1 m"),
        (0, "US$0"),
        (-5_000, "−US$5.0 bn"),
        (None, "not known"),
        (math.nan, "not known"),
    ],
)
def test_dollars_by_hand(millions: float | None, shown: str) -> None:
    assert dollars(millions) == shown


@given(st.floats(0.1, 1e9))
def test_an_amount_reads_back_within_its_rounding(millions: float) -> None:
    figure, unit = dollars(millions).removeprefix("US$").split(" ")
    size = {"m": 1, "bn": 1e3, "tn": 1e6}[unit]
    step = 0.1 if "." in figure else 1.0
    assert abs(parsed(figure) * size - millions) <= step / 2 * size * (1 + 1e-9)


def test_dates_are_english_in_any_locale() -> None:
    assert day(date(2026, 11, 22)) == "22 Nov 2026"
    assert day(date(1994, 6, 1)) == "1 Jun 1994"
    assert month(date(1994, 6, 1)) == "Jun 1994"
    assert day(None) == month(None) == "not known"


@pytest.mark.parametrize(
    ("n", "shown"),
    [(3.4, "3.4 years"), (1, "1 year"), (12.3, "12 years"), (0, "0 years"), (5, "5 years"), (None, "not known")],
)
def test_years_by_hand(n: float | None, shown: str) -> None:
    assert years(n) == shown


@pytest.mark.parametrize("show", [percent, decimal, signed, dollars, years])
def test_an_infinite_number_is_refused(show: Callable[[float], str]) -> None:
    with pytest.raises(ImpossibleQuestion, match="infinite"):
        show(math.inf)


def test_a_flow_of_exactly_none_is_none_recorded_and_a_small_one_is_small():
    assert recorded(0.0) == "none recorded"
    assert recorded(0.0004) == "<0.1\u2009%"
    assert recorded(0.02) == "2\u2009%"
    assert recorded(None) == "not known"


@pytest.mark.parametrize(
    ("p", "q", "finest", "shown"),
    [
        (0.0244, 0.0255, 2, ("2.44\u2009%", "2.55\u2009%")),
        (0.009, 0.0093, 2, ("0.90\u2009%", "0.93\u2009%")),
        (0.009, 0.0093, 1, ("0.9\u2009%", "0.9\u2009%")),
        (0.009, 0.02, 2, ("0.9\u2009%", "2.0\u2009%")),
        (0.03, 0.42, 2, ("3\u2009%", "42\u2009%")),
    ],
)
def test_two_shares_show_the_difference_that_is_told_beside_them(p, q, finest, shown):
    assert percent_apart(p, q, finest=finest) == shown
