"""The charts draw: what was said against what came, and a state's forecasts through time."""

from __future__ import annotations

import vl_convert

from tertius.forecasting.backtest.chart import reliability_spec, triad_spec
from tertius.forecasting.backtest.record import ReliabilityBin, TriadForecast
from tertius.present.vega import specification

BINS = (ReliabilityBin(0, 0.1, 50, 0.04, 0.06), ReliabilityBin(0.1, 0.2, 5, 0.15, 0.2))


def drawn(spec) -> str:
    ready = specification(spec) | {"width": 300}
    return vl_convert.vegalite_to_svg(ready)


def test_a_dot_a_bin_and_the_line_where_said_is_come():
    spec = reliability_spec(BINS, top=0.4)
    assert len(spec["layer"][1]["data"]["values"]) == 2
    assert spec["layer"][0]["data"]["values"][-1] == {"said": 0.4, "came": 0.4}
    assert "<svg" in drawn(spec)


def test_forecasts_are_lines_and_outcomes_ticks():
    rows = [
        TriadForecast("T1b toward", "USA", "RUS", "CHN", 5, y, 0.03, 0.02, 0.04, 0.2 * (y == 1990), int(y == 1990))
        for y in range(1985, 1995)
    ]
    spec = triad_spec(rows)
    assert [v["came"] for v in spec["data"]["values"]].count(1) == 1
    assert "<svg" in drawn(spec)
