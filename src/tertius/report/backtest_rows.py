"""The rows and sentences of the backtest's page, the same in the terminal and in a file."""

from __future__ import annotations

from collections.abc import Iterable

from tertius.forecasting.backtest.record import Backtest, Era, MethodScore, TargetRecord, TriadForecast
from tertius.present.numbers import count, decimal, percent, signed
from tertius.states import find

__all__ = [
    "BRIER_HEAD",
    "EARNED_HEAD",
    "ERA_HEAD",
    "MOVE_HEAD",
    "SKILL_HEAD",
    "TRIAD_HEAD",
    "brier_rows",
    "earned_rows",
    "era_rows",
    "how_it_was_done",
    "model_line",
    "move_rows",
    "position_line",
    "skill_rows",
    "target_name",
    "triad_rows",
]

BRIER_HEAD = (
    "target",
    "C",
    "years",
    "votes",
    "forecasts",
    "moves",
    "model",
    "rate",
    "long run",
    "no\nchange",
    "walk",
    "position\nalone",
)
SKILL_HEAD = ("target", "C", "years", "votes", "model's skill, 90 %", "AUC", "slope", "position's, 90 %", "AUC")
ERA_HEAD = ("target", "C", "years", "1978–91", "1992–2003", "2004–16", "late holdout", "forecasts", "moves")
EARNED_HEAD = ("target", "C", "years", "votes", "term", "earned, 90 %", "kept")
MOVE_HEAD = (
    "move",
    "C",
    "years",
    "votes",
    "forecasts",
    "rate",
    "long run",
    "walk",
    "no\nchange",
    "place\nalone",
    "skill, 90 %",
)
TRIAD_HEAD = ("target", "state", "from", "to", "rate", "position", "model", "move", "came")

THOUSANDTHS = 1000


def target_name(record: TargetRecord) -> str:
    """The target, its C and its horizon in a few words."""
    return f"{record.target}{f', C {_c(record.c)}' if record.c else ''}, {record.horizon} years"


def brier_rows(found: Backtest) -> list[tuple[str, ...]]:
    """Brier scores of the model and every reference, lower is better."""
    order = ("recency", "long_run", "no_change", "random_walk", "position")
    return [
        (*_lead(t), count(t.n), count(t.events), decimal(t.brier, 4), *(decimal(t.references[r], 4) for r in order))
        for t in found.targets
    ]


def skill_rows(found: Backtest) -> list[tuple[str, ...]]:
    """Skill over the recency-weighted rate with its interval, of the model and of position alone."""
    return [
        (
            *_lead(t),
            *(
                ("is the rate", "", "")
                if t.is_the_rate
                else (_skill(t.model), decimal(t.model.auc), decimal(t.model.slope))
            ),
            _skill(t.position),
            decimal(t.position.auc),
        )
        for t in found.targets
    ]


def era_rows(found: Backtest) -> list[tuple[str, ...]]:
    """The model's skill by era and in the late holdout, with predictors and outcomes from disjoint halves."""
    rows: list[tuple[str, ...]] = []
    for t in found.targets:
        if t.votes == "disjoint":
            by_start = [next((e for e in t.eras if first <= e.first <= last), None) for first, last in _ERAS]
            late = t.holdout
            rows.append(
                (
                    t.target,
                    _c(t.c),
                    str(t.horizon),
                    *(_era(e) for e in by_start),
                    _era(late),
                    count(late.n) if late else "none",
                    count(late.events) if late else "",
                )
            )
    return rows


_ERAS = ((1978, 1991), (1992, 2003), (2004, 2016))


def earned_rows(found: Backtest) -> list[tuple[str, ...]]:
    """What each term saved of the rate's log score, in thousandths of a nat a forecast."""
    return [
        (
            *_lead(t),
            e.term,
            f"{signed(THOUSANDTHS * e.gain, 1)} ({signed(THOUSANDTHS * e.low, 1)} to "
            f"{signed(THOUSANDTHS * e.high, 1)})",
            "yes" if e.kept else "no",
        )
        for t in found.targets
        for e in t.earned
    ]


def move_rows(found: Backtest) -> list[tuple[str, ...]]:
    """The size of the move by CRPS."""
    order = ("recency", "long_run", "random_walk", "no_change", "position")
    return [
        (
            m.measure,
            _c(m.c),
            str(m.horizon),
            m.votes,
            count(m.n),
            *(decimal(m.crps[name], 4) for name in order),
            f"{signed(m.skill, 3)} ({signed(m.skill_low, 3)} to {signed(m.skill_high, 3)})",
        )
        for m in found.moves
    ]


def triad_rows(rows: Iterable[TriadForecast]) -> list[tuple[str, ...]]:
    """Every forecast of the first triad: what was said and what came."""
    return [
        (
            f"{r.target}, {r.horizon} years" + (f", C {_c(r.c)}" if r.c else ""),
            find(r.b).name,
            str(r.origin),
            str(r.origin + r.horizon),
            percent(r.rate),
            percent(r.position),
            percent(r.model),
            signed(r.move),
            "yes" if r.outcome else "no",
        )
        for r in rows
    ]


def model_line(found: Backtest) -> str:
    """Which terms are in the model now, in a sentence."""
    newest = {(c.target, c.a, c.c, c.horizon): c for c in found.choices}
    with_terms = [c for c in newest.values() if c.terms]
    if not with_terms:
        return "No term earned its place for any target: the model is the recency-weighted rate."
    said = "; ".join(
        f"{c.target}{f', C {_c(c.c)}' if c.c else ''}, {c.horizon} years: {', '.join(c.terms)}" for c in with_terms
    )
    rest = len(newest) - len(with_terms)
    return f"In the model now: {said}. For the other {rest} targets no term earned its place and the model is the rate."


def position_line(found: Backtest) -> str:
    """Where position alone beats the model on both kinds of votes, in a sentence; empty where nowhere."""
    beaten = [
        (same, halves)
        for same in found.targets
        if same.votes == "same" and same.position_beats_model
        for halves in found.targets
        if halves.votes == "disjoint" and target_name(halves) == target_name(same) and halves.position_beats_model
    ]
    if not beaten:
        return ""
    said = "; ".join(
        f"{target_name(pair[0])}: {' and '.join(f'{signed(t.position.skill)} against {signed(t.skill)}' for t in pair)}"
        for pair in beaten
    )
    return (
        "Position alone beats the model here: the interval of its skill lies above the model's with the same votes and "
        f"with disjoint halves. {said}."
    )


def how_it_was_done(found: Backtest) -> tuple[str, ...]:
    """The rules of the test, as notes."""
    s = found.settings
    return (
        f"A forecast of an origin is made when its session has closed, on 31 October of the next year, from the votes "
        f"of that session and before. Origins run from {s['first']} to {s['last']}; outcomes come from votes to "
        f"{s['last_label']}.",
        "Windows whose end was not known at an origin teach nothing to it. Terms are chosen at each origin from "
        "forecasts that had come due by then; the model's forecasts of an origin have the rate for a mean.",
        f"Positions are estimated anew every {s['every']} origins, {s['burn_in']} + {s['sweeps']} sweeps; an origin "
        "uses the newest estimate up to itself, and the last one gives the outcomes.",
        "Disjoint: predictors from one half of the texts voted on, outcomes from the other, both ways round.",
        "Skill is 1 less the ratio to the Brier score of the recency-weighted rate; its interval is the wider of two "
        "bootstraps, by state and by five-year block.",
        "A term is kept when the whole interval of what it earned is above nought, with the same votes and with "
        "disjoint halves. The first triad is left out of that choice.",
    )


def _lead(t: TargetRecord) -> tuple[str, str, str, str]:
    return t.target, _c(t.c), str(t.horizon), t.votes


def _c(c: str | None) -> str:
    return find(c).name if c else "none"


def _skill(m: MethodScore) -> str:
    return f"{signed(m.skill)} ({signed(m.skill_low)} to {signed(m.skill_high)})"


def _era(e: Era | None) -> str:
    return signed(e.skill) if e is not None and e.skill is not None else "none"
