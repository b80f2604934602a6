"""What is refused is said in three lines that no terminal obeys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius.errors import AmbiguousName, DataContractError, ImpossibleQuestion, TertiusError, UnknownName, printable

ESCAPES = ["\x1b[31m", "\x1b]0;pwn\x07", "\x9b5m", "\x07", "\r", "\0", "\u202e", "\u2066", "\u200b", "\ud800", "\x7f"]


@pytest.mark.parametrize("odd", ESCAPES)
def test_a_control_character_is_shown_and_not_obeyed(odd):
    said = printable(f"before{odd}after")
    assert said.startswith("before\ufffd")
    assert said.endswith("after")
    assert said.isprintable()


@pytest.mark.parametrize(
    "plain", ["", "Côte d\u2019Ivoire", "3\u2009%", "a\u00a0b", "日本 \U0001f600", "two\nlines\tand"]
)
def test_what_people_write_stays_as_it_is(plain):
    assert printable(plain) == plain
    assert printable(plain.replace("\n", "\r\n")) == plain


@given(st.text())
def test_cleaning_twice_is_cleaning_once(words):
    once = printable(words)
    assert printable(once) == once
    assert all(c.isprintable() or c.isspace() for c in once)


@pytest.mark.parametrize("odd", ESCAPES)
@pytest.mark.parametrize(
    "refused",
    [
        lambda x: TertiusError(x, found=x, hint=x),
        lambda x: ImpossibleQuestion("what", found=f"W001: {x}"),
        lambda x: UnknownName("case", x, [f"case {x}", x]),
        lambda x: AmbiguousName("case", "case", [x, x]),
        lambda x: DataContractError("cases", "rule", file=f"{x}.csv", row=1, found=x, hint=x),
    ],
)
def test_no_refusal_carries_an_escape(refused, odd):
    error = refused(odd)
    assert all(line.isprintable() for line in str(error).split("\n"))
    assert len(str(error).split("\n")) <= 3
    assert printable(error.found) == error.found
