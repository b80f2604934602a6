"""The chart theme and its layers, drawn by Vega and read back from the SVG."""

from __future__ import annotations

import re

import pytest

from tertius.present import theme
from tertius.present.colours import COLOURS, colour
from tertius.present.vega import svg

YEARS = [{"year": year, "value": year - 2000} for year in range(2000, 2011)]
X = {"field": "year", "type": "quantitative", "scale": {"zero": False, "nice": False}}
LINE = {
    "data": {"values": YEARS},
    "mark": "line",
    "encoding": {"x": X, "y": {"field": "value", "type": "quantitative"}},
}


def test_the_theme_is_new_at_every_call() -> None:
    theme.theme()["axis"]["grid"] = True
    assert theme.theme()["axis"]["grid"] is False


def test_the_theme_uses_only_colours_of_the_house() -> None:
    known = {entry.light for entry in COLOURS}
    assert set(re.findall(r"#[0-9a-f]{6}", repr(theme.theme()))) <= known


def test_charts_have_no_box_and_no_grid_and_the_sans() -> None:
    drawn = svg(LINE)
    assert "role-axis-grid" not in drawn
    assert re.findall(r'class="background"[^>]*stroke="#', drawn) == []
    assert "Tertius Sans" in drawn


def test_vega_writes_numbers_as_we_do() -> None:
    y = {"field": "value", "type": "quantitative", "axis": {"format": ".0%"}}
    rows = [{"year": 2000, "value": -0.5}, {"year": 2001, "value": 0.5}]
    drawn = svg({**LINE, "data": {"values": rows}, "encoding": {"x": X, "y": y}})
    assert ">40\u2009%<" in drawn
    assert ">−40\u2009%<" in drawn


def test_no_data_is_a_hatch_that_ends_where_it_should() -> None:
    drawn = svg({"layer": [theme.no_data(2010, 2020), LINE], "width": 400})
    hatch = re.search(r'd="M([\d.]+),0[^"]*"[^>]*fill="url\(#tertius-no-data\)"', drawn)
    assert hatch
    assert float(hatch.group(1)) == pytest.approx(200, abs=1)
    assert '<pattern id="tertius-no-data"' in drawn
    assert ">no data<" in drawn


def test_no_data_takes_dates() -> None:
    drawn = svg({**theme.no_data("2010-01-01", "2020-01-01", kind="temporal"), "width": 400})
    assert 'fill="url(#tertius-no-data)"' in drawn
    assert ">2012<" in drawn


def test_a_pair_is_a_dashed_double_line_in_the_mix() -> None:
    outer, inner = theme.pair_line("bc")["layer"]
    assert outer["mark"]["color"] == colour("bc").light
    assert outer["mark"]["strokeDash"]
    assert inner["mark"]["color"] == colour("paper").light
    assert inner["mark"]["strokeWidth"] < outer["mark"]["strokeWidth"]
    drawn = svg({"data": LINE["data"], "encoding": LINE["encoding"], **theme.pair_line("bc")})
    assert drawn.count('aria-roledescription="line mark container"') == 1
    assert f'stroke="{colour("bc").light}"' in drawn


def test_the_zero_line_is_drawn() -> None:
    drawn = svg({"layer": [LINE, theme.zero_line()]})
    assert re.search(r'class="mark-rule role-mark[^>]*><line', drawn)


def test_layers_join_an_altair_chart() -> None:
    import altair as alt
    import polars as pl

    line = alt.Chart(pl.DataFrame(YEARS)).mark_line().encode(x=alt.X("year:Q").scale(zero=False), y="value:Q")
    layers = alt.LayerChart.from_dict(theme.no_data(2010, 2014)), line, alt.Chart.from_dict(theme.zero_line())
    drawn = svg(alt.layer(*layers))
    assert 'fill="url(#tertius-no-data)"' in drawn
    assert drawn.count('aria-roledescription="line mark"') == 1


def test_dashes_differ() -> None:
    assert len({tuple(dash) for dash in theme.DASHES}) == len(theme.DASHES) == 6
