"""Today's dependence beside its history."""

from __future__ import annotations

from datetime import date

import pytest

from tertius.alignment.dependence import Exposure, dependence_between
from tertius.states import find
from tertius.wedge.scenarios.extrapolation import Reach, reaches

RUSSIA, CHINA = find("RUS"), find("CHN")


def test_russias_trade_with_china_is_outside_its_range(shipped):
    known = dependence_between(RUSSIA, CHINA, as_of=date(2026, 11, 22), atlas=shipped)
    found = {(r.of, r.measure): r for r in reaches(RUSSIA, CHINA, known, shipped)}
    now = found["RUS", "trade_share_russia"]
    assert now.year == 2024
    assert now.value == pytest.approx(0.334, abs=0.001)
    assert now.own_high == pytest.approx(0.23, abs=0.005)
    assert now.outside_own
    assert not now.outside
    assert "an extrapolation" in now.says(RUSSIA, CHINA)
    assert "Russia's goods trade with China" in now.says(RUSSIA, CHINA)
    # China leaned on the Soviet Union for more than half of its trade in the 1950s.
    assert found["CHN", "trade_share_china_bound"].own_high > 0.5
    assert not found["CHN", "trade_share_china_bound"].outside_own


def test_a_figure_of_history_itself_lies_inside(shipped):
    known = dependence_between(RUSSIA, CHINA, as_of=date(2016, 1, 1), atlas=shipped)
    found = reaches(RUSSIA, CHINA, known, shipped)
    assert found
    assert not any(r.outside or r.outside_own for r in found)
    assert all(r.says(RUSSIA, CHINA) == "" for r in found)
    assert all(r.n > 1_000 and r.comparable == "pairs of major powers" for r in found)


def test_a_share_beyond_all_pairs_is_flagged_against_them():
    far = Reach("trade_share", "goods trade", "RUS", "CHN", 0.8, 2024, "pairs of major powers", 9, 0, 0.69, 0, 0.23)
    assert far.outside
    assert "outside the range of pairs of major powers, 0–69\u2009%" in far.says(RUSSIA, CHINA)


def test_what_was_never_seen_is_not_flagged():
    lone = Reach("trade_share", "goods trade", "RUS", "CHN", 0.8, 2024, "pairs", 0, None, None, None, None)
    assert not lone.outside
    assert not lone.outside_own


def test_other_figures_are_passed_over(shipped):
    other = Exposure("RUS", "USA", "trade_share", "goods trade", 0.1, "share", 2014, "cow_trade")
    gap = Exposure("RUS", "CHN", "asymmetry", "gap", 0.1, "-1 to 1", 2014, "cow_trade")
    assert reaches(RUSSIA, CHINA, (other, gap), shipped) == ()
