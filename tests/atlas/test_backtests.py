"""A record kept in an atlas: tied to its roll calls, checked when read, replaced in one step."""

from __future__ import annotations

import json
import shutil

import polars as pl
import pytest

from tertius.atlas.backtests import backtest_of, keep_backtest, vintages_of
from tertius.atlas.build import _commit
from tertius.atlas.store import MANIFEST, Atlas
from tertius.errors import TertiusError

RECORD = {"inputs": "abc", "targets": [], "words": "§ moves − 1"}
VINTAGES = pl.DataFrame({"origin": [1983, 1978], "cow": [2, 2], "year": [1983, 1978], "mean": [1.23456, 2.0]})


@pytest.fixture
def atlas(tiny_atlas, tmp_path) -> Atlas:
    folder = tmp_path / "atlas"
    shutil.copytree(tiny_atlas.root, folder)
    return Atlas(folder)


def test_what_was_kept_is_read(atlas):
    assert backtest_of(atlas) is None
    assert vintages_of(atlas) is None
    keep_backtest(RECORD, VINTAGES, atlas.root)
    again = Atlas(atlas.root)
    assert backtest_of(again) == RECORD
    kept = vintages_of(again)
    assert kept["origin"].to_list() == [1978, 1983]
    assert kept["mean"].to_list()[1] == pytest.approx(1.2346, abs=1e-6)


def test_the_same_record_gives_the_same_bytes(atlas):
    keep_backtest(RECORD, VINTAGES, atlas.root)
    before = {p.name: p.read_bytes() for p in atlas.root.iterdir()}
    keep_backtest(RECORD, VINTAGES, atlas.root)
    assert {p.name: p.read_bytes() for p in atlas.root.iterdir()} == before


def test_a_new_record_takes_the_place_of_the_old(atlas):
    keep_backtest(RECORD, VINTAGES, atlas.root)
    keep_backtest({**RECORD, "inputs": "other"}, VINTAGES, atlas.root)
    assert backtest_of(Atlas(atlas.root))["inputs"] == "other"
    assert len(list(atlas.root.glob("backtest-*"))) == 1
    assert not list(atlas.root.glob(".*tmp"))


def test_a_rebuild_from_the_same_votes_keeps_the_record_and_one_from_others_drops_it(atlas):
    keep_backtest(RECORD, VINTAGES, atlas.root)
    tables = {name: atlas.table(name).collect() for name in ("rollcalls", "dyads", "states")}
    _commit(tables, atlas.manifest["snapshots"], atlas.root)
    assert backtest_of(Atlas(atlas.root)) == RECORD
    tables["rollcalls"] = tables["rollcalls"].head(100)
    _commit(tables, atlas.manifest["snapshots"], atlas.root)
    assert backtest_of(Atlas(atlas.root)) is None
    assert not list(atlas.root.glob("backtest-*"))
    assert not list(atlas.root.glob("vintages-*"))


def test_a_record_of_other_votes_is_not_shown(atlas):
    keep_backtest(RECORD, VINTAGES, atlas.root)
    manifest = json.loads((atlas.root / MANIFEST).read_text())
    manifest["backtest"]["of"] = "0" * 64
    (atlas.root / MANIFEST).write_text(json.dumps(manifest))
    assert backtest_of(Atlas(atlas.root)) is None


@pytest.mark.parametrize("part", ["record", "vintages"])
def test_a_damaged_or_missing_file_is_said(atlas, part):
    keep_backtest(RECORD, VINTAGES, atlas.root)
    path = atlas.root / Atlas(atlas.root).manifest["backtest"][part]["file"]
    read = {"record": backtest_of, "vintages": vintages_of}[part]
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(TertiusError, match="is damaged"):
        read(Atlas(atlas.root))
    path.unlink()
    with pytest.raises(TertiusError, match="is missing"):
        read(Atlas(atlas.root))


def test_without_an_atlas_nothing_is_kept(tmp_path):
    with pytest.raises(TertiusError, match="there is no atlas"):
        keep_backtest(RECORD, VINTAGES, tmp_path)
