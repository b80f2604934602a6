"""The public record that ships: every row attributed, dated, cited, and read on a named scale."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from tertius.ledger.cells import READERS
from tertius.ledger.importing import COLUMNS, import_sheet
from tertius.ledger.public import RECORD, public_record
from tertius.ledger.store import open_ledger

PAGE = Path(__file__).parents[2] / "docs" / "methods" / "public_record.md"
READ_ON = date(2026, 11, 22)
"""A day on which every answer of the record was known."""

# Quartiles of CAPphrase (Kucharski 2026, doi:10.5281/zenodo.18750055) for the phrase of the survey that
# `tertius.reading.forecasts` reads each of these as; of a denied phrase the range of the event.
SCALE = {
    "almost certainly": (0.90, 0.98),
    "almost certainly not": (0.02, 0.10),
    "certain": (0.90, 0.98),
    "chances better": (0.55, 0.60),
    "do not believe": (0.10, 0.25),
    "do not expect": (0.10, 0.25),
    "do not think": (0.10, 0.25),
    "expect": (0.67, 0.80),
    "hard to imagine": (0.05, 0.15),
    "highly likely": (0.80, 0.90),
    "likely": (0.67, 0.80),
    "more likely than not": (0.55, 0.60),
    "most likely": (0.80, 0.90),
    "no doubt": (0.90, 0.98),
    "not likely": (0.10, 0.25),
    "not very likely": (0.10, 0.25),
    "plan to": (0.67, 0.80),
    "serious risks": (0.40, 0.75),
    "sure": (0.90, 0.98),
    "unlikely": (0.10, 0.25),
    "unthinkable": (0.01, 0.05),
    "very difficult": (0.05, 0.15),
    "very small chance": (0.03, 0.10),
    "will": (0.99, 1.0),
    "will be": (0.99, 1.0),
    "will certainly": (0.99, 1.0),
    "will never": (0.0, 0.01),
    "will not": (0.0, 0.01),
    "would likely": (0.67, 0.80),
    "would not": (0.0, 0.01),
}

YES = {"F002", "F019", "F033", "F035", "F040", "F041", "F042", "F043", "F045"}
YES |= {"F047", "F049"}
"""The events that happened. A forecast that "held" may be one of an event that did not."""

NO_RANGE = {"F003", "F004", "F008", "F015", "F019", "F040", "F042", "F045", "F051"}
"""The words of these are on no scale."""

with RECORD.open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))

rows = pytest.mark.parametrize("row", ROWS, ids=lambda row: row["ref"])


@rows
def test_a_row_says_who_where_when_and_in_which_words(row):
    for column in ("ref", "question", "closes", "horizon", "holder", "outlet", "made", "words", "source"):
        assert row[column].strip(), column
    assert len(row["words"].split()) <= 8
    assert re.search(r"(19|20)\d\d", row["source"])


@rows
def test_a_source_has_an_address_or_says_that_none_was_kept(row):
    where = "https://", "http://", "Title and address were not kept", "The Duran, November 2016"
    assert any(part in row["source"] for part in where)


@rows
def test_days_are_in_order(row):
    days = {c: date.fromisoformat(row[c]) for c in ("made", "known", "closes", "resolved_on", "condition_on") if row[c]}
    assert date(1990, 1, 1) <= days["made"] < days["closes"]
    assert days["made"] <= days.get("known", days["made"]) <= days["closes"]
    assert days["made"] < days.get("resolved_on", days["closes"]) <= days["closes"]
    assert days.get("condition_on", days["closes"]) <= days["closes"]


@rows
def test_an_answer_has_its_evidence_its_day_and_its_judge(row):
    assert bool(row["outcome"]) == bool(row["resolved_on"])
    assert bool(row["condition_outcome"]) == bool(row["condition_on"])
    assert not row["condition_outcome"] or row["condition"]
    if row["outcome"] or row["condition_outcome"]:
        assert row["evidence"]
        assert row["resolved_by"]
    if row["outcome"]:
        assert date.fromisoformat(row["resolved_on"]) <= READ_ON


@rows
def test_a_range_is_what_the_named_scale_says_of_the_phrase(row):
    phrase = re.search(r'Read as "([^"]+)"\.', row["note"])
    if row["p"]:
        assert 0 <= float(row["p"]) <= 1
        assert not row["low"]
    if not row["low"]:
        assert (row["high"], row["scale"], phrase) == ("", "", None)
        return
    assert row["scale"] == "CAPphrase"
    assert phrase
    assert (float(row["low"]), float(row["high"])) == SCALE[phrase[1]]


def test_the_scale_is_that_of_the_reader():
    assert {m[1] for row in ROWS if (m := re.search(r'Read as "([^"]+)"\.', row["note"]))} == set(SCALE)
    if find_spec("tertius.reading") and find_spec("tertius.reading.forecasts"):
        from tertius.reading.forecasts import implied_range

        assert {phrase: implied_range(phrase) for phrase in SCALE} == SCALE


def test_words_without_a_range_say_so():
    bare = {row["ref"] for row in ROWS if not row["low"] and not row["p"]}
    assert bare == NO_RANGE
    assert all("no such phrase" in row["note"] for row in ROWS if row["ref"] in bare)


def test_a_horizon_that_is_ours_says_so():
    ours = [row for row in ROWS if row["horizon"].startswith("not stated")]
    assert len(ours) > 10
    assert all("set by us" in row["horizon"] for row in ours)
    assert all(row["rule"].startswith("Set by us:") for row in ROWS if row["rule"])


def test_nothing_stands_twice():
    assert len({row["ref"] for row in ROWS}) == len(ROWS)
    said = [(row["holder"], row["question"].casefold(), row["closes"], row["made"]) for row in ROWS]
    assert len(set(said)) == len(said)
    assert [row["made"] for row in ROWS] == sorted(row["made"] for row in ROWS)


def test_one_question_has_one_answer_and_one_description():
    asked = {}
    for row in ROWS:
        told = tuple(row[c] for c in ("outcome", "resolved_on", "topic", "actors", "status_quo"))
        assert asked.setdefault((row["question"].casefold(), row["closes"]), told) == told


def test_a_condition_that_is_a_question_too_has_one_answer():
    answers = {(row["question"], row["closes"]): row["outcome"] for row in ROWS}
    shared = [row for row in ROWS if (row["condition"], row["closes"]) in answers]
    assert {row["ref"] for row in shared} == {"F001", "F025"}
    assert all(answers[row["condition"], row["closes"]] == row["condition_outcome"] for row in shared)


def test_what_happened_is_told_of_the_event_not_of_the_forecast():
    assert {row["ref"] for row in ROWS if row["outcome"] == "yes"} == YES
    assert {row["outcome"] for row in ROWS} == {"yes", "no", ""}


def test_it_holds_forty_nine_forecasts_of_which_thirty_six_are_answered():
    assert len(ROWS) == 49
    assert sum(bool(row["outcome"]) for row in ROWS) == 36


def test_it_is_importable_without_a_bad_row(tmp_path):
    assert set(ROWS[0]) <= set(COLUMNS)
    found = import_sheet(open_ledger(tmp_path / "a.sqlite"), RECORD, by="me", dry_run=True)
    assert (found.faults, found.warnings) == ((), ())
    assert (found.rows, found.forecasts) == (49, 49)


def test_its_cells_read_as_they_are_written():
    for row in ROWS:
        for column in ("made", "known", "closes", "resolved_on", "condition_on"):
            assert not row[column] or READERS[column](row[column], column) == row[column]


def test_twenty_seven_are_scored_and_the_others_are_counted():
    found = public_record(as_of=READ_ON)
    left = found.left_out
    assert (found.frame.height, left.not_due, left.void, left.words_only) == (27, 11, 2, 9)
    assert (left.overdue, left.late, left.condition_open, left.early) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("holder", "p", "outcome"),
    [
        ("Andrey Kortunov", 0.175, 1),
        ("Bharat Verma", 0.995, 0),
        ("Mikhail Delyagin", 0.005, 1),
        ("Chan Kung", 0.175, 0),
    ],
)
def test_a_holder_is_scored_on_the_event(holder, p, outcome):
    frame = public_record(as_of=READ_ON).frame
    (found,) = [r for r in frame.iter_rows(named=True) if r["holder"] == holder]
    assert (round(found["p"], 4), found["outcome"]) == (p, outcome)


def test_the_page_tells_the_same_numbers():
    page = PAGE.read_text(encoding="utf-8")
    for year, n in Counter(row["made"][:4] for row in ROWS).items():
        assert re.search(rf"^\| {year} \| {n} \|", page, re.MULTILINE), year
    for told in ("49 forecasts", "36 are answered", "27 are scored"):
        assert told in page
    for outlet in {row["outlet"] for row in ROWS}:
        assert outlet in page, outlet
