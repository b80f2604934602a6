"""Latent ties in an atlas: kept in one step, bound to the figures they were fitted from, refused when damaged."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tertius.atlas.build import _commit
from tertius.atlas.store import MANIFEST, Atlas
from tertius.atlas.tie_estimates import keep_ties, kept_ties, ties_entry
from tertius.errors import TertiusError

PUBLIC = date(1992, 1, 1)


@pytest.fixture
def folder(tiny_atlas, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_atlas.root, tmp_path / "atlas"))


def table(shift: float = 0.0) -> pl.DataFrame:
    pairs = {"a": [365, 2, 2], "b": [710, 20, 20], "year": [1980, 1981, 1980]}
    return pl.DataFrame(pairs | {"mean": [1.23456 + shift, -0.5, 0.0], "sd": [0.25] * 3})


def test_what_is_kept_is_read_again_sorted_and_in_thousandths(folder):
    keep_ties(table(), {"phi": 0.9}, folder, public=PUBLIC)
    kept = kept_ties(Atlas(folder))
    assert kept.select("a", "b", "year").rows() == [(2, 20, 1980), (2, 20, 1981), (365, 710, 1980)]
    assert kept["mean"].to_list() == pytest.approx([0.0, -0.5, 1.235])
    assert kept["sd"].to_list() == pytest.approx([0.25] * 3)


def test_pairs_can_be_picked(folder):
    keep_ties(table(), {}, folder, public=PUBLIC)
    assert kept_ties(Atlas(folder), pairs=((365, 710),)).height == 1
    assert kept_ties(Atlas(folder), pairs=((1, 3),)).is_empty()


def test_the_manifest_says_what_they_were_made_from_and_keeps_the_rest(folder):
    before = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    keep_ties(table(), {"phi": 0.9}, folder, public=PUBLIC)
    after = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    entry = after.pop("ties")
    assert after == before
    assert entry["public"] == "1992-01-01"
    assert entry["parameters"] == {"phi": 0.9}


def test_an_atlas_without_ties_has_none(folder):
    assert kept_ties(Atlas(folder)) is None
    assert ties_entry(Atlas(folder)) is None


def rebuilt(folder: Path, *, changed: str | None) -> Atlas:
    atlas = Atlas(folder)
    tables = {name: atlas.table(name).collect() for name in ("rollcalls", "dyads", "states")}
    if changed:
        tables[changed] = tables[changed].head(100)
    _commit(tables, atlas.manifest["snapshots"], folder)
    return Atlas(folder)


@pytest.mark.parametrize("changed", [None, "states"])
def test_a_rebuild_of_the_same_figures_keeps_them(folder, changed):
    path = keep_ties(table(), {}, folder, public=PUBLIC)
    assert kept_ties(rebuilt(folder, changed=changed)).height == 3
    assert path.is_file()


@pytest.mark.parametrize("changed", ["rollcalls", "dyads"])
def test_ties_of_other_figures_are_not_used(folder, changed):
    path = keep_ties(table(), {}, folder, public=PUBLIC)
    assert kept_ties(rebuilt(folder, changed=changed)) is None
    assert not path.exists()


def test_a_second_save_replaces_the_first(folder):
    first = keep_ties(table(), {}, folder, public=PUBLIC)
    assert keep_ties(table(), {}, folder, public=PUBLIC) == first
    second = keep_ties(table(0.5), {}, folder, public=PUBLIC)
    assert not first.exists()
    assert [p.name for p in folder.glob("*ties*")] == [second.name]


def test_where_there_is_no_atlas_nothing_is_written(tmp_path):
    with pytest.raises(TertiusError, match="no atlas"):
        keep_ties(table(), {}, tmp_path, public=PUBLIC)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("harm", "said"), [("cut", "damaged"), ("gone", "missing")])
def test_a_damaged_file_is_refused_with_the_command_that_makes_it_again(folder, harm, said):
    path = keep_ties(table(), {}, folder, public=PUBLIC)
    if harm == "cut":
        path.write_bytes(path.read_bytes()[:-10])
    else:
        path.unlink()
    with pytest.raises(TertiusError, match=said) as refused:
        kept_ties(Atlas(folder))
    assert "tertius data fit" in refused.value.hint
