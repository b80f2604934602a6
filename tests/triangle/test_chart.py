"""The panels of the triangle compile, keep to what was observed and to one scale."""

from __future__ import annotations

from datetime import date

import pytest
import vl_convert

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
