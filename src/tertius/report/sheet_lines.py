"""The words of the forecast sheet: what terminal and page say in the same way."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tertius.errors import TertiusError, UnknownName
from tertius.present.numbers import day, decimal, dollars, percent_range
from tertius.reading.document import Part
from tertius.reading.figures import disagreements
from tertius.reading.record import AUTHOR, UNNAMED, Event, Figure, Forecast, Kind, Reading, Statement
from tertius.states import find

__all__ = [
    "Side",
    "Standing",
    "about",
    "as_csv",
    "between",
    "by_whom",
    "contradicting",
    "counts",
    "did",
    "implied",
    "measured",
    "moving",
    "state",
    "terms",
    "write_csv",
]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One figure of a contradiction, with the reading it stands in."""

    reading: Reading
    figure: Figure


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """Figures that say different things about one measure: never averaged."""

    measures: str
    states: tuple[str, ...]
    period: str | None
    sides: tuple[Side, ...]

    @property
    def title(self) -> str:
        """What they are about: "trade, Russia and China, 2023"."""
        return ", ".join(filter(None, (self.measures, " and ".join(map(state, self.states)), self.period)))


def about(found: Reading) -> str:
    """Outlet, author and day of an article, as far as they are known."""
    d = found.document
    return ", ".join(filter(None, (d.publisher, d.author, day(d.published) if d.published else "day not known")))


def counts(found: Reading) -> str:
    """How much of each kind was found."""
    kinds: tuple[tuple[Kind, str], ...] = (
        ("forecasts", "forecast"),
        ("statements", "statement"),
        ("figures", "figure"),
        ("events", "event"),
    )
    numbers = ((len(getattr(found, kind)), word) for kind, word in kinds)
    return ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in numbers)


def by_whom(item: Statement | Forecast) -> str:
    """The speaker; the article's own voice is "the author", that of a comment "a reader", nobody's "unnamed"."""
    if item.speaker == UNNAMED:
        return "unnamed"
    if item.speaker != AUTHOR:
        return item.speaker
    return "a reader" if item.part == Part.COMMENT else "the author"


def implied(f: Forecast) -> str:
    """The range its words imply: "10–25 %", or that the scale does not hold them."""
    return "not on scale" if f.low is None or f.high is None else percent_range(f.low, f.high)


def between(f: Forecast) -> str:
    """The two states it is about: "Russia, China"; empty where it names no pair."""
    return ", ".join(map(state, f.pair)) if f.pair else ""


def moving(f: Forecast) -> str:
    """Which way they would move: "apart"; empty where neither way."""
    return "" if f.move == "other" else f.move


def terms(f: Forecast, said: str) -> str:
    """Under which condition and by when, in the article's words, where `said` does not hold them already."""
    return "; ".join(t for t in (f.condition, f.horizon) if t and t not in said)


def measured(f: Figure) -> str:
    """A figure in base units: "US$245 bn", "4.2 %", "1,200 km"."""
    if f.value is None:
        return "not a number"
    if f.unit == "USD":
        return dollars(f.value / 1e6)
    unit = {"percent": "%", "%": "%", "count": "", "": ""}.get(f.unit, f.unit)
    number = decimal(f.value, 0 if f.value == int(f.value) else 2)
    return f"{number}\u2009{unit}".strip()


def did(e: Event) -> str:
    """Who did what to whom: "Russia, THREATEN, Ukraine"."""
    return f"{state(e.source)} → {state(e.target)}"


def state(code: str) -> str:
    """A state's name as a newspaper writes it; what is no state stays as it is written."""
    if code == "EUR-UNION":
        return "European Union"
    try:
        return find(code).name
    except UnknownName:
        return code


def contradicting(readings: Sequence[Reading]) -> tuple[Standing, ...]:
    """Figures of one or several articles that differ about the same thing, side by side."""
    sides = [Side(r, f) for r in readings for f in r.figures]
    return tuple(
        Standing(d.measures, d.states, d.period, tuple(sides[i] for i in d.places))
        for d in disagreements([side.figure for side in sides])
    )


def as_csv(readings: Iterable[Reading], kind: Kind = "forecasts") -> str:
    """The items of one kind of several readings as CSV, UTF-8, a row each.

    Text that a spreadsheet would take for a formula gets an apostrophe in front, for the text
    is a stranger's.
    """
    import polars as pl

    frames = [r.to_frame(kind) for r in readings]
    table = pl.concat(frames) if frames else pl.DataFrame()
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n")
    write.writerow(table.columns)
    for row in table.iter_rows():
        write.writerow(["'" + cell if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for cell in row])
    return out.getvalue()


def write_csv(readings: Iterable[Reading], path: Path) -> Path:
    """Write the forecasts of several readings as CSV.

    Raises
    ------
    TertiusError
        Where the file cannot be written.
    """
    try:
        # Spreadsheets take a file without this mark for one of another encoding.
        path.write_text(as_csv(readings), encoding="utf-8-sig", newline="")
    except OSError as e:
        raise TertiusError(
            f"cannot write {path}", found=e.strerror or str(e), hint="name a file in a folder that exists"
        ) from None
    return path
