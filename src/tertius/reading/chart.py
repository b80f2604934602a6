"""What the words of each forecast imply, a bar a forecast on one line from 0 to 100 %."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tertius.present.theme import on_paper
from tertius.reading.record import AUTHOR, UNNAMED

if TYPE_CHECKING:
    import altair as alt

    from tertius.reading.record import Reading

__all__ = ["forecast_ranges", "ranges_spec"]

_LONGEST = 60
"""Characters of an event that stand beside its bar."""


def forecast_ranges(found: Reading) -> alt.LayerChart:
    """The bars as a chart; a forecast whose words the scale does not hold has a row and no bar."""
    import altair as alt

    config = on_paper()
    return alt.LayerChart.from_dict({"config": config, **ranges_spec(found)})


def ranges_spec(found: Reading) -> dict[str, Any]:
    """The bars as a Vega-Lite specification."""
    rows = [
        {"what": f"{n}  {_short(f.event)}", "low": f.low, "high": f.high, "said": _who(f.speaker, f.phrase)}
        for n, f in enumerate(found.forecasts, start=1)
    ]
    y = {
        "field": "what",
        "type": "nominal",
        "sort": None,
        "axis": {"labelLimit": 420, "labelPadding": 10, "domain": False, "ticks": False},
    }
    x = {
        "field": "low",
        "type": "quantitative",
        "scale": {"domain": [0, 1], "nice": False},
        "axis": {"format": ".0%", "tickCount": 5, "grid": True},
    }
    return {
        "height": {"step": 34},
        "data": {"values": rows},
        "layer": [
            {"mark": {"type": "rule", "strokeWidth": 5}, "encoding": {"y": y, "x": x, "x2": {"field": "high"}}},
            {
                "mark": {"type": "text", "dy": -10},
                "encoding": {"y": y, "x": {"datum": 0, "type": "quantitative"}, "text": {"field": "said"}},
            },
        ],
    }


def _short(event: str) -> str:
    flat = " ".join(event.split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…"


def _who(speaker: str, phrase: str) -> str:
    named = {AUTHOR: "the author", UNNAMED: "unnamed"}.get(speaker, speaker)
    return f"{named}: {phrase}"
