"""What each holder holds on a question on a day: their newest forecast that was neither withdrawn nor corrected."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import text

from tertius.errors import ImpossibleQuestion, TertiusError
from tertius.ledger.entries import Question
from tertius.ledger.frame import names_kept
from tertius.ledger.store import Ledger

__all__ = ["Asked", "Held", "Unpooled", "held"]


@dataclass(frozen=True, slots=True)
class Held:
    """One holder's standing forecast: `p` is the number given, else the middle of the range, which is kept."""

    id: str
    holder: str
    made: date
    p: float
    low: float | None
    high: float | None
    outlet: str | None
    document: str | None

    def to_dict(self) -> dict[str, Any]:
        """As plain values."""
        return {**asdict(self), "made": self.made.isoformat()}


@dataclass(frozen=True, slots=True)
class Unpooled:
    """Holders whose newest forecast is no probability of the question as it stands, and how many of each kind."""

    conditional: int = 0
    words_only: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and who holds what of it, in the order of their names."""

    id: str
    text: str
    closes: date
    held: tuple[Held, ...]
    unpooled: Unpooled


def held(ledger: Ledger, question: str, *, as_of: date) -> Asked:
    """The forecasts of a question that stand on a day.

    Parameters
    ----------
    ledger : Ledger
        Where they are kept.
    question : str
        Its id.
    as_of : date
        Forecasts that others could know by then.

    Raises
    ------
    ImpossibleQuestion
        When the id is not of a question, or its answer is a number.
    TertiusError
        When there is no such entry, or the question was withdrawn.
    """
    record = ledger.entry(question).record
    if not isinstance(record, Question) or record.unit is not None:
        found = f"{question} asks for a number in {record.unit}" if isinstance(record, Question) else question
        raise ImpossibleQuestion("probabilities stand on questions answered yes or no", found=found, hint="Q1")
    with ledger.reading() as connection:
        if connection.execute(text("SELECT 1 FROM ledger_withdrawals WHERE target = :q"), {"q": question}).first():
            raise TertiusError(f"{question} was withdrawn", hint=f"tertius ledger show {question}")
        names = names_kept(connection)
        rows = connection.execute(text(_STANDING), {"q": question, "day": as_of.isoformat()}).all()
    newest: dict[str, Any] = {names.get(str(row[1]), str(row[1])): row for row in rows}
    found, conditional, words_only = _sorted(newest)
    return Asked(question, record.text, record.closes, found, Unpooled(conditional, words_only))


_STANDING = """
SELECT seq, holder, made, p, low, high, outlet, document, condition_question FROM ledger_forecasts
WHERE question = :q AND coalesce(known, made) <= :day AND made <= :day
  AND 'F' || seq NOT IN (SELECT target FROM ledger_withdrawals)
  AND 'F' || seq NOT IN (SELECT corrects FROM ledger_forecasts WHERE corrects IS NOT NULL
                         AND 'F' || seq NOT IN (SELECT target FROM ledger_withdrawals))
ORDER BY made, seq
"""


def _sorted(newest: dict[str, Any]) -> tuple[tuple[Held, ...], int, int]:
    found: list[Held] = []
    conditional = words_only = 0
    for holder, (seq, _, made, p, low, high, outlet, document, condition) in sorted(newest.items()):
        if condition is not None:
            conditional += 1
        elif p is None and low is None:
            words_only += 1
        else:
            middle = p if p is not None else (low + high) / 2
            day = date.fromisoformat(made)
            found.append(Held(f"F{seq}", holder, day, float(middle), low, high, outlet, document))
    return tuple(found), conditional, words_only
