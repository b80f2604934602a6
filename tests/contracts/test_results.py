"""Every result is a frozen record that explains, tabulates, draws and owns up to its sources."""

from __future__ import annotations

import dataclasses
import html
import json
import re
from datetime import date
from pathlib import Path

import polars as pl
import pytest
import vl_convert

import tertius as tt
from tertius.provenance import Provenance

LATE = date(2026, 11, 22)


@pytest.fixture(scope="module")
def results(shipped):
    article = Path(__file__).parents[1] / "samples" / "articles" / "east.txt"
    return {
        "Reading": tt.read(article, published=date(2024, 5, 1)),
        "Ties": tt.ties("RUS", "CHN", as_of=LATE, atlas=shipped),
        "Leaving": tt.dependence("RUS", "CHN", versus="USA", as_of=LATE, atlas=shipped),
        "Structure": tt.structure("USA", "RUS", "CHN", as_of=LATE, atlas=shipped),
        "Triangle": tt.triangle("USA", "RUS", "CHN", as_of=LATE, atlas=shipped),
        "Assessment": tt.assess("USA", "RUS", "CHN", as_of=LATE, atlas=shipped),
        "WhatIf": tt.whatif(
            "USA", "RUS", "CHN", "full-relief-and-settlement", as_of=LATE, options=tt.WhatIfOptions(atlas=shipped)
        ),
    }


@pytest.fixture(params=["Ties", "Triangle", "Leaving", "Structure", "Assessment", "Reading", "WhatIf"])
def result(request, results):
    return results[request.param]


def test_it_is_the_class_at_the_door(result):
    assert getattr(tt, type(result).__name__) is type(result)


def test_it_is_frozen_and_slotted(result):
    assert dataclasses.is_dataclass(result)
    assert "__slots__" in vars(type(result))
    assert not hasattr(result, "__dict__")
    with pytest.raises(dataclasses.FrozenInstanceError):
        result.caveats = ()


def test_no_field_is_a_bag(result):
    for field in dataclasses.fields(result):
        assert "dict" not in str(field.type), field.name
        assert not isinstance(getattr(result, field.name), list | dict | set), field.name


def test_it_tabulates(result):
    frame = result.to_frame()
    assert isinstance(frame, pl.DataFrame)
    assert frame.height > 5
    assert all(frame[name].null_count() == 0 for name in frame.columns if name == "value")


def test_it_explains_itself_in_sentences_with_figures(result):
    said = result.explain()
    assert said[-1] in ".?!"
    assert any(c.isdigit() for c in said)
    assert "nan" not in said.lower().split()


def test_it_draws(result):
    assert "<svg" in vl_convert.vegalite_to_svg(result.plot().to_dict(), allowed_base_urls=[])


def test_it_is_a_card_in_a_notebook(result):
    card = result._repr_html_()
    assert card.startswith("<article")
    said = html.unescape(re.sub(r"<[^>]+>", "", card))
    assert all(c in said for c in result.caveats)


def test_it_names_its_sources_and_doubts(result):
    assert isinstance(result.provenance, Provenance)
    assert result.provenance.snapshots
    assert result.provenance.steps
    assert result.caveats
    assert all(isinstance(c, str) and c.endswith(".") for c in result.caveats)


def test_its_plain_values_are_json(result):
    record = result.to_dict()
    said = json.dumps(record, allow_nan=False)
    assert json.dumps(json.loads(said)) == said
    assert record["caveats"] == list(result.caveats)
    assert record["provenance"] == result.provenance.to_list()
