"""The dot, its whisker, and the reference classes on one line of probability."""

from __future__ import annotations

from datetime import date

import pytest

from tertius.present.vega import svg
from tertius.wedge.assess import assess
from tertius.wedge.chart import answer_spec


@pytest.fixture(scope="module", params=["2026-11-22", "1990-01-01", "1954-06-01"])
def found(request, shipped):
    names = ("USA", "GBR", "RUS") if request.param < "1970" else ("USA", "RUS", "CHN")
    return assess(*names, as_of=date.fromisoformat(request.param), atlas=shipped)


def test_it_draws(found):
    assert "the answer" in svg(answer_spec(found))


def test_rows_are_the_answer_the_references_and_no_change(found):
    rows = answer_spec(found)["data"]["values"]
    assert rows[0]["what"] == "the answer"
    assert rows[0]["p"] == found.answer.probability
    assert rows[-1]["what"] == "no change"
    assert [r["p"] for r in rows[1:-1]] == [r.rate for r in found.references if r.n]


def test_every_whisker_lies_on_the_axis(found):
    spec = answer_spec(found)
    top = spec["layer"][0]["encoding"]["x"]["scale"]["domain"][1]
    assert all(0 <= r["low"] <= r["p"] <= r["high"] <= max(top, 1) for r in spec["data"]["values"])
    assert max(r["p"] for r in spec["data"]["values"]) <= top
