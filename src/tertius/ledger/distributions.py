"""Forecasts of a number, given as quantiles: their continuous ranked probability score, once the number is known."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from statistics import fmean
from typing import Any, cast

import numpy as np
from sqlalchemy import text

from tertius.ledger.frame import names_kept
from tertius.ledger.store import Ledger
from tertius.measures.ranges import crps_quantiles

__all__ = ["NumberRecord", "score_distributions"]


@dataclass(frozen=True, slots=True)
class NumberRecord:
    """How a holder's distributions did, in one unit; scores of different units are never mixed.

    `crps` is the mean continuous ranked probability score in `unit`, 0 is best; `median_error` the mean
    distance of their medians from what came, which is what a single number would have been scored by.
    """

    holder: str
    unit: str
    resolved: int
    crps: float
    median_error: float

    def to_dict(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


def score_distributions(ledger: Ledger, *, as_of: date | None = None) -> tuple[NumberRecord, ...]:
    """Score every distribution whose question has closed and has its number, by holder and unit.

    Withdrawn and corrected forecasts are left out; the latest answer counts; names are those they go by.
    """
    day = (as_of or date.today()).isoformat()  # noqa: DTZ011 (a person's day)
    with ledger.reading() as connection:
        rows = connection.execute(text(_ROWS), {"day": day}).all()
        kept_names = names_kept(connection)
    scores: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for row in rows:
        holder, body, unit, value = str(row[0]), str(row[1]), str(row[2]), float(row[3])
        levels, quantiles = np.array(json.loads(body)["quantiles"], dtype=np.float64).T
        crps = float(crps_quantiles(levels, quantiles, value))
        median = float(cast("float", np.interp(0.5, levels, quantiles)))
        scores.setdefault((kept_names.get(holder) or holder, unit), []).append((crps, abs(median - value)))
    return tuple(
        NumberRecord(holder, unit, len(each), fmean(crps for crps, _ in each), fmean(error for _, error in each))
        for (holder, unit), each in sorted(scores.items())
    )


_ROWS = """
SELECT f.holder, e.body, q.unit, r.value
FROM ledger_questions q
JOIN ledger_forecasts f ON f.question = 'Q' || q.seq
JOIN ledger_entries e ON e.seq = f.seq
JOIN ledger_resolutions r ON r.question = f.question AND r.seq = (
    SELECT max(seq) FROM ledger_resolutions WHERE question = f.question
    AND 'R' || seq NOT IN (SELECT target FROM ledger_withdrawals))
WHERE q.unit IS NOT NULL AND f.distribution = 1 AND r.value IS NOT NULL AND q.closes <= :day AND r.resolved_on <= :day
  AND f.made <= r.resolved_on
  AND 'F' || f.seq NOT IN (SELECT target FROM ledger_withdrawals)
  AND f.question NOT IN (SELECT target FROM ledger_withdrawals)
  AND 'F' || f.seq NOT IN (SELECT corrects FROM ledger_forecasts WHERE corrects IS NOT NULL
                           AND 'F' || seq NOT IN (SELECT target FROM ledger_withdrawals))
ORDER BY f.seq
"""
