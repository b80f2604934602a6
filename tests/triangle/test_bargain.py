"""The bargain of the powers, by hand on votes that leave no doubt."""

from __future__ import annotations

import pytest

from tertius.triangle.bargain import bargain


@pytest.fixture
def votes(calls):
    """The United States and China never agree; India stands halfway; Japan votes as the United States does."""
    return calls({2: [1, 1, -1, -1], 710: [-1, -1, 1, 1], 750: [0, 0, 0, 0], 740: [1, 1, -1, -1]}, session=[75] * 4)


def test_the_poles_stand_at_the_ends_and_an_abstainer_between_them(votes):
    found = bargain(votes, (2, 710, 750, 740), (2, 710), (2022, {2: 0.2, 710: 0.3, 750: 0.1, 740: 0.1}))
    assert found.places == (("United States", 1.0), ("Japan", 1.0), ("India", 0.0), ("China", -1.0))


def test_the_mean_is_weighed_by_capability_and_the_median_beats_every_other(votes):
    found = bargain(votes, (2, 710, 750, 740), (2, 710), (2022, {2: 0.2, 710: 0.3, 750: 0.1, 740: 0.1}))
    assert found.compromise == pytest.approx((0.2 + 0.1 - 0.3) / 0.7)
    assert found.median == "India"
    assert found.behind_a == pytest.approx(0.3 / 0.6)


def test_more_capability_behind_china_moves_the_mean_to_it(votes):
    found = bargain(votes, (2, 710, 750, 740), (2, 710), (2022, {2: 0.2, 710: 0.9, 750: 0.1, 740: 0.1}))
    assert found.compromise < 0
    assert found.median == "China"
    assert found.behind_a == pytest.approx(0.3 / 1.2)


def test_a_power_that_never_voted_takes_no_place(votes):
    found = bargain(votes, (2, 710, 255), (2, 710), (2022, {2: 0.2, 710: 0.2, 255: 0.9}))
    assert [name for name, _ in found.places] == ["United States", "China"]
