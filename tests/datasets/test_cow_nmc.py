"""National Material Capabilities: six components and CINC, with missing components null."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import polars as pl
import pytest
import rdata

from tertius.datasets.cow_nmc import COW_NMC

ROWS = pd.read_csv(Path(__file__).parents[1] / "samples" / "cow_nmc" / "cow_nmc.csv", dtype="float64")


@pytest.fixture(scope="session")
def capabilities(real: Callable[..., pl.DataFrame]) -> pl.DataFrame:
    return real(COW_NMC)


def saved(tmp_path: Path, change: Callable[[pd.DataFrame], pd.DataFrame], table: str = "cow_nmc") -> bytes:
    """The sample, changed, as R would save it."""
    path = tmp_path / "changed.rda"
    rdata.write_rda(path, {table: change(ROWS)})
    return path.read_bytes()


@pytest.fixture
def sample(tmp_path: Path) -> pl.DataFrame:
    path = tmp_path / "sample.rda"
    rdata.write_rda(path, {"cow_nmc": ROWS})
    return COW_NMC.read(path)


def test_it_reads_its_sample(sample):
    row = sample.filter(cow=710).row(0, named=True)
    assert row["year"] == 2022
    assert row["cinc"] == 0.23
    assert row["iron_and_steel"] == 1e6


def test_a_missing_component_is_null(sample):
    assert sample.filter(cow=365, year=1992)["military_expenditure"].item() is None
    assert sample.filter(cow=2, year=1914)["military_personnel"].item() is None


def test_a_repeated_row_is_refused(tmp_path, refuses):
    content = saved(tmp_path, lambda f: pd.concat([f, f.tail(1)], ignore_index=True))
    assert refuses(COW_NMC, content, "one row per", name="sample.rda").row == 6


def test_minus_nine_of_the_csv_edition_is_refused(tmp_path, refuses):
    content = saved(tmp_path, lambda f: f.fillna(-9.0))
    assert "-9" in refuses(COW_NMC, content, "is at least 0", name="sample.rda").found


def test_a_share_above_one_is_refused(tmp_path, refuses):
    content = saved(tmp_path, lambda f: f.assign(cinc=f.cinc * 100))
    refuses(COW_NMC, content, "cinc is at most 1", name="sample.rda")


def test_a_renamed_column_is_refused(tmp_path, refuses):
    content = saved(tmp_path, lambda f: f.rename(columns={"milper": "personnel"}))
    refuses(COW_NMC, content, r"columns \['milper'\] must be there", name="sample.rda")


def test_another_table_is_refused(tmp_path, refuses):
    refuses(COW_NMC, saved(tmp_path, lambda f: f, "gw_nmc"), "an object called cow_nmc", name="sample.rda")


def test_a_file_cut_short_or_of_another_kind_is_refused(tmp_path, refuses):
    whole = saved(tmp_path, lambda f: f)
    for content in (whole[: len(whole) // 2], b"<!DOCTYPE html>", "ccode,year".encode("utf-16"), b""):
        refuses(COW_NMC, content, "whole, readable file", name="sample.rda")


def test_the_real_file_has_the_rows_and_years_of_the_manifest(capabilities):
    assert capabilities.height == 17_121
    assert (capabilities["year"].min(), capabilities["year"].max()) == (1816, 2022)


def test_cinc_of_2022_is_as_published(capabilities):
    # From the description of the file: China .234, United States .124, Russia .038.
    last = capabilities.filter(year=2022)
    for state, share in ((710, 0.234), (2, 0.124), (365, 0.038)):
        assert last.filter(cow=state)["cinc"].item() == pytest.approx(share, abs=0.0005)


def test_military_spending_is_missing_in_12_percent_after_2016(capabilities):
    late = capabilities.filter(pl.col("year") > 2016)
    assert late["military_expenditure"].is_null().mean() == pytest.approx(0.12, abs=0.005)


def test_shares_of_a_year_add_up_to_one_or_a_little_more(capabilities):
    totals = capabilities.group_by("year").agg(pl.col("cinc").sum())["cinc"]
    assert totals.min() == pytest.approx(1, abs=0.001)
    assert totals.max() == pytest.approx(1.075, abs=0.001)


def test_a_share_jumps_when_a_big_state_leaves(capabilities):
    # Fourteen republics left the Soviet Union in 1991; what remained is the same state 365.
    russia = dict(capabilities.filter(cow=365).select("year", "cinc").rows())
    assert russia[1992] < 0.75 * russia[1990]
    assert any("enter or leave" in caveat for caveat in COW_NMC.caveats)
