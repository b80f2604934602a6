"""Incoherent probabilities: the nearest coherent ones, and how far away they were."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import minimize

from tertius.errors import ImpossibleQuestion
from tertius.measures.coherence import coherentise

stated = arrays(float, st.integers(2, 6), elements=st.floats(0, 1))


def test_a_surplus_is_taken_from_all_alike():
    got = coherentise([0.6, 0.6])
    assert got.probabilities == pytest.approx([0.5, 0.5])
    assert got.correction == pytest.approx(0.1)


def test_a_coherent_statement_is_left_alone():
    got = coherentise([0.2, 0.3, 0.5])
    assert got.probabilities == pytest.approx([0.2, 0.3, 0.5])
    assert got.correction == pytest.approx(0)


def test_nothing_falls_below_zero():
    assert coherentise([1.0, 0.9, 0.0]).probabilities == pytest.approx([0.55, 0.45, 0])


@given(stated)
def test_the_result_is_coherent_and_no_other_is_nearer(p):
    got = coherentise(p)
    assert got.probabilities.sum() == pytest.approx(1)
    assert (got.probabilities >= 0).all()
    k = len(p)
    best = minimize(
        lambda q: ((q - p) ** 2).sum(),
        np.full(k, 1 / k),
        bounds=[(0, 1)] * k,
        constraints={"type": "eq", "fun": lambda q: q.sum() - 1},
    )
    assert ((got.probabilities - p) ** 2).sum() <= best.fun + 1e-6


@pytest.mark.parametrize("p", [[0.5], [0.5, 1.2], [np.nan, 0.5]])
def test_what_cannot_be_made_coherent_is_refused(p):
    with pytest.raises(ImpossibleQuestion, match="coherence"):
        coherentise(p)
