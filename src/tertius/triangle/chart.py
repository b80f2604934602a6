"""The three ties drawn as small multiples: one panel a pair, every indicator a line, up is closer."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from tertius.alignment.event_marks import at_year, event_layers, events_between
from tertius.alignment.series import Series
from tertius.alignment.ties import Ties
from tertius.present.colours import colour
from tertius.present.numbers import share_of_draws
from tertius.present.theme import DASHES, no_data, on_paper, pair_line, zero_line

if TYPE_CHECKING:
    import altair as alt

    from tertius.triangle.triangle import Triangle

__all__ = ["HATCH_MEANS", "PAIRS", "roles_spec", "seen_to", "tie_spec", "ties_chart"]

Pair = Literal["ab", "ac", "bc"]
PAIRS: tuple[Pair, Pair, Pair] = ("ab", "ac", "bc")

LABEL_GAP = 14
"""Pixels between two direct labels at least."""

REACH = 1.2
"""The axis runs from minus this to this."""

HOSTILE = 3
"""Disputes are marked from a display of force upwards."""

HATCH_MEANS = "Hatched: no measure observed yet; the latent tie, an estimate, may run on"
"""What the hatch says, for the words around the panels."""

FIRST = 1946
HEIGHT, WIDTH = 170, 175
"""Pixels of a panel's plot; the width is that of a printed page in three columns."""

ALONE = 280
"""Pixels of a panel's width where the panels are a chart of their own."""

TOWARD = 10
"""Pixels from the end of the axis to the direct labels, crossed by a line from each measure's own end."""

# Each indicator's own units brought to "1 close, -1 apart" for the eye only: name, offset, factor.
LATENT = ("latent tie", 0.0, 0.25)
"""The latent tie's name and scale on the common axis: four standard deviations above the average pair is close."""

_ON_ONE_AXIS: dict[str, tuple[str, float, float]] = {
    "kappa": ("kappa", 0.0, 1.0),
    "s": ("S", 0.0, 1.0),
    "ideal_distance": ("ideal points", 1.0, -0.5),
    "relations": ("Tsinghua", 0.0, 1 / 3),
}

# A measure has the same dash in every panel, whichever others a pair has.
_DASH = {"latent": DASHES[0], "s": DASHES[1], "ideal_distance": DASHES[2], "relations": DASHES[3]}


def tie_spec(
    tie: Ties,
    pair: Pair,
    *,
    height: int = HEIGHT,
    width: int = WIDTH,
    events: int = 8,
    hover: bool = True,
    closeness: bool = True,
) -> dict[str, Any]:
    """One panel as a Vega-Lite specification, from 1946 to the day asked about.

    Blank where nothing was observed, hatched from the end of the newest observation of a drawn
    measure; the latent tie, an estimate, may run on. `events` of the chronicle are named below
    the plot; with `hover` the others are ticks that tell themselves. Labels are set apart for a
    plot of `width` pixels. Without `closeness` the y axis has no words, beside a panel that has.
    """
    drawn = {key: rows for key in _ON_ONE_AXIS if (rows := _points(tie.one(key), key))}
    latent = _points(tie.one("latent"), "latent")
    end = at_year(tie.as_of)
    x = {
        "field": "at",
        "type": "quantitative",
        "scale": {"domain": [FIRST, max(end, FIRST + 1)], "nice": False},
        "axis": {"format": "d", "values": [1950, 1970, 1990, 2010], "orient": "top", "labelOverlap": False},
    }
    words = "datum.value > 0 ? 'close' : datum.value < 0 ? 'apart' : '0'"
    y: dict[str, Any] = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [-REACH, REACH], "nice": False, "clamp": True},
        "axis": {"values": [-1, 0, 1], "labelExpr": words} if closeness else {"values": [], "labels": False},
    }
    seen = max((rows[-1]["year"] for rows in drawn.values()), default=None)
    named, others = events_between(tie.a, tie.b, tie.as_of, first=FIRST, at_most=events)
    layers: list[dict[str, Any]] = [
        *(_hatched(seen + 1, end, x) if seen is not None else []),
        *_bands(tie.one("latent"), x, y, pair),
        *event_layers(named, others if hover else (), x, width=width, height=height),
        zero_line(),
        *_marks(tie, x, y),
    ]
    if latent:
        drawn["latent"] = latent
    for key, rows in drawn.items():
        line = pair_line(pair, width=3.4) if key == "kappa" else {"mark": _thin(pair, key)}
        layers.append({"data": {"values": rows}, "encoding": {"x": x, "y": y}, **line})
    if drawn:
        layers += _named_ends(drawn, x, y, pair, gap=LABEL_GAP * 2 * REACH / height)
    return {"title": tie.pair, "height": height, "layer": layers, "resolve": {"scale": {"x": "shared", "y": "shared"}}}


def seen_to(found: Triangle, key: str) -> str:
    """The last year an indicator was observed for any of the three pairs, to end a clause."""
    years = [last for tie in found.ties if (last := tie.one(key).last) is not None]
    return f", to {max(years)}" if years else ", not observed"


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

    panels = [{**tie_spec(t, pair, width=ALONE), "width": ALONE} for t, pair in zip(found.ties, PAIRS, strict=True)]
    config = on_paper()
    return alt.HConcatChart.from_dict({"hconcat": panels, "config": config})


def _hatched(start: float, end: float, x: dict[str, Any]) -> list[dict[str, Any]]:
    """The time past the last observation, on the panel's own axis."""
    if end <= start:
        return []
    layer = no_data(start, end, label="")
    layer["encoding"]["x"] |= {"scale": x["scale"], "axis": x["axis"]}
    return [layer]


def _points(series: Series, key: str) -> list[dict[str, Any]]:
    """The observed years of one indicator on the common axis, each at its middle, a missing year as a gap."""
    name, offset, factor = LATENT if key == "latent" else _ON_ONE_AXIS[key]
    if series.first is None or series.last is None:
        return []
    rows: list[dict[str, Any]] = []
    for year in range(series.first, series.last + 1):
        value = series.at(year)[0]
        shown = offset + factor * value if np.isfinite(value) else None
        rows.append({"year": year, "at": year + 0.5, "value": shown, "measure": name})
    return rows


def _bands(series: Series, x: dict[str, Any], y: dict[str, Any], pair: Pair) -> list[dict[str, Any]]:
    """The latent tie's 90 and 50 % bands, the narrower over the wider."""
    if series.inner is None:
        return []
    _, offset, factor = LATENT
    mark = {"type": "area", "color": colour(pair).light, "fillOpacity": 0.12, "aria": False}
    layers: list[dict[str, Any]] = []
    for low, high in ((series.low, series.high), series.inner):
        rows = [
            {"at": year + 0.5, "value": offset + factor * float(below), "high": offset + factor * float(above)}
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
            rows.append({"at": year, "until": year + 1, "value": at})
    return rows


def _thin(pair: Pair, key: str) -> dict[str, Any]:
    return {"type": "line", "color": colour(pair).light, "strokeWidth": 1.2, "strokeDash": _DASH[key]}


def _named_ends(
    drawn: dict[str, list[dict[str, Any]]], x: dict[str, Any], y: dict[str, Any], pair: Pair, *, gap: float
) -> list[dict[str, Any]]:
    """The measures' names beside the plot, moved apart by `gap` at least, each led to its line's end."""
    ends = sorted(
        ({**next(r for r in reversed(rows) if r["value"] is not None)} for rows in drawn.values()),
        key=lambda r: r["value"],
    )
    for r in ends:
        r["value"] = min(max(r["value"], -REACH), REACH)
        r["label"] = r["value"]
    for below, above in pairwise(ends):
        above["label"] = max(above["label"], below["label"] + gap)
    overflow = max(ends[-1]["label"] - 1.15, 0.0)
    last = x["scale"]["domain"][1]
    ends = [{**r, "label": r["label"] - overflow, "end": last} for r in ends]
    hue = colour(pair).light
    beside = {**x, "field": "end"}
    lead = {"type": "rule", "color": hue, "strokeWidth": 0.6, "x2Offset": TOWARD - 2, "aria": False}
    words = {"type": "text", "dx": TOWARD, "color": colour("ink").light, "fontSize": 11}
    label = {**y, "field": "label"}
    return [
        {
            "data": {"values": ends},
            "mark": lead,
            "encoding": {"x": x, "y": y, "x2": {"field": "end"}, "y2": {"field": "label"}},
        },
        {"data": {"values": ends}, "mark": words, "encoding": {"x": beside, "y": label, "text": {"field": "measure"}}},
    ]
