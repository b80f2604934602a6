"""Published ideal points: three vintages with three layouts, and three series that must not mix."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tertius.datasets.un_ideal_points import UN_IDEAL_POINTS_2020, UN_IDEAL_POINTS_2024, UN_IDEAL_POINTS_2025

VINTAGES = ("un_ideal_points_2020", "un_ideal_points_2024", "un_ideal_points_2025")
each_vintage = pytest.mark.parametrize("key", VINTAGES)


def test_year_is_the_session_plus_1945(sample_of, tmp_path: Path):
    for dataset in (UN_IDEAL_POINTS_2020, UN_IDEAL_POINTS_2024, UN_IDEAL_POINTS_2025):
        frame = dataset.read(*sample_of(dataset, tmp_path))
        assert (frame["year"] - frame["session"]).unique().to_list() == [1945]


def test_columns_that_were_renamed_mean_the_same(sample_of, tmp_path: Path):
    old = UN_IDEAL_POINTS_2020.read(*sample_of(UN_IDEAL_POINTS_2020, tmp_path))
    new = UN_IDEAL_POINTS_2024.read(*sample_of(UN_IDEAL_POINTS_2024, tmp_path))
    assert old.columns == new.columns
    assert old.row(0) == (2, 73, 2018, 2.1, 1.8, 1.9, 2.1, 2.3, 2.4, 95)
    assert new.row(0) == (2, 77, 2022, 2.2, 1.9, 2.0, 2.2, 2.4, 2.5, 88)


def test_the_three_series_stay_apart(sample_of, tmp_path: Path):
    frame = UN_IDEAL_POINTS_2025.read(*sample_of(UN_IDEAL_POINTS_2025, tmp_path))
    series = frame.select("year", "ideal_point_fp", "ideal_point_all", "ideal_point_legacy").rows()
    assert series == [(2023, 2.2, 1.9, 2.5), (2023, -0.4, -1.2, -0.5), (2024, -0.6, None, None)]


def test_the_file_of_2020_is_latin_1(real_vault: Path):
    raw = (real_vault / UN_IDEAL_POINTS_2020.files[0].name).read_bytes()
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")
    assert "São Tomé" in raw.decode("latin-1")


@each_vintage
def test_russia_holds_the_ussr(key: str, read_real):
    russia = read_real(key).filter(pl.col("cow") == 365)
    assert russia["year"].min() == 1946
    assert russia.height == russia["year"].max() - 1946  # no gap but session 19


@each_vintage
def test_session_19_is_not_estimated(key: str, read_real):
    assert 19 not in read_real(key)["session"].to_list()


@each_vintage
def test_a_mean_lies_between_its_quantiles(key: str, read_real):
    frame = read_real(key)
    for end in ("_fp", "_all") if key.endswith("2025") else ("",):
        rows = frame.drop_nulls(f"ideal_point{end}")
        low, mean, high = (rows[f"{name}{end}"] for name in ("q05", "ideal_point", "q95"))
        assert ((low <= mean) & (mean <= high)).all()


def test_the_series_end_in_different_years(read_real):
    frame = read_real("un_ideal_points_2025")
    last = {s: frame.drop_nulls(f"ideal_point_{s}")["year"].max() for s in ("fp", "all", "legacy")}
    assert last == {"fp": 2024, "all": 2023, "legacy": 2023}


def test_the_legacy_series_is_the_vintage_of_2024(read_real):
    new, old = read_real("un_ideal_points_2025"), read_real("un_ideal_points_2024")
    both = new.join(old, on=["cow", "session"]).drop_nulls("ideal_point_legacy")
    assert both.height == old.height
    # Stata keeps seven digits.
    assert (both["ideal_point_legacy"] - both["ideal_point"]).abs().max() < 1e-6


def test_vintages_agree_in_order_and_not_in_level(read_real):
    old, new = read_real("un_ideal_points_2020"), read_real("un_ideal_points_2025")
    both = old.join(new, on=["cow", "session"]).drop_nulls("ideal_point_all")
    ours, theirs = both["ideal_point"].to_numpy(), both["ideal_point_all"].to_numpy()
    assert np.corrcoef(ours, theirs)[0, 1] > 0.98
    assert np.abs(ours - theirs).max() > 0.3


def test_russia_of_2021_depends_on_the_series(read_real):
    russia = read_real("un_ideal_points_2025").filter((pl.col("cow") == 365) & (pl.col("year") == 2021))
    assert russia["ideal_point_fp"].item() == pytest.approx(-0.026, abs=1e-3)
    assert russia["ideal_point_all"].item() == pytest.approx(-0.776, abs=1e-3)
