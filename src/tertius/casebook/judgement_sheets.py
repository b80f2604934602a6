"""Judgements as a sheet: out to a CSV file, and in again, all rows or none."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from threading import get_ident

from tertius.casebook.casebook import Casebook
from tertius.casebook.judgement import Judgement
from tertius.casebook.judgement_rows import COLUMNS, read_row
from tertius.casebook.judgements import Kept, add_judgements
from tertius.casebook.sheets import MOST_JUDGEMENTS, read_sheet
from tertius.errors import ImpossibleQuestion, TertiusError, UnknownName
from tertius.states import iso3

__all__ = ["export_judgements", "import_judgements", "keep_given", "refuse_rows"]

_FATE = ("id", "withdrawn_on", "withdrawn_by", "withdrawn_why", "written")
"""Columns of an export that an import does not read: what the casebook that wrote it added."""

_SHOWN = 8
"""How many bad rows an error names; it counts the others."""


def export_judgements(judgements: Iterable[Judgement], path: str | Path) -> int:
    """Write a row a judgement as CSV; what was in the file is replaced once the new one is whole.

    Text that a spreadsheet would run is written with an apostrophe before it; `import_judgements`
    takes it off again.

    Returns
    -------
    int
        Rows written.

    Raises
    ------
    TertiusError
        When the name does not end in .csv, or the file cannot be written.
    """
    file = Path(path)
    if file.suffix.lower() != ".csv":
        raise TertiusError("judgements are written as CSV", found=file.name, hint="a name that ends in .csv")
    columns = (_FATE[0], *COLUMNS, *_FATE[1:])
    rows = [_cells(j) for j in judgements]
    draft = file.with_name(f".{file.name}.{os.getpid()}.{get_ident()}.part")
    try:
        with draft.open("w", encoding="utf-8", newline="") as out:
            written = csv.writer(out, lineterminator="\n")
            written.writerow(columns)
            written.writerows([row.get(name, "") for name in columns] for row in rows)
        draft.replace(file)
    except OSError as e:
        raise TertiusError(f"{file.name} cannot be written", found=str(e.strerror), hint="give another path") from None
    finally:
        draft.unlink(missing_ok=True)
    return len(rows)


def import_judgements(casebook: Casebook, path: str | Path, given: Mapping[str, object] | None = None) -> Kept:
    """Keep every row of a .csv, .tsv or .xlsx file as a judgement, or none where one is bad.

    Parameters
    ----------
    casebook : Casebook
        Where to keep them.
    path : str or Path
        With a header; the columns of `judgement_rows.COLUMNS` in any order.
    given : mapping or None
        What cells that are empty in the file hold: {"who": "A. Analyst"}.

    Returns
    -------
    Kept
        Rows that are in the casebook word for word are counted, and not kept twice. A row that
        the file says was withdrawn is refused: whoever takes it in would make it stand.

    Raises
    ------
    TertiusError
        When the file cannot be read, lacks a column or has an unknown one, or has bad rows:
        each named by its line. Nothing is kept then.
    """
    file = Path(path)
    sheet = read_sheet(file, MOST_JUDGEMENTS)
    for name in sheet.header:
        if name not in (*COLUMNS, *_FATE):
            raise UnknownName(f"column of judgements in {file.name}", name, COLUMNS)
    found: list[Judgement] = []
    bad: list[tuple[int, TertiusError]] = []
    n = 0
    for line, cells in sheet.rows:
        n += 1
        row = dict(zip(sheet.header, cells, strict=True))
        try:
            _refuse_withdrawn(row)
            told = {c: row[c] for c in COLUMNS if row.get(c)}
            found.append(read_row({**{k: v for k, v in (given or {}).items() if v is not None}, **told}))
        except TertiusError as e:
            bad.append((line, e))
    bad += [(f.line, TertiusError(f.what, found=f.found, hint=f.hint)) for f in sheet.faults]
    refuse_rows(file.name, bad, n)
    return add_judgements(casebook, found)


def keep_given(casebook: Casebook, row: Mapping[str, str], path: Path | None = None) -> Kept:
    """Keep the judgement a person typed, made today where no day is said, or those of a sheet.

    With a sheet `row` holds what its empty cells mean.

    Raises
    ------
    ImpossibleQuestion
        A sheet, and a judgement beside it.
    TertiusError
        As `add_judgement` and `import_judgements` do.
    """
    if path is None:
        today = date.today().isoformat()  # noqa: DTZ011 (the writer's own day)
        return add_judgements(casebook, [read_row({"made": today, **row})])
    typed = [row[name] for name in ("a", "b", "c", "about", "value") if name in row]
    if typed:
        raise ImpossibleQuestion(
            "a sheet, or one judgement", found=f"{path.name} and {' '.join(typed)}", hint="the one or the other"
        )
    return import_judgements(casebook, path, row)


def refuse_rows(name: str, bad: Iterable[tuple[int, TertiusError]], n: int) -> None:
    """Raise one error that names every bad row of a file by its line; nothing where none is.

    Raises
    ------
    ImpossibleQuestion
        Any is bad.
    """
    told = [f"line {line}: {e.what}" + f", found {e.found}" * bool(e.found) for line, e in sorted(bad, key=_line)]
    if told:
        more = [f"and {len(told) - _SHOWN} more"] if len(told) > _SHOWN else []
        lines = len({line.partition(":")[0] for line in told})
        raise ImpossibleQuestion(
            f"{name}: {lines} of {n} rows {'is' if lines == 1 else 'are'} bad, so none was taken in",
            found="\n         ".join([*told[:_SHOWN], *more]),
            hint=next((e.hint for _, e in sorted(bad, key=_line) if e.hint), ""),
        )


def _line(fault: tuple[int, TertiusError]) -> int:
    return fault[0]


def _refuse_withdrawn(row: Mapping[str, str]) -> None:
    if row.get("withdrawn_on"):
        raise ImpossibleQuestion(
            "a judgement that was withdrawn does not come in as one that stands",
            found=f"withdrawn_on {row['withdrawn_on']}",
            hint="export without --all, or leave the row out",
        )


def _cells(j: Judgement) -> dict[str, object]:
    gone = j.withdrawn
    row: dict[str, object] = {
        "id": j.id,
        **{corner: iso3(getattr(j, corner)) for corner in ("a", "b", "c")},
        **{name: _harmless(getattr(j, name)) for name in ("about", "who", "why", "source")},
        **{name: getattr(j, name) for name in ("value", "low", "high")},
        "made": j.made.isoformat(),
        "written": j.written,
    }
    if gone is not None:
        row |= {"withdrawn_on": gone.on.isoformat(), "withdrawn_by": _harmless(gone.who)}
        row |= {"withdrawn_why": _harmless(gone.why)}
    return row


def _harmless(text: str) -> str:
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
