"""The sheet's words: ranges, directions, figures, and a table that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from tertius.errors import TertiusError
from tertius.reading.document import Document, Part, document_id
from tertius.reading.record import AUTHOR, UNNAMED, Event, Figure, Forecast, Reading
from tertius.report import sheet_lines as lines

TEXT = "Trade was $245 bn. It was $230 bn. Russia is unlikely to leave China."
F = Forecast(
    *(35, 68, "Anna Lindqvist", "unlikely", 0.1, 0.25, "CAPphrase", "Russia leaves China", ("RUS", "CHN"), "unchanged"),
    *(None, "by 2030", Part.BODY),
)
N = Figure(10, 17, 245e9, "USD", "trade", ("RUS", "CHN"), "2024", "actual", None, Part.BODY)


def reading(*, forecasts=(F,), figures=(N,), title: str | None = "A title", text: str = TEXT) -> Reading:
    d = Document(document_id(text), text, "a.txt", title, "The Review", None, date(2024, 5, 1), "en", ())
    return Reading(d, "rules 1", "none", (), (), tuple(forecasts), tuple(figures), ())


def test_a_forecast_says_its_range_pair_move_and_terms():
    assert lines.implied(F) == "10–25\u2009%"
    assert lines.implied(replace(F, low=None, high=None)) == "not on scale"
    assert lines.between(F) == "Russia, China"
    assert (lines.moving(F), lines.moving(replace(F, move="other"))) == ("unchanged", "")
    assert lines.terms(replace(F, condition="if oil falls"), "") == "if oil falls; by 2030"


def test_what_the_sentence_says_already_is_not_said_twice():
    assert lines.terms(F, "Russia will stay by 2030") == ""


def test_the_articles_own_voice_is_the_author_and_a_comments_a_reader():
    assert lines.by_whom(replace(F, speaker=AUTHOR)) == "the author"
    assert lines.by_whom(replace(F, speaker=AUTHOR, part=Part.COMMENT)) == "a reader"
    assert lines.by_whom(F) == "Anna Lindqvist"
    assert lines.by_whom(replace(F, speaker=UNNAMED)) == "unnamed"


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (245e9, "USD", "US$245 bn"),
        (4.25, "percent", "4.25\u2009%"),
        (4, "percent", "4\u2009%"),
        (1200, "km", "1,200\u2009km"),
        (None, "USD", "not a number"),
        (7, "count", "7"),
        (-3, "percent", "−3\u2009%"),
        (5e9, "EUR", "5,000,000,000\u2009EUR"),
    ],
)
def test_a_figure_is_written_in_base_units(value, unit, said):
    assert lines.measured(replace(N, value=value, unit=unit)) == said


def test_states_are_named_as_a_newspaper_names_them():
    event = Event(0, 1, "RUS", "Acme Corp", "CONSULT", None, Part.BODY)
    assert lines.did(event) == "Russia → Acme Corp"
    assert lines.state("EUR-UNION") == "European Union"


def test_figures_that_differ_stand_side_by_side_across_articles_and_are_not_averaged():
    one, two = reading(), reading(figures=(replace(N, value=230e9, start=27, end=34),), title="Another")
    (group,) = lines.contradicting([one, two])
    assert group.title == "trade, Russia and China, 2024"
    assert [(s.reading.document.title, s.figure.value) for s in group.sides] == [("A title", 245e9), ("Another", 230e9)]
    assert lines.contradicting([one, reading(title="Another")]) == ()


def test_the_table_has_a_row_a_forecast_and_reads_back():
    table = pl.read_csv(io.StringIO(lines.as_csv([reading(), reading(title='A "quoted", title\nof two lines')])))
    assert table.height == 2
    assert table["low"].to_list() == [0.1, 0.1]
    assert table["pair"].to_list() == ["RUS; CHN"] * 2
    assert table["title"].to_list()[1] == 'A "quoted", title\nof two lines'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_would_be_a_formula_gets_an_apostrophe(start):
    (_, row) = csv.reader(io.StringIO(lines.as_csv([reading(title=f"{start}HYPERLINK(A1)")]), newline=""))
    assert row[1] == f"'{start}HYPERLINK(A1)"


def test_no_reading_is_an_empty_table():
    assert lines.as_csv([]) == "\r\n"


def test_a_file_in_no_folder_is_refused(tmp_path):
    with pytest.raises(TertiusError, match="cannot write"):
        lines.write_csv([reading()], tmp_path / "no" / "a.csv")
