"""The ledger from the command line: what a person types, and what comes back."""

from __future__ import annotations

import importlib.util
import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

ASKED = ("ledger", "add", "Arvonia leaves the Pact", "--p", "0.07", "--by", "2027-12-31")


@pytest.fixture
def as_json(tertius):
    def run(*words):
        status, out, err = tertius("ledger", *words, "--json")
        assert status == 0, err
        return json.loads(out)

    return run


def test_a_forecast_is_added_in_a_line_and_its_question_asked(tertius, as_json):
    assert tertius(*ASKED) == (0, "F2 on Q1\n", "")
    assert as_json("add", "Arvonia leaves the Pact", "--p", "9%", "--holder", "Ada Quill")["question"] == "Q1"
    entries = as_json("show", "Q1")
    assert [e["id"] for e in entries] == ["Q1", "F2", "F3"]
    assert (entries[1]["holder"], entries[1]["p"], entries[0]["closes"]) == ("me", 0.07, "2027-12-31")


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("show", "Q1"),
        ("verify",),
        ("verify", "--head", "1" * 64),
        ("scores",),
        ("scores", "--record", "own", "--by", "topic"),
        ("pool", "Q1"),
        ("coherent", "Q1", "Q2"),
        ("review",),
        ("review", "--pair", "RUS,CHN"),
        ("export", "out.csv"),
        ("export", "out.json", "--sheet"),
        ("export", "out.parquet"),
        ("import", "sheet.csv", "--dry-run"),
    ],
    ids=" ".join,
)
def test_what_only_reads_makes_neither_a_database_nor_its_folder(tertius, tmp_path, monkeypatch, words):
    import platformdirs

    monkeypatch.setattr(platformdirs, "user_data_path", lambda name: tmp_path / "data" / name)
    monkeypatch.delenv("TERTIUS_DATABASE")
    monkeypatch.chdir(tmp_path)
    Path("sheet.csv").write_text("question,p,closes,made,holder\nArvonia leaves,.1,2027-12-31,2026-01-01,Ada Quill\n")
    for more in ((), ("--json",)):
        status, _, err = tertius("ledger", *words, *more)
        assert "Traceback" not in err
        if words[0] in {"show", "pool", "coherent"}:
            assert status == 2
            assert "no such entry" in err
        else:
            assert (status, err) == (1 if "--head" in words else 0, "")
    assert not (tmp_path / "data").exists()
    assert not list(tmp_path.rglob("*.sqlite"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "x", "--p", "7", "--by", "2027-12-31"), "0.07 or 7%"),
        (("add", "x", "--p", ".07%", "--by", "2027-12-31"), "write 7%"),
        (("add", "x", "--p", ".07", "--by", "31.12.2027"), "2027-12-31"),
        (("add", "x", "--p", ".07"), "the day it closes"),
        (("add", "x", "--p", ".07", "--by", "2001-01-01"), "closed on 2001-01-01"),
        (("add", "x", "--by", "2027-12-31"), "--p .07, or the words"),
        (("show", "Q1"), "no such entry"),
        (("resolve", "Q1", "yes"), "no such question"),
        (("withdraw", "F1", "--because", "x"), "no such entry"),
        (("list", "--status", "closed"), "open, resolved"),
        (("scores", "--by", "colour"), "known: holder"),
        (("import", "none.csv"), "cannot be read"),
        (("export", "a.docx"), "format"),
    ],
)
def test_what_is_wrong_is_said_in_three_lines_and_keeps_nothing(tertius, as_json, words, said):
    status, out, err = tertius("ledger", *words)
    assert (status, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) <= 3
    assert as_json("verify")["entries"] == 0


def test_a_name_near_to_another_is_told_on_standard_error(tertius):
    tertius(*ASKED, "--holder", "Ada Quill")
    status, _, err = tertius("ledger", "add", "Q1", "--p", ".1", "--holder", "Quill, Ada")
    assert status == 0
    assert "may be 'Ada Quill'" in err
    assert tertius("ledger", "alias", "Quill, Ada", "Ada Quill")[0] == 0


def test_a_question_is_asked_resolved_again_and_scored(tertius, as_json):
    as_json("ask", "Arvonia leaves", "--by", "2026-01-31", "--actors", "USA,RUS", "--topic", "pacts")
    as_json("add", "Q1", "--p", ".2", "--made", "2025-03-01", "--holder", "Ada Quill")
    as_json("resolve", "Q1", "yes", "--on", "2026-01-01", "--evidence", "made up")
    assert as_json("scores", "--record", "own")[0]["brier"] == pytest.approx(0.64)
    as_json("resolve", "Q1", "no", "--on", "2026-01-31", "--who", "Boris")
    (record,) = as_json("scores", "--record", "own")
    assert record["brier"] == pytest.approx(0.04)
    assert {"holder", "n", "resolved", "brier", "log", "baseline_brier", "calibration"} <= record.keys()
    assert as_json("list")[0]["outcome"] == "no"
    assert [e["kind"] for e in as_json("show", "Q1")] == ["question", "forecast", "resolution", "resolution"]
    for words in (("list",), ("show", "Q1"), ("scores",), ("verify",)):
        status, out, err = tertius("ledger", *words)
        assert (status, err) == (0, "")
        assert max(map(len, out.splitlines())) <= 100


def test_a_rule_over_the_atlas_resolves_itself_and_shows_its_figures(tertius, as_json, tmp_path):
    rule = tmp_path / "rule.toml"
    rule.write_text(
        'table = "dyads"\ncolumn = "agreement"\na = "USA"\nb = "RUS"\nyear = 2022\n'
        'minus_year = 2012\nop = "<"\nvalue = 0\n'
    )
    as_json("ask", "Votes drift apart", "--by", "2022-12-31", "--when", str(rule))
    status, out, _ = tertius("ledger", "resolve")
    assert status == 0
    assert "agreement of USA-RUS in 2022 is" in out
    assert as_json("resolve") == []
    assert as_json("list")[0]["outcome"] == "yes"


def test_a_sheet_with_a_bad_row_names_it_and_exits_with_2(tertius, tmp_path, as_json):
    path = tmp_path / "a.csv"
    path.write_text("question,closes,holder,made,p\nArvonia leaves,2024-06-30,Ada,2024-01-01,7\n")
    status, out, _ = tertius("ledger", "import", str(path))
    assert status == 2
    assert "line 2, p:" in out
    assert tertius("ledger", "import", str(path), "--skip-bad")[0] == 0
    path.write_text("question,closes,holder,made,p\nArvonia leaves,2024-06-30,Ada,2024-01-01,.7\n")
    assert as_json("import", str(path), "--dry-run")["forecasts"] == 1
    assert as_json("import", str(path))["kept"] is True
    out = tmp_path / "out.parquet"
    assert as_json("export", str(out))["rows"] == as_json("verify")["entries"]


def test_a_broken_chain_exits_with_1(tertius, tmp_path):
    import sqlite3

    tertius(*ASKED)
    with sqlite3.connect(tmp_path / "tertius.sqlite") as db:
        db.execute("DROP TRIGGER ledger_no_update")
        db.execute("UPDATE ledger_entries SET body = replace(body, '0.07', '0.70')")
    db.close()
    status, out, _ = tertius("ledger", "verify")
    assert status == 1
    assert "broken at entry 2" in out


def test_a_review_is_walked_by_keys_from_a_pipe(tertius, monkeypatch):
    spec = importlib.util.spec_from_file_location("reviewed", Path(__file__).parents[1] / "ledger" / "test_review.py")
    reviewed = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "reviewed", reviewed)
    spec.loader.exec_module(reviewed)
    found = reviewed.found
    casebook = SimpleNamespace(forecasts=lambda _pair: [found(), found(start=5, end=30)])
    monkeypatch.setattr("tertius.ledger.review.casebook_to_read", lambda _where: casebook)
    monkeypatch.setattr(sys, "stdin", io.StringIO("n\nx\nr\n"))
    status, out, err = tertius("ledger", "review")
    assert (status, err) == (0, "")
    assert "accepted as F2 on Q1" in out
    assert "stands for nothing" in out
    assert "rejected" in out
    status, out, _ = tertius("ledger", "review")
    assert "No forecast" in out
    assert json.loads(tertius("ledger", "review", "--json")[1]) == []


BOARD = """
question = "Will it last?"
by = "A. Analyst"
on = 2026-11-22
[[hypothesis]]
name = "lasts"
prior = 0.6
[[hypothesis]]
name = "something else"
prior = 0.4
[[evidence]]
text = "A renewal"
source = "Gazette"
likelihood = { "lasts" = 0.8, "something else" = 0.4 }
"""


def test_a_board_is_weighed_and_written_as_argdown(tertius, as_json, tmp_path):
    path, written = tmp_path / "a.toml", tmp_path / "a.argdown"
    path.write_text(BOARD)
    verdict = as_json("board", str(path))
    # .6 x .8 against .4 x .4.
    assert verdict["hypotheses"][0]["posterior"] == pytest.approx(0.75)
    status, out, err = tertius("ledger", "board", str(path), "--argdown", str(written))
    assert (status, err) == (0, "")
    assert "lasts: 75" in out
    assert "[lasts]:" in written.read_text()
    status, _, err = tertius("ledger", "board", str(path), "--argdown", str(tmp_path / "no" / "a.argdown"))
    assert (status, "cannot be written" in err) == (2, True)


def test_forecasts_are_pooled_and_made_coherent(tertius, as_json):
    tertius(*ASKED)
    tertius("ledger", "add", "Q1", "--p", ".4", "--holder", "Ada Quill")
    tertius("ledger", "add", "Arvonia stays", "--p", ".9", "--by", "2027-12-31", "--holder", "Ada Quill")
    found = as_json("pool", "Q1")
    assert (found["forecasters"], found["mean"]) == (2, pytest.approx(0.235))
    assert as_json("coherent", "Q1", "Q4", "--holder", "Ada Quill")["holders"][0]["correction"] == pytest.approx(0.15)
    for words in (("pool", "Q1"), ("coherent", "Q1", "Q4")):
        status, out, err = tertius("ledger", *words)
        assert (status, err) == (0, "")
        assert "Ada Quill" in out
    assert tertius("ledger", "pool", "Q9")[0] == 2


def test_a_question_set_is_taken_in_with_its_resolutions(tertius, as_json, tmp_path):
    asked, answered = tmp_path / "q.json", tmp_path / "r.json"
    question = {"id": "q1", "source": "infer", "question": "Will the harbour open?", "url": "n/a"}
    question |= {"freeze_datetime": "2026-01-02", "freeze_datetime_value": "0.25"}
    question["market_info_close_datetime"] = "2026-03-01"
    answer = {"id": "q1", "source": "infer", "resolution_date": "2026-02-03", "resolved_to": 0.0, "resolved": True}
    asked.write_text(json.dumps({"questions": [question]}))
    answered.write_text(json.dumps({"resolutions": [answer]}))
    status, out, _ = tertius("ledger", "import", str(asked), str(answered))
    assert (status, "1 forecasts on 1 new questions, 1 resolutions" in out) == (0, True)
    assert as_json("scores", "--record", "own")[0]["brier"] == pytest.approx(0.0625)
