"""Shares of five years' deliveries of major arms."""

from __future__ import annotations

from collections import defaultdict

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius.atlas.figures.arms import arms_concentration, arms_shares, importers


def orders(*rows: tuple[str, str, float | None, list[int] | None]) -> pl.DataFrame:
    schema = {
        "recipient": pl.String,
        "supplier": pl.String,
        "tiv_delivered": pl.Float64,
        "delivery_years": pl.List(pl.Int16),
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def share(frame: pl.DataFrame, a: int, b: int, year: int, side: str) -> float | None:
    row = frame.filter((pl.col("a") == a) & (pl.col("b") == b) & (pl.col("year") == year))
    return None if row.is_empty() else row[f"arms_share_{side}"][0]


def test_a_delivery_counts_in_its_year_and_the_four_after():
    found = arms_shares(orders(("China", "Russia", 10, [2000])))
    assert found.rows() == [(365, 710, year, None, 1.0) for year in range(2000, 2005)]


def test_the_column_says_who_buys():
    frame = orders(("Russia", "China", 1, [2000]), ("China", "Russia", 3, [2000]), ("China", "France", 1, [2000]))
    assert share(arms_shares(frame), 365, 710, 2000, "a") == 1.0
    assert share(arms_shares(frame), 365, 710, 2000, "b") == 0.75
    assert share(arms_shares(frame), 220, 710, 2000, "b") == 0.25
    assert share(arms_shares(frame), 220, 710, 2000, "a") is None


def test_an_order_is_spread_evenly_over_its_years_of_delivery():
    frame = orders(("China", "Russia", 30, [2000, 2006, 2007]), ("China", "France", 10, [2000]))
    assert share(arms_shares(frame), 365, 710, 2000, "b") == 0.5
    assert share(arms_shares(frame), 365, 710, 2005, "b") is None
    assert share(arms_shares(frame), 365, 710, 2006, "b") == 1.0


def test_what_no_state_supplied_counts_in_the_total_and_what_no_state_bought_nowhere():
    frame = orders(
        ("China", "Russia", 1, [2000]), ("China", "unknown supplier(s)", 3, [2000]), ("NATO**", "Russia", 9, [2000])
    )
    assert share(arms_shares(frame), 365, 710, 2000, "b") == 0.25
    assert importers(frame).sort("year").rows() == [(710, year) for year in range(2000, 2005)]


def test_the_ussr_and_russia_are_one_supplier():
    frame = orders(("India", "Soviet Union", 1, [1991]), ("India", "Russia", 1, [1992]), ("India", "France", 2, [1992]))
    assert share(arms_shares(frame), 365, 750, 1992, "b") == 0.5


def test_a_delivery_to_west_germany_is_a_part_of_germanys_stock_after_the_union():
    found = arms_shares(orders(("Germany", "United States", 1, [1988])))
    assert found.sort("year").select("b", "year").rows() == [
        (260, 1988),
        (260, 1989),
        (255, 1990),
        (255, 1991),
        (255, 1992),
    ]


def test_windows_are_whole_from_1954_and_end_with_the_data():
    found = arms_shares(orders(("China", "Russia", 1, [1950]), ("China", "Russia", 1, [2025])))
    assert sorted(found["year"]) == [1954, 2025]


@pytest.mark.parametrize(
    "row", [("China", "Russia", None, [2000]), ("China", "Russia", 5, None), ("China", "Russia", 0, [2000])]
)
def test_what_is_not_known_to_have_arrived_is_no_delivery(row):
    assert arms_shares(orders(row)).is_empty()
    assert importers(orders(row)).is_empty()


def test_concentration_is_one_with_one_supplier_and_falls_with_each_more():
    frame = orders(("China", "Russia", 1, [2000]), ("India", "Russia", 3, [2000]), ("India", "France", 1, [2000]))
    found = {s: h for s, y, h in arms_concentration(frame).rows() if y == 2000}
    assert found == {710: 1.0, 750: pytest.approx(0.75**2 + 0.25**2, abs=1e-4)}


ORDER = st.tuples(
    st.sampled_from(["China", "India", "Russia"]),
    st.sampled_from(["Russia", "France", "United States", "Viet Cong (South Vietnam)*"]),
    st.integers(1, 50),
    st.lists(st.integers(1996, 2004), min_size=1, max_size=3, unique=True),
)
CODE = {"China": 710, "India": 750, "Russia": 365, "France": 220, "United States": 2}


@given(st.lists(ORDER.filter(lambda o: o[0] != o[1]), min_size=1, max_size=8))
def test_shares_and_concentration_equal_the_definition_as_a_loop(rows):
    flows: dict = defaultdict(float)
    for to, source, tiv, years in rows:
        for year in years:
            for at in range(year, year + 5):
                flows[CODE[to], CODE.get(source), at] += tiv / len(years)
    totals: dict = defaultdict(float)
    for (to, _, at), tiv in flows.items():
        totals[to, at] += tiv
    wanted, squares = {}, defaultdict(float)
    for (to, source, at), tiv in flows.items():
        squares[to, at] += (tiv / totals[to, at]) ** 2
        if source is not None:
            a, b = sorted((to, source))
            wanted[a, b, at, "a" if to == a else "b"] = tiv / totals[to, at]
    found = {
        (a, b, year, side): value
        for a, b, year, *both in arms_shares(orders(*rows)).rows()
        for side, value in zip("ab", both, strict=True)
        if value is not None
    }
    assert found == pytest.approx(wanted, abs=6e-5)
    concentrated = {(s, y): h for s, y, h in arms_concentration(orders(*rows)).rows()}
    assert concentrated == pytest.approx(dict(squares), abs=5e-4)
