"""What opening a sector changes: by hand on two sectors, and on the trade of Russia with China."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tertius.alignment.leaving import dependence
from tertius.states import find
from tertius.wedge.scenarios.drivers import driver
from tertius.wedge.scenarios.relief import LEAST, Relief, Side, relief_between

DAY = date(2026, 11, 22)
ENERGY, TECHNOLOGY, GOODS = (driver(f"sanctions.{k}") for k in ("energy", "technology", "goods"))


def made(shut_energy=1.0):
    """B sells 60 of energy and 40 of metals to C and buys 100 of machinery; A's markets are 200, 100 and 400."""
    nothing = np.zeros(3)
    sold = Side(np.array([60.0, 0, 40]), np.array([200.0, 400, 100]), np.array([shut_energy, 0, 0]))
    bought = Side(np.array([0, 100.0, 0]), np.array([200.0, 400, 100]), nothing)
    return Relief(2023, ("energy", "machinery", "metals"), sold, bought, "a ban on energy")


def test_what_is_closed_counts_nothing():
    # At the highest reach, 30 %: 30 of metals and 100 of machinery (of 120 that could be had) out of 200.
    assert made().replaced(np.ones((1, 3))) == pytest.approx([0.65])
    # At the lowest, 5 %: 5 of metals and 20 of machinery.
    assert made().replaced(np.zeros((1, 3))) == pytest.approx([0.125])


def test_opening_adds_what_the_sector_can_take():
    # 30 % of 200 is all of the 60 that B sells.
    assert made().added(ENERGY, "opened", np.ones((1, 3))) == pytest.approx([0.3])
    assert made().added(ENERGY, "opened", np.zeros((1, 3))) == pytest.approx([0.05])
    assert made(0.5).added(ENERGY, "opened", np.zeros((1, 3))) == pytest.approx([0.025])


def test_closing_takes_it_away():
    reach = np.ones((1, 3))
    assert made(0.0).added(ENERGY, "closed", reach) == pytest.approx(-made().added(ENERGY, "opened", reach))
    assert made().added(TECHNOLOGY, "closed", reach) == pytest.approx([-0.5])


def test_a_driver_of_other_sectors_adds_nothing():
    assert made().added(TECHNOLOGY, "opened", np.ones((1, 3))) == pytest.approx([0.0])
    assert not made().touches(TECHNOLOGY, "opened")
    assert made().touches(ENERGY, "opened")
    assert made().touches(TECHNOLOGY, "closed")


def test_units_are_factors_of_three():
    reward, cost = made().units(np.array([0.2]), np.array([0.4]))
    assert reward == pytest.approx([1.0])
    # What is left falls from .8 to .4; goods are one of two parts of the cost of leaving.
    assert cost == pytest.approx([0.5 * np.log(0.5) / np.log(3)])
    nothing, _ = made().units(np.array([0.0]), np.array([LEAST]))
    assert nothing == pytest.approx([0.0])


def test_a_market_that_is_not_known_counts_anywhere_from_nothing_to_all():
    side = Side(np.array([10.0]), np.array([np.nan]), np.zeros(1))
    none = Side(np.zeros(1), np.array([np.nan]), np.zeros(1))
    found = Relief(2023, ("machinery",), side, none, "").replaced(np.array([[0.0], [0.25], [1.0]]))
    assert found == pytest.approx([0, 0.25, 1])


def test_it_is_the_arithmetic_of_dependence(shipped):
    us, russia, china = (find(n) for n in ("USA", "RUS", "CHN"))
    relief = relief_between(us, russia, china, DAY, shipped)
    assert relief is not None
    reach = np.random.default_rng(1).random((4_000, len(relief.sectors)))
    found = dependence("RUS", "CHN", versus="USA", as_of=DAY, atlas=shipped)
    whole = relief.sold.flow.sum(), relief.bought.flow.sum()
    under = {r.side: r.share.value for r in found.replacements if r.measures == "under the measures in force"}
    free = {r.side: r.share.value for r in found.replacements if r.measures == "if nothing is closed"}
    theirs = [(s["exports"] * whole[0] + s["imports"] * whole[1]) / sum(whole) for s in (under, free)]
    before = relief.replaced(reach)
    opened = before + sum(relief.added(d, "opened", reach) for d in (ENERGY, TECHNOLOGY, GOODS))
    assert np.median(before) == pytest.approx(theirs[0], abs=0.02)
    assert np.median(opened) == pytest.approx(theirs[1], abs=0.02)
    assert (opened <= 1).all()
    assert (opened >= before).all()


@pytest.mark.parametrize("names", [("USA", "IND", "RUS"), ("FRA", "RUS", "CHN"), ("ARG", "BRA", "CHL")])
def test_where_trade_or_market_is_not_known_there_is_none(shipped, names):
    assert relief_between(*(find(n) for n in names), DAY, shipped) is None


def test_before_the_trade_was_public_there_is_none(shipped):
    states = (find(n) for n in ("USA", "RUS", "CHN"))
    assert relief_between(*states, date(2010, 1, 1), shipped) is None
