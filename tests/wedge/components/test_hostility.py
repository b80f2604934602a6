"""Disputes remembered and sanctions in force."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertius.wedge.components.hostility import HALF_LIFE, dispute_said, hostility, remembered, sanctions_said
from tertius.wedge.components.reference import Figures, age, figures_of


def test_by_hand(world, ask):
    """A war of 2003 on the last day of 2011: eight years, half of it."""
    figures = figures_of(ask("USA RUS CHN", world({("mid_hostility", 365, 710, 2003): 5})))
    russia, china = figures.at(365, 710)
    found = remembered(figures)
    assert found[russia, china] == pytest.approx(0.5, abs=1e-3)
    assert found[china, russia] == found[russia, china]
    assert found[russia, figures.at(2)[0]] == 0.0


def test_the_worst_that_is_remembered_counts_not_the_newest(world, ask):
    figures = figures_of(
        ask("USA RUS CHN", world({("mid_hostility", 365, 710, 2008): 5, ("mid_hostility", 365, 710, 2010): 1}))
    )
    assert remembered(figures)[figures.at(365, 710)] == pytest.approx(0.5 ** (age(2008, figures.day) / HALF_LIFE))


@settings(max_examples=30)
@given(st.lists(st.one_of(st.none(), st.integers(0, 5)), min_size=5, max_size=5), st.floats(2, 20))
def test_as_a_loop(hostile, half_life):
    from datetime import date

    years = np.arange(2000, 2005)
    grid = np.full((2, 2, 5), np.nan)
    grid[0, 1] = grid[1, 0] = [np.nan if h is None else h for h in hostile]
    figures = Figures((2, 20), np.array([True, True]), years, {"mid_hostility": grid}, date(2006, 6, 1))
    wanted = None
    for year, h in zip(years, hostile, strict=True):
        if h is not None:
            faded = h / 5 * 0.5 ** (age(int(year), figures.day) / half_life)
            wanted = faded if wanted is None else max(wanted, faded)
    found = remembered(figures, half_life)[0, 1]
    assert np.isnan(found) if wanted is None else found == pytest.approx(wanted)


def test_sanctions_are_of_the_sender(world, ask):
    """Three cases count 3/4, and only toward their target."""
    figures = figures_of(ask("USA RUS CHN", world({("sanctions_by_a", 2, 365, 2010): 3})))
    america, russia = figures.at(2, 365)
    found = hostility(figures)
    assert found[america, russia] == pytest.approx(0.75)
    assert found[russia, america] == 0.0


def test_where_disputes_were_not_observed_sanctions_stand_alone(world, ask):
    gone = {("mid_hostility", 2, 365, y): None for y in range(2000, 2011)}
    figures = figures_of(ask("USA RUS CHN", world(gone | {("sanctions_by_a", 2, 365, 2010): 1})))
    america, russia = figures.at(2, 365)
    assert hostility(figures)[america, russia] == pytest.approx(0.5)
    assert dispute_said(figures, america, russia) == "disputes not observed"


def test_where_neither_was_observed_nothing_is_known(world, ask):
    figures = figures_of(ask("USA NRU CHN", world()))
    assert np.isnan(hostility(figures)[figures.at(2, 970)])
    assert sanctions_said(figures, *figures.at(2, 970)) == "sanctions not observed"


def test_in_words(world, ask):
    figures = figures_of(
        ask("USA RUS CHN", world({("mid_hostility", 2, 365, 2008): 3, ("sanctions_by_a", 2, 365, 2010): 1}))
    )
    america, russia, china = figures.at(2, 365, 710)
    assert dispute_said(figures, america, russia) == "last militarized dispute in 2008, hostility 3 of 5 (list to 2010)"
    assert dispute_said(figures, america, china) == "no militarized dispute to 2010"
    assert sanctions_said(figures, america, russia) == "1 sanction case in force (2010)"
    assert sanctions_said(figures, america, china) == "0 sanction cases in force (2010)"
