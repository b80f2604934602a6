"""What would refute a component, on worlds made so that it should or should not."""

from __future__ import annotations

import csv
from importlib import resources

import numpy as np
import pytest
from scipy.special import expit, logit

from tertius.wedge.components.all import COMPONENTS
from tertius.wedge.components.falsifiers import FEWEST, judged_adds_nothing, reward_adds_nothing, wrong_sides
from tertius.wedge.components.judgement import CODED

N = 600
START = np.full(N, 0.2)


def world(effects: dict[str, float], seed: int = 1):
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(N, len(COMPONENTS)))
    true = np.array([effects.get(c.key, 0.0) for c in COMPONENTS])
    p = expit(logit(START) + values @ true)
    return values, p, (rng.random(N) < p).astype(float)


def test_a_component_that_works_the_other_way_is_refuted_and_no_other():
    as_stated = {c.key: 0.6 * c.sign for c in COMPONENTS}
    values, _, came = world(as_stated | {"binding": 0.6})
    found = {v.rule: v.refuted for v in wrong_sides(COMPONENTS, values, START, came)}
    assert found == {c.key: c.key == "binding" for c in COMPONENTS}


def test_a_component_without_effect_is_refuted_about_one_time_in_ten():
    """An 80 % interval around 0 lies wholly on the wrong side in a tenth of worlds."""
    refuted = [v.refuted for seed in range(60) for v in wrong_sides(COMPONENTS, *_of(seed))]
    assert np.mean(refuted) == pytest.approx(0.1, abs=0.04)


def _of(seed: int):
    values, _, came = world({}, seed)
    return values, START, came


def test_a_component_never_known_is_not_refuted():
    values, _, came = world({})
    values[:, 0] = np.nan
    assert wrong_sides(COMPONENTS, values, START, came)[0].refuted is False


def test_reward_that_only_repeats_the_rift_adds_nothing():
    values, _, came = world({"rift": 0.8})
    rift = values[:, 0]
    assert reward_adds_nothing(rift[:150], rift[:150], START[:150], came[:150]).refuted


def test_reward_that_decides_adds_something():
    values, _, came = world({"rift": 0.4, "reward": 1.2})
    found = reward_adds_nothing(values[:150, 0], values[:150, 2], START[:150], came[:150])
    assert found.refuted is False
    assert "against the rift alone, 150 cases" in found.text


def test_a_judged_number_that_knows_more_is_not_refuted_and_noise_is():
    values, p, came = world({"rift": 1.0, "goal": -1.0})
    assert judged_adds_nothing(p, START, came).refuted is False
    noise = expit(logit(START) + np.random.default_rng(9).normal(size=N))
    assert judged_adds_nothing(noise, START, came).refuted
    assert judged_adds_nothing(START, START, came).refuted
    assert len(values) == N


def test_a_certainty_that_failed_costs_much_and_not_everything():
    found = judged_adds_nothing(np.zeros(FEWEST), np.full(FEWEST, 0.2), np.ones(FEWEST))
    assert found.refuted


@pytest.fixture(scope="module")
def on_the_list(shared) -> dict[str, tuple[bool | None, str]]:
    """Rule (b) for the four judged components, on the resolved cases of the list and the mean of both coders.

    Values are taken from the list's own means, since the rule has no intercept.
    """
    with (shared / "wedge_cases.csv").open(encoding="utf-8") as handle:
        outcome = {r["case_id"]: r["outcome_majority"] for r in csv.DictReader(handle)}
    text = resources.files("tertius.wedge.components").joinpath("data", "codings.csv").read_text(encoding="utf-8")
    rows = [r for r in csv.DictReader(text.splitlines()) if outcome[r["case_id"]] in {"detach", "prevent", "fail"}]
    came = np.array([float(outcome[r["case_id"]] != "fail") for r in rows])
    values = np.array([[(float(r[f"{k}_1"]) + float(r[f"{k}_2"])) / 2 for k in CODED] for r in rows])
    judged = [c for c in COMPONENTS if c.by_judgement]
    found = wrong_sides(judged, values - values.mean(axis=0), np.full(len(came), came.mean()), came)
    assert len(came) == 93
    return {v.rule: (v.refuted, v.text) for v in found}


def test_on_the_case_list_three_signs_hold_and_that_of_the_goal_does_not(on_the_list):
    """Told in docs/methods/wedge.md: ambitious attempts are remembered when they succeed."""
    assert {key: refuted for key, (refuted, _) in on_the_list.items()} == {
        "goal": True, "credibility": False, "constraint": False, "binding": False}  # fmt: skip
    assert on_the_list["goal"][1].startswith("effect +0.4")
    assert on_the_list["binding"][1].startswith("effect -0.7")


def test_fewer_than_thirty_cases_refute_nothing():
    few = slice(0, FEWEST - 1)
    values, p, came = world({"rift": -2.0})
    verdicts = (
        judged_adds_nothing(p[few], START[few], came[few]),
        *wrong_sides(COMPONENTS, values[few], START[few], came[few]),
        reward_adds_nothing(values[few, 0], values[few, 2], START[few], came[few]),
    )
    assert {v.refuted for v in verdicts} == {None}
    assert all("29 cases resolved, 30 are needed" in v.text for v in verdicts)
