"""Shares in each other's trade, from one table of all pairs and from national figures."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius.atlas.figures.trade import (
    baci_balances,
    census_shares,
    china_shares,
    cow_trade_concentration,
    cow_trade_shares,
    imf_shares,
)


def flows(*rows: tuple[int, int, int, float | None]) -> pl.DataFrame:
    schema = {"importer": pl.Int16, "exporter": pl.Int16, "year": pl.Int16, "imports": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def both(a: int, b: int, one: float | None, two: float | None, year: int = 2000) -> list[tuple]:
    return [(a, b, year, one), (b, a, year, two)]


def shares(frame: pl.DataFrame) -> dict[tuple, tuple]:
    return {row[:3]: tuple(v and round(v, 5) for v in row[3:]) for row in cow_trade_shares(frame).rows()}


def test_a_share_is_of_each_ones_own_trade():
    frame = flows(*both(2, 365, 10, 20), *both(2, 710, 30, 40))
    assert shares(frame) == {(2, 365, 2000): (0.3, 1.0), (2, 710, 2000): (0.7, 1.0)}


def test_a_pair_of_which_one_flow_is_not_known_has_no_share_and_counts_in_no_total():
    frame = flows(*both(2, 365, 10, None), *both(2, 710, 30, 40), (2, 740, 2000, 5.0))
    assert shares(frame) == {(2, 710, 2000): (1.0, 1.0)}


def test_a_pair_that_is_known_to_trade_nothing_has_a_share_of_zero():
    frame = flows(*both(2, 365, 0, 0), *both(2, 710, 30, 40), *both(365, 710, 5, 5))
    assert shares(frame)[2, 365, 2000] == (0.0, 0.0)


def test_a_state_that_is_known_to_trade_with_nobody_has_no_share_of_anything():
    frame = flows(*both(2, 365, 0, 0), *both(2, 710, 30, 40))
    assert shares(frame)[2, 365, 2000] == (0.0, None)


def test_years_before_1946_are_left_out_and_years_do_not_mix():
    frame = flows(*both(2, 365, 1, 1, 1945), *both(2, 365, 1, 1, 1946), *both(2, 710, 3, 3, 1947))
    assert shares(frame) == {(2, 365, 1946): (1.0, 1.0), (2, 710, 1947): (1.0, 1.0)}


def test_concentration_counts_partners_with_trade_only():
    frame = flows(*both(2, 365, 15, 15), *both(2, 710, 35, 35), *both(2, 740, 0, 0), *both(2, 200, 1, None))
    found = {row[0]: row[2:] for row in cow_trade_concentration(frame).rows()}
    assert found[2] == (pytest.approx(0.58, abs=1e-5), 2)
    assert found[365] == (1.0, 1)
    assert 740 not in found
    assert 200 not in found


VALUE = st.one_of(st.none(), st.integers(0, 100))


@given(
    st.dictionaries(st.sampled_from([(a, b) for a in (2, 365, 710, 740) for b in (2, 365, 710, 740) if a != b]), VALUE)
)
def test_shares_and_concentration_equal_the_definition_as_a_loop(table):
    frame = flows(*((i, e, 2000, None if v is None else float(v)) for (i, e), v in table.items()))
    known = {
        (a, b): table[a, b] + table[b, a]
        for a, b in table
        if a < b and table[a, b] is not None and table.get((b, a)) is not None
    }
    total = {s: sum(v for pair, v in known.items() if s in pair) for s in (2, 365, 710, 740)}
    wanted = {
        (a, b, 2000): tuple(round(v / total[s], 5) if total[s] else None for s in (a, b)) for (a, b), v in known.items()
    }
    found = shares(frame)
    assert found.keys() == wanted.keys()
    for pair, pair_shares in wanted.items():
        assert found[pair] == pytest.approx(pair_shares, abs=1.1e-5)
    concentrated = {row[0]: row[2:] for row in cow_trade_concentration(frame).rows()}
    assert concentrated == {
        s: (
            pytest.approx(sum((v / whole) ** 2 for pair, v in known.items() if s in pair), abs=1.1e-5),
            sum(v > 0 for pair, v in known.items() if s in pair),
        )
        for s, whole in total.items()
        if whole
    }


def imf(*rows: tuple[str, str, str, float | None], year: int = 2020) -> pl.DataFrame:
    schema = {"partner": pl.String, "kind": pl.String, "flow": pl.String, "year": pl.Int16, "value": pl.Float64}
    return pl.DataFrame([(p, k, f, year, v) for p, k, f, v in rows], schema=schema, orient="row")


WORLD = (("G001", "world", "imports", 40.0), ("G001", "world", "exports", 60.0))


def test_a_partners_share_in_russias_trade_stands_on_russias_side():
    frame = imf(*WORLD, ("CHN", "territory", "imports", 20.0), ("CHN", "territory", "exports", 10.0),
                ("USA", "territory", "imports", 1.0), ("USA", "territory", "exports", 1.0))  # fmt: skip
    found = imf_shares(frame).sort("a")
    assert found.columns == ["a", "b", "year", "imf_trade_share_a", "imf_trade_share_b"]
    assert found.rows() == [(2, 365, 2020, None, pytest.approx(0.02)), (365, 710, 2020, pytest.approx(0.3), None)]


@pytest.mark.parametrize("missing", [None, "row"])
def test_a_partner_of_which_one_flow_is_not_known_has_no_share(missing):
    rows = [*WORLD, ("CHN", "territory", "exports", 10.0)]
    if missing is None:
        rows.append(("CHN", "territory", "imports", None))
    assert imf_shares(imf(*rows)).is_empty()


def test_without_both_flows_of_the_world_there_is_no_share():
    rows = [
        WORLD[0],
        ("G001", "world", "exports", None),
        ("CHN", "territory", "imports", 1.0),
        ("CHN", "territory", "exports", 1.0),
    ]
    assert imf_shares(imf(*rows)).is_empty()


def test_macao_is_not_north_macedonia():
    def trade(code: str, value: float) -> list[tuple]:
        return [(code, "territory", "imports", value), (code, "territory", "exports", value)]

    frame = imf(*WORLD, *trade("MAC", 10.0), *trade("MKD", 5.0))
    assert imf_shares(frame).rows() == [(343, 365, 2020, None, pytest.approx(0.1))]


def census(*rows: tuple[str, str, float], year: int = 1995, months: int = 12) -> pl.DataFrame:
    full = [(n, k, year, m, v, 0.0) for n, k, v in rows for m in range(1, months + 1)]
    schema = {"partner_name": pl.String, "kind": pl.String, "year": pl.Int16, "month": pl.Int8,
              "imports": pl.Float64, "exports": pl.Float64}  # fmt: skip
    return pl.DataFrame(full, schema=schema, orient="row")


def test_a_partners_share_in_american_trade_leaves_groups_out():
    frame = census(
        ("World", "world", 100), ("China", "territory", 25), ("Asia", "group", 50), ("Aruba", "territory", 1)
    )
    assert census_shares(frame).rows() == [(2, 710, 1995, 0.25, None)]


def test_an_empty_row_for_the_ussr_beside_russia_hides_nothing():
    frame = census(("World", "world", 100), ("Russia", "territory", 5), ("USSR", "territory", 0))
    assert census_shares(frame).rows() == [(2, 365, 1995, pytest.approx(0.05), None)]


def test_what_stands_under_two_names_or_two_rows_of_one_state_is_added_up():
    frame = pl.concat(
        [
            census(
                ("World", "world", 100),
                ("Russia", "territory", 3),
                ("USSR", "territory", 1),
                ("Israel", "territory", 2),
            ),
            census(("Israel", "territory", 4)),
        ]
    )
    assert census_shares(frame).sort("b").rows() == [
        (2, 365, 1995, pytest.approx(0.04), None),
        (2, 666, 1995, pytest.approx(0.06), None),
    ]


def test_a_year_of_eleven_months_is_no_year():
    assert census_shares(census(("World", "world", 100), ("China", "territory", 25), months=11)).is_empty()
    frame = pl.concat([census(("World", "world", 100)), census(("China", "territory", 25), months=11)])
    assert census_shares(frame).is_empty()


def china(*rows: tuple[str, int, int, float]) -> pl.DataFrame:
    full = [(p, date(year, m, 1), v, v) for p, year, months, v in rows for m in range(1, months + 1)]
    schema = {"partner": pl.String, "month": pl.Date, "exports": pl.Float64, "imports": pl.Float64}
    return pl.DataFrame(full, schema=schema, orient="row")


def test_only_partners_with_twelve_months_count_in_the_bound():
    # 12 months of 1,000 each way are 24 US$ billion; Iran's eleven months count nowhere.
    frame = china(("RU", 2020, 12, 1000.0), ("US", 2020, 12, 3000.0), ("IR", 2020, 11, 9000.0))
    found = china_shares(frame).sort("a")
    assert found.columns == ["a", "b", "year", "china_trade_share_a", "china_trade_share_b", "china_trade_usd"]
    assert found.rows() == [(2, 710, 2020, None, 0.75, 72.0), (365, 710, 2020, None, 0.25, 24.0)]


def test_china_stands_on_the_side_its_code_says():
    assert china_shares(china(("JP", 2020, 12, 500.0))).rows() == [(710, 740, 2020, 1.0, None, 12.0)]


def test_years_of_china_do_not_mix():
    found = china_shares(china(("RU", 2020, 12, 1.0), ("US", 2021, 12, 1.0)))
    assert found.select("year", "china_trade_share_b").sort("year").rows() == [(2020, 1.0), (2021, 1.0)]


def baci(*rows: tuple[str, str, float]) -> pl.DataFrame:
    schema = {"exporter": pl.String, "importer": pl.String, "year": pl.Int16, "trade_thousands": pl.Float64}
    return pl.DataFrame([(e, i, 2010, v) for e, i, v in rows], schema=schema, orient="row")


def test_the_balance_is_positive_where_the_first_sells_more():
    assert baci_balances(baci(("USA", "CHN", 100.0), ("CHN", "USA", 300.0))).rows() == [(2, 710, 2010, -0.5)]
    assert baci_balances(baci(("CHN", "JPN", 300.0), ("JPN", "CHN", 100.0))).rows() == [(710, 740, 2010, 0.5)]


def test_a_balance_needs_both_flows_and_two_states():
    assert baci_balances(baci(("USA", "CHN", 100.0), ("HKG", "USA", 1.0), ("USA", "HKG", 1.0))).is_empty()
