"""What a user installs: small enough, with everything a first answer needs, and nothing of the workshop."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return zipfile.ZipFile(built)


def test_it_is_under_20_megabytes(wheel: zipfile.ZipFile):
    assert wheel.filename is not None
    assert Path(wheel.filename).stat().st_size < 20_000_000


def test_it_holds_the_atlas_and_every_other_file_the_code_opens(wheel: zipfile.ZipFile):
    import json

    names = set(wheel.namelist())
    manifest = json.loads(wheel.read("tertius/atlas/data/manifest.json"))
    tables = {f"tertius/atlas/data/{e['file']}" for e in manifest["tables"].values()}
    tables |= {f"tertius/atlas/data/{manifest[k]['file']}" for k in ("estimates", "ties") if k in manifest}
    if "backtest" in manifest:
        tables.add(f"tertius/atlas/data/{manifest['backtest']['vintages']['file']}")
        assert f"tertius/atlas/data/{manifest['backtest']['record']['file']}" in names
    assert {n for n in names if n.endswith(".parquet")} == tables
    for entry in manifest["tables"].values():
        assert wheel.getinfo(f"tertius/atlas/data/{entry['file']}").file_size == entry["bytes"]
    assert {
        "tertius/states.csv",
        *(f"tertius/reading/forecasts/data/{name}.csv" for name in ("phrases", "scales", "survey")),
        "tertius/py.typed",
        "tertius/present/page.css",
        "tertius/present/figures.js",
        "tertius/present/fonts/source-sans-3-latin-wght-normal.woff2",
        "tertius/present/fonts/OFL-source-sans-3.txt",
    } <= names
    on_disk = {p.name for p in (ROOT / "src/tertius/present/fonts").iterdir()}
    assert {Path(n).name for n in names if n.startswith("tertius/present/fonts/")} == on_disk


def test_it_holds_no_lock_no_draft_no_cache_and_no_producers_file(wheel: zipfile.ZipFile):
    odd = (".lock", ".tmp", ".pyc", ".rda", ".rds", ".dta", ".xlsx", ".jsonl")
    assert [n for n in wheel.namelist() if n.endswith(odd)] == []
    assert {n for n in wheel.namelist() if n.endswith(".csv")} == {
        "tertius/ledger/data/record.csv",
        "tertius/states.csv",
        "tertius/alignment/data/us_markets.csv",
        *(f"tertius/reading/forecasts/data/{name}.csv" for name in ("phrases", "scales", "survey")),
        "tertius/atlas/figures/bridges.csv",
        "tertius/atlas/figures/leaders.csv",
        "tertius/forecasting/known_realignments.csv",
        *(f"tertius/reading/{name}.csv" for name in ("event_words", "leaders", "state_words", "units")),
        "tertius/datasets/data/chronicle.csv",
        "tertius/datasets/data/chronicle_trade.csv",
        "tertius/datasets/data/chronicle_votes.csv",
    }
    assert {n.split("/")[0] for n in wheel.namelist()} <= {"tertius"} | {
        n.split("/")[0] for n in wheel.namelist() if ".dist-info/" in n
    }


def test_it_carries_licence_and_notice(wheel: zipfile.ZipFile):
    names = {Path(n).name for n in wheel.namelist()}
    assert {"LICENSE", "NOTICE", "METADATA", "entry_points.txt"} <= names
