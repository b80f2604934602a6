"""One tie drawn: a strip for every indicator, each in its own unit, nothing drawn where nothing was observed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tertius.alignment.series import Series
from tertius.alignment.ties import Ties
from tertius.present.colours import colour
from tertius.present.theme import no_data, on_paper

if TYPE_CHECKING:
    import altair as alt

__all__ = ["strip_spec", "strips"]

FIRST_YEAR = 1946


def strips(found: Ties) -> alt.VConcatChart:
    """A strip an indicator, in the order of the indicators, as an Altair chart."""
    import altair as alt

    panels = [strip_spec(s, found.as_of.year) for s in found.series if s.last is not None]
    config = on_paper()
    return alt.VConcatChart.from_dict({"title": found.pair, "vconcat": panels, "config": config})


def strip_spec(series: Series, until: int) -> dict[str, Any]:
    """One indicator from 1946 to `until` as a Vega-Lite specification; up is closer."""
    rows = [_row(series, year) for year in range(series.first or until, (series.last or until) + 1)]
    x = {
        "field": "year",
        "type": "quantitative",
        "scale": {"domain": [FIRST_YEAR, until], "nice": False},
        "axis": {"format": "d", "values": [1950, 1970, 1990, 2010]},
    }
    y = {
        "field": "value",
        "type": "quantitative",
        "scale": {"zero": False, "reverse": series.indicator.closer < 0},
        "axis": {"tickCount": 3},
    }
    hue = colour("ab").light
    layers: list[dict[str, Any]] = []
    if until > (series.last or until):
        hatch = no_data((series.last or until) + 1, until, label="")
        hatch["encoding"]["x"] |= {"scale": x["scale"], "axis": x["axis"]}
        layers.append(hatch)
    if any(row["low"] is not None for row in rows):
        band = {"type": "area", "color": hue, "fillOpacity": 0.2, "aria": False}
        for low, high in (("low", "high"), *((("inner_low", "inner_high"),) if series.inner else ())):
            ends = {"x": x, "y": {**y, "field": low}, "y2": {"field": high}}
            layers.append({"data": {"values": rows}, "mark": band, "encoding": ends})
    line = {"type": "line", "color": hue, "strokeWidth": 1.5, "interpolate": "step" if _in_steps(series) else "linear"}
    layers.append({"data": {"values": rows}, "mark": line, "encoding": {"x": x, "y": y}})
    title = {"text": series.indicator.label, "subtitle": f"{series.indicator.about} ({series.indicator.unit})"}
    return {"title": title, "width": 420, "height": 60, "layer": layers}


def _row(series: Series, year: int) -> dict[str, Any]:
    value, low, high = (float(v) if np.isfinite(v) else None for v in series.at(year))
    row = {"year": year, "value": value, "low": low, "high": high}
    if series.inner is not None and year in series.years:
        at = series.years.index(year)
        row |= {"inner_low": float(series.inner[0][at]), "inner_high": float(series.inner[1][at])}
    return row


def _in_steps(series: Series) -> bool:
    """Whether the indicator counts or ranks, so that a slope between two years would say what nobody saw."""
    return series.indicator.digits == 0
