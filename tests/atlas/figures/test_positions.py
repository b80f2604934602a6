"""Published ideal points, each release in its own column."""

from __future__ import annotations

import polars as pl

from tertius.atlas.figures.positions import positions


def release(column: str, *rows: tuple) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={"cow": pl.Int16, "year": pl.Int16, column: pl.Float64}, orient="row")


def test_releases_stand_side_by_side_and_are_never_mixed():
    found = positions(
        {
            "un_ideal_points_2020": release("ideal_point", (2, 2019, 2.12345678), (365, 2019, -0.5)),
            "un_ideal_points_2024": release("ideal_point", (2, 2019, 2.5), (2, 2023, 2.75)),
            "un_ideal_points_2025": release("ideal_point_fp", (2, 2023, 3.0), (710, 2024, None)),
        }
    ).sort("state", "year")
    assert found.columns == ["state", "year", "ideal_point_2020", "ideal_point_2024", "ideal_point_2025"]
    assert found.select("state", "year").rows() == [(2, 2019), (2, 2023), (365, 2019)]
    assert found["ideal_point_2024"].to_list() == [2.5, 2.75, None]
    assert found["ideal_point_2025"].to_list() == [None, 3.0, None]
    assert abs(found["ideal_point_2020"][0] - 2.1235) < 1e-6


def test_a_release_may_lack_what_the_others_have():
    found = positions(
        {
            "un_ideal_points_2020": release("ideal_point", (2, 1950, 1.0)),
            "un_ideal_points_2024": release("ideal_point", (2, 1950, None)),
            "un_ideal_points_2025": release("ideal_point_fp", (2, 1950, None)),
        }
    )
    assert found.rows() == [(2, 1950, 1.0, None, None)]
