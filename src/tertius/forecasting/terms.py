"""What might tell a state that will move from one that will not: each term for every state and year, looking back only.

A value of a year uses votes of that year and before, and trade of two years before. Which
terms enter a forecast is decided by what they earned on history, in `forecasting.backtest`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertius.alignment.votes import agreement_with
from tertius.forecasting.backtest.history import FIRST_YEAR, History
from tertius.forecasting.binary_target import BinaryTarget, Measure
from tertius.measures.realignment import trailing_mean

__all__ = ["TERMS", "TERMS_OF", "TIE_TERMS", "Course", "closeness_course", "line_course", "terms_of"]

Array = NDArray[np.float64]

TERMS: Mapping[str, str] = {
    "position": "where it stands between the two, three-year mean",
    "trend": "how far it moved over the years before, as many as the horizon, net of the median",
    "restlessness": "how much it moves from year to year, net of the median, over ten years (log)",
    "balance": "pull of structural balance: A and C's own tie times the state's distance between them",
    "dependence": "A's share of its trade less C's, two years before",
    "leader": "a leader who took office in this year or the last",
    "tie": "its latent tie with A less that with C, as known then; on the line its tie with A",
    "tie_trend": "how far that moved over the years before, as many as the horizon, net of the median",
}

TERMS_OF: Mapping[Measure, tuple[str, ...]] = {
    "closeness": ("position", "trend", "restlessness", "balance", "dependence", "leader", "tie", "tie_trend"),
    "line": ("position", "trend", "restlessness", "leader", "tie", "tie_trend"),
}
"""Which terms are tried for which measure; the line has no C, so neither balance nor dependence."""

TIE_TERMS = frozenset({"tie", "tie_trend"})
"""Terms read from the latent tie, which takes seconds to fit."""

TRADE_LAG = 2
RESTLESS_YEARS = 10
RESTLESS_FLOOR = 0.005


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """Where every state stood, year by year: (n_states, n_years) from 1946; for closeness also A's tie to C.

    `tie` is the latent tie with A, for closeness less that with C; None where it was not fitted.
    """

    place: Array
    poles: Array | None = None
    tie: Array | None = None

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the columns."""
        return tuple(range(FIRST_YEAR, FIRST_YEAR + self.place.shape[1]))


def closeness_course(known: History, a: int, c: int, *, through: int) -> Course:
    """r*, the three-year mean of agreement with A less agreement with C; the poles themselves are NaN."""
    shape = (len(known.states), through - FIRST_YEAR + 1)
    with_a, with_c = np.full(shape, np.nan), np.full(shape, np.nan)
    years = known.votes.years
    held = min(len(years), through - years[0] + 1) if len(years) else 0
    if held > 0:
        columns = slice(years[0] - FIRST_YEAR, years[0] - FIRST_YEAR + held)
        with_a[:, columns] = agreement_with(known.votes, a)[:, :held]
        with_c[:, columns] = agreement_with(known.votes, c)[:, :held]
    poles = trailing_mean(with_a[known.states.index(c)]) if c in known.states else np.full(shape[1], np.nan)
    gap = with_a - with_c
    gap[[known.states.index(pole) for pole in (a, c) if pole in known.states]] = np.nan
    return Course(trailing_mean(gap), poles)


def line_course(positions: Array) -> Course:
    """Three-year means of positions on the line."""
    return Course(trailing_mean(positions))


def terms_of(course: Course, target: BinaryTarget, known: History) -> dict[str, Array]:
    """Every term tried for the target, (n_states, n_years); NaN where it is not known.

    `known` gives trade and leaders; what it holds after a year does not enter that year's value.
    """
    place = course.place
    found = {
        "position": place,
        "trend": _net_of_median(_change(place, target.horizon)),
        "restlessness": _restlessness(place),
    }
    if target.measure == "closeness" and course.poles is not None and target.c is not None:
        found["balance"] = -(2 * course.poles - 1) * place
        found["dependence"] = _lagged_gap(known, target.a, target.c, place.shape[1])
    leader = known.figures.get("new leader")
    if leader is not None:
        found["leader"] = _fitted_to(leader.values, place.shape[1])
    if course.tie is not None:
        found["tie"] = _fitted_to(course.tie, place.shape[1])
        found["tie_trend"] = _net_of_median(_change(found["tie"], target.horizon))
    return {name: found[name] for name in TERMS_OF[target.measure] if name in found}


def _change(place: Array, years: int) -> Array:
    out = np.full_like(place, np.nan)
    if years < place.shape[1]:
        out[:, years:] = place[:, years:] - place[:, :-years]
    return out


def _net_of_median(change: Array) -> Array:
    seen = np.isfinite(change).any(axis=0)
    out = change.copy()
    out[:, seen] -= np.nanmedian(change[:, seen], axis=0)
    return out


def _restlessness(place: Array) -> Array:
    """Log of the mean absolute yearly move; three moves needed."""
    moves = np.abs(_net_of_median(_change(place, 1)))
    return np.log(RESTLESS_FLOOR + trailing_mean(moves, window=RESTLESS_YEARS, minimum=3))


def _lagged_gap(known: History, a: int, c: int, n_years: int) -> Array:
    shares = [known.figures.get(f"trade with {pole}") for pole in (a, c)]
    out = np.full((len(known.states), n_years), np.nan)
    if shares[0] is None or shares[1] is None:
        return out
    gap = _fitted_to(shares[0].values - shares[1].values, n_years)
    out[:, TRADE_LAG:] = gap[:, :-TRADE_LAG]
    return out


def _fitted_to(values: Array, n_years: int) -> Array:
    """The first `n_years` columns, NaN where there are fewer."""
    out = np.full((values.shape[0], n_years), np.nan)
    held = min(n_years, values.shape[1])
    out[:, :held] = values[:, :held]
    return out
