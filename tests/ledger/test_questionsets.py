"""A question set of ForecastBench becomes questions, forecasts and answers, and scores as it scored."""

from __future__ import annotations

import json
import time
from datetime import date

import pytest

from tertius.errors import DataContractError, ImpossibleQuestion, TertiusError
from tertius.ledger.entries import Forecast, Question, Resolution
from tertius.ledger.questionsets import import_files, import_question_set
from tertius.ledger.store import open_ledger

ASKED = {
    "id": "q1",
    "source": "manifold",
    "question": "Will the harbour open?",
    "url": "n/a",
    "freeze_datetime": "2026-01-02T00:00:00+00:00",
    "freeze_datetime_value": "0.25",
    "market_info_close_datetime": "2026-03-01T00:00:00+00:00",
}
ANSWER = {"id": "q1", "source": "manifold", "resolution_date": "2026-02-03", "resolved_to": 1.0, "resolved": True}


@pytest.fixture
def pair(tmp_path):
    def write(questions, resolutions):
        asked, answered = tmp_path / "q.json", tmp_path / "r.json"
        asked.write_text(json.dumps({"questions": questions}))
        answered.write_text(json.dumps({"resolutions": resolutions}))
        return asked, answered

    return write


def test_a_row_becomes_a_question_a_forecast_and_an_answer(ledger, pair):
    found = import_question_set(ledger, *pair([ASKED], [ANSWER]), by="me")
    assert (found.questions, found.forecasts, found.resolutions, found.faults) == (1, 1, 1, ())
    question, forecast, answer = (e.record for e in list(ledger.entries())[:3])
    assert isinstance(question, Question)
    assert (question.closes, question.ref) == (date(2026, 3, 1), None)
    assert isinstance(forecast, Forecast)
    assert (forecast.holder, forecast.p, forecast.made, forecast.ref) == (
        "Manifold crowd",
        0.25,
        date(2026, 1, 2),
        "q1",
    )
    assert isinstance(answer, Resolution)
    assert (answer.outcome, answer.resolved_on, answer.by) == ("yes", date(2026, 2, 3), "manifold")


@pytest.mark.parametrize(
    ("closing", "resolved", "closes"),
    [("2026-02-01T00:00:00", "2026-02-03", date(2026, 2, 3)), ("N/A", "2026-02-03", date(2026, 2, 3))],
)
def test_an_answer_after_the_closing_day_sets_it(ledger, pair, closing, resolved, closes):
    rows = [ASKED | {"market_info_close_datetime": closing}], [ANSWER | {"resolution_date": resolved}]
    import_question_set(ledger, *pair(*rows), by="me")
    assert ledger.entry("Q1").record.closes == closes


def test_a_share_of_an_answer_is_partly(ledger, pair):
    import_question_set(ledger, *pair([ASKED], [ANSWER | {"resolved_to": 0.4}]), by="me")
    answer = ledger.entry("R3").record
    assert (answer.outcome, answer.share) == ("partly", 0.4)


def test_a_question_that_never_closes_is_named_and_keeps_all_out(ledger, pair):
    found = import_question_set(ledger, *pair([ASKED | {"market_info_close_datetime": "N/A"}], []), by="me")
    assert (found.kept, found.faults[0].column) == (False, "closes")
    assert list(ledger.entries()) == []


def test_the_same_pair_is_taken_in_once(ledger, pair):
    files = pair([ASKED], [ANSWER])
    import_question_set(ledger, *files, by="me", dry_run=True)
    import_question_set(ledger, *files, by="me")
    with pytest.raises(TertiusError, match="before"):
        import_question_set(ledger, *files, by="me")


def test_another_file_is_refused(ledger, tmp_path):
    path = tmp_path / "x.json"
    path.write_text("[]")
    with pytest.raises(DataContractError):
        import_question_set(ledger, path, path, by="me")


def test_one_sheet_or_a_pair_and_nothing_else(ledger, pair):
    files = pair([ASKED], [ANSWER])
    assert import_files(ledger, files, by="me").forecasts == 1
    for wrong, holder in (((), None), ((*files, files[0]), None), (files, "Ada Quill")):
        with pytest.raises(ImpossibleQuestion, match="one sheet"):
            import_files(ledger, wrong, by="me", holder=holder)


@pytest.fixture(scope="module")
def four_sets(real_vault, tmp_path_factory):
    ledger = open_ledger(tmp_path_factory.mktemp("sets") / "a.sqlite")
    folder = real_vault / "forecasting"
    begun = time.process_time()
    for day, kind in (("2024-07-21", "human"), ("2025-10-26", "llm"), ("2026-01-04", "llm"), ("2026-04-12", "llm")):
        found = import_question_set(
            ledger, folder / f"{day}-{kind}.json", folder / f"{day}_resolution_set.json", by="me"
        )
        assert found.faults == ()
    return ledger, time.process_time() - begun


def test_the_real_sets_are_taken_in_within_seconds(four_sets):
    ledger, seconds = four_sets
    assert seconds < 20
    assert sum(isinstance(e.record, Forecast) for e in ledger.entries()) == 840


def test_the_crowds_score_as_in_their_files(four_sets):
    # The values of test_forecastbench.py, on a day by which every question has closed.
    measured = {r.name: (r.resolved, r.brier) for r in four_sets[0].scores(as_of=date(2500, 1, 1)).records}
    assert measured == {
        "Metaculus crowd": (52, pytest.approx(0.1494, abs=5e-5)),
        "Polymarket crowd": (183, pytest.approx(0.0757, abs=5e-5)),
        "Manifold crowd": (81, pytest.approx(0.0942, abs=5e-5)),
        "INFER crowd": (35, pytest.approx(0.0909, abs=5e-5)),
    }


def test_early_answers_wait_for_the_closing_day(four_sets):
    found = four_sets[0].scores(as_of=date(2026, 11, 22))
    assert found.left_out.early == 18
    assert sum(r.resolved for r in found.records) == 351 - 18
