"""Days as they are typed, objects as they are printed, refusals as they are read."""

from __future__ import annotations

import io
import json
import sys
from datetime import date

import pytest

from tertius.cli.app import day_of, print_json
from tertius.errors import ImpossibleQuestion


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (None, None),
        ("1994", date(1994, 1, 1)),
        ("1994-06", date(1994, 6, 1)),
        ("1994-6", date(1994, 6, 1)),
        ("1994-06-30", date(1994, 6, 30)),
    ],
)
def test_a_year_or_month_is_its_first_day(typed, meant):
    assert day_of(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["", "94", "soon", "1994-13", "1994-02-30", "1994-06-01-02", "-1994", "1994/06", "19940601", "１９９４a", "0000"],
)
def test_anything_else_is_no_day(typed):
    with pytest.raises(ImpossibleQuestion, match="YYYY-MM") as refused:
        day_of(typed)
    assert repr(typed) in refused.value.found


class Narrow(io.TextIOWrapper):
    """Standard output of a machine that knows ASCII only."""


def test_an_object_is_utf8_whatever_the_terminal_is(monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", Narrow(raw, encoding="ascii"))
    print_json({"state": "São Tomé", "share": "3\u2009%"})
    assert json.loads(raw.getvalue().decode("utf-8")) == {"state": "São Tomé", "share": "3\u2009%"}


def test_an_object_goes_to_a_stream_without_bytes_too(monkeypatch):
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    print_json([1])
    assert json.loads(out.getvalue()) == [1]


def test_what_is_not_a_number_is_never_printed():
    with pytest.raises(ValueError, match="Out of range"):
        print_json({"value": float("nan")})


REFUSED = [
    (("assess", "USA", "USA", "CHN"), "three corners"),
    (("assess", "USA", "RUS", "CHN", "--as-of", "soon"), "YYYY-MM"),
    (("assess", "USA", "RUS", "CHN", "--horizon", "11"), "1 to 10"),
    (("assess", "USA", "RUS", "CHN", "--horizon", "x"), "horizon"),
    (("assess", "USA", "Rusia", "CHN"), "did you mean 'Russia'"),
    (("assess", "USA", "RUS"), "Missing argument"),
    (("ties", "USA", "USA"), "no tie with itself"),
    (("triangle", "USA", "UKR", "RUS", "--as-of", "1960"), "Ukraine"),
    (("states", "Ruritania"), "Ruritania"),
    (("data", "pull", "nonsense"), "nonsense"),
    (("nonsense",), "nonsense"),
    (("ties", "RUS", "CHN", "--jsn"), "--jsn"),
]


@pytest.mark.parametrize(("words", "said"), REFUSED, ids=lambda v: "-".join(v) if isinstance(v, tuple) else "")
def test_a_refusal_is_four_lines_on_standard_error_and_status_2(tertius, words, said):
    status, out, err = tertius(*words)
    assert status == 2
    assert out == ""
    assert said in err
    assert 1 <= len(err.splitlines()) <= 4
    assert "Traceback" not in err


def test_a_traceback_is_there_for_who_asks(tertius):
    from tertius.errors import TertiusError

    with pytest.raises(TertiusError):
        tertius("--traceback", "assess", "USA", "USA", "CHN")
    assert tertius("assess", "USA", "USA", "CHN")[0] == 2
