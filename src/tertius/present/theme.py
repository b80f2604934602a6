"""One chart theme for every figure: type, rules, dashes, and the hatch that means "no data"."""

from __future__ import annotations

from typing import Any, Literal

from tertius.present.colours import DIVERGING, SEQUENTIAL, colour
from tertius.present.numbers import THIN

__all__ = ["DASHES", "NO_DATA", "SANS", "hatch_definition", "no_data", "on_paper", "pair_line", "theme", "zero_line"]

SANS = "'Tertius Sans','Source Sans 3','Helvetica Neue',Arial,sans-serif"
"""Family of labels and numbers, with what to use where it is missing; quoted, for a name may not end in a digit."""

_HATCH = "tertius-no-data"

NO_DATA = f"url(#{_HATCH})"
"""Fill of what was not observed: a hatch, never white, never a colour of a scale."""

DASHES: tuple[list[int], ...] = ([1, 0], [6, 3], [2, 2], [9, 3, 2, 3], [12, 4], [4, 2, 1, 2, 1, 2])
"""Dash patterns that tell the measures within one pair apart, in the order of use; the first is solid."""


# The marks of `tertius.present.numbers`, for what Vega formats itself.
_NUMBERS = {
    "decimal": ".",
    "thousands": ",",
    "grouping": [3],
    "currency": ["US$", ""],
    "percent": f"{THIN}%",
    "minus": "\u2212",
}


def theme() -> dict[str, Any]:
    """The Vega-Lite ``config`` of the house, new at every call.

    Light values throughout; a page replaces them by its variables
    (`tertius.present.colours.svg_overrides`).
    """
    ink, quiet, rule = (colour(name).light for name in ("ink", "quiet", "rule"))
    axis = {
        "domain": True,
        "domainColor": rule,
        "domainWidth": 1,
        "grid": False,
        "gridColor": rule,
        "gridOpacity": 0.35,
        "gridWidth": 0.5,
        "labelColor": quiet,
        "labelFontSize": 12,
        "labelPadding": 4,
        "tickColor": rule,
        "tickSize": 4,
        "tickWidth": 1,
        "title": None,
        "titleColor": quiet,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    }
    return {
        "background": None,
        "font": SANS,
        "locale": {"number": _NUMBERS},
        "padding": {"left": 0, "right": 4, "top": 4, "bottom": 0},
        "view": {"stroke": None, "continuousHeight": 200, "discreteHeight": {"step": 24}},
        "axis": axis,
        "axisX": {"labelFlush": True, "labelOverlap": "greedy", "tickCount": 6},
        "axisY": {"domain": False, "ticks": False, "tickCount": 5},
        "header": {
            "labelColor": ink,
            "labelFontSize": 13,
            "labelFontWeight": 600,
            "labelAnchor": "start",
            "title": None,
        },
        "legend": {"labelColor": quiet, "labelFontSize": 12, "titleColor": quiet, "titleFontWeight": "normal"},
        "title": {"anchor": "start", "color": ink, "fontSize": 14, "fontWeight": 600, "offset": 8},
        "style": {"guide-label": {"font": SANS}, "guide-title": {"font": SANS}},
        "range": {
            "category": [colour(name).light for name in ("a", "b", "c", "ab", "bc", "ac")],
            "ordinal": [step.light for step in SEQUENTIAL],
            "ramp": [step.light for step in SEQUENTIAL],
            "heatmap": [step.light for step in SEQUENTIAL],
            "diverging": [step.light for step in DIVERGING],
        },
        "mark": {"color": colour("a").light},
        "line": {"strokeWidth": 1.75, "strokeCap": "butt", "strokeJoin": "round"},
        "area": {"fillOpacity": 0.2, "line": False},
        "bar": {"fill": colour("a").light},
        "point": {"filled": True, "size": 50, "opacity": 1},
        "rule": {"color": rule, "strokeWidth": 1},
        "text": {"color": ink, "fontSize": 12, "align": "left", "baseline": "middle"},
        "tick": {"color": quiet, "thickness": 1},
    }


def on_paper() -> dict[str, Any]:
    """The theme for a chart on its own, which brings its own paper: in a notebook nobody knows what lies below it."""
    return {**theme(), "background": colour("paper").light}


def hatch_definition() -> str:
    """The SVG pattern that `NO_DATA` refers to; it must stand once in the document that shows the chart."""
    return (
        f'<defs><pattern id="{_HATCH}" width="6" height="6" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)">'
        f'<line x1="0" y1="0" x2="0" y2="6" stroke="{colour("rule").light}" stroke-width="1.25"/></pattern></defs>'
    )


def no_data(
    start: float | str,
    end: float | str,
    *,
    label: str = "no data",
    kind: Literal["quantitative", "temporal"] = "quantitative",
) -> dict[str, Any]:
    """A layer that hatches the stretch of the x axis where nothing was observed.

    Parameters
    ----------
    start, end : float or str
        Ends of the stretch in units of the x axis (a year, or an ISO date with
        ``kind="temporal"``).
    label : str
        Words at the top of the hatch; empty for none.
    kind : {"quantitative", "temporal"}
        Type of the x axis.

    Returns
    -------
    dict
        One Vega-Lite layer; put it first, so that it lies below the marks.
    """
    values = {"values": [{"start": start, "end": end, "label": label}]}
    # The stretch joins the domain of the other layers; it must not drag it to zero.
    scale = {"zero": False, "nice": False} if kind == "quantitative" else {"nice": False}
    x = {"field": "start", "type": kind, "scale": scale}
    hatch = {
        "mark": {"type": "rect", "fill": NO_DATA, "stroke": None, "aria": False},
        "encoding": {"x2": {"field": "end"}},
    }
    words = {"type": "text", "dx": 3, "y": 10, "color": colour("quiet").light, "fontStyle": "italic"}
    layers = [hatch, *_over_paper(words, "label")] if label else [hatch]
    return {"data": values, "encoding": {"x": x}, "layer": layers}


def pair_line(pair: Literal["ab", "bc", "ac"], *, width: float = 4.5) -> dict[str, Any]:
    """A layer that draws a pair of powers as a dashed double line of `width` pixels in the mix of their two colours.

    Give it its ``data`` and ``encoding``, as to any layer.
    """
    outer = {"type": "line", "color": colour(pair).light, "strokeWidth": width, "strokeDash": [10, 3]}
    inner = {"type": "line", "color": colour("paper").light, "strokeWidth": width / 3, "aria": False}
    return {"layer": [{"mark": outer}, {"mark": inner}]}


def zero_line(axis: Literal["x", "y"] = "y") -> dict[str, Any]:
    """A layer with the rule at zero, where zero means something."""
    # A rule without a row of its own draws nothing.
    return {"data": {"values": [{"zero": 0}]}, "mark": {"type": "rule"}, "encoding": {axis: {"datum": 0}}}


def _over_paper(mark: dict[str, Any], field: str) -> list[dict[str, Any]]:
    """Words with a rim of paper around them, so that a hatch or a line below does not cross them."""
    rim = {**mark, "color": colour("paper").light, "stroke": colour("paper").light, "strokeWidth": 4, "aria": False}
    encoding = {"text": {"field": field, "type": "nominal"}}
    return [{"mark": {**rim, "strokeJoin": "round"}, "encoding": encoding}, {"mark": mark, "encoding": encoding}]
