"""The two records a person sees: what they keep themselves, and the public one that ships."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tertius.errors import UnknownName
from tertius.ledger.distributions import score_distributions
from tertius.ledger.frame import Scorable, scorable, together
from tertius.ledger.kept_scores import all_kept, keep, kept, same, state_of
from tertius.ledger.public import public_record
from tertius.ledger.store import Ledger
from tertius.ledger.track_records import BY, Scores, score_forecasts

__all__ = ["RECORDS", "keep_ready", "kept_astray", "track_records"]

RECORDS = ("both", "own", "public")


def track_records(ledger: Ledger, *, by: str = "holder", record: str = "both", as_of: date | None = None) -> Scores:
    """Track records of a ledger, of the public record, or of both as one.

    Those of a long ledger are kept beside its chain, and used again until it grows or the day ends.

    Parameters
    ----------
    ledger : Ledger
        The own one.
    by : str
        holder, outlet, school, topic or horizon.
    record : str
        own, public or both.
    as_of : date or None
        The day of the record, today by default.

    Raises
    ------
    UnknownName
        For another grouping or record.
    """
    if record not in RECORDS:
        raise UnknownName("record", record, RECORDS)
    when = as_of or date.today()  # noqa: DTZ011 (a person's day)
    if record == "public":
        return score_forecasts(public_record(as_of=when), by=by, as_of=when)
    state = state_of(ledger, when)
    if state is not None and (before := kept(ledger, f"{record} by {by}", state)) is not None:
        return before
    return _scored(ledger, _scorable(ledger, record, when), by, record, when, state)


def keep_ready(ledger: Ledger, *, as_of: date | None = None) -> None:
    """Score a long ledger by everything it can be scored by, so that the first look is as quick as the next."""
    when = as_of or date.today()  # noqa: DTZ011 (a person's day)
    state = state_of(ledger, when)
    if state is None:
        return
    found = _scorable(ledger, "both", when)
    for by in BY:
        _scored(ledger, found, by, "both", when, state)


def kept_astray(ledger: Ledger) -> str | None:
    """The name of kept scores that are not what the forecasts add up to; None where all are."""
    for name, found in all_kept(ledger):
        record, _, by = name.partition(" by ")
        if by not in BY or record not in RECORDS:
            return name
        made = _scored(ledger, _scorable(ledger, record, found.as_of), by, record, found.as_of, None)
        if not same(made, found):
            return name
    return None


def _scorable(ledger: Ledger, record: str, when: date) -> Scorable:
    own = scorable(ledger, as_of=when)
    return own if record == "own" else together(own, public_record(as_of=when))


def _scored(ledger: Ledger, found: Scorable, by: str, record: str, when: date, state: str | None) -> Scores:
    numbers = score_distributions(ledger, as_of=when) if found.left_out.numbers else ()
    made = replace(score_forecasts(found, by=by, as_of=when), numbers=numbers)
    # Somebody may have added an entry meanwhile: then nobody knows which state these are of.
    if state is not None and state == state_of(ledger, when):
        keep(ledger, f"{record} by {by}", state, made)
    return made
