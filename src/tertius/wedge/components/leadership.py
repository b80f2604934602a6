"""Component 10: how likely B gets a new leader within five years, from how long leaders stay."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tertius.atlas.figures.leaders import FIRST_YEAR, LAST_YEAR, leader_years
from tertius.present.names import the
from tertius.present.numbers import percent
from tertius.provenance import known_at
from tertius.states import all_states
from tertius.wedge.components.component import Asked, Component, Value
from tertius.wedge.components.effects import EFFECTS
from tertius.wedge.components.reference import measured, not_known, standardised

__all__ = ["DEFINITION", "HORIZON", "LONGEST", "NEW_LEADER", "chance_of_change", "hazards", "measure"]

DEFINITION = Component(
    key="leadership",
    label="Leadership change in B",
    number=10,
    by_judgement=False,
    effect=EFFECTS["leadership"],
    definition="The chance that B gets a new leader within five years, from the tenure of the present one.",
    evidence="REIGN's leaders of all states since 1946: of those in office k years, the share who leave in the next.",
    falsifier="Over 30 or more resolved cases the 80 % interval of its effect lies below 0, or changes of leader come "
    "no oftener where it is high.",
    source="Leeds, Mattes & Vogel 2009 on leaders and kept commitments; REIGN (Bell).",
)

Array = NDArray[np.float64]

HORIZON = 5
"""Years ahead: the horizon of the usual question."""

LONGEST = 20
"""Tenures of this many years and more share one rate: few leaders stay longer."""

NEW_LEADER = 1.5
"""Units by which the component rises when B gets a new leader: elicited. What could be seen and what a scenario sets
are the same event and take this same number."""

PSEUDO = 10.0
LEADER_LAG = 31
DRAWS = 400
SEED = 20


def measure(asked: Asked) -> Value:
    """Chance of a new leader of B within five years, against that of all states on the day."""
    last = _last_known(asked.day)
    entry = leader_years().get(asked.b.cow)
    began = [y for y in entry[1] if y <= last] if entry else []
    if not began:
        return not_known("leadership", "REIGN names no leader of it who took office by then.")
    left, stayed = hazards(last)
    gone = asked.day.year - last
    # Long tenures are few: ten years at the rate of all tenures are added to each.
    usual = PSEUDO * (left.sum() + 0.5) / ((left + stayed).sum() + 1)
    left, stayed = left + usual, stayed + PSEUDO - usual
    rates = left / (left + stayed)
    # Spread as of the end of the list: years in which nothing was seen draw all states together.
    held = _tenures(last, asked.day)
    reference = chance_of_change(rates, 0)[held]
    # The middle as of the day, though: those years bring every state nearer to the mean, and B with them.
    reference += np.median(chance_of_change(rates, gone)[held]) - np.median(reference)
    tenure = min(last - max(began), LONGEST)
    rng = np.random.default_rng(SEED)
    drawn = rng.beta(left, stayed, (DRAWS, len(left)))
    chance = float(chance_of_change(rates, gone)[tenure])
    ends = np.quantile(chance_of_change(drawn, gone)[:, tenure], (0.05, 0.95))
    units = [standardised(float(p), reference) for p in (chance, *ends)]
    if any(u is None for u in units):
        return not_known("leadership", "Too few states' leaders are known by then to compare with.")
    said = f"{percent(chance)} chance of a new leader of {the(asked.b.name)} by {asked.day.year + HORIZON}; "
    said += f"the leader as REIGN codes it since {max(began)} (list to {last})"
    why = (
        "Share of leaders of the same tenure who left in a year, all states since 1946, run forward"
        + (f" over the {gone} years since the list ends and" if gone else "")
        + f" {HORIZON} more; 0 is the median of all states on the day, a unit their spread at its end. Age and the "
        "rules of the state are left out."
    )
    known = [u for u in units if u is not None]
    return measured("leadership", known, (said, why), last, asked.day, ("reign_leaders",))


def hazards(last: int) -> tuple[Array, Array]:
    """(LONGEST + 1,) years in office that ended in a change, and that did not, by tenure, of years to `last`.

    Tenure 0 is the year of taking office; the last cell holds all tenures of twenty years and more.
    A spell still open at the end, or when the state ended, counts for the years it lasted.
    """
    ends = {s.cow: max(spell.end.year if spell.end else last for spell in s.cow_spells) for s in all_states()}
    return _hazards(
        last, tuple((first, years, min(last, ends.get(cow, last))) for cow, (first, years) in leader_years().items())
    )


@lru_cache(maxsize=8)
def _hazards(last: int, spells: tuple[tuple[int, frozenset[int], int], ...]) -> tuple[Array, Array]:
    left, stayed = np.zeros(LONGEST + 1), np.zeros(LONGEST + 1)
    for first, years, final in spells:
        began = sorted(y for y in years if first <= y <= last)
        for start, end in zip(began, [*began[1:], None] if began else [], strict=True):
            for year in range(start, final if end is None else end):
                at = min(year - start, LONGEST)
                (left if year + 1 == end else stayed)[at] += 1
    return left, stayed


def chance_of_change(rates: Array, unseen: int) -> Array:
    """Probability of a change of leader within `HORIZON` years, for every tenure at which the leader was last seen.

    Parameters
    ----------
    rates : (..., LONGEST + 1) array
        Share of leaders who leave in the year after each tenure.
    unseen : int
        Years since the leader was seen: one of the day may be another, with any tenure the rates
        make likely.

    Returns
    -------
    (..., LONGEST + 1) array
    """
    tenures = np.arange(LONGEST + 1)
    ahead = np.minimum(tenures[:, None] + np.arange(HORIZON), LONGEST)
    chance = 1 - np.prod(1 - rates[..., ahead], axis=-1)
    # Backwards from the day: a leader seen a year earlier either left, and another began, or stayed a year longer.
    for _ in range(unseen):
        chance = rates * chance[..., :1] + (1 - rates) * chance[..., np.minimum(tenures + 1, LONGEST)]
    return chance


def _last_known(day: date) -> int:
    """The last whole year whose leaders were public on the day."""
    return max((y for y in range(FIRST_YEAR, LAST_YEAR + 1) if known_at(y, LEADER_LAG) <= day), default=FIRST_YEAR)


def _tenures(last: int, day: date) -> list[int]:
    """Of every state that stood on the day, how long its leader had been in office at the end of `last`, to twenty."""
    standing = {s.cow for s in all_states() if s.existed(day)}
    found = [[y for y in years if y <= last] for cow, (_, years) in leader_years().items() if cow in standing]
    return [min(last - max(began), LONGEST) for began in found if began]
