"""The indicators of the latent tie: by hand, and nothing that was not public on the day."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from tertius.alignment.tie_panel import TIE_INDICATORS, newest_evidence, tie_panel
from tertius.atlas.columns import column
from tertius.errors import OutsideCoverage
from tertius.provenance import known_at

LATE = date(2026, 11, 22)
AT = {i.key: k for k, i in enumerate(TIE_INDICATORS)}


@pytest.fixture(scope="module")
def now(shipped):
    return tie_panel(shipped, as_of=LATE)


def value(found, a: int, b: int, year: int, key: str) -> float:
    return float(found.panel.y[found.row(a, b), year - found.years.start, AT[key]])


def test_kappa_is_the_kappa_of_the_atlas(now, shipped):
    published = shipped.dyad(365, 710).select("year", "kappa").drop_nulls()
    for year, kappa in published.iter_rows():
        got = value(now, 365, 710, year, "votes")
        if np.isfinite(got):
            assert got == pytest.approx(kappa, abs=1e-4)


def test_a_pact_to_fight_together_ranks_above_any_other(now):
    assert value(now, 2, 200, 1980, "alliance") == 1.0
    assert value(now, 2, 365, 1980, "alliance") == 0.5  # a pact without a promise to fight
    assert value(now, 2, 710, 1960, "alliance") == 0.0
    assert np.isnan(value(now, 2, 200, 2019, "alliance"))


def test_arms_count_where_one_of_the_two_sells(now):
    assert value(now, 365, 710, 1955, "arms") == pytest.approx(1.0, abs=0.02)
    # Neither Bolivia nor Mali has sold arms to anyone: no share is expected, so none is a zero.
    assert np.isnan(value(now, 145, 432, 1990, "arms"))


def test_residuals_are_net_of_the_states_levels(now, shipped):
    t = 1990 - now.years.start
    frame = pl.DataFrame({"a": now.pairs[:, 0], "b": now.pairs[:, 1], "left": now.panel.y[:, t, AT["trade"]]})
    frame = frame.filter(pl.col("left").is_finite())
    both = pl.concat([frame.select("a", "left"), frame.select(pl.col("b").alias("a"), "left")])
    assert both.group_by("a").agg(pl.col("left").sum())["left"].abs().max() < 1e-3


def test_neighbours_at_war_stand_apart_in_disputes(now):
    assert value(now, 630, 645, 1985, "dispute") < -0.5
    assert abs(value(now, 2, 20, 1985, "dispute")) < 0.1


@pytest.mark.parametrize("day", [date(1985, 6, 1), date(2012, 3, 1)])
def test_nothing_is_known_before_its_lag_is_over(shipped, day):
    found = tie_panel(shipped, as_of=day)
    for i in TIE_INDICATORS:
        seen = np.isfinite(found.panel.y[:, :, AT[i.key]]).any(axis=0)
        last = found.years.start + int(np.flatnonzero(seen)[-1])
        for name in i.columns:
            assert known_at(last, column(name).lag_days) <= day
        assert last < day.year


def test_poisoning_what_came_later_changes_nothing(tiny_atlas, tmp_path):
    import shutil

    from tertius.atlas.build import _commit
    from tertius.atlas.store import Atlas

    day = date(1986, 3, 1)
    folder = shutil.copytree(tiny_atlas.root, tmp_path / "poisoned")
    tables = {name: tiny_atlas.table(name).collect() for name in ("rollcalls", "dyads", "states")}
    late = pl.col("year") > 1985
    tables["dyads"] = tables["dyads"].with_columns(
        pl.when(late).then(0.9).otherwise(pl.col(c)).cast(pl.Float32).alias(c)
        for c in ("trade_share_a", "trade_share_b", "arms_share_a")
    )
    _commit(tables, tiny_atlas.manifest["snapshots"], folder)
    clean, dirty = (tie_panel(a, as_of=day) for a in (tiny_atlas, Atlas(folder)))
    np.testing.assert_array_equal(clean.panel.y, dirty.panel.y)


def test_only_the_votes_given_are_read(shipped):
    calls = shipped.final_rollcalls
    half = calls.where(np.arange(len(calls)) % 2 == 0)
    pairs = np.array([[365, 710], [2, 365]], dtype=np.int16)
    one = tie_panel(shipped, as_of=LATE, votes=half, pairs=pairs)
    two = tie_panel(shipped, as_of=LATE, votes=calls, pairs=pairs)
    assert one.pairs.tolist() == [[2, 365], [365, 710]]
    assert not np.allclose(one.panel.y[..., 0], two.panel.y[..., 0], equal_nan=True)
    np.testing.assert_array_equal(one.panel.y[..., 1:], two.panel.y[..., 1:])


def test_before_anything_was_public_it_is_refused(shipped):
    with pytest.raises(OutsideCoverage, match="no indicator"):
        tie_panel(shipped, as_of=date(1946, 1, 1))


def test_the_newest_value_of_a_pair_is_the_panels(now, shipped):
    (seen,) = newest_evidence(shipped, [(710, 365)], as_of=LATE)
    assert set(seen) == set(AT)
    for key, (year, got, _) in seen.items():
        assert got == pytest.approx(value(now, 365, 710, year, key), abs=1e-5)
    assert seen["votes"][0] == 2022
