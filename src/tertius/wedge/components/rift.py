"""Component 1: a quarrel between B and C that is older than A's attempt."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tertius.wedge.components.component import Asked, Component, Value
from tertius.wedge.components.effects import EFFECTS
from tertius.wedge.components.hostility import (
    HALF_LIFE,
    HALF_LIVES,
    dispute_said,
    hostility,
    rivalry_said,
    rivals,
    sanctions_said,
)
from tertius.wedge.components.reference import Figures, figures_of, measured, not_known, standardised

__all__ = ["DEFINITION", "measure", "quarrels"]

DEFINITION = Component(
    key="rift",
    label="Antecedent rift",
    number=1,
    by_judgement=False,
    effect=EFFECTS["rift"],
    definition="How hostile B and C have been to each other, before and apart from anything A does.",
    evidence="Whether B and C are strategic rivals, their militarized disputes, halved every eight years, and "
    "sanctions in force between them.",
    falsifier="Over 30 or more resolved cases the 80 % interval of its effect lies below 0.",
    source="Crawford 2011, doi:10.1162/ISEC_a_00036; the memory of disputes after Crescenzi & Enterline 2001, "
    "whose own equation was not seen.",
)


Array = NDArray[np.float64]

BASIS = ("cow_mid_dyadic", "gsdb_sanctions", "tss_rivalries")


def measure(asked: Asked) -> Value:
    """Hostility between B and C, either way, against that between the other powers and C."""
    figures = figures_of(asked)
    a, b, c = figures.at(asked.a.cow, asked.b.cow, asked.c.cow)
    found: list[float] = []
    for half_life in (HALF_LIFE, *HALF_LIVES):
        quarrel = quarrels(figures, half_life)
        unit = standardised(float(quarrel[b, c]), quarrel[figures.in_place_of_b(a, c), c])
        if unit is None:
            return not_known("rift", "Neither disputes nor sanctions between the two were observed.")
        found.append(unit)
    newest = [figures.newest(name, b, c) for name in ("mid_hostility", "sanctions_by")]
    year = min(n[0] for n in newest if n is not None)
    against = max(((b, c), (c, b)), key=lambda pair: (figures.newest("sanctions_by", *pair) or (0, 0.0))[1])
    said = f"{rivalry_said(figures, b, c)}; {dispute_said(figures, b, c)}; {sanctions_said(figures, *against)}"
    why = (
        "Worst dispute (hostility over 5, halved every eight years), sanctions (n cases: n / (n + 1)) and an open "
        "rivalry (1), added up, against the quarrels of the 30 largest powers with C; the interval is over half-lives "
        "of 4 to 16 years."
    )
    return measured("rift", (found[0], min(found), max(found)), (said, why), year, asked.day, BASIS)


def quarrels(figures: Figures, half_life: float = HALF_LIFE) -> Array:
    """(n, n) quarrel of every pair: hostility either way, and 1 more for an open rivalry."""
    toward = hostility(figures, half_life)
    return np.fmax(toward, toward.T) + np.nan_to_num(rivals(figures))
