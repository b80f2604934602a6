"""The prior is relative, weak, and blind to the case under way."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.special import logit

from tertius.errors import ImpossibleQuestion
from tertius.wedge.cases.case_list import load_cases
from tertius.wedge.cases.prior import TERMS, case_prior, design, fit_cases, training

LATE = date(2026, 11, 22)


@pytest.fixture(scope="module")
def prior():
    return case_prior(as_of=LATE)


def numbers(found):
    return [(e.key, e.log_odds, e.low, e.high, e.whole, e.eras) for e in found.effects]


@pytest.mark.parametrize("outcome", ["detach", "prevent", "fail", "unresolved", None])
def test_the_case_of_2025_trains_nothing_whatever_its_outcome(prior, retold, outcome):
    assert numbers(case_prior(retold("W094", outcome=outcome), as_of=LATE)) == numbers(prior)


def test_another_case_does_train(prior, retold):
    assert numbers(case_prior(retold("W065", outcome="fail"), as_of=LATE)) != numbers(prior)


def test_an_unresolved_case_trains_nothing_on_a_day_to_come_either(retold):
    assert "W094" not in {c.id for c in training(load_cases(), date(2099, 1, 1))}
    assert "W094" not in {c.id for c in training(retold("W094", outcome="detach"), date(2028, 12, 30))}


def test_nothing_that_ended_later_trains(retold):
    then = date(1970, 1, 1)
    assert {c.id for c in training(load_cases(), then)} == {
        c.id for c in load_cases().cases if c.last + 2 < 1970 and c.id != "W001"
    }
    told = case_prior(retold("W065", outcome="fail"), as_of=then)
    assert numbers(told) == numbers(case_prior(as_of=then))


def test_what_was_never_attempted_has_no_strategy_and_trains_nothing(prior, retold):
    assert "W001" not in {c.id for c in training(load_cases(), LATE)}
    assert numbers(case_prior(retold("W001", outcome="detach"), as_of=LATE)) == numbers(prior)


def test_the_published_numbers_of_the_methods_page(prior):
    assert (prior.n_cases, prior.n_groups) == (92, 86)
    said = {e.key: (round(e.log_odds, 2), round(e.low, 2), round(e.high, 2)) for e in prior.effects}
    assert said == {
        "rift": (0.34, -1.04, 1.73),
        "coercion": (-0.06, -1.58, 1.45),
        "mixed": (-0.14, -1.49, 1.22),
        "goal": (0.34, -0.48, 1.16),
        "regime_change": (0.02, -1.42, 1.47),
    }


def test_ten_pseudo_cases_shrink_every_effect_hard(prior):
    for e in prior.effects:
        assert abs(e.log_odds) < abs(e.whole.log_odds)
        assert e.high - e.low > e.whole.high - e.whole.low
        assert e.low < 0 < e.high


def test_fewer_pseudo_cases_shrink_more_and_none_at_all_leave_the_prior():
    almost_none = case_prior(as_of=LATE, pseudo_cases=1e-9)
    assert all(abs(e.log_odds) < 1e-6 for e in almost_none.effects)
    assert all(e.high == pytest.approx(1.645, abs=1e-3) for e in almost_none.effects)


def test_no_level_is_in_it(prior):
    """How often attempts succeed stands in no field of it."""
    assert [e.key for e in prior.effects] == [t.key for t in TERMS]
    assert not {"rate", "level", "intercept", "probability"} & set(prior.to_dict())


def test_the_goal_goes_against_theory_and_says_so(prior):
    assert [e.key for e in prior.effects if e.against_theory] == ["goal"]
    assert "Against the sign that theory expects: each step of the goal." in prior.explain()


def test_each_story_weighs_as_much_as_any_other(made):
    plain = [made(n, by={"outcome": "fail" if n % 3 else "detach", "rift": str(n % 2)}) for n in range(12)]
    doubled = [*plain, replace(plain[0], id="Y000"), replace(plain[5], id="Y005")]
    one, two = fit_cases(plain, 1.0), fit_cases(doubled, 1.0)
    assert two.b == pytest.approx(one.b)
    assert two.start == pytest.approx(one.start)


def test_the_fit_is_the_maximum_of_its_definition():
    cases = training(load_cases(), LATE)
    sizes = {c.group: sum(d.group == c.group for d in cases) for c in cases}
    weight = np.array([0.3 / sizes[c.group] for c in cases])
    o = np.array([float(c.succeeded) for c in cases])
    x = design(cases)
    x[:, 1:] -= np.average(x[:, 1:], axis=0, weights=weight)
    start = logit(((weight * o).sum() + 0.5) / (weight.sum() + 1))

    def loss(b):
        z = start + x @ b
        return -(weight * (o * z - np.logaddexp(0, z))).sum() + (b**2).sum() / 2

    assert fit_cases(cases, 0.3).b == pytest.approx(minimize(loss, np.zeros(6), tol=1e-12).x, abs=1e-5)


def test_an_era_without_cases_is_not_known():
    then = case_prior(as_of=date(1940, 1, 1))
    assert all(e.eras[1] is None and e.eras[2] is None and e.eras[0] is not None for e in then.effects)
    assert {r["fit"] for r in then.to_frame().to_dicts()} == {"prior", "whole list", "1890–1945"}


def test_cases_of_one_outcome_have_a_finite_fit(made, listed):
    found = case_prior(listed(*(made(n, by={"rift": str(n % 2)}) for n in range(4))), as_of=LATE)
    assert all(np.isfinite([e.log_odds, e.low, e.high]).all() for e in found.effects)


@pytest.mark.parametrize("weight", [0.0, -1.0, float("nan")])
def test_a_prior_of_no_cases_is_refused(weight):
    with pytest.raises(ImpossibleQuestion):
        case_prior(as_of=LATE, pseudo_cases=weight)


def test_before_any_case_ended_there_is_no_prior():
    with pytest.raises(ImpossibleQuestion, match="no case had ended"):
        case_prior(as_of=date(1890, 1, 1))


def test_it_speaks_tabulates_and_is_json(prior):
    assert json.loads(json.dumps(prior.to_dict(), allow_nan=False)) == prior.to_dict()
    assert prior.to_frame().height == 5 * 5
    assert "92 resolved attempts in 86 stories weigh 10 cases together" in prior.explain()
    assert prior._repr_html_().startswith("<article")
