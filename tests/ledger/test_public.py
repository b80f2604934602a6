"""The record that ships is a sheet like any other, scored beside a user's own ledger."""

from __future__ import annotations

from datetime import date

import pytest

from tertius.ledger.entries import Forecast, Question, Resolution
from tertius.ledger.frame import scorable, together
from tertius.ledger.importing import import_sheet
from tertius.ledger.public import public_record
from tertius.ledger.store import open_ledger
from tertius.ledger.track_records import score_forecasts

TODAY = date(2025, 12, 31)
SHEET = """question,closes,topic,holder,made,low,high,condition,outcome,resolved_on,evidence
Arvonia leaves,2020-12,pacts,Ada Quill,2019-05,.55,.8,,yes,2020-06-01,made up
Arvonia leaves,2020-12,pacts,Boris Lint,2019-06,,,,yes,2020-06-01,made up
Borduria joins,2021,pacts,Ada Quill,2019-07,.01,.05,it rains,no,2021-12-31,made up
Syldavia splits,2035,pacts,Ada Quill,2019-08,.2,.45,,,,
"""


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "record.csv"
    path.write_text(SHEET.replace("Lint,2019-06,,,", "Lint,2019-06,.2,.45,"))
    return path


def test_it_reads_as_an_import_would(sheet, tmp_path):
    ledger = open_ledger(tmp_path / "a.sqlite")
    assert import_sheet(ledger, sheet, by="me").faults == ()
    ours, theirs = scorable(ledger, as_of=TODAY), public_record(as_of=TODAY, sheet=sheet)
    assert ours.left_out == theirs.left_out
    columns = ["holder", "made", "closes", "low", "high", "outcome", "base_rate", "no_change", "weight"]
    assert theirs.frame.select(columns).rows() == ours.frame.select(columns).rows()


def test_both_records_stand_side_by_side(sheet, tmp_path):
    ledger = open_ledger(tmp_path / "a.sqlite")
    ledger.add(Question(text="event", closes=date(2024, 1, 1)))
    ledger.add(Forecast(question="Q1", holder="Ada Quill", made=date(2023, 1, 1), p=0.5))
    ledger.add(Resolution(question="Q1", outcome="no", resolved_on=date(2024, 1, 1), by="me"))
    both = together(scorable(ledger, as_of=TODAY), public_record(as_of=TODAY, sheet=sheet))
    found = {r.name: r for r in score_forecasts(both, as_of=TODAY).records}
    assert (found["Ada Quill"].n, found["Ada Quill"].questions) == (4, 2)
    assert found["Boris Lint"].resolved == 1
    assert both.left_out.condition_open == 1


@pytest.mark.parametrize(("told", "void", "scored"), [("no", 1, 2), ("yes", 0, 3), ("void", 1, 2)])
def test_a_condition_answered_in_its_row_counts_as_in_an_import(sheet, tmp_path, told, void, scored):
    text = sheet.read_text().replace(",condition,", ",condition,condition_outcome,condition_on,")
    lines = [line.replace(",it rains,", f",it rains,{told},2020-03-01,") for line in text.splitlines()]
    wide = [f"{line.rsplit(',', 3)[0]},,,{','.join(line.rsplit(',', 3)[1:])}" for line in lines[1:3]]
    sheet.write_text("\n".join([lines[0], *wide, lines[3]]))
    ledger = open_ledger(tmp_path / "a.sqlite")
    assert import_sheet(ledger, sheet, by="me").faults == ()
    ours, theirs = scorable(ledger, as_of=TODAY), public_record(as_of=TODAY, sheet=sheet)
    assert ours.left_out == theirs.left_out
    assert (theirs.left_out.void, theirs.left_out.condition_open, theirs.frame.height) == (void, 0, scored)


def test_no_sheet_is_an_empty_record(tmp_path):
    assert public_record(as_of=TODAY, sheet=tmp_path / "none.csv").frame.height == 0
