"""What leaving costs and what could be replaced: by hand, and the identities they must keep."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tertius.errors import ImpossibleQuestion
from tertius.measures.leaving import exit_cost, leverage, replaceable, stock_share, substitutability

flows = arrays(float, 5, elements=st.floats(0, 100))
shares = arrays(float, 5, elements=st.floats(0, 1))


def test_a_cost_by_hand():
    # Imports 10 and 20 at elasticities 1 and 2, exports 30 at 3, output 100: (10 + 10 + 10) / 100.
    assert exit_cost([10, 20], [0, 30], 100, [1, 2], [1, 3]) == pytest.approx(0.3)


def test_what_is_easily_sold_elsewhere_costs_little():
    assert exit_cost([0], [50], 100, [1], [100]) < exit_cost([0], [50], 100, [1], [0.5])


def test_no_trade_costs_nothing():
    assert exit_cost([0, 0], [0, 0], 100, [1, 1], [1, 1]) == 0


def test_the_cost_of_a_sector_that_is_not_known_is_not_known():
    assert np.isnan(exit_cost([np.nan, 1], [0, 0], 100, [1, 1], [1, 1]))


def test_a_market_larger_than_the_flow_replaces_all_of_it():
    assert replaceable([10], [100], [0.3]) == [10]
    assert replaceable([10], [20], [0.3]) == [6]
    assert replaceable([10], [100], [0.3], [0.0]) == [0]


@given(flows, flows, shares, shares)
def test_no_more_than_the_flow_is_ever_replaced(flow, market, reach, free):
    low, high = substitutability(flow, replaceable(flow, market, reach, free))
    if flow.sum() > 0:
        assert 0 <= low <= high <= 1 + 1e-12


@given(flows, st.floats(0.05, 1))
def test_all_is_replaced_where_every_market_is_flow_over_reach(flow, reach):
    if flow.sum() > 0:
        low, high = substitutability(flow, replaceable(flow, flow / reach, np.full(5, reach)))
        assert low == pytest.approx(1)
        assert high == pytest.approx(1)


def test_a_market_not_known_leaves_a_range():
    low, high = substitutability([10.0, 30.0], replaceable([10.0, 30.0], [100.0, np.nan], [0.3, 0.3]))
    assert (low, high) == (pytest.approx(0.25), pytest.approx(1.0))


def test_what_is_wholly_replaced_leaves_no_leverage():
    assert leverage(0.2, 1.0) == 0
    assert leverage(0.2, 0.25) == pytest.approx(0.15)


def test_a_stock_remembers_old_deliveries_less():
    kept = stock_share([[100, 0], [0, 100]], 0.5)
    assert kept == pytest.approx([1 / 3, 2 / 3])
    assert stock_share([[100, 0], [0, 100]], 0) == pytest.approx([0.5, 0.5])
    assert stock_share([[100, 0], [0, 100]], 1) == pytest.approx([0, 1])
    assert np.isnan(stock_share([[0, 0]], 0.05)).all()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: exit_cost([-1], [0], 1, [1], [1]),
        lambda: exit_cost([1], [0], 0, [1], [1]),
        lambda: exit_cost([1], [0], 1, [-2], [1]),
        lambda: replaceable([1], [1], [20]),
        lambda: stock_share([[1]], 5),
        lambda: stock_share([[-1]], 0.05),
    ],
)
def test_impossible_figures_are_refused(wrong):
    with pytest.raises(ImpossibleQuestion):
        wrong()
