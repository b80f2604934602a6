"""Positions from roll calls: which answers enter, as they were known on a day, and what comes out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest

from tertius.alignment import ideal_points as under_test
from tertius.alignment.ideal_points import (
    ANCHORS,
    DEFAULT,
    IDEAL_POINT_ISSUES,
    ballots_of,
    fit,
    ideal_points,
    schedule_of,
    spec_of,
    summary,
)
from tertius.atlas.rollcalls import ISSUES
from tertius.atlas.store import Atlas
from tertius.errors import ImpossibleQuestion, OutsideCoverage, TertiusError, UnknownName
from tertius.measures.ideal_points import Schedule

LATE = date(2026, 11, 22)
SHORT = Schedule(sweeps=60, burn_in=20, thin=2, chains=2, threads=2)
COLUMNS = ["state", "cow", "session", "year", "mean", "sd", "q05", "q50", "q95", "n_votes", "rhat", "ess"]


def with_calls(atlas: Atlas, calls) -> Atlas:
    """The same folder with other roll calls."""
    other = Atlas(atlas.root)
    other.__dict__["rollcalls"] = calls
    return other


def told(calls) -> np.ndarray:
    """Which votes tell states apart, counted here."""
    return np.array([len(set(column.tolist())) > 1 for column in calls.answers.T])


@pytest.fixture(scope="module")
def found(tiny_atlas):
    return ideal_points(as_of=LATE, schedule=SHORT, atlas=tiny_atlas)


def test_the_table_has_a_row_a_state_and_session(found, tiny_atlas):
    t = found.to_frame()
    assert t.columns == COLUMNS
    assert t.height == 6 * 16
    assert t.select("cow", "session").is_unique().all()
    assert (t["year"] - t["session"] == 1945).all()
    assert t.filter(cow=365)["state"].unique().to_list() == ["RUS"]
    telling = told(tiny_atlas.rollcalls)
    wanted = dict(zip(*np.unique(tiny_atlas.rollcalls.session[telling], return_counts=True), strict=True))
    assert all(n == wanted[s] for s, n in t.select("session", "n_votes").iter_rows())


def test_quantiles_are_in_order_and_the_whole_is_standardised(found):
    t = found.table
    assert ((t["q05"] <= t["q50"]) & (t["q50"] <= t["q95"]) & (t["sd"] > 0)).all()
    assert np.allclose(found.draws.theta.mean(axis=-1), 0, atol=1e-6)
    assert np.allclose(found.draws.theta.std(axis=-1), 1, atol=1e-6)


def test_who_votes_with_the_united_states_stands_with_them(found):
    mean = dict(found.table.group_by("state").agg(pl.col("mean").mean()).iter_rows())
    assert mean["USA"] > mean["CHN"]
    assert abs(mean["USA"] - mean["CAN"]) < abs(mean["USA"] - mean["RUS"])
    assert abs(mean["CHN"] - mean["RUS"]) < abs(mean["CHN"] - mean["GBR"])


def test_a_seed_gives_its_bits_again_for_any_number_of_threads(tiny_atlas, found):
    again = ideal_points(as_of=LATE, schedule=replace(SHORT, threads=1), atlas=tiny_atlas)
    other = ideal_points(as_of=LATE, schedule=SHORT, seed=2, atlas=tiny_atlas)
    assert again.table.equals(found.table)
    assert not other.table.equals(found.table)


def test_turning_every_later_vote_changes_no_bit(tiny_atlas):
    calls = tiny_atlas.rollcalls
    later = calls.session >= 40
    poison = replace(calls, answers=np.where(later, -calls.answers, calls.answers), item=np.where(later, 7, calls.item))
    day = date(1985, 6, 1)
    asked = ideal_points(as_of=day, schedule=SHORT, atlas=tiny_atlas)
    poisoned = ideal_points(as_of=day, schedule=SHORT, atlas=with_calls(tiny_atlas, poison))
    assert asked.table["year"].max() == 1984
    assert poisoned.table.equals(asked.table)
    assert not ideal_points(as_of=LATE, schedule=SHORT, atlas=with_calls(tiny_atlas, poison)).table.equals(
        ideal_points(as_of=LATE, schedule=SHORT, atlas=tiny_atlas).table
    )


def test_yes_abstention_and_no_become_0_1_and_2(roll_calls):
    b = ballots_of(roll_calls({2: "YN", 20: "AY", 200: "N."}))
    answers = [np.searchsorted(bounds, i, side="right") - 1 for bounds in b.bounds for i in range(bounds[0], bounds[3])]
    said = sorted(zip(b.state[b.who].tolist(), answers, strict=True))
    assert said == [(2, 0), (2, 2), (20, 0), (20, 1), (200, 2)]


def test_zanzibar_and_south_africa_in_1993_are_left_out_as_published(roll_calls):
    b = ballots_of(roll_calls({2: "YNY", 365: "NYN", 560: "YYY", 511: "NNN"}, sessions=[47, 48, 48]))
    assert set(zip(b.state.tolist(), b.session.tolist(), strict=True)) == {
        (2, 47),
        (365, 47),
        (560, 47),
        (2, 48),
        (365, 48),
    }


def test_votes_on_one_text_share_an_item(roll_calls):
    calls = roll_calls({2: "YNY", 365: "NYN"}, sessions=[30, 31, 32]).bridged([(0, 1), (1, 2)])
    b = ballots_of(calls)
    assert b.items.tolist() == [0]
    assert b.votes_of_item.tolist() == [3]


def test_a_vote_all_answer_alike_is_left_out(roll_calls):
    assert ballots_of(roll_calls({2: "YY", 365: "NY"})).items.tolist() == [0]


@pytest.mark.parametrize(("answer", "said"), [(2.0, "found: 2"), (0.5, "found: 0.5"), (float("inf"), "found: inf")])
def test_a_vote_code_outside_the_three_is_refused(roll_calls, answer, said):
    calls = roll_calls({2: "YN", 365: "NY"})
    answers = calls.answers.copy()
    answers[1, 1] = answer
    with pytest.raises(ImpossibleQuestion, match="yes 1, abstention 0 or no -1") as refused:
        fit(replace(calls, answers=answers), schedule=SHORT)
    assert said in str(refused.value)
    assert refused.value.hint == "an absence is NaN"


def test_a_state_twice_in_a_vote_is_refused(roll_calls):
    calls = replace(roll_calls({2: "YN", 365: "NY", 710: "YN"}), states=(2, 365, 365))
    with pytest.raises(ImpossibleQuestion, match=r"a state answers once in a vote\n.*\(0, 365\)"):
        fit(calls, schedule=SHORT)


def test_a_session_in_which_all_vote_alike_has_no_position_and_is_named(tiny_atlas):
    calls = tiny_atlas.rollcalls
    flat = replace(calls, answers=np.where(calls.session == 35, np.float32(1), calls.answers))
    found = ideal_points(as_of=LATE, schedule=SHORT, atlas=with_calls(tiny_atlas, flat))
    assert 1980 not in found.table["year"]
    assert {1979, 1981} <= set(found.table["year"])
    assert "No contested vote counts in the session of 1980: no position there." in found.caveats


def test_votes_without_any_variation_are_refused(roll_calls):
    with pytest.raises(ImpossibleQuestion, match="no ballot to scale"):
        fit(roll_calls({2: "YY", 365: "YY"}), schedule=SHORT)


def test_before_the_first_vote_there_is_nothing_to_estimate(tiny_atlas):
    with pytest.raises(OutsideCoverage, match="by 1960-01-01") as refused:
        ideal_points(as_of=date(1960, 1, 1), atlas=tiny_atlas)
    assert refused.value.hint


def test_an_issue_is_one_of_six_and_a_slip_is_answered_with_the_nearest(tiny_atlas):
    assert sorted(IDEAL_POINT_ISSUES.values()) == sorted(ISSUES)
    with pytest.raises(UnknownName, match="did you mean 'human-rights'"):
        ideal_points(issue="human-right", atlas=tiny_atlas)


def test_an_issue_takes_only_its_votes(tiny_atlas):
    calls = tiny_atlas.rollcalls
    issues = calls.issues.copy()
    issues[::3, ISSUES.index("human_rights")] = True
    found = ideal_points(
        as_of=LATE, issue="human-rights", schedule=SHORT, atlas=with_calls(tiny_atlas, replace(calls, issues=issues))
    )
    asked = told(calls) & (np.arange(len(calls)) % 3 == 0)
    assert found.draws.ballots.n_items == asked.sum() < told(calls).sum()
    assert found.to_dict()["issue"] == "human-rights"
    with pytest.raises(OutsideCoverage, match="none on nuclear"):
        ideal_points(as_of=LATE, issue="nuclear", schedule=SHORT, atlas=tiny_atlas)


def test_other_bridges_are_used_and_said(tiny_atlas):
    one, other = np.flatnonzero(told(tiny_atlas.rollcalls))[[0, -1]].tolist()
    found = ideal_points(as_of=LATE, schedule=SHORT, atlas=tiny_atlas.bridged([(one, other)]))
    assert found.draws.ballots.n_items == told(tiny_atlas.rollcalls).sum() - 1
    assert any("as the list given says" in caveat for caveat in found.caveats)


def test_the_common_scale_is_that_of_the_sessions_to_1989(found):
    common = found.on_common_scale()
    early = common.filter(pl.col("year") <= 1989)["mean"]
    assert early.mean() == pytest.approx(0, abs=1e-9)
    assert early.std() == pytest.approx(1)
    # One shift and one stretch for all: order, and the sd in units of the positions' spread, stay.
    assert np.corrcoef(common["mean"], found.table["mean"])[0, 1] == pytest.approx(1)
    stretch = found.table.filter(pl.col("year") <= 1989)["mean"].std()
    assert common["sd"].to_numpy() == pytest.approx(found.table["sd"].to_numpy() / stretch)


def test_converged_is_the_share_of_small_r_hats(found):
    half = replace(found, table=found.table.with_columns(rhat=pl.Series([1.02, 1.021] * 48)))
    assert half.converged() == 0.5


def test_a_single_chain_has_no_r_hat_and_does_not_speak_of_it(tiny_atlas):
    one = ideal_points(as_of=LATE, schedule=replace(SHORT, chains=1), atlas=tiny_atlas)
    assert one.table["rhat"].null_count() == one.table.height
    assert one.table["ess"].null_count() == 0
    assert "R-hat" not in one.explain()
    assert one.to_dict()["converged"] is None


def test_two_draws_are_too_few_for_diagnostics(roll_calls):
    calls = roll_calls({2: "YNYN", 365: "NYNA", 710: "NYYA"})
    t = summary(fit(calls, schedule=Schedule(2, 2, 1, 2, 1)))
    assert t["rhat"].null_count() == t["ess"].null_count() == 3


def test_the_sentence_names_the_ends_and_the_draws(found, tiny_atlas):
    said = found.explain()
    n = told(tiny_atlas.rollcalls).sum()
    assert f"96 positions from {6 * n} answers to {n} texts, 2 chains of 30 draws kept" in said
    assert "In the session of 1990" in said
    assert "R-hat is at most 1.02" in said
    assert found.interrupted() == ""


def test_an_interrupted_run_keeps_its_draws_and_says_how_many(tiny_atlas):
    def impatient(done: int, total: int) -> None:
        if done > 200:
            raise KeyboardInterrupt

    long = Schedule(sweeps=1_000_000, burn_in=10, thin=50, chains=2, threads=2)
    found = ideal_points(as_of=LATE, schedule=long, atlas=tiny_atlas, progress=impatient)
    kept = found.draws.theta.shape[1]
    assert 0 < kept < 20_000
    assert found.interrupted() == f"Interrupted: {kept} of 20000 draws kept in each of 2 chains."
    assert found.interrupted() in found.explain()
    assert found.to_dict()["complete"] is False


def test_progress_counts_the_sweeps_of_all_chains(tiny_atlas):
    seen: list[tuple[int, int]] = []
    ideal_points(as_of=LATE, schedule=SHORT, atlas=tiny_atlas, progress=lambda *at: seen.append(at))
    assert seen[-1] == (160, 160)


def test_the_record_is_the_table(found):
    record = found.to_dict()
    assert len(record["positions"]) == found.table.height
    assert record["positions"][0].keys() == set(COLUMNS)
    assert record["positions"][0]["mean"] == pytest.approx(found.table["mean"][0], abs=1e-5)
    assert {s["dataset"] if "dataset" in s else s["id"] for s in record["provenance"]} == {
        "unga_votes",
        "unga_resolutions",
    }


def test_draws_go_out_as_inference_data(found):
    theta = found.to_inference_data()["posterior"]["theta"]
    assert theta.dims == ("chain", "draw", "position")
    assert theta.shape == (2, 30, 96)
    assert theta.sel(position="RUS 1989").mean().item() == pytest.approx(
        found.table.filter(state="RUS", year=1989)["mean"].item(), abs=1e-6
    )


def test_a_chart_holds_the_states_asked_for(found):
    drawn = found.plot("RUS", "CAN").to_dict()
    (rows,) = drawn["datasets"].values()
    assert {row["state"] for row in rows} == {"RUS", "CAN"}
    (rows,) = found.plot().to_dict()["datasets"].values()
    assert {row["state"] for row in rows} == {"USA", "GBR", "FRA", "RUS", "CHN"}


def test_a_notebook_shows_a_card(found):
    assert "Ideal points" in found._repr_html_()


def test_a_shorter_run_shortens_burn_in_and_thinning():
    assert schedule_of() == DEFAULT
    plan = schedule_of(chains=3, sweeps=1500)
    assert (plan.sweeps, plan.burn_in, plan.thin, plan.chains) == (1500, 500, 4, 3)
    assert schedule_of(sweeps=1).draws == 1


def test_the_published_priors_are_the_default():
    assert (spec_of().dynamics, spec_of().innovations) == ("filter", "normal")
    assert (spec_of(smoother=True, student=True).dynamics, spec_of(student=True).innovations) == ("smoother", "student")


def test_the_sign_is_set_as_published():
    assert {s for s, v in ANCHORS.items() if v > 0} == {2, 20, 200, 666}
    assert {s for s, v in ANCHORS.items() if v < 0} == {265, 365}


def test_without_the_sampler_the_reader_is_told_what_to_install(roll_calls, monkeypatch):
    monkeypatch.setattr(under_test, "find_spec", lambda name: None)
    with pytest.raises(TertiusError, match="not installed") as refused:
        fit(roll_calls({2: "YN", 365: "NY"}))
    assert "'.[fit]'" in refused.value.hint
