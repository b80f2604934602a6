"""The tie of target and partner is what treaties say: a pact, a lesser treaty, or not known."""

from __future__ import annotations

from datetime import date

import pytest

from tertius.states import find
from tertius.wedge.cases.status import status_in_atlas

LATE = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("pair", "day", "status", "origin"),
    [
        # The treaty of 2001 pledges no attack and consultation, not defence.
        (("RUS", "CHN"), LATE, "informal", "ATOP, 2018"),
        (("USA", "JPN"), LATE, "formal_ally", "ATOP, 2018"),
        (("RUS", "CHN"), date(1956, 6, 1), "formal_ally", "ATOP, 1955"),
        (("CHE", "JPN"), LATE, None, "ATOP, 2018: no treaty"),
    ],
    ids=str,
)
def test_the_newest_treaties_known_on_the_day_decide(shipped, pair, day, status, origin):
    a, b = map(find, pair)
    assert status_in_atlas(a, b, day, shipped)[:2] == (status, origin)
    assert status_in_atlas(b, a, day, shipped)[:2] == (status, origin)


def test_before_the_first_year_it_is_not_known(shipped):
    status, origin, provenance = status_in_atlas(find("RUS"), find("CHN"), date(1940, 1, 1), shipped)
    assert (status, origin, provenance.snapshots) == (None, "not known", ())


def test_a_tiny_atlas_is_read_by_hand(tiny_atlas):
    # Flags stand in even years: in 1990 a duty to defend, known from January 1991.
    usa, rus = find("USA"), find("RUS")
    assert status_in_atlas(usa, rus, date(1991, 6, 1), tiny_atlas)[:2] == ("formal_ally", "ATOP, 1990")
    assert status_in_atlas(usa, rus, date(1990, 6, 1), tiny_atlas)[:2] == (None, "ATOP, 1989: no treaty")
