"""A hidden number followed through time by many incomplete indicators: Kalman filter, smoother, likelihood.

Many series share one model. A series has states that move by

    s_t = T s_{t-1} + shock,    shock of state j ~ N(0, q_j / w_jt)

and indicators that each see one state and, if they have one, a state of their own:

    y_kt = level_k + loading_k s_at(k),t + s_own(k),t + error,    error ~ N(0, noise_k + extra_kt)

NaN is "not observed" and skips the update. Transitions may differ by phase: with twelve
phases, a state that is emptied in January and adds a twelfth of the monthly state is, in
December, the year's mean that a yearly indicator sees (`monthly_with_year`).

Importing this module does not import Numba; calling it does.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius.errors import ImpossibleQuestion

__all__ = ["StateSpace", "Tracked", "local_level", "monthly_with_year", "student_weights", "track"]

Array = NDArray[np.float64]
BLOCK = 512
"""Series handed to a thread at a time; fixed, so that sums do not depend on the number of threads."""

MONTHS = 12


@dataclass(frozen=True, slots=True, eq=False)
class StateSpace:
    """One model for all series.

    Attributes
    ----------
    transition : (period, m, m) array
        What carries the state into a step of that phase; step t has phase t modulo period.
    shock : (period, m) array
        Variances of the shocks in that step.
    entry : (m,) array
        How much of shock 0 enters each state; every other shock enters its own state alone.
    at, own : (k,) int arrays
        The state each indicator sees, and its own state; -1 where it has none.
    loading, level, noise : (k,) arrays
        Loading on the state seen, intercept, variance of the error.
    start_mean, start_var : (m,) and (m, m) arrays
        The state one step before a series' first.
    """

    transition: Array
    shock: Array
    entry: Array
    at: NDArray[np.int64]
    own: NDArray[np.int64]
    loading: Array
    level: Array
    noise: Array
    start_mean: Array
    start_var: Array

    def __post_init__(self) -> None:
        period, m = self.shock.shape
        k = self.loading.size
        start = (self.entry.shape, self.start_mean.shape, self.start_var.shape)
        shapes = (self.transition.shape, self.at.shape, self.own.shape, *start)
        if (
            shapes != ((period, m, m), (k,), (k,), (m,), (m,), (m, m))
            or (self.shock < 0).any()
            or (self.noise < 0).any()
        ):
            raise ImpossibleQuestion(
                "a state space needs arrays that fit each other and variances of zero or more",
                found=f"shapes {shapes}, shock {self.shock.shape}, loading {self.loading.shape}",
                hint="transition (period, m, m), shock (period, m), one entry an indicator in all else",
            )
        for name in self.__dataclass_fields__:
            getattr(self, name).setflags(write=False)


@dataclass(frozen=True, slots=True, eq=False)
class Tracked:
    """What the data say of the states.

    Attributes
    ----------
    filtered_mean, filtered_var, mean, var : (n, t, kept) arrays
        Given the data up to the step, and given all data; NaN outside a series.
    shock_square : (n, t, m) array
        Expected square of every shock, of states that only their own past carries; NaN in the first step.
    log_likelihood : (n,) array
    by_indicator : (k, 7) array
        Sums over all observations, w = 1 / variance of the error: w, w s, w s^2, w (y - own),
        w s (y - own), square of the indicator's own error, number.
    by_state : (m, 4) array
        Sums over all steps but the first: number, s_t s_{t-1}, s_{t-1}^2, s_t^2; each weighted but the number.
    """

    filtered_mean: Array
    filtered_var: Array
    mean: Array
    var: Array
    shock_square: Array
    log_likelihood: Array
    by_indicator: Array
    by_state: Array


def track(
    y: ArrayLike,
    model: StateSpace,
    *,
    extra: Array | None = None,
    weights: Array | None = None,
    span: tuple[NDArray[np.int64], NDArray[np.int64]] | None = None,
    keep: int | None = None,
    threads: int = 1,
) -> Tracked:
    """Filter and smooth every series.

    Parameters
    ----------
    y : (n, t, k) array
        NaN where nothing was observed.
    extra : (n, t, k) array, optional
        Known sampling variance of each observation, added to the noise; read only where y is observed.
    weights : (n, t, m) array, optional
        A shock has its variance divided by this; 1 when omitted.
    span : two (n,) int arrays, optional
        First and last step of each series, both included; all steps when omitted.
    keep : int, optional
        Return only the first `keep` states; all when omitted.
    threads : int
        The result does not depend on it.

    Raises
    ------
    ImpossibleQuestion
        Arrays that do not fit each other.

    References
    ----------
    .. [1] Durbin & Koopman (2012), Time Series Analysis by State Space Methods.
       https://doi.org/10.1093/acprof:oso/9780199641178.001.0001
    """
    from tertius.measures.kalman_kernel import BY_INDICATOR, BY_STATE, run_block

    seen = np.ascontiguousarray(y, dtype=np.float64)
    if seen.ndim != 3 or seen.shape[2] != model.loading.size:
        raise ImpossibleQuestion(
            "the observations need one column an indicator",
            found=f"an array of shape {seen.shape} for {model.loading.size} indicators",
            hint="shape (series, steps, indicators)",
        )
    n, steps, k = seen.shape
    m = model.shock.shape[1]
    kept = m if keep is None else keep
    more = np.zeros(seen.shape) if extra is None else np.ascontiguousarray(extra, dtype=np.float64)
    boost = np.ones((n, steps, m)) if weights is None else np.ascontiguousarray(weights, dtype=np.float64)
    first = np.asarray(np.zeros(n) if span is None else span[0], dtype=np.int64)
    last = np.asarray(np.full(n, steps - 1) if span is None else span[1], dtype=np.int64)
    if more.shape != seen.shape or boost.shape != (n, steps, m) or len(first) != n or len(last) != n:
        raise ImpossibleQuestion(
            "extra, weights and span must fit the observations",
            found=f"{more.shape}, {boost.shape}, {len(first)} and {len(last)} for {seen.shape}",
            hint="(series, steps, indicators), (series, steps, states), and one first and last step a series",
        )
    filtered, smoothed = ((np.full((n, steps, kept), np.nan), np.full((n, steps, kept), np.nan)) for _ in range(2))
    out = (*filtered, *smoothed, np.full((n, steps, m), np.nan), np.zeros(n))
    data = (seen, more, boost, first, last)
    parts = (model.transition, model.shock, model.entry, model.at, model.own, model.loading, model.level, model.noise)
    fields = (*parts, model.start_mean, model.start_var)
    starts = range(0, n, BLOCK)
    sums = [(np.zeros((k, BY_INDICATOR)), np.zeros((m, BY_STATE))) for _ in starts]

    def one(block: int) -> None:
        run_block(data, fields, out, sums[block], block * BLOCK, min((block + 1) * BLOCK, n))

    with ThreadPoolExecutor(max_workers=max(threads, 1)) as pool:
        list(pool.map(one, range(len(starts))))
    by_indicator = np.sum([s[0] for s in sums], axis=0) if sums else np.zeros((k, BY_INDICATOR))
    by_state = np.sum([s[1] for s in sums], axis=0) if sums else np.zeros((m, BY_STATE))
    return Tracked(*out, by_indicator, by_state)


def student_weights(shock_square: Array, scale: Array, *, freedom: float) -> Array:
    """Expected weights of shocks that are Student-t, as a scale mixture: a large shock gets a small weight.

    Parameters
    ----------
    shock_square : (..., t) array
        Expected squares of the shocks; NaN gives weight 1.
    scale : (t,) array
        Squared scale of the shock in each step, > 0; the variance is freedom / (freedom - 2) times that.
    freedom : float
        Degrees of freedom, > 0; infinity gives weight 1, the normal distribution.

    Returns
    -------
    (..., t) array
        (freedom + 1) / (freedom + square / scale).

    References
    ----------
    .. [1] Lange, Little & Taylor (1989), Robust statistical modeling using the t distribution,
       JASA 84. https://doi.org/10.1080/01621459.1989.10478852
    .. [2] Reuning, Kenwick & Fariss (2019), Political Analysis 27(4), on t shocks of latent
       variables. https://doi.org/10.1017/pan.2019.1
    """
    if np.isinf(freedom):
        return np.ones_like(shock_square)
    weight = (freedom + 1) / (freedom + shock_square / scale)
    return np.where(np.isnan(weight), 1.0, weight)


def local_level(noise: float, shock: float, *, start_var: float = 1e7) -> StateSpace:
    """A random walk seen with noise by one indicator, its start all but unknown."""
    return StateSpace(
        transition=np.ones((1, 1, 1)),
        shock=np.array([[shock]]),
        entry=np.ones(1),
        at=np.zeros(1, dtype=np.int64),
        own=np.full(1, -1, dtype=np.int64),
        loading=np.ones(1),
        level=np.zeros(1),
        noise=np.array([noise]),
        start_mean=np.zeros(1),
        start_var=np.array([[start_var]]),
    )


def monthly_with_year(phi: float, variance: float) -> tuple[Array, float, float]:
    """A monthly state and the mean of its year so far, such that yearly means behave like a yearly AR(1).

    Parameters
    ----------
    phi : float
        Correlation of one year's mean with the next's, 0 < phi < 1.
    variance : float
        Variance of a year's mean.

    Returns
    -------
    transition : (12, 2, 2) array
        State 0 is the month; state 1 is emptied in January and takes a twelfth of each month,
        so that in December it is the year's mean. Shock 0 enters them by 1 and 1/12.
    shock, month_var : float
        Variance of a month's shock, and of a month.
    """
    if not 0 < phi < 1:
        raise ImpossibleQuestion("a yearly correlation lies between 0 and 1", found=str(phi), hint="0.95")
    low, high = 0.0, 1.0
    for _ in range(80):
        middle = (low + high) / 2
        together, apart = _mean_moments(middle)
        low, high = (middle, high) if apart / together < phi else (low, middle)
    month = (low + high) / 2
    state_var = variance / _mean_moments(month)[0]
    transition = np.zeros((MONTHS, 2, 2))
    transition[:, 0, 0] = month
    transition[:, 1, 0] = month / MONTHS
    transition[1:, 1, 1] = 1.0
    return transition, state_var * (1 - month**2), state_var


def _mean_moments(month: float) -> tuple[float, float]:
    """Variance of a year's mean, and its covariance with the next year's, for a monthly AR(1) of variance 1."""
    lags = np.abs(np.subtract.outer(np.arange(MONTHS), np.arange(MONTHS)))
    return float((month**lags).mean()), float(
        (month ** (MONTHS - np.subtract.outer(range(MONTHS), range(MONTHS)))).mean()
    )
