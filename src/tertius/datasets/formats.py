"""The file formats producers use, each read whole, with the row every record came from.

R and Stata files need the `build` extra; it is asked for only when such a file is read.
"""

from __future__ import annotations

import io
import warnings
from importlib import import_module
from pathlib import Path
from typing import Any

import polars as pl

from tertius.datasets.declaration import ROW
from tertius.datasets.r_frames import r_frame, r_names, r_objects
from tertius.errors import DataContractError, TertiusError

__all__ = ["read_csv", "read_r", "read_stata", "read_workbook"]


def read_csv(
    dataset: str, path: Path, columns: tuple[str, ...], *, encoding: str = "utf-8", skip: int = 0, separator: str = ","
) -> pl.DataFrame:
    """Every cell of a delimited text file as text; an empty cell is null.

    `columns` must all be there, in any order; others are kept. `ROW` is the line of the file.
    """
    try:
        text = path.read_bytes().decode(encoding)
    except UnicodeDecodeError as e:
        raise DataContractError(
            dataset,
            f"the file is {encoding} text",
            file=str(path),
            row=path.read_bytes()[: e.start].count(b"\n") + 1,
            found=f"byte {e.object[e.start]:#04x} at offset {e.start}",
            hint="the file was saved again in another encoding, or is not this file",
        ) from None
    except OSError as e:
        raise _unreadable(dataset, path, e) from None
    text = text.removeprefix("\ufeff")
    body = text.split("\n", skip)[skip] if text.count("\n") > skip else ""
    if not body.strip() or body.lstrip()[:1] == "<":
        raise DataContractError(
            dataset,
            "a table with a header line",
            file=str(path),
            found=repr(body[:60]),
            hint="a web page was saved in place of the file: fetch it again",
        )
    try:
        frame = pl.read_csv(io.BytesIO(body.encode()), separator=separator, infer_schema=False)
    except (pl.exceptions.PolarsError, ValueError) as e:
        raise _unreadable(dataset, path, e) from None
    _require(dataset, path, columns, frame.columns)
    return frame.with_row_index(ROW, offset=skip + 2)


def read_r(dataset: str, path: Path, columns: tuple[str, ...], *, table: str | None = None) -> pl.DataFrame:
    """A data frame saved by R: `table` names it inside an `.rda`; an `.rds` holds only one.

    Integers and factors come as Int64 and text, numbers as Float64, logicals as Boolean,
    NA as null; a date is the number of days since 1970-01-01. `ROW` is the row of the data frame.
    """
    _needs("rdata")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            objects = r_objects(path.read_bytes())
            names = r_names(objects[table or ""]) if (table or "") in objects else []
    except Exception as e:  # noqa: BLE001 (the parser meets hostile bytes with whatever error comes first)
        raise _unreadable(dataset, path, e) from None
    if (table or "") not in objects:
        raise DataContractError(
            dataset,
            f"an object called {table}" if table else "one object without a name, as in an .rds",
            file=str(path),
            found=str(sorted(objects)),
            hint="another file of the same producer, or another version of this one",
        )
    _require(dataset, path, columns, names)
    try:
        frame = r_frame(objects[table or ""], columns)
    except Exception as e:  # noqa: BLE001 (as above)
        raise _unreadable(dataset, path, e) from None
    return frame.with_row_index(ROW, offset=1)


def read_stata(dataset: str, path: Path, columns: tuple[str, ...]) -> pl.DataFrame:
    """A Stata `.dta` file."""
    pandas = _needs("pandas")
    try:
        whole = pandas.read_stata(path, convert_categoricals=False)
    except Exception as e:  # noqa: BLE001 (as above)
        raise _unreadable(dataset, path, e) from None
    return _from_pandas(dataset, path, columns, whole)


def read_workbook(dataset: str, path: Path, columns: tuple[str, ...], *, sheet: str) -> pl.DataFrame:
    """One sheet of an `.xlsx` workbook whose first row is the header; every cell as text."""
    _needs("fastexcel")
    try:
        frame = pl.read_excel(path, sheet_name=sheet, engine="calamine", infer_schema_length=0)
    except Exception as e:  # noqa: BLE001 (as above)
        raise _unreadable(dataset, path, e) from None
    _require(dataset, path, columns, frame.columns)
    return frame.with_row_index(ROW, offset=2)


def _from_pandas(dataset: str, path: Path, columns: tuple[str, ...], whole: Any) -> pl.DataFrame:
    _require(dataset, path, columns, [str(c) for c in whole.columns])
    part = whole[list(columns)]
    series = [_series(name, part[name]) for name in columns]
    return pl.DataFrame(series).with_row_index(ROW, offset=1)


def _series(name: str, values: Any) -> pl.Series:
    """Numbers as Int64 or Float64 with null for NA; everything else as text."""
    if values.dtype.kind == "f":
        return pl.Series(name, values.to_numpy(), dtype=pl.Float64).fill_nan(None)
    if values.dtype.kind in "iu":
        return pl.Series(name, values.to_numpy(dtype="float64", na_value=float("nan"))).fill_nan(None).cast(pl.Int64)
    text = [None if v is None or v != v else str(v) for v in values.astype(object).where(values.notna(), None)]
    return pl.Series(name, text, dtype=pl.String)


def _require(dataset: str, path: Path, columns: tuple[str, ...], found: list[str]) -> None:
    missing = [c for c in columns if c not in found]
    if missing:
        raise DataContractError(
            dataset,
            f"columns {missing} must be there",
            file=str(path),
            row=1,
            found=str(found),
            hint="another version of the file, or another file",
        )


def _unreadable(dataset: str, path: Path, e: Exception) -> DataContractError:
    said = (str(e).splitlines() or [""])[0][:120]
    return DataContractError(
        dataset,
        "a whole, readable file",
        file=str(path),
        found=f"{type(e).__name__}: {said}",
        hint="the file is cut short or damaged: fetch it again",
    )


def _needs(module: str) -> Any:
    try:
        return import_module(module)
    except ImportError:
        raise TertiusError(
            f"reading this file needs the package {module}",
            hint="in the checkout: pip install -e '.[build]'",
        ) from None
