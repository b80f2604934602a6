"""The panels of the triangle compile, keep to what was observed and to one scale."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
import vl_convert

from tertius.alignment.event_marks import at_year
from tertius.present.theme import NO_DATA
from tertius.present.vega import specification, svg
from tertius.triangle.chart import PAIRS, roles_spec, tie_spec
from tertius.triangle.triangle import triangle


@pytest.fixture(scope="module", params=["2026-11-22", "1990-01-01", "1950-06-01"])
def found(request, shipped):
    corners = ("USA", "RUS", "GBR") if request.param < "1970" else ("USA", "RUS", "CHN")
    return triangle(*corners, as_of=date.fromisoformat(request.param), atlas=shipped)


def test_the_plot_is_valid_and_draws(found):
    drawn = vl_convert.vegalite_to_svg(found.plot().to_dict(), allowed_base_urls=[])
    assert all(t.pair in drawn for t in found.ties)


def test_every_panel_draws_in_the_theme_of_the_house(found):
    for tie, pair in zip(found.ties, PAIRS, strict=True):
        assert "<svg" in svg(tie_spec(tie, pair))


def test_roles_draw(found):
    if found.roles is None:
        pytest.skip("no roles to draw")
    assert "<svg" in svg(roles_spec(found))


def test_no_line_runs_past_the_last_observation(found):
    for tie, pair in zip(found.ties, PAIRS, strict=True):
        lasts = [s.last for s in tie.series if s.last is not None]
        for layer in _layers(tie_spec(tie, pair)):
            if _mark(layer) == "line":
                assert max(row["year"] for row in layer["data"]["values"]) <= max(lasts)


def test_past_the_newest_drawn_observation_stands_a_hatch_which_only_the_estimate_enters(found):
    for tie, pair in zip(found.ties, PAIRS, strict=True):
        spec = tie_spec(tie, pair)
        drawn = [tie.one(k).last for k in ("kappa", "s", "ideal_distance", "relations")]
        last = max((y for y in drawn if y is not None), default=None)
        hatches = [layer for layer in _layers(spec) if layer["mark"].get("fill") == NO_DATA]
        if last is None or last + 1 >= at_year(found.as_of):
            assert not hatches
            continue
        (hatch,) = hatches
        assert hatch["data"]["values"] == [{"start": last + 1, "end": at_year(found.as_of), "label": ""}]
        for layer in _layers(spec):
            if _mark(layer) == "line" and layer["data"]["values"][0]["measure"] != "latent tie":
                assert max(row["at"] for row in layer["data"]["values"]) < last + 1


def test_the_axis_ends_on_the_day_of_asking(found):
    for layer in _layers(tie_spec(found.ties[0], "ab")):
        scale = layer.get("encoding", {}).get("x", {}).get("scale", {})
        if "domain" in scale:
            assert scale["domain"] == [1946, at_year(found.as_of)]


def test_every_measure_is_named_beside_its_own_end_and_has_its_own_dash(found):
    for tie, pair in zip(found.ties, PAIRS, strict=True):
        layers = list(_layers(tie_spec(tie, pair)))
        lines = {row["measure"] for x in layers if _mark(x) == "line" for row in x["data"]["values"][:1]}
        named = [x["data"]["values"] for x in layers if x.get("encoding", {}).get("text", {}).get("field") == "measure"]
        assert lines == {row["measure"] for rows in named for row in rows}
        thin = [str(x["mark"]["strokeDash"]) for x in layers if _mark(x) == "line" and "strokeDash" in x["mark"]]
        assert len(set(thin)) == len(thin)
        for rows in named:
            places = [row["label"] for row in rows]
            assert all(b - a > 0.19 for a, b in pairwise(sorted(places)))


def test_the_chronicle_marks_the_ties_and_no_event_is_later_than_the_day(found):
    for tie, pair in zip(found.ties, PAIRS, strict=True):
        told = [row for layer in _layers(tie_spec(tie, pair)) for row in layer["data"]["values"] if "told" in row]
        assert all(row["at"] <= at_year(found.as_of) for row in told)
    if found.as_of.year == 2026:
        panel = tie_spec(found.ties[2], "bc")
        assert ["Zhenbao clash"] in [x["mark"].get("text") for x in _layers(panel) if _mark(x) == "text"]
        assert len([x for x in _layers(panel) if _mark(x) == "text" and "text" in x["mark"]]) <= 8


def test_panels_share_one_scale(found):
    scales = {
        str(layer["encoding"]["y"]["scale"]["domain"])
        for tie, pair in zip(found.ties, PAIRS, strict=True)
        for layer in _layers(tie_spec(tie, pair))
        if "scale" in layer.get("encoding", {}).get("y", {})
    }
    assert len(scales) == 1


def test_nothing_is_fetched(found):
    for tie, pair in zip(found.ties, PAIRS, strict=True):
        assert "http" not in str(specification(tie_spec(tie, pair)))


def _layers(spec: dict) -> list[dict]:
    """Every layer that draws rows, however deep; data of the layer above count as its own."""
    if "layer" not in spec:
        return [spec] if "values" in spec.get("data", {}) else []
    above = {k: spec[k] for k in ("data",) if k in spec}
    return [found for layer in spec["layer"] for found in _layers({**above, **layer})]


def _mark(layer: dict) -> str:
    mark = layer.get("mark")
    return mark["type"] if isinstance(mark, dict) else str(mark)
