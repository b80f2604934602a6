"""The difference drawn: where its draws lie, the bands that hold half and nine tenths, and zero."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tertius.present.colours import colour
from tertius.present.names import capital
from tertius.present.theme import theme, zero_line
from tertius.wedge.scenarios.result import points

if TYPE_CHECKING:
    import altair as alt

    from tertius.wedge.scenarios.difference import Difference
    from tertius.wedge.scenarios.result import WhatIf

__all__ = ["difference_chart", "difference_specs"]

BINS = 60


def difference_chart(found: WhatIf) -> alt.VConcatChart:
    """All branches below each other, on one scale."""
    import altair as alt

    specs = [
        {**spec, "width": 560, "title": capital(found.called(o.name))}
        for spec, o in zip(difference_specs(found), found.outcomes, strict=True)
    ]
    config = {**theme(), "background": colour("paper").light}
    return alt.VConcatChart.from_dict({"config": config, "vconcat": specs})


def difference_specs(found: WhatIf) -> list[dict[str, Any]]:
    """One Vega-Lite specification a branch, on one scale: percentage points, 2nd to 98th percentile."""
    ends = [100 * float(o.difference.quantiles[i]) for o in found.outcomes for i in (1, -2)]
    low, high = min(0.0, *ends), max(0.0, *ends)
    room = 0.04 * (high - low) or 0.5
    return [_spec(o.difference, low - room, high + room) for o in found.outcomes]


def _spec(d: Difference, low: float, high: float) -> dict[str, Any]:
    counts, edges = np.histogram(100 * d.draws, bins=BINS, range=(low, high))
    ends90, ends50 = (100 * d.points.low90, 100 * d.points.high90), (100 * d.points.low50, 100 * d.points.high50)
    rows = [
        {"from": float(x), "to": float(y), "share": n / len(d.draws), "band": _band((x + y) / 2, ends50, ends90)}
        for n, x, y in zip(counts.tolist(), edges[:-1].tolist(), edges[1:].tolist(), strict=True)
    ]
    x: dict[str, Any] = {
        "field": "from",
        "type": "quantitative",
        "scale": {"domain": [low, high], "nice": False},
        "axis": {"format": "+.1~f", "tickCount": 7},
    }
    tint = {
        "field": "band",
        "type": "nominal",
        "scale": {"domain": ["half", "nine tenths", "beyond"], "range": [0.95, 0.55, 0.2]},
        "legend": None,
    }
    middle = [{"at": 100 * d.points.median, "said": f"median {points(d.points.median)}"}]
    return {
        "height": 150,
        "layer": [
            {
                "data": {"values": rows},
                "mark": {"type": "bar", "color": colour("b").light, "binSpacing": 0},
                "encoding": {
                    "x": {**x, "bin": "binned"},
                    "x2": {"field": "to"},
                    "y": {"field": "share", "type": "quantitative", "axis": None, "scale": {"zero": True}},
                    "opacity": tint,
                },
            },
            zero_line("x"),
            {
                "data": {"values": middle},
                "mark": {"type": "rule", "strokeWidth": 2, "color": colour("ink").light},
                "encoding": {"x": {**x, "field": "at"}},
            },
            {
                "data": {"values": middle},
                "mark": {"type": "text", "dx": 6, "dy": 0, "y": 8, "fontWeight": 600},
                "encoding": {"x": {**x, "field": "at"}, "text": {"field": "said"}},
            },
        ],
    }


def _band(x: float, half: tuple[float, float], most: tuple[float, float]) -> str:
    if half[0] <= x <= half[1]:
        return "half"
    return "nine tenths" if most[0] <= x <= most[1] else "beyond"
