"""What leaving would cost, drawn: each sector's trade, and how much of it another could take over at most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tertius.present.colours import colour
from tertius.present.names import called_on, the
from tertius.present.numbers import NOT_KNOWN, recorded
from tertius.present.theme import on_paper

if TYPE_CHECKING:
    import altair as alt

    from tertius.alignment.leaving import Leaving

__all__ = ["exposure_spec", "leaving_chart", "sectors_spec"]

WIDTH, STEP = 420, 22
SMALLEST = 0.05
"""Sectors with less trade, in US$ billion, are not drawn, as in the tables."""


def sectors_spec(found: Leaving, side: str) -> dict[str, Any] | None:
    """One bar a sector, US$ billion; the dark part could be replaced, the line is its 90 % interval.

    Where another state was asked about and its market is not known, the bar says so.
    """
    sectors = [s for s in found.sectors if s.side == side and s.flow >= SMALLEST]
    if not sectors:
        return None
    whole = [{"sector": s.sector, "flow": s.flow} for s in sectors]
    taken = [
        {"sector": s.sector, "flow": s.flow * r.value, "low": s.flow * r.low, "high": s.flow * r.high}
        for s in sectors
        if (r := s.replaced) is not None
    ]
    unknown = [
        {"sector": s.sector, "flow": s.flow, "said": NOT_KNOWN} for s in sectors if found.a and s.replaced is None
    ]
    y = {
        "field": "sector",
        "type": "nominal",
        "sort": [s.sector for s in sectors],
        "axis": {"domain": False, "ticks": False, "title": None, "labelLimit": 220},
    }
    x = {"field": "flow", "type": "quantitative", "axis": {"title": "US$ billion"}}
    pale = {"type": "bar", "height": 12, "fill": colour("bc").light, "fillOpacity": 0.35}
    dark = {"type": "bar", "height": 12, "fill": colour("ab").light}
    span = {"type": "rule", "color": colour("ink").light, "strokeWidth": 1.5}
    layers: list[dict[str, Any]] = [{"data": {"values": whole}, "mark": pale, "encoding": {"x": x, "y": y}}]
    if taken:
        ends = {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": y}
        layers += [
            {"data": {"values": taken}, "mark": dark, "encoding": {"x": x, "y": y}},
            {"data": {"values": taken}, "mark": span, "encoding": ends},
        ]
    if unknown:
        said = {"x": x, "y": y, "text": {"field": "said", "type": "nominal"}}
        layers.append({"data": {"values": unknown}, "mark": {"type": "text", "dx": 6}, "encoding": said})
    return {"height": {"step": STEP}, "layer": layers}


def exposure_spec(found: Leaving) -> dict[str, Any]:
    """The shares of who needs whom as bars, each with its year; what is not a share is left out."""
    rows = [
        {
            "what": f"{called_on(e.of, found.as_of).name} on {called_on(str(e.on), found.as_of).name}: {e.label}",
            "share": e.value,
            "said": f"{recorded(e.value)} ({e.year})",
        }
        for e in found.exposures
        if e.on is not None and e.unit == "share"
    ]
    y = {
        "field": "what",
        "type": "nominal",
        "sort": None,
        "axis": {"domain": False, "ticks": False, "title": None, "labelLimit": 320},
    }
    x = {"field": "share", "type": "quantitative", "axis": {"format": ".0%", "title": None}}
    said = {"field": "said", "type": "nominal"}
    return {
        "height": {"step": STEP},
        "data": {"values": rows},
        "layer": [
            {"mark": {"type": "bar", "height": 10}, "encoding": {"x": x, "y": y}},
            {"mark": {"type": "text", "dx": 6}, "encoding": {"x": x, "y": y, "text": said}},
        ],
    }


def leaving_chart(found: Leaving) -> alt.VConcatChart:
    """Sales and purchases sector by sector where goods are known, else the shares of who needs whom."""
    import altair as alt

    b, c = found.b.name, found.c.name
    taken = (
        f"; dark: what {the(found.a.name)} could replace at most if nothing is closed, 90 %"
        if found.replacements and found.a
        else ""
    )
    sides = (("exports", f"What {the(b)} sells to {the(c)}"), ("imports", f"What {the(b)} buys of {the(c)}"))
    panels = [
        {**spec, "title": {"text": f"{words}, {found.year}", "subtitle": f"US$ billion{taken}"}, "width": WIDTH}
        for side, words in sides
        if (spec := sectors_spec(found, side)) is not None
    ]
    exposed = {"text": "Who needs whom", "subtitle": "Share of the first one's trade or arms imports, and its year"}
    config = on_paper()
    drawn = panels or [{**exposure_spec(found), "title": exposed, "width": WIDTH}]
    return alt.VConcatChart.from_dict({"vconcat": drawn, "config": config})
