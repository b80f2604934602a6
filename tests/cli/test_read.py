"""`tertius read`: the sheet, the files it writes, and what happens when one of many fails."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

ARTICLES = Path(__file__).parents[1] / "samples" / "articles"
EAST, WEST = str(ARTICLES / "east.txt"), str(ARTICLES / "west.html")


def test_it_prints_the_sheet_and_keeps_the_article(tertius):
    status, out, err = tertius("read", EAST)
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == "Moscow's eastern turn is no marriage"
    for part in ("FORECASTS", "STATEMENTS", "FIGURES", "unlikely", "10–25", "Anna Lindqvist"):
        assert part in out
    listed = json.loads(tertius("casebook", "list", "--json")[1])
    assert [d["source"] for d in listed] == [EAST]


def test_no_store_keeps_nothing(tertius, tmp_path):
    assert tertius("read", EAST, "--no-store")[0] == 0
    assert not (tmp_path / "tertius.sqlite").exists()


def test_one_that_fails_stops_no_other_and_is_repeated_at_the_end(tertius, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    status, out, err = tertius("read", EAST, str(empty), str(tmp_path / "missing.txt"), WEST, "--json")
    assert status == 2
    assert [json.loads(line)["document"]["source"] for line in out.splitlines()] == [EAST, WEST]
    assert err.startswith("2 of 4 could not be read:\n")
    assert err.index("empty.txt") < err.index("missing.txt")
    assert "Traceback" not in err
    assert len(json.loads(tertius("casebook", "list", "--json")[1])) == 2


def test_one_alone_that_fails_prints_no_data(tertius, tmp_path):
    status, out, err = tertius("read", str(tmp_path / "missing.txt"), "--json")
    assert (status, out) == (2, "")
    assert 1 <= len(err.splitlines()) <= 3


def test_standard_input_is_read(tertius, monkeypatch):
    class Stdin:
        buffer = io.BytesIO(Path(EAST).read_bytes())

        def isatty(self) -> bool:
            return False

    monkeypatch.setattr("sys.stdin", Stdin())
    status, out, _ = tertius("read", "-", "--json", "--no-store", "--published", "2024-05")
    assert status == 0
    assert json.loads(out)["document"]["published"] == "2024-05-01"


def test_day_and_outlet_are_taken_from_the_reader_of_the_article(tertius):
    _, out, _ = tertius("read", EAST, "--json", "--publisher", "The Gazette", "--published", "2024-05-01")
    told = json.loads(out)["document"]
    assert (told["publisher"], told["published"]) == ("The Gazette", "2024-05-01")


def test_the_scale_is_chosen(tertius):
    _, out, _ = tertius("read", EAST, "--json", "--no-store", "--scale", "icd203")
    unlikely = next(f for f in json.loads(out)["forecasts"] if "unlikely" in f["phrase"])
    assert (unlikely["low"], unlikely["high"]) == (0.2, 0.45)


@pytest.mark.parametrize(
    ("option", "value"), [("--scale", "astrology"), ("--reader", "oracle"), ("--published", "yesterday")]
)
def test_an_option_that_is_none_is_refused(tertius, option, value):
    status, out, err = tertius("read", EAST, "--no-store", option, value)
    assert (status, out) == (2, "")
    assert value in err


def test_csv_and_page_are_written_and_nothing_is_printed(tertius, tmp_path):
    sheet, page = tmp_path / "sheet.csv", tmp_path / "sheet.html"
    status, out, _ = tertius("read", EAST, WEST, "--csv", str(sheet), "--html", str(page))
    assert (status, out) == (0, "")
    lines = sheet.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("document,title,publisher,published,start,end,text,speaker,phrase,low,high,event")
    assert len(lines) > 5
    assert "Moscow&#x27;s eastern turn is no marriage" in page.read_text(encoding="utf-8")


def test_a_folder_that_is_not_there_is_said_in_three_lines(tertius, tmp_path):
    status, _, err = tertius("read", EAST, "--no-store", "--csv", str(tmp_path / "no" / "sheet.csv"))
    assert status == 2
    assert err.startswith("cannot write ")


def test_comments_are_read_when_asked_for(tertius):
    parts = {}
    for words in ((), ("--comments",)):
        _, out, _ = tertius("read", WEST, "--json", "--no-store", *words)
        record = json.loads(out)
        parts[words] = {i["part"] for k in ("statements", "forecasts") for i in record[k]}
    assert "comment" not in parts[()]
    assert "comment" in parts[("--comments",)]


def test_the_language_model_is_asked_for_by_name(tertius, monkeypatch):
    monkeypatch.delenv("TERTIUS_LLM_URL", raising=False)
    status, _, err = tertius("read", EAST, "--reader", "llm")
    assert status == 2
    assert "TERTIUS_LLM_URL" in err
