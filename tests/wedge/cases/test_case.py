"""A case knows its years, its majority, and when its outcome counts."""

from __future__ import annotations

from datetime import date

import pytest

from tertius.wedge.cases.case import era_of, majority


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["a", "a", "b"], ("a", 2)),
        (["a", "b", "c"], (None, 1)),
        (["a", None, None], ("a", 1)),
        (["a", "b", None], (None, 1)),
        (["a", "a", None], ("a", 2)),
        ([None, None, None], (None, 0)),
    ],
)
def test_a_majority_is_more_than_half_of_those_who_spoke(words, found):
    assert majority(words) == found


def test_success_is_a_tie_that_changed_or_never_formed(made):
    words = {"detach": True, "prevent": True, "fail": False, "unresolved": None, None: None}
    assert {w: made(by={"outcome": w}).succeeded for w in words} == words


def test_an_unresolved_case_is_never_resolved(made):
    assert not made(by={"outcome": "unresolved"}).resolved(date(2500, 1, 1))


def test_years_are_a_span_or_one_year(made):
    assert made(first=1969, last=1979).years == "1969–1979"
    assert made(first=1911, last=1911).years == "1911"


def test_eras_end_in_1945_and_1991():
    assert [era_of(y) for y in (1889, 1890, 1945, 1946, 1991, 1992)] == [
        None,
        (1890, 1945),
        (1890, 1945),
        (1946, 1991),
        (1946, 1991),
        (1992, 2026),
    ]
