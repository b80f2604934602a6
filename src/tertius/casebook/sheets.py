"""A CSV file or a workbook as rows of text, each with the line it stands on; what cannot be read is named."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tertius.casebook.workbooks import refuse_bomb, refuse_vast
from tertius.errors import TertiusError
from tertius.vault.regular import read_regular

__all__ = ["MOST_BYTES", "MOST_JUDGEMENTS", "Fault", "Sheet", "read_sheet"]

_DELIMITERS = ",;\t"

MOST_BYTES = 500_000_000
"""Of a sheet of the ledger's: a team's whole record."""

MOST_JUDGEMENTS = 50_000_000
"""Bytes of a sheet of judgements."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a file: on which line, in which column, what, what was found, and what to do."""

    line: int
    column: str
    what: str
    found: str
    hint: str

    def __str__(self) -> str:
        return f"line {self.line}, {self.column}: {self.what}; found {self.found}; {self.hint}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it was written.

    Attributes
    ----------
    header
        Names of the columns, lower case, blanks as underscores.
    rows
        Line (the first data row of a plain file is on line 2) and cells, as many as the header has.
    faults
        Of the file itself: merged cells, formulas, rows longer than the header.
    sha256
        Of the file's bytes.
    """

    header: tuple[str, ...]
    rows: Iterable[tuple[int, list[str]]]
    faults: list[Fault]
    sha256: str


def read_sheet(path: Path, most: int = MOST_BYTES) -> Sheet:
    """Read a .csv, .tsv or .xlsx file of at most `most` bytes; of a workbook the first sheet.

    The faults of a plain file are complete once its rows have been gone through.

    Raises
    ------
    TertiusError
        When the file is not there, is no regular file or too long, is no text in UTF-8, no workbook or one
        that unpacks to more than `workbooks` allows, or has no header.
    """
    try:
        data = read_regular(path, most)
    except OSError as e:
        raise TertiusError(
            f"{path.name} cannot be read", found=e.strerror or str(e), hint="give the path of a file"
        ) from None
    digest = hashlib.sha256(data).hexdigest()
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        return _workbook(path, data, digest)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise TertiusError(
            f"{path.name} is not a text in UTF-8",
            found=f"byte {data[e.start]:#04x} at position {e.start:,}",
            hint='save it as "CSV UTF-8", or as .xlsx',
        ) from None
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = _header(path, next(reader, [""]))
    except csv.Error as e:
        raise TertiusError(f"{path.name} has no header", found=str(e), hint="name the columns on line 1") from None
    faults: list[Fault] = []
    return Sheet(header, _plain(reader, header, faults), faults, digest)


def _plain(reader: Any, header: tuple[str, ...], faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    width = len(header)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as e:
            faults.append(Fault(line, header[0], "the row cannot be read", str(e), "mend its quotation marks"))
            continue
        if len(cells) < width:
            cells += [""] * (width - len(cells))
        elif len(cells) > width:
            over = [c for c in cells[width:] if c.strip()]
            if over:
                what, hint = "more cells than the header has columns", "quote a text that holds the delimiter"
                faults.append(Fault(line, header[-1], what, repr(over[0]), hint))
                continue
            del cells[width:]
        if any(cells):
            yield line, [_unguarded(c) for c in cells]


def _unguarded(cell: str) -> str:
    """A cell without the apostrophe that an export put before what a spreadsheet would run."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in {"=", "+", "-", "@", "\t", "\r"} else cell


def _header(path: Path, cells: Sequence[str]) -> tuple[str, ...]:
    names = tuple("_".join(c.strip().lower().split()) for c in cells)
    while names and not names[-1]:
        names = names[:-1]
    if not names:
        raise TertiusError(f"{path.name} has no header", found="nothing on line 1", hint="name the columns on line 1")
    if len(set(names)) < len(names):
        twice = sorted({n for n in names if names.count(n) > 1})
        raise TertiusError(f"{path.name} names a column twice", found=", ".join(map(repr, twice)), hint="drop one")
    return names


def _workbook(path: Path, data: bytes, digest: str) -> Sheet:
    # A heavy library that only a workbook needs.
    from zipfile import BadZipFile

    from openpyxl import load_workbook

    refuse_bomb(path, data)
    try:
        written = load_workbook(io.BytesIO(data)).worksheets[0]
        computed = load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
    except (BadZipFile, KeyError, ValueError, IndexError, OSError) as e:
        raise TertiusError(
            f"{path.name} is no workbook that can be read", found=f"{type(e).__name__}: {e}", hint="save it as .xlsx"
        ) from None
    refuse_vast(path, int(written.max_row), int(written.max_column))
    rows: list[tuple[int, list[str]]] = []
    names: tuple[str, ...] = ()
    faults: list[Fault] = []
    for cells in written.iter_rows():
        line = int(cells[0].row or 0)
        if line == 1:
            names = _header(path, [_cell_text(c) for c in cells])
            continue
        texts: list[str] = []
        for name, cell in zip(names, cells, strict=False):
            if cell.data_type == "f":
                shown = computed.cell(line, int(cell.column or 1)).value
                faults.append(
                    Fault(line, name, "a formula, not a value", str(cell.value), f"paste its value, last {shown}")
                )
            texts.append(_cell_text(cell))
        if any(texts):
            rows.append((line, texts + [""] * (len(names) - len(texts))))
    if not names:
        raise TertiusError(f"{path.name} has no header", found="an empty sheet", hint="name the columns on line 1")
    for merged in written.merged_cells.ranges:
        place = min(int(merged.min_col), len(names)) - 1
        faults.append(
            Fault(int(merged.min_row), names[place], "merged cells", str(merged.coord), "unmerge, fill each cell")
        )
    return Sheet(names, rows, faults, digest)


def _cell_text(cell: Any) -> str:
    """What a reader of the sheet sees, days as ISO 8601 and percentages with their sign."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        if "%" in str(cell.number_format):
            return f"{round(value * 100, 10):g}%"
        return str(int(value)) if float(value).is_integer() else repr(value)
    return str(value).strip()
