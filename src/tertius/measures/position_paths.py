"""Positions that move: draws of each state's path through the sessions, given what its votes say.

Two priors on the same steps. The filter conditions a session on the one before it and
on nothing later, as Bailey, Strezhnev & Voeten (2017,
https://doi.org/10.1177/0022002715595700) do; the smoother draws the whole path of a
random walk at once, forward filtering and backward sampling (Carter & Kohn 1994,
https://doi.org/10.1093/biomet/81.3.541).
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from tertius.measures.compiled import kernel
from tertius.measures.counter_rng import gamma_at, normal_at

__all__ = ["draw_filtered", "draw_smoothed", "draw_step_weights", "standardise"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]


@kernel
def draw_filtered(
    key: np.uint64,
    twist: np.uint64,
    at: int,
    path: Ints,
    start: Longs,
    step: Floats,
    evidence: Floats,
    position: Floats,
) -> None:
    """Draw every position given its predecessor in the path, in place.

    A first session is drawn around the second session's present value; a state seen
    once is drawn around 0 with variance 1.

    Parameters
    ----------
    key, twist, at
        Stream, and the address of position 0.
    path, start
        Positions state by state, in order of sessions; state k has ``path[start[k]:start[k + 1]]``.
    step
        Variance of the step that leads to each position.
    evidence
        Per position the sums of beta² and of beta z.
    position
        Positions, read and overwritten.
    """
    for k in range(start.size - 1):
        for i in range(start[k], start[k + 1]):
            s = path[i]
            centre, variance = 0.0, 1.0
            if start[k + 1] - start[k] > 1:
                centre = position[path[i - 1 if i > start[k] else i + 1]]
                variance = step[s]
            posterior = 1.0 / (1.0 / variance + evidence[s, 0])
            mean = posterior * (centre / variance + evidence[s, 1])
            position[s] = mean + math.sqrt(posterior) * normal_at(key, twist, at + s)


@kernel
def draw_smoothed(
    key: np.uint64,
    twist: np.uint64,
    at: int,
    path: Ints,
    start: Longs,
    step: Floats,
    evidence: Floats,
    position: Floats,
) -> None:
    """Draw every state's whole path from its joint distribution, in place; arguments as `draw_filtered`.

    The first position of a path has the prior N(0, 1).
    """
    mean, variance = np.empty(position.size), np.empty(position.size)
    for k in range(start.size - 1):
        centre, spread = 0.0, 1.0
        for i in range(start[k], start[k + 1]):
            s = path[i]
            if i > start[k]:
                spread += step[s]
            variance[s] = 1.0 / (1.0 / spread + evidence[s, 0])
            mean[s] = variance[s] * (centre / spread + evidence[s, 1])
            centre, spread = mean[s], variance[s]
        for i in range(start[k + 1] - 1, start[k] - 1, -1):
            s = path[i]
            if i < start[k + 1] - 1:
                after = path[i + 1]
                gain = variance[s] / (variance[s] + step[after])
                centre = mean[s] + gain * (position[after] - mean[s])
                spread = variance[s] * (1.0 - gain)
            position[s] = centre + math.sqrt(spread) * normal_at(key, twist, at + s)


@kernel
def draw_step_weights(
    key: np.uint64,
    twist: np.uint64,
    at: int,
    degrees: float,
    path: Ints,
    start: Longs,
    step: Floats,
    position: Floats,
    drawn: Floats,
) -> None:
    """Draw the variance of every step under Student's t: `step` over a gamma weight, into `drawn`.

    A step far larger than `step` allows gets a small weight and is let through whole
    (Reuning, Kenwick & Fariss 2019, https://doi.org/10.1017/pan.2019.1).
    """
    for k in range(start.size - 1):
        for i in range(start[k] + 1, start[k + 1]):
            s = path[i]
            move = position[s] - position[path[i - 1]]
            rate = 0.5 * (degrees + move * move / step[s])
            drawn[s] = step[s] * rate / gamma_at(key, twist, at + 128 * s, 0.5 * (degrees + 1.0))


@kernel
def standardise(limit: float, position: Floats) -> None:
    """Clip positions to ±`limit`, then give them mean 0 and standard deviation 1 over all state-sessions."""
    n = position.size
    total = 0.0
    for s in range(n):
        position[s] = min(max(position[s], -limit), limit)
        total += position[s]
    mean = total / n
    squares = 0.0
    for s in range(n):
        position[s] -= mean
        squares += position[s] * position[s]
    scale = math.sqrt(n / squares)
    for s in range(n):
        position[s] *= scale
