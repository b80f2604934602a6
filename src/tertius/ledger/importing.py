"""A sheet of forecasts into the ledger: every bad row named, and nothing taken in where one is bad."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import text

from tertius.casebook.sheets import Fault, Sheet, read_sheet
from tertius.errors import TertiusError, UnknownName
from tertius.ledger.batch import Batch
from tertius.ledger.cells import READERS, Unreadable, answer_of_condition
from tertius.ledger.checks import Breach, QuestionState, breaches
from tertius.ledger.entries import Import
from tertius.ledger.kept_scores import WORTH_KEEPING
from tertius.ledger.names import KnownNames
from tertius.ledger.record import keep_ready
from tertius.ledger.store import Ledger

__all__ = ["COLUMNS", "Imported", "Taking", "Terms", "import_sheet", "take_in"]

_FORECAST = (
    *("holder", "made", "known", "affiliation", "outlet", "school", "p", "percent", "low", "high", "scale"),
    *("quantiles", "words", "document", "start", "end", "condition", "horizon", "source", "note", "ref", "corrects"),
)
_QUESTION = ("question", "closes", "opens", "rule", "actors", "topic", "status_quo", "unit")
_RESOLUTION = ("outcome", "resolved_on", "evidence", "resolved_by", "share", "value")
_OF_CONDITION = ("condition_outcome", "condition_on")

COLUMNS = (*_QUESTION, *_FORECAST, *_RESOLUTION, *_OF_CONDITION)
"""What a sheet may hold; `question`, `made` and a forecast (p, percent, low and high, quantiles or words) it must.

`condition_outcome` and `condition_on` say whether and on which day the condition of a row came true.
"""

_MEANT = {
    "text": "question",
    "by": "closes",
    "deadline": "closes",
    "probability": "p",
    "date": "made",
    "forecaster": "holder",
    "author": "holder",
    "name": "holder",
    "answer": "outcome",
}
"""What a column is called here that people call otherwise."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a sheet.

    Attributes
    ----------
    kept
        Whether anything was written: not in a dry run, and not where a row was bad and none may be left out.
    questions, forecasts, resolutions
        How many were written, or would have been.
    faults
        Every bad row.
    warnings
        Names that may be one holder, and the like; they keep nothing out.
    """

    file: str
    kept: bool
    dry_run: bool
    rows: int
    questions: int
    forecasts: int
    resolutions: int
    faults: tuple[Fault, ...]
    warnings: tuple[str, ...]

    def explain(self) -> str:
        """What happened in a sentence or two."""
        held = f"{self.forecasts:,} forecasts on {self.questions:,} new questions, {self.resolutions:,} resolutions"
        bad = len({f.line for f in self.faults})
        if not self.kept and not self.dry_run:
            return f"Nothing was taken in from {self.file}: {bad:,} of {self.rows:,} rows are bad."
        said = f"{self.file}: {held} {'would be' if self.dry_run else 'were'} taken in."
        return said + (f" {bad:,} rows are bad." if self.dry_run else f" {bad:,} bad rows were left out.") * (bad > 0)

    def to_dict(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms a sheet is taken in: checked only, without its bad rows, a second time."""

    dry_run: bool = False
    skip_bad: bool = False
    again: bool = False


class _Undo(Exception):
    """Ends a transaction of which nothing is to be kept."""


def import_sheet(
    ledger: Ledger,
    path: str | Path,
    *,
    by: str,
    holder: str | None = None,
    dry_run: bool = False,
    skip_bad: bool = False,
    again: bool = False,
) -> Imported:
    """Take in a .csv or .xlsx file, one forecast a row, its question and answer beside it.

    A question is named by its id, or by its text and closing day; what the ledger does not
    have is asked anew. All that is good is kept in one transaction, or nothing.

    Parameters
    ----------
    ledger : Ledger
        Where to.
    path : str or Path
        A file with the columns of `COLUMNS`; days YYYY-MM-DD, shares .07 or 7%.
    by : str
        Who takes it in.
    holder : str or None
        Whose the forecasts are where a row names none.
    dry_run : bool
        Check everything, keep nothing.
    skip_bad : bool
        Keep the good rows of a file that has bad ones.
    again : bool
        Take in a file that was taken in before.

    Raises
    ------
    TertiusError
        When the file cannot be read, lacks a column, has one that is unknown, or was taken in before.
    """
    file = Path(path)
    sheet = read_sheet(file)
    _refuse_header(file, sheet, holder)
    return take_in(ledger, file, sheet, Terms(dry_run, skip_bad, again), by=by, holder=holder)


def take_in(
    ledger: Ledger,
    file: Path,
    sheet: Sheet,
    terms: Terms,
    *,
    by: str,
    holder: str | None = None,
) -> Imported:
    """The same for a sheet that was read, or made from other files; `file` gives it its name."""
    done: Imported | None = None
    try:
        with ledger.writing() as batch:
            _refuse_again(batch, file, sheet, again=terms.again)
            taken = Taking(batch, sheet, by, holder)
            taken.all_rows()
            faults = tuple(sorted((*sheet.faults, *taken.faults), key=lambda f: f.line))
            kept = not terms.dry_run and (terms.skip_bad or not faults)
            done = Imported(
                *(file.name, kept, terms.dry_run, taken.rows, taken.questions, taken.forecasts, taken.resolutions),
                *(faults, tuple(taken.warnings)),
            )
            if not kept:
                raise _Undo
            bad = len({f.line for f in faults})
            batch.add(Import(file=file.name, sha256=sheet.sha256, rows=taken.rows, left_out=bad, by=by))
    except _Undo:
        assert done is not None
    if done.kept and done.forecasts >= WORTH_KEEPING:
        keep_ready(ledger)
    return done


class Taking:
    """One sheet on its way into a batch."""

    def __init__(self, batch: Batch, sheet: Sheet, by: str, holder: str | None) -> None:
        self.faults: list[Fault] = []
        self.warnings: list[str] = []
        self.last_forecast = self.last_question = ""
        self.rows = self.questions = self.forecasts = self.resolutions = 0
        self._batch, self._sheet, self._by, self._holder = batch, sheet, by, holder
        self._caches: list[dict[str, Any]] = [{} for _ in sheet.header]
        self._asked = _questions_by_text(batch)
        self._answers: dict[str, tuple[int, dict[str, Any]]] = {}
        self._states: dict[str, QuestionState] = {}
        self._seen: set[int] = set()
        self._names = _known_names(batch)
        batch.load_questions()

    def all_rows(self) -> None:
        """Every row, then every answer."""
        for line, cells in self._sheet.rows:
            self.rows += 1
            if (said := self._read(line, cells)) is None:
                continue
            key = hash(tuple(cells))
            if key in self._seen:
                self._fault(line, Breach("question", "the row stands above already", said["question"], "drop one"))
                continue
            self._seen.add(key)
            self._take(line, said)
        for question, (line, answer) in self._answers.items():
            if self._good(line, "resolution", answer, self._batch.question(question)):
                self._batch.put("resolution", answer)
                self.resolutions += 1

    def _read(self, line: int, cells: list[str]) -> dict[str, Any] | None:
        """The row's values by column, those left empty left out; None where a cell cannot be read."""
        said: dict[str, Any] = {}
        good = True
        for name, cache, cell in zip(self._sheet.header, self._caches, cells, strict=True):
            if not cell:
                continue
            value = cache.get(cell)
            if value is None:
                plain = cell.strip()
                if not plain:
                    continue
                try:
                    value = READERS[name](plain, name)
                except Unreadable as e:
                    self._fault(line, e.breach)
                    good = False
                    continue
                if len(cache) < 100_000:
                    cache[cell] = value
            said[name] = value
        return said if good else None

    def _take(self, line: int, said: dict[str, Any]) -> None:
        if "percent" in said:
            said["p"] = said.pop("percent")
        if self._holder and "holder" not in said:
            said["holder"] = self._holder
        if missing := [c for c in ("question", "holder", "made") if c not in said]:
            self._fault(line, Breach(missing[0], "the row does not say", "an empty cell", f"fill in {missing[0]}"))
            return
        question = self._question(line, said)
        if question is None:
            return
        body = {c: said[c] for c in said if c in _BODY}
        body["question"] = question
        state = self._state(line, question, said)
        if "condition" in said and state is not None:
            asked = self._question(line, {"question": said["condition"], "closes": state.closes})
            if asked is not None:
                body["condition_question"] = asked
                self._told(line, asked, answer_of_condition(said))
        if not self._good(line, "forecast", body, state):
            return
        if body["holder"] not in self._names:
            if near := self._names.near(body["holder"]):
                self.warnings.append(_one_holder(body["holder"], near))
            self._names.add(body["holder"])
        self.last_forecast, self.last_question = self._batch.put("forecast", body), question
        self.forecasts += 1

    def _question(self, line: int, said: Mapping[str, Any]) -> str | None:
        """The id of the question a row is about, asked if it is new; None where that cannot be told."""
        name: str = said["question"]
        closes: str | None = said.get("closes")
        key = (name.casefold(), closes)
        if found := self._asked.get(key):
            return found
        if self._batch.question(name) is not None:
            return name
        if closes is None:
            hint = "the id of a question in the ledger, or its text and the day it closes"
            self._fault(line, Breach("closes", "a new question needs the day it closes", repr(name), hint))
            return None
        body = {c: said[c] for c in _QUESTION if c in said and c != "question"}
        body = {"text": name, "status_quo": "no", **body}
        if not self._good(line, "question", body, None):
            return None
        self._asked[key] = self._asked[key[0], None] = asked = self._batch.put("question", body)
        self.questions += 1
        return asked

    def _state(self, line: int, question: str, said: Mapping[str, Any]) -> QuestionState | None:
        """How the question stands, with the answer that the sheet itself gives."""
        self._told(line, question, said)
        return self._states.get(question) or self._batch.question(question)

    def _told(self, line: int, question: str, said: Mapping[str, Any]) -> None:
        """Keep the answer that a row gives, unless another row gave another."""
        if "outcome" not in said:
            return
        first = self._answers.get(question)
        if first is None:
            self._answer(line, question, said)
        elif first[1]["outcome"] != said["outcome"]:
            hint = f"line {first[0]} says {first[1]['outcome']}"
            self._fault(line, Breach("outcome", "two answers to one question", said["outcome"], hint))

    def _answer(self, line: int, question: str, said: Mapping[str, Any]) -> None:
        state = self._batch.question(question)
        if state is None:
            return
        answer = {c: said[c] for c in ("outcome", "resolved_on", "evidence", "share", "value") if c in said}
        answer |= {"question": question, "by": said.get("resolved_by", self._by)}
        answer.setdefault("resolved_on", state.closes)
        self._answers[question] = line, answer
        if answer["outcome"] != "void":
            self._states[question] = replace(state, resolved_on=answer["resolved_on"])

    def _good(self, line: int, kind: str, body: Mapping[str, Any], question: QuestionState | None) -> bool:
        good = True
        for breach in breaches(kind, body, question, self._batch.today):
            self._fault(line, breach)
            good = False
        return good

    def _fault(self, line: int, breach: Breach) -> None:
        self.faults.append(Fault(line, breach.column, breach.what, breach.found, breach.hint))


_BODY = set(_FORECAST) - {"percent"}


def _one_holder(name: str, near: str) -> str:
    return f"{name!r} may be {near!r}: if so, tertius ledger alias {name!r} {near!r}"


def _known_names(batch: Batch) -> KnownNames:
    holders = batch.connection.execute(text("SELECT name FROM ledger_holders")).scalars().all()
    aliases = batch.connection.execute(text("SELECT name FROM ledger_aliases")).scalars().all()
    return KnownNames(holders, aliases)


def _questions_by_text(batch: Batch) -> dict[tuple[str, str | None], str]:
    found = batch.connection.execute(
        text(
            "SELECT seq, text, closes FROM ledger_questions WHERE 'Q' || seq NOT IN "
            "(SELECT target FROM ledger_withdrawals) ORDER BY seq DESC"
        )
    )
    asked: dict[tuple[str, str | None], str] = {}
    for seq, words, closes in found:
        folded = " ".join(words.split()).casefold()
        asked.setdefault((folded, closes), f"Q{seq}")
        asked.setdefault((folded, None), f"Q{seq}")
    return asked


def _refuse_header(file: Path, sheet: Sheet, holder: str | None) -> None:
    if {"seq", "kind", "previous", "hash"} <= set(sheet.header):
        raise TertiusError(
            f"{file.name} is an export of entries, not a sheet of forecasts",
            found=", ".join(sheet.header[:6]) + ", …",
            hint="tertius ledger export --sheet writes one that can be taken in",
        )
    for name in sheet.header:
        if name in _MEANT:
            raise TertiusError(f"no column in {file.name} called {name!r}", hint=f"call it {_MEANT[name]!r}")
        if name not in COLUMNS:
            raise UnknownName(f"column in {file.name}", name, COLUMNS)
    wanted = [c for c in ("question", "made", *(() if holder else ("holder",))) if c not in sheet.header]
    if not set(sheet.header) & {"p", "percent", "low", "quantiles", "words"}:
        wanted.append("p")
    if wanted:
        raise TertiusError(
            f"{file.name} lacks a column", found=", ".join(sheet.header), hint=f"add {', '.join(wanted)} to line 1"
        )


def _refuse_again(batch: Batch, file: Path, sheet: Sheet, *, again: bool) -> None:
    before = batch.connection.execute(
        text("SELECT seq FROM ledger_imports WHERE sha256 = :s ORDER BY seq DESC"), {"s": sheet.sha256}
    ).scalars()
    first = before.first()
    if first is not None and not again:
        raise TertiusError(
            f"{file.name} was taken in before", found=f"I{first}", hint="--again takes it in a second time"
        )
