"""The answer as plain values, in the shape others rely on."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from tertius.states import iso3

if TYPE_CHECKING:
    from tertius.forecasting.backtest.record import TargetRecord
    from tertius.forecasting.companions import Companion
    from tertius.forecasting.reference import ReferenceClass
    from tertius.wedge.answer import Assessment

__all__ = ["as_record"]


def as_record(found: Assessment) -> dict[str, Any]:
    """One object: question, answer, references, triangle, dependence, coverage, evidence, caveats, provenance."""
    q = found.question
    return {
        "question": {
            "a": q.a.iso3,
            "b": q.b.iso3,
            "c": q.c.iso3,
            "as_of": q.as_of.isoformat(),
            "horizon_years": q.horizon,
            "target": q.target,
            "resolution": q.resolution,
        },
        "answer": asdict(found.answer),
        "answers": [asdict(a) for a in found.answers],
        "not_offered": [asdict(n) for n in found.not_offered],
        "contributions": [asdict(c) for c in found.data.contributions] if found.data else [],
        "targets": [_companion(c) for c in found.companions],
        "backtest": _backtest(found),
        "explained": found.explain(),
        "warning": found.warning,
        "out_of_reach": found.out_of_reach,
        "no_change": 0.0,
        "long_run": found.base_rate.long_run,
        "record": asdict(found.record) if found.record else None,
        "references": [_reference(r) for r in found.references],
        "triangle": found.triangle.to_dict(),
        "dependence": [asdict(e) for e in found.dependence],
        "coverage": [
            {
                "indicator": c.indicator,
                "first": c.first,
                "last": c.last,
                "age_years": round(c.age_years, 1),
                "source": c.dataset,
                "stale": c.stale,
            }
            for c in found.coverage
        ],
        **found.weighed.to_dict(),
        "caveats": list(found.caveats),
        "provenance": found.provenance.to_list(),
    }


def _companion(found: Companion) -> dict[str, Any]:
    r = found.rate
    return {
        "target": found.target,
        "counts": found.counts,
        "sees": found.sees,
        "cannot_see": found.blind,
        "caught": found.caught,
        "rate": r.probability if r else None,
        "low": r.low if r else None,
        "high": r.high if r else None,
        "n": r.n if r else 0,
        "events": r.events if r else 0,
        "last_start": r.last_start if r else None,
        "why": found.why,
        "asked_of_history": [_asked(t) for t in found.asked],
    }


def _asked(t: TargetRecord) -> dict[str, Any]:
    """How one way to put the question did on history: Brier score of the rate, skill over it of model and position."""
    return {
        "target": t.target,
        "votes": t.votes,
        "n": t.n,
        "events": t.events,
        "brier_base_rate": t.references["recency"],
        "brier_long_run": t.references["long_run"],
        "model": {"skill": t.model.skill, "low": t.model.skill_low, "high": t.model.skill_high},
        "position": {"skill": t.position.skill, "low": t.position.skill_low, "high": t.position.skill_high},
        "position_beats_model": t.position_beats_model,
    }


def _backtest(found: Assessment) -> list[dict[str, Any]]:
    """The record of the data's number, with the same votes and with disjoint halves."""
    if found.data is None:
        return []
    keep = ("target", "a", "c", "horizon", "votes", "n", "events", "brier", "skill", "skill_low", "skill_high")
    records = (r for r in (found.data.record, found.data.disjoint) if r is not None)
    return [{k: getattr(r, k) for k in keep} | {"references": dict(r.references)} for r in records]


def _reference(r: ReferenceClass) -> dict[str, Any]:
    return {
        "name": r.name,
        "why": r.why,
        "rate": r.rate,
        "low": r.low,
        "high": r.high,
        "n": r.n,
        "events": r.events,
        "windows": [
            {
                "state": iso3(w.state),
                "start": w.start,
                "end": w.end,
                "value": round(w.value, 4),
                "before": round(w.before, 4),
                "after": round(w.after, 4),
                "median": round(w.median, 4),
            }
            for w in r.windows
        ],
    }
