"""`tertius ideal-points` and `tertius split-half`: the table, the object, the page, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from tertius.atlas.build import _commit
from tertius.atlas.estimates import estimates_of
from tertius.atlas.store import Atlas

HEADER = "state,cow,session,year,mean,sd,q05,q50,q95,n_votes"
QUICK = ("--sweeps", "8")


@pytest.fixture(scope="module")
def tiny_tertius(tiny_atlas, tmp_path_factory):
    """A folder with the tiny atlas, for a process of its own."""
    return Path(shutil.copytree(tiny_atlas.root, tmp_path_factory.mktemp("tiny") / "atlas"))


@pytest.fixture
def tiny(tertius, tiny_tertius, monkeypatch):
    """The command in this process on the tiny atlas."""
    monkeypatch.setenv("TERTIUS_ATLAS", str(tiny_tertius))
    return tertius


def test_csv_has_exactly_the_columns_of_the_published_file_and_a_row_a_position(tiny):
    status, out, err = tiny("ideal-points", "--csv", *QUICK)
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == HEADER
    rows = list(csv.DictReader(io.StringIO(out)))
    assert len(rows) == 96
    assert {r["state"] for r in rows} == {"USA", "CAN", "GBR", "FRA", "RUS", "CHN"}
    assert all(float(r["q05"]) <= float(r["q50"]) <= float(r["q95"]) for r in rows)


def test_json_is_one_object_with_the_same_figures(tiny):
    status, out, err = tiny("ideal-points", "--json", *QUICK)
    assert (status, err) == (0, "")
    found = json.loads(out)
    table = list(csv.DictReader(io.StringIO(tiny("ideal-points", "--csv", *QUICK)[1])))
    assert [p["mean"] for p in found["positions"]] == pytest.approx([float(r["mean"]) for r in table], abs=1e-5)
    assert found["complete"] is True
    assert found["against_published"] is None, "six states are too few to compare"


def test_the_page_shows_the_self_test(tertius):
    status, page, err = tertius("ideal-points", "--as-of", "1956", *QUICK)
    assert (status, err) == (0, "")
    assert "Ours against published (April 2020): r = " in page
    assert "THE SESSION OF 1954" in page


def test_an_unknown_issue_is_answered_with_the_nearest(tiny):
    status, out, err = tiny("ideal-points", "--issue", "human-right")
    assert (status, out) == (2, "")
    assert err.splitlines() == ["no issue called 'human-right'", "  hint:  did you mean 'human-rights'?"]


def test_an_issue_without_a_vote_is_refused(tiny):
    status, out, err = tiny("ideal-points", "--issue", "nuclear", *QUICK)
    assert (status, out) == (2, "")
    assert "none on nuclear" in err


def test_a_day_before_the_first_vote_is_refused(tiny):
    status, _, err = tiny("ideal-points", "--as-of", "1950", *QUICK)
    assert status == 2
    assert "no contested vote" in err


@pytest.mark.parametrize(
    ("words", "said"), [(("--chains", "0"), "chains is at least 1"), (("--sweeps", "0"), "sweeps")]
)
def test_an_impossible_length_is_refused(tiny, words, said):
    status, out, err = tiny("ideal-points", *words)
    assert (status, out) == (2, "")
    assert said in err


def test_a_vintage_of_1990_uses_no_later_vote(tertius, shipped, tmp_path, monkeypatch):
    tables = {name: shipped.table(name).collect() for name in ("rollcalls", "dyads", "states")}
    calls = tables["rollcalls"]
    states = [c for c in calls.columns if c[0] == "s" and c[1:].isdigit()]
    later = pl.col("session") >= 44
    # Each later vote is turned, and made a repetition of one earlier text.
    tables["rollcalls"] = calls.with_columns(
        *(pl.when(later).then(-pl.col(c)).otherwise(c).alias(c) for c in states),
        pl.when(later).then(calls["item"][0]).otherwise("item").cast(pl.Int32).alias("item"),
    )
    tables |= {"dyads": tables["dyads"].head(10), "states": tables["states"]}
    (tmp_path / "poisoned").mkdir()
    _commit(tables, shipped.manifest["snapshots"], tmp_path / "poisoned")
    words = ("ideal-points", "--as-of", "1990", "--csv", "--sweeps", "4", "--chains", "1")
    told = tertius(*words)
    monkeypatch.setenv("TERTIUS_ATLAS", str(tmp_path / "poisoned"))
    assert tertius(*words) == told
    assert max(int(r["year"]) for r in csv.DictReader(io.StringIO(told[1]))) == 1988


def test_bridges_come_from_a_file(tiny, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("earlier,later\n" + "".join(f"{i},{i + 12}\n" for i in range(24)), encoding="utf-8")
    status, out, _ = tiny("ideal-points", "--csv", "--bridges", str(path), *QUICK)
    assert status == 0
    assert out.splitlines()[0] == HEADER
    assert out != tiny("ideal-points", "--csv", *QUICK)[1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("earlier,later\n0,12\n12;24\n", "mine.csv, line 3: not a bridge\n  found: '12;24'"),
        ("earlier,later\n0,12\n12,24\n24,0\n", "24 → 12 → 0 → 24|0 → 24 → 12 → 0|12 → 0 → 24 → 12"),
        ("earlier,later\n0,9999\n", r"\(0, 9999\)"),
        ("earlier,later\n0,24\n12,24\n", "24 repeats 0 and 12"),
    ],
    ids=["malformed", "loop", "unknown", "two into one"],
)
def test_impossible_bridges_are_refused_with_a_hint(tiny, tmp_path, text, said):
    path = tmp_path / "mine.csv"
    path.write_text(text, encoding="utf-8")
    status, out, err = tiny("ideal-points", "--bridges", str(path), *QUICK)
    assert (status, out) == (2, "")
    assert re.search(said, err)
    assert "  hint:  " in err


def test_saved_estimates_are_the_ones_computed(tiny, tiny_tertius, tmp_path):
    folder = Path(shutil.copytree(tiny_tertius, tmp_path / "kept"))
    status, out, _ = tiny("ideal-points", "--csv", "--save", str(folder), *QUICK)
    assert status == 0
    rows = sorted(csv.DictReader(io.StringIO(out)), key=lambda r: (int(r["cow"]), int(r["session"])))
    kept = estimates_of(Atlas(folder))
    assert kept["mean"].to_list() == pytest.approx([float(r["mean"]) for r in rows], abs=6e-5)


@pytest.mark.parametrize("words", [("--as-of", "1985"), ("--issue", "nuclear"), ("--bridges", "mine.csv")])
def test_an_atlas_keeps_no_part_and_no_variant(tiny, tiny_tertius, words):
    status, out, err = tiny("ideal-points", "--save", str(tiny_tertius), *words)
    assert (status, out) == (2, "")
    assert "--csv > positions.csv" in err


def test_a_folder_without_an_atlas_is_refused_before_anything_is_sampled(tiny, tmp_path):
    status, _, err = tiny("ideal-points", "--save", str(tmp_path))
    assert status == 2
    assert "cannot be read" in err


def test_split_half_prints_its_figures_and_its_object(tiny):
    status, page, _ = tiny("split-half", "--sweeps", "40")
    assert status == 0
    assert "Two halves of the texts" in page
    found = json.loads(tiny("split-half", "--sweeps", "40", "--json")[1])
    assert found["n"] == 96
    assert f"{found['correlation']:.3f}" in page


def interrupted(folder: Path, *words: str, once: str) -> tuple[int, str, str]:
    """A long run that gets Ctrl-C as soon as `once`, true of a chain only now, has come true of both."""
    code = (
        "import sys, tertius.measures.gibbs_chain as g\n"
        "sweep = g.Chain.sweep\n"
        "def watched(self, *how):\n"
        f"    before = {once}\n"
        "    sweep(self, *how)\n"
        f"    if {once} and not before:\n"
        "        sys.stderr.write('now\\n'); sys.stderr.flush()\n"
        "g.Chain.sweep = watched\n"
        "from tertius.cli import main; main()"
    )
    where = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TERTIUS_ATLAS": str(folder)}
    with subprocess.Popen(
        [sys.executable, "-c", code, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=where, text=True
    ) as run:
        assert [run.stderr.readline() for _ in range(2)] == ["now\n", "now\n"]
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=60)
        return run.returncode, out, err


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to a child")
def test_ctrl_c_keeps_the_draws_so_far_and_says_how_many(tiny_tertius, tmp_path):
    folder = Path(shutil.copytree(tiny_tertius, tmp_path / "kept"))
    before = (folder / "manifest.json").read_bytes()
    words = ("ideal-points", "--csv", "--sweeps", "50000", "--save", str(folder))
    status, out, err = interrupted(folder, *words, once="self.kept >= 4")
    assert status == 130
    assert out.splitlines()[0] == HEADER
    assert len(out.splitlines()) == 97
    said = re.fullmatch(r"Interrupted: (\d+) of 400 draws kept in each of 2 chains. Nothing saved.\n", err)
    assert 4 <= int(said[1]) < 400
    assert (folder / "manifest.json").read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to a child")
def test_ctrl_c_in_the_burn_in_says_that_there_is_nothing_to_show(tiny_tertius):
    words = ("ideal-points", "--csv", "--sweeps", "9000000")
    status, out, err = interrupted(tiny_tertius, *words, once="self.done >= 5")
    assert (status, out) == (130, "")
    assert err.splitlines() == ["Interrupted before there was a result: nothing to show."]
