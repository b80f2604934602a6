"""A line of a case list, checked word by word: nonsense is named with its row, what was found, and what would do."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from datetime import date
from typing import NoReturn

from tertius.errors import DataContractError, UnknownName, printable
from tertius.states import State, find
from tertius.wedge.cases.case import FIELDS, STATUSES, WORDS, Case, Coding, majority

__all__ = ["LIST", "check_header", "check_together", "read_case"]

LIST = "wedge cases"

_COLUMN = {f: f for f in FIELDS} | {"rift": "antecedent_rift", "regime_change": "target_regime_change"}
"""What the first coder's column of a field is called."""

_PLACES = (("divider", "divider_cow"), ("target", "target_cow"), ("opposing_partner", "partner_cow"))
_SOURCE_STATUS = ("memory", "seen_abstract", "seen_partial", "read")
_CONFIDENCE = ("high", "medium", "low")

_REQUIRED = (
    *("case_id", *(c for pair in _PLACES for c in pair), "year_start", "year_end", "target_status"),
    *(_COLUMN[f] for f in FIELDS),
    *("outcome_year", "un_measurable", "mirror_or_overlap_group", "source", "source_status", "confidence", "notes"),
)
_OPTIONAL = (
    *(f"coder{n}_{_COLUMN[f]}" for f in FIELDS for n in (2, 3)),
    *(f"{f}_{what}" for f in FIELDS for what in ("majority", "agreement")),
)

_FIRST_YEAR = 1816
_LAST_YEAR = 2026
_LATEST_OUTCOME = 5
"""Years after an attempt's end within which its outcome must lie; the codebook's own rule is two."""


class _Row:
    """The cells of one line by column, and how to refuse one."""

    __slots__ = ("at", "cells", "file")

    def __init__(self, header: Sequence[str], line: Sequence[str], file: str, at: int) -> None:
        self.file, self.at = file, at
        self.cells = dict(zip(header, (printable(cell.strip()) for cell in line), strict=False))
        if len(line) != len(header):
            self.refuse(
                "a line does not fit the header",
                f"{len(line)} cells under {len(header)} columns",
                "put a cell that holds a comma between quotation marks",
            )

    def refuse(self, rule: str, found: str, hint: str) -> NoReturn:
        case = f"{self.cells['case_id']}: " if self.cells.get("case_id") else ""
        raise DataContractError(LIST, rule, file=self.file, row=self.at, found=f"{case}{found}", hint=hint)

    def text(self, column: str) -> str:
        """A cell that must not be empty."""
        if not self.cells[column]:
            self.refuse(f"{column} is empty", "nothing", "every case has one; take the line out if it is not known")
        return self.cells[column]

    def word(self, column: str, known: Sequence[str], *, blank: bool = False) -> str | None:
        """A cell that holds one of the words its column knows."""
        written = self.cells.get(column, "")
        if not written and blank:
            return None
        if written not in known:
            near = difflib.get_close_matches(written, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
            self.refuse(f"{column} is no word of the codebook", repr(written), hint)
        return written

    def whole(self, column: str, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        written = self.cells[column]
        if not (written.isascii() and written.isdigit() and len(written) < 10) or not low <= int(written) <= high:
            self.refuse(f"{column} is out of range", repr(written), f"a whole number from {low} to {high}")
        return int(written)


def check_header(header: Sequence[str], file: str) -> None:
    """Refuse a file that lacks a column, has one twice, or one that is not known.

    Raises
    ------
    DataContractError
        With the nearest name where a column looks misspelt.
    """
    missing = [c for c in _REQUIRED if c not in header]
    strange = [c for c in header if c not in (*_REQUIRED, *_OPTIONAL)]
    twice = [c for c in dict.fromkeys(header) if header.count(c) > 1]
    if not missing and not strange and not twice:
        return
    said = (("missing", missing), ("not known", strange), ("twice", twice))
    near = [(c, m[0]) for c in strange if (m := difflib.get_close_matches(c, missing or _OPTIONAL, n=1))]
    raise DataContractError(
        LIST,
        "the columns are not those of the codebook",
        file=file,
        row=1,
        found="; ".join(f"{what}: {', '.join(map(repr, columns[:5]))}" for what, columns in said if columns),
        hint=f"did you mean {near[0][1]!r} for {near[0][0]!r}?" if near else "see docs/methods/wedge_cases.md",
    )


def read_case(header: Sequence[str], line: Sequence[str], file: str, at: int) -> Case:
    """One line as a case.

    Raises
    ------
    DataContractError
        A cell that is nonsense, with its row in the file.
    """
    row = _Row(header, line, file, at)
    row.text("case_id")
    latest = max(_LAST_YEAR, date.today().year)  # noqa: DTZ011 (the reader's own year)
    first = row.whole("year_start", _FIRST_YEAR, latest)
    last = row.whole("year_end", _FIRST_YEAR, latest)
    if first > last:
        row.refuse("years that end before they begin", f"{first} to {last}", "swap year_start and year_end")
    states = tuple(_state(row, name, number, first, last) for name, number in _PLACES)
    if len({s.cow for s, _ in states}) < len(states):
        row.refuse("one state twice", " ".join(n for _, n in states), "divider, target and partner are three states")
    codings = _codings(row)
    return Case(
        id=row.cells["case_id"],
        divider=states[0][0].cow,
        target=states[1][0].cow,
        partner=states[2][0].cow,
        names=(states[0][1], states[1][1], states[2][1]),
        first=first,
        last=last,
        status=row.word("target_status", STATUSES) or "",
        codings=codings,
        by=_majorities(row, codings),
        outcome_year=_outcome_year(row, codings[0], first, last),
        un_measurable=row.word("un_measurable", ("0", "1")) == "1",
        group=row.text("mirror_or_overlap_group"),
        source=row.text("source"),
        source_status=row.word("source_status", _SOURCE_STATUS) or "",
        confidence=row.word("confidence", _CONFIDENCE) or "",
        notes=row.cells["notes"],
    )


def check_together(cases: Sequence[Case], file: str) -> None:
    """Refuse a list without cases, with one id twice, or with one attempt on two lines.

    Raises
    ------
    DataContractError
        With the two lines' ids.
    """
    if not cases:
        raise DataContractError(LIST, "a list without a case", file=file, found="no line", hint="one line a case")
    seen: dict[object, str] = {}
    for c in cases:
        for key in (c.id, (c.divider, c.target, c.partner, c.first)):
            if key in seen:
                raise DataContractError(
                    LIST,
                    "a case stands twice",
                    file=file,
                    found=f"{c.id} ({c.title}) and {seen[key]}",
                    hint="give a second attempt its own id and its own first year",
                )
            seen[key] = c.id


def _state(row: _Row, column: str, number: str, first: int, last: int) -> tuple[State, str]:
    """The state of a number, with the name to show; both columns must mean the same state."""
    written = row.text(column)
    code = row.whole(number, 2, 999)
    try:
        state = find(code)
    except UnknownName as e:
        row.refuse(f"{number} is no COW number", str(code), e.hint)
    if written != state.cow_abb and _meant(written, last) != state.cow:
        row.refuse(f"{column} and {number} are two states", f"{written} and {code}, {state.name}", "mend one of them")
    if not any(state.existed(year) for year in range(first, last + _LATEST_OUTCOME + 1)):
        row.refuse(
            f"{column} is a state that was none then",
            f"{state.name} (COW {code}) in {first}–{last}",
            "take the state that stood in its place",
        )
    return state, state.name if written in {state.cow_abb, state.iso3} else written


def _meant(written: str, on: int) -> int | None:
    try:
        return find(written, on=on).cow
    except UnknownName:
        return None


def _codings(row: _Row) -> tuple[Coding, ...]:
    """The words of one to three coders; the second and third may have left cells blank."""
    found: list[Coding] = []
    for prefix in ("", "coder2_", "coder3_"):
        words = [row.word(f"{prefix}{_COLUMN[f]}", WORDS[f], blank=bool(prefix)) for f in FIELDS]
        coding = Coding(*words)
        if (coding.outcome == "unresolved") != (coding.degree == "unresolved") and None not in words:
            row.refuse(
                f"{prefix}outcome and {prefix}degree contradict each other",
                f"{coding.outcome} and {coding.degree}",
                "a case is unresolved in both or in neither",
            )
        if coding.outcome in {"detach", "prevent"} and coding.degree == "none":
            row.refuse(
                f"{prefix}outcome and {prefix}degree contradict each other",
                f"{coding.outcome} and {coding.degree}",
                "a tie that changed changed in some degree",
            )
        found.append(coding)
    return tuple(found)


def _majorities(row: _Row, codings: tuple[Coding, ...]) -> Coding:
    """The words of the majority, checked against those the file gives."""
    by: list[str | None] = []
    for field in FIELDS:
        words = [c.word(field) for c in codings]
        word, n = majority(words)
        said = ", ".join(w or "blank" for w in words)
        column = f"{field}_majority"
        if column in row.cells and row.cells[column] != (word or ""):
            row.refuse(
                f"{column} is not the word of most coders",
                f"{row.cells[column] or 'blank'!r} of {said}",
                f"it is {word!r}" if word else "the coders have no majority: leave it blank",
            )
        column = f"{field}_agreement"
        if column in row.cells and row.cells[column] != str(n):
            row.refuse(f"{column} is not how many coders share the word", f"{row.cells[column]!r} of {said}", str(n))
        by.append(word)
    return Coding(*by)


def _outcome_year(row: _Row, first_coder: Coding, first: int, last: int) -> int | None:
    written = row.cells["outcome_year"]
    open_still = first_coder.outcome == "unresolved"
    if bool(written) == open_still:
        row.refuse(
            "outcome and outcome_year contradict each other",
            f"{first_coder.outcome}, {written or 'no year'}",
            "an unresolved case has no outcome year, every other has one",
        )
    return None if open_still else row.whole("outcome_year", first, last + _LATEST_OUTCOME)
