"""The line between forecasts and what came of them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import logit

from tertius.errors import ImpossibleQuestion
from tertius.measures.penalised_logistic import fit_logistic

__all__ = ["Line", "calibration_line", "slope_of_bins"]

Array = NDArray[np.float64]

CLIP = 1e-3


class Line(NamedTuple):
    """A straight line in log odds; (0, 1) leaves a forecast as it is."""

    intercept: float
    slope: float


def calibration_line(p: ArrayLike, o: ArrayLike) -> Line:
    """Regression of the outcome on the forecast's log odds.

    Parameters
    ----------
    p : (n,) array
        Forecasts, 0 to 1; those beyond .001 and .999 are moved there.
    o : (n,) array
        Outcomes, 0 or 1.

    Returns
    -------
    Line
        Slope 1 is right, below 1 the forecasts are too far apart, above 1 too timid. NaN where
        all forecasts or all outcomes are the same, or events and non-events can be separated.

    Raises
    ------
    ImpossibleQuestion
        Arrays that do not fit, or a missing value.

    References
    ----------
    .. [1] Cox (1958), Biometrika 45(3/4). https://doi.org/10.1093/biomet/45.3-4.562
    """
    z, outcome = _odds(p), np.asarray(o, dtype=np.float64)
    nothing = Line(float("nan"), float("nan"))
    if not len(z) or np.ptp(z) < 1e-9 or np.ptp(outcome) == 0:
        return nothing
    events, others = z[outcome == 1], z[outcome == 0]
    if events.min() >= others.max() or events.max() <= others.min():
        return nothing
    intercept, slope = fit_logistic(np.column_stack((np.ones_like(z), z)), outcome, penalty=0.0)
    return Line(float(intercept), float(slope))


def slope_of_bins(p: ArrayLike, came: ArrayLike, n: ArrayLike, group: ArrayLike) -> float:
    """The slope of `calibration_line` from bins of forecasts, with an intercept for each group.

    Parameters
    ----------
    p : (k,) array
        Mean forecast of each bin, 0 to 1; those beyond .001 and .999 are moved there.
    came : (k,) array
        Share of its forecasts that came true, 0 to 1.
    n : (k,) array
        Forecasts in it, > 0.
    group : (k,) array
        Which bins share an intercept. One group is the pooled slope. With more, the difference
        between groups counts for nothing: what is left is whether forecasts are told apart within them.

    Returns
    -------
    float
        As the slope of `calibration_line`, which it differs from by what a bin hides. NaN where no
        group holds two different forecasts and both outcomes, or the bins part events from the rest.

    Raises
    ------
    ImpossibleQuestion
        As `calibration_line`.

    References
    ----------
    .. [1] Cox (1958), Biometrika 45(3/4). https://doi.org/10.1093/biomet/45.3-4.562
    """
    z, share, count = _odds(p), np.asarray(came, dtype=np.float64), np.asarray(n, dtype=np.float64)
    of, groups = np.asarray(group), list[NDArray[np.intp]]()
    above, below = True, True
    for one in np.unique(of):
        here = np.flatnonzero(of == one)
        events, others = z[here][share[here] > 0], z[here][share[here] < 1]
        if len(events) and len(others) and np.ptp(z[here]) >= 1e-9:
            groups.append(here)
            above &= bool(events.min() >= others.max())
            below &= bool(events.max() <= others.min())
    if not groups or above or below:
        return float("nan")
    kept = np.concatenate(groups)
    level = np.repeat(np.eye(len(groups)), [len(here) for here in groups], axis=0)
    design = np.column_stack((level, z[kept]))
    both = np.repeat([1.0, 0.0], len(kept))
    weights = np.concatenate((count[kept] * share[kept], count[kept] * (1 - share[kept])))
    return float(fit_logistic(np.vstack((design, design)), both, penalty=0.0, weights=weights)[-1])


def _odds(p: ArrayLike) -> Array:
    forecast = np.asarray(p, dtype=np.float64)
    if not ((forecast >= 0) & (forecast <= 1)).all():
        raise ImpossibleQuestion("a forecast is a probability", found=str(forecast.ravel()[:5].tolist()))
    return np.asarray(logit(np.clip(forecast, CLIP, 1 - CLIP)), dtype=np.float64)
