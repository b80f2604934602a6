"""Numbers by address: uniform, normal and gamma numbers have their distributions, and streams differ."""

import numpy as np
from scipy import stats

from tertius.measures.counter_rng import gamma_at, normal_at, stream_key, uniform_at

KEY, TWIST = np.uint64(11), np.uint64(12)


def uniforms(key: np.uint64, twist: np.uint64, n: int = 20_000) -> np.ndarray:
    return np.array([uniform_at(key, twist, at) for at in range(n)])


def test_uniform_numbers_are_uniform_and_uncorrelated():
    u = uniforms(KEY, TWIST)
    assert stats.kstest(u, "uniform").pvalue > 0.001
    for lag in (1, 2, 64):
        assert abs(np.corrcoef(u[:-lag], u[lag:])[0, 1]) < 4 / np.sqrt(u.size)


def test_uniform_numbers_are_never_0_or_1():
    u = uniforms(KEY, TWIST)
    assert 0 < u.min() < u.max() < 1


def test_the_same_address_gives_the_same_number():
    assert uniform_at(KEY, TWIST, 5) == uniform_at(KEY, TWIST, 5)


def test_streams_of_neighbouring_sweeps_are_unrelated():
    keys = [np.uint64(stream_key(np.uint64(7), np.uint64(word))) for word in range(4)]
    a, b = uniforms(keys[0], keys[1]), uniforms(keys[2], keys[3])
    assert abs(np.corrcoef(a, b)[0, 1]) < 4 / np.sqrt(a.size)
    assert np.unique(np.concatenate((a, b))).size == 2 * a.size


def test_normal_numbers_are_normal():
    x = [normal_at(KEY, TWIST, at) for at in range(20_000)]
    assert stats.kstest(x, "norm").pvalue > 0.001


def test_gamma_numbers_have_the_shape_asked_for():
    x = [gamma_at(KEY, TWIST, 128 * at, 2.5) for at in range(5_000)]
    assert stats.kstest(x, stats.gamma(2.5).cdf).pvalue > 0.001
