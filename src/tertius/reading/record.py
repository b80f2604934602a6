"""What a reading holds: people, statements, forecasts, figures and events, each with its span.

Spans are character positions in the document's text, start included, end excluded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from tertius.present.card import card
from tertius.provenance import Provenance
from tertius.reading.document import Document, Part

if TYPE_CHECKING:
    import altair as alt
    import polars as pl

    from tertius.reading.actors import Mention

__all__ = [
    "AUTHOR",
    "UNNAMED",
    "Event",
    "Figure",
    "Forecast",
    "Item",
    "Kind",
    "Mode",
    "Move",
    "Person",
    "Reading",
    "Statement",
]

AUTHOR = "AUTHOR"
"""The speaker of what an article says in its own voice."""

UNNAMED = "UNNAMED"
"""The speaker of what an article attributes without saying to whom: "is said to", "there are fears that"."""

Mode = Literal["direct", "indirect", "mixed"]
Move = Literal["closer", "apart", "unchanged", "other"]
Kind = Literal["people", "statements", "forecasts", "figures", "events"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in the text; `role` is expert, official, leader, journalist, author or other."""

    name: str
    affiliation: str | None
    state: str | None
    role: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What the text says that somebody said.

    `start:end` is the content, without the quotation marks around it. `chain` shows how the
    speaker was found: ("he", "Bell", "Ann Bell"); its first item is as written. Where the text
    names nobody, `speaker` is `UNNAMED` and `speaker_start == speaker_end`.
    """

    start: int
    end: int
    speaker: str
    speaker_as_written: str
    speaker_start: int
    speaker_end: int
    cue: str
    cue_start: int
    cue_end: int
    mode: Mode
    part: Part
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Forecast:
    """A sentence that says how likely something future is.

    `low` and `high`, shares of 1, are what `phrase` implies for `event` on the scale named in
    `scale`; both None where the scale does not hold the phrase. ISO 3166 alpha-3 in `pair`.
    """

    start: int
    end: int
    speaker: str
    phrase: str
    low: float | None
    high: float | None
    scale: str
    event: str
    pair: tuple[str, str] | None
    move: Move
    condition: str | None
    horizon: str | None
    part: Part


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity: `value` in base units of `unit`; `status` is actual, target, estimate or change.

    `comparison` is what the text compares it with, in its words: "up 4 per cent on the year before".
    """

    start: int
    end: int
    value: float | None
    unit: str
    measures: str | None
    states: tuple[str, ...]
    period: str | None
    status: str
    comparison: str | None
    part: Part


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom; source and target are ISO 3166 alpha-3 where they are states, else names."""

    start: int
    end: int
    source: str
    target: str
    category: str
    date: str | None
    part: Part


Item = Person | Statement | Forecast | Figure | Event
"""Whatever a reading lists."""


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """Everything read in one document, and what read it.

    `reader` names program and version, `model` the language model's name, version and hash.
    `mentions` are the states the text names, and where.
    """

    document: Document
    reader: str
    model: str
    people: tuple[Person, ...]
    statements: tuple[Statement, ...]
    forecasts: tuple[Forecast, ...]
    figures: tuple[Figure, ...]
    events: tuple[Event, ...]
    caveats: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()

    def spans(self) -> Iterator[tuple[int, int]]:
        """Every span of the reading."""
        for found in (*self.statements, *self.forecasts, *self.figures, *self.events):
            yield found.start, found.end

    @property
    def provenance(self) -> Provenance:
        """The article by the hash of its text, and the steps from it to this reading."""
        from tertius.reading.contract import origin

        return origin(self)

    def explain(self) -> str:
        """What was found, in two or three sentences, each with a figure in it."""
        from tertius.reading.contract import explained

        return explained(self)

    def to_frame(self, kind: Kind = "forecasts") -> pl.DataFrame:
        """The items of one kind, a row each, in the order of the text; `text` is the span."""
        from tertius.reading.contract import frame

        return frame(self, kind)

    def plot(self) -> alt.LayerChart:
        """What the words of each forecast imply, a bar on a line from 0 to 100 %."""
        from tertius.reading.chart import forecast_ranges

        return forecast_ranges(self)

    def to_dict(self) -> dict[str, Any]:
        """The whole reading as plain values: what `--json` prints."""
        from tertius.reading.contract import as_record

        return as_record(self)

    def _repr_html_(self) -> str:
        title = self.document.title or self.document.source
        return card(title, self.explain(), self.caveats, self.provenance.note())
