"""A chronicle of the triangle: dated acts among the United States, Russia and China since 1949, each with a document.

The lines are the project's own words. Beside the events stand how the three powers voted
on Ukraine and a few older questions, and the goods trade of the three pairs.
"""

from __future__ import annotations

import csv
import hashlib
from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tertius.datasets.chronicle_tables import TradeFigure, Vote, load_trade, load_votes
from tertius.errors import ImpossibleQuestion, UnknownName
from tertius.present.names import the
from tertius.provenance import Licence, Provenance, Snapshot, Source, asked_on
from tertius.states import find

if TYPE_CHECKING:
    import polars as pl

__all__ = [
    "CATEGORIES",
    "CHECKED",
    "COVERED",
    "GROUPS",
    "Chronicle",
    "Event",
    "chronicle",
    "chronicle_origin",
    "covers",
    "load_chronicle",
    "undone",
]

CATEGORIES: tuple[str, ...] = (
    *("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE"),
    *("REJECT", "THREATEN", "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT", "RETREAT"),
)
"""The categories of PLOVER. An offer is AGREE, a veto or the end of a treaty is REJECT, an arms sale is COOPERATE."""

GROUPS: tuple[str, ...] = ("EUR-UNION", "NATO", "UN")
"""Actors that are no state. EUR-UNION is the European Union, and before 1993 the European Communities."""

CHECKED: tuple[str, ...] = ("vault", "page", "knowledge")
"""What a day was held against: a dataset of the vault, a stored copy of a public page, or knowledge of the document."""

COVERED = 10
"""Lines that name both of two states, from which on a kind of act that has none may be said to be absent from it."""

_PLAIN_GROUPS = {"EU": "EUR-UNION", "EUROPEAN UNION": "EUR-UNION", "UNITED NATIONS": "UN"}
_TABLE = Path(__file__).parent / "data" / "chronicle.csv"
_POWERS = frozenset({"USA", "RUS", "CHN"})

_KINDS = {
    "AGREE": "agreements and offers",
    "CONSULT": "talks",
    "SUPPORT": "acts of support",
    "COOPERATE": "acts of cooperation",
    "AID": "acts of aid",
    "YIELD": "concessions",
    "REQUEST": "demands",
    "ACCUSE": "accusations",
    "REJECT": "refusals",
    "THREATEN": "threats",
    "PROTEST": "protests",
    "MOBILIZE": "shows of force",
    "SANCTION": "sanctions",
    "COERCE": "acts of coercion",
    "ASSAULT": "uses of force",
    "RETREAT": "withdrawals",
}

_SOURCE = Source(
    id="tertius_chronicle",
    producer="The Tertius developers",
    title="Chronicle of the United States, Russia and China",
    version="2026-11-22",
    url="docs/methods/chronicle.md",
    citation="The Tertius developers. Chronicle of the United States, Russia and China, 1949-2026.",
    licence=Licence(
        "Apache-2.0", "https://www.apache.org/licenses/LICENSE-2.0", redistribute=True, derived="any, with attribution"
    ),
    published=date(2026, 11, 22),
)

_CAVEATS = (
    "The chronicle is a selection by the project, dense after 2014: counts of its lines compare nothing.",
    "A line says how its day was checked: against a dataset, a stored copy of a public page, or knowledge of its "
    "document; none against a scan.",
    "The USSR and Russia are one actor, RUS; North Vietnam and Vietnam are one, VNM.",
)


@dataclass(frozen=True, slots=True)
class Event:
    """One act on one day.

    Attributes
    ----------
    id
        The date and the label, for citing a line.
    date
        The day, or the first day of the month where only the month is certain.
    precision
        "day", "month" or "year".
    source, target
        Who acted and towards whom: ISO 3166 alpha-3 codes or names of `GROUPS`. In an
        agreement both sides act, and the order says nothing.
    category
        One of `CATEGORIES`.
    text
        What happened, in one sentence.
    label
        Two or three words, to mark a chart.
    document
        What a reader can check the line against.
    certainty
        "certain", "month certain" or "disputed".
    checked
        One of `CHECKED`: what the day was held against.
    undone_by
        Id of the later act that undid it, or empty. Force is not undone by its end.
    until
        The last day of a term that the act itself set, ISO 8601, or empty.
    votes
        (state, "yes", "no" or "abstain") in a vote of the United Nations, where known.
    """

    id: str
    date: date
    precision: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    category: str
    text: str
    label: str
    document: str
    certainty: str
    checked: str = "knowledge"
    undone_by: str = ""
    until: str = ""
    votes: tuple[tuple[str, str], ...] = ()

    @property
    def actors(self) -> frozenset[str]:
        """Everyone named in it."""
        return frozenset((*self.source, *self.target))

    @property
    def when(self) -> str:
        """The date as precise as it is certain: 1972-02-21, or 1972-02."""
        return self.date.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]

    @property
    def known(self) -> date:
        """The day on which it was known: its day, or the last day of its month or year."""
        if self.precision == "day":
            return self.date
        month = self.date.month if self.precision == "month" else 12
        return date(self.date.year, month, monthrange(self.date.year, month)[1])

    def to_dict(self) -> dict[str, object]:
        """Plain values; the date as precise as it is certain."""
        plain = {**asdict(self), "date": self.when, "source": list(self.source), "target": list(self.target)}
        ends = {"undone_by": self.undone_by or None, "until": self.until or None}
        return {**plain, **ends, "votes": dict(self.votes)}


@dataclass(frozen=True, slots=True)
class Chronicle:
    """Events in order of time, with the votes of the powers and the trade of their pairs in the same years."""

    asked: tuple[str, ...]
    as_of: date
    events: tuple[Event, ...]
    votes: tuple[Vote, ...]
    trade: tuple[TradeFigure, ...]
    provenance: Provenance
    caveats: tuple[str, ...] = _CAVEATS

    def to_frame(self) -> pl.DataFrame:
        """One row an event; `source` and `target` are lists, `date` is the first day it can be."""
        import polars as pl

        words = ("category", "text", "label", "document", "certainty", "checked", "undone_by", "until")
        text = dict.fromkeys(words, pl.String())
        many = pl.List(pl.String())
        schema = {
            "id": pl.String(),
            "date": pl.Date(),
            "precision": pl.String(),
            "source": many,
            "target": many,
            **text,
        }
        rows = [{k: v for k, v in asdict(e).items() if k in schema} for e in self.events]
        return pl.DataFrame(rows, schema=schema)

    def to_dict(self) -> dict[str, object]:
        """Plain values, as `--json` prints them."""
        return {
            "asked": list(self.asked),
            "as_of": self.as_of.isoformat(),
            "events": [e.to_dict() for e in self.events],
            "votes": [v.to_dict() for v in self.votes],
            "trade": [t.to_dict() for t in self.trade],
            "caveats": list(self.caveats),
            "provenance": self.provenance.to_list(),
        }

    def explain(self) -> str:
        """How many events there are, of which kinds, and the last of them."""
        who = _named(self.asked) or "all actors"
        if not self.events:
            return (
                f"The chronicle holds 0 events of {who} in these years: it lists what it is certain of, not everything."
            )
        counts = Counter(e.category for e in self.events).most_common(4)
        kinds = ", ".join(f"{n} {_KINDS[category]}" for category, n in counts)
        first, last = self.events[0], self.events[-1]
        return (
            f"{len(self.events)} events of {who} from {first.when} to {last.when}, most of them {kinds}. "
            f"The last: {last.text} It is a selection, so a year without a line may have had events."
        )


@cache
def load_chronicle() -> tuple[Event, ...]:
    """Every event of the chronicle, in order of time."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(_event(row) for row in csv.DictReader(file))


def undone(event: Event, day: date) -> Event | None:
    """The act of the chronicle that undid it, where that was known on the day; else None."""
    later = _by_id().get(event.undone_by)
    return later if later is not None and later.known <= day else None


@cache
def _by_id() -> dict[str, Event]:
    return {e.id: e for e in load_chronicle()}


@cache
def covers(one: str, other: str) -> bool:
    """Whether the chronicle is of two states, ISO 3166 alpha-3: whether `COVERED` of its lines name both.

    Of any other pair its silence says nothing. This is of the whole list, whatever the day asked
    about: what it sets out to tell does not change with the day.
    """
    return sum({one, other} <= e.actors for e in load_chronicle()) >= COVERED


def chronicle(
    pair: Sequence[str] = (),
    *,
    since: int | None = None,
    until: int | None = None,
    category: str | None = None,
    as_of: date | None = None,
) -> Chronicle:
    """Events of some states in some years.

    Parameters
    ----------
    pair
        States in any spelling, or names of `GROUPS`. None: every event. One: events that
        name it. Two or more: events that name at least two of them.
    since, until
        First and last year, both included.
    category
        One of `CATEGORIES`; then votes and trade, which are no events, are left out.
    as_of
        Only what was known on this day; an event is known on its date, and one of which
        only the month is certain on the last day of the month.

    Returns
    -------
    Chronicle
        The events in order of time; votes of the three powers and trade of their pairs
        where the states asked for have part in them.

    Raises
    ------
    UnknownName
        A state, group or category that is not known.
    ImpossibleQuestion
        `since` after `until`, one state twice, or an `as_of` to come.
    """
    asked = tuple(_actor(name) for name in pair)
    if len(set(asked)) < len(asked):
        raise ImpossibleQuestion("the same actor twice", found=" ".join(asked), hint="name each once")
    if since is not None and until is not None and since > until:
        raise ImpossibleQuestion("years that end before they begin", found=f"{since} to {until}", hint="swap them")
    wanted = _category(category)
    day = asked_on(as_of)
    years = range(since if since is not None else 1, (until if until is not None else 9999) + 1)
    needed = min(len(asked), 2)
    events = tuple(
        e if undone(e, day) else replace(e, undone_by="")
        for e in load_chronicle()
        if e.known <= day
        and e.date.year in years
        and wanted in {None, e.category}
        and len(e.actors & set(asked)) >= needed
    )
    tables = wanted is None
    votes = (v for v in load_votes() if v.date <= day and v.date.year in years)
    trade = (t for t in load_trade() if t.known <= day and t.year in years and (not asked or {t.a, t.b} <= set(asked)))
    return Chronicle(
        asked=asked,
        as_of=day,
        events=events,
        votes=tuple(votes) if tables and (not asked or len(_POWERS & set(asked)) >= needed) else (),
        trade=tuple(trade) if tables else (),
        provenance=chronicle_origin(),
    )


def _event(row: dict[str, str]) -> Event:
    written = row["date"]
    return Event(
        id=row["id"],
        date=date.fromisoformat((written + "-01-01")[:10] if len(written) == 4 else (written + "-01")[:10]),
        precision=row["precision"], category=row["category"],
        source=tuple(row["source_state"].split("|")), target=tuple(row["target_state"].split("|")),
        text=row["text"], label=row["label"], document=row["source"],
        certainty=row["certainty"], checked=row["checked"], undone_by=row["undone_by"], until=row["until"],
        votes=tuple((state, vote) for state, _, vote in (v.partition(":") for v in row["votes"].split("|")) if vote),
    )  # fmt: skip


def _actor(name: str) -> str:
    plain = name.strip().upper()
    group = _PLAIN_GROUPS.get(plain, plain)
    return group if group in GROUPS else find(name).iso3


def _named(codes: Sequence[str]) -> str:
    """Names of states and groups, joined by "and"."""
    names = [code if code in GROUPS else the(find(code).name) for code in codes]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def _category(name: str | None) -> str | None:
    if name is None:
        return None
    if name.upper() not in CATEGORIES:
        raise UnknownName("category", name, CATEGORIES)
    return name.upper()


@cache
def chronicle_origin() -> Provenance:
    """Whence the lines are: the table as this package ships it."""
    digest = hashlib.sha256(_TABLE.read_bytes()).hexdigest()
    return Provenance((Snapshot(_SOURCE, digest),), ("chronicle: lines chosen by actor, year, category and day",))
