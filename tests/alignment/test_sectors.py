"""Every good has one sector, and every figure of a market its source."""

from __future__ import annotations

from datetime import date

import pytest

from tertius.alignment.sectors import closed, good_name, market, sector_of

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("good", "sector"),
    [
        (270900, "energy"),
        (271121, "energy"),
        (303, "agriculture"),
        (7403, "metals"),
        (4407, "forest"),
        (8471, "electronics"),
        (8703, "transport"),
        (8429, "machinery"),
        (8501, "machinery"),
        (8517, "electronics"),
        (6402, "footwear"),
        (9503, "other"),
        (2844, "chemicals"),
    ],
)
def test_goods_fall_into_the_sectors_of_the_trade_commission(good, sector):
    assert sector_of(good) == sector


def test_every_heading_has_a_sector_with_a_market():
    known = market(2, TODAY)
    assert {sector_of(h) for h in range(101, 9800)} <= set(known)
    assert all(m.source.startswith("USITC") for m in known.values())


def test_a_market_that_was_not_seen_is_not_known():
    assert market(2, TODAY)["machinery"].imports is None
    assert market(2, TODAY)["energy"].imports == 236.4
    assert market(200, TODAY) is None


def test_a_market_is_known_once_its_year_was_published():
    """The energy figures are of 2018: public from 30 January 2020."""
    assert market(2, date(2020, 1, 29))["energy"].imports is None
    assert market(2, date(2020, 1, 30))["energy"].imports == 236.4


def test_nothing_is_closed_before_the_day_it_was_closed():
    assert not closed(2, 365, date(2022, 2, 23)).exports
    assert not closed(2, 365, date(2022, 3, 7)).imports
    assert closed(2, 365, date(2022, 3, 8)).imports == {"energy": 1}
    assert "gold" not in closed(2, 365, date(2022, 6, 27)).why
    assert closed(2, 365, date(2024, 4, 12)).imports["metals"] == 0.7
    assert not closed(2, 710, date(2026, 1, 1)).exports


def test_a_good_without_a_name_keeps_its_heading():
    assert good_name(270900) == "crude oil"
    assert good_name(805) == "HS 0805"
