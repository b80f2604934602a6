"""Cells that hold a code of the producer's, or several in one: each into what it stands for, or refused."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from tertius.datasets.cells import refuse

__all__ = ["lists", "recoded"]


def recoded(
    dataset: str, path: Path, frame: pl.DataFrame, columns: tuple[str, ...], codes: Mapping[str | None, object]
) -> pl.DataFrame:
    """The named columns with each code replaced by what it stands for; None is the empty cell.

    Raises
    ------
    DataContractError
        At a cell that is none of the codes.
    """
    known = list(codes)
    for name in columns:
        wrong = ~pl.col(name).is_in(known, nulls_equal=True)
        refuse(dataset, path, frame, wrong, name, f"{name} is one of {tuple(known)}")
        frame = frame.with_columns(pl.col(name).replace_strict(dict(codes)))
    return frame


def lists(
    dataset: str, path: Path, frame: pl.DataFrame, column: str, separator: str, *, allowed: tuple[str, ...] = ()
) -> pl.DataFrame:
    """The column as a list of its parts, in the producer's order, without the spaces around them.

    An empty cell is null. With `allowed`, every part is one of these.

    Raises
    ------
    DataContractError
        At an empty part (two separators in a row), or one that is not allowed.
    """
    parts = pl.col(column).str.split(separator).list.eval(pl.element().str.strip_chars())
    frame = frame.with_columns(parts)
    wrong = pl.col(column).list.contains("")
    refuse(dataset, path, frame, wrong, column, f"{column} is a list without gaps")
    if allowed:
        wrong = pl.col(column).list.set_difference(list(allowed)).list.len() > 0
        refuse(dataset, path, frame, wrong, column, f"every part of {column} is one of {_shown(allowed)}")
    return frame


def _shown(allowed: tuple[str, ...]) -> str:
    return ", ".join(allowed) if len(allowed) <= 12 else f"{allowed[0]} ... {allowed[-1]}"
