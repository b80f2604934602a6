"""The case model is scored on stories it has not seen, beside the plain rate."""

from __future__ import annotations

import json
import math
from datetime import date

import pytest

from tertius.wedge.cases.case_list import load_cases
from tertius.wedge.cases.prior import training
from tertius.wedge.cases.prior_score import prior_score

LATE = date(2026, 11, 22)


@pytest.fixture(scope="module")
def score():
    return prior_score(as_of=LATE)


def test_the_published_numbers_of_the_methods_page(score):
    assert score.n_groups == 86
    assert round(score.plain, 3) == 0.691
    weak, whole = score.models
    assert (round(weak.log_score, 3), round(weak.gain, 3)) == (0.658, 0.033)
    assert (round(whole.log_score, 3), round(whole.gain, 3)) == (0.670, 0.021)


def test_neither_is_told_apart_from_the_plain_rate(score):
    assert all(m.low < 0 < m.high for m in score.models)
    assert "not told apart from the plain rate" in score.explain()


def test_the_plain_rate_is_that_of_the_other_stories(score):
    cases = training(load_cases(), LATE)
    sizes = {c.group: sum(d.group == c.group for d in cases) for c in cases}
    lost = []
    for group in sorted(sizes):
        others = [c for c in cases if c.group != group]
        n = sum(1 / sizes[c.group] for c in others)
        p = (sum(c.succeeded / sizes[c.group] for c in others) + 0.5) / (n + 1)
        here = [c for c in cases if c.group == group]
        lost.append(sum(-math.log(p if c.succeeded else 1 - p) for c in here) / len(here))
    assert score.plain == pytest.approx(sum(lost) / len(lost))


@pytest.mark.parametrize("outcome", ["detach", "fail", "unresolved"])
def test_the_case_of_2025_moves_no_score(score, retold, outcome):
    assert prior_score(retold("W094", outcome=outcome), as_of=LATE) == score


def test_a_story_is_judged_by_the_others_only(made, listed):
    """Two mirrors that agree would betray each other if they were left out one by one."""
    pair = [made(n, group="G", by={"rift": "1", "outcome": "fail"}) for n in (1, 2)]
    rest = [made(n, by={"rift": str(n % 2), "outcome": "detach"}) for n in range(3, 9)]
    found = prior_score(listed(*pair, *rest), as_of=LATE)
    alone = prior_score(listed(pair[0], *rest), as_of=LATE)
    assert found.plain == pytest.approx(alone.plain)
    assert found.one("whole list").log_score == pytest.approx(alone.one("whole list").log_score)


def test_fewer_than_three_stories_have_no_score(made, listed):
    assert prior_score(listed(made(1), made(2, by={"outcome": "fail"})), as_of=LATE) is None


def test_it_is_json(score):
    assert json.loads(json.dumps(score.to_dict(), allow_nan=False)) == score.to_dict()
