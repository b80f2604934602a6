"""The build on small made-up files: absence rules, one whole edition or the old one, refusals."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

from tertius.atlas import build as building
from tertius.atlas.build import SOURCES, build
from tertius.atlas.store import MANIFEST, Atlas
from tertius.datasets import catalogue, load
from tertius.errors import DataContractError, TertiusError, VaultError
from tertius.vault.remote import RemoteFile
from tertius.vault.store import Vault

# Two editions in turn: the number of years differs, so the dyads and their name differ. The
# files are not parsed again in every round, so that most moments fall into computing and writing.
LOOP = """
import itertools, sys
from pathlib import Path
import polars as pl
from tertius.atlas import build as building
from tertius.datasets.declaration import Dataset
from tertius.vault.store import Vault
folder, into = Path(sys.argv[1]), Path(sys.argv[2])
frames = {path.stem: pl.read_parquet(path) for path in (folder / "parsed").iterdir()}
Dataset.read = lambda self, *paths: frames[self.key]
building.FIRST_YEAR = 2014
rounds = itertools.count() if sys.argv[3] == "forever" else range(int(sys.argv[3]))
for n in rounds:
    building.LAST_YEAR = 2014 + n % 2
    building.build(Vault(folder), into, any_version=True)
    print(n, flush=True)
"""


@pytest.fixture(autouse=True)
def _few_years(monkeypatch):
    """Pairs of two years only: the rules are the same and a build takes a moment."""
    monkeypatch.setattr(building, "FIRST_YEAR", 2013)
    monkeypatch.setattr(building, "LAST_YEAR", 2014)


@pytest.fixture(scope="module")
def once(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "FIRST_YEAR", 2013)
        patch.setattr(building, "LAST_YEAR", 2014)
        return build(Vault(samples), tmp_path_factory.mktemp("once"), any_version=True).parent


@pytest.fixture
def built(once: Path, tmp_path: Path) -> Atlas:
    return Atlas(shutil.copytree(once, tmp_path / "atlas"))


@pytest.fixture
def parsed(sample_vault: Path) -> Path:
    """The sample vault, with every dataset as its reader returns it."""
    (sample_vault / "parsed").mkdir()
    for key in SOURCES:
        load(key, sample_vault).write_parquet(sample_vault / "parsed" / f"{key}.parquet")
    return sample_vault


def run(folder: Path, into: Path, rounds: str) -> subprocess.Popen:
    where = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(
        [sys.executable, "-c", LOOP, str(folder), str(into), rounds], stdout=subprocess.PIPE, env=where, text=True
    )


def whole(root: Path) -> dict[str, str]:
    """The hashes of the tables in force, after reading each to its end."""
    atlas = Atlas(root)
    found = {}
    for name, entry in atlas.manifest["tables"].items():
        content = (root / entry["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"]
        assert entry["file"] == f"{name}-{entry['sha256'][:8]}.parquet"
        assert atlas.table(name).collect().height == entry["rows"]
        found[name] = entry["sha256"]
    assert set(found) == {"dyads", "states", "rollcalls", "months", "products", "stocks", "economies"}
    assert len(atlas.rollcalls) > 0
    return found


def listing(root: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in root.iterdir() if p.name != "build.lock"}


def test_the_samples_become_an_atlas(built: Atlas):
    assert whole(built.root)
    assert [s["dataset"] for s in built.manifest["snapshots"]] == list(SOURCES)
    assert built.edition == building.EDITION
    pair = built.dyad(2, 710).filter(pl.col("year") == 2014)
    assert pair["trade_share_a"].to_list() == [1.0]
    assert pair["trade_share_b"].to_list() == [1.0]


def test_no_entry_inside_the_coverage_is_a_no_and_outside_it_nobody_knows(built: Atlas):
    pair = built.dyad(2, 710)
    assert pair.select("year", "cow_defense", "atop_defense", "mid_hostility", "gml_hostility").rows() == [
        (2013, None, False, 0, None),
        (2014, None, False, 0, None),
    ]
    assert pair["trade_share_a"].to_list() == [None, 1.0]
    assert pair["agreement"].to_list() == [None, None]


def test_every_pair_of_members_that_existed_has_a_row_and_no_other(built: Atlas):
    from tertius.states import in_year

    keys = built.table("dyads").select("a", "b", "year").collect()
    for year in (2013, 2014):
        members = sorted(s.cow for s in in_year(year) if s.un_from is not None)
        wanted = [(a, b) for i, a in enumerate(members) for b in members[i + 1 :]]
        assert keys.filter(pl.col("year") == year).sort("a", "b").select("a", "b").rows() == wanted


def test_a_supplier_of_nothing_to_a_buyer_has_a_share_of_zero_and_to_no_buyer_none():
    table = pl.DataFrame(
        {"a": [2, 2], "b": [365, 710], "year": [2000, 2000], "arms_share_a": [None, None], "arms_share_b": [None, 0.5]},
        schema={"a": pl.Int16, "b": pl.Int16, "year": pl.Int16, "arms_share_a": pl.Float32, "arms_share_b": pl.Float32},
    )
    buyers = pl.DataFrame(
        {"state": [365, 710, 2], "year": [2000, 2000, 1999]}, schema={"state": pl.Int16, "year": pl.Int16}
    )
    found = building._no_deliveries(table, buyers).sort("b")
    assert found["arms_share_a"].to_list() == [None, None]
    assert found["arms_share_b"].to_list() == [0.0, 0.5]


def test_the_same_files_give_the_same_bytes(built: Atlas, sample_vault: Path, tmp_path: Path):
    again = build(Vault(sample_vault), tmp_path / "again", any_version=True).parent
    assert listing(again) == listing(built.root)
    build(Vault(sample_vault), built.root, any_version=True)
    assert listing(again) == listing(built.root)


def test_progress_counts_every_step_to_the_last(sample_vault: Path, tmp_path: Path):
    said: list[tuple] = []
    build(Vault(sample_vault), tmp_path / "atlas", any_version=True, progress=lambda *step: said.append(step))
    assert [n for _, n, _ in said] == list(range(1, len(SOURCES) + 4))
    assert {total for _, _, total in said} == {len(SOURCES) + 3}
    assert said[0][0] == f"read {SOURCES[0]}"


def test_a_new_edition_replaces_the_old_one_and_leaves_nothing_behind(built: Atlas, sample_vault: Path, monkeypatch):
    old = whole(built.root)
    (built.root / ".dyads.77.tmp").write_bytes(b"left by a build that was killed")
    (built.root / "notes.txt").write_text("the user's own")
    monkeypatch.setattr(building, "LAST_YEAR", 2015)
    build(Vault(sample_vault), built.root, any_version=True)
    new = whole(built.root)
    assert new["dyads"] != old["dyads"]
    files = {e["file"] for e in Atlas(built.root).manifest["tables"].values()}
    assert {p.name for p in built.root.iterdir()} == {*files, MANIFEST, "build.lock", "notes.txt"}


def test_a_kill_at_any_moment_leaves_a_whole_atlas(parsed: Path, tmp_path: Path):
    into = tmp_path / "atlas"
    monkey = random.Random(1946)
    seen = set()
    for turn in range(10):
        child = run(parsed, into, "forever")
        assert child.stdout is not None
        # One edition or both are whole by then, however slow the machine.
        for _ in range(1 + turn % 2):
            child.stdout.readline()
        time.sleep(monkey.uniform(0, 0.3))
        child.kill()
        child.wait()
        child.stdout.close()
        seen.add(whole(into)["dyads"])
    assert len(seen) == 2


@pytest.mark.parametrize("stage", ["draft", "tables", "manifest"])
def test_a_build_that_dies_while_writing_leaves_the_old_atlas(built: Atlas, sample_vault: Path, monkeypatch, stage):
    old = whole(built.root)
    monkeypatch.setattr(building, "LAST_YEAR", 2015)
    replace, write = Path.replace, pl.DataFrame.write_parquet

    def no_replace(self: Path, target: Path):
        if (stage == "manifest") == (target.name == MANIFEST):
            raise KeyboardInterrupt
        return replace(self, target)

    def half_written(self, file, **options):
        write(self, file, **options)
        file.write_bytes(file.read_bytes()[:100])
        raise OSError("no space left on device")

    if stage == "draft":
        monkeypatch.setattr(pl.DataFrame, "write_parquet", half_written)
    else:
        monkeypatch.setattr(Path, "replace", no_replace)
    with pytest.raises((KeyboardInterrupt, OSError)):
        build(Vault(sample_vault), built.root, any_version=True)
    monkeypatch.undo()
    assert whole(built.root) == old


def test_two_builds_at_once_into_one_folder_both_end_whole(parsed: Path, tmp_path: Path):
    into = tmp_path / "atlas"
    children = [run(parsed, into, "6") for _ in range(2)]
    for child in children:
        child.communicate(timeout=120)
    assert [child.returncode for child in children] == [0, 0]
    whole(into)
    assert not list(into.glob(".*.tmp"))
    assert len(list(into.glob("*.parquet"))) == 7


def test_a_build_waits_for_another_and_says_so_when_it_waits_in_vain(built: Atlas, sample_vault: Path, monkeypatch):
    from tertius.vault.lock import alone

    old = whole(built.root)
    monkeypatch.setattr(building, "PATIENCE", 0.1)
    with alone(built.root / "build.lock", patience=1), pytest.raises(VaultError, match="another process"):
        build(Vault(sample_vault), built.root, any_version=True)
    assert whole(built.root) == old


def refused(vault: Path, atlas: Atlas, **options) -> TertiusError:
    """The refusal, which says file, found and hint; the old atlas stays, byte for byte."""
    old = listing(atlas.root)
    with pytest.raises(TertiusError) as caught:
        build(Vault(vault), atlas.root, **options)
    assert caught.value.found
    assert caught.value.hint
    assert listing(atlas.root) == old
    return caught.value


@pytest.mark.parametrize("key", SOURCES)
def test_a_missing_file_names_the_command_that_brings_it(built: Atlas, sample_vault: Path, key):
    file = catalogue()[key].files[0]
    (sample_vault / file.name).unlink()
    error = refused(sample_vault, built, any_version=True)
    assert file.name in error.what
    # What the producer hands out by form only cannot be pulled: the hint says where to put it.
    # A file may belong to two datasets; the first that misses it is named.
    owners = [k for k in SOURCES if file in catalogue()[k].files]
    hints = {f"tertius data pull {k}" for k in owners} if file.url else {str(sample_vault / file.name)}
    assert any(hint in error.hint for hint in hints)


@pytest.mark.parametrize("key", SOURCES)
def test_a_page_saved_in_place_of_a_file_is_refused(built: Atlas, sample_vault: Path, key):
    path = sample_vault / catalogue()[key].files[0].name
    path.write_bytes(b"<!doctype html><html><body>404: Not Found</body></html>\n")
    error = refused(sample_vault, built, any_version=True)
    assert isinstance(error, DataContractError)
    assert error.file == str(path)


@pytest.mark.parametrize("key", SOURCES)
def test_an_empty_file_is_refused(built: Atlas, sample_vault: Path, key):
    path = sample_vault / catalogue()[key].files[0].name
    path.write_bytes(b"")
    assert str(path) in refused(sample_vault, built, any_version=True).what


@pytest.mark.parametrize("key", ["unga_votes", "unga_resolutions", "baci_trade", "un_ideal_points_2025"])
def test_a_binary_file_cut_in_half_is_refused(built: Atlas, sample_vault: Path, key):
    path = sample_vault / catalogue()[key].files[0].name
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert str(path) in refused(sample_vault, built, any_version=True).what


@pytest.mark.parametrize("key", ["cow_alliances", "sipri_arms", "china_trade"])
def test_a_line_cut_in_its_middle_is_refused_with_its_row(built: Atlas, sample_vault: Path, key):
    path = sample_vault / catalogue()[key].files[0].name
    text = path.read_bytes().rstrip()
    lines = text.splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]) + lines[-1][:4])
    error = refused(sample_vault, built, any_version=True)
    assert isinstance(error, DataContractError)
    assert error.file == str(path)


@pytest.mark.parametrize("key", ["gsdb_sanctions", "cow_alliances"])
def test_a_file_in_another_encoding_is_refused_with_its_row(built: Atlas, sample_vault: Path, key):
    path = sample_vault / catalogue()[key].files[0].name
    path.write_bytes(path.read_bytes().decode().encode("utf-16"))
    error = refused(sample_vault, built, any_version=True)
    assert isinstance(error, DataContractError)
    assert error.file == str(path)
    assert error.row is not None


@pytest.mark.parametrize("key", SOURCES)
def test_a_file_of_another_version_is_refused_unless_asked_for(built: Atlas, sample_vault: Path, key, monkeypatch):
    # Every sample is declared as it is, but for one: its hash is that of another release.
    declared = {}
    for name, dataset in catalogue().items():
        files = tuple(_as_it_lies(sample_vault, f) for f in dataset.files) if name in SOURCES else dataset.files
        declared[name] = _replaced(dataset, files)
    other = declared[key].files[0]
    declared[key] = _replaced(
        declared[key],
        (RemoteFile(other.name, "0" * 64, other.size, other.url, other.by_hand), *declared[key].files[1:]),
    )
    monkeypatch.setattr(building, "catalogue", lambda: declared)
    error = refused(sample_vault, built)
    assert other.name in error.what
    assert "0" * 64 in error.found
    assert "any_version" in error.hint
    build(Vault(sample_vault), built.root, any_version=True)


def _as_it_lies(folder: Path, file: RemoteFile) -> RemoteFile:
    content = (folder / file.name).read_bytes()
    return RemoteFile(file.name, hashlib.sha256(content).hexdigest(), len(content), file.url, file.by_hand)


def _replaced(dataset, files):
    from dataclasses import replace

    return replace(dataset, files=files)


def test_columns_of_another_version_are_refused_by_name(built: Atlas, sample_vault: Path):
    path = sample_vault / catalogue()["cow_alliances"].files[0].name
    path.write_bytes(path.read_bytes().replace(b"defense", b"defence"))
    error = refused(sample_vault, built, any_version=True)
    assert isinstance(error, DataContractError)
    assert "defense" in error.what
    assert "defence" in error.found
    assert error.row == 1


def test_the_manifest_is_plain_json_in_one_order(built: Atlas):
    text = (built.root / MANIFEST).read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"
    assert str(built.root) not in text
