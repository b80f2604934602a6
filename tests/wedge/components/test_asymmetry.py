"""How much more B needs C than C needs B."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import numpy as np
import pytest

from tertius.states import find
from tertius.wedge.components.asymmetry import gaps, measure
from tertius.wedge.components.component import Asked
from tertius.wedge.components.reference import figures_of, standardised

pytestmark = pytest.mark.usefixtures("six_are_enough")

CODES = (2, 200, 220, 255, 365, 710, 740, 750)
DAY = date(2011, 12, 31)


@pytest.fixture(scope="module")
def spread() -> dict:
    """Every pair trades, with shares of its own."""
    rng = np.random.default_rng(5)
    pairs = list(combinations(CODES, 2))
    return {
        (f"trade_share_{s}", a, b, y): float(rng.uniform(0.01, 0.2))
        for a, b in pairs
        for s in "ab"
        for y in (2009, 2010)
    }


def test_the_needier_stands_above_0_and_the_other_below(world, ask, spread):
    atlas = world(spread | {("trade_share_a", 365, 710, 2010): 0.3, ("trade_share_b", 365, 710, 2010): 0.05})
    mine, theirs = (measure(ask(q, atlas)) for q in ("USA RUS CHN", "USA CHN RUS"))
    assert theirs.value < 0 < mine.value
    assert mine.figure == "China is 30\u2009% of Russia's trade (2010), Russia 5\u2009% of China's (2010)"


def test_both_states_own_figures_are_preferred_when_near_in_time(world, ask, spread):
    own = {("imf_trade_share_a", 365, 710, 2009): 0.4, ("china_trade_share_b", 365, 710, 2010): 0.1}
    found = measure(ask("USA RUS CHN", world(spread | own)))
    assert "40\u2009% of Russia's trade (2009)" in found.figure
    assert found.basis == ("imf_russia_trade", "china_trade")
    assert "upper bound" in found.why
    assert found.year == 2009


def test_years_far_apart_are_not_compared(world, ask, spread):
    apart = {("imf_trade_share_a", 365, 710, 2004): 0.4, ("china_trade_share_b", 365, 710, 2010): 0.1}
    assert measure(ask("USA RUS CHN", world(spread | apart))).basis == ("cow_trade",)


def test_an_upper_bound_is_taken_at_the_middle_of_what_it_may_be(world, ask, spread):
    """China's 25 listed partners make 55 to 100 % of its trade: equal shares are not equal need."""
    own = {("imf_trade_share_a", 365, 710, 2010): 0.1, ("china_trade_share_b", 365, 710, 2010): 0.1}
    asked = ask("USA RUS CHN", world(spread | own), DAY)
    found = measure(asked)
    figures = figures_of(asked)
    a, _, c = figures.at(2, 365, 710)
    reference = gaps(figures)[figures.in_place_of_b(a, c), c]
    assert found.value == pytest.approx(standardised((0.1 - 0.0775) / (0.1 + 0.0775), reference))
    assert found.low < found.value < found.high


def test_no_trade_and_no_figures_are_not_known(world, ask, spread):
    none = {("trade_share_a", 365, 710, y): 0.0 for y in (2009, 2010)} | {
        ("trade_share_b", 365, 710, y): 0.0 for y in (2009, 2010)
    }
    assert measure(ask("USA RUS CHN", world(spread | none))).status == "not known"
    assert measure(ask("USA NRU CHN", world(spread))).status == "not known"


def test_it_stands_among_the_powers_in_bs_place_written_as_a_loop(world, ask, spread):
    asked = ask("USA RUS CHN", world(spread))
    figures = figures_of(asked)
    a, b, c = figures.at(2, 365, 710)
    share = figures.last("trade_share")
    gaps = [(share[x, c] - share[c, x]) / (share[x, c] + share[c, x]) for x in range(8) if x not in (a, c)]
    own = (share[b, c] - share[c, b]) / (share[b, c] + share[c, b])
    assert measure(asked).value == pytest.approx(standardised(own, np.array(gaps)))


def test_shares_of_34_years_ago_say_nothing_of_today(shipped):
    """COW's trade of Serbia and Germany ends in 1992."""
    states = [find(n) for n in ("USA", "SRB", "DEU")]
    found = measure(Asked(*states, date(2026, 11, 22), shipped))
    assert found.status == "not known"
    assert "1992, 34 years before the day" in found.why
    assert measure(Asked(find("USA"), find("SRB"), find("DEU"), date(1999, 1, 1), shipped)).value is not None


@pytest.mark.parametrize(("mine", "theirs"), [(0.02, 0.0), (0.029, 0.029), (0.001, 0.02)])
def test_two_that_hardly_trade_do_not_depend(world, ask, spread, mine, theirs):
    given = {("trade_share_a", 365, 710, 2010): mine, ("trade_share_b", 365, 710, 2010): theirs}
    found = measure(ask("USA RUS CHN", world(spread | given)))
    assert found.value is None
    assert "hardly traded" in found.why


def test_one_share_of_three_per_cent_is_enough(world, ask, spread):
    given = {("trade_share_a", 365, 710, 2010): 0.031, ("trade_share_b", 365, 710, 2010): 0.0}
    found = measure(ask("USA RUS CHN", world(spread | given)))
    assert found.value > 0
    assert "Russia no recorded part of China's" in found.figure


def test_an_old_table_does_not_say_that_two_hardly_trade_where_a_newer_figure_says_they_do(world, ask, spread):
    """India in 2024 was 11 % of Russia's trade; the table of all pairs, of 2014, has 1 % on both sides."""
    small = {(f"trade_share_{s}", 365, 710, y): 0.01 if y < 2004 else None for s in "ab" for y in range(2000, 2011)}
    newer = {("imf_trade_share_a", 365, 710, 2010): 0.11}
    found = measure(ask("USA CHN RUS", world(spread | small | newer)))
    assert found.status == "not known"
    assert "China is 11\u2009% of Russia's trade (IMF, 2010)" in found.why
    assert "what Russia is of China's trade is missing" in found.why
    assert "the newest known is 1\u2009%, of 2003" in found.why
    assert "hardly" not in found.why


@pytest.mark.parametrize("table", [0.1, 0.005])
def test_an_old_table_does_not_stand_in_for_a_share_that_has_moved_since(world, ask, spread, table):
    """Germany in 2024 was 1 % of Russia's trade; the table of all pairs, of 2014, has 10 %."""
    old = {(f"trade_share_{s}", 365, 710, y): table if y < 2004 else None for s in "ab" for y in range(2000, 2011)}
    found = measure(ask("USA RUS CHN", world(spread | old | {("imf_trade_share_a", 365, 710, 2010): 0.012})))
    assert found.value is None
    assert "China is 1\u2009% of Russia's trade (IMF, 2010)" in found.why
    assert "what Russia is of China's trade is missing" in found.why


def test_a_table_within_three_years_of_a_lone_newer_share_is_used(world, ask, spread):
    found = measure(ask("USA RUS CHN", world(spread | {("imf_trade_share_a", 365, 710, 2013): 0.4}), date(2016, 1, 1)))
    assert found.basis == ("cow_trade",)


def test_germanys_trade_with_russia_has_moved_since_2014_and_with_america_it_has_not(shipped):
    moved, stands = (
        measure(Asked(*map(find, states.split()), date(2026, 11, 22), shipped))
        for states in ("GBR RUS DEU", "CHN DEU USA")
    )
    assert moved.status == "not known"
    assert "Germany is 1" in moved.why
    assert stands.status == "measured"
    assert "Germany 4\u2009% of the United States' (2014)" in stands.figure
