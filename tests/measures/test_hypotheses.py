"""Hypotheses: the design's test values, and what must not change anything."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tertius.errors import ImpossibleQuestion
from tertius.measures.hypotheses import diagnosticity, drop_one, halved, inconsistency, posterior, prior_sweep

PRIOR = [0.5, 0.3, 0.2]
ROWS = [[0.8, 0.4, 0.1], [0.6, 0.6, 0.6], [0.2, 0.5, 0.7]]
likelihoods = arrays(float, (4, 3), elements=st.floats(0.01, 1))


def test_the_posterior_of_the_fixtures(shared):
    wanted = json.loads((shared / "model_test_fixtures.json").read_text())["bayes"]
    assert posterior(wanted["prior"], wanted["lik"]) == pytest.approx(wanted["posterior"], abs=5e-5)


def test_evidence_equally_likely_under_all_changes_nothing():
    assert posterior(PRIOR, ROWS) == pytest.approx(posterior(PRIOR, [ROWS[0], ROWS[2]]))
    assert diagnosticity(ROWS, 0, 2)[1] == 0


@given(likelihoods)
def test_it_is_bayes_rule(rows):
    joint = np.array(PRIOR) * rows.prod(0)
    assert posterior(PRIOR, rows) == pytest.approx(joint / joint.sum())


def test_without_evidence_the_prior_stands():
    assert posterior(PRIOR, np.empty((0, 3))) == pytest.approx(PRIOR)


def test_evidence_of_weight_zero_is_left_out():
    assert posterior(PRIOR, ROWS, [1, 1, 0]) == pytest.approx(posterior(PRIOR, ROWS[:2]))
    assert drop_one(PRIOR, ROWS)[2] == pytest.approx(posterior(PRIOR, ROWS[:2]))


def test_halving_a_likelihood_ratio_lies_between_keeping_and_dropping():
    kept, half, dropped = posterior(PRIOR, ROWS), halved(PRIOR, ROWS)[0], drop_one(PRIOR, ROWS)[0]
    assert min(kept[0], dropped[0]) < half[0] < max(kept[0], dropped[0])


def test_a_sweep_of_the_prior_moves_the_posterior_its_way():
    swept = prior_sweep(PRIOR, ROWS, 0, [0.1, 0.5, 0.9])
    assert (np.diff(swept[:, 0]) > 0).all()
    assert swept[1] == pytest.approx(posterior(PRIOR, ROWS))
    assert swept.sum(1) == pytest.approx([1, 1, 1])


def test_inconsistency_counts_what_speaks_against():
    assert list(inconsistency(ROWS)) == [1, 1, 1]


@pytest.mark.parametrize(
    ("prior", "rows", "weights"),
    [([0.5, 0.4], [[0.1, 0.2]], None), ([0.5, 0.5], [[0, 0.2]], None), ([0.5, 0.5], [[0.1, 0.2]], [2])],
)
def test_what_is_no_probability_is_refused(prior, rows, weights):
    with pytest.raises(ImpossibleQuestion):
        posterior(prior, rows, weights)


def test_a_certain_prior_cannot_be_swept_to():
    with pytest.raises(ImpossibleQuestion, match="between 0 and 1"):
        prior_sweep(PRIOR, ROWS, 0, [1.0])
