"""Component 8: a threat that A poses to B and C at once, and that holds them together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tertius.present.names import the
from tertius.wedge.components.component import Asked, Component, Value
from tertius.wedge.components.effects import EFFECTS
from tertius.wedge.components.hostility import HALF_LIFE, HALF_LIVES, dispute_said, hostility, sanctions_said
from tertius.wedge.components.reference import figures_of, measured, not_known, standardised

__all__ = ["DEFINITION", "measure", "shared"]

Array = NDArray[np.float64]

DEFINITION = Component(
    key="threat",
    label="Shared threat",
    number=8,
    by_judgement=False,
    effect=EFFECTS["threat"],
    definition="How hostile A is to B and to C at once: the lesser of the two hostilities.",
    evidence="A's militarized disputes with each, halved every eight years, and A's sanctions in force on each.",
    falsifier="Over 30 or more resolved cases the 80 % interval of its effect lies above 0.",
    source="Walt 1985, doi:10.2307/2538540, on balancing against threat.",
)


def measure(asked: Asked) -> Value:
    """The lesser of A's hostility toward B and toward C, against the same with every other power in B's place."""
    figures = figures_of(asked)
    a, b, c = figures.at(asked.a.cow, asked.b.cow, asked.c.cow)
    found: list[float] = []
    for half_life in (HALF_LIFE, *HALF_LIVES):
        toward = hostility(figures, half_life)
        lesser = shared(toward, a, c)
        unit = standardised(float(lesser[b]), lesser[figures.in_place_of_b(a, c)])
        if np.isnan(toward[a, [b, c]]).any():
            return not_known("threat", "A's hostility was not observed toward both: neither disputes nor sanctions.")
        if unit is None:
            return not_known(
                "threat", "A has been so little hostile to C that no power in B's place shares more of it than another."
            )
        found.append(unit)
    lists = [figures.newest(n, a, x) for n in ("mid_hostility", "sanctions_by") for x in (b, c)]
    year = min(n[0] for n in lists if n is not None)
    said = "; ".join(
        f"toward {the(state.name)}: {dispute_said(figures, a, x)}, {sanctions_said(figures, a, x)}"
        for state, x in ((asked.b, b), (asked.c, c))
    )
    why = (
        "The lesser of A's two hostilities (worst dispute over 5, halved every eight years, plus n / (n + 1) for n "
        "sanction cases), against that of the 30 largest powers in B's place; the interval is over half-lives of 4 to "
        "16 years."
    )
    return measured(
        "threat", (found[0], min(found), max(found)), (said, why), year, asked.day, ("cow_mid_dyadic", "gsdb_sanctions")
    )


def shared(toward: Array, a: int, c: int) -> Array:
    """(n,) the lesser of A's hostility toward each state and toward C."""
    return np.minimum(toward[a], toward[a, c])
