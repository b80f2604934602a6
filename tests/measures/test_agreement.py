"""Two coders and many: by hand, against the definition as a loop, and against published values."""

import csv
import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tertius.errors import ImpossibleQuestion
from tertius.measures.agreement import fleiss_kappa, kappa_interval, weighted_kappa

STEPS = tuple(np.arange(-2, 2.5, 0.5).tolist())
DISTANCE = {
    "linear": lambda x, y: abs(x - y),
    "quadratic": lambda x, y: (x - y) ** 2,
    "nominal": lambda x, y: float(x != y),
}
codings = arrays(float, (2, 9), elements=st.sampled_from([*STEPS, np.nan]))


def coded(table: list[list[int]]) -> tuple[list[int], list[int]]:
    """Two coders' values from the table of their joint counts."""
    cells = [(i, j) for i, row in enumerate(table) for j, n in enumerate(row) for _ in range(n)]
    return [i for i, _ in cells], [j for _, j in cells]


def test_by_hand():
    # Ten items on 0, 1, 2: one apart by two steps and two by one, .4 steps an item, .6 of squared steps.
    # Habits: first (.4, .3, .3), second (.3, .3, .4); expected steps .4*.3 + .4*.4*2 + .3*.3 + .3*.4 + .3*.3*2 + .3*.3
    table = [[3, 0, 1], [0, 2, 1], [0, 1, 2]]
    first, second = coded(table)
    expected = 0.4 * 0.3 + 0.4 * 0.4 * 2 + 0.3 * 0.3 + 0.3 * 0.4 + 0.3 * 0.3 * 2 + 0.3 * 0.3
    assert weighted_kappa(first, second, categories=(0, 1, 2)) == pytest.approx(1 - 0.4 / expected)
    squared = 0.4 * 0.3 + 0.4 * 0.4 * 4 + 0.3 * 0.3 + 0.3 * 0.4 + 0.3 * 0.3 * 4 + 0.3 * 0.3
    got = weighted_kappa(first, second, categories=(0, 1, 2), weights="quadratic")
    assert got == pytest.approx(1 - 0.6 / squared)


def test_the_published_kappa_of_two_psychiatrists():
    # Cohen (1968), table 1: 200 cases, three diagnoses; kappa .492 without weights.
    first, second = coded([[88, 10, 2], [14, 40, 6], [18, 10, 12]])
    assert weighted_kappa(first, second, categories=(0, 1, 2), weights="nominal") == pytest.approx(0.492, abs=5e-4)


def test_the_published_kappa_of_fourteen_raters():
    # The worked example at https://en.wikipedia.org/wiki/Fleiss%27_kappa: ten subjects, five categories, kappa .210.
    counts = [
        [0, 0, 0, 0, 14],
        [0, 2, 6, 4, 2],
        [0, 0, 3, 5, 6],
        [0, 3, 9, 2, 0],
        [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0],
        [3, 2, 6, 3, 0],
        [2, 5, 3, 2, 2],
        [6, 5, 2, 1, 0],
        [0, 2, 2, 3, 7],
    ]
    assert fleiss_kappa(counts) == pytest.approx(0.210, abs=5e-4)


@given(codings, st.sampled_from(sorted(DISTANCE)))
def test_weighted_kappa_is_its_definition(given_, weights):
    far = DISTANCE[weights]
    both = [(x, y) for x, y in given_.T.tolist() if not math.isnan(x + y)]
    got = weighted_kappa(*given_, categories=STEPS, weights=weights)
    observed = sum(far(x, y) for x, y in both)
    expected = sum(far(x, y) for x, _ in both for _, y in both) / len(both) if both else 0
    if expected == 0:
        assert math.isnan(got)
    else:
        assert got == pytest.approx(1 - observed / expected)


@given(arrays(int, (6, 3), elements=st.integers(0, 4)))
def test_fleiss_kappa_is_its_definition(counts):
    rated = [[k for k, n in enumerate(row) for _ in range(n)] for row in counts.tolist()]
    rated = [item for item in rated if len(item) > 1]
    got = fleiss_kappa(counts)
    every = [k for item in rated for k in item]
    if len(set(every)) < 2:
        assert math.isnan(got)
        return
    alike = [np.mean([a == b for a, b in itertools.combinations(item, 2)]) for item in rated]
    chance = sum((every.count(k) / len(every)) ** 2 for k in set(every))
    assert got == pytest.approx((np.mean(alike) - chance) / (1 - chance))


@pytest.mark.parametrize("weights", sorted(DISTANCE))
def test_the_interval_is_that_of_the_slope_of_kappa(weights):
    # The delta method by hand: each item's influence is the change of kappa as its cell gains weight.
    rng = np.random.default_rng(4)
    first = rng.integers(0, 3, 120)
    second = np.where(rng.random(120) < 0.6, first, rng.integers(0, 3, 120))
    table = np.zeros((3, 3))
    np.add.at(table, (first, second), 1)
    far = np.array([[DISTANCE[weights](i, j) for j in range(3)] for i in range(3)])

    def kappa_of(p):
        p = p / p.sum()
        return 1 - (p * far).sum() / (np.outer(p.sum(1), p.sum(0)) * far).sum()

    p, step = table / 120, 1e-6
    slope = np.array([[(kappa_of(p + step * _cell(i, j)) - kappa_of(p)) / step for j in range(3)] for i in range(3)])
    error = math.sqrt(((p * slope**2).sum() - (p * slope).sum() ** 2) / 120)
    low, high = kappa_interval(first, second, categories=(0, 1, 2), weights=weights)
    assert (high - low) / 2 == pytest.approx(1.644854 * error, rel=1e-3)
    assert (low + high) / 2 == pytest.approx(kappa_of(p))


def _cell(i, j):
    one = np.zeros((3, 3))
    one[i, j] = 1
    return one


def test_the_interval_holds_the_true_value_about_as_often_as_it_says():
    rng = np.random.default_rng(7)
    joint = np.array([[0.3, 0.05, 0.02], [0.05, 0.2, 0.08], [0.02, 0.08, 0.2]])
    far = np.abs(np.subtract.outer(range(3), range(3)))
    true = 1 - (joint * far).sum() / (np.outer(joint.sum(1), joint.sum(0)) * far).sum()
    held = 0
    for _ in range(400):
        cells = rng.choice(9, 80, p=joint.ravel())
        low, high = kappa_interval(cells // 3, cells % 3, categories=(0, 1, 2))
        held += low <= true <= high
    assert 0.85 < held / 400 < 0.95


def test_coders_who_never_differ_have_no_interval():
    assert weighted_kappa([0, 1, 2], [0, 1, 2], categories=(0, 1, 2)) == 1
    assert np.isnan(kappa_interval([0, 1, 2], [0, 1, 2], categories=(0, 1, 2))).all()


def test_nothing_in_common_is_not_known():
    assert math.isnan(weighted_kappa([np.nan, 1], [1, np.nan], categories=(0, 1)))
    assert np.isnan(kappa_interval([np.nan, 1], [1, np.nan], categories=(0, 1))).all()
    assert math.isnan(fleiss_kappa(np.zeros((3, 2))))


def test_an_item_of_one_coder_says_nothing_about_agreement():
    assert fleiss_kappa([[2, 0], [1, 1], [0, 1]]) == fleiss_kappa([[2, 0], [1, 1]])


@pytest.mark.parametrize("counts", [[1, 2], [[1, -1]], [[0.5, 1]], [[np.nan, 1]]])
def test_counts_that_are_none_are_refused(counts):
    with pytest.raises(ImpossibleQuestion, match="whole numbers"):
        fleiss_kappa(counts)


def test_codings_of_different_items_are_refused():
    with pytest.raises(ImpossibleQuestion, match="same items"):
        weighted_kappa([0, 1], [0], categories=(0, 1))
    with pytest.raises(ImpossibleQuestion, match="none of the levels"):
        weighted_kappa([0, 3], [0, 1], categories=(0, 1))
    with pytest.raises(ImpossibleQuestion, match="between 0 and 1"):
        kappa_interval([0, 1], [0, 1], categories=(0, 1), level=90)


@pytest.mark.parametrize(
    ("field", "kappa"),
    [
        *(("outcome", 0.89), ("degree", 0.81), ("target_regime_change", 0.80)),
        *(("strategy", 0.77), ("goal", 0.70), ("antecedent_rift", 0.58)),
    ],
)
def test_the_three_codings_of_the_wedge_cases_agree_as_their_codebook_says(shared, field, kappa):
    # wedge_cases_codebook.md, "Agreement of three coders (94 cases)".
    with (shared / "wedge_cases.csv").open(encoding="utf-8", newline="") as file:
        rows = [[row[field], row[f"coder2_{field}"], row[f"coder3_{field}"]] for row in csv.DictReader(file)]
    given_ = sorted({value for row in rows for value in row})
    assert len(rows) == 94
    assert fleiss_kappa([[row.count(value) for value in given_] for row in rows]) == pytest.approx(kappa, abs=0.005)
