"""Whether probabilities mean what they say: bins with their intervals, sharpness, discrimination."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius.errors import ImpossibleQuestion
from tertius.measures.base_rates import jeffreys

__all__ = ["TENTHS", "Bin", "calibration_bins", "discrimination", "sharpness"]

Array = NDArray[np.float64]

TENTHS = tuple(i / 10 for i in range(11))
"""Edges of ten equal bins."""


class Bin(NamedTuple):
    """Forecasts in ``[low, high)`` and how often they came true; the last bin holds 1 as well.

    `outcome_low` and `outcome_high` are Jeffreys' 90 % interval of the frequency. Means are
    NaN in a bin without forecasts.
    """

    low: float
    high: float
    n: int
    mean_forecast: float
    mean_outcome: float
    outcome_low: float
    outcome_high: float


def calibration_bins(p: ArrayLike, o: ArrayLike, edges: ArrayLike = TENTHS) -> tuple[Bin, ...]:
    """Forecasts grouped by size, each group with how often its events happened.

    Parameters
    ----------
    p : (n,) array
        Probabilities, 0 to 1.
    o : (n,) array
        Outcomes, 0 to 1; a question that resolved partly counts as its share.
    edges : (k + 1,) array
        Increasing, from 0 to 1.

    Returns
    -------
    tuple of Bin
        k bins, the empty ones too: a forecaster who never says 40 % shows it.

    Raises
    ------
    ImpossibleQuestion
        Arrays of different length, a number outside 0 to 1, or edges that do not run from 0 to 1.
    """
    forecast, outcome = _shares(p, o)
    ends = np.asarray(edges, dtype=np.float64)
    if ends.ndim != 1 or len(ends) < 2 or ends[0] != 0 or ends[-1] != 1 or not (np.diff(ends) > 0).all():
        raise ImpossibleQuestion(
            "bins need increasing edges from 0 to 1", found=str(ends.tolist()), hint="(0, .1, .5, 1)"
        )
    k = len(ends) - 1
    place = np.minimum(np.searchsorted(ends, forecast, side="right") - 1, k - 1)
    n = np.bincount(place, minlength=k)
    sums = np.bincount(place, weights=forecast, minlength=k), np.bincount(place, weights=outcome, minlength=k)
    bins: list[Bin] = []
    for i in range(k):
        size, happened = int(n[i]), min(float(sums[1][i]), float(n[i]))
        mean = (float(sums[0][i]) / size, happened / size) if size else (float("nan"), float("nan"))
        low, high = jeffreys(happened, size)
        bins.append(Bin(float(ends[i]), float(ends[i + 1]), size, *mean, low, high))
    return tuple(bins)


def sharpness(p: ArrayLike) -> float:
    """Variance of the forecasts around their mean: 0 for one who always says the same, at most 1/4.

    Sharpness is a virtue only of a calibrated forecaster.

    References
    ----------
    .. [1] Gneiting, Balabdaoui & Raftery (2007), Journal of the Royal Statistical Society B 69(2).
       https://doi.org/10.1111/j.1467-9868.2007.00587.x
    """
    forecast, _ = _shares(p, p)
    return float(forecast.var())


def discrimination(p: ArrayLike, o: ArrayLike) -> float:
    """Mean forecast where it happened less mean forecast where it did not: -1 to 1, more is better.

    Yates' slope. NaN where all events, or none, happened. Outcomes are 0 or 1.

    References
    ----------
    .. [1] Yates (1982), Organizational Behavior and Human Performance 30(1).
       https://doi.org/10.1016/0030-5073(82)90237-9
    """
    forecast, outcome = _shares(p, o)
    yes, no = forecast[outcome == 1], forecast[outcome == 0]
    return float(yes.mean() - no.mean()) if len(yes) and len(no) else float("nan")


def _shares(p: ArrayLike, o: ArrayLike) -> tuple[Array, Array]:
    forecast, outcome = np.asarray(p, dtype=np.float64), np.asarray(o, dtype=np.float64)
    if forecast.ndim != 1 or forecast.shape != outcome.shape:
        raise ImpossibleQuestion(
            "calibration needs one outcome a forecast",
            found=f"forecasts of shape {forecast.shape}, outcomes of shape {outcome.shape}",
            hint="two arrays of one dimension and equal length",
        )
    for what, values in (("forecast", forecast), ("outcome", outcome)):
        if not ((values >= 0) & (values <= 1)).all():
            raise ImpossibleQuestion(
                f"a {what} lies outside 0 to 1",
                found=str(values[~((values >= 0) & (values <= 1))][:5].tolist()),
                hint="fractions, not per cent; leave open questions out",
            )
    return forecast, outcome
