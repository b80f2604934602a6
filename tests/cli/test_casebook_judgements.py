"""`tertius casebook judge|judgements|withdraw|agreement`: typed, taken in, listed, taken back, compared."""

from __future__ import annotations

import json

import pytest

WORD = ("--who", "Ada Quill", "--why", "Two pledges of five were kept.")
TRIAD = ("USA", "RUS", "CHN")


@pytest.fixture
def judge(tertius):
    def run(*words: str) -> tuple[int, str, str]:
        return tertius("casebook", "judge", *words)

    return run


def test_a_judgement_is_kept_listed_and_taken_back(tertius, judge):
    status, out, err = judge(*TRIAD, "credibility", "-1", *WORD, "--made", "2024-05-01", "--low", "-2", "--high", "-.5")
    assert (status, err) == (0, "")
    assert out == "J1  USA RUS CHN  credibility  −1.0 (−2.0 to −0.5)  Ada Quill, 1 May 2024\n"
    for part in ("CAN USA PRY RUS AWAY FROM CHN?", "Two pledges of five were kept.", "no source: the author's word"):
        assert part in tertius("casebook", "judgements", *TRIAD)[1]
    back = ("casebook", "withdraw", "J1", "--who", "Ada Quill", "--why", "A slip.", "--on", "2024-06-01")
    assert tertius(*back, "--json")[0] == 0
    assert json.loads(tertius("casebook", "judgements", "--json")[1])["judgements"] == []
    assert len(json.loads(tertius("casebook", "judgements", "--as-of", "2024-05-31", "--json")[1])["judgements"]) == 1
    listed = tertius("casebook", "judgements", "--all")[1]
    assert "withdrawn 1 Jun 2024 by Ada Quill: A slip." in " ".join(listed.split())
    status, out, err = tertius(*back)
    assert (status, out) == (2, "")
    assert "withdrawn before" in err


def test_a_later_word_of_the_same_person_replaces_the_first(tertius, judge):
    judge(*TRIAD, "goal", "1", *WORD, "--made", "2024-05-01")
    judge(*TRIAD, "goal", "-0.5", *WORD)
    assert [j["value"] for j in json.loads(tertius("casebook", "judgements", "--json")[1])["judgements"]] == [-0.5]
    assert "J1  goal  +1.0  Ada Quill, 1 May 2024; replaced" in tertius("casebook", "judgements", "--all")[1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((*TRIAD, "credibilty", "-1", *WORD), "'credibility'"),
        ((*TRIAD, "credibility", "-3", *WORD), "found: -3"),
        ((*TRIAD, "credibility", "-1"), "says who"),
        ((*TRIAD, "credibility", "-1", "--who", "Ada Quill"), "says why"),
        ((*TRIAD, "credibility", "-1", *WORD, "--made", "2999-01-01"), "2999-01-01"),
        (("USA", "RUS", "RUS", "credibility", "-1", *WORD), "same state twice"),
        (("USA", "RUS", *WORD), "three states"),
        ((*TRIAD, "evidence:1972", "1", *WORD), "event of the chronicle"),
        ((*TRIAD, "credibility", "-1", "--wo", "Ada Quill"), "--wo"),
        (("--from", "none.csv"), "none.csv cannot be read"),
        (("USA", "--from", "none.csv"), "a sheet, or one judgement"),
    ],
)
def test_what_cannot_stand_is_refused_and_nothing_is_kept(tertius, judge, words, told):
    status, out, err = judge(*words)
    assert (status, out) == (2, "")
    assert told in err
    assert json.loads(tertius("casebook", "judgements", "--json")[1])["judgements"] == []


def test_sheets_go_out_and_come_in(tertius, judge, tmp_path, monkeypatch):
    judge(*TRIAD, "goal", "1", *WORD)
    judge(*TRIAD, "rift", "2", *WORD)
    file = str(tmp_path / "out.csv")
    status, out, err = tertius("casebook", "judgements", "--out", file)
    assert (status, out) == (0, "")
    assert err.startswith("2 judgements in ")
    assert judge("--from", file)[2] == "2 of them were there already, word for word\n"
    rows = (tmp_path / "out.csv").read_text(encoding="utf-8").replace("Ada Quill", "Olaf Berg")
    (tmp_path / "in.csv").write_text(rows, encoding="utf-8")
    told = json.loads(judge("--from", str(tmp_path / "in.csv"), "--json")[1])
    assert (told["kept"], told["already"]) == (2, 0)


def test_agreement_of_two_files_and_of_the_casebook(tertius, judge, tmp_path):
    assert "No two persons" in tertius("casebook", "agreement")[1]
    assert "tertius cases --agreement" in tertius("casebook", "agreement")[1]
    for name, last in (("ada", 1), ("olaf", 0)):
        cells = "".join(f"W{n},{value},{value}\n" for n, value in enumerate([-2, -1, 0, 1, 2] * 2))
        (tmp_path / f"{name}.csv").write_text(f"case,goal,binding\n{cells}W99,{last},\n", encoding="utf-8")
    files = [str(tmp_path / f"{name}.csv") for name in ("ada", "olaf")]
    status, out, err = tertius("casebook", "agreement", *files)
    assert (status, err) == (0, "")
    assert "goal: n = 11, kappa 0.94 (" in out
    assert "reaches the bar of .6. ada and olaf" in " ".join(out.split())
    goal, binding = json.loads(tertius("casebook", "agreement", *files, "--json")[1])["agreement"]
    assert (goal["n"], binding["n"], binding["kappa"], binding["low"]) == (11, 10, 1, None)
    assert tertius("casebook", "agreement", files[0])[0] == 2


EVIL = "\x1b]0;pwn\x07\x1b[5m\x9b31m\u202e"


def test_what_a_person_types_is_kept_as_words_alone(tertius, judge, tmp_path):
    words = ("--who", f"Ada{EVIL}", "--why", f"Because{EVIL}", "--source", f"{EVIL}letter")
    status, out, _ = judge(*TRIAD, "goal", "1", *words)
    assert status == 0
    shown = tertius("casebook", "judgements", "--all")[1]
    kept = tertius("casebook", "judgements", "--json")[1]
    _, _, told = tertius("casebook", "judgements", "--out", str(tmp_path / f"{EVIL}.csv"))
    for said in (out, shown, kept, told):
        assert "pwn" in said
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(said)
        assert "\\u001b" not in said


READING = (
    ("assess", *TRIAD, "--as-of", "2026-11-22"),
    ("casebook", "list"),
    ("casebook", "judgements"),
    ("casebook", "agreement"),
    ("casebook", "export"),
)


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_database_that_cannot_be_one_is_refused_and_none_is_made(tertius, monkeypatch, tmp_path, words):
    (tmp_path / "folder").mkdir()
    for named in ("folder", "none/a.sqlite"):
        monkeypatch.setenv("TERTIUS_DATABASE", str(tmp_path / named))
        status, out, err = tertius(*words)
        assert (status, out) == (2, "")
        assert len(err.splitlines()) == 3
        assert named in err
    assert [p.name for p in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize("words", READING[1:], ids=" ".join)
def test_reading_where_there_is_no_casebook_makes_none(tertius, monkeypatch, tmp_path, words):
    monkeypatch.delenv("TERTIUS_DATABASE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "none"))
    assert tertius(*words)[::2] == (0, "")
    assert list(tmp_path.iterdir()) == []


def test_writing_makes_the_folder(tertius, judge, monkeypatch, tmp_path):
    monkeypatch.setenv("TERTIUS_DATABASE", str(tmp_path / "new" / "a.sqlite"))
    assert judge(*TRIAD, "goal", "1", *WORD)[0] == 0
    assert "Ada Quill" in tertius("casebook", "judgements")[1]


def test_nobody_takes_back_what_another_said(tertius, judge):
    judge(*TRIAD, "goal", "1", *WORD)
    status, out, err = tertius("casebook", "withdraw", "J1", "--who", "Mallory", "--why", "I disagree.")
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 3
    assert "Mallory; J1 is Ada Quill's" in err
    assert "Ada Quill" in tertius("casebook", "judgements")[1]
    assert tertius("casebook", "withdraw", "J1", "--who", "  ada   QUILL ", "--why", "A slip.")[0] == 0


@pytest.mark.parametrize("option", ["--who", "--why", "--source"])
def test_a_book_is_no_reason(tertius, judge, option):
    words = {"--who": "Ada", "--why": "So.", "--source": "A letter."}
    for length, wanted in ((2_001, 2), (2_000, 0)):
        given = words | {option: "x" * length}
        status, _, err = judge(*TRIAD, "goal", "1", *(w for pair in given.items() for w in pair))
        assert status == wanted
    judge(*TRIAD, "goal", "1", *WORD)
    status, _, err = tertius("casebook", "withdraw", "J2", "--who", "Ada Quill", "--why", "x" * 2_001)
    assert status == 2
    assert "why has at most 2,000 characters" in err
    assert max(map(len, err.splitlines())) < 120


def test_no_judgement_is_older_than_the_century_before(judge):
    status, _, err = judge(*TRIAD, "goal", "1", *WORD, "--made", "1899-12-31")
    assert status == 2
    assert "made in 1900 or later" in err
    assert judge(*TRIAD, "goal", "1", *WORD, "--made", "1900-01-01")[0] == 0
