"""A scenario: settings go together, or are refused."""

from __future__ import annotations

import pytest

from tertius.errors import ImpossibleQuestion, UnknownName
from tertius.wedge.scenarios.scenario import Scenario, branch_of, checked, from_settings, pairs_of


def test_words_become_pairs():
    assert pairs_of(["war=settled", " sanctions.energy = lifted by law "]) == (
        ("war", "settled"),
        ("sanctions.energy", "lifted by law"),
    )


@pytest.mark.parametrize("word", ["war", "war=", "=settled", " = ", ""])
def test_half_a_pair_is_refused(word):
    with pytest.raises(ImpossibleQuestion, match="DRIVER=SETTING"):
        pairs_of([word])


def test_the_other_option_is_named_where_it_is_meant():
    with pytest.raises(ImpossibleQuestion, match="--against takes"):
        pairs_of(["war"], "--against")


def test_a_driver_set_twice_to_one_thing_is_set_once():
    assert len(branch_of("", [("war", "settled"), ("WAR", "peace")]).sets) == 1


def test_a_driver_set_to_two_things_is_refused_with_both():
    with pytest.raises(ImpossibleQuestion, match="cannot be two things") as refused:
        branch_of("", [("war", "settled"), ("war", "escalates")])
    assert refused.value.found == "settled and escalates"
    assert "--against" in refused.value.hint


def test_an_alias_does_not_hide_a_contradiction():
    with pytest.raises(ImpossibleQuestion, match="arms cannot be two things"):
        branch_of("", [("arms", "lifted"), ("arms.embargo", "coproduction")])


def test_sanctions_are_not_lifted_and_tightened_at_once():
    with pytest.raises(ImpossibleQuestion, match="lifted and tightened") as refused:
        branch_of("", [("sanctions.energy", "lifted by law"), ("sanctions.finance", "tightened")])
    assert "sanctions.energy" in refused.value.found
    assert "sanctions.finance" in refused.value.found


@pytest.mark.parametrize(
    "pairs",
    [
        [("arms", "coproduction"), ("sanctions.technology", "tightened")],
        [("war", "escalates"), ("allies", "agree")],
    ],
)
def test_settings_that_contradict_each_other_are_refused(pairs):
    with pytest.raises(ImpossibleQuestion, match="contradict"):
        branch_of("", pairs)


def test_a_setting_that_is_not_known_is_refused_with_the_nearest():
    with pytest.raises(UnknownName, match=r"c\.binding called 'unknown'(?s:.*)known: let go, stepped up, unchanged"):
        branch_of("", [("c.binding", "unknown")])


@pytest.mark.parametrize("settings", [{}, {"war": "continues"}, {"war": "continues", "leader.a": "stays"}])
def test_a_scenario_that_changes_nothing_is_refused(settings):
    with pytest.raises(ImpossibleQuestion, match="changes something"):
        from_settings(settings)


def test_one_branch_of_two_may_change_nothing():
    found = from_settings({"leader.a": "accommodates"}, {"leader.a": "stays"})
    assert [b.name for b in found.branches] == ["leader.a = accommodates", "leader.a = stays"]


def test_two_equal_branches_are_refused():
    with pytest.raises(ImpossibleQuestion, match="same things"):
        from_settings({"war": "settled", "allies": "agree"}, [("allies", "agree"), ("war", "peace")])


def test_a_mapping_and_pairs_mean_the_same():
    assert from_settings({"war": "settled"}) == from_settings([("war", "settled")])


def test_a_number_from_python_is_a_figure():
    (one,) = from_settings({"trade.share_c": 0.45}).branches[0].sets
    assert (one.setting.level, str(one)) == (0.45, "trade.share_c = 0.45")
    assert from_settings({"sanctions.cases": 0}).branches[0].sets[0].setting.changes
    assert from_settings({"trade.share_c": 1e-12}).branches[0].sets[0].setting.level == 0


def test_sanctions_are_counted_or_set_by_kind():
    for kind in ("lifted", "tightened", "in force"):
        with pytest.raises(ImpossibleQuestion, match="counted or set by kind"):
            branch_of("", [("sanctions.cases", "0"), ("sanctions.energy", kind)])


def test_settings_and_branches_without_end_are_refused():
    from itertools import count as forever

    with pytest.raises(ImpossibleQuestion, match="at most 40 things"):
        from_settings((f"x{n}", "y") for n in forever())
    many = tuple(branch_of(f"b{n}", [("sanctions.cases", str(n))]) for n in range(7))
    with pytest.raises(ImpossibleQuestion, match="at most 6 branches"):
        checked(Scenario("", "", many))
