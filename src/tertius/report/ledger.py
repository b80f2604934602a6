"""The ledger on a page of the terminal: its questions, track records, what a sheet brought, and a review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tertius.errors import TertiusError
from tertius.ledger.entries import Entry
from tertius.ledger.importing import Imported
from tertius.ledger.listing import QuestionLine
from tertius.ledger.resolving import Ruling
from tertius.ledger.review import KEYS, Proposal, Review
from tertius.ledger.track_records import Scores, TrackRecord
from tertius.ledger.verification import Verification
from tertius.present.numbers import count, decimal, percent, percent_range
from tertius.present.terminal import console, heading, paragraph, table

if TYPE_CHECKING:
    from rich.console import Console

__all__ = [
    "print_history",
    "print_import",
    "print_questions",
    "print_rulings",
    "print_scores",
    "print_verification",
    "walk",
]

_MOST = 40
"""Rows of a track record that are printed; --json has all."""


def print_scores(found: Scores, *, to: Console | None = None) -> None:
    """Track records with their baselines, the calibration of all, and what is left out."""
    out = to or console()
    out.print(heading(f"Track records by {found.by}"))
    out.print(
        paragraph(
            "Most of these forecasters gave no number: their words were read on a survey's scale. The public record is "
            "a convenience sample in which bold and famous mistakes are easier to find; it ranks nobody."
        )
    )
    shown = [r for r in found.records if r.resolved][:_MOST]
    head = (found.by, "forecasts", "due", "questions", "Brier", "shrunk", "base rate", "no change", "crowd")
    out.print(table(head, [_score_row(r) for r in shown], numeric=tuple(range(1, len(head)))))
    waiting = len(found.records) - len([r for r in found.records if r.resolved])
    rest = len(found.records) - waiting - len(shown)
    if rest > 0:
        out.print(paragraph(f"{count(rest)} more have a record: --json has all."))
    if waiting:
        out.print(paragraph(f"{count(waiting)} more have forecasts, none of them due."))
    out.print(
        paragraph(
            "Brier scores: 0 is perfect, always saying 50 % gives .25. The last three columns are what "
            "the base rate of the day, the status quo and the other holders would have scored."
        )
    )
    out.print()
    if found.numbers:
        out.print(heading("Forecasts of a number"))
        rows = [
            (n.holder, count(n.resolved), n.unit, decimal(n.crps, 3), decimal(n.median_error, 3)) for n in found.numbers
        ]
        out.print(table(("holder", "due", "unit", "CRPS", "median off by"), rows[:_MOST], numeric=(1, 3, 4)))
        out.print()
    out.print(paragraph(found.explain()))


def _score_row(r: TrackRecord) -> tuple[str, ...]:
    scores = (r.brier, r.shrunk, r.baseline_brier, r.no_change_brier, r.crowd_brier)
    return (r.name or "not named", count(r.n), count(r.resolved), count(r.questions), *(decimal(s, 3) for s in scores))


def print_questions(found: Sequence[QuestionLine], *, to: Console | None = None) -> None:
    """A line a question."""
    out = to or console()
    if not found:
        out.print(paragraph("None in your ledger. The public record: tertius ledger scores --record public."))
        return
    rows = [
        (q.id, q.text, q.closes.isoformat(), q.outcome or q.status, count(q.forecasts), percent(q.last)) for q in found
    ]
    out.print(table(("", "question", "closes", "state", "forecasts", "last"), rows, numeric=(4, 5)))


def print_history(found: Sequence[Mapping[str, Any]], *, to: Console | None = None) -> None:
    """An entry after the other, each field on a line."""
    out = to or console()
    for entry in found:
        out.print(heading(f"{entry['id']} {entry['kind']}"))
        for field, value in entry.items():
            if field not in {"id", "kind"}:
                out.print(paragraph(f"{field}: {value}"))
        out.print()


def print_import(found: Imported, *, to: Console | None = None) -> None:
    """What a sheet brought, after every bad row."""
    out = to or console()
    for fault in found.faults:
        out.print(paragraph(str(fault)))
    for warning in found.warnings:
        out.print(paragraph(warning))
    out.print(paragraph(found.explain()))


def print_rulings(found: Sequence[tuple[Ruling, Entry | None]], *, to: Console | None = None) -> None:
    """What each rule said, with its figures, and the answer it became."""
    out = to or console()
    if not found:
        out.print(paragraph("No open question has a rule over the atlas."))
    for ruling, entry in found:
        became = f"{entry.id}, {'yes' if ruling.outcome else 'no'}" if entry else "open"
        out.print(paragraph(f"{ruling.question} {became}: {ruling.text}."))


def print_verification(found: Verification, *, to: Console | None = None) -> None:
    """What a check of the chain found."""
    (to or console()).print(paragraph(found.explain()))


def walk(review: Review, keys: Iterable[str], *, to: Console | None = None) -> None:
    """Ask for every proposal; a key that stands for nothing, or a refusal, is said and asked again."""
    out = to or console()
    now = review.current
    if now is None:
        out.print(paragraph("No forecast of the casebook waits for a decision."))
        return
    out.print(paragraph("; ".join(f"{key} {what}" for key, what in KEYS.items()) + "."))
    _print_proposal(review, now, out)
    for key in keys:
        try:
            out.print(paragraph(review.press(key)))
        except TertiusError as e:
            out.print(str(e))
        now = review.current
        if now is None:
            return
        _print_proposal(review, now, out)


def _print_proposal(review: Review, now: Proposal, out: Console) -> None:
    place, of = review.place
    out.print()
    out.print(heading(f"{place} of {of}: {now.holder}, {now.outlet or now.source}, {now.made.isoformat()}"))
    out.print(paragraph(f"\u201c{now.words}\u201d"))
    out.print(paragraph(_meaning(now)))
    for key, match in zip(("a", "2", "3"), now.matches, strict=False):
        question = match.question
        out.print(
            paragraph(
                f"{key}  {question.id} {question.text} (closes {question.closes.isoformat()}, "
                f"similarity {decimal(match.similarity)})",
                indent=2,
            )
        )


def _meaning(now: Proposal) -> str:
    said = f"{now.phrase}: " + (percent_range(now.low, now.high) if now.low is not None else "no range on this scale")
    until = f"closes {now.closes.isoformat()}" if now.closes else "no closing day in its words"
    return f"{now.event}. {said} ({now.scale}). {f'If {now.condition}. ' if now.condition else ''}{until}."
