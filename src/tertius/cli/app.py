"""The app, and the one place where what the library refuses becomes three lines and exit status 2."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from datetime import date
from typing import Annotated

import typer

from tertius.errors import ImpossibleQuestion, TertiusError

__all__ = ["AsJson", "AsOf", "app", "day_of", "main", "print_json", "print_lines"]

# Plain markup: help without boxes, an error of usage in four lines, and no Rich to load for either.
app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False, rich_markup_mode=None)

AsJson = Annotated[bool, typer.Option("--json", help="The same as one JSON object on standard output.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="YYYY[-MM[-DD]]", help="Use only what was public on this day.")
]


@app.callback()
def root(
    traceback: Annotated[bool, typer.Option("--traceback", help="Show where an error was raised.")] = False,
) -> None:
    """Can A pry B away from C? Ties between states measured, the triangle read, base rates of realignment."""
    _settings["traceback"] = traceback


_settings = {"traceback": False}


def day_of(text: str | None) -> date | None:
    """A year, month or day as its first day; None stays None, and means today."""
    if text is None:
        return None
    parts = text.split("-")
    try:
        if len(parts) > 3 or not all(p.isdigit() for p in parts) or len(parts[0]) != 4:
            raise ValueError(text)
        year, month, day = (*(int(p) for p in parts), 1, 1)[:3]
        return date(year, month, day)
    except ValueError:
        raise ImpossibleQuestion(
            "a day is written YYYY, YYYY-MM or YYYY-MM-DD", found=repr(text), hint="--as-of 1994-06"
        ) from None


def print_json(record: object) -> None:
    """One object on standard output, in UTF-8, nothing else."""
    _print(json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def print_lines(records: Iterable[object]) -> None:
    """JSON Lines on standard output, in UTF-8: one object a line."""
    for record in records:
        _print(json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n")


def _print(written: str) -> None:
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        sys.stdout.write(written)
        return
    # Not through the text layer: a terminal in another encoding must not garble or refuse the object.
    sys.stdout.flush()
    binary.write(written.encode())
    binary.flush()


def main() -> None:
    """Run the command line; what the library refuses on purpose is said in three lines."""
    # Matrices here are small: a second thread costs more than it brings, most on a busy machine.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        app()
    except TertiusError as e:
        if _settings["traceback"]:
            raise
        sys.stderr.write(f"{e}\n")
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
