"""Every dataset, built in or plugged in, passes every one of these.

A dataset ships `tests/samples/<key>/`: a made-up csv for each of its files, under that file's
stem, and `facts.toml` with the rows of the producer's file and one value it must refuse.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import polars as pl
import pytest

from tertius.datasets import BUILT_IN, Dataset, catalogue, load
from tertius.datasets.declaration import ROW
from tertius.errors import DataContractError, UnknownName, VaultError

SAMPLES = Path(__file__).parents[1] / "samples"

each = pytest.mark.parametrize("dataset", catalogue().values(), ids=lambda d: d.key)


def facts_of(dataset: Dataset) -> dict:
    return tomllib.loads((SAMPLES / dataset.key / "facts.toml").read_text())


def refused(dataset: Dataset, paths: tuple[Path, ...], *, rows: bool = False) -> DataContractError:
    """The refusal, which names dataset, file, what was found, a hint, and the row where there is one."""
    with pytest.raises(DataContractError) as caught:
        dataset.read(*paths)
    error = caught.value
    assert error.dataset == dataset.key
    assert error.file in {str(path) for path in paths}
    assert error.found
    assert error.hint
    assert all(part in str(error) for part in (dataset.key, error.file, "found:", "hint:"))
    if rows:
        assert error.row is not None
        assert f"row {error.row}" in str(error)
    return error


def opened(dataset: Dataset, text: bytes) -> tuple[bytes, bytes]:
    """The lines above the header, of which `facts.toml` says how many there are, and the table."""
    above = facts_of(dataset).get("preamble", 0)
    lines = text.split(b"\n", above)
    return b"".join(line + b"\n" for line in lines[:above]), lines[above]


@each
def test_it_ships_a_sample_and_reads_it(dataset: Dataset, sample_of, tmp_path: Path):
    frame = dataset.read(*sample_of(dataset, tmp_path))
    assert not frame.is_empty()
    assert frame.columns == list(dataset.columns)


@each
def test_its_sample_can_be_read_by_a_person(dataset: Dataset):
    for sample in (SAMPLES / dataset.key).glob("*.csv"):
        assert sample.read_bytes().count(b"\n") <= 51


@each
def test_it_parses_into_its_declared_columns_and_the_row(dataset: Dataset, sample_of, tmp_path: Path):
    frame = dataset.parse(sample_of(dataset, tmp_path))
    assert set(frame.columns) == {ROW, *dataset.columns}
    assert frame[ROW].is_sorted()


@each
def test_its_grain_is_made_of_its_columns(dataset: Dataset):
    assert dataset.grain
    assert set(dataset.grain) <= set(dataset.columns)
    assert not any(dataset.columns[name].nullable for name in dataset.grain)


@each
def test_it_can_be_cited(dataset: Dataset):
    source = dataset.source
    assert source.url.startswith("http")
    assert len(source.citation) > 40
    assert source.producer
    assert source.licence.derived
    assert source.licence.url.startswith("http")


@each
def test_it_tells_what_it_is_and_what_to_beware_of(dataset: Dataset):
    assert len(dataset.about) > 60
    assert dataset.caveats
    assert all(column.about for column in dataset.columns.values())
    assert dataset.first_year < dataset.last_year
    assert dataset.lag_days > 0


@each
def test_its_files_can_be_got(dataset: Dataset):
    for file in dataset.files:
        assert len(file.sha256) == 64
        assert file.size > 0
        assert (file.url or "").startswith("https://") or len(file.by_hand) > 20


@each
def test_a_repeated_row_is_refused(dataset: Dataset, sample_of, tmp_path: Path):
    main = Path(dataset.files[0].name).stem

    def twice(stem: str, text: bytes) -> bytes:
        return text + text.splitlines(keepends=True)[-1] if stem == main else text

    error = refused(dataset, sample_of(dataset, tmp_path, twice), rows=True)
    assert "one row per" in error.what


@each
def test_an_unknown_value_is_refused(dataset: Dataset, sample_of, tmp_path: Path):
    unknown = facts_of(dataset)["unknown"]

    def changed(stem: str, text: bytes) -> bytes:
        if stem != unknown["file"]:
            return text
        above, table = opened(dataset, text)
        header, first, *rest = csv.reader(io.StringIO(table.decode("latin-1")))
        first[header.index(unknown["column"])] = unknown["value"]
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows([header, first, *rest])
        return above + out.getvalue().encode("latin-1")

    error = refused(dataset, sample_of(dataset, tmp_path, changed), rows=True)
    first_row = dataset.parse(sample_of(dataset, tmp_path / "untouched"))[ROW][0]
    assert error.row == first_row
    assert unknown["value"] in error.found


@each
def test_a_file_cut_short_is_refused(dataset: Dataset, sample_of, tmp_path: Path):
    for i in range(len(dataset.files)):
        paths = sample_of(dataset, tmp_path / str(i))
        whole = paths[i].read_bytes()
        last_line = whole.rstrip(b"\n").rfind(b"\n")
        end = (3 * last_line + len(whole)) // 4 if paths[i].suffix == ".csv" else len(whole) * 2 // 3
        paths[i].write_bytes(whole[:end])
        refused(dataset, paths)


@each
def test_an_empty_file_is_refused(dataset: Dataset, sample_of, tmp_path: Path):
    for i in range(len(dataset.files)):
        paths = sample_of(dataset, tmp_path / str(i))
        paths[i].write_bytes(b"")
        assert refused(dataset, paths).file == str(paths[i])


@each
def test_a_file_that_is_not_there_is_refused(dataset: Dataset, sample_of, tmp_path: Path):
    for i in range(len(dataset.files)):
        paths = sample_of(dataset, tmp_path / str(i))
        paths[i].unlink()
        assert refused(dataset, paths).file == str(paths[i])


@each
def test_another_encoding_or_format_is_refused(dataset: Dataset, sample_of, tmp_path: Path):
    for i, file in enumerate(dataset.files):
        paths = sample_of(dataset, tmp_path / str(i))
        text = (SAMPLES / dataset.key / f"{Path(file.name).stem}.csv").read_bytes().decode("latin-1")
        paths[i].write_bytes(text.encode("utf-16"))
        assert refused(dataset, paths).file == str(paths[i])


@each
def test_renamed_columns_are_refused_as_another_version(dataset: Dataset, sample_of, tmp_path: Path):
    for i, file in enumerate(dataset.files):

        def renamed(stem: str, text: bytes, target: str = Path(file.name).stem) -> bytes:
            if stem != target:
                return text
            above, table = opened(dataset, text)
            header, rest = table.split(b"\n", 1)
            return above + b",".join(b"x_" + n.strip(b'"') for n in header.split(b",")) + b"\n" + rest

        paths = sample_of(dataset, tmp_path / str(i), renamed)
        error = refused(dataset, paths, rows=True)
        assert error.file == str(paths[i])
        assert "must be there" in error.what
        assert "another version" in error.hint


@each
def test_a_web_page_in_place_of_the_file_is_refused(dataset: Dataset, sample_of, tmp_path: Path):
    for i in range(len(dataset.files)):
        paths = sample_of(dataset, tmp_path / str(i))
        paths[i].write_text("<!DOCTYPE html>\n<html><body>404: Not Found</body></html>\n")
        assert refused(dataset, paths).file == str(paths[i])


@each
def test_the_producers_files_are_the_ones_declared(dataset: Dataset, real_vault: Path):
    for file in dataset.files:
        held = (real_vault / file.name).read_bytes()
        assert len(held) == file.size
        assert hashlib.sha256(held).hexdigest() == file.sha256


@each
def test_the_producers_files_keep_the_declaration(dataset: Dataset, read_real):
    frame: pl.DataFrame = read_real(dataset.key)
    assert frame.height == facts_of(dataset)["rows"]
    assert frame.schema == {name: column.dtype for name, column in dataset.columns.items()}
    if "year" in frame.columns:
        assert (frame["year"].min(), frame["year"].max()) == (dataset.first_year, dataset.last_year)


def test_no_key_is_taken_twice():
    assert len({dataset.key for dataset in BUILT_IN}) == len(BUILT_IN)


def test_the_catalogue_offers_the_nearest_name():
    with pytest.raises(UnknownName, match="unga_votes"):
        load("unga_vote", Path())


def test_a_dataset_is_loaded_from_its_vault_or_its_files(sample_of, tmp_path: Path):
    dataset = catalogue()["unga_votes"]
    paths = sample_of(dataset, tmp_path)
    assert load("unga_votes", tmp_path).equals(load("unga_votes", *paths))


def test_too_few_files_are_refused_with_those_that_are_needed(tmp_path: Path):
    with pytest.raises(VaultError, match=r"un_votes\.rda and .*un_roll_calls\.rda"):
        load("unga_votes", tmp_path / "un_votes.rda")


def test_the_catalogue_loads_neither_rdata_nor_pandas():
    probe = "import sys, tertius.datasets as d; d.catalogue(); print({'rdata', 'pandas'} & set(sys.modules))"
    where = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    said = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, env=where)
    assert said.stdout.strip() == "set()"
