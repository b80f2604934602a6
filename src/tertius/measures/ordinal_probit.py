"""Three ordered answers from one hidden number: a sweep over the items of an ordinal probit model.

A respondent at position `t` gives item j the number z = beta_j t + e, e standard
normal, and answers 0 if z < g1_j, 2 if z > g2_j, 1 between them. `sweep_items` draws,
item by item, the cutpoints (Metropolis, with z integrated out), the hidden numbers and
the slope. `position_evidence` turns them into what each position's draw needs. Both
work on a range of items or positions and touch nothing outside it, so that threads
share the ranges and no draw depends on how they were shared.

Reference: Albert & Chib (1993), Bayesian analysis of binary and polychotomous response
data, https://doi.org/10.1080/01621459.1993.10476321; cutpoints with the hidden numbers
integrated out: Cowles (1996), https://doi.org/10.1007/BF00162520
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from tertius.measures.compiled import kernel
from tertius.measures.counter_rng import normal_at, uniform_at
from tertius.measures.normal import EDGE, ndtr, ndtri
from tertius.measures.truncated_normal import draw_below, draw_between, log_mass, mass

__all__ = ["longest", "position_evidence", "sweep_items"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.uint32]

PER_ITEM = 4
SMALL = 1e-150
"""Probabilities are multiplied up until the product is this small, and only then turned into a logarithm."""


@kernel
def _weigh_outer(
    sign: float,
    cut: float,
    new_cut: float,
    beta: float,
    position: Floats,
    who: Ints,
    offset: int,
    start: int,
    stop: int,
    seen: Floats,
) -> float:
    """Log likelihood ratio of a new cutpoint for the answers outside it: sign 1 below the lower, -1 above the upper.

    Leaves in `seen`, per ballot of the item, the position and the answer's probability
    under either cutpoint, so that the draw need not look them up again.
    """
    total, old_product, new_product = 0.0, 1.0, 1.0
    for i in range(start, stop):
        t = float(position[who[i]])
        x, new_x = sign * (cut - beta * t), sign * (new_cut - beta * t)
        p, new_p = ndtr(x), ndtr(new_x)
        row = seen[i - offset]
        row[0], row[1], row[2] = t, p, new_p
        if min(x, new_x) > -EDGE:
            old_product *= p
            new_product *= new_p
            if min(old_product, new_product) < SMALL:
                total += math.log(new_product / old_product)
                old_product, new_product = 1.0, 1.0
        else:
            total += log_mass(-math.inf, new_x) - log_mass(-math.inf, x)
    return total + math.log(new_product / old_product)


@kernel
def _weigh_between(
    cuts: tuple[float, float],
    new_cuts: tuple[float, float],
    beta: float,
    position: Floats,
    who: Ints,
    start: int,
    stop: int,
) -> float:
    """Log likelihood ratio of new cutpoints for the answers between them."""
    total = 0.0
    for i in range(start, stop):
        mean = beta * float(position[who[i]])
        old = mass(cuts[0] - mean, cuts[1] - mean)
        new = mass(new_cuts[0] - mean, new_cuts[1] - mean)
        if min(old, new) > 0.0:
            total += math.log(new / old)
        else:
            total += log_mass(new_cuts[0] - mean, new_cuts[1] - mean) - log_mass(cuts[0] - mean, cuts[1] - mean)
    return total


@kernel
def longest(first: int, last: int, bounds: npt.NDArray[np.int64]) -> int:
    """Ballots of the item that has most, from `first` to `last` - 1."""
    most = 0
    for j in range(first, last):
        most = max(most, bounds[j, 3] - bounds[j, 0])
    return most


@kernel
def sweep_items(
    first: int,
    last: int,
    key: np.uint64,
    twist: np.uint64,
    limit: float,
    hidden_limit: float,
    adapt: float,
    position: Floats,
    who: Ints,
    slot: Ints,
    bounds: npt.NDArray[np.int64],
    items: Floats,
    z: Floats,
    chance: Floats,
) -> None:
    """Draw cutpoints, hidden numbers and slope of the items `first` to `last` - 1, in place.

    Parameters
    ----------
    first, last
        Range of items.
    key, twist
        The stream of this chain and sweep.
    limit
        The cutpoints' prior is flat between -`limit` and `limit`.
    hidden_limit
        Hidden numbers are clipped to ±`hidden_limit`; infinity for the model as written.
    adapt
        Step by which the logarithm of an item's proposal sd moves towards a third of
        proposals accepted; 0 after the burn-in.
    position
        Positions, one per respondent.
    who, slot
        Per answer, sorted by item and then by answer: the respondent, and the place of
        the hidden number in `z`.
    bounds
        Per item four offsets into `who`: where its answers 0, 1 and 2 start and end.
    items
        Per item beta, g1, g2 and the proposal sd.
    z
        Hidden numbers, one per answer.
    chance
        Per item the probability with which its proposal was accepted.
    """
    n = who.size
    seen = np.empty((longest(first, last, bounds), 3))
    for j in range(first, last):
        beta, g1, g2, step = items[j, 0], items[j, 1], items[j, 2], items[j, 3]
        b0, b1, b2, b3 = bounds[j, 0], bounds[j, 1], bounds[j, 2], bounds[j, 3]
        own = n + PER_ITEM * j
        # Unordered proposals, then sorted: symmetric, because the prior does not mind the order.
        one = g1 + step * normal_at(key, twist, own)
        two = g2 + step * normal_at(key, twist, own + 1)
        new_g1, new_g2 = min(one, two), max(one, two)
        if new_g1 > -limit and new_g2 < limit:
            ratio = _weigh_between((g1, g2), (new_g1, new_g2), beta, position, who, b1, b2)
        else:
            ratio, new_g1, new_g2 = -math.inf, g1, g2
        ratio += _weigh_outer(1.0, g1, new_g1, beta, position, who, b0, b0, b1, seen)
        ratio += _weigh_outer(-1.0, g2, new_g2, beta, position, who, b0, b2, b3, seen)
        chance[j] = math.exp(min(ratio, 0.0))
        column = 1
        if uniform_at(key, twist, own + 2) < chance[j]:
            g1, g2, column = new_g1, new_g2, 2
        items[j, 1], items[j, 2] = g1, g2
        items[j, 3] = step * math.exp(adapt * (chance[j] - 0.33))
        squares, products = 0.0, 0.0
        for side in range(0, 3, 2):
            sign = 1.0 - side
            cut = g1 if side == 0 else g2
            for i in range(bounds[j, side], bounds[j, side + 1]):
                row = seen[i - b0]
                t, mean = row[0], beta * row[0]
                x = sign * (cut - mean)
                e = ndtri(uniform_at(key, twist, i) * row[column]) if x > -EDGE else draw_below(key, twist, i, x)
                d = min(max(mean + sign * e, -hidden_limit), hidden_limit)
                z[slot[i]] = d
                squares += t * t
                products += t * d
        for i in range(b1, b2):
            t = float(position[who[i]])
            mean = beta * t
            d = mean + draw_between(key, twist, i, g1 - mean, g2 - mean)
            d = min(max(d, -hidden_limit), hidden_limit)
            z[slot[i]] = d
            squares += t * t
            products += t * d
        variance = 1.0 / (squares + 1.0)
        items[j, 0] = variance * products + math.sqrt(variance) * normal_at(key, twist, own + 3)


@kernel
def position_evidence(
    first: int,
    last: int,
    start: npt.NDArray[np.int64],
    item: Ints,
    items: Floats,
    z: Floats,
    evidence: Floats,
) -> None:
    """Per respondent the sums of beta² and of beta z over the items answered, into `evidence`."""
    for s in range(first, last):
        squares, products = 0.0, 0.0
        for i in range(start[s], start[s + 1]):
            beta = items[item[i], 0]
            squares += beta * beta
            products += beta * z[i]
        evidence[s, 0], evidence[s, 1] = squares, products
