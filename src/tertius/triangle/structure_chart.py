"""The exhibits of structure drawn: where B settles, where the powers stand between C and A, which divisions hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tertius.present.colours import colour
from tertius.present.names import the
from tertius.present.numbers import share_of_draws, signed
from tertius.present.theme import on_paper, zero_line

if TYPE_CHECKING:
    import altair as alt

    from tertius.triangle.bargain import Bargain
    from tertius.triangle.structure import Structure

__all__ = ["bargain_spec", "coalitions_spec", "settlement_spec", "structure_chart"]

STEP = 24
WIDTH = 420


def settlement_spec(found: Structure) -> dict[str, Any] | None:
    """In what share of draws B's camp holds A, and in what share C; None where it is not known."""
    s = found.settlement
    if s is None:
        return None
    rows = [
        {"who": f"with {state.name}", "p": p, "said": share_of_draws(p), "hue": colour(hue).light}
        for state, p, hue in ((found.a, s.with_a, "ab"), (found.c, s.with_c, "bc"))
    ]
    return _shares(rows)


def coalitions_spec(found: Structure) -> dict[str, Any] | None:
    """In what share of draws each division of the three is stable; None where it is not known."""
    c = found.coalitions
    if c is None:
        return None
    named = [*c.partitions, ("none is stable", c.unstable)]
    hue = colour("a").light
    return _shares([{"who": who, "p": p, "said": share_of_draws(p), "hue": hue} for who, p in named])


def bargain_spec(told: Bargain, a: str, c: str) -> dict[str, Any]:
    """Every power's place on the line from C, on the left, to A, and the mean by capability as a rule."""
    rows = [{"who": who, "place": place, "said": signed(place)} for who, place in told.places]
    y = {
        "field": "who",
        "type": "nominal",
        "sort": None,
        "axis": {"domain": False, "ticks": False, "grid": True, "title": None, "labelLimit": 220},
    }
    x = {
        "field": "place",
        "type": "quantitative",
        "scale": {"domain": [-1, 1.2], "nice": False},
        "axis": {"values": [-1, 0, 1], "labelExpr": _ends(a, c), "title": None},
    }
    mean = {
        "data": {"values": [{"place": told.compromise, "said": f"mean by capability {signed(told.compromise)}"}]},
        "layer": [
            {"mark": {"type": "rule", "color": colour("ink").light, "strokeDash": [4, 3]}, "encoding": {"x": x}},
            {
                "mark": {"type": "text", "dx": 5, "y": -8},
                "encoding": {"x": x, "text": {"field": "said", "type": "nominal"}},
            },
        ],
    }
    places = {
        "data": {"values": rows},
        "encoding": {"x": x, "y": y},
        "layer": [
            {"mark": {"type": "point", "color": colour("a").light}},
            {"mark": {"type": "text", "dx": 8}, "encoding": {"text": {"field": "said", "type": "nominal"}}},
        ],
    }
    return {"height": {"step": STEP}, "layer": [zero_line("x"), mean, places]}


def structure_chart(found: Structure) -> alt.VConcatChart:
    """The exhibits that have data, one under the other, as an Altair chart."""
    import altair as alt

    a, b, c = found.a.name, found.b.name, found.c.name
    told = found.bargain
    drawn = (
        (f"Where {b} settles, share of draws", settlement_spec(found)),
        (f"Agreement with {the(a)} less {the(c)}", bargain_spec(told, a, c) if told is not None else None),
        ("Stable divisions, share of draws", coalitions_spec(found)),
    )
    panels = [{**spec, "title": title, "width": WIDTH} for title, spec in drawn if spec is not None]
    config = on_paper()
    spec = {"vconcat": panels or [_nothing()], "config": config}
    return alt.VConcatChart.from_dict(spec)


def _shares(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Bars from 0 to 100 % with their figures at the end."""
    y = {
        "field": "who",
        "type": "nominal",
        "sort": None,
        "axis": {"domain": False, "ticks": False, "title": None, "labelLimit": 260},
    }
    x = {
        "field": "p",
        "type": "quantitative",
        "scale": {"domain": [0, 1.12], "nice": False},
        "axis": {"format": ".0%", "values": [0, 0.5, 1], "title": None},
    }
    fill = {"field": "hue", "type": "nominal", "scale": None}
    said = {"field": "said", "type": "nominal"}
    return {
        "height": {"step": STEP},
        "data": {"values": rows},
        "layer": [
            {"mark": {"type": "bar", "height": 10}, "encoding": {"x": x, "y": y, "fill": fill}},
            {"mark": {"type": "text", "dx": 6}, "encoding": {"x": x, "y": y, "text": said}},
        ],
    }


def _ends(a: str, c: str) -> str:
    """What stands at -1, 0 and 1: a Vega expression, quotes in names escaped."""
    left, right = (f"as {name}".replace("\\", "").replace("'", "\\'") for name in (c, a))
    return f"datum.value < 0 ? '{left}' : datum.value > 0 ? '{right}' : '0'"


def _nothing() -> dict[str, Any]:
    """The words that stand where only the network, which is not drawn, has data."""
    words = [{"said": "Nothing to draw: powers or votes are not known."}]
    return {"data": {"values": words}, "mark": "text", "encoding": {"text": {"field": "said", "type": "nominal"}}}
