"""Bargaining: the emission data, voting games of textbooks, and a game without a stable partition."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius.errors import ImpossibleQuestion
from tertius.measures.bargaining import (
    banzhaf,
    challenge_probability,
    compromise,
    position_value,
    risk_utility,
    shapley_shubik,
    stable_partitions,
    weighted_median,
)


@pytest.fixture(scope="module")
def fixtures(shared):
    return json.loads((shared / "model_test_fixtures.json").read_text())


def test_the_compromise_and_the_median_of_the_emission_data(fixtures):
    # Bueno de Mesquita's ten states of 1994.
    data = fixtures["group_decision_model"]
    x, c, s = (np.array(data[k]) for k in ("position", "capability", "salience"))
    assert compromise(x, c, s) == pytest.approx(data["own"]["weighted_mean"])
    assert weighted_median(x, c * s) == data["own"]["weighted_median"]


def test_voting_power_in_the_first_council_of_the_six(fixtures):
    wanted = fixtures["power_indices"]["EEC1958"]
    assert shapley_shubik(wanted["q"], wanted["w"]) == pytest.approx(wanted["SS"])
    assert banzhaf(wanted["q"], wanted["w"]) == pytest.approx(wanted["Banzhaf_norm"])


def test_voting_power_in_the_security_council(fixtures):
    wanted = fixtures["power_indices"]["UNSC_39;7x5,1x10"]
    weights = [7] * 5 + [1] * 10
    assert shapley_shubik(39, weights)[[0, 5]] == pytest.approx([wanted["SS_perm"], wanted["SS_nonperm"]])
    assert banzhaf(39, weights)[[0, 5]] == pytest.approx([wanted["Banzhaf_perm"], wanted["Banzhaf_nonperm"]])


def test_one_vote_of_a_hundred_is_worth_as_much_as_forty_nine(fixtures):
    wanted = fixtures["power_indices"]["51;50,49,1"]
    assert shapley_shubik(51, [50, 49, 1]) == pytest.approx(wanted["SS"])
    assert banzhaf(51, [50, 49, 1]) == pytest.approx(wanted["Banzhaf_norm"])


@given(st.lists(st.integers(1, 9), min_size=1, max_size=7))
def test_power_is_shared_out_whole(weights):
    quota = sum(weights) // 2 + 1
    assert shapley_shubik(quota, weights).sum() == pytest.approx(1)
    assert banzhaf(quota, weights).sum() == pytest.approx(1)


def test_a_quota_that_two_sides_can_meet_is_refused():
    with pytest.raises(ImpossibleQuestion, match="quota over half"):
        shapley_shubik(2, [1, 1, 1, 1])


def test_value_and_utility_of_the_reference_run(fixtures):
    wanted = fixtures["ktab_smp_dummyData_3Dim"]["pub"]
    assert risk_utility(wanted["value_0_1"], wanted["R_0"]) == pytest.approx(
        wanted["utility_0_1"], abs=5e-4
    )  # the value is printed to three places


def test_a_position_on_the_spot_is_worth_everything_and_the_far_end_nothing():
    assert position_value([0, 0], [1, 2]) == 1
    assert position_value([100, 100], [1, 2]) == pytest.approx(0)


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0.1, 5)), min_size=1, max_size=6))
def test_a_challenge_and_its_mirror_share_the_outcome(rows):
    u, w = np.array([r[:2] for r in rows]), np.array([r[2] for r in rows])
    assert challenge_probability(u, w, power=2) + challenge_probability(u[:, ::-1], w, power=2) == pytest.approx(1)


def test_the_romantic_triangle_has_no_stable_partition(fixtures):
    given_ = {k: v for k, v in fixtures["hedonic_empty_core"].items() if k.isdigit()}
    assert stable_partitions(given_) == ()


def test_two_who_want_each_other_leave_the_third_alone():
    wishes = {"A": ["AB", "A"], "B": ["AB", "B"], "C": ["AC", "BC", "C"]}
    assert stable_partitions(wishes) == (("AB", "C"),)


def test_the_median_is_not_moved_by_a_far_extreme():
    assert weighted_median([1, 2, 3], [1, 1, 1]) == weighted_median([1, 2, 300], [1, 1, 1]) == 2
    with pytest.raises(ImpossibleQuestion, match="takes no position"):
        weighted_median([1, np.nan], [1, 1])
