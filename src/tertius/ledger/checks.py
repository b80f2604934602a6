"""What an entry must satisfy before it is written: each breach with its column, what was found, and what to do.

The same rules hold for one record typed by hand and for a million rows of a sheet, so they
work on plain bodies, in which a day is an ISO 8601 text and compares as one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tertius.errors import TertiusError

__all__ = ["Breach", "QuestionState", "breaches", "probability_breach", "refuse"]


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that a value breaks."""

    column: str
    what: str
    found: str
    hint: str

    def error(self) -> TertiusError:
        """The same as an error to raise."""
        return TertiusError(f"{self.column}: {self.what}", found=self.found, hint=self.hint)


@dataclass(frozen=True, slots=True)
class QuestionState:
    """What the rules need to know of a question: its days, whether it asks for a number, how it stands."""

    opens: str | None
    closes: str
    unit: str | None
    resolved_on: str | None = None
    withdrawn: bool = False


def breaches(kind: str, body: Mapping[str, Any], question: QuestionState | None, today: str) -> Iterator[Breach]:
    """Every rule that a body breaks; `question` is the one it names, None where the ledger has none."""
    yield from _RULES[kind](body, question, today)


def refuse(kind: str, body: Mapping[str, Any], question: QuestionState | None, today: str) -> None:
    """Raise the first breach of a body, if it has one.

    Raises
    ------
    TertiusError
        With the column, what was found and what to do.
    """
    for breach in _RULES[kind](body, question, today):
        raise breach.error()


def probability_breach(column: str, p: object) -> Breach | None:
    """Why `p` is no probability, with a guess at what was meant; None where it is one."""
    if isinstance(p, bool) or not isinstance(p, int | float) or p != p:
        return Breach(column, "a probability is a number", repr(p), "a share of 1: .07, or with its sign: 7%")
    if 0 <= p <= 1:
        return None
    if 1 < p <= 100:
        hint = f"a share of 1 is wanted: if {p:g} is per cent, write {p / 100:g} or {p:g}%"
    else:
        hint = "a share of 1, from 0 to 1"
    return Breach(column, "a probability lies between 0 and 1", f"{p:g}", hint)


def _forecast(body: Mapping[str, Any], question: QuestionState | None, today: str) -> Iterator[Breach]:
    if question is None:
        yield _no_question(body)
        return
    made: str = body["made"]
    if not body["holder"].strip():
        yield Breach("holder", "a forecast has a holder", "nothing", "a person, an outlet or a model")
    yield from _shares(body)
    if body.get("quantiles"):
        yield from _quantiles(body["quantiles"], question)
    elif question.unit and ("p" in body or "low" in body):
        yield Breach("p", "the question asks for a number", f"a probability; unit {question.unit}", "give quantiles")
    if not (body.keys() & {"p", "low", "quantiles"} or body.get("words", "").strip()):
        yield Breach("p", "a forecast says something", "no number, no range, no words", "--p .07, or the words")
    if made > today:
        yield Breach("made", "a forecast is made before it is written down", made, f"today is {today}")
    if made > question.closes:
        yield Breach("made", "made after its question closed", made, f"the question closed on {question.closes}")
    elif question.resolved_on and made > question.resolved_on:
        hint = f"the question was resolved on {question.resolved_on}; if that was wrong, resolve it again"
        yield Breach("made", "made after its question was resolved", made, hint)
    if question.opens and made < question.opens:
        yield Breach("made", "made before its question opened", made, f"the question opened on {question.opens}")
    if "known" in body and body["known"] < made:
        yield Breach("known", "known before it was made", body["known"], f"it was made on {made}")
    if question.withdrawn:
        yield Breach("question", "the question was withdrawn", body["question"], "ask it again: tertius ledger ask")
    if "start" in body or "end" in body:
        yield from _span(body)


def _shares(body: Mapping[str, Any]) -> Iterator[Breach]:
    for column in ("p", "low", "high"):
        if column in body and (breach := probability_breach(column, body[column])):
            yield breach
            return
    if ("low" in body) != ("high" in body):
        missing = "high" if "low" in body else "low"
        yield Breach(missing, "a range has two ends", "one", "give low and high")
    elif "low" in body and body["low"] > body["high"]:
        yield Breach("low", "a range runs upwards", f"{body['low']:g} to {body['high']:g}", "swap low and high")
    elif "low" in body and "p" in body and not body["low"] <= body["p"] <= body["high"]:
        found = f"{body['p']:g}, range {body['low']:g} to {body['high']:g}"
        yield Breach("p", "the number lies outside its range", found, "one of the three is mistyped")


def _quantiles(quantiles: list[list[float]], question: QuestionState) -> Iterator[Breach]:
    if not question.unit:
        hint = "give a probability, or ask for a number: --unit"
        yield Breach("quantiles", "the question is answered yes or no", f"{len(quantiles)} quantiles", hint)
    if len(quantiles) < 2:
        yield Breach("quantiles", "a distribution has two quantiles or more", str(quantiles), ".05:1, .5:2, .95:4")
    for (share, value), (share_after, value_after) in pairwise(quantiles):
        if not (0 < share < share_after < 1 and value <= value_after):
            found = f"{share:g}: {value:g}, {share_after:g}: {value_after:g}"
            yield Breach("quantiles", "shares rise between 0 and 1, and values with them", found, ".05:1, .5:2, .95:4")
            return


def _span(body: Mapping[str, Any]) -> Iterator[Breach]:
    start, end = body.get("start"), body.get("end")
    if start is None or end is None or "document" not in body or not 0 <= start < end:
        found = f"document {body.get('document')}, start {start}, end {end}"
        yield Breach("start", "a span is a document, a start and an end after it", found, "give all three, or none")


def _question(body: Mapping[str, Any], _question: QuestionState | None, _today: str) -> Iterator[Breach]:
    if not body["text"].strip():
        yield Breach("question", "a question has a text", "nothing", "an event that a stranger could tell has happened")
    if "opens" in body and body["opens"] > body["closes"]:
        found = f"opens {body['opens']}, closes {body['closes']}"
        yield Breach("opens", "a question opens before it closes", found, "swap them, or mend the one mistyped")


def _resolution(body: Mapping[str, Any], question: QuestionState | None, today: str) -> Iterator[Breach]:
    if question is None:
        yield _no_question(body)
        return
    outcome, on = body["outcome"], body["resolved_on"]
    if outcome not in {"yes", "no", "void", "partly"}:
        yield Breach("outcome", "an outcome is yes, no, void or partly", repr(outcome), "void where it cannot be told")
    if on > today:
        yield Breach("resolved_on", "the world has not answered yet", on, f"today is {today}")
    if question.opens and on < question.opens:
        yield Breach("resolved_on", "resolved before it was asked", on, f"it opened on {question.opens}")
    if (outcome == "partly") != ("share" in body):
        found = f"{outcome}, share {body.get('share')}"
        yield Breach("share", "partly has a share, the others have none", found, "--outcome partly --share .5")
    elif "share" in body and (breach := probability_breach("share", body["share"])):
        yield breach
    if question.unit and outcome != "void" and "value" not in body:
        yield Breach("value", "the question asks for a number", "none", f"--value, in {question.unit}")
    if question.withdrawn:
        yield Breach("question", "the question was withdrawn", body["question"], "ask it again: tertius ledger ask")


def _said(*columns: str) -> Callable[[Mapping[str, Any], QuestionState | None, str], Iterator[Breach]]:
    def rule(body: Mapping[str, Any], _question: QuestionState | None, _today: str) -> Iterator[Breach]:
        for column in columns:
            if not str(body[column]).strip():
                yield Breach(column, "nothing was said", repr(body[column]), "say it in a few words")

    return rule


def _no_question(body: Mapping[str, Any]) -> Breach:
    return Breach("question", "no such question in the ledger", repr(body["question"]), "tertius ledger list")


_RULES = {
    "forecast": _forecast,
    "question": _question,
    "resolution": _resolution,
    "withdrawal": _said("target", "because", "by"),
    "alias": _said("name", "holder"),
    "rejection": _said("document"),
    "import": _said("file"),
}
