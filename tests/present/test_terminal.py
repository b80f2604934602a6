"""The terminal: nothing breaks when piped, NO_COLOR is obeyed, a gap is no zero."""

from __future__ import annotations

import io
import math
import os
import pty
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius.errors import ImpossibleQuestion
from tertius.present import terminal

PAGE = """
from tertius.present.terminal import *
from rich.text import Text
out = console()
out.print(title("Can the United States pry Russia away from China?", "as of 22 Nov 2026"))
out.print(heading("The triangle, 1946–2024"))
out.print(paragraph("A base rate of 4\\u2009% (1–9\\u2009%), −0.42. " * 12))
out.print(Text("Russia", style="b"), sparkline([1, None, 2, 3]), bar(0.62))
out.print(table(("state", "p"), [("Russia [red]x[/red]", "4\\u2009%")], numeric=(1,)))
out.print(notes(["UN votes end in Sept 2023."] * 10))
"""


def piped(**environment: str) -> bytes:
    env = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}} | environment
    ran = subprocess.run([sys.executable, "-c", PAGE], capture_output=True, env=env, check=True, timeout=60)
    assert ran.stderr == b""
    return ran.stdout


def on_terminal(**environment: str) -> bytes:
    """The page as a process writes it to a terminal 140 columns wide."""
    env = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR"}}
    env |= {"TERM": "xterm-256color", "COLUMNS": "140", "PYTHONIOENCODING": "utf-8", **environment}
    ours, theirs = pty.openpty()
    process = subprocess.Popen([sys.executable, "-c", PAGE], stdout=theirs, env=env)
    os.close(theirs)
    written = b""
    while True:
        try:
            chunk = os.read(ours, 65536)
        except OSError:
            break
        if not chunk:
            break
        written += chunk
    os.close(ours)
    assert process.wait(timeout=60) == 0
    return written


@pytest.fixture(autouse=True)
def _source_on_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))


def test_a_piped_page_is_plain_text_of_100_columns() -> None:
    written = piped(PYTHONIOENCODING="utf-8").decode()
    assert "\x1b" not in written
    assert max(map(len, written.splitlines())) == 100
    assert "THE TRIANGLE, 1946–2024" in written
    assert "Russia [red]x[/red]" in written
    assert "4\u2009%" in written


def test_not_even_forced_colour_reaches_a_pipe() -> None:
    assert b"\x1b" not in piped(PYTHONIOENCODING="utf-8", FORCE_COLOR="1")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_a_narrow_encoding_gets_plain_characters(encoding: str) -> None:
    written = piped(PYTHONIOENCODING=encoding).decode(encoding)
    assert "4 %" in written
    assert "-0.42" in written
    assert "?" not in written.replace("China?", "")


def test_a_terminal_gets_the_hues_within_100_columns() -> None:
    written = on_terminal()
    assert b"\x1b[" in written
    assert "─" * 100 in written.decode()
    assert "─" * 101 not in written.decode()


def test_no_color_leaves_no_escape_code() -> None:
    assert b"\x1b" not in on_terminal(NO_COLOR="1")


def test_a_console_is_made_once_for_a_stream() -> None:
    stream = io.StringIO()
    assert terminal.console(stream) is terminal.console(stream)
    assert terminal.console(stream).width == 100


def test_sparkline_by_hand() -> None:
    assert terminal.sparkline([0, 1, 2, 3, 4, 5, 6, 7]) == "▁▂▃▄▅▆▇█"
    assert terminal.sparkline([1, None, 3, math.nan]) == "▁·█·"
    assert terminal.sparkline([2, 2]) == "▄▄"
    assert terminal.sparkline([None]) == "·"
    assert terminal.sparkline([]) == ""
    assert terminal.sparkline([5, -5], low=0, high=1) == "█▁"


@given(st.lists(st.none() | st.floats(allow_infinity=False, width=32), max_size=60))
def test_a_sparkline_keeps_order_and_shows_every_gap(values: list[float | None]) -> None:
    drawn = terminal.sparkline(values)
    assert len(drawn) == len(values)
    known = [(v, c) for v, c in zip(values, drawn, strict=True) if v is not None and not math.isnan(v)]
    assert drawn.count("·") == len(values) - len(known)
    heights = [c for _, c in sorted(known, key=lambda pair: pair[0])]
    assert heights == sorted(heights)


def test_bar_by_hand() -> None:
    assert terminal.bar(0.5, 4) == "██  "
    assert terminal.bar(0.0, 4) == "    "
    assert terminal.bar(1.0, 4) == "████"
    assert terminal.bar(0.0001, 4) == "▏   "
    assert terminal.bar(None, 12) == "not known   "
    with pytest.raises(ImpossibleQuestion):
        terminal.bar(1.2)


@given(st.floats(0, 1), st.integers(1, 80))
def test_a_bar_is_as_wide_as_asked_and_right_to_an_eighth(p: float, width: int) -> None:
    drawn = terminal.bar(p, width)
    assert len(drawn) == width
    eighths = sum(" ▏▎▍▌▋▊▉█".index(c) for c in drawn)
    assert abs(eighths - p * width * 8) <= (1 if eighths == 1 else 0.5)


def test_a_thin_space_never_breaks() -> None:
    for width in range(12, 60):
        assert all(
            line[:1] != "%" for line in terminal.paragraph("of about 4\u2009% a year " * 9, width=width).splitlines()
        )


def test_paragraphs_keep_their_parting_and_indent() -> None:
    assert terminal.paragraph("one two\n\nthree", width=6, indent=2) == "  one\n  two\n\n  three"


def test_notes_hang_from_their_numbers() -> None:
    assert terminal.notes(["one two", "three"], width=8) == "1  one\n   two\n2  three"
    assert terminal.notes(["x"] * 10).splitlines()[0] == " 1  x"


def test_a_row_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ImpossibleQuestion, match="does not fit"):
        terminal.table(("a", "b"), [("1",)])
