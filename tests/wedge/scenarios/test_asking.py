"""From the words of a command to a scenario and three states."""

from __future__ import annotations

import pytest

from tertius.errors import ImpossibleQuestion
from tertius.wedge.scenarios.asking import asked

STATES = ("USA", "RUS", "CHN")
NONE = (None, None, None)


def test_settings_make_one_branch_and_against_another():
    scenario, states = asked(STATES, ["war=settled"], ["war=escalates"])
    assert states == STATES
    assert [b.name for b in scenario.branches] == ["war = settled", "war = escalates"]


def test_a_scenario_brings_its_states_and_given_ones_win():
    assert asked(NONE, [], [], scenario="new-leader-in-china")[1] == ("USA", "RUS", "CHN")
    assert asked(("IND", "RUS", "CHN"), [], [], scenario="new-leader-in-china")[1] == ("IND", "RUS", "CHN")


@pytest.mark.parametrize("states", [NONE, ("USA", None, None), ("USA", "RUS", None)])
def test_fewer_than_three_states_are_refused(states):
    with pytest.raises(ImpossibleQuestion, match="three states"):
        asked(states, ["war=settled"], [])


def test_half_of_the_states_are_not_filled_from_a_scenario():
    with pytest.raises(ImpossibleQuestion, match="three states"):
        asked(("USA", "RUS", None), [], [], scenario="new-leader-in-china")


def test_none_or_two_scenarios_are_refused(tmp_path):
    with pytest.raises(ImpossibleQuestion, match="one scenario at a time"):
        asked(STATES, [], [])
    with pytest.raises(ImpossibleQuestion, match="one scenario at a time"):
        asked(STATES, ["war=settled"], [], scenario="new-leader-in-china")
    with pytest.raises(ImpossibleQuestion, match="one scenario at a time"):
        asked(STATES, [], [], file=tmp_path / "x.toml", scenario="new-leader-in-china")
    with pytest.raises(ImpossibleQuestion, match="something to stand against"):
        asked(STATES, [], ["war=settled"])
