"""Random numbers by address: the i-th number of a stream is a function of the stream's key and i, and of nothing else.

A thread that owns items 100 to 200 computes their numbers without knowing what the
others drew, so a sampler gives the same bits for one thread and for ten.

The generator is the finaliser of SplitMix64 with a second key mixed in half way, so
that two streams are different permutations of the counter and not shifts of one another.

Reference: Steele, Lea & Flood (2014), Fast splittable pseudorandom number generators,
https://doi.org/10.1145/2660193.2660195
"""

from __future__ import annotations

import math

import numpy as np

from tertius.measures.compiled import kernel
from tertius.measures.normal import ndtri

__all__ = ["gamma_at", "normal_at", "stream_key", "uniform_at"]

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST = np.uint64(0xBF58476D1CE4E5B9)
SECOND = np.uint64(0x94D049BB133111EB)
S11, S27, S30, S31 = np.uint64(11), np.uint64(27), np.uint64(30), np.uint64(31)
ATTEMPTS = 128


@kernel
def stream_key(seed: np.uint64, word: np.uint64) -> np.uint64:
    """A 64-bit key from a seed and a word (which chain, which sweep, which half of the key)."""
    x = (seed ^ (word * GOLDEN)) + GOLDEN
    for _ in range(3):
        x = (x ^ (x >> S30)) * FIRST
        x = (x ^ (x >> S27)) * SECOND
        x ^= x >> S31
        x += GOLDEN
    return x


@kernel
def uniform_at(key: np.uint64, twist: np.uint64, at: int) -> float:
    """The uniform number at address `at` of the stream (`key`, `twist`): 53 bits, never 0 and never 1."""
    x = np.uint64(at) * GOLDEN + key
    x = (x ^ (x >> S30)) * FIRST
    x ^= twist
    x = (x ^ (x >> S27)) * SECOND
    x ^= x >> S31
    return (np.float64(np.int64(x >> S11)) + 0.5) * 1.1102230246251565e-16


@kernel
def normal_at(key: np.uint64, twist: np.uint64, at: int) -> float:
    """The standard normal number at address `at`, by inversion."""
    return ndtri(uniform_at(key, twist, at))


@kernel
def gamma_at(key: np.uint64, twist: np.uint64, at: int, shape: float) -> float:
    """A gamma number of the given shape (at least 1) and scale 1; it uses the 128 addresses from `at` on.

    Marsaglia & Tsang (2000), A simple method for generating gamma variables,
    https://doi.org/10.1145/358407.358414. One attempt in 20 is refused at shape 1,
    so 64 attempts in a row fail with a probability below 1e-80.
    """
    d = shape - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    for attempt in range(0, ATTEMPTS, 2):
        x = normal_at(key, twist, at + attempt)
        v = 1.0 + c * x
        if v > 0.0:
            v = v * v * v
            if math.log(uniform_at(key, twist, at + attempt + 1)) < 0.5 * x * x + d - d * v + d * math.log(v):
                return d * v
    return d
