"""Progress on standard error for people, for pipes a line now and then of what takes minutes; seconds per step."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager

__all__ = ["articles", "pulling", "sampling", "steps", "tasks"]

BETWEEN_LINES = 30.0
"""Seconds after which a long step is heard of again where standard error is no terminal."""

Step = Callable[[str, int, int], None]
Received = Callable[[int, int], None]


@contextmanager
def steps() -> Generator[Step]:
    """A callback for named steps; on a terminal each step's seconds are printed as it ends."""
    begun = time.monotonic()
    last: list[tuple[str, float]] = []

    def say(name: str, number: int, of: int) -> None:
        now = time.monotonic()
        if sys.stderr.isatty():
            if last:
                sys.stderr.write(f"  {now - last[-1][1]:5.1f} s\n")
            sys.stderr.write(f"{number:>3}/{of} {name:<32}")
            sys.stderr.flush()
        last.append((name, now))

    yield say
    if sys.stderr.isatty() and last:
        now = time.monotonic()
        sys.stderr.write(f"  {now - last[-1][1]:5.1f} s\n{now - begun:.1f} s in all\n")


@contextmanager
def pulling() -> Generator[Callable[[str], Received]]:
    """For each file a callback that draws its bar; silent when standard error is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        disable=not sys.stderr.isatty(),
    ) as bars:

        def of(name: str) -> Received:
            task = bars.add_task(name, total=None)
            return lambda got, whole: bars.update(task, completed=got, total=whole)

        yield of


@contextmanager
def sampling(total: int) -> Generator[Callable[[int, int], None]]:
    """A bar over the sweeps with the time still to go; on a terminal only.

    An interrupt that leaves nothing to show is said in a line.
    """
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("still"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        disable=not sys.stderr.isatty(),
    ) as bar:
        task = bar.add_task("sweeps", total=total)
        try:
            yield lambda done, of: bar.update(task, completed=done, total=of)
        except KeyboardInterrupt:
            sys.stderr.write("Interrupted before there was a result: nothing to show.\n")
            raise


@contextmanager
def articles(total: int) -> Generator[Callable[[int, str], None]]:
    """A bar over the articles, naming the one that is being read; on a terminal only."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    with Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
        console=Console(stderr=True),
        disable=not sys.stderr.isatty(),
        transient=True,
    ) as bar:
        task = bar.add_task("", total=total)
        yield lambda done, source: bar.update(task, completed=done, description=source[-48:])


@contextmanager
def tasks() -> Generator[Step]:
    """A callback for steps of many tasks: name, tasks done, tasks to do, seconds.

    One line that moves on a terminal; elsewhere a line as a step begins and ends, and twice a
    minute between: what runs for minutes is told in a file too.
    """
    begun = time.monotonic()
    current: list[str] = []
    told = begun

    def say(name: str, done: int, of: int) -> None:
        nonlocal told
        now, new = time.monotonic(), current != [name]
        at = f"{name:<28} {done:>4}/{of}  {now - begun:6.1f} s"
        if sys.stderr.isatty():
            sys.stderr.write(f"{chr(10) if new and current else ''}\r{at}")
            sys.stderr.flush()
        elif new or done == of or now - told >= BETWEEN_LINES:
            sys.stderr.write(f"{at}\n")
            sys.stderr.flush()
            told = now
        current[:] = [name]

    yield say
    if current and sys.stderr.isatty():
        sys.stderr.write("\n")
