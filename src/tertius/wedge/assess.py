"""Asking the question: from three names and a day to an answer with everything it stands on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

import numpy as np

from tertius.alignment.dependence import SHORT, Exposure, concentration, dependence_between
from tertius.alignment.ties import SEED, votes_known
from tertius.atlas.columns import DYADS, STATES
from tertius.atlas.rollcalls import RollCalls, year_of
from tertius.atlas.store import Atlas, open_atlas
from tertius.datasets.chronicle import chronicle_origin
from tertius.errors import ImpossibleQuestion, OutsideCoverage
from tertius.forecasting.base_rate import BaseRate, base_rate, record
from tertius.forecasting.companions import companions
from tertius.forecasting.data_forecast import DataForecast, NotOffered, data_forecast
from tertius.forecasting.reference import FIRM, reference_classes
from tertius.forecasting.targets import THRESHOLD, Field, field
from tertius.present.names import possessive, the
from tertius.present.numbers import day as written
from tertius.present.words import ICD203
from tertius.provenance import asked_on
from tertius.states import State, successor_note
from tertius.triangle.triangle import Triangle, three_states, triangle
from tertius.wedge.answer import STALE_YEARS, Answer, Assessment, Coverage, Question
from tertius.wedge.caveats import caveats, ended_within, led_by, out_of_reach, too_old
from tertius.wedge.chronicle_coverage import chronicle_coverage, chronicle_ends
from tertius.wedge.judged import Judged
from tertius.wedge.outlook.standing import Standing
from tertius.wedge.resolution import resolution_of
from tertius.wedge.weighing import Weighing, weigh

if TYPE_CHECKING:
    from tertius.casebook.casebook import Casebook

__all__ = ["HORIZONS", "assess"]

HORIZONS = range(1, 11)
"""Years ahead that can be asked: past ten, three-year means leave too few windows."""

RECENT_SESSIONS = 10
"""A state without a contested vote in this many sessions cannot be placed."""


def assess(
    a: str | int,
    b: str | int,
    c: str | int,
    *,
    as_of: date | None = None,
    horizon: int = 5,
    atlas: Atlas | None = None,
    casebook: Casebook | None = None,
) -> Assessment:
    """Can A pry B away from C?

    The base rate is the recency-weighted rate of the target T1b over all states: a net
    move of at least .15 toward A, relative to C, in three-year means of agreement on
    contested General Assembly votes, beyond the median of all states. Beside it stands what
    the data say of this B, by terms that earned their place when the method was asked of
    history; where none did, the two are one number. A third number adds ten components and
    what people judged: no backtest supports it.

    Parameters
    ----------
    a, b, c : str or int
        States in any spelling: ISO 3166, COW code or abbreviation, name.
    as_of : date, optional
        Only what was public on that day is used; today when omitted.
    horizon : int
        Years ahead, 1 to 10.
    atlas : Atlas, optional
        The figures; the reader's own edition, else the shipped one.
    casebook : Casebook, optional
        Articles that were read and what people judged; else the one at TERTIUS_DATABASE or in
        the user's data folder, where there is one.

    Raises
    ------
    UnknownName
        A name that is no state, with the nearest that are.
    ImpossibleQuestion
        Twice one state, a state that did not exist on the day, a horizon out of range.
    OutsideCoverage
        No window had ended by the day, or one of the three does not vote.
    """
    day = asked_on(as_of)
    if horizon not in HORIZONS:
        raise ImpossibleQuestion(
            "the horizon is a whole number of years from 1 to 10", found=str(horizon), hint="five is the usual one"
        )
    figures = atlas or open_atlas()
    states = three_states(a, b, c, day)
    votes = votes_known(figures, day)
    _refuse_unplaced(states, votes, day)
    moves = field(votes, states[0].cow, states[2].cow, horizon=horizon)
    firm = field(votes, states[0].cow, states[2].cow, horizon=horizon, fewest=FIRM)
    rate = _rate(moves, day, horizon)
    position = moves.position(states[1].cow)
    if position is None:
        raise _no_votes(states[1], votes, day)
    corner = triangle(states[0].cow, states[1].cow, states[2].cow, as_of=day, atlas=figures)
    poles = (states[0].cow, states[2].cow)
    data = data_forecast(votes, rate, poles, states[1].cow, horizon, day, figures)
    exposures = _exposures(states, day, figures)
    question = Question(*states, day, horizon, _target(states, horizon), resolution_of(states, day, horizon))
    coverage = (*_coverage(corner, exposures, day), *chronicle_coverage(states, day))
    offered = [rate, data] if isinstance(data, DataForecast) else [rate]
    start = (offered[-1].probability, offered[-1].low, offered[-1].high)
    standing = Standing(question, exposures, corner)
    weighed = weigh(standing, start, position, moves, atlas=figures, casebook=casebook)
    sources = tuple(dict.fromkeys(e.dataset for e in exposures))
    numbers = _answers(rate, data, weighed.judged)
    return Assessment(
        question=question,
        answer=_leading(numbers, data),
        answers=numbers,
        base_rate=rate,
        data=data if isinstance(data, DataForecast) else None,
        not_offered=(data,) if isinstance(data, NotOffered) else (),
        weighed=weighed,
        companions=companions(moves, rate, figures, day),
        record=record(moves),
        position=position,
        references=reference_classes(moves, firm, states[1].cow, last_year=votes.years[-1]),
        triangle=corner,
        dependence=exposures,
        coverage=coverage,
        warning=" ".join(filter(None, (too_old(coverage, votes, day), chronicle_ends(states, day)))),
        out_of_reach=out_of_reach(states, votes, position[1]),
        provenance=(corner.provenance | figures.provenance(*sources) | chronicle_origin()).then(
            "recency-weighted base rate of T1b"
        ),
        caveats=(*led_by(data), *_doubts(states, rate, day, horizon, weighed), *corner.caveats),
    )


def _doubts(
    states: tuple[State, State, State], rate: BaseRate, day: date, horizon: int, weighed: Weighing
) -> tuple[str, ...]:
    own, late = weighed.own_judgements, weighed.backdated
    said = caveats(states, rate, day, horizon=horizon, own_judgements=own, backdated=late)
    return (*ended_within(states, day, horizon), *said)


def _answers(rate: BaseRate, data: DataForecast | NotOffered, weighed: Judged) -> tuple[Answer, ...]:
    """Every number offered: the base rate, the data's where it has a record, and the judged one."""
    of_data = (_answer("data", data),) if isinstance(data, DataForecast) else ()
    return (_answer("base_rate", rate), *of_data, _answer("judged", weighed))


def _leading(numbers: tuple[Answer, ...], data: DataForecast | NotOffered) -> Answer:
    """The data's number where it beat the base rate, else the base rate."""
    return numbers[1] if isinstance(data, DataForecast) and data.beat_the_rate else numbers[0]


def _answer(kind: Literal["base_rate", "data", "judged"], found: BaseRate | DataForecast | Judged) -> Answer:
    p = found.probability
    return Answer(p, found.low, found.high, ICD203.words_for(p), ICD203.name, kind)


def _target(states: tuple[State, State, State], horizon: int) -> str:
    a, c, whose = the(states[0].name), the(states[2].name), possessive(states[1].name)
    return (
        f"T1b: within {horizon} years, {whose} agreement with {a} less its agreement with {c} on contested UN votes, "
        f"in three-year means, rises by at least {THRESHOLD} more than the median state's"
    )


def _rate(moves: Field, day: date, horizon: int) -> BaseRate:
    rate = base_rate(moves, rng=np.random.default_rng(SEED))
    if rate is None:
        raise OutsideCoverage(
            f"no window of {horizon} years had ended by {written(day)}",
            found=_both_placed(moves),
            hint="both poles must have voted in sessions that far apart: ask later, or over a shorter horizon",
        )
    return rate


def _both_placed(moves: Field) -> str:
    """The years in which every state can be placed between the two poles, in words."""
    seen = np.flatnonzero(np.isfinite(moves.relative).any(axis=0))
    if not len(seen):
        return "no session in which both poles voted often enough"
    return f"both poles can be placed from {moves.years[int(seen[0])]} to {moves.years[int(seen[-1])]} only"


def _refuse_unplaced(states: tuple[State, State, State], votes: RollCalls, day: date) -> None:
    if not len(votes):
        raise _no_votes(states[0], votes, day)
    for state in states:
        answered = votes.session[np.isfinite(votes.of(state.cow))]
        if not len(answered) or votes.session.max() - answered.max() >= RECENT_SESSIONS:
            raise _no_votes(state, votes, day)


def _no_votes(state: State, votes: RollCalls, day: date) -> OutsideCoverage:
    if not len(votes):
        return OutsideCoverage(
            f"no vote of the General Assembly was known on {written(day)}",
            found="its first session opened in 1946",
            hint="ask as of a later day; a window of five years has ended from 1953",
        )
    answered = votes.session[np.isfinite(votes.of(state.cow))]
    seen = (
        f"its contested votes known by then run from {year_of(int(answered.min()))} to {year_of(int(answered.max()))}"
        if len(answered)
        else "no contested vote of it was known by then"
    )
    return OutsideCoverage(
        f"{state.name} cannot be placed by General Assembly votes on {written(day)}",
        found=seen,
        hint=successor_note(state)
        or "a state that votes in the General Assembly works; `tertius ties` shows what else is known",
    )


def _exposures(states: tuple[State, State, State], day: date, atlas: Atlas) -> tuple[Exposure, ...]:
    a, b, c = states
    return (
        *dependence_between(b, c, as_of=day, atlas=atlas),
        *dependence_between(b, a, as_of=day, atlas=atlas),
        *concentration(b, as_of=day, atlas=atlas),
    )


def _coverage(corner: Triangle, exposures: tuple[Exposure, ...], day: date) -> tuple[Coverage, ...]:
    """For each indicator and each source of dependence, the first and last year over the three pairs."""
    found: list[Coverage] = []
    for at, series in enumerate(corner.ties[0].series):
        of_pairs = [t.series[at] for t in corner.ties]
        firsts = [s.first for s in of_pairs if s.first is not None]
        lasts = [s.last for s in of_pairs if s.last is not None]
        if lasts and series.indicator.key not in {"s", "latent"}:
            dataset = next(s.datasets[0] for s in of_pairs if s.datasets)
            found.append(_reach(series.indicator.key, series.indicator.label, min(firsts), max(lasts), dataset, day))
    seen = {c.dataset for c in found}
    for dataset in dict.fromkeys(e.dataset for e in exposures):
        if dataset not in seen:
            years = [e.year for e in exposures if e.dataset == dataset]
            first = min(c.first for c in (*DYADS, *STATES) if c.dataset == dataset)
            found.append(_reach(dataset, SHORT[dataset], first, max(years), dataset, day))
    return tuple(found)


def _reach(key: str, label: str, first: int, last: int, dataset: str, day: date) -> Coverage:
    age = max((day - date(last, 12, 31)).days / 365.25, 0.0)
    return Coverage(key, label, first, last, age, dataset, stale=age > STALE_YEARS)
