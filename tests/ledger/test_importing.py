"""A sheet enters whole, or not at all and with every bad row named."""

from __future__ import annotations

import csv

import openpyxl
import pytest

from tertius.errors import TertiusError
from tertius.ledger.entries import Forecast, Import, Question, Resolution
from tertius.ledger.exporting import export_ledger
from tertius.ledger.importing import import_sheet
from tertius.ledger.verification import verify

HEADER = ["question", "opens", "closes", "holder", "made", "p", "outcome", "resolved_on", "evidence"]
GOOD = [
    ["Arvonia leaves the Pact", "2024-01-01", "2024-06-30", "Ada Quill", "2024-02-01", "0.2", "no", "2024-06-30", "x"],
    ["Arvonia leaves the Pact", "2024-01-01", "2024-06-30", "Boris Lint", "2024-03-01", "7%", "no", "2024-06-30", "x"],
    ["Borduria joins the Pact", "", "2024-06-30", "Ada Quill", "2024-02-01", "0.9", "", "", ""],
]


@pytest.fixture
def sheet(tmp_path):
    def write(rows, header=HEADER, name="a.csv"):
        path = tmp_path / name
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([header, *rows])
        return path

    return write


def test_a_sheet_is_taken_in(ledger, sheet):
    found = import_sheet(ledger, sheet(GOOD), by="me")
    assert (found.kept, found.forecasts, found.questions, found.resolutions, found.faults) == (True, 3, 2, 1, ())
    records = [e.record for e in ledger.entries()]
    assert [type(r) for r in records] == [Question, Forecast, Forecast, Question, Forecast, Resolution, Import]
    assert records[2].p == 0.07
    assert records[5].outcome == "no"
    assert verify(ledger).whole


BAD = [
    (5, "7", "p", "0.07 or 7%"),
    (5, "likely", "p", "digits"),
    (4, "2024-07-01", "made", "closed on 2024-06-30"),
    (4, "2023-12-31", "made", "opened on 2024-01-01"),
    (4, "soon", "made", "2027-12-31"),
    (2, "2023-06-30", "opens", "swap"),
    (3, "", "holder", "fill in holder"),
    (6, "maybe", "outcome", "void where"),
    (7, "2024-01-15", "made", "was resolved on 2024-01-15"),
]


@pytest.mark.parametrize(("place", "cell", "column", "hint"), BAD)
def test_a_bad_cell_is_named_by_line_and_column_and_nothing_is_kept(ledger, sheet, place, cell, column, hint):
    bad = list(GOOD[0])
    bad[place] = cell
    found = import_sheet(ledger, sheet([GOOD[1], bad, GOOD[2]] if place != 7 else [bad, GOOD[2]]), by="me")
    assert not found.kept
    line = 3 if place != 7 else 2
    assert [(f.line, f.column) for f in found.faults] == [(line, column)]
    assert hint in found.faults[0].hint
    assert list(ledger.entries()) == []
    assert "Nothing was taken in" in found.explain()


def test_every_bad_row_is_reported_and_the_good_ones_are_kept_when_told(ledger, sheet):
    rows = [GOOD[0], [*GOOD[1][:5], "70", *GOOD[1][6:]], [*GOOD[2][:4], "x", *GOOD[2][5:]], GOOD[2]]
    found = import_sheet(ledger, sheet(rows), by="me", skip_bad=True)
    assert found.kept
    assert [f.line for f in found.faults] == [3, 4]
    assert found.forecasts == 2
    assert [e.record for e in ledger.entries()][-1].left_out == 2


def test_a_dry_run_keeps_nothing_and_says_the_same(ledger, sheet):
    path = sheet(GOOD)
    tried = import_sheet(ledger, path, by="me", dry_run=True)
    assert list(ledger.entries()) == []
    assert not tried.kept
    assert "would be taken in" in tried.explain()
    real = import_sheet(ledger, path, by="me")
    assert (tried.forecasts, tried.questions) == (real.forecasts, real.questions)


def test_a_file_is_not_taken_in_twice_by_mistake(ledger, sheet):
    path = sheet(GOOD)
    import_sheet(ledger, path, by="me")
    with pytest.raises(TertiusError, match="taken in before"):
        import_sheet(ledger, path, by="me")


def test_a_row_that_stands_twice_is_a_fault(ledger, sheet):
    found = import_sheet(ledger, sheet([GOOD[0], GOOD[0]]), by="me")
    assert found.faults[0].what == "the row stands above already"


def test_two_answers_to_one_question_are_a_fault(ledger, sheet):
    other = [*GOOD[1][:6], "yes", *GOOD[1][7:]]
    found = import_sheet(ledger, sheet([GOOD[0], other]), by="me")
    assert "two answers" in found.faults[0].what


def test_questions_that_are_there_are_found_by_text_or_id(ledger, question, sheet):
    ledger.add(question(text="Arvonia  LEAVES the Pact"))
    rows = [["Q1", "", "", "Ada Quill", "2024-02-01", "0.2", "", "", ""], ["arvonia leaves the pact"] + [""] * 2]
    rows[1] += ["Boris Lint", "2024-02-01", "0.3", "", "", ""]
    found = import_sheet(ledger, sheet(rows), by="me")
    assert found.kept, found.faults
    assert (found.questions, found.forecasts) == (0, 2)


def test_a_condition_becomes_a_question_of_its_own(ledger, sheet):
    row = ["Arvonia leaves", "2024-06-30", "Ada Quill", "2024-02-01", "0.2", "the king abdicates"]
    import_sheet(ledger, sheet([row], ["question", "closes", "holder", "made", "p", "condition"]), by="me")
    asked, condition, said = [e.record for e in ledger.entries()][:3]
    assert condition == Question(text="the king abdicates", closes=asked.closes)
    assert said.condition_question == "Q2"


CONDITIONED = [
    "question",
    "closes",
    "holder",
    "made",
    "p",
    "condition",
    "condition_outcome",
    "condition_on",
    "evidence",
]


def test_a_row_answers_its_condition_too(ledger, sheet):
    row = ["Arvonia leaves", "2024-06-30", "Ada Quill", "2024-02-01", "0.2", "the king abdicates", "no", "2024-05", "x"]
    found = import_sheet(ledger, sheet([row], CONDITIONED), by="me")
    assert (found.faults, found.resolutions) == ((), 1)
    (answer,) = [e.record for e in ledger.entries() if isinstance(e.record, Resolution)]
    assert (answer.question, answer.outcome, answer.resolved_on.isoformat()) == ("Q2", "no", "2024-05-31")
    assert answer.evidence == "x"


def test_two_answers_to_one_condition_are_a_fault(ledger, sheet):
    row = ["Arvonia leaves", "2024-06-30", "Ada Quill", "2024-02-01", "0.2", "the king abdicates", "no", "2024-05", "x"]
    other = [*row[:2], "Boris Lint", *row[3:6], "yes", *row[7:]]
    found = import_sheet(ledger, sheet([row, other], CONDITIONED), by="me")
    assert "two answers" in found.faults[0].what


def test_a_name_near_to_another_is_a_warning(ledger, sheet):
    again = [*GOOD[2][:3], "Quill, Ada", *GOOD[2][4:]]
    found = import_sheet(ledger, sheet([GOOD[0], again]), by="me")
    assert found.kept
    assert "may be 'Ada Quill'" in found.warnings[0]


@pytest.mark.parametrize(
    ("header", "what"),
    [
        (["question", "holder", "made"], "lacks a column"),
        (["question", "made", "p"], "lacks a column"),
        (["question", "holder", "made", "p", "probabilty"], "no column"),
        (["question", "holder", "made", "p", "p"], "twice"),
        (["text", "holder", "made", "p"], "call it 'question'"),
        (["question", "by", "holder", "made", "p"], "call it 'closes'"),
        (["id", "seq", "written", "kind", "text", "previous", "hash"], "export --sheet"),
        ([""], "no header"),
    ],
)
def test_a_header_is_refused(ledger, sheet, header, what):
    with pytest.raises(TertiusError, match=what):
        import_sheet(ledger, sheet([], header), by="me")


def test_semicolons_and_decimal_commas_are_read(ledger, tmp_path):
    path = tmp_path / "a.csv"
    text = "question;closes;holder;made;p\nArvonia leaves;2024-06-30;Ada Quill;2024-02-01;0,07\n"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert import_sheet(ledger, path, by="me").kept
    assert [e.record for e in ledger.entries()][1].p == 0.07


def test_a_file_in_another_encoding_is_refused(ledger, tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("question,made\nMünster,2024".encode("latin-1"))
    with pytest.raises(TertiusError, match="UTF-8"):
        import_sheet(ledger, path, by="me")


def test_a_text_over_lines_does_not_move_the_count(ledger, sheet):
    tall = ["Two\nlines", *GOOD[0][1:]]
    bad = [*GOOD[1][:5], "9", *GOOD[1][6:]]
    assert [f.line for f in import_sheet(ledger, sheet([tall, bad]), by="me").faults] == [4]


def test_cells_past_the_header_are_a_fault(ledger, sheet):
    found = import_sheet(ledger, sheet([[*GOOD[0], "more"]]), by="me")
    assert "more cells" in found.faults[0].what


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "a.xlsx"
    made = openpyxl.Workbook()
    page = made.active
    page.append(HEADER)
    for row in GOOD:
        page.append(row)
    return made, page, path


def test_a_workbook_is_read_with_its_days_and_percentages(ledger, book):
    import datetime

    made, page, path = book
    page["E2"] = datetime.datetime(2024, 2, 1)  # noqa: DTZ001
    page["F2"] = 0.07
    page["F2"].number_format = "0%"
    page["F3"] = 1
    made.save(path)
    found = import_sheet(ledger, path, by="me")
    assert found.kept, found.faults
    said = [e.record for e in ledger.entries() if isinstance(e.record, Forecast)]
    assert [(str(s.made), s.p) for s in said[:2]] == [("2024-02-01", 0.07), ("2024-03-01", 1.0)]


def test_merged_cells_and_formulas_are_named(ledger, book):
    made, page, path = book
    page["F2"] = "=7/100"
    page.merge_cells("A2:A3")
    made.save(path)
    found = import_sheet(ledger, path, by="me")
    assert not found.kept
    named = {(f.line, f.column, f.found) for f in found.faults}
    assert (2, "p", "=7/100") in named
    assert (2, "question", "A2:A3") in named
    assert list(ledger.entries()) == []


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"not a workbook"])
def test_a_file_that_is_no_workbook_is_refused(ledger, tmp_path, content):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(TertiusError, match="no workbook"):
        import_sheet(ledger, path, by="me")


def test_a_file_that_is_not_there_is_refused(ledger, tmp_path):
    with pytest.raises(TertiusError, match="cannot be read"):
        import_sheet(ledger, tmp_path / "none.csv", by="me")


def test_what_is_exported_as_a_sheet_comes_back(ledger, sheet, tmp_path):
    from tertius.ledger.store import open_ledger

    import_sheet(ledger, sheet(GOOD), by="me")
    assert export_ledger(ledger, tmp_path / "out.csv", sheet=True) == 3
    other = open_ledger(tmp_path / "other.sqlite")
    found = import_sheet(other, tmp_path / "out.csv", by="me")
    assert found.kept, found.faults
    kinds = (Question, Forecast, Resolution)
    ours, theirs = ([e.record for e in kept.entries() if isinstance(e.record, kinds)] for kept in (ledger, other))
    assert theirs == ours
