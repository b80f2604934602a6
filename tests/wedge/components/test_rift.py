"""A quarrel between B and C."""

from __future__ import annotations

import pytest

from tertius.wedge.components import hostility
from tertius.wedge.components.rift import measure

pytestmark = pytest.mark.usefixtures("six_are_enough")

LAST = 2010


@pytest.fixture(autouse=True)
def rivalries(monkeypatch) -> list[tuple[int, int, int, int]]:
    """No rivalries but those a test puts in."""
    open_ones: list[tuple[int, int, int, int]] = []
    monkeypatch.setattr(hostility, "rivalry_spells", lambda: tuple(open_ones))
    return open_ones


def test_a_rivalry_counts_while_it_is_open(world, ask, rivalries):
    atlas = world({("mid_hostility", 200, 710, LAST): 2})
    rivalries.append((365, 710, 1958, 2020))
    found = measure(ask("USA RUS CHN", atlas))
    assert found.value > 1
    assert found.figure.startswith("strategic rivals (2010)")
    rivalries[0] = (365, 710, 1958, 1989)
    over = measure(ask("USA RUS CHN", atlas))
    assert over.value == 0.0
    assert over.figure.startswith("strategic rivals until 1989")


def test_a_rivalry_that_begins_later_is_not_seen(world, ask, rivalries):
    atlas = world({("mid_hostility", 200, 710, LAST): 2})
    rivalries.append((365, 710, 2011, 2020))
    found = measure(ask("USA RUS CHN", atlas))
    assert found.value == 0.0
    assert found.figure.startswith("no strategic rivalry to 2010")


def test_a_quarrel_counts_for_a_and_peace_is_ordinary(world, ask):
    quarrel = world({("mid_hostility", 365, 710, LAST): 4})
    assert measure(ask("USA RUS CHN", quarrel)).value > 1
    peace = measure(ask("USA GBR CHN", quarrel))
    assert peace.value == 0.0
    assert peace.status == "measured"


def test_only_quarrels_with_c_are_the_measure(world, ask):
    """A war of two others, which neither B nor C is in, moves nothing."""
    given = {("mid_hostility", 365, 710, LAST - 6): 4, ("mid_hostility", 200, 710, LAST): 2}
    one, two = (
        measure(ask("USA RUS CHN", world(given | more))) for more in ({}, {("mid_hostility", 220, 255, LAST): 5})
    )
    assert one.value == two.value > 0


def test_sanctions_of_either_on_the_other_are_a_quarrel(world, ask):
    by_c = world({("sanctions_by_b", 365, 710, LAST): 2})
    found = measure(ask("USA RUS CHN", by_c))
    assert found.value > 1
    assert "2 sanction cases in force (2010)" in found.figure


def test_an_older_quarrel_counts_less(world, ask):
    others = {("mid_hostility", 710, 750, LAST): 5, ("mid_hostility", 200, 710, LAST): 1}
    old, new = (
        measure(ask("USA RUS CHN", world(others | {("mid_hostility", 365, 710, y): 3}))) for y in (LAST - 9, LAST)
    )
    assert 0 < old.value < new.value
    # Half-lives of 4 to 16 years leave more doubt about what is long past.
    assert old.high - old.low > new.high - new.low


def test_the_year_is_that_of_the_older_list(world, ask):
    gone = {("mid_hostility", 365, 710, y): None for y in (2009, 2010)}
    assert measure(ask("USA RUS CHN", world(gone | {("mid_hostility", 710, 740, 2010): 3}))).year == 2008


def test_a_state_without_figures_is_not_known(world, ask):
    found = measure(ask("USA NRU CHN", world()))
    assert found.status == "not known"
    assert found.value is None


def test_a_world_without_any_quarrel_has_no_unit(world, ask):
    assert measure(ask("USA RUS CHN", world())).status == "not known"
