"""A producer's names become COW codes, each in its own year."""

from __future__ import annotations

import polars as pl
import pytest

from tertius.atlas.figures.codes import coded


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("Germany", 1975, 260),
        ("Germany", 1990, 255),
        ("Germany", 1995, 255),
        ("East Germany", 1975, 265),
        ("Soviet Union", 1980, 365),
        ("Russia", 1980, 365),
        ("Russia", 2020, 365),
        ("Yemen", 1985, 678),
        ("Yemen", 1990, 679),
        ("Yemen", 2020, 679),
        ("Taiwan", 1960, 713),
        ("China", 1960, 710),
        ("Yugoslavia", 1980, 345),
        ("Serbia", 2010, 345),
        ("Czechoslovakia", 1992, 315),
        ("Czechia", 1993, 316),
        ("NATO**", 2000, None),
        ("Hong Kong", 2000, None),
        ("", 2000, None),
        (None, 2000, None),
    ],
)
def test_a_name_means_the_state_that_bore_it_in_that_year(name, year, code):
    frame = pl.DataFrame({"who": [name], "when": [year]}, schema={"who": pl.String, "when": pl.Int64})
    assert coded(frame, "who", year="when", into="cow")["cow"].to_list() == [code]


def test_no_row_is_lost_or_moved():
    frame = pl.DataFrame(
        {"who": ["China", None, "Nowhere", "China"], "when": [2000, 2000, 1999, 2000], "n": [1, 2, 3, 4]}
    )
    found = coded(frame, "who", year="when", into="cow")
    assert found.columns == ["who", "when", "n", "cow"]
    assert found["n"].to_list() == [1, 2, 3, 4]
    assert found["cow"].to_list() == [710, None, None, 710]
    assert found["cow"].dtype == pl.Int16
