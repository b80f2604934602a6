"""One hidden factor behind many indicators of many series, and its parameters by EM.

    x_t = phi x_{t-1} + shock
    y_kt = level_k + loading_k x_t + u_kt + error
    u_kt = phi u_k,t-1 + own shock

Each indicator has a lasting part of its own, `u`. Without it the factor would follow
whichever indicator moves most slowly; with it the factor is what the indicators share.
The shocks of a step are Student-t and share one weight, that of the factor's: were only the
factor's free to be large, every sudden change of one indicator would be the factor's. All
parts are equally persistent: how fast a factor and its indicators' own parts fade cannot be
told apart, and left free the factor becomes a constant.
Loadings are the same for all series and positive. The factor has mean 0 and variance 1
over the steps named as reference.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tertius.measures.kalman import MONTHS, StateSpace, Tracked, monthly_with_year, student_weights, track

__all__ = [
    "FactorModel",
    "FactorPanel",
    "first_guess",
    "fit_factor",
    "monthly_space",
    "own_maximised",
    "smooth",
    "yearly_space",
]

Array = NDArray[np.float64]

SMALLEST_LOADING = 1e-3
"""Least loading, in standard deviations of the indicator: loadings are positive by definition of the indicators."""

STATIC_ROUNDS, STATIC_ENOUGH = 500, 1e-5
SMALLEST_UNIQUE = 0.05
"""Least share of an indicator's variance that is its own: no indicator is the tie itself."""

GRID = 4000
STEADY = 0.998
"""Greatest autocorrelation estimated: above it a stretch of 75 years cannot tell a level from a trend."""


@dataclass(frozen=True, slots=True, eq=False)
class FactorModel:
    """Parameters: of the factor, and one entry an indicator in every array.

    `shock` is the squared scale of the factor's Student-t shocks; all shocks have `freedom` degrees
    of freedom; `own_var` the variance of an indicator's lasting part; `noise` that of its error.
    """

    phi: float
    shock: float
    freedom: float
    loading: Array
    level: Array
    noise: Array
    own_phi: Array
    own_var: Array

    @property
    def tail(self) -> float:
        """Squared scale of a Student-t shock over its variance; 1 for normal shocks."""
        return 1.0 if np.isinf(self.freedom) else (self.freedom - 2) / self.freedom

    @property
    def shock_variance(self) -> float:
        """Variance of the shocks: scale times freedom / (freedom - 2)."""
        return self.shock / self.tail

    @property
    def variance(self) -> float:
        """Variance of the factor in the long run."""
        return self.shock_variance / (1 - self.phi**2)

    @property
    def communality(self) -> Array:
        """Per indicator: the share of its variance that is the factor's."""
        shared = self.loading**2 * self.variance
        return shared / (shared + self.own_var + self.noise)


@dataclass(frozen=True, slots=True, eq=False)
class FactorPanel:
    """What is observed: y and its known sampling variance, (n, t, k); first and last step of each series, (n,)."""

    y: Array
    extra: Array
    first: NDArray[np.int64]
    last: NDArray[np.int64]

    def of(self, rows: NDArray[np.int64]) -> FactorPanel:
        """Some of the series."""
        return FactorPanel(self.y[rows], self.extra[rows], self.first[rows], self.last[rows])

    def without(self, indicator: int) -> FactorPanel:
        """The same with one indicator unobserved."""
        y = self.y.copy()
        y[:, :, indicator] = np.nan
        return replace(self, y=y)


def yearly_space(model: FactorModel) -> StateSpace:
    """The state space of the model: the factor, then each indicator's own part."""
    k = model.loading.size
    carry = np.concatenate([[model.phi], model.own_phi])
    return StateSpace(
        transition=np.diag(carry)[None],
        shock=np.concatenate([[model.shock], model.tail * model.own_var * (1 - model.own_phi**2)])[None],
        entry=np.eye(1 + k)[0],
        at=np.zeros(k, dtype=np.int64),
        own=np.arange(1, k + 1),
        loading=model.loading.copy(),
        level=model.level.copy(),
        noise=model.noise.copy(),
        start_mean=np.zeros(1 + k),
        start_var=np.diag(np.concatenate([[model.variance], model.own_var])),
    )


def monthly_space(model: FactorModel, monthly: FactorModel) -> StateSpace:
    """The same in months, with further indicators that see the month itself.

    Yearly indicators belong in December and see the mean of the year; the parameters of
    `monthly`'s indicators are per month, its factor is not used.
    """
    k, extra = model.loading.size, monthly.loading.size
    m = 2 + k + extra
    top, shock, month_var = monthly_with_year(model.phi, model.variance)
    transition, shocks = np.zeros((MONTHS, m, m)), np.zeros((MONTHS, m))
    transition[:, :2, :2] = top
    for j in range(k):
        # A yearly indicator's own part moves once a year, in January.
        transition[:, 2 + j, 2 + j] = np.where(np.arange(MONTHS) == 0, model.own_phi[j], 1.0)
        shocks[0, 2 + j] = model.own_var[j] * (1 - model.own_phi[j] ** 2)
    for j in range(extra):
        transition[:, 2 + k + j, 2 + k + j] = monthly.own_phi[j]
        shocks[:, 2 + k + j] = monthly.own_var[j] * (1 - monthly.own_phi[j] ** 2)
    shocks[:, 0] = shock
    shocks *= model.tail
    entry = np.zeros(m)
    entry[:2] = 1.0, 1.0 / MONTHS
    return StateSpace(
        transition=transition,
        shock=shocks,
        entry=entry,
        at=np.concatenate([np.ones(k, dtype=np.int64), np.zeros(extra, dtype=np.int64)]),
        own=np.arange(2, m),
        loading=np.concatenate([model.loading, monthly.loading]),
        level=np.concatenate([model.level, monthly.level]),
        noise=np.concatenate([model.noise, monthly.noise]),
        start_mean=np.zeros(m),
        start_var=np.diag(np.concatenate([[month_var, 0.0], model.own_var, monthly.own_var])),
    )


def first_guess(panel: FactorPanel, *, freedom: float = 5.0) -> FactorModel:
    """Where EM starts: a quarter of every indicator's variance is the factor's, half its own, the rest error."""
    flat = panel.y.reshape(-1, panel.y.shape[2])
    seen = np.isfinite(flat).any(axis=0)
    spread, level = np.ones(seen.size), np.zeros(seen.size)
    spread[seen], level[seen] = np.nanvar(flat[:, seen], axis=0), np.nanmean(flat[:, seen], axis=0)
    spread = np.maximum(spread, 1e-8)
    phi = 0.95
    tail = 1.0 if np.isinf(freedom) else (freedom - 2) / freedom
    return FactorModel(
        phi=phi,
        shock=(1 - phi**2) * tail,
        freedom=freedom,
        loading=0.5 * np.sqrt(spread),
        level=level,
        noise=0.25 * spread,
        own_phi=np.full(seen.size, 0.9),
        own_var=0.5 * spread,
    )


def smooth(
    panel: FactorPanel, space: StateSpace, model: FactorModel, *, rounds: int, keep: int = 1, threads: int = 2
) -> tuple[Tracked, Array]:
    """Filter and smooth with Student-t shocks: `rounds` passes that reweigh each shock, and the last weights.

    The first pass has weights of 1 and shocks of the t distribution's variance.
    """
    weights = np.full((*panel.y.shape[:2], space.shock.shape[1]), model.tail)
    scale = space.shock[np.arange(panel.y.shape[1]) % len(space.shock)]
    found = None
    for _ in range(max(rounds, 1)):
        if found is not None:
            weights = _upheaval(found, scale, model.freedom)
        found = track(
            panel.y,
            space,
            extra=panel.extra,
            weights=weights,
            span=(panel.first, panel.last),
            keep=keep,
            threads=threads,
        )
    assert found is not None
    return found, weights


def fit_factor(
    panel: FactorPanel,
    start: FactorModel,
    *,
    reference: slice,
    iterations: int = 40,
    tolerance: float = 1e-5,
    threads: int = 2,
    progress: Callable[[int], None] | None = None,
) -> tuple[FactorModel, tuple[float, ...]]:
    """Every parameter by EM in two steps: what indicators share in a step, then how it moves.

    Parameters
    ----------
    panel : FactorPanel
    start : FactorModel
        Where to begin; its `freedom` is kept.
    reference : slice of steps
        The factor has mean 0 and variance 1 over all series in these steps.
    iterations, tolerance : int, float
        The second EM stops when the log likelihood of an observation moves by less than `tolerance`.

    Returns
    -------
    FactorModel
    tuple of float
        Log likelihood per observation, one an iteration of the second EM.

    Notes
    -----
    Loadings and levels come from the covariances of the indicators within a step (Rubin &
    Thayer 1982, https://doi.org/10.1007/BF02293851) and are then held: the two-step way of Doz,
    Giannone & Reichlin (2011, https://doi.org/10.1016/j.jeconom.2011.02.012). One EM for all
    of it has a higher likelihood and no meaning: the factor becomes whichever indicator moves
    in steps, which Student-t shocks fit without error, and the others' loadings vanish.

    Student-t shocks enter as a scale mixture: each E-step takes the weights of the one before.
    """
    model = _shared(panel, start)
    weights = np.full((*panel.y.shape[:2], 1 + model.loading.size), start.tail)
    history: list[float] = []
    for step in range(iterations):
        found = _pass(panel, model, weights, threads)
        weights = _upheaval(found, yearly_space(model).shock, model.freedom)
        model = _moved(model, found)
        history.append(float(found.log_likelihood.sum() / max(found.by_indicator[:, 6].sum(), 1.0)))
        if progress:
            progress(step + 1)
        if len(history) > 1 and abs(history[-1] - history[-2]) < tolerance:
            break
    return _centred(model, _pass(panel, model, weights, threads), reference), tuple(history)


def _upheaval(found: Tracked, scale: Array, freedom: float) -> Array:
    """The weights of the factor's shocks, given to all parts of a step: an upheaval frees every part alike."""
    square = found.shock_square
    weight = student_weights(square[..., 0], scale[:, 0], freedom=freedom)
    return np.repeat(weight[..., None], square.shape[-1], axis=-1)


def _pass(panel: FactorPanel, model: FactorModel, weights: Array, threads: int) -> Tracked:
    span = (panel.first, panel.last)
    return track(panel.y, yearly_space(model), extra=panel.extra, weights=weights, span=span, threads=threads)


def _shared(panel: FactorPanel, start: FactorModel) -> FactorModel:
    """Levels, loadings and unique variances from the covariances within a step: EM for a factor analysis.

    Sampling variances are known and are not the indicator's own. The unique variance is
    split into a lasting part and error as in `start`.
    """
    y = panel.y.reshape(-1, panel.y.shape[2])
    rows = np.isfinite(y).sum(axis=1) > 1
    y, extra = y[rows], panel.extra.reshape(y.shape)[rows]
    seen = np.isfinite(y)
    n = seen.sum(axis=0)
    there = n > 0
    filled = np.where(seen, y, 0.0)
    spread = np.sqrt(start.own_var + start.noise + start.loading**2)
    level, loading, unique = start.level.copy(), start.loading.copy(), start.own_var + start.noise
    for _ in range(STATIC_ROUNDS):
        weight = seen / (unique + extra)
        # Sums by einsum, not by a threaded product: the same data give the same bits in every process.
        var = 1.0 / (1.0 + np.einsum("nk,k->n", weight, loading**2))
        mean = var * np.einsum("nk,nk,k->n", weight, filled - level, loading)
        square = mean**2 + var
        w, x, xx = weight.sum(axis=0), np.einsum("nk,n->k", weight, mean), np.einsum("nk,n->k", weight, square)
        sy, sxy = np.einsum("nk,nk->k", weight, filled), np.einsum("nk,nk,n->k", weight, filled, mean)
        safe = np.where(there, w * xx - x * x, 1.0)
        before = loading
        loading = np.where(there, np.maximum((w * sxy - x * sy) / safe, SMALLEST_LOADING * spread), loading)
        level = np.where(there, (sy - loading * x) / np.where(there, w, 1.0), level)
        miss = filled - level - mean[:, None] * loading
        error = miss**2 + var[:, None] * loading**2
        share = unique / (unique + extra)
        own = (seen * (share**2 * error + share * extra)).sum(axis=0) / np.maximum(n, 1)
        unique = np.where(there, np.maximum(own, SMALLEST_UNIQUE * spread**2), unique)
        if np.abs(loading - before).max() < STATIC_ENOUGH * spread.max():
            break
    lasting = start.own_var / (start.own_var + start.noise)
    return replace(start, level=level, loading=loading, own_var=unique * lasting, noise=unique * (1 - lasting))


def _moved(model: FactorModel, found: Tracked) -> FactorModel:
    """Persistence of every state, and the split of unique variance into lasting part and error.

    The factor's variance stays 1 and each unique variance what the first EM made it.
    """
    seen = found.by_indicator[:, 6] > 0
    inside = np.isfinite(found.mean[:, :, 0])
    lasting = np.array(
        [(found.mean[..., j][inside] ** 2 + found.var[..., j][inside]).mean() for j in range(1, 1 + seen.size)]
    )
    error = found.by_indicator[:, 5] / np.where(seen, found.by_indicator[:, 6], 1.0)
    unique = model.own_var + model.noise
    share = np.where(seen, lasting / np.maximum(lasting + error, 1e-12), 0.5).clip(0.01, 0.99)
    own_var = unique * share
    total = np.concatenate([[1.0], own_var])
    phi = _persistence(
        found.by_state[np.concatenate([[True], seen])], total[np.concatenate([[True], seen])] * model.tail
    )
    own_phi = np.full(seen.size, phi)
    return replace(
        model, phi=phi, shock=(1 - phi**2) * model.tail, own_phi=own_phi, own_var=own_var, noise=unique - own_var
    )


def own_maximised(model: FactorModel, found: Tracked, *, after: int, spread: Array) -> FactorModel:
    """The M-step for further indicators alone: all their parameters, each freely; the factor's are held.

    `after` indicators stand before them, and so do the states of the factor and of those.
    `spread` is each one's standard deviation. An indicator that was never observed stays as it is.
    """
    w, x, xx, y, xy, error, n = found.by_indicator[after:].T
    seen = n > 0
    slope = np.where(seen, (w * xy - x * y) / np.where(seen, w * xx - x * x, 1.0), model.loading)
    loading = np.where(seen, np.maximum(slope, SMALLEST_LOADING * spread), model.loading)
    level = np.where(seen, (y - loading * x) / np.where(seen, w, 1.0), model.level)
    noise = np.where(seen, np.maximum(error / np.where(seen, n, 1.0), 1e-6 * spread**2), model.noise)
    count, cross, before, ahead = found.by_state[-len(n) :].T
    some = seen & (before > 0)
    carry = np.where(some, cross / np.where(some, before, 1.0), model.own_phi).clip(0.0, STEADY)
    left = (ahead - 2 * carry * cross + carry**2 * before) / np.where(some, count, 1.0)
    own_var = np.where(some, np.maximum(left, 1e-8 * spread**2) / (1 - carry**2), model.own_var)
    return replace(model, loading=loading, level=level, noise=noise, own_phi=carry, own_var=own_var)


def _persistence(sums: Array, variance: Array) -> float:
    """The likeliest persistence common to states whose long-run variances are given, on a grid to `STEADY`."""
    count, cross, before, after = sums.T[:, :, None]
    rho = 1 - np.geomspace(1 - STEADY, 1.0, GRID)
    shock = variance[:, None] * (1 - rho**2)
    fit = -0.5 * count * np.log(shock) - 0.5 * (after - 2 * rho * cross + rho**2 * before) / shock
    return float(rho[np.argmax(fit.sum(axis=0))])


def _centred(model: FactorModel, found: Tracked, reference: slice) -> FactorModel:
    """The same model with the factor at mean 0 and variance 1 over the reference steps."""
    mean, var = found.mean[:, reference, 0], found.var[:, reference, 0]
    inside = np.isfinite(mean)
    if not inside.any():
        return model
    center = float(mean[inside].mean())
    size = float((mean[inside] ** 2 + var[inside]).mean()) - center**2
    return replace(
        model,
        shock=model.shock / size,
        loading=model.loading * np.sqrt(size),
        level=model.level + model.loading * center,
    )
