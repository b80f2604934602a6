"""How much a workbook unpacks to, told before it is opened: a few kilobytes can stand for more than a machine holds."""

from __future__ import annotations

import io
import re
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from tertius.errors import TertiusError

__all__ = ["MOST_CELLS", "MOST_UNPACKED", "refuse_bomb", "refuse_vast"]

MOST_UNPACKED = 200_000_000
"""Bytes of all parts of a workbook together, unpacked."""

MOST_CELLS = 2_000_000
"""Cells of a workbook, of its merged ranges, and of the rectangle that its first sheet spans."""

_CELL = re.compile(rb"<(?:[^\s<>/:]{1,99}:)?c[\s/>]")
_MERGED = re.compile(rb"<(?:[^\s<>/:]{1,99}:)?mergeCell\s[^>]*")
_RANGE = re.compile(rb"""\sref\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?["']""")


def refuse_bomb(path: Path, data: bytes) -> None:
    """Refuse a workbook that unpacks to more than `MOST_UNPACKED` bytes or to more than `MOST_CELLS` cells.

    Nothing is unpacked before its size is known: a part longer than its directory says is cut
    there and fails its checksum.

    Raises
    ------
    TertiusError
        It is too large, declares a document type, or is no archive that can be read.
    """
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
            if size > MOST_UNPACKED:
                raise _vast(path, f"{len(data):,} bytes that unpack to {size:,}")
            cells = merged = 0
            for part in archive.infolist():
                # Without its null bytes a part in UTF-16 reads as the same in ASCII.
                xml = archive.read(part).replace(b"\0", b"")
                if b"<!DOCTYPE" in xml:
                    raise TertiusError(
                        f"{path.name} is no workbook that can be read",
                        found=f"a document type in {part.filename[:80]!r}, which a workbook never has",
                        hint="save it as .xlsx",
                    )
                cells += sum(1 for _ in _CELL.finditer(xml))
                merged += sum(_area(each.group()) for each in _MERGED.finditer(xml))
    except (BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as e:
        raise TertiusError(
            f"{path.name} is no workbook that can be read", found=f"{type(e).__name__}: {e}", hint="save it as .xlsx"
        ) from None
    if cells > MOST_CELLS:
        raise _vast(path, f"{cells:,} cells")
    if merged > MOST_CELLS:
        raise _vast(path, "merged cells over half the sheet")


def refuse_vast(path: Path, rows: int, columns: int) -> None:
    """Refuse a sheet whose cells stand so far apart that going through it would not end.

    Raises
    ------
    TertiusError
        The rectangle from the first cell to the last holds more than `MOST_CELLS`.
    """
    if rows * columns > MOST_CELLS:
        raise _vast(path, f"{rows:,} rows of {columns:,} columns, however many are empty")


def _vast(path: Path, found: str) -> TertiusError:
    return TertiusError(
        f"{path.name} is too large a workbook",
        found=found,
        hint=f"delete what is empty, or save it as CSV; at most {MOST_CELLS:,} cells are read",
    )


def _area(tag: bytes) -> int:
    """Cells of a merged range; more than are read where its ends are not plain."""
    ends = _RANGE.search(tag)
    if ends is None:
        return MOST_CELLS + 1
    left, top, right, bottom = ends.groups()
    wide = _column(right or left) - _column(left) + 1
    return max(wide, 0) * max(int(bottom or top) - int(top) + 1, 0)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
