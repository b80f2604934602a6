"""Cells into numbers, flags, labels and dates: what passes, what is null, what is refused and where."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius.datasets.cells import dates, flags, labels, numbers
from tertius.datasets.declaration import ROW
from tertius.errors import DataContractError

PATH = Path("made-up.csv")


def table(**columns: list) -> pl.DataFrame:
    return pl.DataFrame(columns).with_row_index(ROW, offset=2)


def test_a_number_is_read_from_text_or_from_a_float():
    frame = numbers("x", PATH, table(a=["1", None, "-3"], b=[1.0, None, -3.0]), {"a": pl.Int8(), "b": pl.Int8()})
    assert frame["a"].to_list() == frame["b"].to_list() == [1, None, -3]


def test_a_code_for_missing_is_null():
    assert numbers("x", PATH, table(a=["-9", "4"]), {"a": pl.Int16()}, missing=(-9,))["a"].to_list() == [None, 4]


@pytest.mark.parametrize("cell", ["many", "1.5", "40000", "", "NaN", "inf", "1,000"])
def test_what_is_no_small_integer_is_refused_with_its_row(cell: str):
    with pytest.raises(DataContractError, match="a is a number of type Int16") as caught:
        numbers("x", PATH, table(a=["1", cell]), {"a": pl.Int16()})
    assert caught.value.row == 3
    assert repr(cell) in caught.value.found


@given(st.lists(st.one_of(st.none(), st.integers(-(2**15), 2**15 - 1)), min_size=1))
def test_every_integer_survives_its_text(values: list[int | None]):
    text = [None if v is None else str(v) for v in values]
    frame = table(a=pl.Series(text, dtype=pl.String))
    assert numbers("x", PATH, frame, {"a": pl.Int16()})["a"].to_list() == values


def test_a_flag_is_one_zero_or_unknown():
    assert flags("x", PATH, table(a=["1", "0", None]), ("a",))["a"].to_list() == [True, False, None]


def test_a_flag_of_two_is_refused():
    with pytest.raises(DataContractError, match="a is 0 or 1") as caught:
        flags("x", PATH, table(a=[0.0, 2.0]), ("a",))
    assert caught.value.row == 3


def test_a_label_becomes_what_it_means():
    meaning = {"yes": 1, "no": -1}
    assert labels("x", PATH, table(a=["no", None, "yes"]), "a", meaning, pl.Int8())["a"].to_list() == [-1, None, 1]


def test_an_unknown_label_is_refused():
    with pytest.raises(DataContractError, match="one of") as caught:
        labels("x", PATH, table(a=["yes", "maybe"]), "a", {"yes": 1}, pl.Int8())
    assert (caught.value.row, "maybe" in caught.value.found) == (3, True)


def test_a_date_is_made_of_three_cells():
    frame = dates("x", PATH, table(y=["1945", None], m=["5", None], d=["8", None]), "day", ("y", "m", "d"))
    assert frame["day"].to_list() == [date(1945, 5, 8), None]
    assert frame.columns == [ROW, "day"]


@pytest.mark.parametrize("cells", [("1945", "2", "30"), ("1945", None, "8"), ("1945", "13", "1")])
def test_a_day_no_calendar_has_is_refused(cells: tuple):
    columns = {name: [cell] for name, cell in zip("ymd", cells, strict=True)}
    with pytest.raises(DataContractError, match="make a date") as caught:
        dates("x", PATH, table(**columns), "day", ("y", "m", "d"))
    assert caught.value.row == 2
