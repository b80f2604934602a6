"""Figures of today: their range, their history, and what cannot be set."""

from __future__ import annotations

from datetime import date

import pytest

from tertius.errors import ImpossibleQuestion
from tertius.wedge.scenarios.grounds import WhatIfOptions
from tertius.wedge.scenarios.scenario import from_settings
from tertius.wedge.scenarios.today import figures_today, refuse_impossible_figures
from tertius.wedge.scenarios.whatif import compare

FIRST = ("USA", "RUS", "CHN")


@pytest.fixture(scope="module")
def today(shipped):
    return figures_today(FIRST, date(2026, 11, 22))[1]


def test_the_figures_of_the_first_triad(today):
    assert list(today) == ["trade.share_c", "trade.share_b", "arms.share_c", "sanctions.cases"]
    share = today["trade.share_c"]
    assert share.shown == "33\u2009% in 2024, Russia's trade (IMF)"
    assert share.most == pytest.approx(0.995, abs=0.001)
    assert (share.reach.own_high, share.reach.high) == (pytest.approx(0.23, abs=0.005), pytest.approx(0.69, abs=0.005))
    assert today["sanctions.cases"].reach.own_range == "0 to 4"
    assert today["sanctions.cases"].to_dict()["today"] == 12


def test_on_an_earlier_day_earlier_figures_hold(shipped):
    _, then = figures_today(FIRST, date(2016, 11, 22))
    assert then["trade.share_c"].reach.year == 2014
    assert then["sanctions.cases"].reach.year == 2015


@pytest.mark.parametrize(
    ("key", "level", "said"),
    [
        ("trade.share_c", "1.2", "lies between 0 and 0.995"),
        ("trade.share_c", "0.999", "of that trade of Russia is with the United States"),
        ("trade.share_c", "-1", "lies between 0 and 0.995"),
        ("arms.share_c", "130%", "lies between 0 and 1"),
        ("sanctions.cases", "101", "no state ever had more than 14"),
        ("sanctions.cases", "-1", "lies between 0 and 100"),
    ],
)
def test_a_figure_out_of_its_range_is_refused_with_the_range_and_today(today, key, level, said):
    with pytest.raises(ImpossibleQuestion, match=said) as refused:
        refuse_impossible_figures(from_settings({key: level}).branches, today)
    assert f"today {today[key].shown}" in refused.value.found


@pytest.mark.parametrize(("mine", "theirs"), [("0.4", "0"), ("0", "0.1"), ("0.9", "0.01"), ("0.05", "0.5")])
def test_shares_that_contradict_each_other_are_refused(today, mine, theirs):
    chosen = from_settings({"trade.share_c": mine, "trade.share_b": theirs})
    with pytest.raises(ImpossibleQuestion, match="contradict each other") as refused:
        refuse_impossible_figures(chosen.branches, today)
    assert "today 33\u2009% and 7\u2009%" in refused.value.found


@pytest.mark.parametrize(("mine", "theirs"), [("0.45", "0.0875"), ("0", "0"), ("0.5", "0.05")])
def test_shares_that_go_together_are_taken(today, mine, theirs):
    refuse_impossible_figures(from_settings({"trade.share_c": mine, "trade.share_b": theirs}).branches, today)


def test_the_ratio_of_two_whole_trades_has_moved_as_little_as_is_said(shipped):
    """Share of b in a's trade over that of a in b's is b's whole trade over a's."""
    import numpy as np
    import polars as pl

    from tertius.wedge.scenarios.today import FARTHEST

    rows = (
        shipped.table("dyads")
        .select("a", "b", "year", "trade_share_a", "trade_share_b")
        .drop_nulls()
        .filter((pl.col("trade_share_a") > 0.001) & (pl.col("trade_share_b") > 0.001))
        .select("a", "b", "year", (pl.col("trade_share_a") / pl.col("trade_share_b")).log().alias("ratio"))
        .collect()
    )
    later = rows.with_columns(pl.col("year") - 5)
    moved = rows.join(later, on=["a", "b", "year"], suffix="_later")
    assert len(moved) == 86_336
    far = (moved["ratio_later"] - moved["ratio"]).abs().to_numpy()
    assert np.exp(np.quantile(far, 0.99)) == pytest.approx(FARTHEST, abs=0.05)


def test_what_is_not_known_today_cannot_be_set(made):
    with pytest.raises(ImpossibleQuestion, match="where the figure of today is not known"):
        compare(made, from_settings({"arms.share_c": 0.2}), WhatIfOptions())


def test_what_is_set_stands_beside_its_history(triad):
    found = compare(triad, from_settings({"trade.share_c": 0.45}, {"trade.share_c": 0.8}), WhatIfOptions())
    one, two = found.reaches[:2]
    assert (one.as_set, one.shown, one.outside, one.outside_own) == (True, "45\u2009% (as set)", False, True)
    assert two.outside
    assert any("45\u2009% as set, is outside the pair's own range" in c for c in found.caveats)
    assert any("80\u2009% as set, is outside the range of pairs of major powers" in c for c in found.caveats)
    assert found.extrapolates
    assert found.caveats[1].startswith("No effect here is elicited")
    cases = compare(triad, from_settings({"sanctions.cases": 14}), WhatIfOptions())
    assert any(
        "sanction cases against Russia, 14 as set, is outside the range of pairs of major powers, 0 to 7" in c
        for c in cases.caveats
    )


def test_the_figure_of_today_is_refused_as_no_change(triad):
    with pytest.raises(ImpossibleQuestion, match=r"sanctions\.cases is 12 already"):
        compare(triad, from_settings({"sanctions.cases": 12}), WhatIfOptions())
