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
        chosen = from_settings({"sanctions.energy": setting, "war": "settled"})
        with pytest.raises(ImpossibleQuestion, match="where there is none") as refused:
            refuse_what_is_not_there(chosen, now)
        assert "GSDB" in refused.value.found
    refuse_what_is_not_there(from_settings({"sanctions.energy": "tightened"}), now)


def test_an_embargo_in_force_cannot_be_put_on_again(shipped):
    now = in_force(find("USA"), find("RUS"), find("CHN"), DAY, shipped)
    with pytest.raises(ImpossibleQuestion, match="arms is embargo already"):
        refuse_what_is_not_there(from_settings({"arms": "embargo"}), now)
    refuse_what_is_not_there(from_settings({"arms": "coproduction"}), now)


def test_an_unknown_standing_refuses_nothing():
    now = tuple(InForce(d.key, None, "") for d in DRIVERS)
    refuse_what_is_not_there(from_settings({"sanctions.energy": "lifted", "arms": "embargo"}), now)
