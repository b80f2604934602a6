"""An answer put on record: each of its numbers a forecast in the ledger, with the rule that will judge it."""

from __future__ import annotations

from datetime import date

from tertius.errors import ImpossibleQuestion
from tertius.forecasting.targets import THRESHOLD
from tertius.ledger.entries import AtlasRule, Entry, Forecast, Question
from tertius.ledger.listing import history, questions
from tertius.ledger.store import Ledger
from tertius.wedge.answer import Assessment
from tertius.wedge.resolution import resolution_of, resolves_on, window_of

__all__ = ["HOLDERS", "keep"]

HOLDERS = {"base_rate": "Tertius, base rate", "data": "Tertius, data alone", "judged": "Tertius, with judgements"}
"""Under whose name a number stands in the ledger: a model's forecast and a person's are one kind of record."""


def keep(found: Assessment, ledger: Ledger) -> tuple[Entry, ...]:
    """Write every number of an answer to the ledger, and its question where that is not there yet.

    Parameters
    ----------
    found : Assessment
        An answer; `as_of` is the day the forecasts are made.
    ledger : Ledger
        Where to write.

    Returns
    -------
    tuple of Entry
        The forecasts written. An answer of the same day and numbers is not written twice.

    Raises
    ------
    ImpossibleQuestion
        When the answer is of another day than today: a forecast is made when it is made, and
        an answer as of a past day was made with hindsight.
    """
    q = found.question
    today = date.today()  # noqa: DTZ011 (a person's day)
    if q.as_of != today:
        raise ImpossibleQuestion(
            "only an answer of today goes on record",
            found=f"an answer as of {q.as_of.isoformat()}",
            hint="ask without --as-of; how the method did on the past: tertius backtest",
        )
    states = (q.a, q.b, q.c)
    start, end = window_of(q.as_of, q.horizon)
    rule = AtlasRule(
        table="moves", column="agreement", a=q.a.iso3, b=q.b.iso3, c=q.c.iso3,
        year=end, minus_year=start, op=">=", value=THRESHOLD,
    )  # fmt: skip
    asked = Question(
        text=(
            f"{q.b.name} makes a net move of at least {THRESHOLD} toward {q.a.name} relative to {q.c.name}, "
            f"{start}–{end}"
        ),
        closes=resolves_on(q.as_of, q.horizon),
        rule=resolution_of(states, q.as_of, q.horizon),
        actors=tuple(s.iso3 for s in states),
        topic="realignment",
        resolver=rule,
    )
    known = {(row.text, row.closes): row.id for row in questions(ledger)}
    name = known.get((asked.text, asked.closes)) or ledger.add(asked).id
    standing = {(r.holder, r.made, r.p) for e in history(ledger, name) if isinstance(r := e.record, Forecast)}
    numbers = {HOLDERS[a.kind]: a.probability for a in found.answers if a.kind in HOLDERS}
    # One number under two names would count as two forecasters.
    numbers = {h: p for i, (h, p) in enumerate(numbers.items()) if p not in list(numbers.values())[:i]}
    return tuple(
        ledger.add(
            Forecast(
                question=name, holder=holder, outlet="Tertius", school="model", made=q.as_of, p=p,
                horizon=f"{q.horizon} years",
            )
        )
        for holder, p in numbers.items()
        if (holder, q.as_of, p) not in standing
    )  # fmt: skip
