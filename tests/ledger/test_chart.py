"""The points of the calibration chart are the forecasts of all records, tenth by tenth."""

from __future__ import annotations

from datetime import date

import pytest
import vl_convert

from tertius.ledger.chart import calibration_spec
from tertius.ledger.frame import LeftOut
from tertius.ledger.track_records import CalibrationBin, Scores, TrackRecord

SCORES = Scores(
    "holder",
    date(2025, 12, 31),
    (
        TrackRecord("Ada", 4, 4, 4, 0.1, calibration=(CalibrationBin(0.1, 0.2, 3, 0.1, 0.0, 0.0, 0.5),)),
        TrackRecord("Boris", 1, 1, 1, 0.1, calibration=(CalibrationBin(0.1, 0.2, 1, 0.18, 1.0, 0.2, 1.0),)),
        TrackRecord("Cleo", 1),
    ),
    LeftOut(not_due=2),
)


def test_bins_of_a_tenth_are_added_up_by_their_number():
    (point,) = calibration_spec(SCORES)["layer"][1]["data"]["values"]
    assert (point["n"], point["said"], point["came"]) == (4, pytest.approx(0.12), pytest.approx(0.25))
    assert point["low"] < 0.25 < point["high"]


def test_scores_draw_and_have_a_card_and_an_origin():
    assert "<svg" in vl_convert.vegalite_to_svg(SCORES.plot().to_dict(), allowed_base_urls=[])
    said = SCORES._repr_html_()
    assert said.startswith("<article")
    assert said.count("2 forecasts are not due") == 1
    assert SCORES.provenance.steps == ("5 forecasts of the ledger, due and answered by 2025-12-31",)


def test_nothing_due_draws_the_line_alone():
    assert calibration_spec(Scores("holder", date(2025, 1, 1), (), LeftOut()))["layer"][1]["data"]["values"] == []
