"""How good a forecast was, once the world has answered. Lower is better, except for `auc` and `skill`."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit, logit, ndtr

from tertius.errors import ImpossibleQuestion

__all__ = [
    "LogScore",
    "Murphy",
    "auc",
    "brier",
    "crps_ensemble",
    "crps_normal",
    "king_zeng_correction",
    "log_score",
    "logit_pool",
    "murphy",
    "skill",
]

Array = NDArray[np.float64]


class Murphy(NamedTuple):
    """The parts of a Brier score: ``brier = reliability - resolution + uncertainty``."""

    reliability: float
    resolution: float
    uncertainty: float

    @property
    def brier(self) -> float:
        """The score the parts add up to."""
        return self.reliability - self.resolution + self.uncertainty


class LogScore(NamedTuple):
    """A mean log score and how many forecasts had to be clipped for it to be finite."""

    score: float
    clipped: int


def brier(p: ArrayLike, o: ArrayLike) -> float:
    """Mean squared distance of probabilities from outcomes.

    Parameters
    ----------
    p : (n,) array
        Forecast probabilities, 0 to 1.
    o : (n,) array
        Outcomes, 0 or 1.

    Returns
    -------
    float
        From 0 (certain and right) to 1 (certain and wrong). "50 %" throughout gives .25.

    Raises
    ------
    ImpossibleQuestion
        No forecasts, arrays of different length, NaN, a probability outside 0 to 1
        or an outcome other than 0 and 1. An open question has no score yet.

    References
    ----------
    .. [1] Gneiting & Raftery (2007), Journal of the American Statistical Association 102.
       https://doi.org/10.1198/016214506000001437
    """
    forecast, outcome = _resolved(p, o)
    return float(((forecast - outcome) ** 2).mean())


def murphy(p: ArrayLike, o: ArrayLike) -> Murphy:
    """The Brier score in three parts: calibration, discrimination, and the question's own difficulty.

    Parameters
    ----------
    p, o : (n,) arrays
        As for `brier`. Forecasts are grouped by distinct value, which makes the
        parts add up exactly; binned forecasts would leave a remainder.

    Returns
    -------
    Murphy
        Reliability (0 is best), resolution (more is better, at most the
        uncertainty) and uncertainty ``f (1 - f)`` of the event's frequency f.

    Raises
    ------
    ImpossibleQuestion
        As for `brier`.

    Notes
    -----
    Where nearly every forecast is a value of its own, a group holds one outcome,
    and reliability and resolution are both inflated. Round first.

    References
    ----------
    .. [1] Murphy (1973), Journal of Applied Meteorology 12(4).
       https://doi.org/10.1175/1520-0450(1973)012<0595:ANVPOT>2.0.CO;2
    """
    forecast, outcome = _resolved(p, o)
    value, group = np.unique(forecast, return_inverse=True)
    size = np.bincount(group)
    frequency = np.bincount(group, weights=outcome) / size
    overall = outcome.mean()
    share = size / len(outcome)
    return Murphy(
        reliability=float((share * (value - frequency) ** 2).sum()),
        resolution=float((share * (frequency - overall) ** 2).sum()),
        uncertainty=float(overall * (1 - overall)),
    )


def skill(score: ArrayLike, reference: ArrayLike) -> Array:
    """How much of the reference's score a forecast saves.

    Parameters
    ----------
    score, reference : arrays that broadcast
        Scores >= 0 of which 0 is perfect, on the same questions.

    Returns
    -------
    array
        ``1 - score / reference``: 1 perfect, 0 no better than the reference,
        negative worse. NaN where either is NaN or the reference is perfect. A
        negative score is refused with `ImpossibleQuestion`.
    """
    ours, theirs = np.asarray(score, dtype=np.float64), np.asarray(reference, dtype=np.float64)
    if (ours < 0).any() or (theirs < 0).any():
        raise ImpossibleQuestion(
            "skill needs scores of zero or more, 0 being perfect",
            found=f"{np.nanmin(np.append(ours, theirs)):.4g}",
            hint="give losses (Brier, log score, CRPS), not gains (AUC)",
        )
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(theirs > 0, 1 - ours / theirs, np.nan)


def log_score(p: ArrayLike, o: ArrayLike, clip: float = 1e-3) -> LogScore:
    """Mean surprise of the outcomes, in nats.

    Parameters
    ----------
    p, o : (n,) arrays
        As for `brier`.
    clip : float
        Forecasts below it or above ``1 - clip`` are moved there, and counted; one
        certain and wrong forecast would otherwise cost infinity. 0 clips nothing.

    Returns
    -------
    LogScore
        ``score = -mean(o ln p + (1 - o) ln(1 - p))``, from 0 to ``-ln(clip)``, and
        ``clipped``, the number moved.

    Raises
    ------
    ImpossibleQuestion
        As for `brier`, or a `clip` outside [0, .5).

    References
    ----------
    .. [1] Gneiting & Raftery (2007), Journal of the American Statistical Association 102.
       https://doi.org/10.1198/016214506000001437
    """
    if not 0 <= clip < 0.5:
        raise ImpossibleQuestion("clip must lie in [0, .5)", found=str(clip), hint="clip=1e-3")
    forecast, outcome = _resolved(p, o)
    kept = np.clip(forecast, clip, 1 - clip)
    with np.errstate(divide="ignore"):
        surprise = -np.log(np.where(outcome == 1, kept, 1 - kept))
    return LogScore(float(surprise.mean()), int((kept != forecast).sum()))


def crps_normal(mean: ArrayLike, sd: ArrayLike, y: ArrayLike) -> Array:
    """Continuous ranked probability score of a normal forecast.

    Parameters
    ----------
    mean, sd : arrays that broadcast
        The forecast, in the unit of `y`; ``sd >= 0``. With ``sd = 0`` the score is
        the absolute error.
    y : array that broadcasts
        What came. NaN gives NaN.

    Returns
    -------
    array
        ``sd (z (2 Phi(z) - 1) + 2 phi(z) - 1/sqrt(pi))`` with ``z = (y - mean) / sd``,
        >= 0, in the unit of `y`. A negative `sd` is refused with `ImpossibleQuestion`.

    References
    ----------
    .. [1] Gneiting & Raftery (2007), Journal of the American Statistical Association 102.
       https://doi.org/10.1198/016214506000001437
    """
    spread = np.asarray(sd, dtype=np.float64)
    if (spread < 0).any():
        raise ImpossibleQuestion(
            "a standard deviation is negative", found=f"{np.nanmin(spread):.4g}", hint="give sd, not its logarithm"
        )
    error = np.asarray(y, dtype=np.float64) - np.asarray(mean, dtype=np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        z = error / spread
        density = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
        score = spread * (z * (2 * ndtr(z) - 1) + 2 * density - 1 / np.sqrt(np.pi))
    return np.where(spread == 0, np.abs(error), score)


def crps_ensemble(draws: ArrayLike, y: ArrayLike, *, fair: bool = False) -> Array:
    """Continuous ranked probability score of a forecast given as draws.

    Parameters
    ----------
    draws : (..., n_draws) array
        The forecast, in the unit of `y`.
    y : (...) array
        What came.
    fair : bool
        Divide the spread by ``n (n - 1)`` instead of ``n^2``: the score is then
        unbiased for the distribution the draws come from, and may be negative.
        Use it for few draws, or to compare forecasts with different numbers of them.

    Returns
    -------
    (...) array
        ``mean|X - y| - mean|X - X'| / 2`` in the unit of `y`. NaN where a draw or
        the outcome is NaN.

    Raises
    ------
    ImpossibleQuestion
        No draws, or one draw with ``fair=True``.

    Notes
    -----
    Sorting gives the double mean as a weighted sum, in n log n steps, not n^2.

    References
    ----------
    .. [1] Gneiting & Raftery (2007), Journal of the American Statistical Association 102.
       https://doi.org/10.1198/016214506000001437
    .. [2] Ferro (2014), Quarterly Journal of the Royal Meteorological Society 140.
       https://doi.org/10.1002/qj.2270
    """
    x = np.sort(np.asarray(draws, dtype=np.float64), axis=-1)
    n = x.shape[-1] if x.ndim else 0
    if n < 1 + fair:
        raise ImpossibleQuestion(
            "too few draws to score",
            found=f"an array of shape {x.shape}",
            hint="draws along the last axis, two if fair",
        )
    off = np.abs(x - np.asarray(y, dtype=np.float64)[..., None]).mean(-1)
    place = 2 * np.arange(1, n + 1) - n - 1
    return off - (x * place).sum(-1) / (n * (n - 1) if fair else n**2)


def auc(p: ArrayLike, o: ArrayLike) -> float:
    """Probability that an event was given a higher forecast than a non-event.

    Parameters
    ----------
    p, o : (n,) arrays
        As for `brier`; only the order of `p` counts.

    Returns
    -------
    float
        From 0 to 1, .5 being chance; ties count half. NaN where all outcomes are
        the same.

    Raises
    ------
    ImpossibleQuestion
        As for `brier`.

    Notes
    -----
    Discrimination only: forecasts ten times too high score the same. Pooled over
    years it mixes "when" with "who"; score within years to separate them.

    References
    ----------
    .. [1] Hanley & McNeil (1982), Radiology 143(1). https://doi.org/10.1148/radiology.143.1.7063747
    """
    forecast, outcome = _resolved(p, o)
    events, others = forecast[outcome == 1], np.sort(forecast[outcome == 0])
    if not len(events) or not len(others):
        return float("nan")
    below = np.searchsorted(others, events, side="left")
    not_above = np.searchsorted(others, events, side="right")
    return float((below + not_above).mean() / (2 * len(others)))


def king_zeng_correction(tau: float, ybar: float) -> float:
    """What to subtract from a logit's intercept after sampling cases and controls.

    Parameters
    ----------
    tau : float
        Share of events in the population, between 0 and 1, exclusive.
    ybar : float
        Share of events in the sample, between 0 and 1, exclusive.

    Returns
    -------
    float
        ``ln(((1 - tau) / tau) (ybar / (1 - ybar)))``; 0 when the shares agree.

    Raises
    ------
    ImpossibleQuestion
        A share that is not strictly between 0 and 1.

    References
    ----------
    .. [1] King & Zeng (2001), Political Analysis 9(2).
       https://doi.org/10.1093/oxfordjournals.pan.a004868
    """
    if not (0 < tau < 1 and 0 < ybar < 1):
        raise ImpossibleQuestion(
            "shares of events must lie strictly between 0 and 1",
            found=f"tau {tau}, ybar {ybar}",
            hint="a sample of events alone, or of none, has no intercept to correct",
        )
    return float(logit(ybar) - logit(tau))


def logit_pool(p: ArrayLike, a: float = 1) -> Array:
    """One probability from several: their mean log odds, pushed outwards by `a`.

    Parameters
    ----------
    p : (..., n_forecasters) array
        Probabilities, strictly between 0 and 1.
    a : float
        1 pools without pushing. Above 1 extremises, which pays when forecasters
        know different things. Leave it at 1 for a panel that shares its sources
        (readers of the same articles, language models), and unless it was fitted
        on 100 or more resolved questions.

    Returns
    -------
    (...) array
        ``sigma(a * mean(logit p))``, between 0 and 1.

    Raises
    ------
    ImpossibleQuestion
        No forecasters, NaN, or a probability of 0 or 1: one such forecaster would
        outvote all others.

    References
    ----------
    .. [1] Satopää, Baron, Foster, Mellers, Tetlock & Ungar (2014), International
       Journal of Forecasting 30(2). https://doi.org/10.1016/j.ijforecast.2013.09.009
    """
    panel = np.asarray(p, dtype=np.float64)
    if panel.ndim == 0 or panel.shape[-1] == 0 or not ((panel > 0) & (panel < 1)).all():
        raise ImpossibleQuestion(
            "a pool needs probabilities strictly between 0 and 1",
            found=str(np.ravel(panel)[~((np.ravel(panel) > 0) & (np.ravel(panel) < 1))][:5].tolist()),
            hint="leave out a forecaster who gave none; move 0 and 1 inwards on purpose, and say so",
        )
    return np.asarray(expit(a * logit(panel).mean(-1)), dtype=np.float64)


def _resolved(p: ArrayLike, o: ArrayLike) -> tuple[Array, Array]:
    """Forecasts and outcomes, if they match and every question is settled."""
    forecast, outcome = np.asarray(p, dtype=np.float64), np.asarray(o, dtype=np.float64)
    if forecast.ndim != 1 or forecast.shape != outcome.shape or not len(forecast):
        raise ImpossibleQuestion(
            "scoring needs one outcome a forecast",
            found=f"forecasts of shape {forecast.shape}, outcomes of shape {outcome.shape}",
            hint="two arrays of one dimension and equal length, with at least one entry",
        )
    if not ((forecast >= 0) & (forecast <= 1)).all():
        raise ImpossibleQuestion(
            "a forecast is not a probability",
            found=str(forecast[~((forecast >= 0) & (forecast <= 1))][:5].tolist()),
            hint="fractions from 0 to 1, not per cent; leave out missing forecasts and say how many",
        )
    if not ((outcome == 0) | (outcome == 1)).all():
        raise ImpossibleQuestion(
            "an outcome must be 0 or 1",
            found=str(outcome[~((outcome == 0) | (outcome == 1))][:5].tolist()),
            hint="leave out open questions: they have no score yet",
        )
    return forecast, outcome
