"""What has to be said beside the number: what it cannot see, what is too old, and what it could never be."""

from __future__ import annotations

import re
from datetime import date

import numpy as np

from tertius.alignment.votes import agreement_with
from tertius.atlas.rollcalls import RollCalls
from tertius.forecasting.base_rate import HALF_LIFE, JEFFREYS, PSEUDO_WINDOWS, BaseRate
from tertius.forecasting.targets import THRESHOLD
from tertius.measures.realignment import trailing_mean
from tertius.present.names import the
from tertius.present.numbers import decimal, month, percent, signed
from tertius.states import State, successor_note
from tertius.wedge.answer import Coverage

__all__ = ["caveats", "out_of_reach", "too_old"]

CASES_SETTLED = 2022
"""From this year the fate of the newest known realignment, of 2016, was known."""

SAME_VOTES = frozenset({"agreement", "kappa", "ideal_ours"})
"""Indicators that end where the votes end."""


def too_old(coverage: tuple[Coverage, ...], votes: RollCalls, day: date) -> str:
    """What is too old for the question, in two sentences; empty when nothing is."""
    stale = [c for c in coverage if c.stale and c.indicator not in SAME_VOTES]
    newest = votes.known.max().astype("datetime64[M]").astype(date)
    ends = [f"UN votes end in {month(newest)}"] if any(c.stale for c in coverage if c.indicator == "agreement") else []
    older = [f"{c.label} in {c.last}" for c in sorted(stale, key=lambda c: -c.last)]
    if not ends and not older:
        return ""
    listed = ", ".join([*ends, *older]) if ends else f"the record ends for {', '.join(older)}"
    return f"{listed}. What happened from then to {month(day)} is not in the number."


def out_of_reach(states: tuple[State, State, State], votes: RollCalls, position: float) -> str:
    """Why the target can hardly be met whatever B does; empty where it can.

    On votes that all three cast, B's agreement with A less that with C cannot exceed one
    less A's agreement with C: two poles that vote alike leave nobody room between them.
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
        f"The target can hardly be met: {names} agree on {percent(together)} of contested votes, so a state can stand "
        f"at most {decimal(room)} nearer to one of them; from {signed(position)} there is no room for a rise of "
        f"{decimal(THRESHOLD)}. The number says little here."
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
        "Its components are sized for five years; at another horizon they are added unchanged." if horizon != 5 else "",
        *(successor_note(s) for s in states),
    )
    return tuple(said for note in notes if (said := _not_after(note, day)))


def _not_after(note: str, day: date) -> str:
    """The sentences of a note that name no year after the day asked about."""
    sentences = re.split(r"(?<=\.) (?=[A-Z])", note.strip())
    kept = [s for s in sentences if all(int(year) <= day.year for year in re.findall(r"\b(?:1[89]|20)\d\d\b", s))]
    return " ".join(s if s.endswith(".") else f"{s}." for s in kept if s)
