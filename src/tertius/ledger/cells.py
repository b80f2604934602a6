"""A cell of a sheet, or an option of a command, as a value: days, shares, outcomes, distributions."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tertius.errors import TertiusError, UnknownName
from tertius.ledger.checks import Breach, probability_breach
from tertius.states import find

__all__ = ["READERS", "Unreadable", "actors", "answer_of_condition", "first_day", "last_day", "share"]


class Unreadable(ValueError):
    """A cell that is not what its column wants; the argument is the breach."""

    def __init__(self, breach: Breach) -> None:
        self.breach = breach
        super().__init__(breach.what)

    def error(self) -> TertiusError:
        """The same as an error to raise at a door."""
        return self.breach.error()


def first_day(cell: str, column: str = "made") -> str:
    """A day, or the first of a month or year, as ISO 8601."""
    return _day(cell, column, last=False)


def last_day(cell: str, column: str = "closes") -> str:
    """A day, or the last of a month or year, as ISO 8601."""
    return _day(cell, column, last=True)


def share(cell: str, column: str = "p") -> float:
    """A probability written ".07" or "7%" as a share of 1.

    Raises
    ------
    Unreadable
        With a guess at what was meant: "7" is no share, and ".07%" is one in 1,400.
    """
    if cell.endswith("%"):
        per_cent = _number(cell[:-1], column)
        if 0 < per_cent < 0.1:
            hint = f"for {per_cent:g} of 1 write {per_cent * 100:g}%; for {per_cent:g} in a hundred {per_cent / 100:g}"
            raise Unreadable(Breach(column, "a fraction with a sign of per cent", cell, hint))
        value = round(per_cent / 100, 12)
    else:
        value = _number(cell, column)
    if breach := probability_breach(column, value):
        raise Unreadable(breach)
    return value


def _percent(cell: str, column: str) -> float:
    if cell.endswith("%"):
        return share(cell, column)
    value = _number(cell, column)
    if 0 < value < 1:
        hint = f"if {cell} is a share of 1, name the column p; if it is {cell} per cent, put {value / 100:g} there"
        raise Unreadable(Breach(column, "a share in a column of per cent", cell, hint))
    if not 0 <= value <= 100:
        raise Unreadable(Breach(column, "per cent run from 0 to 100", cell, "7 for 7 in a hundred"))
    return round(value / 100, 12)


def _number(cell: str, column: str) -> float:
    # A comma is a decimal sign where it is the only one: "0,07".
    plain = cell.strip().replace(",", ".") if cell.count(",") == 1 and "." not in cell else cell.strip()
    try:
        value = float(plain)
    except ValueError:
        raise Unreadable(Breach(column, "a number is wanted", repr(cell), "digits, with a point: .07")) from None
    if value != value or value in {float("inf"), float("-inf")}:
        raise Unreadable(Breach(column, "a number is wanted", repr(cell), "leave the cell empty where none is known"))
    return value


def _position(cell: str, column: str) -> int:
    if not (cell.isascii() and cell.isdigit()):
        raise Unreadable(Breach(column, "a position is a whole number", repr(cell), "characters from the start"))
    return int(cell)


def _day(cell: str, column: str, *, last: bool) -> str:
    parts = cell.strip().split("-")
    if len(parts) <= 3 and re.fullmatch(r"\d{4}(-\d{1,2}){0,2}", cell.strip(), re.ASCII):
        year, month = int(parts[0]), int(parts[1]) if len(parts) > 1 else 12 if last else 1
        try:
            day = int(parts[2]) if len(parts) > 2 else calendar.monthrange(year, month)[1] if last else 1
            return date(year, month, day).isoformat()
        except (ValueError, calendar.IllegalMonthError):
            pass
    raise Unreadable(Breach(column, "a day is written YYYY-MM-DD", repr(cell), "2027-12-31; a month is 2027-12"))


_OUTCOMES = {"yes": "yes", "true": "yes", "1": "yes", "no": "no", "false": "no", "0": "no"} | {
    "void": "void",
    "annulled": "void",
    "partly": "partly",
}


def _outcome(cell: str, column: str) -> str:
    found = _OUTCOMES.get(cell.strip().lower())
    if found is None:
        hint = "void where it cannot be told; leave the cell empty while it is open"
        raise Unreadable(Breach(column, "an outcome is yes, no, void or partly", repr(cell), hint))
    return found


def _status_quo(cell: str, column: str) -> str:
    found = _outcome(cell, column)
    if found not in {"yes", "no"}:
        raise Unreadable(Breach(column, "no change means yes or no", repr(cell), "the answer if nothing changes"))
    return found


def _quantiles(cell: str, column: str) -> list[list[float]]:
    try:
        pairs = (pair.split(":") for pair in re.split(r"[;,]", cell) if pair.strip())
        return [[float(share), float(value)] for share, value in pairs]
    except ValueError:
        hint = ".05:1.2; .5:2; .95:3.5"
        raise Unreadable(Breach(column, "a distribution is share:value, …", repr(cell), hint)) from None


def _words(cell: str, _column: str) -> str:
    return " ".join(cell.split())


def _as_written(cell: str, _column: str) -> str:
    return cell


def actors(cell: str, column: str = "actors") -> list[str]:
    """States named by code or name, as ISO 3166 alpha-3: "USA-RUS", "United States, Russia"."""
    apart = r"[\s,;-]+" if re.fullmatch(r"[A-Za-z]{3}([\s,;-]+[A-Za-z]{3})*", cell.strip()) else r"[,;]"
    try:
        return [find(name.strip()).iso3 for name in re.split(apart, cell) if name.strip()]
    except UnknownName as e:
        raise Unreadable(Breach(column, "a state is wanted", e.name, e.hint)) from None


READERS: dict[str, Callable[[str, str], Any]] = {
    **dict.fromkeys(("made", "opens"), first_day),
    **dict.fromkeys(("known", "closes", "resolved_on", "condition_on"), last_day),
    **dict.fromkeys(("p", "low", "high", "share"), share),
    **dict.fromkeys(("start", "end"), _position),
    **dict.fromkeys(("holder", "affiliation", "outlet", "school", "question", "topic", "resolved_by"), _words),
    **dict.fromkeys(("scale", "document", "horizon", "source", "ref", "unit", "condition", "corrects"), _words),
    **dict.fromkeys(("words", "note", "rule", "evidence"), _as_written),
    "percent": _percent,
    "outcome": _outcome,
    "condition_outcome": _outcome,
    "status_quo": _status_quo,
    "quantiles": _quantiles,
    "actors": actors,
    "value": _number,
}
"""How a cell of each column is read."""


def answer_of_condition(row: Mapping[str, Any]) -> dict[str, Any]:
    """What a row says of its condition, as it would say it of its question."""
    names = {"condition_outcome": "outcome", "condition_on": "resolved_on"}
    told = {name: row[column] for column, name in names.items() if column in row}
    return told | {c: row[c] for c in ("evidence", "resolved_by") if told and c in row}
