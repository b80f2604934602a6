"""Which events of the chronicle mark a chart of two states: a few that stand out, spread over its years."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from tertius.datasets.chronicle import Event, chronicle
from tertius.errors import ImpossibleQuestion

__all__ = ["marks"]

# What stands out on a chart of many years: force, then pacts and recognition, then breaks; talks last.
_LOUDEST = (
    *("ASSAULT", "SUPPORT", "AGREE", "COERCE", "REJECT", "SANCTION", "RETREAT", "YIELD"),
    *("COOPERATE", "AID", "MOBILIZE", "THREATEN", "ACCUSE", "REQUEST", "PROTEST", "CONSULT"),
)

# Acts that a reader looks for first: a judgement, like the choice of the lines.
_LANDMARKS = frozenset({"2014-03-15-crimea-veto", "2022-02-04-no-limits", "2022-02-25-invasion-veto"})

_NEWEST_YEARS = 5


def marks(
    pair: Sequence[str], first: int, last: int, at_most: int = 8, *, as_of: date | None = None
) -> tuple[Event, ...]:
    """The events that best mark a chart of two states.

    Only acts of one of the two towards the other count. First comes the loudest event of the
    last five years: force before recognition and pacts, these before breaks, talks last, of
    one category the earliest, and before all a few landmarks that the project names. The
    years before it are cut into stretches of equal length, one a place that is left, and
    each gives its loudest event. An event closer to another mark than half a stretch is
    passed over.

    Parameters
    ----------
    pair
        Two states in any spelling.
    first, last
        Years of the chart, both included.
    at_most
        How many marks there is room for, 0 or more.
    as_of
        Only what was known on this day.

    Returns
    -------
    tuple of Event
        In order of time.

    Raises
    ------
    ImpossibleQuestion
        Not two states, years the wrong way round, or a negative `at_most`.
    """
    if len(pair) != 2 or at_most < 0:
        raise ImpossibleQuestion(
            "marks are for two states and a number of places", found=f"{list(pair)}, {at_most}", hint="marks((a, b), …)"
        )
    found = chronicle(pair, since=first, until=last, as_of=as_of)
    a, b = found.asked
    between = [e for e in found.events if (a in e.source and b in e.target) or (b in e.source and a in e.target)]
    if not at_most:
        return ()
    end = min(found.as_of, date(last, 12, 31))
    newest = sorted((e for e in between if (end - e.date).days < 365.25 * _NEWEST_YEARS), key=_loudness)[:1]
    places = at_most - len(newest)
    begin, until = date(first, 1, 1), newest[0].date if newest else date(last, 12, 31) + timedelta(days=1)
    if not places or until <= begin:
        return tuple(newest)
    stretch = (until - begin) / places
    kept: list[Event] = []
    for n in range(places):
        begins = begin + n * stretch
        ready = max(begins, kept[-1].date + stretch / 2) if kept else begins
        # The last stretch runs to the last day, whatever the division leaves over, but for the room of the newest.
        ends = begins + stretch if n + 1 < places else until - stretch / 2 if newest else date.max
        kept += sorted((e for e in between if ready <= e.date < ends), key=_loudness)[:1]
    return (*kept, *newest)


def _loudness(event: Event) -> tuple[bool, int, date, str]:
    """What to sort by, the loudest first."""
    return (event.id not in _LANDMARKS, _LOUDEST.index(event.category), event.date, event.id)
