"""What votes say of a pair's tie: by hand, and against drawing votes again."""

from __future__ import annotations

import numpy as np
import pytest

from tertius.alignment.vote_evidence import vote_evidence
from tertius.measures.similarity import kappa_of


def test_kappa_and_its_error_by_hand():
    # Twelve votes under twelve titles: nine alike, one a step apart, two opposite.
    x = np.array([1, 1, 1, 0, 0, -1, -1, -1, 1, 1, 1, -1], dtype=np.float32)
    y = np.array([1, 1, 1, 0, 0, -1, -1, -1, 1, 0, -1, 1], dtype=np.float32)
    kappa, variance = vote_evidence(np.stack([x, y]), np.arange(12))
    table = np.zeros((3, 3))
    np.add.at(table, (x.astype(int) + 1, y.astype(int) + 1), 1)
    assert kappa[0, 1] == pytest.approx(float(kappa_of(table, (-1.0, 0.0, 1.0))))
    distance = (x - y) ** 2
    chance = distance.mean() / (1 - kappa[0, 1])
    spread = (12 * distance.var() + 1) / 13
    assert variance[0, 1] == pytest.approx(spread / 12 / chance**2, rel=1e-5)


def test_the_error_has_the_size_that_drawing_votes_gives():
    rng = np.random.default_rng(0)
    x = rng.choice([-1, 0, 1], 60, p=[0.4, 0.2, 0.4]).astype(np.float32)
    y = np.where(rng.random(60) < 0.6, x, rng.choice([-1, 0, 1], 60)).astype(np.float32)
    drawn = [rng.integers(60, size=60) for _ in range(1500)]
    kappas = [vote_evidence(np.stack([x[d], y[d]]), np.arange(60))[0][0, 1] for d in drawn]
    said = vote_evidence(np.stack([x, y]), np.arange(60))[1][0, 1]
    assert np.sqrt(said) == pytest.approx(np.std(kappas), rel=0.3)


def test_votes_of_one_title_are_one_piece_of_evidence():
    rng = np.random.default_rng(1)
    votes = rng.choice([-1, 0, 1], (2, 40)).astype(np.float32)
    apart = vote_evidence(votes, np.arange(40))[1][0, 1]
    together = vote_evidence(votes, np.arange(40) // 4)[1][0, 1]
    assert together > 3 * apart


def test_a_handful_of_like_votes_is_not_certain_and_fewer_than_eight_say_nothing():
    x = np.array([1, -1] * 4, dtype=np.float32)
    kappa, variance = vote_evidence(np.stack([x, x]), np.arange(8))
    assert kappa[0, 1] == 1
    assert variance[0, 1] > 0.003
    assert np.isnan(vote_evidence(np.stack([x, x])[:, :7], np.arange(7))[0]).all()
