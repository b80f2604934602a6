"""Known realignments in the shipped atlas, beside what an earlier study found on a list of its own.

The study's figures are those of the block `construct_validity_T1` of this project's file of
test numbers: 35 cases, of which it names six only. The list here is this project's own, chosen
before it was scored; so shares of chance must agree, and detection rates may differ by a few cases.
"""

from __future__ import annotations

import pytest

from tertius.atlas.estimates import estimates_of
from tertius.forecasting.construct_validity import construct_validity
from tertius.forecasting.one_dimension import line_of, place_on_line

# (target, threshold): caught of 35, caught of 28 before 1992, caught of 6 after 1999.
COMPUTED = {
    ("T1b", 0.15): (20, 19, 0),
    ("T1b", 0.10): (22, 21, 0),
    ("T1c", 0.3): (27, 23, 4),
    ("T1c", 0.4): (22, 21, 1),
    ("T3", 1.0): (25, 23, 2),
}
# The study: share of all, before 1992, caught after 1999; lowest and highest share of chance.
STUDY = {
    ("T1b", 0.15): (0.486, 0.571, 0, (0.069, 0.155)),
    ("T1b", 0.10): (0.629, 0.714, 1, (0.132, 0.243)),
    ("T1c", 0.3): (0.829, 0.893, 4, (0.237, 0.267)),
    ("T1c", 0.4): (0.657, 0.75, 2, (0.165, 0.181)),
}


@pytest.fixture(scope="module")
def found(shipped):
    return construct_validity(shipped)


@pytest.mark.parametrize("label", COMPUTED, ids=str)
def test_detection_of_the_known_realignments(found, label):
    row = found.of(*label)
    assert (row.all, row.before_1992, row.after_1999) == tuple(zip(COMPUTED[label], (35, 28, 6), strict=True))
    assert row.not_computable == ()


def test_hard_events_of_the_known_realignments(found):
    """T2 after 2014 is known only where an event happened: Turkey 2016 cannot be told. The list alone adds eight."""
    row = found.of("T2", 1.0)
    assert (row.all, row.before_1992, row.after_1999) == ((22, 34), (20, 28), (2, 5))
    assert row.not_computable == ("Turkey 2016",)
    assert row.chance == pytest.approx((0.081, 0.109), abs=0.002)


def test_chance_of_a_move_borne_out_is_read_within_the_records(found):
    """Over all windows, where those past the records read "no", it would be .052 to .091, and .018 to .054 late."""
    row = found.of("T3", 1.0)
    assert row.chance == pytest.approx((0.065, 0.103), abs=0.002)
    assert row.chance_after_1999 == pytest.approx((0.025, 0.073), abs=0.002)


@pytest.mark.parametrize("label", STUDY, ids=str)
def test_it_agrees_with_the_study(found, label):
    row = found.of(*label)
    share, early, late, chance = STUDY[label]
    assert row.chance == pytest.approx(chance, abs=0.01)
    assert row.all[0] / 35 == pytest.approx(share, abs=0.12)
    assert row.before_1992[0] / 28 == pytest.approx(early, abs=0.12)
    assert abs(row.after_1999[0] - late) <= 1


def test_no_known_realignment_after_1999_reaches_t1b(found):
    assert found.of("T1b", 0.15).after_1999 == (0, 6)


@pytest.mark.parametrize(("start", "wanted"), [(1972, 0.08), (1975, 0.36), (1978, 0.87), (1981, 0.35)])
def test_china_on_the_line(shipped, start, wanted):
    """The study's net moves of China, on its own sampler's positions from sessions 1 to 74."""
    votes = shipped.final_rollcalls
    years = tuple(votes.years)
    line = line_of(place_on_line(estimates_of(shipped), votes.states, years), votes.states, years, horizon=5)
    assert line.net[votes.states.index(710), years.index(start)] == pytest.approx(wanted, abs=0.05)
