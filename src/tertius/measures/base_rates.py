"""How often it has happened before, recent cases counting most, and how sure that is."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincinv

from tertius.errors import ImpossibleQuestion

__all__ = ["Z90", "Interval", "Rate", "block_interval", "jeffreys", "recency_weighted_rate", "recency_weights"]

Array = NDArray[np.float64]

Z90 = 1.6448536269514722
"""Standard deviations from the middle of a normal distribution to either end of its 90 % interval."""


class Interval(NamedTuple):
    """The ends of an interval for a rate, from 0 to 1."""

    low: float
    high: float


class Rate(NamedTuple):
    """A base rate with its interval and what it rests on.

    `n` and `events` count cases whose outcome is known, unweighted. `n_effective` is
    Kish's: as many equally weighted cases as would be as precise, were they independent.
    """

    rate: float
    low: float
    high: float
    n: int
    events: int
    n_effective: float


def recency_weights(ages: ArrayLike, half_life: float) -> Array:
    """Weight of a case by its age: 1 when new, halved every half-life.

    Parameters
    ----------
    ages : array
        Years (or any unit) between the case and the moment of asking, >= 0.
    half_life : float
        In the unit of `ages`, > 0. Infinite weighs all cases alike.

    Returns
    -------
    array
        ``0.5 ** (ages / half_life)``, from 0 to 1, in the shape of `ages`.

    Raises
    ------
    ImpossibleQuestion
        A missing or negative age (a case from the future is leakage), or a half-life
        of 0 or less.
    """
    age = np.asarray(ages, dtype=np.float64)
    if not (age >= 0).all():
        raise ImpossibleQuestion(
            "an age must be known and not negative",
            found=str(age[~(age >= 0)][:5].tolist()),
            hint="count only cases whose outcome was known when the question is asked",
        )
    if not half_life > 0:
        raise ImpossibleQuestion("a half-life must be positive", found=str(half_life), hint="6 years is this project's")
    return 0.5 ** (age / half_life)


def recency_weighted_rate(
    outcomes: ArrayLike, ages: ArrayLike, *, half_life: float, prior_rate: float, prior_n: float, level: float = 0.9
) -> Rate:
    """Weighted share of events, shrunk towards a prior rate.

    Parameters
    ----------
    outcomes : (n,) array
        1 where it happened, 0 where it did not. NaN is "not known yet": left out,
        never read as 0.
    ages : (n,) array
        Years since each case, >= 0.
    half_life : float
        Years after which a case counts half, > 0. The project's reference forecast uses 6.
    prior_rate, prior_n : float
        The rate to shrink towards, 0 to 1, and how many new cases it is worth,
        >= 0. The reference forecast uses the long-run rate and 20.
    level : float
        Coverage of the interval, between 0 and 1.

    Returns
    -------
    Rate
        ``rate = (sum w o + prior_n prior_rate) / (sum w + prior_n)``: an old case
        weighs less against the prior as well as against new cases. The interval is
        `jeffreys` on ``n_effective + prior_n`` cases of that rate, widened where a
        fraction of one event would leave the rate outside. Without cases and
        prior, rate and interval are NaN.

    Raises
    ------
    ImpossibleQuestion
        An outcome other than 0, 1 and NaN, arrays of different length, a negative
        or missing age, a prior rate outside 0 to 1, or a negative `prior_n`.

    Notes
    -----
    The interval takes the cases for independent. Windows that overlap (2001-06,
    2002-07) and years of one country are not, and it is then too narrow, by more
    the longer the window: give `block_interval` beside it, by country and by block
    of years, and believe the widest.

    References
    ----------
    .. [1] Kish (1965), Survey Sampling, for the effective number of cases.
    """
    outcome, weight, age = _cases(outcomes, ages)
    weight = weight * recency_weights(age, half_life)
    if not 0 <= prior_rate <= 1 or not prior_n >= 0:
        raise ImpossibleQuestion(
            "a prior needs a rate from 0 to 1 and zero or more cases",
            found=f"rate {prior_rate}, cases {prior_n}",
            hint="prior_rate=the long-run rate, prior_n=20",
        )
    total = float(weight.sum())
    squares = float((weight**2).sum())
    n_effective = total**2 / squares if squares > 0 else 0.0
    n, events = len(outcome), int(outcome.sum())
    if total + prior_n == 0:
        return Rate(np.nan, np.nan, np.nan, n, events, n_effective)
    rate = (float((weight * outcome).sum()) + prior_n * prior_rate) / (total + prior_n)
    size = n_effective + prior_n
    low, high = jeffreys(min(rate * size, size), size, level)
    return Rate(rate, min(low, rate), max(high, rate), n, events, n_effective)


def jeffreys(events: float, n: float, level: float = 0.9) -> Interval:
    """Jeffreys interval of a plain rate: quantiles of Beta(events + 1/2, n - events + 1/2).

    Parameters
    ----------
    events, n : float
        How often it happened, of how many independent cases; effective numbers may
        be fractions. ``0 <= events <= n``.
    level : float
        Coverage, between 0 and 1.

    Returns
    -------
    Interval
        Equal tails, except that the low end is 0 without events and the high end 1
        without non-events. (0, 1) where ``n`` is 0: no case, no knowledge.

    Raises
    ------
    ImpossibleQuestion
        More events than cases, a negative number, or a level outside 0 to 1.

    References
    ----------
    .. [1] Brown, Cai & DasGupta (2001), Statistical Science 16(2).
       https://doi.org/10.1214/ss/1009213286
    """
    _refuse_level(level)
    if not 0 <= events <= n:
        raise ImpossibleQuestion(
            "events must lie between 0 and the number of cases", found=f"{events} of {n}", hint="jeffreys(events, n)"
        )
    tail = (1 - level) / 2
    a, b = events + 0.5, n - events + 0.5
    low = 0.0 if events == 0 else float(betaincinv(a, b, tail))
    high = 1.0 if events == n else float(betaincinv(a, b, 1 - tail))
    return Interval(low, high)


def block_interval(
    outcomes: ArrayLike,
    blocks: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    rng: np.random.Generator,
    level: float = 0.9,
    draws: int = 2000,
) -> Interval:
    """Interval of a weighted rate when cases come in blocks that hang together.

    Parameters
    ----------
    outcomes : (n,) array
        1, 0, or NaN for "not known yet", which is left out.
    blocks : (n,) array
        The block of each case, of any type: its country, or its five years. Blocks
        are drawn with replacement, each with all its cases.
    weights : (n,) array, optional
        Weight of each case, >= 0, as from `recency_weights`. Equal when omitted.
    rng : numpy.random.Generator
        Where the draws come from.
    level : float
        Coverage, between 0 and 1.
    draws : int
        How many bootstrap samples.

    Returns
    -------
    Interval
        Percentiles of the bootstrapped rates. (0, 0) where no block has an event,
        which says little: use `jeffreys` with the number of blocks instead.

    Raises
    ------
    ImpossibleQuestion
        Fewer than two blocks with positive weight (one block cannot show how much
        blocks differ), an outcome other than 0, 1 and NaN, arrays of different
        length, or a negative weight.

    Notes
    -----
    With fewer than about ten blocks percentiles fall short of their coverage.
    """
    _refuse_level(level)
    outcome, weight, block = _cases(outcomes, blocks, weights)
    _, member = np.unique(block, return_inverse=True)
    total = np.bincount(member, weights=weight)
    happened = np.bincount(member, weights=weight * outcome)
    total, happened = total[total > 0], happened[total > 0]
    if len(total) < 2:
        raise ImpossibleQuestion(
            "an interval by block needs two or more blocks",
            found=f"{len(total)} with known outcomes and positive weight",
            hint="cut the cases into finer blocks, or use jeffreys",
        )
    times = rng.multinomial(len(total), np.full(len(total), 1 / len(total)), size=draws)
    rates = (times @ happened) / (times @ total)
    low, high = np.quantile(rates, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(low), float(high))


def _cases(
    outcomes: ArrayLike, beside: ArrayLike, weights: ArrayLike | None = None
) -> tuple[Array, Array, NDArray[np.generic]]:
    """Known outcomes, their weights, and what stands beside each."""
    outcome, other = np.asarray(outcomes, dtype=np.float64), np.asarray(beside)
    weight = np.ones(outcome.shape) if weights is None else np.asarray(weights, dtype=np.float64)
    if outcome.ndim != 1 or not outcome.shape == other.shape == weight.shape:
        raise ImpossibleQuestion(
            "a base rate needs one outcome a case",
            found=f"shapes {outcome.shape}, {other.shape} and {weight.shape}",
            hint="arrays of one dimension and equal length",
        )
    known = ~np.isnan(outcome)
    if not np.isin(outcome[known], (0, 1)).all():
        raise ImpossibleQuestion(
            "an outcome must be 0, 1, or NaN where it is not known",
            found=str(np.unique(outcome[known])[:5].tolist()),
            hint="1 where it happened, 0 where it did not",
        )
    if not (np.isfinite(weight) & (weight >= 0)).all():
        raise ImpossibleQuestion(
            "a weight is negative, infinite or missing",
            found=str(weight[~(weight >= 0)][:5].tolist()),
            hint="weights >= 0",
        )
    return outcome[known], weight[known], other[known]


def _refuse_level(level: float) -> None:
    """Coverage is a probability."""
    if not 0 < level < 1:
        raise ImpossibleQuestion("a level must lie between 0 and 1", found=str(level), hint="level=0.9, not 90")
