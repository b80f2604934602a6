"""Whether a forecast in an article is about a question in the ledger: states, words, and time."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tertius.ledger.names import fold
from tertius.states import code_of

__all__ = ["ENOUGH", "Asked", "Match", "closing_day", "matches", "similarity"]

ENOUGH = 0.45
"""A question less similar than this is not proposed."""

_NEAR = 400
"""Days between two closing days that still mean the same horizon."""

_EMPTY = frozenset(
    re.findall(
        r"\w+",
        """a an and any are as at be become becomes been before being between both but by can could do does ever for
        from get gets has have having if in into is it its last least less more most much no not of off on or other out
        over same so some such than that the their them then there these they this to too under until up very was were
        what when which while who will with would year years""",
    )
)


@dataclass(frozen=True, slots=True)
class Asked:
    """An open question, as far as matching needs it."""

    id: str
    text: str
    actors: frozenset[str]
    closes: date


@dataclass(frozen=True, slots=True)
class Match:
    """A question that a forecast may be about, and how similar they are, 0 to 1."""

    question: Asked
    similarity: float


def similarity(event: str, pair: Iterable[str] | None, closes: date | None, question: Asked) -> float:
    """How much an event, between two states, by a day, has in common with a question.

    Returns
    -------
    float
        0 where both name states and these differ; else the share of common words (Dice's
        coefficient of stems, names of states left to `pair`), an eighth more where both
        close within 400 days, an eighth less where they do not.
    """
    states = frozenset(pair or ())
    if states and question.actors and not states & question.actors:
        return 0.0
    if len(states) == 2 and len(question.actors) == 2 and states != question.actors:
        return 0.0
    said, asked = _stems(event), _stems(question.text)
    if not said or not asked:
        return 0.0
    common = 2 * len(said & asked) / (len(said) + len(asked))
    if closes is not None:
        common *= 1.125 if abs((closes - question.closes).days) <= _NEAR else 0.875
    return min(1.0, common)


def matches(
    event: str, pair: Iterable[str] | None, closes: date | None, questions: Sequence[Asked], *, most: int = 3
) -> tuple[Match, ...]:
    """The questions most similar to an event, best first; none below `ENOUGH`."""
    found = (Match(q, similarity(event, pair, closes, q)) for q in questions)
    return tuple(sorted((m for m in found if m.similarity >= ENOUGH), key=lambda m: -m.similarity)[:most])


_NUMBER = r"(\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|few|couple)"
_SPAN = re.compile(
    rf"\b(?:a\s+(?=few|couple))?{_NUMBER}\b(?:\s+of)?(?:\s+to\s+(\w+))?(?:\s+\w+)?\s+(day|week|month|year|decade)s?\b"
)


def closing_day(horizon: str | None, made: date) -> date | None:
    """The last day that a horizon's words allow: "by 2028", "within two years"; None where they give none."""
    if not horizon:
        return None
    words = horizon.lower()
    months = {m.lower(): i for i, m in enumerate(calendar.month_name) if m}
    if found := re.search(r"\b(\d{4})-(\d\d)-(\d\d)\b", words):
        return _valid(*(int(g) for g in found.groups()))
    names = "|".join(months)
    if found := re.search(rf"\b(?:(\d{{1,2}})\s+)?({names})\s+(?:(\d{{1,2}}),\s+)?((?:19|20|21)\d\d)\b", words):
        day, year = found.group(1) or found.group(3), int(found.group(4))
        return _valid(year, months[found.group(2)], int(day) if day else None)
    if years := re.findall(r"\b(?:19|20|21)\d\d\b", words):
        year = int(years[-1])
        before = re.search(rf"\bbefore\s+(?:the\s+(?:start|beginning)\s+of\s+)?{year}\b", words)
        return date(year - 1 if before else year, 12, 31)
    if found := _SPAN.search(words):
        return _later(made, _count(found.group(2) or found.group(1)), found.group(3))
    if re.search(r"\bthis year\b|\bend of the year\b|\byear'?s end\b", words):
        return date(made.year, 12, 31)
    if found := re.search(r"\b(?:next|coming) (week|month|year|decade)\b", words):
        return date(made.year + 1, 12, 31) if found.group(1) == "year" else _later(made, 1, found.group(1))
    return None


def _stems(words: str) -> frozenset[str]:
    """Content words without their endings; a word that names a state is left to the pair."""
    return frozenset(
        re.sub(r"(?:ing|ed|es|s|ment|ments|tion|tions|ly)$", "", w) if len(w) > 5 else w.rstrip("s")
        for w in fold(words).split()
        if w not in _EMPTY and len(w) > 1 and code_of(w) is None
    )


_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10} | {
    "couple": 2,
    "few": 3,
}


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS.get(word, 1)


def _later(made: date, n: int, unit: str) -> date:
    if unit in {"day", "week"}:
        return made + timedelta(days=n * (7 if unit == "week" else 1))
    months = made.year * 12 + made.month - 1 + n * {"month": 1, "year": 12, "decade": 120}[unit]
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(made.day, calendar.monthrange(year, month)[1]))


def _valid(year: int, month: int, day: int | None) -> date | None:
    try:
        return date(year, month, day or calendar.monthrange(year, month)[1])
    except ValueError:
        return None
