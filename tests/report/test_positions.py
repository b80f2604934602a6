"""Positions on a page: what is on it, how wide, in which order."""

from __future__ import annotations

import io
from datetime import date

import pytest

from tertius.alignment.ideal_points import ideal_points
from tertius.alignment.published import Comparison
from tertius.alignment.split_half import SplitHalf
from tertius.measures.ideal_points import Schedule
from tertius.present.terminal import console
from tertius.report.positions import print_positions, print_split_half

AGAINST = Comparison("April 2020", 10_467, 0.9952, 0.985, 1946, 0.987, 0.98)


@pytest.fixture(scope="module")
def found(tiny_atlas):
    return ideal_points(as_of=date(2026, 11, 22), schedule=Schedule(40, 10, 2, 2, 1), atlas=tiny_atlas)


def page(show, *what) -> str:
    out = io.StringIO()
    show(*what, to=console(out))
    return out.getvalue()


def test_the_self_test_stands_above_the_states(found):
    said = page(print_positions, found, AGAINST)
    assert said.index("Ours against published (April 2020): r = 0.9952") < said.index("THE SESSION OF 1990")
    assert "all contested votes" in said.splitlines()[0]
    assert "22 Nov 2026" in said.splitlines()[0]


def test_states_stand_in_order_of_position_once_each(found):
    said = page(print_positions, found, None)
    newest = found.table.filter(year=1990).sort("mean", descending=True)
    from tertius.states import name

    names = [name(cow) for cow in newest["cow"]]
    lines = [line for line in said.splitlines() if line.startswith(tuple(names))]
    assert [next(n for n in names if line.startswith(n)) for line in lines] == names
    assert "Ours against" not in said


def test_no_line_is_wider_than_a_hundred_columns_and_minus_is_a_minus(found):
    said = page(print_positions, found, AGAINST)
    assert max(map(len, said.splitlines())) <= 100
    assert "\u2212" in said
    assert "\x1b" not in said


def test_caveats_and_sources_are_noted(found):
    said = page(print_positions, found, None)
    assert "One dimension" in said
    assert "Harvard Dataverse" in said


def test_split_half_is_a_paragraph():
    said = page(print_split_half, SplitHalf("2020-01-01", 9000, 0.956, 0.977, 0.81, 0.212, 0.204, 0.85))
    assert "split-half" in said.splitlines()[0]
    assert "0.956 over 9,000" in said
    assert max(map(len, said.splitlines())) <= 100
