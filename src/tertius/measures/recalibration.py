"""The line between forecasts and what came of them, and forecasts moved along it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit, logit

from tertius.errors import ImpossibleQuestion
from tertius.measures.penalised_logistic import fit_logistic

__all__ = ["Line", "calibration_line", "platt", "recalibrate"]

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


def platt(p: ArrayLike, o: ArrayLike, *, strength: float) -> Line:
    """Platt's two parameters, held near "leave it as it is".

    Parameters
    ----------
    p, o : (n,) arrays
        Past forecasts and how they came out; with none, the line is (0, 1).
    strength : float
        Inverse variance of the prior around (0, 1), > 0. With fewer than 200 events the
        parameters alone would follow noise.

    Returns
    -------
    Line

    Raises
    ------
    ImpossibleQuestion
        As `fit_logistic`.

    References
    ----------
    .. [1] Platt (1999), Advances in Large Margin Classifiers, for the two parameters.
    """
    z, outcome = _odds(p), np.asarray(o, dtype=np.float64)
    if not len(z):
        return Line(0.0, 1.0)
    design = np.column_stack((np.ones_like(z), z))
    intercept, slope = fit_logistic(design, outcome, penalty=strength, toward=(0.0, 1.0))
    return Line(float(intercept), float(slope))


def recalibrate(p: ArrayLike, line: Line) -> Array:
    """The forecasts moved along the line: ``sigma(intercept + slope * logit p)``, in the shape of `p`."""
    return np.asarray(expit(line.intercept + line.slope * _odds(p)), dtype=np.float64)


def _odds(p: ArrayLike) -> Array:
    forecast = np.asarray(p, dtype=np.float64)
    if not ((forecast >= 0) & (forecast <= 1)).all():
        raise ImpossibleQuestion("a forecast is a probability", found=str(forecast.ravel()[:5].tolist()))
    return np.asarray(logit(np.clip(forecast, CLIP, 1 - CLIP)), dtype=np.float64)
