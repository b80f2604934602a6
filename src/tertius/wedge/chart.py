"""The answer drawn: its probability beside the reference classes, and what each component adds to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tertius.present.colours import colour
from tertius.present.numbers import percent

if TYPE_CHECKING:
    from tertius.wedge.answer import Assessment
    from tertius.wedge.judged import Judged

__all__ = ["answer_spec", "moved_spec"]


def answer_spec(found: Assessment) -> dict[str, Any]:
    """One row a number: the answer first, then every reference class and "no change"."""
    a = found.answer
    rows: list[dict[str, Any]] = [
        {"what": "the answer", "p": a.probability, "low": a.low, "high": a.high, "said": percent(a.probability)}
    ]
    for r in found.references:
        own = r is found.references[-1]
        if r.rate is not None:
            what = f"{found.question.b.name}, own history" if own else r.name
            rows.append({"what": what, "p": r.rate, "low": r.low, "high": r.high, "said": percent(r.rate)})
    rows.append({"what": "no change", "p": 0.0, "low": 0.0, "high": 0.0, "said": percent(0.0)})
    top = max(0.25, min(1.0, max(float(r["high"] or 0) for r in rows) * 1.3))
    x = {
        "field": "p",
        "type": "quantitative",
        "scale": {"domain": [0, top], "nice": False},
        "axis": {"format": ".0%", "tickCount": 4, "grid": True},
    }
    y = {
        "field": "what",
        "type": "nominal",
        "sort": None,
        "axis": {"labelLimit": 300, "labelPadding": 10, "domain": False, "ticks": False},
    }
    ink = {
        "condition": {"test": "datum.what == 'the answer'", "value": colour("b").light},
        "value": colour("quiet").light,
    }
    return {
        "height": {"step": 26},
        "data": {"values": rows},
        "layer": [
            {
                "mark": {"type": "rule", "strokeWidth": 2},
                "encoding": {"y": y, "x": {**x, "field": "low"}, "x2": {"field": "high"}, "color": ink},
            },
            {"mark": {"type": "point", "size": 70}, "encoding": {"y": y, "x": x, "color": ink}},
            {
                "mark": {"type": "text", "dx": 8, "dy": -9, "fontWeight": 600},
                "encoding": {"y": y, "x": x, "text": {"field": "said"}},
            },
        ],
    }


def moved_spec(found: Judged) -> dict[str, Any]:
    """One row a component that counts: what it adds in log odds, and 90 % of its draws."""
    rows = [
        {"what": m.label if len(m.label) < 40 else f"{m.label[:38]}…", "adds": m.log_odds, "low": m.low, "high": m.high}
        for m in found.moved
        if m.counts
    ]
    x = {"field": "adds", "type": "quantitative", "title": None, "axis": {"tickCount": 5, "grid": True}}
    y = {
        "field": "what",
        "type": "nominal",
        "sort": None,
        "axis": {"labelLimit": 300, "labelPadding": 10, "domain": False, "ticks": False, "title": None},
    }
    ink = {
        "condition": {"test": "datum.adds < 0", "value": colour("c").light},
        "value": colour("a").light,
    }
    return {
        "height": {"step": 24},
        "data": {"values": rows},
        "layer": [
            {
                "mark": {"type": "rule", "strokeWidth": 1.5},
                "encoding": {"y": y, "x": {**x, "field": "low"}, "x2": {"field": "high"}, "color": ink},
            },
            {"mark": {"type": "point", "size": 60}, "encoding": {"y": y, "x": x, "color": ink}},
        ],
    }
