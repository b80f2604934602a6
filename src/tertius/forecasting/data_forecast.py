"""The data's own number for one state: the base rate, moved by the terms that had earned their place by then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from tertius.atlas.columns import column
from tertius.atlas.rollcalls import RollCalls
from tertius.atlas.store import Atlas
from tertius.forecasting.backtest.history import FIRST_YEAR, Figure, History, day_of_origin, new_leader_figure
from tertius.forecasting.backtest.kept_record import kept_backtest
from tertius.forecasting.backtest.record import TargetRecord
from tertius.forecasting.base_rate import BaseRate
from tertius.forecasting.binary_target import HORIZONS, backtested
from tertius.forecasting.pole_figures import pole_figures
from tertius.forecasting.realignment_model import Contribution, Fitted, fit, panel
from tertius.forecasting.terms import TIE_TERMS, closeness_course, terms_of
from tertius.states import iso3

__all__ = ["DataForecast", "NotOffered", "data_forecast"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class DataForecast:
    """What the data say of one state, and how that kind of forecast scored.

    `contributions` are in log odds and add up to the difference from the base rate; none where
    no term had earned its place, and the number is the base rate. `record` is of the same
    votes, `disjoint` of halves that share none; both None on days before their outcomes were known.
    """

    probability: float
    low: float
    high: float
    base: float
    terms: tuple[str, ...]
    contributions: tuple[Contribution, ...]
    record: TargetRecord | None
    disjoint: TargetRecord | None

    @property
    def beat_the_rate(self) -> bool:
        """Whether they beat the base rate with the same votes and with disjoint halves, by the whole interval.

        A skill that is above zero in the middle and may lie below it leads no answer.
        """
        records = (self.record, self.disjoint)
        return bool(self.terms) and all(r is not None and (r.skill_low or 0.0) > 0 for r in records)


@dataclass(frozen=True, slots=True)
class NotOffered:
    """A number that is not given, and why."""

    kind: str
    why: str


def data_forecast(
    votes: RollCalls, rate: BaseRate, poles: tuple[int, int], b: int, horizon: int, day: date, atlas: Atlas
) -> DataForecast | NotOffered:
    """The data's number for B between the poles, from the votes known on the day.

    Only questions the backtest has asked are answered: another pair of poles or another horizon
    has no record, so the number is not offered.
    """
    a, c = poles
    target = backtested("T1b toward", a, c, horizon)
    if target is None:
        return NotOffered(
            "data",
            "the model was asked of history for the United States against Russia or China only, over "
            f"{' and '.join(map(str, HORIZONS))} years",
        )
    kept = kept_backtest(atlas)
    if kept is None:
        return NotOffered("data", "this atlas keeps no backtest of its votes: tertius backtest --save DIR makes one")
    newest = votes.years[-1]
    choice = kept.choice(target.name, iso3(a), iso3(c), horizon, newest)
    if choice is None:
        return NotOffered("data", f"its record starts with forecasts of {kept.settings['first']}")
    shown = day >= day_of_origin(int(kept.settings["last_label"]))
    records = [
        kept.find(target.name, iso3(a), iso3(c), horizon, kind) if shown else None for kind in ("same", "disjoint")
    ]
    base = rate.probability
    if not choice.terms:
        return DataForecast(base, rate.low, rate.high, base, (), (), *records)
    if set(choice.terms) & TIE_TERMS:
        return NotOffered("data", "its model of that day reads the latent tie, which takes minutes to fit: no number")
    known = _history(votes, poles, choice.terms, day, atlas)
    course = closeness_course(known, a, c, through=newest)
    terms = terms_of(course, target, known)
    seen = panel(target, known.states, course.place, terms, FIRST_YEAR)
    fitted = fit(seen, choice.terms)
    assert fitted is not None, "a rate of the same windows exists"
    now = {name: term[:, -1] for name, term in terms.items()}
    fitted = fitted.held(now, np.isfinite(now["position"]))
    row = known.states.index(b)
    values = {name: float(now[name][row]) for name in choice.terms}
    return _moved(fitted, rate, values, records)


def _moved(
    fitted: Fitted, rate: BaseRate, values: dict[str, float], records: Sequence[TargetRecord | None]
) -> DataForecast:
    """The base rate with the terms added, and an interval that holds the doubt of both."""
    parts = fitted.contributions(values)
    center = float(logit(rate.probability))
    moved = center + sum(p.log_odds for p in parts)
    term_doubt = fitted.half_width(values)
    below = np.hypot(center - float(logit(max(rate.low, 1e-9))), term_doubt)
    above = np.hypot(float(logit(min(rate.high, 1 - 1e-9))) - center, term_doubt)
    low, p, high = (float(expit(v)) for v in (moved - below, moved, moved + above))
    return DataForecast(p, low, high, rate.probability, fitted.terms, parts, *records)


def _history(votes: RollCalls, poles: tuple[int, int], terms: Sequence[str], day: date, atlas: Atlas) -> History:
    """The votes, and of the figures only those the terms need."""
    figures: dict[str, Figure] = {}
    if "dependence" in terms:
        years = range(FIRST_YEAR, day.year + 1)
        lag = column("trade_share_a").lag_days
        for pole in poles:
            share = pole_figures(atlas, pole, ("trade_share",), votes.states, years, as_of=day)["trade_share"]
            figures[f"trade with {pole}"] = Figure(share, lag)
    if "leader" in terms:
        years = range(FIRST_YEAR, day.year + 1)
        figures["new leader"] = new_leader_figure(votes.states, years).known_at(day)
    return History(votes, figures)
