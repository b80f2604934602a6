"""T1b, T1c and T3 side by side: base rates of each, or the reason why there is none."""

from __future__ import annotations

from datetime import date

import pytest

from tertius.alignment.ties import votes_known
from tertius.forecasting.base_rate import base_rate
from tertius.forecasting.companions import CAUGHT, SEES, companions
from tertius.forecasting.construct_validity import construct_validity
from tertius.forecasting.targets import field

LATE = date(2026, 11, 22)


def asked(atlas, a: int, c: int, day: date, horizon: int = 5):
    import numpy as np

    moves = field(votes_known(atlas, day), a, c, horizon=horizon)
    rate = base_rate(moves, rng=np.random.default_rng(0))
    return {found.target: found for found in companions(moves, rate, atlas, day)}


@pytest.fixture(scope="module")
def now(shipped):
    return asked(shipped, 2, 710, LATE)


def test_each_way_has_a_rate_and_says_what_it_sees(now):
    assert list(now) == list(SEES) == ["T1b", "T1c", "T3"]
    for found in now.values():
        assert found.rate is not None
        assert 0 < found.rate.low <= found.rate.probability <= found.rate.high < 1
        assert found.sees
        assert found.blind


def test_a_move_borne_out_is_rarer_than_a_move_on_either_measure(now):
    rates = {name: found.rate.probability for name, found in now.items()}
    assert rates["T3"] < rates["T1c"]
    assert rates["T1b"] < rates["T1c"]


def test_the_rate_of_t3_is_of_windows_whose_records_reach_their_end(now, shipped):
    """Windows past the records would read "no", move or not, and halve it to .7 % of 7,602."""
    found = now["T3"].rate
    assert (found.events, found.n, found.last_start) == (172, 5714, 2009)
    assert (found.probability, found.low, found.high) == pytest.approx((0.0154, 0.0083, 0.0320), abs=0.0002)
    russia = asked(shipped, 2, 365, LATE)["T3"].rate
    assert (russia.events, russia.n) == (303, 6436)
    assert (russia.probability, russia.low, russia.high) == pytest.approx((0.0214, 0.0128, 0.0462), abs=0.0002)


def test_history_was_asked_of_votes_and_of_the_line_and_not_of_t3(now, shipped):
    assert [r.votes for r in now["T1c"].asked] == ["same", "disjoint"]
    assert {(r.target, r.c) for r in now["T1c"].asked} == {("T1c toward", None)}
    assert {(r.target, r.c) for r in now["T1b"].asked} == {("T1b toward", "CHN")}
    assert now["T3"].asked == ()
    assert {r.target for r in asked(shipped, 710, 2, LATE)["T1c"].asked} == {"T1c away"}
    assert all(found.asked == () for found in asked(shipped, 2, 710, LATE, horizon=4).values())
    assert all(found.asked == () for found in asked(shipped, 2, 365, date(2015, 1, 1)).values())


def test_what_was_caught_is_what_is_computed(shipped):
    found = construct_validity(shipped)
    for target, threshold in (("T1b", 0.15), ("T1c", 0.3), ("T3", 1.0)):
        row = found.of(target, threshold)
        late = "none" if row.after_1999[0] == 0 else str(row.after_1999[0])
        assert CAUGHT[target] == f"{row.all[0]} of {row.all[1]} known realignments, {late} of the 6 after 1999"


def test_asked_of_the_past_nothing_is_said_of_later_cases(shipped):
    then = asked(shipped, 2, 365, date(1990, 1, 1))
    assert all(found.caught == "" for found in then.values())
    # The vintage is of 1988: a later window had not ended.
    assert then["T1c"].rate.last_start == 1983


def test_the_line_points_the_other_way_where_the_united_states_is_c(shipped):
    toward, away = asked(shipped, 2, 710, LATE)["T1c"], asked(shipped, 710, 2, LATE)["T1c"]
    assert toward.rate.events != away.rate.events
    assert toward.rate.n == pytest.approx(away.rate.n, abs=1)


def test_without_the_united_states_there_is_no_line(shipped):
    found = asked(shipped, 710, 365, LATE)
    assert found["T1c"].rate is None
    assert found["T3"].rate is None
    assert "runs toward the United States" in found["T1c"].why


def test_without_vintages_there_is_no_line(tiny_atlas):
    found = asked(tiny_atlas, 2, 710, LATE)
    assert "keeps no ideal points" in found["T1c"].why
