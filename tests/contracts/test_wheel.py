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


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a checkout: nothing says what is tracked")
def test_beside_the_code_it_holds_what_is_tracked_and_nothing_else(wheel: zipfile.ZipFile):
    listed = subprocess.run(
        ["git", "ls-files", "-z", "src/tertius"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split("\0")
    tracked = {n.removeprefix("src/") for n in listed if n and not n.endswith(".py")}
    assert "tertius/py.typed" in tracked
    assert {n for n in wheel.namelist() if not n.endswith(".py") and ".dist-info/" not in n} == tracked


def test_it_holds_the_atlas_that_its_manifest_names(wheel: zipfile.ZipFile):
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


def test_it_holds_no_lock_no_draft_no_cache_and_no_producers_file(wheel: zipfile.ZipFile):
    odd = (".lock", ".tmp", ".pyc", ".rda", ".rds", ".dta", ".xlsx", ".jsonl")
    assert [n for n in wheel.namelist() if n.endswith(odd)] == []
    assert {n.split("/")[0] for n in wheel.namelist()} <= {"tertius"} | {
        n.split("/")[0] for n in wheel.namelist() if ".dist-info/" in n
    }


def test_it_carries_licence_and_notice(wheel: zipfile.ZipFile):
    names = {Path(n).name for n in wheel.namelist()}
    assert {"LICENSE", "NOTICE", "METADATA", "entry_points.txt"} <= names
