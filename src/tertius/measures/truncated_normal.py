"""Draws from a standard normal variable known to lie below a bound or between two, right in the tails.

Within eight standard deviations by inversion, in whichever tail keeps the digits;
beyond, where a probability has none left, by Marsaglia's rejection from an
exponential in the square (1964, https://doi.org/10.1080/00401706.1964.10490150),
which refuses fewer than 1 in 64 there.
"""

from __future__ import annotations

import math

import numpy as np

from tertius.measures.compiled import kernel
from tertius.measures.counter_rng import uniform_at
from tertius.measures.normal import EDGE, log_ndtr, ndtr, ndtri

__all__ = ["draw_below", "draw_between", "log_mass", "mass"]

FAR = 1 << 62
STEP = 64


@kernel
def draw_below(key: np.uint64, twist: np.uint64, at: int, high: float) -> float:
    """A standard normal number below `high`: a function of the stream, the address and the bound."""
    if high < -EDGE:
        return _draw_far(key, twist, at, -math.inf, high)
    return min(ndtri(uniform_at(key, twist, at) * ndtr(high)), high)


@kernel
def draw_between(key: np.uint64, twist: np.uint64, at: int, low: float, high: float) -> float:
    """A standard normal number between `low` and `high`, low < high, either of them in a tail."""
    if low > 0.0:
        return -_draw_between_low(key, twist, at, -high, -low)
    return _draw_between_low(key, twist, at, low, high)


@kernel
def _draw_between_low(key: np.uint64, twist: np.uint64, at: int, low: float, high: float) -> float:
    if high < -EDGE:
        return _draw_far(key, twist, at, low, high)
    bottom = ndtr(low) if low > -EDGE else math.exp(log_ndtr(low))
    p = bottom + uniform_at(key, twist, at) * (ndtr(high) - bottom)
    return min(max(ndtri(p), low), high)


@kernel
def _draw_far(key: np.uint64, twist: np.uint64, at: int, low: float, high: float) -> float:
    """Between `low` and `high`, both below -8, by rejection; addresses far above those of the sweep."""
    share = -math.expm1(0.5 * (high * high - low * low)) if low > -math.inf else 1.0
    x = high
    for attempt in range(0, STEP, 2):
        u = uniform_at(key, twist, FAR + at * STEP + attempt)
        x = -math.sqrt(high * high - 2.0 * math.log1p(-u * share))
        if uniform_at(key, twist, FAR + at * STEP + attempt + 1) * -x < -high:
            break
    return min(max(x, low), high)


@kernel
def mass(low: float, high: float) -> float:
    """Probability that a standard normal variable lies between; 0 where the table cannot tell, see `log_mass`."""
    if low > 0.0:
        low, high = -high, -low
    return ndtr(high) - ndtr(low) if low > -EDGE else 0.0


@kernel
def log_mass(low: float, high: float) -> float:
    """Logarithm of the probability that a standard normal variable lies between `low` and `high`.

    Minus infinity where the two do not differ. `low` may be minus infinity, `high` infinity.
    """
    if not low < high:
        return -math.inf
    if low > 0.0:
        low, high = -high, -low
    if high < -EDGE:
        top = log_ndtr(high)
        return top if low == -math.inf else top + math.log(-math.expm1(log_ndtr(low) - top))
    difference = ndtr(high)
    if low > -math.inf:
        difference -= ndtr(low) if low > -EDGE else math.exp(log_ndtr(low))
    return math.log(difference) if difference > 0.0 else -math.inf
