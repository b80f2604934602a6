"""Where a number came from, under which licence, and when it could have been known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tertius.errors import ImpossibleQuestion

__all__ = ["Licence", "Provenance", "Snapshot", "Source", "asked_on", "known_at"]


@dataclass(frozen=True, slots=True)
class Licence:
    """Terms of a source.

    `redistribute` is about the producer's file itself; `derived` says what may be
    shipped of figures computed from it.
    """

    name: str
    url: str
    redistribute: bool
    derived: str


@dataclass(frozen=True, slots=True)
class Source:
    """A published data product, as its producer wants it cited."""

    id: str
    producer: str
    title: str
    version: str
    url: str
    citation: str
    licence: Licence
    published: date


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The file of a source that a figure was computed from, named by its content."""

    source: Source
    sha256: str

    def note(self) -> str:
        """Producer, title, version and licence on one line, with the start of the file's hash."""
        s = self.source
        return f"{s.producer}, {s.title} {s.version} ({s.licence.name}), sha256 {self.sha256[:8]}"


@dataclass(frozen=True, slots=True)
class Provenance:
    """The snapshots behind a result and the steps from them to it."""

    snapshots: tuple[Snapshot, ...] = ()
    steps: tuple[str, ...] = ()

    def then(self, step: str) -> Provenance:
        """The same snapshots, one step further."""
        return Provenance(self.snapshots, (*self.steps, step))

    def __or__(self, other: Provenance) -> Provenance:
        """Both origins, each snapshot and step once, in order of first mention."""
        return Provenance(
            tuple(dict.fromkeys((*self.snapshots, *other.snapshots))),
            tuple(dict.fromkeys((*self.steps, *other.steps))),
        )

    def to_list(self) -> list[dict[str, str]]:
        """Each snapshot as plain values: producer, title, version, licence, citation, hash, day of release."""
        return [
            {
                "id": s.source.id,
                "producer": s.source.producer,
                "title": s.source.title,
                "version": s.source.version,
                "url": s.source.url,
                "licence": s.source.licence.name,
                "citation": s.source.citation,
                "known_at": s.source.published.isoformat(),
                "sha256": s.sha256,
            }
            for s in self.snapshots
        ]

    def note(self) -> str:
        """One line for the foot of a chart."""
        return "; ".join(s.note() for s in self.snapshots)


def asked_on(day: date | None) -> date:
    """The day a question is asked as of: today when none is given.

    Raises
    ------
    ImpossibleQuestion
        A day to come: what will be known then is not known now.
    """
    today = date.today()  # noqa: DTZ011 (the reader's own day)
    if day is not None and day > today:
        raise ImpossibleQuestion(
            "a question is asked as of today or a day before", found=day.isoformat(), hint="leave out --as-of for today"
        )
    return day or today


def known_at(year: int, lag_days: int) -> date:
    """The first day on which a figure about `year` could have been known.

    A figure about a year is complete on its last day and public `lag_days` later.
    """
    return date(year, 12, 31) + timedelta(days=lag_days)
