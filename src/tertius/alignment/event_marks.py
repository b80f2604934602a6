"""Events of the chronicle drawn on a chart of two states through time: hairlines, and words below the plot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tertius.datasets.chronicle import Event, chronicle
from tertius.datasets.chronicle_marks import marks
from tertius.datasets.chronicle_reach import when
from tertius.present.colours import colour
from tertius.states import State

__all__ = ["at_year", "event_layers", "events_between"]

MOST = 8
"""Events with words on one chart."""

LETTER = 5.1
"""Pixels of a letter at `SIZE`, a little more than they measure on average."""

SIZE, ROW, FOOT = 11, 13, 5
"""Pixels of the words, of a row of them, and of the ticks on the foot of the plot."""

ROOM = 58
"""Pixels right of the plot that a label may reach into, where the measures' names stand."""


def at_year(day: date) -> float:
    """A day as a point on an axis of years: noon of 1 July is half past the year."""
    return day.year + (day.timetuple().tm_yday - 1) / 366


def events_between(
    a: State, b: State, as_of: date, *, first: int, at_most: int = MOST
) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """The events to name on a chart of two states, and the others that both have part in; none later than `as_of`."""
    pair = (a.iso3, b.iso3)
    if as_of.year < first:
        return (), ()
    named = marks(pair, first, as_of.year, at_most, as_of=as_of)
    every = chronicle(pair, since=first, until=as_of.year, as_of=as_of).events
    return named, tuple(e for e in every if e not in named)


def event_layers(
    named: Sequence[Event],
    others: Sequence[Event],
    x: dict[str, Any],
    *,
    width: float,
    height: float,
) -> list[dict[str, Any]]:
    """Layers that mark events on a plot of `height` whose time axis `x` is about `width` pixels long.

    Each of `named` is a hairline through the plot with its label below, one row each where they
    would overprint, the earliest lowest, so that no line crosses a word. The `others` are short
    ticks on the plot's foot that tell their day and text on hover.
    """
    first, last = x["scale"]["domain"]
    pixels = width / (last - first)
    words = [_broken(e.label, pixels * (last - at_year(e.date)) + ROOM) for e in named]
    at = {"field": "at", "type": "quantitative", "scale": x["scale"], "axis": x["axis"]}
    told = {"field": "told", "type": "nominal"}
    layers: list[dict[str, Any]] = []
    if others:
        layers.append(
            {
                "data": {"values": [{"at": at_year(e.date), "told": _told(e)} for e in others]},
                "mark": {"type": "rule", "color": colour("quiet").light, "strokeWidth": 1.5, "opacity": 0.5},
                "encoding": {"x": at, "y": {"value": height + 1}, "y2": {"value": height + FOOT}, "tooltip": told},
            }
        )
    for event, lines, row in zip(named, words, _rows(named, words, pixels), strict=True):
        top = height + FOOT + 2 + ROW * row
        data = {"values": [{"at": at_year(event.date), "told": _told(event)}]}
        line = {"type": "rule", "color": colour("rule").light, "strokeWidth": 0.75, "aria": False}
        label = {"type": "text", "text": lines, "fontSize": SIZE, "lineHeight": ROW, "dx": 3, "baseline": "top"}
        reach = {"y": {"value": 0}, "y2": {"value": top + ROW * len(lines) - 3}}
        layers += [
            {"data": data, "mark": line, "encoding": {"x": at, **reach, "tooltip": told}},
            {
                "data": data,
                "mark": {**label, "color": colour("quiet").light},
                "encoding": {"x": at, "y": {"value": top}, "tooltip": told},
            },
        ]
    return layers


def _broken(label: str, room: float) -> list[str]:
    """The label in one line, or in two where one would reach out of the chart."""
    if LETTER * len(label) <= room or " " not in label:
        return [label]
    gaps = [i for i, letter in enumerate(label) if letter == " "]
    middle = min(gaps, key=lambda i: abs(2 * i - len(label)))
    return [label[:middle], label[middle + 1 :]]


def _rows(named: Sequence[Event], words: Sequence[Sequence[str]], pixels: float) -> list[int]:
    """The first row of each label, from 0 below the plot: below every later event that it reaches under."""
    rows: list[int] = [0] * len(named)
    for i in reversed(range(len(named))):
        end = pixels * at_year(named[i].date) + LETTER * max(map(len, words[i])) + 8
        under = [rows[k] + len(words[k]) for k in range(i + 1, len(named)) if pixels * at_year(named[k].date) < end]
        rows[i] = max(under, default=0)
    return rows


def _told(event: Event) -> str:
    return f"{when(event)}: {event.text}"
