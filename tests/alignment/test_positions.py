"""The distance of two states on the line of ideal points: published, and by our own estimate."""

from __future__ import annotations

import shutil
from datetime import date

import numpy as np
import polars as pl
import pytest

from tertius.alignment.positions import our_distance, published_distance
from tertius.alignment.ties import ties
from tertius.atlas.estimates import keep_estimates
from tertius.atlas.store import Atlas
from tertius.states import find

LATE = date(2026, 11, 22)
US, CANADA, RUSSIA = (find(code) for code in ("USA", "CAN", "RUS"))


@pytest.fixture(scope="module")
def kept(tiny_atlas, tmp_path_factory) -> Atlas:
    """The tiny atlas with made-up estimates of three states in three years."""
    folder = tmp_path_factory.mktemp("kept") / "atlas"
    shutil.copytree(tiny_atlas.root, folder)
    rows = [(2, 1.0, 0.3), (365, -0.5, 0.4), (20, 0.9, 0.3)]
    years = {2: (1988, 1989, 1990), 365: (1988, 1990), 20: (1988, 1989, 1990)}
    table = pl.DataFrame(
        [
            (cow, y - 1945, y, mean, sd, mean - 1.645 * sd, mean + 1.645 * sd, 12, 1.0)
            for cow, mean, sd in rows
            for y in years[cow]
        ],
        schema=["cow", "session", "year", "mean", "sd", "q05", "q95", "n_votes", "rhat"],
        orient="row",
    ).with_columns(pl.col("cow", "session", "year").cast(pl.Int16))
    keep_estimates(table, folder)
    return Atlas(folder)


def test_our_distance_by_hand(kept):
    s = our_distance((US, RUSSIA), LATE, kept)
    # 1.0 - (-0.5) = 1.5; sds of .3 and .4 make .5, and 1.645 of them hold 90 %.
    assert s.years == (1988, 1990)
    assert s.at(1990) == pytest.approx((1.5, 1.5 - 0.8225, 1.5 + 0.8225), abs=1e-4)
    assert s.datasets == ("unga_votes", "unga_resolutions")


def test_a_distance_and_its_interval_are_never_negative(kept):
    value, low, high = our_distance((US, CANADA), LATE, kept).at(1989)
    assert (value, low) == (pytest.approx(0.1, abs=1e-4), 0.0)
    assert high > value


def test_our_distance_is_the_same_from_both_sides(kept):
    one, two = our_distance((US, RUSSIA), LATE, kept), our_distance((RUSSIA, US), LATE, kept)
    assert one.years == two.years
    np.testing.assert_array_equal(one.values, two.values)


def test_an_estimate_is_not_known_before_its_last_vote(kept):
    # The last votes of the tiny world are of 20 December 1990; the lag is 30 days.
    assert our_distance((US, RUSSIA), date(1991, 1, 18), kept).last is None
    assert our_distance((US, RUSSIA), date(1991, 1, 19), kept).last == 1990


def test_an_atlas_without_estimates_has_no_distance_of_ours(tiny_atlas):
    assert our_distance((US, RUSSIA), LATE, tiny_atlas).last is None


def test_a_tie_shows_both_series(kept):
    t = ties("USA", "RUS", as_of=LATE, atlas=kept)
    assert t.one("ideal_ours").last == 1990
    assert t.one("ideal_distance").last == 1990


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2020, 4, 28), "No ideal points had been published"),
        (date(2020, 4, 29), "release of April 2020"),
        (LATE, "July 2025"),
    ],
)
def test_the_published_release_is_the_one_that_was_out(shipped, day, said):
    s, caveat = published_distance((US, RUSSIA), day, shipped)
    assert said in caveat
    assert (s.last is None) is (day == date(2020, 4, 28))


def test_the_published_distance_by_hand(shipped):
    s, _ = published_distance((US, RUSSIA), LATE, shipped)
    us, russia = (
        shipped.state(cow).filter(pl.col("year") == 1989)["ideal_point_2025"].cast(pl.Float64).item()
        for cow in (2, 365)
    )
    assert s.at(1989)[0] == pytest.approx(abs(us - russia))
    assert np.isnan(s.at(1989)[1])
