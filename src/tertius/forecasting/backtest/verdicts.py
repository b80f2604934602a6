"""The forecasts scored: each target against its references, by era, with intervals by block, and the alarm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from tertius.forecasting.backtest.forecasts import PAIRINGS_OF, Forecasts, Rows, Truth, Votes, rows_of
from tertius.forecasting.backtest.history import FIRST_YEAR
from tertius.forecasting.backtest.origin import MOVE_METHODS, PAIRINGS
from tertius.forecasting.backtest.record import (
    ALARM,
    ChoiceRecord,
    EarnedRecord,
    Era,
    MethodScore,
    MoveRecord,
    ReliabilityBin,
    TargetRecord,
    TriadForecast,
)
from tertius.forecasting.backtest.selection import Choice, blocks_of, choices, earned, model_of, surprise
from tertius.forecasting.binary_target import BinaryTarget
from tertius.forecasting.terms import TERMS_OF
from tertius.measures.block_bootstrap import skill_span
from tertius.measures.calibration import calibration_bins
from tertius.measures.recalibration import calibration_line
from tertius.measures.scores import auc
from tertius.measures.weighted_ensemble import crps_weighted
from tertius.states import iso3

__all__ = [
    "DEVELOPED_TO",
    "EDGES",
    "ERAS",
    "HOLDOUT",
    "Scored",
    "bins_of",
    "choice_records",
    "in_development",
    "in_holdout",
    "move_records",
    "score_target",
    "slope_of",
    "suspects_of",
    "triad_forecasts",
]

Array = NDArray[np.float64]

ERAS = ((1978, 1991), (1992, 2003), (2004, 2016))

DEVELOPED_TO = 2019
"""The newest session whose outcomes methods were developed on; origins end in 2016."""

HOLDOUT = (2015, 2018)
"""Origins scored once: those whose outcome fell after `DEVELOPED_TO`."""

EDGES = (0.0, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.2, 0.3, 0.5, 1.0)
SEED = 2016
DRAWS = 1000


class Scored:
    """One target scored on both kinds of votes; also the rows, for what is pooled over targets."""

    def __init__(self, records: tuple[TargetRecord, ...], made: tuple[Choice, ...], rows: Mapping[Votes, Rows]) -> None:
        self.records, self.made, self.rows = records, made, rows


def in_development(rows: Rows) -> Rows:
    """Origins to 2016 whose outcome was known from the votes methods were developed on."""
    return rows.where((rows.origin <= ERAS[-1][1]) & (rows.origin + rows.target.horizon <= DEVELOPED_TO))


def in_holdout(rows: Rows) -> Rows:
    """Late origins whose outcome came after all development."""
    late = (rows.origin >= HOLDOUT[0]) & (rows.origin <= HOLDOUT[1])
    return rows.where(late & (rows.origin + rows.target.horizon > DEVELOPED_TO))


def score_target(
    forecasts: Forecasts, truth: Truth, target: BinaryTarget, origins: range, last_label: int
) -> Scored | None:
    """Score one target with the same votes and with disjoint halves; None where it has no development forecast."""
    both = {votes: rows_of(forecasts, truth, target, votes, origins) for votes in PAIRINGS_OF}
    if any(not len(in_development(rows)) for rows in both.values()):
        return None
    made = choices(both, truth.states, range(origins.start, last_label + 1))
    full = {votes: _with_model(rows, made) for votes, rows in both.items()}
    records = tuple(_record(rows, truth.states) for rows in full.values())
    return Scored(records, made, full)


def suspects_of(records: Iterable[TargetRecord]) -> tuple[str, ...]:
    """Every method whose skill is above what honest forecasts reach, in words."""
    return tuple(
        f"{r.target} {r.a}-{r.c or 'line'}, {r.horizon} years, {r.votes} votes: {m.method} has skill {m.skill:.2f}"
        for r in records
        for m in (r.model, r.position)
        if m.skill is not None and m.skill > ALARM
    )


def choice_records(target: BinaryTarget, made: tuple[Choice, ...]) -> tuple[ChoiceRecord, ...]:
    """The model of every origin at which it changed."""
    out: list[ChoiceRecord] = []
    for choice in made:
        if out and out[-1].terms == choice.terms:
            continue
        c = iso3(target.c) if target.c else None
        out.append(ChoiceRecord(target.name, iso3(target.a), c, target.horizon, choice.origin, choice.terms))
    return tuple(out)


def triad_forecasts(rows: Rows, states: tuple[int, ...], of: frozenset[int]) -> tuple[TriadForecast, ...]:
    """Every forecast made of these states, holdout included."""
    t = rows.target
    listed = np.flatnonzero([states[s] in of for s in rows.state])
    return tuple(
        TriadForecast(
            t.name,
            iso3(t.a),
            iso3(states[int(rows.state[k])]),
            iso3(t.c) if t.c else None,
            t.horizon,
            int(rows.origin[k]),
            float(rows.p["recency"][k]),
            float(rows.p["position"][k]),
            float(rows.p["model"][k]),
            float(rows.move[k]),
            int(rows.outcome[k]),
        )
        for k in listed
    )


def bins_of(p: Array, outcome: Array) -> tuple[ReliabilityBin, ...]:
    """The reliability diagram's bins."""
    return tuple(ReliabilityBin(*b[:5]) for b in calibration_bins(p, outcome, EDGES) if b.n)


def slope_of(p: Array, outcome: Array) -> float | None:
    """The calibration slope; None where it does not exist."""
    slope = calibration_line(p, outcome).slope
    return slope if np.isfinite(slope) else None


def move_records(
    forecasts: Forecasts, truth: Truth, targets: Iterable[BinaryTarget], origins: range
) -> list[MoveRecord]:
    """The size of the move, every method by CRPS; skill of "position" over the recency-weighted past moves."""
    found: list[MoveRecord] = []
    for measure, a, c, horizon in dict.fromkeys((t.measure, t.a, t.c, t.horizon) for t in targets):
        for votes, pairings in PAIRINGS_OF.items():
            scores: dict[str, list[Array]] = {name: [] for name in ("no_change", *MOVE_METHODS)}
            states: list[NDArray[np.intp]] = []
            years: list[NDArray[np.int64]] = []
            for pairing in pairings:
                net = truth.net[measure, c, horizon, PAIRINGS[pairing][1]]
                for origin in origins:
                    at = (f"{measure} {c or 0} {horizon}", pairing, origin)
                    developed = origin + horizon <= DEVELOPED_TO and origin <= ERAS[-1][1]
                    if not developed or at not in forecasts.moves or origin - FIRST_YEAR >= net.shape[1]:
                        continue
                    came = net[:, origin - FIRST_YEAR]
                    rows = np.flatnonzero(np.isfinite(came))
                    for name, score in _crps(*forecasts.moves[at], came, rows).items():
                        scores[name].append(score)
                    states.append(rows)
                    years.append(np.full(len(rows), origin))
            if not states:
                continue
            whole = {name: np.concatenate(parts) for name, parts in scores.items()}
            blocks = {"state": np.concatenate(states), "five-year block": np.concatenate(years) // 5}
            rng = np.random.default_rng(SEED)
            span = skill_span(whole["position"], whole["recency"], blocks, rng=rng, draws=DRAWS)
            found.append(
                MoveRecord(
                    "T1" if measure == "closeness" else "1-D",
                    iso3(a),
                    iso3(c) if c else None,
                    horizon,
                    votes,
                    len(whole["recency"]),
                    {name: float(score.mean()) for name, score in whole.items()},
                    float(1 - whole["position"].sum() / whole["recency"].sum()),
                    span.low,
                    span.high,
                )
            )
    return found


def _crps(quantiles: Array, centre: Array, came: Array, rows: NDArray[np.intp]) -> dict[str, Array]:
    even = np.ones(quantiles.shape[1])
    out = {"no_change": np.abs(came[rows])}
    for k, name in enumerate(MOVE_METHODS):
        moved = came[rows] - (centre[rows] if name == "position" else 0.0)
        out[name] = crps_weighted(quantiles[k], even, moved)
    return out


def _with_model(rows: Rows, made: tuple[Choice, ...]) -> Rows:
    return Rows(
        rows.target,
        rows.votes,
        rows.state,
        rows.origin,
        rows.outcome,
        rows.move,
        {**rows.p, "no_change": np.zeros(len(rows)), "model": model_of(rows, made)},
    )


def _record(rows: Rows, states: tuple[int, ...]) -> TargetRecord:
    t, known = rows.target, in_development(rows)
    model, position = _score(known, "model"), _score(known, "position")
    late = in_holdout(rows)
    terms = [e for term in TERMS_OF[t.measure] if (e := earned(known, term, states)) is not None]
    references = ("no_change", "long_run", "recency", "random_walk", "position")
    return TargetRecord(
        target=t.name,
        a=iso3(t.a),
        c=iso3(t.c) if t.c else None,
        horizon=t.horizon,
        votes=rows.votes,
        words=t.words,
        n=len(known),
        events=int(known.outcome.sum()),
        first=int(known.origin.min()),
        last=int(known.origin.max()),
        brier=model.brier,
        references={name: _loss(known, name).mean() for name in references},
        skill=model.skill,
        skill_low=model.skill_low,
        skill_high=model.skill_high,
        auc=model.auc,
        slope=model.slope,
        model=model,
        position=position,
        eras=tuple(e for first, last in ERAS if (e := _era(known, first, last)) is not None),
        earned=tuple(EarnedRecord(e.term, e.gain, e.low, e.high, e.by, e.n, e.kept) for e in terms),
        holdout=_era(late, *HOLDOUT),
        reliability=bins_of(known.p["model"], known.outcome),
    )


def _loss(rows: Rows, method: str) -> Array:
    return (rows.p[method] - rows.outcome) ** 2


def _score(rows: Rows, method: str) -> MethodScore:
    loss, reference = _loss(rows, method), _loss(rows, "recency")
    span = skill_span(loss, reference, blocks_of(rows), rng=np.random.default_rng(SEED), draws=DRAWS)
    p = rows.p[method]
    return MethodScore(
        method,
        brier=float(loss.mean()),
        log_score=float(surprise(p, rows.outcome).mean()),
        skill=_or_none(1 - loss.sum() / reference.sum()) if reference.sum() > 0 else None,
        skill_low=_or_none(span.low),
        skill_high=_or_none(span.high),
        by=span.by,
        auc=_or_none(auc(p, rows.outcome)),
        auc_within=_within_years(rows, p),
        slope=slope_of(p, rows.outcome),
    )


def _within_years(rows: Rows, p: Array) -> float | None:
    """AUC within each origin, weighted by its pairs of an event and a non-event."""
    total, weight = 0.0, 0.0
    for origin in np.unique(rows.origin):
        here = rows.origin == origin
        events = float(rows.outcome[here].sum())
        pairs = events * (here.sum() - events)
        if pairs:
            total += pairs * auc(p[here], rows.outcome[here])
            weight += pairs
    return total / weight if weight else None


def _era(rows: Rows, first: int, last: int) -> Era | None:
    part = rows.where((rows.origin >= first) & (rows.origin <= last))
    if not len(part):
        return None
    loss, reference = _loss(part, "model"), _loss(part, "recency")
    skill = float(1 - loss.sum() / reference.sum()) if reference.sum() > 0 else None
    return Era(
        int(part.origin.min()),
        int(part.origin.max()),
        len(part),
        int(part.outcome.sum()),
        float(loss.mean()),
        float(reference.mean()),
        skill,
    )


def _or_none(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
