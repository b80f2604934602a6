"""R's data frames, read against what rdata writes and, column by column, against what rdata reads."""

from __future__ import annotations

import bz2
import gzip
import lzma
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pytest
import rdata
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tertius.datasets import r_frames
from tertius.datasets.declaration import ROW
from tertius.datasets.formats import read_r
from tertius.errors import DataContractError

NAMES = ("word", "whole", "real", "kind", "yes")


def frame_of(words: list[str | None]) -> pd.DataFrame:
    n = len(words)
    frame = pd.DataFrame(
        {
            "word": pd.Series(words, dtype=object),
            "whole": np.arange(n, dtype="int32"),
            "real": [float("nan") if i % 2 else i / 2 for i in range(n)],
            "kind": pd.Categorical([("no", "yes")[i % 2] for i in range(n)]),
            "yes": [i % 3 == 0 for i in range(n)],
        }
    )
    frame.columns = pd.Index(NAMES, dtype=object)
    return frame


def written(folder: Path, words: list[str | None], **options) -> Path:
    path = folder / "made_up.rda"
    rdata.write_rda(path, {"made_up": frame_of(words)}, **options)
    return path


def test_every_type_of_column_comes_back(tmp_path: Path):
    frame = read_r("x", written(tmp_path, ["Côte d’Ivoire", None, "NA", ""]), NAMES, table="made_up")
    assert frame.to_dict(as_series=False) == {
        ROW: [1, 2, 3, 4],
        "word": ["Côte d’Ivoire", None, "NA", ""],
        "whole": [0, 1, 2, 3],
        "real": [0.0, None, 1.0, None],
        "kind": ["no", "yes", "no", "yes"],
        "yes": [True, False, False, True],
    }


def test_a_missing_factor_and_a_missing_integer_are_null(tmp_path: Path):
    frame = pd.DataFrame({"kind": pd.Categorical(["b", None, "a"]), "whole": pd.array([1, None, 3], dtype="Int32")})
    frame.columns = pd.Index(["kind", "whole"], dtype=object)
    rdata.write_rda(tmp_path / "t.rda", {"t": frame})
    read = read_r("x", tmp_path / "t.rda", ("kind", "whole"), table="t")
    assert read.drop(ROW).rows() == [("b", 1), (None, None), ("a", 3)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(words=st.lists(st.one_of(st.none(), st.text(st.characters(codec="utf-8", exclude_characters="\0"))), min_size=1))
def test_any_text_comes_back(words: list[str | None], tmp_path: Path):
    frame = read_r("x", written(tmp_path, words), ("word",), table="made_up")
    assert frame["word"].to_list() == words


@pytest.mark.parametrize("compression", ["gzip", "bzip2", "xz", None])
def test_every_compression_is_read(compression: str, tmp_path: Path):
    path = written(tmp_path, ["a", "b"], compression=compression)
    assert read_r("x", path, NAMES, table="made_up")["word"].to_list() == ["a", "b"]


def test_the_text_format_is_read_as_well(tmp_path: Path):
    path = written(tmp_path, ["a", None, "é"], file_format="ascii")
    assert read_r("x", path, NAMES, table="made_up")["word"].to_list() == ["a", None, "é"]


def test_an_rds_holds_one_frame_without_a_name(tmp_path: Path):
    rdata.write_rds(tmp_path / "t.rds", frame_of(["a", "b"]))
    assert read_r("x", tmp_path / "t.rds", ("word", "kind"))["kind"].to_list() == ["no", "yes"]


def test_only_the_columns_asked_for_are_read_in_that_order(tmp_path: Path):
    frame = read_r("x", written(tmp_path, ["a"]), ("real", "word"), table="made_up")
    assert frame.columns == [ROW, "real", "word"]


def test_another_object_is_refused_by_name(tmp_path: Path):
    with pytest.raises(DataContractError, match="an object called votes") as caught:
        read_r("x", written(tmp_path, ["a"]), ("word",), table="votes")
    assert caught.value.found == "['made_up']"


def test_an_rda_asked_for_as_an_rds_is_refused(tmp_path: Path):
    with pytest.raises(DataContractError, match="one object without a name"):
        read_r("x", written(tmp_path, ["a"]), ("word",))


def test_an_object_that_is_no_table_is_refused(tmp_path: Path):
    rdata.write_rda(tmp_path / "t.rda", {"t": [1.0, "a"]})
    with pytest.raises(DataContractError):
        read_r("x", tmp_path / "t.rda", ("word",), table="t")


def test_text_that_is_not_utf_8_is_refused(tmp_path: Path):
    raw = gzip.decompress(written(tmp_path, ["Montréal"]).read_bytes())
    (tmp_path / "latin.rda").write_bytes(raw.replace("é".encode(), b"\xe9x"))
    with pytest.raises(DataContractError, match="whole, readable file") as caught:
        read_r("x", tmp_path / "latin.rda", ("word",), table="made_up")
    assert "UnicodeDecodeError" in caught.value.found


def test_text_that_r_marks_as_latin_1_is_read_as_latin_1(tmp_path: Path):
    raw = gzip.decompress(written(tmp_path, ["Montréal"]).read_bytes())
    utf8 = "Montréal".encode()
    at = raw.index(utf8) - 8
    flags = int.from_bytes(raw[at : at + 4], "big")
    marked = (flags & ~(8 << 12) | 4 << 12).to_bytes(4, "big")
    latin = "Montréal".encode("latin-1")
    changed = raw[:at] + marked + len(latin).to_bytes(4, "big") + latin + raw[at + 8 + len(utf8) :]
    (tmp_path / "latin.rda").write_bytes(changed)
    assert read_r("x", tmp_path / "latin.rda", ("word",), table="made_up")["word"].to_list() == ["Montréal"]


def test_a_parser_that_moved_is_asked_at_its_public_door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = written(tmp_path, ["a", None, "é"])
    quick = read_r("x", path, NAMES, table="made_up")
    monkeypatch.setattr(r_frames, "_parsed", lambda _: None)
    assert read_r("x", path, NAMES, table="made_up").equals(quick)


@pytest.mark.parametrize("packed", [bz2.compress, gzip.compress, lzma.compress, bytes])
def test_a_file_cut_anywhere_is_refused(packed, tmp_path: Path):
    raw = packed(gzip.decompress(written(tmp_path, ["alpha", "beta", None, "alpha"]).read_bytes()))
    for end in range(0, len(raw) - 1, 7):
        (tmp_path / "cut.rda").write_bytes(raw[:end])
        with pytest.raises(DataContractError):
            read_r("x", tmp_path / "cut.rda", NAMES, table="made_up")


@pytest.mark.parametrize(
    ("file", "table"),
    [
        ("un_votes_2024/un_roll_calls.rda", "un_roll_calls"),
        ("un_votes_2024/un_roll_call_issues.rda", "un_roll_call_issues"),
        ("gml_mid/gml_dirdisp.rda", "gml_dirdisp"),
        ("cow_states/gw_states.rda", "gw_states"),
    ],
)
def test_every_cell_is_what_rdata_reads(file: str, table: str, real_vault: Path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = rdata.read_rda(real_vault / file)[table]
    ours = read_r("x", real_vault / file, tuple(theirs.columns), table=table)
    assert ours.height == len(theirs)
    for name in theirs.columns:
        cells = theirs[name].astype(object).where(theirs[name].notna(), None)
        assert ours[name].to_list() == cells.to_list(), name


def test_votes_are_read_from_1_8_million_strings_with_the_right_row(read_real):
    votes: pl.DataFrame = read_real("unga_votes")
    # First and last row of the producer's file, as R prints them.
    assert votes.row(0) == (3, 1, "United States", "US", 1)
    assert votes.height == 916_025
