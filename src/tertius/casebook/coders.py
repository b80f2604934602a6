"""Two coders' agreement on each component, beyond what their habits give: it informs and decides nothing."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from tertius.casebook.casebook import Casebook, casebook_to_read
from tertius.casebook.judgement import COMPONENT_KEYS, SCALE, Judgement, standing
from tertius.casebook.judgement_rows import number_in, triad
from tertius.casebook.judgement_sheets import refuse_rows
from tertius.casebook.judgements import all_judgements
from tertius.casebook.sheets import MOST_JUDGEMENTS, Sheet, read_sheet
from tertius.errors import ImpossibleQuestion, TertiusError, UnknownName
from tertius.measures.agreement import BAR, kappa_interval, weighted_kappa
from tertius.provenance import asked_on

__all__ = ["LEAST", "Agreement", "agreement", "agreement_asked", "agreement_of_files", "agreement_on"]

_BAR = f"{BAR:g}".lstrip("0")

LEAST = 10
"""Questions that both must have judged before kappa says whether the bar is reached."""

Codings = Mapping[tuple[str, str], float]
"""A coder's values by component and question."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two coders agree on one component.

    Attributes
    ----------
    component
        Its key.
    first, second
        The coders.
    n
        Questions that both judged.
    kappa, low, high
        Cohen's kappa with linear weights and its 90 % interval, -1 to 1; None where they
        cannot be told.
    """

    component: str
    first: str
    second: str
    n: int
    kappa: float | None
    low: float | None
    high: float | None

    @property
    def reached(self) -> bool:
        """Whether there are at least `LEAST` questions, and kappa is at the bar."""
        return self.n >= LEAST and self.kappa is not None and self.kappa >= BAR

    @property
    def verdict(self) -> str:
        """Where it stands against the bar, in words."""
        if self.reached:
            return f"reaches the bar of {_BAR}"
        if self.n < LEAST:
            return f"below the bar of {_BAR}: {self.n} in common, {LEAST} are needed"
        if self.kappa is None:
            return f"below the bar of {_BAR}: both gave one same value throughout"
        return f"below the bar of {_BAR}"

    def to_dict(self) -> dict[str, Any]:
        """As plain values."""
        return {**asdict(self), "bar": BAR, "reached": self.reached, "verdict": self.verdict}


def agreement(casebook: Casebook, *, as_of: date | None = None) -> tuple[Agreement, ...]:
    """Every two persons' agreement on each component, over the triads that both had judged by a day.

    Parameters
    ----------
    casebook : Casebook
        Where judgements are kept.
    as_of : date or None
        Judgements that stood on this day; None is today.

    Returns
    -------
    tuple of Agreement
        By component in the order of `COMPONENT_KEYS`, the two with most in common first.

    Raises
    ------
    ImpossibleQuestion
        A day to come.
    """
    coders: dict[str, tuple[str, dict[tuple[str, str], float]]] = {}
    for j in standing(all_judgements(casebook), asked_on(as_of)):
        if j.kind == "component":
            _, codings = coders.setdefault(j.author, (j.who, {}))
            codings[j.subject, _question(j)] = j.value
    found = [
        a
        for (one, first), (two, second) in combinations(coders.values(), 2)
        for a in agreement_on(one, first, two, second)
    ]
    return tuple(sorted(found, key=lambda a: (COMPONENT_KEYS.index(a.component), -a.n, a.first, a.second)))


def agreement_of_files(first: str | Path, second: str | Path) -> tuple[Agreement, ...]:
    """Agreement of two files of codings, one coder each.

    Parameters
    ----------
    first, second : str or Path
        .csv, .tsv or .xlsx. Questions by a column `case`, else by `a`, `b`, `c`. Values in a
        column `value` beside `about` (a component's key), or in a column of the component's
        name; empty is "did not judge". Other columns are left alone, so an export of
        judgements will do.

    Raises
    ------
    TertiusError
        When a file cannot be read, holds several coders, or has bad rows: each is named.
    ImpossibleQuestion
        When the two have no component and question in common.
    """
    (one, mine), (two, theirs) = (_codings(Path(p)) for p in (first, second))
    if one == two:
        one, two = Path(first).name, Path(second).name
    found = agreement_on(one, mine, two, theirs)
    if not found:
        raise ImpossibleQuestion(
            "the two files judge nothing in common",
            found=f"{len(mine)} and {len(theirs)} values",
            hint="the same cases, under the same ids, in both",
        )
    return found


def agreement_asked(files: Sequence[str | Path] = (), *, as_of: date | None = None) -> tuple[Agreement, ...]:
    """Agreement of two files where two are named, else of the persons in the casebook.

    Raises
    ------
    ImpossibleQuestion
        One file, more than two, or files and a day.
    """
    if not files:
        return agreement(casebook_to_read(), as_of=as_of)
    if len(files) != 2 or as_of is not None:
        raise ImpossibleQuestion(
            "agreement is that of two files, or of the casebook on a day",
            found=f"{len(files)} files{f' as of {as_of.isoformat()}' if as_of else ''}",
            hint="one file a coder, or none",
        )
    return agreement_of_files(*files)


def agreement_on(one: str, first: Codings, two: str, second: Codings) -> tuple[Agreement, ...]:
    """Agreement of two coders on every component of which they share a question."""
    shared = sorted(first.keys() & second.keys())
    found: list[Agreement] = []
    for key in COMPONENT_KEYS:
        asked = [q for q in shared if q[0] == key]
        if asked:
            values = [first[q] for q in asked], [second[q] for q in asked]
            kappa = weighted_kappa(*values, categories=SCALE)
            low, high = kappa_interval(*values, categories=SCALE)
            found.append(Agreement(key, one, two, len(asked), _known(kappa), _known(low), _known(high)))
    return tuple(found)


def _known(number: float) -> float | None:
    return None if math.isnan(number) else number


def _question(j: Judgement) -> str:
    return f"{j.a} {j.b} {j.c}"


def _codings(file: Path) -> tuple[str, dict[tuple[str, str], float]]:
    sheet = read_sheet(file, MOST_JUDGEMENTS)
    _check_columns(file, sheet)
    found: dict[tuple[str, str], float] = {}
    names: dict[str, str] = {}
    bad: list[tuple[int, TertiusError]] = []
    n = 0
    for line, cells in sheet.rows:
        n += 1
        row = {name: cell.strip() for name, cell in zip(sheet.header, cells, strict=True)}
        try:
            for key, value in _values(row):
                place = (key, _asked(row))
                if place in found:
                    raise ImpossibleQuestion("one question is judged twice", found=f"{key} of {place[1]}")
                found[place] = value
            if row.get("who"):
                names.setdefault(row["who"].casefold(), row["who"])
        except TertiusError as e:
            bad.append((line, e))
    refuse_rows(file.name, bad, n)
    if len(names) > 1:
        raise ImpossibleQuestion(
            f"{file.name} holds several coders", found=", ".join(names.values()), hint="one file a coder"
        )
    return next(iter(names.values()), file.stem), found


def _check_columns(file: Path, sheet: Sheet) -> None:
    asked = "case" in sheet.header or {"a", "b", "c"} <= set(sheet.header)
    if not asked or not ({"about", "value"} <= set(sheet.header) or set(COMPONENT_KEYS) & set(sheet.header)):
        raise TertiusError(
            f"{file.name} holds no codings",
            found=f"columns {', '.join(sheet.header)}",
            hint="case (or a, b, c), and about and value, or columns named goal, credibility, …",
        )


def _values(row: Mapping[str, str]) -> list[tuple[str, float]]:
    if "about" in row:
        kind, colon, rest = row["about"].partition(":")
        if colon and kind != "component":
            return []
        key = rest if colon else kind
        if key not in COMPONENT_KEYS:
            raise UnknownName("component", key, COMPONENT_KEYS)
        cells = {key: row.get("value", "")}
    else:
        cells = {key: row[key] for key in COMPONENT_KEYS if key in row}
    read = {key: number_in(key, cell) for key, cell in cells.items()}
    for key, value in read.items():
        if value is not None and value not in SCALE:
            raise ImpossibleQuestion(
                "the value of a component is -2 to 2 in steps of .5", found=f"{key} {value:g}", hint="-1, 0.5"
            )
    return [(key, value) for key, value in read.items() if value is not None]


def _asked(row: Mapping[str, str]) -> str:
    if row.get("case"):
        return row["case"]
    return " ".join(map(str, triad([row.get(corner) for corner in "abc"])))
