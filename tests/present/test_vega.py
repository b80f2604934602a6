"""Figures: what a chart says around itself, what is inlined, and that a browser draws it."""

from __future__ import annotations

import json
import math
import re
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tertius.errors import ImpossibleQuestion
from tertius.present import vega
from tertius.present.page import page

SPEC = {
    "data": {"values": [{"x": 1, "y": 2, "url": "https://example.org"}, {"x": 2, "y": 3}]},
    "mark": "line",
    "encoding": {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}},
}
WORDS = {"title": "Closer", "subtitle": "votes, yearly", "note": "Source: made up", "alt": "from 2 to 3", "id": "f"}


def inlined(made: str) -> list[dict[str, object]]:
    return [json.loads(found) for found in re.findall(r"<script type=.application/json.[^>]*>(.*?)</script>", made)]


def test_a_figure_says_its_finding_measure_and_source() -> None:
    made = vega.figure(SPEC, **WORDS)
    assert made.index("Closer") < made.index("votes, yearly") < made.index('class="chart"') < made.index("made up")
    assert 'aria-label="from 2 to 3"' in made
    assert '<p class="chart-alt">from 2 to 3</p>' in made


def test_a_single_chart_fills_its_column_and_keeps_a_width_of_its_own() -> None:
    assert vega.specification(SPEC)["width"] == "container"
    assert vega.specification({**SPEC, "width": 300})["width"] == 300
    assert "width" not in vega.specification({"hconcat": [SPEC, SPEC]})


def test_small_multiples_stand_in_panels() -> None:
    made = vega.figure([SPEC, SPEC, SPEC], **WORDS)
    assert made.count('class="chart"') == len(inlined(made)) == 3
    assert len(set(re.findall(r'data-chart="([^"]+)"', made))) == 3


def test_hostile_words_stay_words() -> None:
    rows = {"data": {"values": [{"x": "</script><script>alert(1)</script>"}]}}
    made = vega.figure({**SPEC, **rows}, **{**WORDS, "title": "<b>&", "alt": '" onload="x'})
    assert made.count("<script") == 1
    assert made.count("</script>") == 1
    assert "&lt;b&gt;&amp;" in made
    assert 'aria-label="&quot; onload=&quot;x"' in made
    assert inlined(made)[0]["data"] == rows["data"]


@pytest.mark.parametrize("missing", ["title", "subtitle", "note", "alt"])
def test_a_figure_without_its_words_is_refused(missing: str) -> None:
    with pytest.raises(ImpossibleQuestion, match=missing):
        vega.figure(SPEC, **{**WORDS, missing: " "})


def test_an_id_that_is_markup_is_refused() -> None:
    with pytest.raises(ImpossibleQuestion, match="plain id"):
        vega.figure(SPEC, **{**WORDS, "id": 'x" onload="'})


def test_a_chart_that_would_fetch_its_data_is_refused() -> None:
    with pytest.raises(ImpossibleQuestion, match=r"example\.org"):
        vega.specification({"layer": [{**SPEC, "data": {"url": "https://example.org/d.csv"}}]})


def test_missing_values_are_gaps_dates_are_text_and_infinity_is_refused() -> None:
    rows = [{"x": math.nan, "y": None, "d": date(2026, 11, 22)}]
    drawn = vega.specification({**SPEC, "data": {"values": rows}})
    assert drawn["data"]["values"] == [{"x": None, "y": None, "d": "2026-11-22"}]
    with pytest.raises(ImpossibleQuestion, match="infinite"):
        vega.specification({**SPEC, "data": {"values": [{"x": math.inf}]}})


def test_a_charts_own_configuration_wins_over_the_theme() -> None:
    drawn = vega.specification({**SPEC, "config": {"axis": {"grid": True}}})
    assert drawn["config"]["axis"]["grid"] is True
    assert drawn["config"]["axis"]["labelFontSize"] == 12
    assert "config" not in SPEC


def test_an_altair_chart_is_taken_as_it_is() -> None:
    import altair as alt
    import polars as pl

    rows = pl.DataFrame({"x": range(6000), "y": range(6000)})
    drawn = vega.specification(alt.Chart(rows).mark_line().encode(x="x:Q", y="y:Q"))
    assert drawn["width"] == "container"
    assert "$schema" not in drawn
    assert "continuousWidth" not in drawn["config"]["view"]
    assert len(next(iter(drawn["datasets"].values()))) == 6000


def test_a_static_chart_is_svg_on_its_own_paper() -> None:
    drawn = vega.svg(SPEC, width=320)
    assert drawn.startswith("<svg")
    assert '<pattern id="tertius-no-data"' in drawn
    assert 'fill="#fdfcf9"' in drawn
    assert re.findall(r'width="([\d.]+)"', drawn)[0] == "320"


def test_the_bundle_is_kept_and_a_spoilt_one_is_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import platformdirs
    import vl_convert

    built: list[str] = []
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda name: tmp_path / name)
    monkeypatch.setattr(vl_convert, "javascript_bundle", lambda snippet: built.append(snippet) or "let drawn;")

    def made() -> int:
        """How often it was built, after one more call of a new process."""
        vega.bundle.cache_clear()
        assert vega.bundle() == "let drawn;"
        vega.bundle.cache_clear()
        return len(built)

    assert [made(), made()] == [1, 1]
    (kept,) = (tmp_path / "tertius").iterdir()
    kept.write_text(kept.read_text(encoding="utf-8")[:-3], encoding="utf-8")
    assert [made(), made()] == [2, 2]


def test_a_page_opens_offline_and_every_mark_is_drawn(
    demonstration: Path, browse: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    opened = browse(demonstration, "--dump-dom")
    assert [line for line in opened.stderr.splitlines() if "CONSOLE" in line] == []
    assert 'data-drawn="4"' in opened.stdout
    assert opened.stdout.count('<svg xmlns="http://www.w3.org/2000/svg"') == 4
    assert "<canvas" not in opened.stdout
    # Two measures in each of three panels, a dot and a base rate.
    assert opened.stdout.count('aria-roledescription="line mark"') == 6
    assert opened.stdout.count('fill="url(#tertius-no-data)"') == 3
    assert ">25\u2009%<" in opened.stdout


def test_a_broken_chart_leaves_its_words_and_says_so(
    tmp_path: Path, browse: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    file = tmp_path / "broken.html"
    broken = vega.figure({"mark": "no such mark", "data": {"values": []}}, **WORDS)
    file.write_text(page("t", broken, scripts=vega.bundle()), encoding="utf-8")
    opened = browse(file, "--dump-dom")
    assert '<p class="chart-alt">from 2 to 3</p>' in opened.stdout
    assert "chart f-1 was not drawn" in opened.stderr


def test_the_page_prints_on_one_sheet(
    demonstration: Path, tmp_path: Path, browse: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    browse(demonstration, f"--print-to-pdf={tmp_path / 'sheet.pdf'}", "--no-pdf-header-footer")
    pages = re.findall(rb"/Type\s*/Page\b", (tmp_path / "sheet.pdf").read_bytes())
    assert len(pages) == 1
