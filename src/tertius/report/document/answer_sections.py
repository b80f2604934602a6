"""What the answer is: the box at the head, the numbers offered, and what they are compared with."""

from __future__ import annotations

from tertius.forecasting.reference import ReferenceClass
from tertius.present.names import capital, possessive, the
from tertius.present.numbers import count, day, percent, percent_range, signed
from tertius.report.document.document import Answered, Block, Figure, Paragraph, Section, Table, Text
from tertius.report.document.room import Room
from tertius.report.document.sources import Sources
from tertius.report.lines import data_line, headline, in_words, number_rows, reference_rows, scale_note
from tertius.wedge.answer import Assessment
from tertius.wedge.caveats import TOO_OLD
from tertius.wedge.chart import answer_spec
from tertius.wedge.judged import Judged

__all__ = ["answered", "compared", "judges_line", "moved_line", "numbers", "too_old"]

VOTES = "unga_votes"
STEP = 21
"""Pixels a row of the answer's chart, narrower than on the page."""

MOVED = 4
"""Components named in the sentence that says what moved the judged number, the heaviest first."""


def answered(found: Assessment, sources: Sources) -> Answered:
    """The number, one sentence, and beside it every other number, the base rate and "no change"."""
    q, a = found.question, found.answer
    number = f"{percent(a.probability)} ({percent_range(a.low, a.high)})"
    sentence = (
        f"{capital(a.words)}, {number}: that is how likely it is that within {q.ahead} of {day(q.as_of)} "
        f"{the(q.b.name)} moves from {the(q.c.name)} toward {the(q.a.name)}, as votes in the UN General Assembly "
        "would show it."
    )
    own = found.references[-1]
    beside = [
        (_KINDS[other.kind], Text(f"{percent(other.probability)} ({percent_range(other.low, other.high)})"))
        for other in found.answers
    ]
    beside.append(("no change", Text(percent(0.0))))
    if own.n:
        beside.append((f"{possessive(q.b.name)} own record", Text(_rate(own))))
    return Answered(
        percent(a.probability),
        f"({percent_range(a.low, a.high)})",
        a.words,
        f"{a.scale}, by the {_KINDS[a.kind]}",
        Text(sentence, (*sources.note([VOTES]), scale_note())),
        tuple(beside),
    )


def too_old(found: Assessment) -> Text | None:
    """What is too old for the question, or why it can hardly come true; None where neither holds."""
    said = " ".join(filter(None, (found.out_of_reach, found.warning)))
    if not said:
        return None
    plain = said.removeprefix(TOO_OLD)
    return Text(plain, lead="Too old for the question." if plain != said else "Mind.")


def numbers(found: Assessment, judged: Judged) -> Section:
    """Every number offered side by side, what moved one from the other, and the target."""
    rows = tuple(tuple(Text(cell) for cell in row) for row in number_rows(found))
    said = " ".join(filter(None, (data_line(found), moved_line(judged), judges_line(found))))
    blocks: tuple[Block, ...] = (
        Table(("", "probability", "90\u2009%", "words"), rows, numeric=(1, 2), shares=(0.4, 0.14, 0.18, 0.28)),
        Paragraph(Text(said), "quiet"),
        Paragraph(Text(f"{found.question.target}.", _due(found), lead="What counts."), "quiet"),
    )
    return Section("The numbers", blocks)


def moved_line(judged: Judged) -> str:
    """Which components move the judged number most, and of which nothing is known."""
    heaviest = sorted((m for m in judged.moved if m.counts), key=lambda m: -abs(m.log_odds))[:MOVED]
    if not heaviest:
        return "No component is known well enough to move the judged number."
    parts = ", ".join(f"{_uncapital(m.label)} {signed(m.log_odds)}" for m in heaviest)
    silent = (
        f" Not known, or agreed on too little, and so adding nothing: {', '.join(map(_uncapital, judged.not_known))}."
        if judged.not_known
        else ""
    )
    return f"What moves the judged number most, in log odds: {parts}.{silent}"


def judges_line(found: Assessment) -> str:
    """Whose judgement is in the judged number; empty where nobody's is."""
    w = found.weighed
    people = dict.fromkeys(name for r in w.evidence.ratios for name in r.people)
    models = ("Goal, credibility, constraint and binding are judged by two language models from memory.",)
    held = (f"Evidence is weighed by {', '.join(people)}.",) if people else ()
    return " ".join((*(models if w.own_judgements else ()), *held))


def compared(found: Assessment, room: Room, sources: Sources) -> Section:
    """Every reference class with its rate, "no change" last; the answer drawn where there is room."""
    rows = reference_rows(found)
    cells = [tuple(Text(cell) for cell in row) for row in rows]
    cells[0] = (Text(rows[0][0], sources.note([VOTES])), *cells[0][1:])
    table = Table(
        ("reference class", "rate", "90\u2009%", "moved"),
        tuple(cells),
        numeric=(1, 2, 3),
        shares=(0.56, 0.1, 0.14, 0.2),
    )
    return Section("What it is compared with", (table, *((_drawn(found),) if room.answer_chart else ())))


def _drawn(found: Assessment) -> Figure:
    return Figure(
        "answer",
        {**answer_spec(found), "height": {"step": STEP}},
        f"{in_words(found)}, beside its reference classes",
        f"Probability of the move within {found.question.ahead}, 90\u2009% intervals; no class is preferred",
        Text("Classes overlap."),
        f"{headline(found)}: " + "; ".join(f"{r.name} {percent(r.rate)}" for r in found.references),
        width=400,
    )


_KINDS = {"base_rate": "base rate", "data": "data alone", "judged": "judgement"}


def _due(found: Assessment) -> tuple[str, ...]:
    """The rule by which the answer turns out right or wrong, as a footnote."""
    return (found.question.resolution.replace("`", ""),) if found.question.resolution else ()


def _rate(own: ReferenceClass) -> str:
    return f"{percent(own.rate)} ({count(own.events)} of {count(own.n)})"


def _uncapital(words: str) -> str:
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
