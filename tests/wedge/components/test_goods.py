"""What A could offer, and what leaving would cost: the two that need trade by product."""

from __future__ import annotations

from datetime import date
from math import log

import polars as pl
import pytest

from tertius.alignment.leaving import dependence
from tertius.wedge.components.exit_cost import measure as exit_cost
from tertius.wedge.components.goods import output_of, trade_of
from tertius.wedge.components.reward import TRANSFER, measure

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def asked(shipped, ask):
    return ask("USA RUS CHN", shipped, TODAY)


def test_the_goods_are_worked_as_the_command_shows_them(asked, shipped):
    trade = trade_of(asked)
    shown = dependence("RUS", "CHN", versus="USA", as_of=TODAY, atlas=shipped)
    assert trade.worked.cost == shown.cost
    assert trade.worked.replacements == shown.replacements
    assert trade.year == shown.year == 2023


def test_the_reward_by_hand(asked):
    """Replacement under the measures in force, times .3 % of thirteen outputs, in powers of three above 1 %."""
    r = trade_of(asked).replaced.value
    (_, america), (_, russia) = output_of(asked.a, asked), output_of(asked.b, asked)
    found = measure(asked)
    assert found.value == pytest.approx(log(r * TRANSFER[0] * america / russia / 0.01) / log(3))
    assert found.low < found.value < found.high
    assert 0 < r < 1
    assert "under measures in force" in found.figure


def test_the_cost_of_leaving_is_the_mean_of_goods_and_arms(asked):
    trade = trade_of(asked)
    left = trade.worked.cost.value * (1 - trade.replaced.value)
    goods = log(left / 0.01) / log(3)
    found = exit_cost(asked)
    # China's share in Russia's stock of arms is near that of any power in another's: less than a fifth of a unit.
    assert found.value == pytest.approx(goods / 2, abs=0.1)
    assert found.low < found.value < found.high
    assert "stock of imported arms (2025)" in found.figure


def test_before_a_day_of_publication_the_goods_are_not_known(shipped, ask):
    assert measure(ask("USA RUS CHN", shipped, date(2016, 1, 1))).status == "not known"
    found = exit_cost(ask("USA RUS CHN", shipped, date(2016, 1, 1)))
    assert found.basis == ("sipri_arms",)


def test_arms_alone_leave_a_units_doubt(shipped, ask):
    """Russia armed India as it armed few powers; halved, since the goods count as ordinary."""
    found = exit_cost(ask("USA IND RUS", shipped, TODAY))
    assert 1 < found.value < 1.5
    assert found.high - found.low > 1.6
    assert "Russia is 60\u2009% of India's stock" in found.figure


def test_where_a_has_no_known_market_nothing_is_offered_and_the_whole_cost_stands(shipped, ask):
    whole, less = (exit_cost(ask(q, shipped, TODAY)) for q in ("FRA RUS CHN", "USA RUS CHN"))
    assert measure(ask("FRA RUS CHN", shipped, TODAY)).status == "not known"
    assert whole.value > less.value


def test_a_world_without_tables_of_goods_and_arms_is_not_known(world, ask):
    for found in (measure(ask("USA RUS CHN", world())), exit_cost(ask("USA RUS CHN", world()))):
        assert found.status == "not known"
        assert "not known" in found.why


def test_an_offer_of_nothing_is_the_least_that_can_be_said(world, ask, shipped):
    tables = {n: shipped.table(n).collect() for n in ("products", "economies")}
    tables["economies"] = tables["economies"].with_columns(
        pl.when(pl.col("state") == 2).then(1e-9).otherwise("gdp").alias("gdp")
    )
    found = measure(ask("USA RUS CHN", world({}, **tables), TODAY))
    assert found.value == -3.0
