"""A driver: its settings, its priors, and what it is called."""

from __future__ import annotations

import pytest

from tertius.casebook.judgement import COMPONENT_KEYS
from tertius.errors import ImpossibleQuestion, UnknownName
from tertius.wedge.scenarios.driver import Move, folded
from tertius.wedge.scenarios.drivers import DRIVERS, driver

MOVES = [(d.key, s.key, m) for d in DRIVERS for s in d.settings for m in s.moves]


def test_every_driver_has_its_own_name_and_stands_first_as_it_is_now():
    assert len({d.key for d in DRIVERS}) == len(DRIVERS)
    for d in (d for d in DRIVERS if d.figure is None):
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


@pytest.mark.parametrize(
    ("written", "level"), [("0.45", 0.45), (".45", 0.45), ("45%", 0.45), (" 45 % ", 0.45), ("1", 1.0), ("-0.1", -0.1)]
)
def test_a_share_is_written_as_a_part_or_per_cent(written, level):
    assert driver("trade.share_c").setting(written).level == pytest.approx(level)


def test_two_spellings_of_a_figure_are_one_setting():
    share = driver("trade.share-c")
    assert share.setting("45%") == share.setting("0.450") == share.setting("+.45")
    assert share.setting("45%").says == "C's share in B's goods trade is 45\u2009%"
    assert driver("sanctions.cases").setting("12.0").key == "12"


@pytest.mark.parametrize("written", ["", "much", "nan", "inf", "1e-3", "1_0", "0x1", "4,5", "9" * 40, "1%%", "%", "٤"])
def test_what_is_no_number_is_refused_with_an_example(written):
    with pytest.raises(ImpossibleQuestion, match="a share from 0 to 1, or per cent") as refused:
        driver("trade.share_c").setting(written)
    assert "--set trade.share_c=0.4" in refused.value.hint


@pytest.mark.parametrize("written", ["2.5", "50%", "few"])
def test_cases_are_whole(written):
    with pytest.raises(ImpossibleQuestion, match="whole number of cases"):
        driver("sanctions.cases").setting(written)
