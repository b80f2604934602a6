"""Figures as known on a day, and where one stands among the powers."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius.wedge.components.reference import (
    DRIFT,
    DRIFT_ELSE,
    LARGEST,
    age,
    figures_of,
    measured,
    not_known,
    stale,
    standardised,
)


def test_a_normal_population_gives_its_own_standard_deviation():
    population = np.random.default_rng(4).normal(10, 2, 100_000)
    assert standardised(14.0, population) == pytest.approx(2.0, abs=0.03)


@given(st.lists(st.floats(-100, 100), min_size=20, max_size=40), st.floats(-100, 100))
def test_the_median_is_0_and_nothing_passes_three(population, value):
    known = np.array(population)
    found = standardised(value, known)
    if found is not None:
        assert abs(found) <= LARGEST
        assert standardised(float(np.median(known)), known) == pytest.approx(0.0, abs=1e-9)


def test_where_nearly_all_are_0_the_plain_deviation_is_the_unit():
    population = np.array([0.0] * 99 + [1.0])
    assert standardised(0.1, population) == pytest.approx(0.1 / population.std())


@pytest.mark.parametrize("population", [np.zeros(50), np.arange(19.0), np.full(50, np.nan)])
def test_too_few_or_all_alike_say_nothing(population):
    assert standardised(1.0, population) is None


def test_a_missing_figure_has_no_place():
    assert standardised(float("nan"), np.arange(30.0)) is None


def test_a_figure_is_seen_from_both_sides(world, ask):
    atlas = world({("trade_share_a", 365, 710, 2009): 0.3, ("trade_share_b", 365, 710, 2009): 0.1,
                   ("sanctions_by_b", 365, 710, 2009): 2})  # fmt: skip
    figures = figures_of(ask("USA RUS CHN", atlas, date(2011, 1, 1)))
    russia, china = figures.at(365, 710)
    assert figures.newest("trade_share", russia, china) == (2009, pytest.approx(0.3))
    assert figures.newest("trade_share", china, russia) == (2009, pytest.approx(0.1))
    assert figures.grids["sanctions_by"][china, russia, 2009 - 1946] == 2
    assert figures.grids["sanctions_by"][russia, china, 2009 - 1946] == 0


def test_a_figure_waits_for_its_day(world, ask):
    """Trade is public a year after the year's end, sanctions after thirty days."""
    atlas = world()
    day = date(2010, 12, 30)
    early, late = (figures_of(ask("USA RUS CHN", atlas, d)) for d in (day, date(2010, 12, 31)))
    assert early.newest("trade_share", 0, 1) == (2008, 0.0)
    assert late.newest("trade_share", 0, 1) == (2009, 0.0)
    assert early.newest("sanctions_by", 0, 1) == (2009, 0.0)


def test_a_state_without_figures_is_blank_and_no_power(world, ask):
    figures = figures_of(ask("USA NRU CHN", world()))
    (nauru,) = figures.at(970)
    assert not figures.powers[nauru]
    assert figures.newest("mid_hostility", nauru, figures.at(2)[0]) is None
    assert np.isnan(figures.last("trade_share")[nauru]).all()
    assert int(figures.powers.sum()) == 8


def test_every_power_but_the_poles_can_stand_in_bs_place(world, ask):
    figures = figures_of(ask("USA NRU CHN", world()))
    a, b, c = figures.at(2, 970, 710)
    others = set(figures.in_place_of_b(a, c).tolist())
    assert len(others) == 6
    assert not others & {a, b, c}


def test_before_any_figure_there_are_no_powers(world, ask):
    figures = figures_of(ask("USA RUS CHN", world(), date(1990, 1, 1)))
    assert not figures.powers.any()


def test_an_interval_widens_with_the_years_since_its_figure():
    """Four years after, at .3 a root year: 1.645 * .6 on either side."""
    day = date(2014, 12, 31)
    found = measured("rift", (1.0, 1.0, 1.0), ("", ""), 2010, day, ())
    assert found.high - 1.0 == pytest.approx(1.6449 * DRIFT["rift"] * age(2010, day) ** 0.5, abs=1e-3)
    assert 1.0 - found.low == pytest.approx(found.high - 1.0)
    fresh = measured("rift", (1.0, 0.5, 2.0), ("", ""), 2014, day, ())
    assert (fresh.low, fresh.high) == (0.5, 2.0)
    assert DRIFT_ELSE > 0


def test_what_is_not_known_says_why():
    found = not_known("rift", "Nobody looked.")
    assert (found.value, found.low, found.high, found.year, found.status) == (None, None, None, None, "not known")
    assert found.why == "Nobody looked."


@pytest.mark.parametrize(("year", "known"), [(2011, True), (2010, False), (1992, False)])
def test_figures_of_more_than_fifteen_years_ago_add_nothing(year, known):
    found = measured("asymmetry", (1.0, 1.0, 1.0), ("said", "why"), year, date(2026, 12, 1), ())
    assert (found.value is not None) is known
    assert stale(year, date(2026, 12, 1)) is not known
    if not known:
        assert found.status == "not known"
        assert f"of {year}, {2026 - year} years before the day" in found.why


def test_fifteen_years_count_from_the_day_asked_about():
    assert not stale(1992, date(2000, 1, 1))
    assert measured("asymmetry", (1.0, 1.0, 1.0), ("", ""), 1992, date(2000, 1, 1), ()).value == 1.0


def test_the_population_holds_no_stale_figure(world, ask):
    atlas = world(
        {("trade_share_a", 365, 710, 2000): 0.3} | {("trade_share_a", 365, 710, y): None for y in range(2001, 2011)}
    )
    for day, gone in ((date(2015, 6, 1), False), (date(2016, 6, 1), True)):
        figures = figures_of(ask("USA RUS CHN", atlas, day))
        _, b, c = figures.at(2, 365, 710)
        assert np.isnan(figures.last("trade_share")[b, c]) == gone
