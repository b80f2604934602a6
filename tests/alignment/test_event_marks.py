"""Events stand where their day is, none is of the future, and no line crosses a word."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from tertius.alignment.event_marks import at_year, event_layers, events_between
from tertius.states import find

USA, RUS, CHN, IND = (find(s) for s in ("USA", "RUS", "CHN", "IND"))
X = {"scale": {"domain": [1946, 2026.9]}, "axis": {}}


@pytest.mark.parametrize(
    ("when", "at"), [(date(1969, 1, 1), 1969.0), (date(1972, 7, 2), 1972.5), (date(2024, 12, 31), 2024.997)]
)
def test_a_day_is_a_point_within_its_year(when, at):
    assert at_year(when) == pytest.approx(at, abs=1e-3)


@pytest.mark.parametrize("day", [date(1950, 6, 1), date(1969, 3, 2), date(1991, 1, 1), date(2026, 11, 22)])
def test_no_event_is_known_before_its_day(day):
    named, others = events_between(RUS, CHN, day, first=1946)
    assert all(e.known <= day for e in (*named, *others))
    assert len(named) <= 8
    assert not set(named) & set(others)


def test_the_border_clash_is_marked_from_its_day_on():
    def labels(day):
        return [e.label for e in events_between(RUS, CHN, day, first=1946)[0]]

    assert "Zhenbao clash" not in labels(date(1969, 3, 1))
    assert "Zhenbao clash" in labels(date(2026, 11, 22))


def test_before_the_axis_begins_there_is_nothing_to_mark():
    assert events_between(RUS, CHN, date(1940, 1, 1), first=1946) == ((), ())


@pytest.mark.parametrize("pair", [(USA, RUS), (USA, CHN), (RUS, CHN), (IND, RUS)])
@pytest.mark.parametrize("width", [120, 158, 280])
def test_no_line_crosses_a_word(pair, width):
    named, _ = events_between(*pair, date(2026, 11, 22), first=1946)
    layers = event_layers(named, (), X, width=width, height=100)
    words = [x for x in layers if x["mark"]["type"] == "text"]
    lines = [x for x in layers if x["mark"]["type"] == "rule"]
    pixels = width / 80.9
    assert len(words) == len(lines) == len(named)
    for word in words:
        left = pixels * word["data"]["values"][0]["at"]
        right = left + 3 + 4.8 * max(map(len, word["mark"]["text"]))
        top = word["encoding"]["y"]["value"]
        for line in lines:
            at = pixels * line["data"]["values"][0]["at"]
            assert not (left < at < right) or line["encoding"]["y2"]["value"] <= top


def test_the_others_are_ticks_that_tell_their_day_and_text():
    named, others = events_between(RUS, CHN, date(2026, 11, 22), first=1946)
    first, *_ = event_layers(named, others, X, width=200, height=100)
    told = [row["told"] for row in first["data"]["values"]]
    assert len(told) == len(others)
    assert any(t.startswith("20 May 2026: ") for t in told)
    assert "No limits" in [e.label for e in named]
    places = [row["at"] for row in first["data"]["values"]]
    assert all(a <= b for a, b in pairwise(places))
