"""Codes and lists of codes: what is not known is refused, never turned into missing data."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tertius.datasets.codes import lists, recoded
from tertius.datasets.declaration import ROW
from tertius.errors import DataContractError

FILE = Path("made-up.csv")


def table(values: list[object], dtype: pl.DataType | None = None) -> pl.DataFrame:
    return pl.DataFrame({"x": pl.Series(values, dtype=dtype)}).with_row_index(ROW, offset=2)


def test_codes_become_what_they_stand_for_and_an_empty_cell_may_be_one():
    out = recoded("d", FILE, table(["?", None]), ("x",), {"?": True, None: False})
    assert out["x"].to_list() == [True, False]


@pytest.mark.parametrize("cell", ["2", None])
def test_an_unknown_code_is_refused(cell: str | None):
    with pytest.raises(DataContractError, match="x is one of") as caught:
        recoded("d", FILE, table(["0", cell], pl.String()), ("x",), {"0": False, "1": True})
    assert caught.value.row == 3


def test_a_list_keeps_its_order_and_loses_its_spaces():
    assert lists("d", FILE, table(["b;  a", None, "c"]), "x", ";")["x"].to_list() == [["b", "a"], None, ["c"]]


@pytest.mark.parametrize("cell", ["a,,b", "a,", ""])
def test_a_gap_in_a_list_is_refused(cell: str):
    with pytest.raises(DataContractError, match="without gaps"):
        lists("d", FILE, table([cell]), "x", ",")


def test_an_unknown_part_of_a_list_is_refused():
    with pytest.raises(DataContractError, match="every part of x is one of a, b"):
        lists("d", FILE, table(["a,b", "a,c"]), "x", ",", allowed=("a", "b"))
