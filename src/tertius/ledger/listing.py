"""What stands in the ledger: its questions with their state, and everything that was said about one of them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import text

from tertius.errors import UnknownName
from tertius.ledger.entries import Entry, body_of, id_of
from tertius.ledger.store import Ledger

__all__ = ["STATUSES", "QuestionLine", "Status", "entry_dict", "history", "questions"]

Status = Literal["open", "due", "resolved", "void", "withdrawn"]
STATUSES: tuple[Status, ...] = ("open", "due", "resolved", "void", "withdrawn")
"""Open until the closing day, then due until somebody resolves it."""


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question as a list shows it; `last` is the newest probability, or middle of a range, anybody gave."""

    id: str
    text: str
    closes: date
    status: Status
    outcome: str | None
    resolved_on: date | None
    topic: str | None
    forecasts: int
    last: float | None

    def to_dict(self) -> dict[str, Any]:
        """As plain values."""
        row = asdict(self)
        row["closes"] = self.closes.isoformat()
        row["resolved_on"] = self.resolved_on.isoformat() if self.resolved_on else None
        return row


def questions(
    ledger: Ledger, *, status: str | None = None, about: str | None = None, as_of: date | None = None
) -> tuple[QuestionLine, ...]:
    """The questions of a ledger in the order they were asked; only those in one of `STATUSES`, or with some words.

    Raises
    ------
    UnknownName
        For another state of a question.
    """
    if status is not None and status not in STATUSES:
        raise UnknownName("state of a question", status, STATUSES)
    day = as_of or date.today()  # noqa: DTZ011 (a person's day)
    with ledger.reading() as connection:
        rows = connection.execute(text(_QUESTIONS)).all()
    found: list[QuestionLine] = []
    for seq, words, closes, topic, gone, outcome, on, n, p, low, high in rows:
        stands = _status(bool(gone), outcome, date.fromisoformat(closes), day)
        if (status and stands != status) or (about and about.casefold() not in words.casefold()):
            continue
        last = p if p is not None else None if low is None else (low + high) / 2
        resolved = date.fromisoformat(on) if on else None
        closing = date.fromisoformat(closes)
        found.append(QuestionLine(f"Q{seq}", words, closing, stands, outcome, resolved, topic, n or 0, last))
    return tuple(found)


_QUESTIONS = """
SELECT q.seq, q.text, q.closes, q.topic, CASE WHEN w.target IS NULL THEN 0 ELSE 1 END, r.outcome, r.resolved_on,
       f.n, l.p, l.low, l.high
FROM ledger_questions q
LEFT JOIN ledger_withdrawals w ON w.target = 'Q' || q.seq
LEFT JOIN (SELECT question, max(seq) AS seq FROM ledger_resolutions
           WHERE 'R' || seq NOT IN (SELECT target FROM ledger_withdrawals) GROUP BY question) last
       ON last.question = 'Q' || q.seq
LEFT JOIN ledger_resolutions r ON r.seq = last.seq
LEFT JOIN (SELECT question, count(*) AS n, max(seq) AS seq FROM ledger_forecasts
           WHERE 'F' || seq NOT IN (SELECT target FROM ledger_withdrawals) GROUP BY question) f
       ON f.question = 'Q' || q.seq
LEFT JOIN ledger_forecasts l ON l.seq = f.seq
ORDER BY q.seq
"""


def _status(gone: bool, outcome: str | None, closes: date, day: date) -> Status:
    if gone:
        return "withdrawn"
    if outcome is not None:
        return "void" if outcome == "void" else "resolved"
    return "open" if closes >= day else "due"


def history(ledger: Ledger, name: str) -> tuple[Entry, ...]:
    """An entry and everything later that is about it: forecasts, answers old and new, corrections, withdrawals.

    Raises
    ------
    TertiusError
        When the ledger has no such entry.
    """
    first = ledger.entry(name)
    with ledger.reading() as connection:
        rows = connection.execute(
            text(
                "SELECT seq FROM ledger_forecasts WHERE question = :n OR corrects = :n OR condition_question = :n "
                "UNION SELECT seq FROM ledger_resolutions WHERE question = :n"
            ),
            {"n": name},
        ).scalars()
        related = {int(seq) for seq in rows}
        targets = connection.execute(text("SELECT seq, target FROM ledger_withdrawals")).all()
        related |= {int(seq) for seq, target in targets if int(target[1:]) in {first.seq, *related}}
        kinds = connection.execute(text("SELECT seq, kind FROM ledger_entries WHERE seq > :n"), {"n": first.seq})
        names = [id_of(kind, seq) for seq, kind in kinds if seq in related]
    return (first, *(ledger.entry(each) for each in sorted(names, key=lambda n: int(n[1:]))))


def entry_dict(entry: Entry) -> dict[str, Any]:
    """An entry as plain values, its fields beside its id, kind, moment and hash."""
    kind, body = body_of(entry.record)
    return {"id": entry.id, "kind": kind, "written": entry.written, **body, "hash": entry.hash}
