"""From what a cell says to what it means: numbers, flags, labels, dates. Each refusal names its row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from tertius.datasets.declaration import ROW
from tertius.errors import DataContractError

__all__ = ["dates", "flags", "labels", "numbers", "refuse"]


def numbers(
    dataset: str,
    path: Path,
    frame: pl.DataFrame,
    types: Mapping[str, pl.DataType],
    *,
    missing: Sequence[float] = (),
) -> pl.DataFrame:
    """The named columns as numbers; an empty cell and the codes in `missing` are null.

    A text that is no number, a fraction where an integer is declared, and a number too
    large for its type are refused with their row. Other columns stay as they are.
    """
    for name, dtype in types.items():
        read = pl.col(name).cast(pl.Float64, strict=False)
        kept = pl.when(~read.is_in([float(code) for code in missing])).then(read)
        typed = kept.cast(dtype, strict=False)
        bad = pl.col(name).is_not_null() & (read.is_null() | (kept.is_not_null() & typed.is_null()))
        if dtype.is_integer():
            bad = bad | (kept != kept.floor())
        refuse(dataset, path, frame, bad, name, f"{name} is a number of type {dtype}")
        frame = frame.with_columns(typed.alias(name))
    return frame


def flags(dataset: str, path: Path, frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """The named columns as true (1) and false (0); an empty cell is null, anything else is refused."""
    frame = numbers(dataset, path, frame, {name: pl.Int8() for name in names})
    for name in names:
        refuse(dataset, path, frame, ~pl.col(name).is_in([0, 1]), name, f"{name} is 0 or 1")
    return frame.with_columns(pl.col(*names).cast(pl.Boolean))


def labels(
    dataset: str, path: Path, frame: pl.DataFrame, name: str, meaning: Mapping[str, int], dtype: pl.DataType
) -> pl.DataFrame:
    """The column `name` with every label replaced by what it means; an unknown label is refused."""
    known = pl.col(name).is_in(list(meaning))
    refuse(dataset, path, frame, ~known, name, f"{name} is one of {tuple(meaning)}")
    return frame.with_columns(pl.col(name).replace_strict(meaning, default=None, return_dtype=dtype))


def dates(dataset: str, path: Path, frame: pl.DataFrame, name: str, parts: tuple[str, str, str]) -> pl.DataFrame:
    """A date column `name` from the columns of its year, month and day, which are dropped.

    All three empty is null; some of them empty, or a day that no calendar has, is refused.
    """
    frame = numbers(dataset, path, frame, {part: pl.Int16() for part in parts})
    text = pl.concat_str([pl.col(part).cast(pl.String) for part in parts], separator="-")
    day = text.str.to_date("%Y-%m-%d", strict=False)
    none = pl.all_horizontal(pl.col(part).is_null() for part in parts)
    refuse(dataset, path, frame, day.is_null() & ~none, list(parts), f"{parts} make a date")
    return frame.with_columns(day.alias(name)).drop(parts)


def refuse(dataset: str, path: Path, frame: pl.DataFrame, bad: pl.Expr, shown: str | list[str], rule: str) -> None:
    """Raise with the first rows for which `bad` holds; a null in `bad` counts as no."""
    broken = frame.filter(bad)
    if broken.is_empty():
        return
    found = f"{broken.head(3).select(shown).rows()} ({broken.height} such rows)"
    raise DataContractError(
        dataset,
        rule,
        file=str(path),
        row=int(broken[ROW][0]),
        found=found,
        hint="the file is damaged, cut short, or of a version that codes this differently",
    )
