"""Reliability drawn: what was said against what came, on the line where they agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tertius.forecasting.backtest.record import ReliabilityBin, TriadForecast
from tertius.present.colours import colour

__all__ = ["reliability_spec", "triad_spec"]


def reliability_spec(bins: Sequence[ReliabilityBin], *, top: float) -> dict[str, Any]:
    """One dot a bin, its area the number of forecasts; both axes from 0 to `top`."""
    rows = [{"said": b.mean_forecast, "came": b.mean_outcome, "n": b.n} for b in bins]
    scale = {"domain": [0, top], "nice": False, "clamp": True}
    axis = {"format": ".0%", "tickCount": 4}
    x = {"field": "said", "type": "quantitative", "scale": scale, "axis": {**axis, "title": "said"}}
    y = {"field": "came", "type": "quantitative", "scale": scale, "axis": {**axis, "title": "came"}}
    return {
        "height": 200,
        "layer": [
            {
                "data": {"values": [{"said": 0, "came": 0}, {"said": top, "came": top}]},
                "mark": {"type": "line", "strokeDash": [2, 2], "strokeWidth": 1, "color": colour("quiet").light},
                "encoding": {"x": x, "y": y},
            },
            {
                "data": {"values": rows},
                "mark": {"type": "circle", "color": colour("a").light, "opacity": 0.9},
                "encoding": {
                    "x": x,
                    "y": y,
                    "size": {"field": "n", "type": "quantitative", "scale": {"range": [12, 240]}, "legend": None},
                },
            },
        ],
    }


def triad_spec(rows: Sequence[TriadForecast]) -> dict[str, Any]:
    """Forecasts of one state by origin: the rate dashed, the model a line, what came as filled ticks."""
    values = [{"year": r.origin, "rate": r.rate, "model": r.model, "came": r.outcome} for r in rows]
    top = max(0.1, 1.15 * max(max(r.rate, r.model) for r in rows))
    x = {"field": "year", "type": "quantitative", "scale": {"nice": False}, "axis": {"format": "d", "tickCount": 5}}

    def line(field: str, dash: list[int]) -> dict[str, Any]:
        return {
            "mark": {"type": "line", "strokeWidth": 1.5, "strokeDash": dash, "color": colour("b").light},
            "encoding": {
                "x": x,
                "y": {
                    "field": field,
                    "type": "quantitative",
                    "scale": {"domain": [0, top], "nice": False},
                    "axis": {"format": ".0%", "tickCount": 4},
                },
            },
        }

    moved = {
        "transform": [{"filter": "datum.came == 1"}],
        "mark": {"type": "tick", "thickness": 3, "orient": "vertical", "yOffset": 0, "color": colour("ink").light},
        "encoding": {"x": x, "y": {"datum": 0}},
    }
    return {"height": 160, "data": {"values": values}, "layer": [line("rate", [4, 3]), line("model", [1, 0]), moved]}
