"""What leaving would cost, drawn sector by sector."""

from __future__ import annotations

from datetime import date

import pytest
import vl_convert

from tertius.alignment.leaving import dependence
from tertius.alignment.leaving_chart import exposure_spec, sectors_spec

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def russia(shipped):
    return dependence("RUS", "CHN", versus="USA", as_of=TODAY, atlas=shipped)


def drawn(result) -> str:
    return vl_convert.vegalite_to_svg(result.plot().to_dict(), allowed_base_urls=[])


def test_each_sector_stands_with_what_could_be_replaced_and_its_interval(russia):
    whole, taken, ends, _ = sectors_spec(russia, "exports")["layer"]
    energy = next(s for s in russia.sectors if (s.side, s.sector) == ("exports", "energy"))
    assert whole["data"]["values"][0] == {"sector": "energy", "flow": energy.flow}
    assert taken["data"]["values"][0]["flow"] == pytest.approx(energy.flow * energy.replaced.value)
    assert ends["data"]["values"][0]["high"] == pytest.approx(energy.flow * energy.replaced.high)
    assert "energy" in drawn(russia)


def test_a_market_that_is_not_known_is_said_rather_than_drawn_as_none(russia):
    said = sectors_spec(russia, "exports")["layer"][-1]["data"]["values"]
    unknown = {s.sector for s in russia.sectors if s.side == "exports" and s.replaced is None and s.flow >= 0.05}
    assert {r["sector"] for r in said} == unknown >= {"machinery"}
    assert "not known" in drawn(russia)


def test_without_another_state_only_the_trade_is_drawn(shipped):
    alone = dependence("RUS", "CHN", as_of=TODAY, atlas=shipped)
    assert len(sectors_spec(alone, "exports")["layer"]) == 1
    assert "replace" not in drawn(alone)


def test_where_goods_are_not_known_the_shares_are_drawn(shipped):
    found = dependence("IND", "RUS", as_of=TODAY, atlas=shipped)
    assert sectors_spec(found, "exports") is None
    rows = exposure_spec(found)["data"]["values"]
    assert {r["share"] for r in rows} == {e.value for e in found.exposures if e.on and e.unit == "share"}
    assert "India on Russia" in drawn(found)
