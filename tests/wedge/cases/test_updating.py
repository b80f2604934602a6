"""What ten pseudo-cases would make of the components' effects."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from scipy.optimize import minimize

from tertius.wedge.cases.case_list import load_cases
from tertius.wedge.cases.prior import PSEUDO_CASES, training
from tertius.wedge.cases.rates import group_weights
from tertius.wedge.cases.updating import UNITS, updated_by_cases
from tertius.wedge.components.all import COMPONENTS

DAY = date(2026, 11, 22)


def means(components):
    return {c.key: c.effect.mean for c in components}


def test_only_what_the_cases_code_is_moved():
    before, after = means(COMPONENTS), means(updated_by_cases(COMPONENTS, DAY))
    assert {k for k in before if before[k] != after[k]} == {"rift", "goal", "leadership"}
    assert after["rift"] > before["rift"]  # 21 of 27 with a quarrel changed sides, 32 of 66 without
    assert after["goal"] > 0 > before["goal"]  # the list says the contrary of Crawford
    assert after["rift"] - before["rift"] < 0.2  # ten cases move a little


def test_it_is_the_maximum_of_the_posterior():
    cases = training(load_cases(), DAY)
    weight = PSEUDO_CASES / len({c.group for c in cases}) * np.array(group_weights(cases))
    outcome = np.array([bool(c.succeeded) for c in cases])
    goals = ("disalign", "prevent", "dealign", "realign")
    terms = np.array(
        [
            [c.by.rift == "1", c.by.strategy == "coercion", c.by.strategy == "mixed",
             4 / 3 * goals.index(c.by.goal), 1.5 * (c.by.regime_change == "1")]
            for c in cases
        ], dtype=float,
    )  # fmt: skip
    terms -= (weight @ terms) / weight.sum()
    effects = {c.key: c.effect for c in COMPONENTS}
    mean = np.array([0, effects["rift"].mean, 0, 0, effects["goal"].mean, effects["leadership"].mean])
    sd = np.array([1, effects["rift"].scale, 1, 1, effects["goal"].scale, effects["leadership"].scale])
    rate = (weight @ outcome + 0.5) / (weight.sum() + 1)

    def loss(b):
        z = np.log(rate / (1 - rate)) + b[0] + terms @ b[1:]
        return -weight @ (outcome * z - np.logaddexp(0, z)) + (((b - mean) / sd) ** 2).sum() / 2

    best = minimize(loss, mean, tol=1e-10).x
    after = means(updated_by_cases(COMPONENTS, DAY))
    assert [after["rift"], after["goal"], after["leadership"]] == pytest.approx(best[[1, 4, 5]], abs=1e-4)


def test_cases_that_weigh_nothing_and_days_before_any_had_ended_move_nothing():
    assert means(updated_by_cases(COMPONENTS, DAY, pseudo_cases=1e-9)) == pytest.approx(means(COMPONENTS), abs=1e-6)
    assert updated_by_cases(COMPONENTS, date(1890, 1, 1)) == COMPONENTS


def test_every_unit_is_of_a_component():
    assert {k for k, _ in UNITS.values()} <= {c.key for c in COMPONENTS}
