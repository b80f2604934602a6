"""Joint choices by hand, against counting one by one, and what is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tertius.errors import ImpossibleQuestion
from tertius.measures.contingency import ordered_levels, pair_tables

YES, ABSTAIN, NO, ABSENT = 0.0, 1.0, 2.0, np.nan
LEVELS = (YES, ABSTAIN, NO)

votes = arrays(float, (3, 7), elements=st.sampled_from([YES, ABSTAIN, NO, ABSENT]))
item_weights = arrays(float, 7, elements=st.floats(0, 5, allow_subnormal=False))


def test_by_hand():
    tables = pair_tables([[YES, YES, NO, ABSENT], [YES, NO, NO, YES]], levels=LEVELS)
    assert tables[0, 1].tolist() == [[1, 0, 1], [0, 0, 0], [0, 0, 1]]
    assert tables[0, 0].tolist() == [[2, 0, 0], [0, 0, 0], [0, 0, 1]]


def test_an_absence_counts_for_no_pair():
    tables = pair_tables([[ABSENT, YES], [YES, ABSENT]], levels=LEVELS)
    assert tables[0, 1].sum() == 0
    assert tables[0, 0].sum() == 1


def test_a_level_nobody_uses_keeps_its_place():
    assert pair_tables([[YES], [NO]], levels=LEVELS)[0, 1, 0, 2] == 1


@given(votes, item_weights)
def test_it_is_its_definition(choices, weights):
    tables = pair_tables(choices, levels=LEVELS, weights=weights)
    for i in range(3):
        for j in range(3):
            counted = np.zeros((3, 3))
            for x, y, w in zip(choices[i], choices[j], weights, strict=True):
                if not np.isnan(x) and not np.isnan(y):
                    counted[LEVELS.index(x), LEVELS.index(y)] += w
            assert tables[i, j] == pytest.approx(counted)


@given(votes)
def test_swapping_the_actors_transposes_the_table(choices):
    tables = pair_tables(choices, levels=LEVELS)
    assert np.array_equal(tables, tables.transpose(1, 0, 3, 2))


@given(votes, arrays(float, (2, 2, 7), elements=st.floats(0, 5, allow_subnormal=False)))
def test_batches_of_weights_are_separate_calls(choices, batches):
    tables = pair_tables(choices, levels=LEVELS, weights=batches)
    assert tables.shape == (2, 2, 3, 3, 3, 3)
    for b in np.ndindex(2, 2):
        assert tables[b] == pytest.approx(pair_tables(choices, levels=LEVELS, weights=batches[b]))


def test_whole_weights_are_copies_of_the_item():
    choices = np.array([[YES, NO, ABSTAIN], [YES, YES, NO]])
    copied = pair_tables(np.repeat(choices, [3, 0, 2], axis=1), levels=LEVELS)
    assert np.array_equal(pair_tables(choices, levels=LEVELS, weights=[3, 0, 2]), copied)


def test_whole_weights_too_large_for_float32_stay_exact():
    tables = pair_tables([[YES, YES], [YES, YES]], levels=LEVELS, weights=[2**24, 1])
    assert tables[0, 1, 0, 0] == 2**24 + 1


def test_the_inputs_are_left_alone():
    choices, weights = np.array([[YES, NO], [NO, ABSENT]]), np.array([1.0, 2.0])
    before = choices.copy(), weights.copy()
    pair_tables(choices, levels=LEVELS, weights=weights)
    assert np.array_equal(choices, before[0], equal_nan=True)
    assert np.array_equal(weights, before[1])


@pytest.mark.parametrize("levels", [(0,), (0, 2, 1), (0, 0, 1), (0, np.nan), (0, np.inf), ((0, 1), (2, 3))])
def test_levels_are_two_or_more_numbers_in_order(levels):
    with pytest.raises(ImpossibleQuestion, match="increasing order"):
        ordered_levels(levels)


def test_a_choice_outside_the_levels_is_named():
    with pytest.raises(ImpossibleQuestion, match=r"found: \[9.0\]"):
        pair_tables([[0, 9], [1, 1]], levels=LEVELS)


@pytest.mark.parametrize("weights", [[1, -1], [1, np.nan], [1, np.inf], [1, 2, 3], 1.0])
def test_a_weight_that_is_no_weight_is_refused(weights):
    with pytest.raises(ImpossibleQuestion, match="weight"):
        pair_tables([[YES, NO], [NO, NO]], levels=LEVELS, weights=weights)


def test_one_row_of_choices_is_not_a_matrix():
    with pytest.raises(ImpossibleQuestion, match="must be a matrix"):
        pair_tables([YES, NO], levels=LEVELS)


def test_no_items_give_empty_tables():
    assert pair_tables(np.empty((2, 0)), levels=LEVELS).sum() == 0
