"""Calibration drawn: what was forecast against what came true, a point a tenth, on the line of perfect honesty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scipy.special import betaincinv

from tertius.present.theme import on_paper

if TYPE_CHECKING:
    import altair as alt

    from tertius.ledger.track_records import Scores

__all__ = ["calibration_chart", "calibration_spec"]


def calibration_chart(found: Scores) -> alt.LayerChart:
    """The points as a chart."""
    import altair as alt

    config = on_paper()
    return alt.LayerChart.from_dict({"config": config, **calibration_spec(found)})


def calibration_spec(found: Scores) -> dict[str, Any]:
    """The points of all records together as a Vega-Lite specification, with Jeffreys' 90 % intervals."""
    x = {"field": "said", "type": "quantitative", "title": "forecast", **_axis()}
    y = {"field": "came", "type": "quantitative", "title": "came true", **_axis()}
    ends = {"y": {**y, "field": "low"}, "y2": {"field": "high"}}
    return {
        "height": 320,
        "width": 320,
        "layer": [
            {
                "data": {"values": [{"said": 0, "came": 0}, {"said": 1, "came": 1}]},
                "mark": {"type": "line", "strokeDash": [4, 4], "strokeWidth": 1},
                "encoding": {"x": x, "y": y},
            },
            {
                "data": {"values": _points(found)},
                "layer": [
                    {"mark": {"type": "rule"}, "encoding": {"x": x, **ends}},
                    {"mark": {"type": "point", "filled": True}, "encoding": {"x": x, "y": y, "size": _size()}},
                ],
            },
        ],
    }


def _axis() -> dict[str, Any]:
    return {"scale": {"domain": [0, 1], "nice": False}, "axis": {"format": ".0%", "tickCount": 5, "grid": True}}


def _size() -> dict[str, Any]:
    return {"field": "n", "type": "quantitative", "legend": None}


def _points(found: Scores) -> list[dict[str, float]]:
    """The bins of all records, added up by tenth."""
    tenths: dict[float, list[float]] = {}
    for record in found.records:
        for b in record.calibration:
            total = tenths.setdefault(b.low, [0.0, 0.0, 0.0])
            total[0] += b.n
            total[1] += b.n * b.mean_forecast
            total[2] += b.n * b.mean_outcome
    rows: list[dict[str, float]] = []
    for _, (n, said, yes) in sorted(tenths.items()):
        low, high = (float(betaincinv(yes + 0.5, n - yes + 0.5, level)) for level in (0.05, 0.95))
        rows.append({"n": n, "said": said / n, "came": yes / n, "low": low, "high": high})
    return rows
