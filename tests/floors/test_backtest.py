"""What the kept backtest must hold: the ranges an earlier study found, calibration, and no skill too good to be true.

The study's figures stand in the table "Honest expected skill" of this project's design note: a
logistic on position alone, five years ahead, United States as A, votes of sessions 1 to 74. A
row there is a point with its 90 % interval by year block, and a value for disjoint halves. Two
tests of one thing made apart agree when the interval of either holds the other's point; the
floors below say that, and pin what was computed here on the votes whose hash stands beside it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tertius.forecasting.backtest.kept_record import kept_backtest
from tertius.forecasting.backtest.record import ALARM

VOTES = "e08ddb48dfb31b3684e15bbeab3be7e6cf720c3a14d5774a635f81b6a1d1927d"
"""sha256 of the roll calls the record was made from."""

# Target and C: the study's rate, skill with the same votes (low, high), disjoint, AUC same and disjoint.
STUDY = {
    ("T1b toward", "RUS"): (0.049, (-0.01, 0.06), -0.03, 0.56, 0.50),
    ("T1b toward", "CHN"): (0.038, (-0.02, -0.01), -0.04, 0.41, 0.46),
    ("T1b away", "RUS"): (0.048, (-0.21, 0.13), 0.03, 0.80, 0.74),
    ("T1b away", "CHN"): (0.033, (-0.09, 0.03), -0.01, 0.67, 0.65),
    ("1-D .4 toward", None): (0.081, (0.06, 0.15), 0.06, 0.74, 0.66),
    ("1-D .4 away", None): (0.061, (-0.03, 0.00), -0.02, 0.59, 0.54),
}
# Computed here: position's skill with the same votes and with disjoint halves; the model's with disjoint halves.
FLOORS = {
    ("T1b toward", "RUS"): (-0.09, -0.08, 0.0),
    ("T1b toward", "CHN"): (-0.015, -0.02, -0.005),
    ("T1b away", "RUS"): (0.04, 0.03, 0.0),
    ("T1b away", "CHN"): (0.02, 0.0, 0.025),
    ("1-D .4 toward", None): (0.08, 0.05, 0.005),
    ("1-D .4 away", None): (-0.025, -0.02, -0.005),
}
# Where the two do not agree: computed -.08 (-.14 to -.03), the study +.03 (-.01 to +.06). A matter of level:
# with the mean of position's forecasts held to the rate at each origin, the skill is .00.
APART = {("T1b toward", "RUS", "same")}


# The calibration slope with an intercept for each target, C, horizon and kind of votes; 1 is right.
WITHIN = 0.68


@pytest.fixture(scope="module")
def found(shipped):
    record = kept_backtest(shipped)
    assert record is not None
    return record


@pytest.fixture(params=STUDY, ids=str)
def pair(request, found):
    target, c = request.param
    records = [found.find(target, "USA", c, 5, votes) for votes in ("same", "disjoint")]
    return request.param, *records


def test_the_record_is_of_the_votes_the_floors_were_set_on(shipped):
    assert shipped.manifest["tables"]["rollcalls"]["sha256"] == VOTES


def test_base_rates_are_those_of_the_study(pair):
    key, same, _ = pair
    assert same.events / same.n == pytest.approx(STUDY[key][0], abs=0.007)


def test_skill_of_position_agrees_with_the_study_but_in_one_place(found):
    apart = set()
    for (target, c), (_, same, halves, *_) in STUDY.items():
        for votes, (low, high) in (("same", same), ("disjoint", (halves, halves))):
            p = found.find(target, "USA", c, 5, votes).position
            if p.skill_low > high + 0.005 or p.skill_high < low - 0.005:
                apart.add((target, c, votes))
    assert apart == APART


def test_skill_of_the_model_on_t1b_overlaps_the_range_of_the_study(pair):
    """On the line the model learns more slowly than position alone and stays below the study's +.06."""
    key, same, _ = pair
    if not key[0].startswith("T1b"):
        assert same.model.skill + 0.005 >= 0
        return
    low, high = STUDY[key][1]
    assert same.model.skill_low <= high + 0.015
    assert low - 0.015 <= same.model.skill_high


def test_discrimination_of_position_is_that_of_the_study(pair):
    key, same, disjoint = pair
    *_, auc_same, auc_disjoint = STUDY[key]
    assert same.position.auc == pytest.approx(auc_same, abs=0.12)
    assert disjoint.position.auc == pytest.approx(auc_disjoint, abs=0.12)


def test_skill_has_not_fallen(pair):
    key, same, disjoint = pair
    floors = FLOORS[key]
    assert same.position.skill >= floors[0]
    assert disjoint.position.skill >= floors[1]
    assert disjoint.model.skill >= floors[2]


def test_the_full_design_reaches_what_honest_forecasts_reach_and_no_more(found):
    """BSS 0 to +.05 on T1b with the same votes, as the study expects; and never beyond the alarm."""
    for record in found.targets:
        assert record.skill <= ALARM
        assert record.position.skill <= ALARM
        if record.target.startswith("T1b") and record.votes == "same":
            assert -0.005 <= record.skill <= 0.05
    assert not found.suspected_leakage


def test_the_gain_in_crps_is_small(found):
    """The study: a random walk has .172 for the five-year move on the line, mean reversion is worse on closeness."""
    line = next(m for m in found.moves if (m.measure, m.horizon, m.votes) == ("1-D", 5, "same"))
    assert line.crps["random_walk"] == pytest.approx(0.172, abs=0.01)
    assert all(-0.07 <= m.skill <= 0.03 for m in found.moves)


def test_forecasts_mean_what_they_say_in_the_pool_and_not_within_targets(found):
    """The range this project set itself is met by the pool alone; what holds within is pinned as it was measured."""
    assert 0.7 <= found.pooled_slope <= 1.3
    assert found.calibration.within == pytest.approx(WITHIN, abs=0.02)
    assert found.only(3).calibration.within == pytest.approx(0.74, abs=0.02)
    assert found.only(5).calibration.within == pytest.approx(0.63, abs=0.02)
    page = (Path(__file__).parents[2] / "docs" / "methods" / "backtest.md").read_text(encoding="utf-8")
    assert f"it is {WITHIN:.2f}, just outside: .74 over three years and .63 over five".replace(" 0.", " .") in page


def test_forecasts_were_too_high_by_what_the_page_says(found):
    said = found.calibration
    assert (said.mean_said, said.mean_came) == pytest.approx((0.0776, 0.0587), abs=0.0005)
    assert (said.too_high, said.kinds) == (22, 32)


def test_eras_and_the_late_holdout_are_there(found):
    for record in found.targets:
        assert [e.first for e in record.eras] == [1978, 1992, 2004]
        assert record.holdout is not None
        assert record.holdout.first >= 2015
        assert record.holdout.last <= 2018
    closeness = found.find("T1b toward", "USA", "CHN", 5)
    assert (closeness.holdout.first, closeness.holdout.last) == (2015, 2017)


def test_the_page_prints_the_counts_of_the_record(found):
    page = (Path(__file__).parents[2] / "docs" / "methods" / "backtest.md").read_text(encoding="utf-8")
    for target, c in STUDY:
        for votes in ("same", "disjoint"):
            record = found.find(target, "USA", c, 5, votes)
            assert f"| {votes} | {record.n:,} | {record.events:,} | {100 * record.events / record.n:.1f} % |" in page


def test_every_forecast_of_the_triad_is_listed(found):
    asked = [r for r in found.triad if (r.target, r.b, r.c, r.horizon) == ("T1b toward", "RUS", "CHN", 5)]
    assert [r.origin for r in asked] == list(range(1978, 2018))
    assert [r.origin for r in asked if r.outcome] == [1987, 1988, 1989, 1990, 1991]


def test_the_latent_tie_earned_what_the_page_says(found):
    """It saves over the rate on the line toward the United States, and nothing of any move between two poles."""
    earned = {
        (r.target, r.c, r.horizon)
        for r in found.targets
        if r.votes == "disjoint"
        and all(
            e.kept
            for votes in ("same", "disjoint")
            for e in found.find(r.target, "USA", r.c, r.horizon, votes).earned
            if e.term == "tie"
        )
    }
    assert earned == {(t, None, h) for t in ("T1c toward", "1-D .4 toward") for h in (3, 5)}
    assert not any(e.kept for r in found.targets for e in r.earned if e.term == "tie_trend")
    page = (Path(__file__).parents[2] / "docs" / "methods" / "backtest.md").read_text(encoding="utf-8")
    tie = next(e for e in found.find("T1c toward", "USA", None, 5, "disjoint").earned if e.term == "tie")
    assert f"+{1000 * tie.gain:.1f} (+{1000 * tie.low:.1f} to +{1000 * tie.high:.1f})" in page
