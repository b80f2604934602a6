"""What would change the number: recomputed with the number's own rule, on the same draws."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from scipy.special import expit, logit

from tertius.forecasting.base_rate import recent_rate
from tertius.measures.evidence_weights import standard_draws
from tertius.wedge.components.all import COMPONENTS
from tertius.wedge.judged import DRAWS, judged
from tertius.wedge.outlook.change import changes

START = (0.03, 0.02, 0.05)


@pytest.fixture
def found(standing_of, values_of, moves_of, shipped):
    standing = standing_of("USA", "RUS", "CHN")
    return changes(standing, START, COMPONENTS, values_of(standing), atlas=shipped, moves=moves_of(standing))


def test_the_largest_comes_first_and_every_way_agrees_with_its_word(found):
    sizes = [abs(c.difference) for c in found]
    assert sizes == sorted(sizes, reverse=True)
    assert all((c.difference >= 0) == (c.direction == "up") for c in found)


def test_all_start_from_the_judged_number(found, standing_of, values_of):
    now = judged(START, COMPONENTS, values_of(standing_of("USA", "RUS", "CHN")))
    assert {c.from_probability for c in found} == {now.probability}


def test_the_sign_of_a_component_was_fixed_in_advance(found):
    signs = {c.key: c.sign for c in COMPONENTS}
    for c in found:
        if c.component != "data":
            assert (c.direction == "up") == (c.units * signs[c.component] > 0), c.observation


def test_the_number_after_is_judged_with_the_value_moved(found, standing_of, values_of):
    values = values_of(standing_of("USA", "RUS", "CHN"))
    drawn = standard_draws(DRAWS, len(COMPONENTS), rng=np.random.default_rng(0))
    before = judged(START, COMPONENTS, values, draws=drawn)
    for c in found:
        if c.component == "data":
            continue
        moved = [
            replace(v, value=v.value + c.units, low=v.low + c.units, high=v.high + c.units)
            if v.component == c.component
            else v
            for v in values
        ]
        after = judged(START, COMPONENTS, moved, draws=drawn)
        assert c.to_probability == pytest.approx(after.probability, abs=1e-12)
        low, high = np.quantile(expit(after.draws) - expit(before.draws), (0.05, 0.95))
        assert (c.low, c.high) == pytest.approx((low, high), abs=1e-9)


def test_the_votes_move_the_start_as_the_base_rate_would_move(found, standing_of, moves_of):
    moves = moves_of(standing_of("USA", "RUS", "CHN"))
    _, starts, outcomes = moves.labels()
    newest = starts.max()
    n = int((starts == newest).sum())
    most = max(int(outcomes[starts == y].sum()) for y in range(newest - 9, newest + 1))
    now = recent_rate(outcomes, newest - starts).rate
    then = recent_rate(np.append(outcomes, np.arange(n) < most), np.append(newest + 1 - starts, np.zeros(n))).rate
    up = next(c for c in found if c.component == "data" and f" {most} of {n} states" in c.observation)
    shifted = logit(up.to_probability) - logit(up.from_probability)
    assert shifted == pytest.approx(logit(then) - logit(now), abs=1e-9)


def test_without_windows_the_votes_are_left_out(standing_of, values_of, shipped):
    standing = standing_of("USA", "RUS", "CHN")
    found = changes(standing, START, COMPONENTS, values_of(standing), atlas=shipped)
    assert "data" not in {c.component for c in found}


def test_any_three_states_have_something_to_watch_for(standing_of, values_of, shipped):
    for triad in (("FRA", "TUR", "RUS"), ("BRA", "BOL", "VEN")):
        standing = standing_of(*triad)
        found = changes(standing, START, COMPONENTS, values_of(standing), atlas=shipped)
        assert {c.direction for c in found} == {"up", "down"}


def test_a_change_says_so_in_a_sentence_and_as_plain_values(found):
    for c in found:
        said = c.explain()
        assert said[0].isupper()
        assert said.endswith("points, 90 % " + said.split("points, 90 % ")[1])
        assert "becomes" in said
        record = c.to_dict()
        assert json.loads(json.dumps(record)) == record
        assert record["difference"] == c.to_probability - c.from_probability
