"""What every dataset declares about itself, and the check that holds a file to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import polars as pl

from tertius.errors import DataContractError
from tertius.provenance import Source
from tertius.vault.remote import RemoteFile

__all__ = ["ROW", "Column", "Dataset"]

ROW = "_row"
"""Name of the column in which a reader keeps the row of the file each record came from."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its type, what it means, its unit, and the values it may take.

    `allowed` lists every admissible value; `low` and `high` bound a number, ends included.
    """

    dtype: pl.DataType
    about: str
    unit: str = ""
    allowed: tuple[object, ...] | None = None
    low: float | None = None
    high: float | None = None
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset's declaration. The contract tests hold its `parse` to every field.

    `parse` takes the paths of `files`, in that order, and returns the declared columns
    plus `ROW`, the 1-based row of the (main) file; it renames, types and recodes,
    nothing else. `absent_means` says what a missing row inside the coverage means.
    `lag_days` counts from the last day of the year a row is about to the day the
    producer usually has it out.
    """

    key: str
    about: str
    source: Source
    files: tuple[RemoteFile, ...]
    columns: dict[str, Column]
    grain: tuple[str, ...]
    codes: Literal["cow", "gw", "iso3", "iso2", "name"]
    directed: bool | None
    first_year: int
    last_year: int
    absent_means: Literal["missing", "zero"]
    lag_days: int
    status: Literal["current", "superseded", "withdrawn"]
    parse: Callable[[tuple[Path, ...]], pl.DataFrame]
    caveats: tuple[str, ...] = ()

    def read(self, *paths: Path) -> pl.DataFrame:
        """Parse the files and hold the result to the declaration.

        Returns the declared columns in the declared order.

        Raises
        ------
        DataContractError
            With the file, the row, what was found and a hint, at the first broken rule.
        """
        frame = self.parse(paths)
        file = str(paths[0])
        self._check_columns(frame, file)
        for name, column in self.columns.items():
            self._check_values(frame, name, column, file)
        self._check_grain(frame, file)
        return frame.select(list(self.columns))

    def _check_columns(self, frame: pl.DataFrame, file: str) -> None:
        declared = {name: column.dtype for name, column in self.columns.items()}
        found = {name: dtype for name, dtype in frame.schema.items() if name != ROW}
        if found != declared or ROW not in frame.columns:
            raise DataContractError(
                self.key,
                "columns must be exactly those declared",
                file=file,
                found=str(found),
                hint=f"the producer may have changed the file; compare with {self.source.url}",
            )
        if frame.is_empty():
            raise DataContractError(
                self.key, "a file has at least one row", file=file, found="none", hint="fetch the file again"
            )

    def _check_values(self, frame: pl.DataFrame, name: str, column: Column, file: str) -> None:
        value = pl.col(name)
        if not column.nullable:
            self._refuse(frame, value.is_null(), name, f"{name} is never null", file, "the file may be cut short")
        if column.dtype.is_float():
            self._refuse(frame, value.is_nan(), name, f"{name} is a number or null", file, "map NaN to null in parse()")
        if column.allowed is not None:
            self._refuse(
                frame,
                value.is_not_null() & ~value.is_in(list(column.allowed)),
                name,
                f"{name} is one of {column.allowed}",
                file,
                "a code unknown to this version: see the producer's codebook",
            )
        if column.low is not None:
            self._refuse(frame, value < column.low, name, f"{name} is at least {column.low}", file, "see the codebook")
        if column.high is not None:
            self._refuse(frame, value > column.high, name, f"{name} is at most {column.high}", file, "see the codebook")

    def _check_grain(self, frame: pl.DataFrame, file: str) -> None:
        keys = list(self.grain)
        self._refuse(
            frame,
            pl.struct(keys).is_duplicated(),
            keys,
            f"one row per {self.grain}",
            file,
            "the file repeats a row or mixes two versions",
        )

    def _refuse(
        self, frame: pl.DataFrame, bad: pl.Expr, shown: str | list[str], rule: str, file: str, hint: str
    ) -> None:
        broken = frame.filter(bad)
        if broken.is_empty():
            return
        first = broken.sort(ROW).head(3)
        found = f"{first.select(shown).rows()} ({broken.height} such rows)"
        raise DataContractError(self.key, rule, file=file, row=int(first[ROW][0]), found=found, hint=hint)
