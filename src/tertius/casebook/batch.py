"""Many articles read one after the other: each stored as soon as it is read, and one that fails stops no other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tertius.errors import TertiusError
from tertius.reading.reader import ReadOptions, reader_for
from tertius.reading.record import Reading

if TYPE_CHECKING:
    from tertius.casebook.casebook import Casebook

__all__ = ["Batch", "Failure", "read_all"]


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read, and why."""

    source: str
    error: Exception

    def __str__(self) -> str:
        if isinstance(self.error, TertiusError):
            return f"{self.source}: {self.error}"
        # A fault of ours in one article: the others are read all the same.
        return (
            f"{self.source}: a fault in tertius while reading it\n"
            f"  found: {type(self.error).__name__}: {self.error}\n  hint:  please report it, with the article"
        )


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """What was read, as it is shown, and what failed, both in the order of the sources."""

    readings: tuple[Reading, ...]
    failures: tuple[Failure, ...]


def read_all(
    sources: Sequence[str],
    options: ReadOptions = ReadOptions(),  # noqa: B008 (frozen)
    *,
    published: date | None = None,
    publisher: str | None = None,
    casebook: Casebook | None = None,
    progress: Callable[[int, str], None] | None = None,
) -> Batch:
    """Read every source; keep each in the casebook where one is given.

    Parameters
    ----------
    sources
        Paths, URLs, or "-".
    options
        Scale, comments, reader.
    published, publisher
        For every source.
    casebook
        Where to keep the readings; what comes back then has people's corrections applied.
    progress
        Called before each source with the number done and the source.

    Raises
    ------
    UnknownName
        When there is no such reader or scale: before anything is read.
    """
    from tertius.reading.intake import take_in

    turn = reader_for(options)
    readings: list[Reading] = []
    failures: list[Failure] = []
    for done, source in enumerate(sources):
        if progress is not None:
            progress(done, source)
        try:
            found = turn(take_in(source, published=published, publisher=publisher))
            readings.append(casebook.keep(found).reading if casebook is not None else found)
        except Exception as error:  # noqa: BLE001 (named, counted and shown at the end)
            failures.append(Failure(source, error))
    if progress is not None:
        progress(len(sources), "")
    return Batch(tuple(readings), tuple(failures))
