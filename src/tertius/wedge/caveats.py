"""What has to be said beside the number: what it cannot see, what is too old, and what it could never be."""

from __future__ import annotations

import re
from datetime import date

import numpy as np

from tertius.alignment.votes import agreement_with
from tertius.atlas.rollcalls import RollCalls
from tertius.forecasting.base_rate import HALF_LIFE, JEFFREYS, PSEUDO_WINDOWS, BaseRate
from tertius.forecasting.data_forecast import DataForecast, NotOffered
from tertius.forecasting.targets import THRESHOLD
from tertius.measures.realignment import trailing_mean
from tertius.present.names import capital, the
from tertius.present.numbers import day as written
from tertius.present.numbers import decimal, month, percent, signed
from tertius.states import State, successor_note
from tertius.wedge.answer import Coverage
from tertius.wedge.components.component import SIZED_FOR

__all__ = ["TOO_OLD", "caveats", "ended_within", "led_by", "out_of_reach", "too_old"]

CASES_SETTLED = 2022
"""From this year the fate of the newest known realignment, of 2016, was known."""

SAME_VOTES = frozenset({"agreement", "kappa", "ideal_ours"})
"""Indicators that end where the votes end."""

TOO_OLD = "Too old for the question: "
"""How the warning begins where figures are too old; where only the chronicle ends, it is a sentence of its own."""


def too_old(coverage: tuple[Coverage, ...], votes: RollCalls, day: date) -> str:
    """What is too old for the question, in two sentences with their lead; empty when nothing is."""
    stale = [
        c for c in coverage if c.stale and c.indicator not in SAME_VOTES and not c.indicator.startswith("chronicle_")
    ]
    newest = votes.known.max().astype("datetime64[M]").astype(date)
    ends = [f"UN votes end in {month(newest)}"] if any(c.stale for c in coverage if c.indicator == "agreement") else []
    older = [f"{c.label} in {c.last}" for c in sorted(stale, key=lambda c: -c.last)]
    if not ends and not older:
        return ""
    listed = ", ".join([*ends, *older]) if ends else f"the record ends for {', '.join(older)}"
    return f"{TOO_OLD}{listed}. What happened from then to {month(day)} is not in the number."


def out_of_reach(states: tuple[State, State, State], votes: RollCalls, position: float) -> str:
    """Why there is hardly room for the target while A and C vote as they do; empty where there is.

    On votes that all three cast, B's agreement with A less that with C cannot exceed one
    less A's agreement with C: two poles that vote alike leave nobody room between them. They
    may part, and the target is net of the median state's move: it has been met from here.
    """
    a, _, c = states
    agreement = trailing_mean(agreement_with(votes, a.cow))
    seen = agreement[votes.states.index(c.cow)]
    together = float(seen[np.flatnonzero(np.isfinite(seen))[-1]]) if np.isfinite(seen).any() else 0.0
    room = 1 - together
    names = f"{the(a.name)} and {the(c.name)}"
    if position + THRESHOLD <= room:
        return ""
    return (
        f"As {names} vote now, on {percent(together)} of contested votes alike, a state can stand at most "
        f"{decimal(room)} nearer to one of them: from {signed(position)} a rise of {decimal(THRESHOLD)} has room only "
        "if the two part. The number knows nothing of this."
    )


def ended_within(states: tuple[State, State, State], day: date, horizon: int) -> tuple[str, ...]:
    """Of each state that ended inside the window: that the target then has no outcome. Known since, in no number."""
    last = date(day.year + horizon, day.month, min(day.day, 28))
    ends = ((s, s.cow_spells[-1].end) for s in states)
    return tuple(
        f"{capital(the(s.name))} ended on {written(end)}, inside the window: known since, in no number, and without "
        "an outcome for the target."
        for s, end in ends
        if end is not None and day <= end <= last
    )


def led_by(data: DataForecast | NotOffered) -> tuple[str, ...]:
    """Where the data's number leads: by how little, and what was chosen in view of the record it leads by."""
    if not isinstance(data, DataForecast) or not data.beat_the_rate:
        return ()
    least = min(r.skill_low or 0.0 for r in (data.record, data.disjoint) if r is not None)
    return (
        f"The data's number leads because its skill over the base rate is above zero over the whole interval, from "
        f"{signed(least, 4)} at the least. The way its level is held was adopted after a look at that same record, "
        "which is therefore no clean test of it.",
    )


def caveats(
    states: tuple[State, State, State], rate: BaseRate, day: date, *, horizon: int, own_judgements: bool, backdated: int
) -> tuple[str, ...]:
    """The doubts about the number itself; nothing that names a year after the day."""
    notes = (
        "The base rate is the same for every B between these two poles. It knows nothing of this B but that.",
        f"Weights halve every {HALF_LIFE:.0f} years; the long-run rate has the weight of {PSEUDO_WINDOWS:.0f} windows.",
        "The interval is Jeffreys' at 90 %, each state taken as one case: too few windows counted to resample."
        if rate.interval_by == JEFFREYS
        else f"The interval is the wider of a 90 % bootstrap by {rate.interval_by} and Jeffreys' on the effective "
        "number of windows; windows overlap, so a few episodes drive it.",
        "Intervals of the reference classes count one window in as many as the horizon has years, since those between "
        "repeat it.",
        "T1b sees votes, not treaties or arms."
        + (
            " Of 28 well-known realignments before 1992 it caught 19, of six since 2000 none; chance catches 5 to 15 % "
            "of country-years. The cases were chosen by hand."
            if day.year >= CASES_SETTLED
            else ""
        ),
        "UN votes trail events: China's turn from the Soviet Union to the United States in 1972 reaches the threshold "
        "only in windows that start from 1978 to 1980.",
        "The number with judgements adds components whose sizes are judged and whose overlap is guessed; no backtest "
        "supports it, and what is not known adds nothing to it.",
        "Its goal, credibility, constraint and binding are the judgement of two language models, from memory, carried "
        "forward from early 2026."
        if own_judgements
        else "",
        f"Of the judgements {backdated} were written after the day asked about: they may know what came."
        if backdated
        else "",
        f"Its components are sized for five years; over {horizon} {'year' if horizon == 1 else 'years'} their "
        "effects stand and are less sure."
        if horizon != SIZED_FOR
        else "",
        *(successor_note(s) for s in states),
    )
    return tuple(said for note in notes if (said := _not_after(note, day)))


def _not_after(note: str, day: date) -> str:
    """The sentences of a note that name no year after the day asked about."""
    sentences = re.split(r"(?<=\.) (?=[A-Z])", note.strip())
    kept = [s for s in sentences if all(int(year) <= day.year for year in re.findall(r"\b(?:1[89]|20)\d\d\b", s))]
    return " ".join(s if s.endswith(".") else f"{s}." for s in kept if s)
