"""The last act of each kind and the newest figure, looked up as of the day."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tertius.states import find
from tertius.wedge.outlook.standing import NOT_MET

USA, RUS, CHN = find("USA"), find("RUS"), find("CHN")


@pytest.fixture
def now(standing_of):
    return standing_of("USA", "RUS", "CHN")


def test_events_are_about_two_of_the_three_and_not_after_the_day(standing_of):
    then = standing_of("USA", "RUS", "CHN", date(1985, 1, 1))
    assert then.events
    assert all(e.known <= date(1985, 1, 1) for e in then.events)
    assert all(len(e.actors & {"USA", "RUS", "CHN"}) >= 2 for e in then.events)


def test_the_last_sanction_of_the_united_states_on_russia(now):
    event = now.last(USA, RUS, {"SANCTION"})
    assert event is not None
    assert event.id == "2025-10-22-rosneft-and-lukoil"


def test_a_sanction_has_a_direction_and_an_agreement_has_none(now):
    assert now.last(RUS, USA, {"SANCTION"}) != now.last(USA, RUS, {"SANCTION"})
    assert now.last(RUS, CHN, {"AGREE"}) == now.last(CHN, RUS, {"AGREE"})


def test_words_pick_one_kind_out_of_a_category(now):
    event = now.last(CHN, RUS, {"AGREE", "COOPERATE"}, r"exercise")
    assert event is not None
    assert event.category == "COOPERATE"
    assert "exercise" in event.text


def test_an_act_of_ten_states_says_nothing_of_two(now):
    assert all(len(e.actors) <= 4 for kind in ("AGREE", "CONSULT") if (e := now.last(RUS, CHN, {kind})))


def test_no_such_act_is_none(now):
    assert now.last(CHN, USA, {"RETREAT"}, "no such words") is None
    assert now.joint(USA, CHN, {"ASSAULT"}) is None


def test_a_joint_patrol_of_russia_and_china_is_found(now):
    event = now.joint(RUS, CHN, {"MOBILIZE"})
    assert event is not None
    assert event.id == "2025-12-09-bomber-patrol"


def test_the_newest_share_is_taken_whatever_its_source(now):
    share = now.share(RUS, CHN)
    assert (share.measure, share.year) == ("trade_share_russia", 2024)
    assert 0.2 < share.value < 0.5
    assert now.share(CHN, RUS, "arms").measure == "arms_share"


def test_a_share_that_was_never_asked_for_is_none(now):
    assert now.share(USA, CHN) is None


def test_trade_of_two_powers_is_the_newest_known_on_the_day(standing_of):
    assert standing_of("USA", "RUS", "CHN").traded(RUS, CHN).year == 2025
    assert standing_of("USA", "RUS", "CHN", date(2020, 6, 1)).traded(RUS, CHN).year == 2019
    assert standing_of("FRA", "TUR", "RUS").traded(find("TUR"), RUS) is None


def test_a_tie_gives_its_year_and_is_none_where_nothing_was_observed(now):
    year, value, low, high = now.tie(RUS, CHN, "kappa")
    assert year == 2022
    assert low <= value <= high
    assert now.tie(USA, RUS, "relations") is None


def test_envoys_who_meet_a_leader_are_no_meeting_of_leaders():
    assert re.search(NOT_MET, "Witkoff and Kushner meet Putin in Moscow on the American plan.")
    assert not re.search(NOT_MET, "Trump receives Putin in Anchorage.")
