"""The strips of one tie compile, and draw nothing that was not observed."""

from __future__ import annotations

from datetime import date

import pytest
import vl_convert

from tertius.alignment.chart import strip_spec
from tertius.alignment.ties import ties

LATE = date(2026, 11, 22)


def test_the_plot_is_valid_and_draws(shipped):
    drawn = ties("RUS", "CHN", as_of=LATE, atlas=shipped).plot().to_dict()
    assert "Russia–China" in vl_convert.vegalite_to_svg(drawn, allowed_base_urls=[])
    assert len(drawn["vconcat"]) == 12  # every indicator speaks of Russia and China


def test_an_indicator_without_a_year_gets_no_strip(shipped):
    titles = [p["title"]["text"] for p in ties("USA", "RUS", as_of=LATE, atlas=shipped).plot().to_dict()["vconcat"]]
    assert "Relations (Tsinghua)" not in titles


@pytest.mark.parametrize(("key", "reversed_"), [("agreement", False), ("ideal_distance", True), ("dispute", True)])
def test_up_is_closer(shipped, key, reversed_):
    spec = strip_spec(ties("RUS", "CHN", as_of=LATE, atlas=shipped).one(key), 2026)
    assert spec["layer"][-1]["encoding"]["y"]["scale"]["reverse"] is reversed_


def test_past_the_last_year_stands_a_hatch_and_no_line(shipped):
    series = ties("RUS", "CHN", as_of=LATE, atlas=shipped).one("trade")
    spec = strip_spec(series, 2026)
    assert spec["layer"][0]["data"]["values"][0]["start"] == 2015
    rows = spec["layer"][-1]["data"]["values"]
    assert rows[-1]["year"] == 2014
    # China and the Soviet Union have no trade on record in 1964: a gap, not a line.
    assert any(row["value"] is None for row in rows)
