"""What could be seen, and how many units it is worth."""

from __future__ import annotations

from dataclasses import replace
from math import log

import pytest

from tertius.wedge.components.all import COMPONENTS
from tertius.wedge.components.component import Asked
from tertius.wedge.components.hostility import hostility
from tertius.wedge.components.reference import figures_of, standardised
from tertius.wedge.components.rift import quarrels
from tertius.wedge.components.threat import shared
from tertius.wedge.outlook.observations import observations
from tertius.wedge.scenarios.drivers import driver


@pytest.fixture
def asked_of(shipped):
    return lambda standing: Asked(*standing.states, standing.day, shipped)


@pytest.fixture
def seen(standing_of, values_of, asked_of):
    def ask(*triad, values=None):
        standing = standing_of(*triad)
        return observations(standing, asked_of(standing), COMPONENTS, values or values_of(standing))

    return ask


def test_each_component_moves_at_most_once_each_way(seen):
    for triad in (("USA", "RUS", "CHN"), ("FRA", "TUR", "RUS"), ("CHN", "IND", "USA")):
        ways = [(o.component, o.units > 0) for o in seen(*triad)]
        assert len(ways) == len(set(ways)) > 8


def test_a_judged_value_at_the_end_of_its_scale_moves_one_way_only(seen, standing_of, values_of):
    values = [
        replace(v, value=2.0, low=2.0, high=2.0, status="judged") if v.component == "binding" else v
        for v in values_of(standing_of("USA", "RUS", "CHN"))
    ]
    found = seen("USA", "RUS", "CHN", values=values)
    assert [o.units for o in found if o.component == "binding"] == [-1.0]


def test_a_measured_component_that_is_not_known_has_none(seen):
    assert not [o for o in seen("FRA", "TUR", "RUS") if o.component == "reward"]


def test_one_that_nobody_judged_starts_from_nothing_and_says_so(seen):
    found = [o for o in seen("FRA", "TUR", "RUS") if o.component == "credibility"]
    assert [o.units for o in found] == [1.0, -1.0]
    assert all("nobody has judged it" in o.note for o in found)


def test_a_component_below_the_bar_says_that_it_does_not_count_yet(seen, standing_of, values_of):
    values = [
        replace(v, status="below the bar") if v.component == "binding" else v
        for v in values_of(standing_of("USA", "RUS", "CHN"))
    ]
    notes = [o.note for o in seen("USA", "RUS", "CHN", values=values) if o.component == "binding"]
    assert notes
    assert all("agree too little" in n for n in notes)


def test_the_texts_carry_the_names_and_the_figures_of_today(seen):
    texts = {(o.component, o.units > 0): o.text for o in seen("USA", "RUS", "CHN")}
    assert (
        texts["asymmetry", False]
        == "the share of China in Russia's goods trade falls below 28\u2009% (33\u2009% in 2024)"
    )
    assert texts["credibility", True].startswith("Congress repeals a measure against Russia by vote")
    assert "US$228 bn" in texts["exit_cost", True]


def test_a_share_that_falls_makes_the_tie_more_even(seen):
    for triad in (("USA", "RUS", "CHN"), ("RUS", "CHN", "USA")):
        units = {o.text.split(" %")[0]: o.units for o in seen(*triad) if o.component == "asymmetry"}
        assert sum(u < 0 for t, u in units.items() if "falls" in t) == 1
        assert sum(u > 0 for t, u in units.items() if "rises" in t) == 1


def test_a_fifth_less_trade_is_worth_the_log_of_it_over_half_the_component(seen):
    found = [o.units for o in seen("USA", "RUS", "CHN") if o.component == "exit_cost"]
    assert found == pytest.approx([log(0.8) / log(3) / 2, log(1.2) / log(3) / 2])


def test_force_between_b_and_c_raises_the_rift_and_a_quiet_year_lowers_it(seen):
    found = [o for o in seen("USA", "RUS", "CHN") if o.component == "rift"]
    assert [o.units > 0 for o in found] == [True, False]
    assert abs(found[1].units) < 0.3 < found[0].units


def test_another_legislature_goes_by_its_country(seen):
    text = next(o.text for o in seen("FRA", "TUR", "RUS") if o.component == "credibility" and o.units > 0)
    assert text.startswith("the legislature of France repeals a measure against Turkey")


def test_what_an_observation_starts_from_is_what_the_component_measured(standing_of, values_of, asked_of):
    for triad in (("USA", "RUS", "CHN"), ("FRA", "TUR", "RUS"), ("CHN", "IND", "USA")):
        standing = standing_of(*triad)
        asked = asked_of(standing)
        figures = figures_of(asked)
        a, b, c = figures.at(*(s.cow for s in standing.states))
        values = {v.component: v.value for v in values_of(standing)}
        others = figures.in_place_of_b(a, c)
        assert standardised(float(quarrels(figures)[b, c]), quarrels(figures)[others, c]) == values["rift"]
        lesser = shared(hostility(figures), a, c)
        assert standardised(float(lesser[b]), lesser[others]) == values["threat"]


def test_silence_of_the_chronicle_is_told_only_of_a_pair_that_it_is_of(seen):
    assert not [o for o in seen("USA", "TUR", "RUS") if "chronicle" in o.text]
    assert [o for o in seen("USA", "RUS", "CHN") if "last in the chronicle" in o.text]


def test_no_measure_is_repealed_where_none_is_in_force(seen):
    """GSDB has no case of the United States on Hungary in 2023."""
    texts = {(o.component, o.units > 0): o.text for o in seen("USA", "HUN", "RUS")}
    assert texts["credibility", True] == (
        "Congress passes an opening toward Hungary by vote, so that no order alone takes it back"
    )
    assert texts["constraint", False] == "allies of the United States back a concession to Hungary in a joint text"
    assert "relief" not in texts["constraint", True]
    pressed = {(o.component, o.units > 0): o.text for o in seen("USA", "RUS", "CHN")}
    assert "let measures of their own against Russia lapse" in pressed["constraint", False]
    assert "bars relief for Russia" in pressed["constraint", True]


def test_the_end_of_all_sanctions_names_the_driver_that_counts_them(seen):
    text = next(o.text for o in seen("USA", "TUR", "RUS") if "ends all its sanctions" in o.text)
    assert text == (
        "the United States ends all its sanctions on Turkey at once (2 cases in 2023; in a scenario sanctions.cases=0)"
    )


def test_a_new_leader_counts_as_the_driver_of_a_scenario_does(seen):
    units = next(o.units for o in seen("USA", "RUS", "CHN") if "has a new leader" in o.text)
    changes = next(s for s in driver("leader.b").settings if s.key == "changes")
    assert [m.mean for m in changes.moves if m.component == "leadership"] == [units]


def test_the_last_of_a_kind_is_of_the_kind(seen):
    texts = {(o.component, o.units > 0): o.text for o in seen("USA", "RUS", "CHN")}
    # By law, so no order of a president, and what a later law took back says so.
    assert "(last in the chronicle: Normal trade again, 14 Dec 2012, undone 8 Apr 2022)" in texts["credibility", True]
    # A treaty or a contract, no joint statement.
    assert "(last in the chronicle: Treaty extended, 28 Jun 2021)" in texts["binding", True]
    # Leaders in one place, no call.
    assert "telephone" not in next(text for (key, _), text in texts.items() if key == "goal")
    assert "Putin in Beijing, 20 May 2026" in texts["binding", False]


def test_a_year_that_has_passed_already_is_a_further_one(asked_of, standing_of, values_of):
    from datetime import date

    def quiet(day):
        standing = standing_of("USA", "RUS", "CHN", day)
        found = observations(standing, asked_of(standing), COMPONENTS, values_of(standing))
        return next(o.text for o in found if o.component == "binding" and o.units < 0)

    assert quiet(date(2026, 11, 22)).startswith("a year passes")
    assert quiet(date(1977, 6, 1)).startswith("a further year passes")


def test_a_veto_of_a_draft_of_several_is_no_measure_against_one_of_them(seen):
    assert not [o for o in seen("CHN", "DEU", "USA") if "aid veto" in o.text.lower()]
