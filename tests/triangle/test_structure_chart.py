"""The exhibits drawn: every figure of the record stands in the chart, and nothing where nothing is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import vl_convert

from tertius.triangle.structure import structure
from tertius.triangle.structure_chart import bargain_spec, coalitions_spec, settlement_spec


@pytest.fixture(scope="module")
def today(shipped):
    return structure("USA", "RUS", "CHN", as_of=date(2026, 11, 22), atlas=shipped)


def drawn(result) -> str:
    return vl_convert.vegalite_to_svg(result.plot().to_dict(), allowed_base_urls=[])


def test_every_power_of_the_bargain_stands_in_the_drawing(today):
    picture = drawn(today)
    assert all(name in picture for name, _ in today.bargain.places)
    assert "as China" in picture


def test_the_bars_are_the_shares_of_draws(today):
    bars = {r["who"]: r["p"] for r in settlement_spec(today)["data"]["values"]}
    assert bars == {"with United States": today.settlement.with_a, "with China": today.settlement.with_c}
    stable = {r["who"]: r["p"] for r in coalitions_spec(today)["data"]["values"]}
    assert stable == {**dict(today.coalitions.partitions), "none is stable": today.coalitions.unstable}


def test_what_is_not_known_is_not_drawn(today):
    empty = replace(today, settlement=None, bargain=None, coalitions=None)
    assert settlement_spec(empty) is coalitions_spec(empty) is None
    assert "Nothing to draw" in drawn(empty)


def test_a_name_with_an_apostrophe_does_not_break_the_axis(today):
    spec = bargain_spec(today.bargain, "Cote d'Ivoire", "China")
    assert "d'Ivoire" in vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
