"""ForecastBench's crowds are read as they stood, and score as they scored."""

from __future__ import annotations

import json

import polars as pl
import pytest

from tertius.errors import DataContractError
from tertius.ledger.forecastbench import read_forecastbench
from tertius.measures.calibration import calibration_bins
from tertius.measures.scores import brier

QUESTION = {
    "id": "q1",
    "source": "manifold",
    "question": "Will the harbour open?",
    "url": "n/a",
    "freeze_datetime": "2026-01-02T00:00:00+00:00",
    "freeze_datetime_value": "0.25",
    "market_info_close_datetime": "N/A",
}
RESOLUTION = {"id": "q1", "source": "manifold", "resolution_date": "2026-02-03", "resolved_to": 1.0, "resolved": True}


@pytest.fixture
def pair(tmp_path):
    def write(questions, resolutions):
        asked, answered = tmp_path / "q.json", tmp_path / "r.json"
        asked.write_text(json.dumps({"questions": questions}))
        answered.write_text(json.dumps({"resolutions": resolutions}))
        return asked, answered

    return write


def test_a_resolved_question_carries_its_outcome(pair):
    (row,) = read_forecastbench(*pair([QUESTION], [RESOLUTION])).to_dicts()
    assert (row["p"], row["outcome"], str(row["resolved_on"]), row["closes"]) == (0.25, 1.0, "2026-02-03", None)


def test_a_market_price_on_some_day_is_no_outcome(pair):
    (row,) = read_forecastbench(*pair([QUESTION], [RESOLUTION | {"resolved": False, "resolved_to": 0.4}])).to_dicts()
    assert row["outcome"] is None


def test_combined_questions_and_figures_of_the_past_are_left_out(pair):
    others = [QUESTION | {"id": ["a", "b"]}, QUESTION | {"source": "fred", "freeze_datetime_value": "123"}]
    assert read_forecastbench(*pair(others, [])).is_empty()


def test_a_price_over_one_is_refused(pair):
    with pytest.raises(DataContractError, match="is a probability"):
        read_forecastbench(*pair([QUESTION | {"freeze_datetime_value": "25"}], []))


@pytest.mark.parametrize("broken", ["[]", "{", '{"questions": [{"id": "x"}]}'])
def test_another_file_is_refused(tmp_path, broken):
    path = tmp_path / "q.json"
    path.write_text(broken)
    with pytest.raises(DataContractError, match="forecastbench"):
        read_forecastbench(path, path)


@pytest.fixture(scope="module")
def resolved(real_vault):
    folder = real_vault / "forecasting"
    kinds = {"2024-07-21": "human", "2025-10-26": "llm", "2026-01-04": "llm", "2026-04-12": "llm"}
    sets = [read_forecastbench(folder / f"{d}-{k}.json", folder / f"{d}_resolution_set.json") for d, k in kinds.items()]
    return pl.concat(sets).drop_nulls("outcome")


def test_the_crowds_scored_as_well_as_in_the_design(resolved):
    # "about .140 Metaculus, .084 Polymarket, .087 Manifold, .079 INFER", without its selection; ours is every
    # resolved question of the four sets.
    measured = {s: (len(g), brier(g["p"], g["outcome"])) for (s,), g in resolved.group_by("source")}
    assert measured == {
        "metaculus": (52, pytest.approx(0.1494, abs=5e-5)),
        "polymarket": (183, pytest.approx(0.0757, abs=5e-5)),
        "manifold": (81, pytest.approx(0.0942, abs=5e-5)),
        "infer": (35, pytest.approx(0.0909, abs=5e-5)),
    }


def test_the_crowds_are_roughly_calibrated(resolved):
    bins = calibration_bins(resolved["p"], resolved["outcome"])
    assert sum(b.n for b in bins) == 351
    assert bins[0].mean_outcome < 0.05 < 0.85 < bins[9].mean_outcome
