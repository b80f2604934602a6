"""Finished tasks on disk: read back to the bit, never half, and under another key when anything changed."""

from __future__ import annotations

import numpy as np
import pytest

from tertius.errors import TertiusError
from tertius.forecasting.backtest.kept import FORECASTS, POSITIONS, Kept, key_of, source_digest


def test_what_was_kept_comes_back_to_the_bit(tmp_path):
    kept = Kept(tmp_path / "new")
    arrays = {"p T1b toward USA-RUS 5": np.random.default_rng(0).normal(size=(4, 5)), "m": np.array([np.nan, 1.0])}
    kept.write("abc", arrays)
    found = kept.read("abc")
    assert set(found) == set(arrays)
    assert all(np.array_equal(found[k], arrays[k], equal_nan=True) for k in arrays)
    assert kept.read("abd") is None
    assert [p.suffix for p in (tmp_path / "new").iterdir()] == [".npz"]


def test_a_file_cut_short_or_garbled_is_a_task_to_do_again(tmp_path):
    kept = Kept(tmp_path)
    kept.write("abc", {"p": np.arange(1000.0)})
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    for spoilt in (whole[: len(whole) // 2], b"", b"nothing of the kind", whole[:300] + b"\0\1" + whole[302:]):
        path.write_bytes(spoilt)
        assert kept.read("abc") is None


def test_without_a_folder_nothing_is_kept():
    Kept(None).write("abc", {"p": np.zeros(1)})
    assert Kept(None).read("abc") is None


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    file = tmp_path / "file"
    file.write_text("in the way")
    with pytest.raises(TertiusError, match="cannot be kept"):
        Kept(file / "below").write("abc", {"p": np.zeros(1)})


def test_a_key_changes_with_anything_it_is_made_of():
    keys = {key_of("a", 1), key_of("a", 2), key_of("b", 1), key_of("a", [1]), key_of({"a": 1})}
    assert len(keys) == 5
    assert key_of({"a": 1, "b": 2}) == key_of({"b": 2, "a": 1})


def test_the_code_of_positions_and_of_forecasts_is_hashed_apart():
    assert source_digest(POSITIONS) != source_digest(FORECASTS)
    assert len(source_digest(FORECASTS)) == 64
