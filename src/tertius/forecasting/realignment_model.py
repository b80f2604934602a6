"""The model of a realignment: the recency-weighted rate, moved by terms that earned their place on history.

Log odds start at the rate and every term adds to them; with no term the model is the rate.
What is forecast of all states of one day is held to the rate in the mean: terms say who, the rate how many.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from tertius.forecasting.base_rate import HALF_LIFE, long_run_rate, recent_rate
from tertius.forecasting.binary_target import BinaryTarget
from tertius.measures.base_rates import Z90, recency_weights
from tertius.measures.penalised_logistic import clustered_covariance, fit_logistic
from tertius.measures.realignment import net_change

__all__ = ["PRIOR_SD", "Contribution", "Fitted", "Panel", "fit", "panel", "position_only"]

Array = NDArray[np.float64]

PRIOR_SD = 0.5
"""Of the log odds that one standard deviation of a term adds: a term is small until shown otherwise."""

LEVEL_SD = 0.1
"""Of the constant while it is fitted: the level is the rate's business."""

FURTHEST = 2.5
"""Standard deviations from its mean beyond which a term is held: what was never seen teaches nothing."""

BLOCK_YEARS = 5
STEPS = 200
CLOSE = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """What a fit sees: labels of windows that had ended, and the terms of all states.

    `net` and every term are (n_states, n_years) with columns `years`; a column of `net` is
    where a window starts, NaN unless its end was known.
    """

    target: BinaryTarget
    states: tuple[int, ...]
    years: tuple[int, ...]
    net: Array
    terms: Mapping[str, Array]

    def labels(self) -> tuple[NDArray[np.intp], NDArray[np.intp], Array]:
        """Row, column and outcome of every window whose end was known."""
        rows, columns = np.nonzero(np.isfinite(self.net))
        return rows, columns, self.target.outcome(self.net[rows, columns])


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one term adds to the log odds; `value` is in the term's own unit, None where it is not known."""

    term: str
    value: float | None
    log_odds: float


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """A model fitted on a panel: the rate, and for each term its mean, spread and coefficient.

    `covariance` is the wider of two clustered covariances, by state and by five-year block.
    `center` is where the level was held to the rate: the mean scaled value of each term over the
    states of that day, None where it is the fitted one.
    """

    target: BinaryTarget
    rate: float
    n: int
    events: int
    terms: tuple[str, ...]
    mean: tuple[float, ...]
    spread: tuple[float, ...]
    coefficients: tuple[float, ...]
    covariance: Array
    center: tuple[float, ...] | None = None

    def log_odds(self, values: Mapping[str, Array]) -> Array:
        """Log odds for states with these values of the terms; a missing value counts as the mean."""
        shape = next((np.shape(v) for v in values.values()), ())
        z = np.full(shape, float(logit(self.rate)))
        if self.terms:
            z = z + self.coefficients[0]
            for k, term in enumerate(self.terms):
                z = z + self.coefficients[k + 1] * self._scaled(k, values[term])
        return z

    def forecast(self, values: Mapping[str, Array]) -> Array:
        """Probabilities, in the shape of the values."""
        return np.asarray(expit(self.log_odds(values)), dtype=np.float64)

    def held(self, values: Mapping[str, Array], placed: NDArray[np.bool_]) -> Fitted:
        """The same model with the level at which the forecasts of the states marked True have the rate for a mean.

        Log odds that spread around the rate's raise the mean of the probabilities, and a field
        that has drifted from the years of the fit shifts it; neither is the terms' to say.
        """
        if not self.terms or not placed.any():
            return self
        scaled = np.stack([self._scaled(k, values[term])[placed] for k, term in enumerate(self.terms)])
        z = float(logit(self.rate)) + np.einsum("k,ks->s", np.array(self.coefficients[1:]), scaled)
        level = 0.0
        # The log odds of the mean rise with the level, and never faster: each step goes toward the end, none past it.
        for _ in range(STEPS):
            step = float(logit(self.rate) - logit(expit(z + level).mean()))
            level += step
            if abs(step) < CLOSE:
                break
        p = expit(z + level)
        center = np.einsum("ks,s->k", scaled, p * (1 - p)) / (p * (1 - p)).sum()
        return replace(self, coefficients=(level, *self.coefficients[1:]), center=tuple(float(c) for c in center))

    def contributions(self, values: Mapping[str, float]) -> tuple[Contribution, ...]:
        """What moves this state's log odds away from the rate's: they add up to the difference."""
        if not self.terms:
            return ()
        parts = [Contribution("level", None, self.coefficients[0])]
        for k, term in enumerate(self.terms):
            value = float(values[term])
            scaled = float(self._scaled(k, np.array(value)))
            parts.append(Contribution(term, value if np.isfinite(value) else None, self.coefficients[k + 1] * scaled))
        return tuple(parts)

    def half_width(self, values: Mapping[str, float]) -> float:
        """Half of a 90 % interval of the log odds that the terms add, the rate taken as known.

        A level that is held moves with the coefficients, so that only the distance from `center` is in doubt.
        """
        if not self.terms:
            return 0.0
        scaled = np.array([float(self._scaled(k, np.array(values[t]))) for k, t in enumerate(self.terms)])
        row = np.array([1.0, *scaled] if self.center is None else [0.0, *(scaled - self.center)])
        return Z90 * float(np.sqrt(np.einsum("i,ij,j->", row, self.covariance, row)))

    def _scaled(self, k: int, values: Array) -> Array:
        return _held((np.asarray(values, dtype=np.float64) - self.mean[k]) / self.spread[k])


def panel(target: BinaryTarget, states: tuple[int, ...], place: Array, terms: Mapping[str, Array], first: int) -> Panel:
    """The panel of a target from where states stood (its labels) and the terms (its predictors)."""
    net, _ = net_change(place, horizon=target.horizon)
    return Panel(target, states, tuple(range(first, first + place.shape[1])), net, terms)


def fit(seen: Panel, terms: Sequence[str] = (), *, with_doubt: bool = True) -> Fitted | None:
    """The rate moved by some terms, from the windows whose end was known; None where there are none.

    Windows weigh as in the rate, halved every six years, and are divided by the horizon:
    those that start in the years between repeat one. Terms are standardised over them and
    held to a normal prior of standard deviation `PRIOR_SD`. Without doubt the covariance is
    NaN: a forecast does not read it.
    """
    rows, columns, outcome = seen.labels()
    if not len(outcome):
        return None
    ages = (columns.max() - columns).astype(float)
    rate = recent_rate(outcome, ages).rate
    weight = recency_weights(ages, HALF_LIFE) / seen.target.horizon
    scaled, mean, spread = _standardised([seen.terms[t][rows, columns] for t in terms], weight)
    design = np.column_stack([np.ones(len(outcome)), *scaled])
    penalty = np.array([LEVEL_SD**-2, *([PRIOR_SD**-2] * len(terms))])
    offset = float(logit(rate))
    b, covariance = np.zeros(1), np.zeros((1, 1))
    if terms:
        b = fit_logistic(design, outcome, penalty=penalty, weights=weight, offset=offset)
        covariance = np.full((len(b), len(b)), np.nan)
    if terms and with_doubt:
        p = expit(offset + np.einsum("nk,k->n", design, b))
        by = (
            clustered_covariance(design, outcome - p, p, blocks, penalty=penalty, weights=weight)
            for blocks in (rows, columns // BLOCK_YEARS)
        )
        covariance = max(by, key=np.trace)
    return Fitted(
        seen.target,
        rate,
        len(outcome),
        int(outcome.sum()),
        tuple(terms),
        mean,
        spread,
        tuple(float(v) for v in b),
        covariance,
    )


def position_only(seen: Panel, at: int) -> Array | None:
    """The reference with one predictor: a ridge logistic on position alone, every state at one column.

    Its level is free, its slope lightly held; windows weigh as in the rate.
    """
    rows, columns, outcome = seen.labels()
    if not len(outcome):
        return None
    weight = recency_weights((columns.max() - columns).astype(float), HALF_LIFE)
    (scaled,), mean, spread = _standardised([seen.terms["position"][rows, columns]], weight)
    offset = float(logit(long_run_rate(outcome)))
    design = np.column_stack((np.ones_like(scaled), scaled))
    b = fit_logistic(design, outcome, penalty=(0.04, 1.0), weights=weight, offset=offset)
    now = (seen.terms["position"][:, at] - mean[0]) / spread[0]
    return np.asarray(expit(offset + b[0] + b[1] * np.where(np.isfinite(now), now, 0.0)), dtype=np.float64)


def _standardised(values: list[Array], weight: Array) -> tuple[list[Array], tuple[float, ...], tuple[float, ...]]:
    """Each term less its weighted mean over its weighted spread, 0 where missing; and those means and spreads."""
    scaled: list[Array] = []
    means: list[float] = []
    spreads: list[float] = []
    for value in values:
        known = np.isfinite(value)
        w = np.where(known, weight, 0.0)
        total = float(w.sum())
        held = np.where(known, value, 0.0)
        mean = float((w * held).sum()) / total if total > 0 else 0.0
        variance = float((w * np.where(known, value - mean, 0.0) ** 2).sum()) / total if total > 0 else 0.0
        # A term that never varied says nothing: divided by one it stays at nought.
        spread = variance**0.5 if variance > 1e-18 else 1.0
        scaled.append(_held((value - mean) / spread))
        means.append(mean)
        spreads.append(spread)
    return scaled, tuple(means), tuple(spreads)


def _held(scaled: Array) -> Array:
    """No further than `FURTHEST` from the mean, and at the mean where missing."""
    return np.where(np.isfinite(scaled), np.clip(scaled, -FURTHEST, FURTHEST), 0.0)
