"""What stands today, and what cannot be lifted because it is not there."""

from __future__ import annotations

from datetime import date

import pytest

from tertius.errors import ImpossibleQuestion
from tertius.states import find
from tertius.wedge.scenarios.drivers import DRIVERS
from tertius.wedge.scenarios.in_force import InForce, in_force, refuse_what_is_not_there
from tertius.wedge.scenarios.scenario import from_settings

DAY = date(2026, 11, 22)


def standing(shipped, a, b, c, day=DAY):
    return {s.driver: s for s in in_force(find(a), find(b), find(c), day, shipped)}


def test_every_driver_has_its_standing(shipped):
    assert list(standing(shipped, "USA", "RUS", "CHN")) == [d.key for d in DRIVERS]


def test_sanctions_on_russia_are_in_force_by_sector(shipped):
    now = standing(shipped, "USA", "RUS", "CHN")
    said = "closed by the list of measures, which ends in April 2024: energy"
    assert now["sanctions.energy"] == InForce("sanctions.energy", "in force", said)
    assert "machinery" in now["sanctions.technology"].figure
    assert "GSDB" in now["sanctions.finance"].figure
    assert now["war"].setting == "continues"
    assert now["arms"].setting == "embargo"
    assert now["allies"].setting is None


def test_on_an_earlier_day_what_came_later_is_not_known(shipped):
    now = standing(shipped, "USA", "RUS", "CHN", date(2016, 11, 1))
    assert "GSDB" in now["sanctions.energy"].figure
    assert now["war"].setting is None
    assert now["arms"].setting is None
    assert standing(shipped, "USA", "CHN", "RUS", date(2016, 11, 1))["arms"].setting == "embargo"


def test_what_the_sanctions_list_counts_none_of_cannot_be_lifted(shipped):
    now = in_force(find("FRA"), find("DEU"), find("USA"), DAY, shipped)
    assert now[0].none
    for setting in ("lifted", "lifted by law", "in force"):
        chosen = from_settings({"sanctions.energy": setting, "allies": "agree"})
        with pytest.raises(ImpossibleQuestion, match="where there is none") as refused:
            refuse_what_is_not_there(chosen, now)
        assert "GSDB" in refused.value.found
    refuse_what_is_not_there(from_settings({"sanctions.energy": "tightened"}), now)


@pytest.mark.parametrize("setting", ["settled", "frozen", "escalates"])
def test_a_war_that_nobody_knows_of_is_neither_ended_nor_widened(shipped, setting):
    now = in_force(find("USA"), find("IND"), find("RUS"), DAY, shipped)
    with pytest.raises(ImpossibleQuestion, match="where no war of B is known") as refused:
        refuse_what_is_not_there(from_settings({"war": setting}), now)
    assert "no war in 2014" in refused.value.found
    refuse_what_is_not_there(from_settings({"allies": "agree"}), now)


def test_an_embargo_in_force_cannot_be_put_on_again(shipped):
    now = in_force(find("USA"), find("RUS"), find("CHN"), DAY, shipped)
    with pytest.raises(ImpossibleQuestion, match="arms is embargo already"):
        refuse_what_is_not_there(from_settings({"arms": "embargo"}), now)
    refuse_what_is_not_there(from_settings({"arms": "coproduction"}), now)


def test_an_unknown_standing_refuses_nothing():
    now = tuple(InForce(d.key, None, "") for d in DRIVERS)
    refuse_what_is_not_there(from_settings({"sanctions.energy": "lifted", "arms": "embargo"}), now)


def test_usa_india_russia(shipped):
    now = standing(shipped, "USA", "IND", "RUS")
    assert now["sanctions.energy"].none
    assert now["arms"].setting is None
    assert "no sanction case of the United States against India in 2023" in now["arms"].figure
    assert now["tariffs.c"].figure.startswith("normal trade relations suspended (9 Apr 2022")
    assert now["war"].setting is None
    assert "no war in 2014, the newest year of the list of disputes" in now["war"].figure


def test_usa_turkey_russia(shipped):
    now = standing(shipped, "USA", "TUR", "RUS")
    assert now["arms"].setting is None
    assert "no embargo on the state" in now["arms"].figure
    assert now["sanctions.finance"].figure.startswith("2 sanction cases of the United States against Turkey")
    then = standing(shipped, "USA", "TUR", "RUS", date(1976, 6, 1))
    assert then["arms"].setting == "embargo"
    assert then["tariffs.c"].setting is None
    assert standing(shipped, "USA", "TUR", "RUS", date(1979, 6, 1))["arms"].setting is None


def test_china_north_korea_russia(shipped):
    now = standing(shipped, "CHN", "PRK", "RUS")
    assert [now[f"sanctions.{k}"].setting for k in ("energy", "technology", "goods", "finance")] == ["in force"] * 4
    assert "United Nations" in now["sanctions.energy"].figure
    assert now["arms"].setting == "embargo"
    assert now["tariffs.c"].setting is None
    refuse_what_is_not_there(from_settings({"sanctions.energy": "lifted"}), tuple(now.values()))
    before = standing(shipped, "CHN", "PRK", "RUS", date(2005, 1, 1))
    assert before["arms"].setting is None
    assert before["sanctions.energy"].none


@pytest.mark.parametrize(
    ("b", "day", "setting", "words"),
    [
        ("VNM", date(1968, 1, 1), "continues", "bombing of North Vietnam (2 Mar 1965); no end in the chronicle to"),
        ("VNM", date(1974, 1, 1), None, "list of disputes"),
        ("RUS", date(1985, 1, 1), "continues", "palace in Kabul"),
        ("RUS", date(1989, 2, 16), None, "list of disputes"),
        ("UKR", date(2023, 1, 1), "continues", "invade Ukraine"),
        ("IRQ", date(2004, 6, 1), None, "war with the United States"),
        ("IRN", date(2026, 11, 22), None, "attack Iran (28 Feb 2026); no end in the chronicle"),
    ],
)
def test_a_war_is_opened_and_ended_by_days_where_they_are_known(shipped, b, day, setting, words):
    now = standing(shipped, "USA", b, "CHN", day)["war"]
    assert now.setting == setting
    assert words in now.figure
