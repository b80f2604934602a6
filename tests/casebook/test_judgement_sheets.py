"""Judgements out as CSV and in again: all rows or none, each bad one named by its line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tertius.casebook.casebook import open_casebook
from tertius.casebook.judgement_sheets import export_judgements, import_judgements, keep_given
from tertius.casebook.judgements import add_judgement, all_judgements, listed_judgements, withdraw_judgement
from tertius.errors import ImpossibleQuestion, TertiusError, UnknownName

HEAD = "a,b,c,about,value,who,made,why\n"
GOOD = "USA,RUS,CHN,goal,-1,Ada Quill,2024-05-01,So it seems.\n"
ROW = {
    "a": "USA",
    "b": "RUS",
    "c": "CHN",
    "about": "goal",
    "value": "-1",
    "who": "Ada Quill",
    "made": "2024-05-01",
    "why": "So it seems.",
}


@pytest.fixture
def book(tmp_path):
    return open_casebook(tmp_path / "t.sqlite")


@pytest.fixture
def write(tmp_path):
    def sheet(text: str, name: str = "sheet.csv"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return sheet


def bare(judgements):
    return {replace(j, id="", written="") for j in judgements}


def test_what_goes_out_comes_in_again_the_same(book, tmp_path, made_up):
    document = book.keep(made_up(source="https://news.example/a")).reading.document.id
    add_judgement(book, ROW)
    add_judgement(book, {**ROW, "about": "rift", "low": "-2", "high": ".25", "source": 'Said, "so"; 3\nlines'})
    add_judgement(book, {**ROW, "about": f"evidence:{document}:s1", "value": ".05"})
    add_judgement(book, {**ROW, "who": "=HYPERLINK(1)", "why": "@x", "source": "+1"})
    other = open_casebook(tmp_path / "other.sqlite")
    other.keep(made_up(source="https://news.example/a"))
    assert export_judgements(all_judgements(book), tmp_path / "out.csv") == 4
    text = (tmp_path / "out.csv").read_text(encoding="utf-8")
    assert ",'=HYPERLINK(1)," in text
    assert ",'@x,'+1," in text
    kept = import_judgements(other, tmp_path / "out.csv")
    assert (len(kept.judgements), kept.already) == (4, 0)
    assert bare(all_judgements(other)) == bare(all_judgements(book))
    # And a second time nothing is added.
    assert import_judgements(other, tmp_path / "out.csv").already == 4
    assert len(all_judgements(other)) == 4


def test_columns_stand_in_any_order_and_a_semicolon_does(book, write):
    sheet = write("why;who;made;value;about;c;b;a\nSo.;Ada Quill;2024-05-01;0.5;rift;China;Russia;2\n")
    (j,) = import_judgements(book, sheet).judgements
    assert (j.a, j.b, j.c, j.value, j.made) == (2, 365, 710, 0.5, date(2024, 5, 1))


def test_a_workbook_is_taken_in_too(book, workbook, tmp_path):
    rows = [HEAD.strip().split(","), GOOD.strip().split(",")]
    kept = import_judgements(book, workbook(tmp_path / "sheet.xlsx", "coder", rows))
    assert kept.judgements[0].value == -1


def test_empty_cells_hold_what_is_given_for_all(book, write):
    sheet = write("a,b,c,about,value,who,why\nUSA,RUS,CHN,goal,-1,,So.\nUSA,RUS,CHN,rift,1,Olaf Berg,So.\n")
    kept = import_judgements(book, sheet, {"who": "Ada Quill", "made": "2024-05-01", "source": None})
    assert [j.who for j in kept.judgements] == ["Ada Quill", "Olaf Berg"]


def test_every_bad_row_is_named_by_its_line_and_none_is_kept(book, write):
    bad = (
        'USA,RUS,CHN,goal,-1,Ada Quill,2024-05-01,"Two\nlines."\n'
        "USA,RUS,CHN,goal,7,Ada Quill,2024-05-01,So.\n"
        "USA,RUS,CHN,gaol,1,Ada Quill,2024-05-01,So.\n" + GOOD + "USA,RUS,CHN,goal,1,,2024-05-01,So.\n"
    )
    with pytest.raises(ImpossibleQuestion) as refused:
        import_judgements(book, write(HEAD + bad))
    assert "3 of 5 rows are bad, so none was taken in" in refused.value.what
    told = [line.strip() for line in refused.value.found.splitlines()]
    assert told[0] == "line 4: the value of a component is -2 to 2 in steps of .5, found 7"
    assert told[1] == "line 5: no component called 'gaol'"
    assert told[2] == "line 7: a judgement says who, found nothing"
    assert all_judgements(book) == ()


def test_many_bad_rows_are_counted(book, write):
    with pytest.raises(ImpossibleQuestion, match=r"30 of 30(.|\n)*line 9(.|\n)*and 22 more"):
        import_judgements(book, write(HEAD + GOOD.replace("-1", "9") * 30))


def test_a_row_longer_than_the_header_is_bad(book, write):
    with pytest.raises(ImpossibleQuestion, match=r"line 2: more cells"):
        import_judgements(book, write(HEAD + GOOD.replace("So it", "So, it")))


def test_a_document_that_is_not_in_the_casebook_keeps_nothing(book, write):
    with pytest.raises(UnknownName, match="document"):
        import_judgements(book, write(HEAD + GOOD + GOOD.replace("goal,-1", "evidence:abc:s1,1")))
    assert all_judgements(book) == ()


def test_a_withdrawn_judgement_does_not_come_back_by_an_export(book, tmp_path):
    add_judgement(book, ROW)
    withdraw_judgement(book, "J1", who="Ada Quill", why="-1 was meant for another")
    assert export_judgements(listed_judgements(book), tmp_path / "out.csv") == 0
    assert export_judgements(listed_judgements(book, everything=True), tmp_path / "out.csv") == 1
    with pytest.raises(ImpossibleQuestion, match="withdrawn"):
        import_judgements(open_casebook(tmp_path / "other.sqlite"), tmp_path / "out.csv")


def test_an_empty_sheet_keeps_nothing(book, write):
    assert import_judgements(book, write(HEAD)).judgements == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "no header"), ("a,b,c,about,valeu\n", "'value'"), ("a,a,b\n", "twice"), ("\xff", "unknown|no column")],
)
def test_a_sheet_that_is_none_is_refused(book, write, text, told):
    with pytest.raises(TertiusError, match=told):
        import_judgements(book, write(text))


def test_a_file_that_is_not_there_or_no_text_is_refused(book, tmp_path):
    (tmp_path / "odd.csv").write_bytes(b"a,b\n\xff\xfe\x00")
    for name in ("none.csv", "odd.csv", ""):
        with pytest.raises(TertiusError):
            import_judgements(book, tmp_path / name)


def test_an_export_is_csv_and_leaves_no_half(book, tmp_path):
    add_judgement(book, ROW)
    for bad in ("out.json", "none/out.csv"):
        with pytest.raises(TertiusError):
            export_judgements(all_judgements(book), tmp_path / bad)
    (tmp_path / "out.csv").write_text("old")

    def failing():
        yield from all_judgements(book)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        export_judgements(failing(), tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text() == "old"
    assert not list(tmp_path.glob(".out*"))


def test_a_judgement_that_is_typed_is_of_today_where_no_day_is_said(book, write):
    before = date.today()  # noqa: DTZ011 (the writer's own day)
    (j,) = keep_given(book, {k: v for k, v in ROW.items() if k != "made"}).judgements
    assert before <= j.made <= date.today()  # noqa: DTZ011 (the writer's own day)
    assert keep_given(book, {"who": "Olaf Berg"}, write(HEAD + GOOD)).judgements[0].who == "Ada Quill"
    with pytest.raises(ImpossibleQuestion, match="a sheet, or one judgement"):
        keep_given(book, ROW, write(HEAD + GOOD))


def test_a_header_that_no_reader_of_csv_takes_is_refused(book, tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("x" * 200_000, encoding="utf-8")
    with pytest.raises(TertiusError, match="has no header"):
        import_judgements(book, file)
