"""What goes out is everything, and a stranger can check it without this package."""

from __future__ import annotations

import hashlib
import json

import polars as pl
import pytest

from tertius.errors import TertiusError
from tertius.ledger.exporting import export_ledger
from tertius.ledger.listing import history, questions


@pytest.fixture
def filled(ledger, question, forecast, resolution):
    ledger.add(question(actors=("USA", "RUS")))
    ledger.add(question(text="Barrels", unit="million"))
    ledger.add(forecast(words='he said: "perhaps", ünd so weiter\n'))
    ledger.add(forecast("Q2", quantiles=((0.1, 1.0), (0.9, 2.5))))
    ledger.add(forecast(p=0.9, corrects="F3"))
    ledger.add(resolution())
    ledger.add(forecast(p=0.4, holder="Boris Lint"))
    ledger.withdraw("F7", because="not his", by="me")
    return ledger


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_the_chain_can_be_checked_with_a_json_parser_and_sha_256(filled, tmp_path, name):
    assert export_ledger(filled, tmp_path / name) == 8
    text = (tmp_path / name).read_text(encoding="utf-8")
    entries = json.loads(text) if name == "a.json" else [json.loads(line) for line in text.splitlines()]
    previous = "0" * 64
    for entry in entries:
        claimed = entry.pop("hash")
        assert entry["previous"] == previous
        plain = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        previous = hashlib.sha256(plain.encode()).hexdigest()
        assert previous == claimed


@pytest.mark.parametrize("name", ["a.csv", "a.parquet"])
def test_a_table_has_a_row_an_entry(filled, tmp_path, name):
    export_ledger(filled, tmp_path / name)
    read = pl.read_csv if name == "a.csv" else pl.read_parquet
    frame = read(tmp_path / name)
    assert frame["id"].to_list() == [e.id for e in filled.entries()]
    assert frame["hash"].to_list() == [e.hash for e in filled.entries()]
    assert frame["words"][2] == 'he said: "perhaps", ünd so weiter\n'
    assert json.loads(frame["quantiles"][3]) == [[0.1, 1.0], [0.9, 2.5]]


@pytest.mark.parametrize("name", ["a.csv", "a.parquet", "a.json", "a.jsonl"])
def test_a_sheet_has_what_stands(filled, tmp_path, name):
    assert export_ledger(filled, tmp_path / name, sheet=True) == 2


def test_an_empty_ledger_is_an_empty_file(ledger, tmp_path):
    for suffix in ("csv", "parquet", "json", "jsonl"):
        assert export_ledger(ledger, tmp_path / f"a.{suffix}") == 0
    assert json.loads((tmp_path / "a.json").read_text()) == []


def test_another_format_or_place_is_refused_and_leaves_nothing(filled, tmp_path):
    with pytest.raises(TertiusError, match="format"):
        export_ledger(filled, tmp_path / "a.docx")
    with pytest.raises(TertiusError, match="cannot be written"):
        export_ledger(filled, tmp_path / "none" / "a.csv")
    assert [p.name for p in tmp_path.iterdir() if "part" in p.name] == []


def test_a_list_says_how_each_question_stands(filled):
    first, second = questions(filled)
    assert (first.id, first.status, first.outcome, first.forecasts, first.last) == ("Q1", "resolved", "no", 2, 0.9)
    assert (second.status, second.forecasts, second.last) == ("due", 1, None)
    assert questions(filled, status="due") == (second,)
    assert questions(filled, about="barrels") == (second,)
    with pytest.raises(TertiusError, match="state of a question"):
        questions(filled, status="closed")


def test_a_history_shows_what_was_withdrawn_too(filled):
    assert [e.id for e in history(filled, "Q1")] == ["Q1", "F3", "F5", "R6", "F7", "W8"]
    assert [e.id for e in history(filled, "F3")] == ["F3", "F5"]


def test_what_a_spreadsheet_would_run_is_written_as_text_and_comes_back(ledger, question, forecast, tmp_path):
    from tertius.casebook.sheets import read_sheet

    ledger.add(question(text="=cmd|' /C calc'!A0"))
    ledger.add(forecast(words="@SUM(A1)"))
    path = tmp_path / "a.csv"
    export_ledger(ledger, path)
    written = path.read_text(encoding="utf-8")
    assert "'=cmd" in written
    assert "'@SUM" in written
    cells = {cell for _, row in read_sheet(path).rows for cell in row}
    assert {"=cmd|' /C calc'!A0", "@SUM(A1)"} <= cells
