"""The three ties drawn as small multiples: one panel a pair, every indicator a line, up is closer."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from tertius.alignment.series import Series
from tertius.alignment.ties import Ties
from tertius.present.colours import colour
from tertius.present.numbers import share_of_draws
from tertius.present.theme import DASHES, end_labels, no_data, pair_line, theme, zero_line

if TYPE_CHECKING:
    import altair as alt

    from tertius.triangle.triangle import Triangle

__all__ = ["PAIRS", "roles_spec", "tie_spec", "ties_chart"]

Pair = Literal["ab", "ac", "bc"]
PAIRS: tuple[Pair, Pair, Pair] = ("ab", "ac", "bc")

ROOM = 30
"""Years of axis kept free on the right for the direct labels."""

LABEL_GAP = 0.2
"""Least distance between two direct labels, in units of the axis."""

HOSTILE = 3
"""Disputes are marked from a display of force upwards."""

# Each indicator's own units brought to "1 close, -1 apart" for the eye only: name, offset, factor.
LATENT = ("latent tie", 0.0, 0.25)
"""The latent tie's name and scale on the common axis: four standard deviations above the average pair is close."""

_ON_ONE_AXIS: dict[str, tuple[str, float, float]] = {
    "kappa": ("kappa", 0.0, 1.0),
    "s": ("S", 0.0, 1.0),
    "ideal_distance": ("ideal points", 1.0, -0.5),
    "relations": ("Tsinghua", 0.0, 1 / 3),
}


def tie_spec(tie: Ties, pair: Pair, *, label: bool = True) -> dict[str, Any]:
    """One panel as a Vega-Lite specification; blank where nothing was observed, hatched past the last year."""
    lines = {key: _points(tie.one(key), key) for key in _ON_ONE_AXIS}
    drawn = {key: rows for key, rows in lines.items() if rows}
    latent = _points(tie.one("latent"), "latent")
    last = max((rows[-1]["year"] for rows in (*drawn.values(), latent) if rows), default=1946)
    # A little room on the right for the direct labels, without inventing years.
    end = tie.as_of.year
    x = {
        "field": "year",
        "type": "quantitative",
        "scale": {"domain": [1946, end + (ROOM if label else 0)], "nice": False},
        "axis": {"format": "d", "values": [1950, 1970, 1990, 2010]},
    }
    y = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [-1.2, 1.2], "nice": False, "clamp": True},
        "axis": {"values": [-1, 0, 1], "labelExpr": "datum.value > 0 ? 'close' : datum.value < 0 ? 'apart' : '0'"},
    }
    layers: list[dict[str, Any]] = [
        *_hatched(last + 1, end, x),
        zero_line(),
        *_range_of(drawn, x, y, pair),
        *_bands(tie.one("latent"), x, y, pair),
        *_marks(tie, x, y),
    ]
    if latent:
        drawn["latent"] = latent
    for place, (key, rows) in enumerate(drawn.items()):
        line = pair_line(pair) if key == "kappa" else {"mark": _thin(pair, place)}
        layers.append({"data": {"values": rows}, "encoding": {"x": x, "y": y}, **line})
    if label and drawn:
        layers.append({"data": {"values": _ends(drawn)}, "encoding": {"x": x, "y": y}, **end_labels("measure")})
    return {
        "title": tie.pair,
        "height": 190,
        "layer": layers,
        "resolve": {"scale": {"x": "shared", "y": "shared"}},
    }


def roles_spec(found: Triangle) -> dict[str, Any]:
    """Role probabilities as bars: the roles of each state with at least half a per cent, likeliest first."""
    assert found.roles is not None
    hues = {s.cow: (s.name, colour(power).light) for s, power in zip(found.states, ("a", "b", "c"), strict=True)}
    order = list(hues)
    rows = [
        {
            "who": f"{hues[r.state][0]}: {r.role}",
            "p": r.probability,
            "said": share_of_draws(r.probability),
            "hue": hues[r.state][1],
        }
        for r in sorted(found.roles.roles, key=lambda r: (order.index(r.state), -r.probability))
        if r.probability >= 0.005
    ]
    y = {
        "field": "who",
        "type": "nominal",
        "sort": None,
        "axis": {"domain": False, "ticks": False, "labelLimit": 220},
    }
    x = {
        "field": "p",
        "type": "quantitative",
        "scale": {"domain": [0, 1.12], "nice": False},
        "axis": {"format": ".0%", "values": [0, 0.5, 1]},
    }
    fill = {"field": "hue", "type": "nominal", "scale": None}
    return {
        "height": {"step": 22},
        "data": {"values": rows},
        "layer": [
            {"mark": {"type": "bar", "height": 10}, "encoding": {"x": x, "y": y, "fill": fill}},
            {"mark": {"type": "text", "dx": 6}, "encoding": {"x": x, "y": y, "text": {"field": "said"}}},
        ],
    }


def ties_chart(found: Triangle) -> alt.HConcatChart:
    """The three panels side by side, as an Altair chart."""
    import altair as alt

    panels = [{**tie_spec(t, pair), "width": 280} for t, pair in zip(found.ties, PAIRS, strict=True)]
    # A chart on its own brings its own paper: in a notebook nobody knows what lies below it.
    config = {**theme(), "background": colour("paper").light}
    return alt.HConcatChart.from_dict({"hconcat": panels, "config": config})


def _hatched(start: int, end: int, x: dict[str, Any]) -> list[dict[str, Any]]:
    """The years past the last observation, on the panel's own axis."""
    if end <= start:
        return []
    layer = no_data(start, end, label="")
    layer["encoding"]["x"] |= {"scale": x["scale"], "axis": x["axis"]}
    return [layer]


def _points(series: Series, key: str) -> list[dict[str, Any]]:
    """The observed years of one indicator on the common axis, with a gap where a year is missing."""
    name, offset, factor = LATENT if key == "latent" else _ON_ONE_AXIS[key]
    if series.first is None or series.last is None:
        return []
    rows: list[dict[str, Any]] = []
    for year in range(series.first, series.last + 1):
        value = series.at(year)[0]
        shown = offset + factor * value if np.isfinite(value) else None
        rows.append({"year": year, "value": shown, "measure": name})
    return rows


def _range_of(
    drawn: dict[str, list[dict[str, Any]]], x: dict[str, Any], y: dict[str, Any], pair: Pair
) -> list[dict[str, Any]]:
    """The span from the lowest to the highest indicator of a year: how far they disagree."""
    by_year: dict[int, list[float]] = {}
    for rows in drawn.values():
        for row in rows:
            if row["value"] is not None:
                by_year.setdefault(row["year"], []).append(row["value"])
    band = [{"year": year, "value": min(v), "high": max(v)} for year, v in sorted(by_year.items()) if len(v) > 1]
    if not band:
        return []
    mark = {"type": "area", "color": colour(pair).light, "fillOpacity": 0.13, "aria": False}
    return [{"data": {"values": band}, "mark": mark, "encoding": {"x": x, "y": y, "y2": {"field": "high"}}}]


def _bands(series: Series, x: dict[str, Any], y: dict[str, Any], pair: Pair) -> list[dict[str, Any]]:
    """The latent tie's 90 and 50 % bands, the narrower over the wider."""
    if series.inner is None:
        return []
    _, offset, factor = LATENT
    mark = {"type": "area", "color": colour(pair).light, "fillOpacity": 0.12, "aria": False}
    layers: list[dict[str, Any]] = []
    for low, high in ((series.low, series.high), series.inner):
        rows = [
            {"year": year, "value": offset + factor * float(below), "high": offset + factor * float(above)}
            for year, below, above in zip(series.years, low, high, strict=True)
        ]
        layers.append({"data": {"values": rows}, "mark": mark, "encoding": {"x": x, "y": y, "y2": {"field": "high"}}})
    return layers


def _marks(tie: Ties, x: dict[str, Any], y: dict[str, Any]) -> list[dict[str, Any]]:
    """Spells with a treaty obligation along the top, of militarized disputes along the bottom."""
    above = _spells(tie.one("alliance_atop"), 1, at=1.12)
    below = _spells(tie.one("dispute"), HOSTILE, at=-1.12)
    flat = {"type": "rule", "color": colour("quiet").light, "strokeWidth": 4}
    named = ((above, "treaty in force"), (below, "force shown or used"))
    return [
        {
            "data": {"values": rows},
            "mark": flat,
            "encoding": {"x": x, "x2": {"field": "until"}, "y": y, "tooltip": {"value": words}},
        }
        for rows, words in named
        if rows
    ]


def _spells(series: Series, at_least: float, *, at: float) -> list[dict[str, Any]]:
    """Runs of years at or above a value, each from its first year to the start of the year after its last."""
    rows: list[dict[str, Any]] = []
    for year, value in zip(series.years, series.values, strict=True):
        if not np.isfinite(value) or value < at_least:
            continue
        if rows and rows[-1]["until"] == year:
            rows[-1]["until"] = year + 1
        else:
            rows.append({"year": year, "until": year + 1, "value": at})
    return rows


def _thin(pair: Pair, place: int) -> dict[str, Any]:
    dash = DASHES[place % len(DASHES)]
    return {"type": "line", "color": colour(pair).light, "strokeWidth": 1.1, "strokeDash": dash, "opacity": 0.9}


def _ends(drawn: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Where the names at the line ends stand: at the last values, moved apart where they would overprint."""
    ends = sorted(
        ({**next(r for r in reversed(rows) if r["value"] is not None)} for rows in drawn.values()),
        key=lambda r: r["value"],
    )
    for below, above in pairwise(ends):
        above["value"] = max(above["value"], below["value"] + LABEL_GAP)
    overflow = max(ends[-1]["value"] - 1.1, 0.0)
    furthest = max(r["year"] for r in ends)
    return [{**r, "year": furthest, "value": r["value"] - overflow} for r in ends]
