"""`tertius casebook`: list, show, export, correct."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

EAST = str(Path(__file__).parents[1] / "samples" / "articles" / "east.txt")


@pytest.fixture
def kept(tertius) -> str:
    """The id of an article in the casebook."""
    return json.loads(tertius("read", EAST, "--json")[1])["document"]["id"]


def test_an_empty_casebook_says_what_fills_it(tertius):
    assert "tertius read FILE" in tertius("casebook", "list")[1]
    assert json.loads(tertius("casebook", "list", "--json")[1]) == []


def test_the_list_has_a_line_a_document(tertius, kept):
    out = tertius("casebook", "list")[1].splitlines()
    assert len(out) == 2
    assert out[1].startswith(kept[:8])
    assert "Moscow's eastern turn" in out[1]


def test_show_prints_the_sheet_and_who_read_it(tertius, kept):
    status, out, err = tertius("casebook", "show", kept[:6])
    assert (status, err) == (0, "")
    for part in ("FORECASTS", "READINGS", "tertius rules", "sha256"):
        assert part in out


def test_a_correction_is_shown_and_survives_reading_again(tertius, kept):
    why = ("--why", "the sentence names her colleague", "--who", "Mira")
    status, out, err = tertius("casebook", "correct", kept[:6], "f1", "speaker", "Olaf Berg", *why)
    assert (status, err) == (0, "")
    assert "CORRECTED" in out
    assert "Mira" in out
    tertius("read", EAST)
    record = json.loads(tertius("casebook", "show", kept, "--json")[1])
    assert record["forecasts"][0]["speaker"] == "Olaf Berg"
    assert record["corrections"][0]["why"] == "the sentence names her colleague"


def test_a_reading_again_prints_the_corrected_sheet(tertius, kept):
    tertius("casebook", "correct", kept, "f1", "struck", "true", "--why", "a question", "--who", "Mira")
    before = json.loads(tertius("read", EAST, "--json", "--no-store")[1])["forecasts"]
    after = json.loads(tertius("read", EAST, "--json")[1])["forecasts"]
    assert after == before[1:]


def test_a_correction_of_nothing_is_refused(tertius, kept):
    for words in (("f99", "speaker", "x"), ("f1", "colour", "x"), ("f1", "low", "lots")):
        status, out, err = tertius("casebook", "correct", kept, *words, "--why", "because")
        assert (status, out) == (2, "")
        assert len(err.splitlines()) <= 3


def test_export_is_one_object_a_line_with_the_text(tertius, kept):
    (line,) = tertius("casebook", "export")[1].splitlines()
    record = json.loads(line)
    assert record["document"]["id"] == kept
    first = record["forecasts"][0]
    assert record["text"][first["start"] : first["end"]] == first["text"]
    assert len(json.loads(tertius("casebook", "export", "--json")[1])) == 1


def test_export_writes_all_forecasts_as_csv(tertius, kept, tmp_path):
    sheet = tmp_path / "all.csv"
    assert tertius("casebook", "export", "--csv", str(sheet))[:2] == (0, "")
    assert kept in sheet.read_text(encoding="utf-8-sig")


def test_show_writes_the_page(tertius, kept, tmp_path):
    page = tmp_path / "sheet.html"
    assert tertius("casebook", "show", kept, "--html", str(page))[:2] == (0, "")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
