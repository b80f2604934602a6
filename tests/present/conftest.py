"""A browser where there is one, and a page with two charts and invented figures to show it."""

from __future__ import annotations

import math
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tertius.present import numbers, theme, vega
from tertius.present.colours import colour
from tertius.present.page import page, term, text
from tertius.present.words import ICD203


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser's program; where everything is required, its absence is a failure."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return Path(found)
    if os.environ.get("TERTIUS_REQUIRE_ALL") == "1":
        pytest.fail("required here, but no chromium is installed")
    pytest.skip("no chromium is installed")
    raise AssertionError


@pytest.fixture(scope="session")
def browse(chromium: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Open a page without a window; what the page writes to its console is in stderr."""

    def run(page: Path, *options: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [
                str(chromium),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--enable-logging=stderr",
                "--virtual-time-budget=8000",
                f"--user-data-dir={tmp_path_factory.mktemp('browser')}",
                *options,
                page.as_uri(),
            ],
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )

    return run


def panel(pair: str, names: str, level: float) -> dict[str, object]:
    """One small multiple: two measures of one pair, a band between them, a hatch after the last year."""
    rows = [
        {"year": year, "value": level + 0.3 * math.sin(year / 9 + shift), "measure": name}
        for name, shift, last in (("votes", 0.0, 2022), ("events", 1.9, 2022))
        for year in range(1992, last + 1)
    ]
    x = {"field": "year", "type": "quantitative", "scale": {"domain": [1992, 2032], "nice": False}}
    x["axis"] = {"format": "d", "values": [1992, 2007, 2022]}
    y = {"field": "value", "type": "quantitative", "scale": {"domain": [-1, 1]}}
    y["axis"] = {"values": [-1, 0, 1], "labelExpr": "datum.value == 1 ? 'closer' : datum.value == 0 ? '0' : 'apart'"}
    dash = {"field": "measure", "type": "nominal", "legend": None, "scale": {"range": list(theme.DASHES[:2])}}
    both = {year: [row["value"] for row in rows if row["year"] == year] for year in range(1992, 2023)}
    band = [{"year": year, "low": min(values), "high": max(values)} for year, values in both.items()]
    return {
        "height": 180,
        "title": names,
        "layer": [
            theme.no_data(2022, 2032),
            {
                "data": {"values": band},
                "mark": {"type": "area", "color": colour(pair).light},
                "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
            },
            theme.zero_line(),
            {
                "data": {"values": rows},
                "mark": {"type": "line", "color": colour(pair).light},
                "encoding": {"x": x, "y": y, "strokeDash": dash},
            },
        ],
    }


def probability() -> dict[str, object]:
    """A dot with its whisker on a line from 0 to 100 %, the base rate marked."""
    x = {
        "type": "quantitative",
        "scale": {"domain": [0, 1]},
        "axis": {"format": ".0%", "values": [0, 0.25, 0.5, 0.75, 1]},
    }
    return {
        "height": 56,
        "layer": [
            {
                "data": {"values": [{"low": 0.01, "high": 0.09}]},
                "mark": {"type": "rule", "color": colour("ink").light, "strokeWidth": 2},
                "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": {"value": 34}},
            },
            {
                "data": {"values": [{"p": 0.04}]},
                "mark": {"type": "point", "color": colour("ink").light, "size": 90},
                "encoding": {"x": {**x, "field": "p"}, "y": {"value": 34}},
            },
            {
                "data": {"values": [{"p": 0.03, "words": "base rate"}]},
                "mark": {
                    "type": "tick",
                    "size": 20,
                    "thickness": 2,
                    "orient": "vertical",
                    "color": colour("accent").light,
                },
                "encoding": {"x": {**x, "field": "p"}, "y": {"value": 34}},
            },
            {
                "data": {"values": [{"p": 0.03, "words": "base rate 3 %"}]},
                "mark": {"type": "text", "color": colour("accent").light, "dx": -3},
                "encoding": {"x": {**x, "field": "p"}, "y": {"value": 12}, "text": {"field": "words"}},
            },
        ],
    }


def body() -> str:
    """The answer page of the design, with invented figures."""
    pairs = (
        ("ab", "United States – Russia", -0.3),
        ("bc", "Russia – China", 0.4),
        ("ac", "United States – China", -0.1),
    )
    triangle = vega.figure(
        [panel(pair, names, level) for pair, names, level in pairs],
        title="Russia and China draw closer while both drift from the United States",
        subtitle="Agreement in votes and balance of events, −1 to 1, yearly, 1992–2022; band: range of the measures",
        note="Invented figures. Last observation 2022; hatched after it.",
        alt="Three panels. Russia and China between 0.1 and 0.8, the United States below zero with both.",
        id="triangle",
    )
    dot = vega.figure(
        probability(),
        title="The estimate stands one point above the base rate",
        subtitle="Probability within five years, with its 90 % interval",
        note="Invented figures. Base rate: 12 of 402 windows since 1992.",
        alt="4 percent, interval 1 to 9 percent; base rate 3 percent.",
        id="probability",
    )
    move = term("move", "A change larger than two deviations.")
    said = f"Of 402 five-year windows since 1992, twelve ended in a {move}: " + text(
        f"a base rate of {numbers.percent(0.03)}. Erdoğan’s Türkiye is the nearest case; Russia’s exports to China "
        f"reached {numbers.dollars(129_000)} by {numbers.day(date(2023, 12, 31))}."
    )
    answer = (
        f'<div><p class="number">{text(numbers.percent(0.04))}</p>'
        f'<p class="interval">{text(numbers.percent_range(0.01, 0.09))}</p>'
        f'<p class="words">{ICD203.words_for(0.04)}</p></div>'
        '<div class="quiet"><p>Base rate <b>3 %</b>, 12 of 402 windows since 1992.<br>'
        "No change 0 %. Russia’s own history 12 %, one episode.</p>"
        "<p>Asked of history, this method scored 0.031; base rate 0.032; no change 0.034.</p></div>"
    )
    return (
        '<header class="masthead"><h1>Can the United States pry Russia away from China?</h1>'
        f'<p class="asof">as of 22 Nov 2026 · horizon 5 years</p></header><section class="answer">{answer}</section>'
        f"<p>{said}</p><p class='warning'>UN votes end in Sept 2023, alliances in 2018: "
        f"what happened since stands in the chronicle, not in the number.</p>{triangle}"
        f"<div class='columns'><section>{dot}</section><section>"
        "<h2>For and against</h2><table><thead><tr><th>Evidence</th><th class='num'>Shift</th></tr></thead><tbody>"
        f"<tr><td>Trade in yuan</td><td class='num'>{numbers.signed(-0.42)}</td></tr>"
        f"<tr><td>Talks on arms control</td><td class='num'>{numbers.signed(0.16)}</td></tr>"
        "<tr><td>Leaders’ visits, 2025</td><td class='num'>not known</td></tr></tbody></table></section></div>"
        "<footer class='notes'><ol><li>Invented figures for a test; see "
        "<a href='https://doi.org/10.5281/zenodo.18750055'>CAPphrase</a>.</li></ol></footer>"
    )


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration page as a file."""
    file = tmp_path_factory.mktemp("page") / "demonstration.html"
    file.write_text(page("Tertius", body(), scripts=vega.bundle()), encoding="utf-8")
    return file
