"""The two small tables: every line has its day and its source, and binds those it says."""

from __future__ import annotations

from datetime import date

import pytest

from tertius.datasets.chronicle import load_chronicle
from tertius.states import find
from tertius.wedge.scenarios.drivers import driver
from tertius.wedge.scenarios.laws_and_wars import laws, wars


@pytest.mark.parametrize("law", laws(), ids=lambda law: f"{law.driver}-{law.by}-{law.on}-{law.begins}")
def test_every_law_names_what_there_is(law):
    one = driver(law.driver)
    assert law.setting is None or one.setting(law.setting).key == law.setting
    assert law.by in {"UN", "EUR-UNION"} or find(law.by).iso3 == law.by
    assert find(law.on).iso3 == law.on
    assert law.source
    assert law.ends is None or law.begins < law.ends
    assert law.source in law.said


def test_a_law_binds_from_its_first_day_to_the_day_before_its_end():
    cyprus = next(law for law in laws() if law.on == "TUR" and law.setting == "embargo")
    usa, turkey = find("USA"), find("TUR")
    for day, binds in (
        (date(1975, 2, 4), False), (date(1975, 2, 5), True), (date(1978, 9, 25), True), (date(1978, 9, 26), False)
    ):  # fmt: skip
        assert cyprus.binds(usa, turkey, day) is binds
    assert not cyprus.binds(usa, find("GRC"), date(1976, 1, 1))


def test_a_law_of_the_united_nations_binds_members_and_of_the_union_its_own():
    un = next(law for law in laws() if law.by == "UN" and law.on == "PRK")
    union = next(law for law in laws() if law.by == "EUR-UNION" and law.on == "CHN")
    assert un.binds(find("CHN"), find("PRK"), date(2020, 1, 1))
    assert not un.binds(find("TWN"), find("PRK"), date(2020, 1, 1))
    assert union.binds(find("GBR"), find("CHN"), date(2019, 1, 1))
    assert not union.binds(find("GBR"), find("CHN"), date(2021, 1, 1))


def test_every_war_is_opened_and_ended_by_lines_of_the_chronicle():
    ids = {e.id for e in load_chronicle()}
    for war in wars():
        assert war.begins.id in ids
        assert war.begins.category in {"ASSAULT", "MOBILIZE"}
        if war.ends is not None:
            assert war.ends.category in {"AGREE", "RETREAT"}
            assert war.begins.date < war.ends.date
            assert len(war.begins.actors & war.ends.actors) >= 1
