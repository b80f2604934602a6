"""A driver: its settings, its priors, and what it is called."""

from __future__ import annotations

import pytest

from tertius.casebook.judgement import COMPONENT_KEYS
from tertius.errors import UnknownName
from tertius.wedge.scenarios.driver import Move, folded
from tertius.wedge.scenarios.drivers import DRIVERS, driver

MOVES = [(d.key, s.key, m) for d in DRIVERS for s in d.settings for m in s.moves]


def test_every_driver_has_its_own_name_and_stands_first_as_it_is_now():
    assert len({d.key for d in DRIVERS}) == len(DRIVERS)
    for d in DRIVERS:
        assert not d.settings[0].changes
        assert all(s.changes for s in d.settings[1:])
        assert len({s.key for s in d.settings}) == len(d.settings)


def test_the_drivers_an_analyst_would_ask_for_are_there():
    wanted = {"sanctions.energy", "sanctions.finance", "sanctions.technology", "arms", "tariffs.c", "war"}
    wanted |= {"leader.a", "leader.b", "leader.c", "allies", "c.binding"}
    assert wanted <= {d.key for d in DRIVERS}


@pytest.mark.parametrize(("key", "setting", "move"), MOVES)
def test_every_move_is_of_a_component_wide_and_reasoned(key, setting, move):
    assert move.component in COMPONENT_KEYS
    assert move.scale >= abs(move.mean)
    assert move.why.endswith(".")
    assert not move.why.startswith("A ") or move.why.split()[1] in {"is", "backs", "presses", "and"}


@pytest.mark.parametrize(("key", "setting", "move"), MOVES)
def test_no_move_is_called_estimated_that_is_not_computed(key, setting, move):
    assert move.source_class == "elicited"


def test_a_prior_narrower_than_its_effect_cannot_be_made():
    with pytest.raises(AssertionError, match="as wide as"):
        Move("threat", -1, 0.5, "elicited", "x")


@pytest.mark.parametrize(
    ("written", "key"), [("Sanctions.Energy", "sanctions.energy"), ("arms.embargo", "arms"), ("WAR", "war")]
)
def test_a_driver_is_found_in_any_case_and_by_its_alias(written, key):
    assert driver(written).key == key


@pytest.mark.parametrize(
    ("key", "written", "setting"),
    [
        ("sanctions.energy", "lifted-for-good", "lifted by law"),
        ("sanctions.energy", "LIFTED_BY_LAW", "lifted by law"),
        ("war", "peace", "settled"),
        ("arms", "co-production", "coproduction"),
        ("c.binding", "stepped  up", "stepped up"),
    ],
)
def test_a_setting_is_found_in_any_spelling(key, written, setting):
    assert driver(key).setting(written).key == setting


def test_a_typo_is_answered_with_the_nearest():
    with pytest.raises(UnknownName, match=r"sanctions\.energy"):
        driver("sanction.energy")
    with pytest.raises(UnknownName, match="'settled'"):
        driver("war").setting("setled")


def test_folding_leaves_words():
    assert folded("  Lifted-by_LAW ") == "lifted by law"
