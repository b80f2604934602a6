"""Ours against published: each figure by construction, on the published series itself."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from tertius.alignment.published import against_published


@pytest.fixture(scope="module")
def published(shipped) -> pl.DataFrame:
    """The release of April 2020 in the form of a table of ours, with intervals of ±0.1."""
    value = pl.col("ideal_point_2020").cast(pl.Float64)
    return (
        shipped.table("states")
        .select(pl.col("state").alias("cow"), (pl.col("year") - 1945).alias("session"), "year", value.alias("mean"))
        .drop_nulls()
        .with_columns((pl.col("mean") - 0.1).alias("q05"), (pl.col("mean") + 0.1).alias("q95"))
        .collect()
    )


def test_the_series_agrees_with_itself(published, shipped):
    c = against_published(published, atlas=shipped)
    assert c.release == "April 2020"
    assert c.n == published.height > 10_000
    assert [c.correlation, c.worst_session, c.change_5, c.covered] == pytest.approx([1, 1, 1, 1])


def test_the_session_that_disagrees_is_named(published, shipped):
    turned = published.with_columns(
        pl.when(pl.col("year") == 1983).then(-pl.col("mean")).otherwise("mean").alias("mean")
    )
    c = against_published(turned, atlas=shipped)
    assert (c.worst_session_year, c.worst_session) == (1983, pytest.approx(-1))
    assert c.correlation < 1


def test_the_share_held_counts_intervals_with_the_published_point_inside(published, shipped):
    off = published.with_columns(
        pl.when(pl.col("year") >= 2000).then(pl.col("q05") + 0.15).otherwise("q05").alias("q05")
    )
    wanted = (published["year"] < 2000).mean()
    assert against_published(off, atlas=shipped).covered == pytest.approx(wanted)


def test_changes_are_between_sessions_five_apart_as_a_loop_has_it(published, shipped):
    some = published.filter(pl.col("cow").is_in([2, 365, 710, 20]) | (pl.col("year") == 1990))
    rng = np.random.default_rng(0)
    noisy = some.with_columns(pl.col("mean") + pl.Series(0.2 * rng.standard_normal(some.height)))
    ours = {(c, s): m for c, s, m in noisy.select("cow", "session", "mean").iter_rows()}
    theirs = {(c, s): m for c, s, m in some.select("cow", "session", "mean").iter_rows()}
    pairs = [(ours[c, s + 5] - m, theirs[c, s + 5] - theirs[c, s]) for (c, s), m in ours.items() if (c, s + 5) in ours]
    wanted = np.corrcoef(np.array(pairs).T)[0, 1]
    assert against_published(noisy, atlas=shipped).change_5 == pytest.approx(wanted)


@pytest.mark.parametrize(("release", "said"), [("2020", "April 2020"), ("2024", "June 2024"), ("2025", "July 2025")])
def test_a_release_is_chosen_by_its_year(published, shipped, release, said):
    assert against_published(published, release=release, atlas=shipped).release == said


def test_a_vintage_too_short_for_changes_has_none(published, shipped):
    c = against_published(published.filter(pl.col("year") < 1950), atlas=shipped)
    assert c.change_5 is None
    assert "five-year" not in c.explain()
    assert c.to_dict()["change_5"] is None


def test_too_few_states_are_not_compared(published, shipped, tiny_atlas):
    assert against_published(published.filter(pl.col("cow") < 30), atlas=shipped) is None
    assert against_published(published.head(0), atlas=shipped) is None


def test_the_sentence_is_the_self_test(published, shipped):
    said = against_published(published, atlas=shipped).explain()
    assert said.startswith("Ours against published (April 2020): r = 1.0000 over 10,4")
