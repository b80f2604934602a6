"""Our own ideal points in an atlas: kept in one step, tied to their votes, refused when damaged."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import polars as pl
import pytest

from tertius.atlas.build import _commit
from tertius.atlas.estimates import COLUMNS, estimates_of, keep_estimates
from tertius.atlas.store import MANIFEST, Atlas
from tertius.errors import TertiusError


@pytest.fixture
def folder(tiny_atlas, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_atlas.root, tmp_path / "atlas"))


def positions(shift: float = 0.0) -> pl.DataFrame:
    """Three positions, out of order, with more digits and columns than are kept."""
    return pl.DataFrame(
        {
            "state": ["RUS", "USA", "USA"],
            "cow": pl.Series([365, 2, 2], dtype=pl.Int16),
            "session": pl.Series([44, 45, 44], dtype=pl.Int16),
            "year": pl.Series([1989, 1990, 1989], dtype=pl.Int16),
            "mean": [-0.123456 + shift, 3.0, 2.9],
            "sd": [0.1, 0.2, 0.3],
            "q05": [-0.3, 2.7, 2.5],
            "q50": [-0.1, 3.0, 2.9],
            "q95": [0.1, 3.3, 3.3],
            "n_votes": pl.Series([80, 90, 81], dtype=pl.Int32),
            "rhat": [1.00123456, None, 1.0],
            "ess": [500.0, 500.0, 500.0],
        }
    )


def test_what_is_kept_is_read_again_sorted_and_to_four_digits(folder):
    keep_estimates(positions(), folder)
    kept = estimates_of(Atlas(folder))
    assert kept.columns == list(COLUMNS)
    assert kept.select("cow", "session").rows() == [(2, 44), (2, 45), (365, 44)]
    assert kept["mean"].to_list() == pytest.approx([2.9, 3.0, -0.1235])
    assert kept["rhat"].to_list() == pytest.approx([1.0, None, 1.0012])


def test_r_hat_is_kept():
    assert "rhat" in COLUMNS


def test_the_rest_of_the_manifest_stays(folder):
    before = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    keep_estimates(positions(), folder)
    after = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    entry = after.pop("estimates")
    assert after == before
    assert entry["rows"] == 3
    assert entry["of"] == before["tables"]["rollcalls"]["sha256"]


def test_a_second_save_replaces_the_first_and_the_same_one_again_changes_nothing(folder):
    first = keep_estimates(positions(), folder)
    assert keep_estimates(positions(), folder) == first
    second = keep_estimates(positions(0.5), folder)
    assert second != first
    assert not first.exists()
    assert estimates_of(Atlas(folder)).filter(cow=365)["mean"].item() == pytest.approx(0.3765)
    assert [p.name for p in folder.glob("*estimates*")] == [second.name]


def test_an_atlas_without_estimates_has_none(folder):
    assert estimates_of(Atlas(folder)) is None


def rebuilt(folder: Path, *, other_votes: bool) -> Atlas:
    atlas = Atlas(folder)
    tables = {name: atlas.table(name).collect() for name in ("rollcalls", "dyads", "states")}
    if other_votes:
        tables["rollcalls"] = tables["rollcalls"].head(100)
    _commit(tables, atlas.manifest["snapshots"], folder)
    return Atlas(folder)


def test_a_rebuild_from_the_same_votes_keeps_the_estimates(folder):
    kept = keep_estimates(positions(), folder)
    atlas = rebuilt(folder, other_votes=False)
    assert kept.is_file()
    assert estimates_of(atlas).height == 3


def test_estimates_of_other_votes_are_not_used(folder):
    kept = keep_estimates(positions(), folder)
    assert estimates_of(rebuilt(folder, other_votes=True)) is None
    assert not kept.exists()


def test_where_there_is_no_atlas_nothing_is_written(tmp_path: Path):
    with pytest.raises(TertiusError, match="no atlas") as refused:
        keep_estimates(positions(), tmp_path)
    assert "tertius data build" in refused.value.hint
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("harm", "said"), [("cut", "damaged"), ("gone", "missing")])
def test_a_damaged_file_is_refused_with_the_command_that_makes_it_again(folder, harm, said):
    kept = keep_estimates(positions(), folder)
    if harm == "cut":
        kept.write_bytes(kept.read_bytes()[:-10])
    else:
        kept.unlink()
    with pytest.raises(TertiusError, match=said) as refused:
        estimates_of(Atlas(folder))
    assert "tertius ideal-points --save" in refused.value.hint
