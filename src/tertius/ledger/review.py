"""Forecasts found in articles, proposed one by one; a person decides, by one key an item, and can take it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from tertius.casebook.casebook import casebook_to_read
from tertius.casebook.entry import Found
from tertius.errors import TertiusError
from tertius.ledger.entries import Forecast, Question, Rejection
from tertius.ledger.matching import Asked, Match, closing_day, matches
from tertius.ledger.store import Ledger
from tertius.reading.document import Document, Part
from tertius.reading.record import AUTHOR, Person
from tertius.reading.record import Forecast as Said

__all__ = ["KEYS", "UNSAID_YEARS", "Proposal", "Review", "from_casebook", "proposals"]

KEYS = {
    "a": "accept, for the first question shown",
    "2": "accept, for the second",
    "3": "accept, for the third",
    "o": "accept for the first question, as the opposite of what it asks",
    "n": "accept, with a new question",
    "s": "skip, to be asked again another time",
    "r": "reject: this is no forecast",
    "u": "undo the last acceptance",
    "q": "quit",
}
"""What a person may press."""

UNSAID_YEARS = 5
"""A question made from words that give no horizon closes so many years after them, and says so."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A forecast that may enter the ledger, and the questions it may be about, the most similar first."""

    words: str
    event: str
    phrase: str
    low: float | None
    high: float | None
    scale: str
    holder: str
    affiliation: str | None
    outlet: str | None
    made: date
    pair: tuple[str, str] | None
    condition: str | None
    horizon: str | None
    closes: date | None
    document: str
    start: int
    end: int
    source: str
    matches: tuple[Match, ...]

    def to_dict(self) -> dict[str, Any]:
        """As plain values."""
        row = asdict(self)
        row["made"] = self.made.isoformat()
        row["closes"] = self.closes.isoformat() if self.closes else None
        row["matches"] = [
            {"question": m.question.id, "text": m.question.text, "similarity": round(m.similarity, 3)}
            for m in self.matches
        ]
        return row


def proposals(ledger: Ledger, found: Iterable[Found[Said]], *, today: date | None = None) -> tuple[Proposal, ...]:
    """What of the forecasts found in articles is neither in the ledger nor rejected; comments are no source."""
    day = today or date.today()  # noqa: DTZ011 (a person's day)
    questions, settled = _open_questions(ledger), _settled(ledger)
    made: list[Proposal] = []
    for each in found:
        said, document = each.item, each.entry.reading.document
        if said.part is Part.COMMENT or (document.id, said.start, said.end) in settled:
            continue
        when = document.published or day
        closes = closing_day(said.horizon, when)
        holder, affiliation = _holder(said, document, each.entry.reading.people)
        made.append(
            Proposal(
                *(each.text, said.event, said.phrase, said.low, said.high, said.scale, holder, affiliation),
                *(document.publisher, when, said.pair, said.condition, said.horizon, closes),
                *(document.id, said.start, said.end, document.source),
                matches(said.event, said.pair, closes, questions),
            )
        )
    return tuple(made)


def from_casebook(pair: Sequence[str] | None = None, where: str | Path | None = None) -> tuple[Found[Said], ...]:
    """Every forecast of the casebook kept at `where`, the ledger's own database by default; of a pair where named."""
    return casebook_to_read(where).forecasts(pair)


class Review:
    """A walk through proposals: `press` a key, read what it did, until `current` is None."""

    def __init__(self, ledger: Ledger, found: Sequence[Proposal], *, by: str) -> None:
        self._ledger, self._found, self._by = ledger, found, by
        self._at = 0
        self._accepted: list[tuple[int, list[str]]] = []
        self._left = False

    @property
    def current(self) -> Proposal | None:
        """What is being asked; None at the end."""
        return None if self._left or self._at >= len(self._found) else self._found[self._at]

    @property
    def place(self) -> tuple[int, int]:
        """Number of the current proposal, and of all."""
        return self._at + 1, len(self._found)

    def press(self, key: str) -> str:
        """Do what a key stands for, and say it; what the ledger refuses changes nothing.

        Raises
        ------
        TertiusError
            When the key stands for nothing, or the ledger refuses the forecast.
        """
        now = self.current
        if key == "q" or (now is None and key != "u"):
            self._left = True
            return "left"
        if key == "u":
            return self._undo()
        assert now is not None
        if key == "s":
            self._at += 1
            return "skipped"
        if key == "r":
            rejected = Rejection(document=now.document, start=now.start, end=now.end, by=self._by)
            self._done([self._ledger.add(rejected).id])
            return "rejected"
        place = {"a": 0, "o": 0, "2": 1, "3": 2}.get(key)
        if key == "n" or (key == "a" and not now.matches):
            return self._accept(now, None)
        if place is None or place >= len(now.matches):
            known = ", ".join(KEYS)
            raise TertiusError("that key stands for nothing here", found=repr(key), hint=f"one of {known}")
        return self._accept(now, now.matches[place].question.id, opposite=key == "o")

    def _accept(self, now: Proposal, question: str | None, *, opposite: bool = False) -> str:
        closes = now.closes or now.made + timedelta(days=round(365.25 * UNSAID_YEARS))
        names: list[str] = []
        with self._ledger.writing() as batch:
            if question is None:
                unsaid = (
                    None if now.closes else f"Closing day set at review, {UNSAID_YEARS} years on: the words give none."
                )
                question = batch.add(Question(text=now.event, closes=closes, actors=now.pair or (), rule=unsaid))
                names.append(question)
            condition = None
            if now.condition:
                state = batch.question(question)
                assert state is not None
                until = date.fromisoformat(state.closes)
                condition = self._condition(now.condition, until) or batch.add(
                    Question(text=now.condition, closes=until, topic="condition")
                )
                if batch.question(condition) and int(condition[1:]) == batch.seq:
                    names.append(condition)
            low, high = now.low, now.high
            if opposite and low is not None and high is not None:
                low, high = round(1 - high, 12), round(1 - low, 12)
            names.append(
                batch.add(
                    Forecast(
                        question=question,
                        holder=now.holder,
                        affiliation=now.affiliation,
                        outlet=now.outlet,
                        made=now.made,
                        low=low,
                        high=high,
                        scale=now.scale if low is not None else None,
                        words=now.words,
                        document=now.document,
                        start=now.start,
                        end=now.end,
                        condition=now.condition,
                        condition_question=condition,
                        horizon=now.horizon,
                        source=now.source,
                        note="The words deny what the question asks; the range is turned." if opposite else None,
                    )
                )
            )
        self._done(names)
        return f"accepted as {names[-1]} on {question}"

    def _condition(self, words: str, closes: date) -> str | None:
        """A question that already asks whether the condition comes true by then."""
        same = (q for q in _open_questions(self._ledger) if q.text == words and q.closes == closes)
        return next((q.id for q in same), None)

    def _done(self, names: list[str]) -> None:
        self._accepted.append((self._at, names))
        self._at += 1

    def _undo(self) -> str:
        """Withdraw what the last key added, newest first; it stays in sight."""
        if not self._accepted:
            raise TertiusError("nothing was accepted or rejected yet", hint="u takes back the last of these")
        at, names = self._accepted.pop()
        for name in reversed(names):
            self._ledger.withdraw(name, because="taken back at review", by=self._by)
        self._at = at
        self._left = False
        return f"withdrew {', '.join(reversed(names))}"


def _holder(said: Said, document: Document, people: Sequence[Person]) -> tuple[str, str | None]:
    if said.speaker == AUTHOR:
        return document.author or f"unsigned, {document.publisher or document.source}", None
    return said.speaker, next((p.affiliation for p in people if p.name == said.speaker), None)


def _open_questions(ledger: Ledger) -> list[Asked]:
    with ledger.reading() as connection:
        rows = connection.execute(
            text(
                "SELECT seq, text, actors, closes FROM ledger_questions WHERE unit IS NULL "
                "AND 'Q' || seq NOT IN (SELECT target FROM ledger_withdrawals) ORDER BY seq"
            )
        ).all()
    return [Asked(f"Q{seq}", words, frozenset((a or "").split()), date.fromisoformat(c)) for seq, words, a, c in rows]


def _settled(ledger: Ledger) -> set[tuple[str, int, int]]:
    """Spans that are in the ledger, or were rejected, and were not taken back."""
    with ledger.reading() as connection:
        rows = connection.execute(
            text(
                "SELECT document, span_start, span_end FROM ledger_forecasts WHERE document IS NOT NULL "
                "AND 'F' || seq NOT IN (SELECT target FROM ledger_withdrawals) "
                "UNION SELECT document, span_start, span_end FROM ledger_rejections "
                "WHERE 'X' || seq NOT IN (SELECT target FROM ledger_withdrawals)"
            )
        ).all()
    return {(document, start, end) for document, start, end in rows}
