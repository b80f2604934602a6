"""The terminal: one console, headings by weight, sparklines, bars and tables without boxes, 100 columns."""

from __future__ import annotations

import codecs
import math
import os
import sys
import textwrap
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import IO, TYPE_CHECKING

from tertius.errors import ImpossibleQuestion
from tertius.present.numbers import NOT_KNOWN

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

__all__ = ["HUES", "WIDTH", "bar", "console", "heading", "notes", "paragraph", "sparkline", "table", "title"]

WIDTH = 100
"""The widest a page gets."""

HUES: dict[str, str] = {"a": "#4a86bd", "b": "#c8641b", "c": "#a85fa0"}
"""The three powers' hues, at 3:1 or more on black and on white, for a terminal's paper is unknown."""

_LEVELS = "▁▂▃▄▅▆▇█"
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_GAP = "·"

# What to write where the stream's encoding has no such character.
_PLAIN = {
    "\u2009": " ",
    "\u2212": "-",
    "\u2013": "-",
    "·": ".",
    "─": "-",
    "▸": ">",
    "→": ">",
    "⚠": "!",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "…": "...",
    **dict(zip(_LEVELS, "_.-~=+*#", strict=True)),
    **dict(zip(_EIGHTHS[1:], "---=====", strict=True)),
    "█": "#",
}


def console(file: IO[str] | None = None) -> Console:
    """The console of standard output, made once; or one for `file`.

    At most 100 columns wide, and 100 when the stream is no terminal. A stream that is
    no terminal, and any stream where ``NO_COLOR`` is set, gets no escape codes at all.
    A character the stream cannot encode is written as its nearest plain one.
    """
    return _console(sys.stdout if file is None else file, bool(os.environ.get("NO_COLOR")))


@lru_cache(maxsize=4)
def _console(stream: IO[str], colourless: bool) -> Console:
    from rich.console import Console
    from rich.theme import Theme

    _allow_every_character(stream)
    terminal = stream.isatty()
    made = Console(
        file=stream,
        force_terminal=terminal,
        color_system="auto" if terminal and not colourless else None,
        theme=Theme({**HUES, "quiet": "dim", "strong": "bold"}),
        highlight=False,
        markup=False,
        emoji=False,
    )
    made.width = min(made.width, WIDTH) if terminal else WIDTH
    return made


def title(words: str, aside: str = "") -> Text:
    """The question at the head of a page, its date at the right, a rule below."""
    from rich.text import Text

    room = WIDTH - len(words) - len(aside)
    between = " " * room if room >= 2 else "\n"
    return Text.assemble((words, "bold"), (f"{between}{aside}" if aside else "", "dim"), "\n", "─" * WIDTH)


def heading(words: str) -> Text:
    """A section's heading: capitals and weight, no box, so that it stands out in a plain file too."""
    from rich.text import Text

    return Text(words.upper(), style="bold")


def paragraph(words: str, *, width: int = WIDTH, indent: int = 0) -> str:
    """Text wrapped to `width` columns, `indent` spaces before each line; a thin space never breaks."""
    margin = " " * indent
    parts = [" ".join(part.split(" ")).strip() for part in words.split("\n\n")]
    return "\n\n".join(
        textwrap.fill(
            part, width, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False, break_long_words=False
        )
        for part in parts
    )


def notes(entries: Sequence[str], *, width: int = WIDTH) -> str:
    """Numbered notes, each hanging from its number."""
    lead = len(str(len(entries))) + 2
    return "\n".join(
        textwrap.fill(
            entry,
            width,
            initial_indent=f"{number:>{lead - 2}}  ",
            subsequent_indent=" " * lead,
            break_on_hyphens=False,
            break_long_words=False,
        )
        for number, entry in enumerate(entries, start=1)
    )


def sparkline(values: Sequence[float | None], *, low: float | None = None, high: float | None = None) -> str:
    """A line of blocks, one a value; a missing value is a dot, which is not the lowest block.

    Parameters
    ----------
    values : sequence of float or None
        The series in order; None and NaN are gaps.
    low, high : float, optional
        Ends of the scale, to draw several lines on one; the series' own ends otherwise.
        Values beyond them are drawn at the end.

    Returns
    -------
    str
        As many characters as values. A series that never moves is drawn half way up.

    Raises
    ------
    ImpossibleQuestion
        When `low` is not below `high` where both are given.
    """
    if low is not None and high is not None and not low < high:
        raise ImpossibleQuestion("a scale that ends before it begins", found=f"low {low}, high {high}")
    known = [value for value in values if value is not None and math.isfinite(value)]
    bottom = min(known, default=0.0) if low is None else low
    top = max(known, default=0.0) if high is None else high

    def block(value: float | None) -> str:
        if value is None or not math.isfinite(value):
            return _GAP
        if not bottom < top:
            return _LEVELS[3]
        share = min(max((value - bottom) / (top - bottom), 0.0), 1.0)
        return _LEVELS[min(int(share * len(_LEVELS)), len(_LEVELS) - 1)]

    return "".join(block(value) for value in values)


def bar(p: float | None, width: int = 20) -> str:
    """A probability as a bar of `width` columns, to an eighth of a column; None and NaN are "not known".

    Raises
    ------
    ImpossibleQuestion
        When `p` is outside [0, 1].
    """
    if p is None or math.isnan(p):
        return NOT_KNOWN.ljust(width)
    if not 0 <= p <= 1:
        raise ImpossibleQuestion("a bar for something that is not a probability", found=str(p), hint="0 to 1")
    eighths = round(p * width * 8)
    whole, rest = divmod(eighths, 8)
    # A probability above zero shows, however small.
    if p > 0 and eighths == 0:
        rest = 1
    return ("█" * whole + (_EIGHTHS[rest] if rest else "")).ljust(width)


def table(header: Sequence[str], rows: Sequence[Sequence[str]], *, numeric: Sequence[int] = ()) -> Table:
    """A table without boxes: bold heads, columns two spaces apart, those in `numeric` set to the right.

    Raises
    ------
    ImpossibleQuestion
        When a row has not as many cells as the header.
    """
    from rich.table import Table
    from rich.text import Text

    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", show_edge=False)
    for place, name in enumerate(header):
        right = place in numeric
        made.add_column(Text(name), justify="right" if right else "left", no_wrap=right, overflow="fold")
    for row in rows:
        if len(row) != len(header):
            raise ImpossibleQuestion(
                "a row that does not fit its table", found=f"{len(row)} cells under {len(header)} heads", hint=str(row)
            )
        made.add_row(*(Text(cell) for cell in row))
    return made


def _allow_every_character(stream: IO[str]) -> None:
    """Let a stream of a narrow encoding replace what it lacks, where Python would raise."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None and (getattr(stream, "encoding", "") or "").lower().replace("-", "") != "utf8":
        codecs.register_error("tertius-plain", _plainly)
        reconfigure(errors="tertius-plain")


def _plainly(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(_PLAIN.get(character) or _unaccented(character) for character in missing), error.end


def _unaccented(character: str) -> str:
    """The letter below its accents, "?" where that is no plain letter either."""
    letter = unicodedata.normalize("NFD", character)[0]
    return letter if letter.isascii() else "?"
