"""Every column of the shipped atlas is what its declaration says."""

from __future__ import annotations

import re

import polars as pl
import pytest

from tertius.atlas.build import SOURCES
from tertius.atlas.columns import DYADS, KEYS, MONTHS, STATES, AtlasColumn, column
from tertius.atlas.store import SHIPPED, Atlas
from tertius.datasets import catalogue

each = pytest.mark.parametrize("c", [*DYADS, *STATES, *MONTHS], ids=lambda c: c.name)

RANGES = {"standard deviations": (-6, 6), "votes": (1, 200), "cases": (0, 100), "band": (-3, 2), "states": (1, 220)}


@pytest.fixture(scope="module")
def tables() -> dict[str, pl.DataFrame]:
    return {name: Atlas(SHIPPED).table(name).collect() for name in ("dyads", "states", "months")}


def values(c: AtlasColumn, tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    if c in MONTHS:
        dated = tables["months"].with_columns(pl.col("month").dt.year().alias("year"))
        return dated.select("year", c.name).filter(pl.col(c.name).is_not_null())
    table = tables["dyads" if c in DYADS else "states"]
    return table.select("year", c.name).filter(pl.col(c.name).is_not_null())


def bounds(c: AtlasColumn) -> tuple[float, float]:
    """What the unit says: "0 none to 5 war" runs from 0 to 5."""
    if c.dtype == pl.Boolean:
        return 0, 1
    stated = re.fullmatch(r"(-?\d+)[a-z ]* to (-?\d+)[a-z ]*", c.unit)
    if stated:
        return float(stated[1]), float(stated[2])
    return RANGES.get(c.unit, (0, float("inf")))


def test_the_tables_hold_the_declared_columns_in_their_order(tables):
    assert tables["dyads"].columns == [*KEYS, *(c.name for c in DYADS)]
    assert tables["states"].columns == ["state", "year", *(c.name for c in STATES)]
    assert tables["months"].columns == ["a", "b", "month", *(c.name for c in MONTHS)]
    names = [c.name for c in (*DYADS, *STATES, *MONTHS)]
    assert len(set(names)) == len(names)


def test_there_is_one_row_a_pair_and_year_with_the_smaller_code_first(tables):
    dyads = tables["dyads"]
    assert (dyads["a"] < dyads["b"]).all()
    assert dyads.select(pl.struct(KEYS).is_duplicated().any()).item() is False
    assert dyads.select(KEYS).equals(dyads.select(KEYS).sort(KEYS))
    assert tables["states"].select(pl.struct("state", "year").is_duplicated().any()).item() is False


@each
def test_its_type_is_the_declared_one(c, tables):
    assert values(c, tables)[c.name].dtype == c.dtype


@each
def test_nothing_stands_outside_its_years(c, tables):
    years = values(c, tables)["year"]
    assert years.is_empty() or (c.first <= years.min() and years.max() <= c.last)


@each
def test_its_years_are_reached_at_both_ends(c, tables):
    # The United States have the smallest code and are never on the second side.
    years = values(c, tables)["year"]
    if c.name == "census_trade_share_b":
        assert years.is_empty()
    else:
        assert (years.min(), years.max()) == (c.first, c.last)


@each
def test_its_values_are_in_the_stated_range(c, tables):
    found = values(c, tables)[c.name].cast(pl.Float64)
    low, high = bounds(c)
    assert not found.is_nan().any()
    assert found.is_between(low, high).all(), (found.min(), found.max())


@each
def test_its_dataset_is_in_the_catalogue_and_its_terms_allow_figures(c):
    dataset = catalogue()[c.dataset]
    assert c.dataset in SOURCES
    assert dataset.first_year <= c.first
    assert c.last <= dataset.last_year
    allowed = dataset.source.licence.derived
    assert re.match(r"any figure|derived figures|figures computed|only|trade shares", allowed), allowed


@each
def test_it_is_never_known_before_its_dataset_is(c):
    assert c.lag_days >= catalogue()[c.dataset].lag_days


@each
def test_it_says_what_it_is(c):
    assert len(c.about) > 15
    assert c.unit or c.dtype == pl.Boolean
    assert column(c.name) is c


def test_a_session_is_known_when_its_last_vote_can_be():
    # Session 59 opened in 2004 and closed in September 2005.
    assert column("agreement").lag_days >= 273 + 30


def none_of(tables, name: str, first: int, last: int) -> bool:
    return tables["dyads"].filter(pl.col("year").is_between(first, last))[name].null_count() == 0


@pytest.mark.parametrize(
    "c",
    [c for c in DYADS if catalogue()[c.dataset].absent_means == "zero" and "arms" not in c.name],
    ids=lambda c: c.name,
)
def test_inside_its_years_no_treaty_dispute_or_case_is_a_no_and_outside_it_is_unknown(c, tables):
    assert none_of(tables, c.name, c.first, c.last)
    outside = tables["dyads"].filter(~pl.col("year").is_between(c.first, c.last))
    assert outside[c.name].null_count() == outside.height > 0


def test_two_states_without_a_pact_have_none_to_2012_and_then_nobody_knows():
    pact = Atlas(SHIPPED).dyad(2, 365).select("year", "cow_defense")
    assert pact.filter(pl.col("year") == 2012)["cow_defense"].to_list() == [False]
    assert pact.filter(pl.col("year") == 2013)["cow_defense"].to_list() == [None]


@pytest.mark.parametrize("side", ["a", "b"])
def test_an_arms_share_is_null_where_a_state_bought_nothing_and_a_number_otherwise(side, tables):
    bought = tables["dyads"].group_by(side, "year").agg(pl.col(f"arms_share_{side}").is_null().mean().alias("unknown"))
    assert set(bought["unknown"].unique()) <= {0.0, 1.0}
    sums = tables["dyads"].group_by(side, "year").agg(pl.col(f"arms_share_{side}").sum().alias("sum"))
    assert sums["sum"].max() < 1.005


def test_shares_of_trade_add_up_to_no_more_than_one(tables):
    one = tables["dyads"].select(pl.col("a").alias("state"), "year", pl.col("trade_share_a").alias("share"))
    two = tables["dyads"].select(pl.col("b").alias("state"), "year", pl.col("trade_share_b").alias("share"))
    sums = pl.concat([one, two]).group_by("state", "year").agg(pl.col("share").sum())
    assert sums["share"].max() < 1.001


def test_no_state_that_was_not_there_has_imports_or_trade(tables):
    from tertius.states import all_states

    states = {s.cow: s for s in all_states()}
    figures = tables["states"].filter(
        pl.any_horizontal(pl.col("arms_hhi", "trade_hhi", "capability_share").is_not_null())
    )
    ghosts = [(s, y) for s, y in figures.select("state", "year").iter_rows() if not states[s].existed(y)]
    assert ghosts == []
