"""Component 5: how much more B needs C's trade than C needs B's."""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray

from tertius.alignment.dependence import HARDLY
from tertius.atlas.columns import column
from tertius.measures.dependence import asymmetry
from tertius.present.names import possessive, the
from tertius.present.numbers import percent
from tertius.wedge.components.component import Asked, Component, Value
from tertius.wedge.components.effects import EFFECTS
from tertius.wedge.components.reference import Figures, figures_of, measured, not_known, stale, standardised

__all__ = ["DEFINITION", "gaps", "measure"]

DEFINITION = Component(
    key="asymmetry",
    label="Asymmetry of interdependence",
    number=5,
    by_judgement=False,
    effect=EFFECTS["asymmetry"],
    definition="How much more B depends on trade with C than C on trade with B, from -1 to 1.",
    evidence="Each one's share in the other's goods trade, the newest from one source or from each one's own customs.",
    falsifier="Over 30 or more resolved cases the 80 % interval of its effect lies above 0.",
    source="Huang 2020, Chinese Journal of International Politics 13(2); the measure after Keohane & Nye 1977 and "
    "Hirschman 1945.",
)

OWN = ("imf_trade_share", "census_trade_share", "china_trade_share")
"""Figures of one state with its partners, newer than the table of all pairs."""

LISTED = (0.55, 1.0)
"""What China's 25 listed partners are of its trade, lowest and highest: a convention, since the rest is not at hand."""

MIRROR = (0.9, 1.1)
"""How far one side's figure of a trade may lie from the other's: a convention."""

APART = 3
"""Shares of two sources are set against each other only when their years are no farther apart."""

Share = tuple[str, int, float]


def measure(asked: Asked) -> Value:
    """The gap between the two trade shares over their sum, against those of the other powers with C."""
    figures = figures_of(asked)
    a, b, c = figures.at(asked.a.cow, asked.b.cow, asked.c.cow)
    pair = _shares(figures, b, c)
    if pair is None:
        return not_known("asymmetry", "No shares in each other's trade of years near enough to be compared.")
    mine, theirs = pair
    year = min(mine[1], theirs[1])
    basis = tuple(dict.fromkeys(column(f"{s[0]}_a").dataset for s in (mine, theirs)))
    said = (
        f"{the(asked.c.name)} is {_part(mine[2])} of {possessive(asked.b.name)} trade ({mine[1]}), "
        f"{the(asked.b.name)} {_part(theirs[2])} of {possessive(asked.c.name)} ({theirs[1]})"
    )
    if max(mine[2], theirs[2]) < HARDLY and not stale(year, asked.day):
        why = f"The two hardly traded: {said}; below {percent(HARDLY)} of both, the gap says nothing of dependence."
        return not_known("asymmetry", why, basis=basis)
    reference = gaps(figures)[figures.in_place_of_b(a, c), c]
    found: list[float] = []
    middle = tuple(sum(_doubt(share)) / 2 for share in pair)
    for x, y in (middle, *product(_doubt(mine), _doubt(theirs))):
        one, two = mine[2] * x, theirs[2] * y
        unit = standardised(float(asymmetry(one, two)), reference) if one + two > 0 else None
        if unit is None:
            return not_known(
                "asymmetry", "The two trade nothing with each other, or too few powers' trade with the second is known."
            )
        found.append(unit)
    why = (
        "Gap of the two shares over their sum, against those of the 30 largest powers with C in COW's table of all "
        "pairs, whose newest year is older"
        + (
            "; China's share, an upper bound, taken at the middle of 55 to 100 % of it"
            if "china_trade_share" in (mine[0], theirs[0])
            else ""
        )
        + "."
    )
    return measured("asymmetry", (found[0], min(found), max(found)), (said, why), year, asked.day, basis)


def gaps(figures: Figures) -> NDArray[np.float64]:
    """(n, n) how much more the first of each pair needs the second's trade than the other way, -1 to 1."""
    shares = figures.last("trade_share")
    both = shares + shares.T
    return np.divide(shares - shares.T, both, out=np.full_like(both, np.nan), where=both > 0)


def _shares(figures: Figures, b: int, c: int) -> tuple[Share, Share] | None:
    """C's share in B's trade and B's in C's: from both states' own figures where near in time, else from one table."""
    own = [_newest(figures, OWN, of, on) for of, on in ((b, c), (c, b))]
    if own[0] is not None and own[1] is not None and abs(own[0][1] - own[1][1]) <= APART:
        return own[0], own[1]
    table = [_newest(figures, ("trade_share",), of, on) for of, on in ((b, c), (c, b))]
    return None if table[0] is None or table[1] is None else (table[0], table[1])


def _newest(figures: Figures, names: tuple[str, ...], of: int, on: int) -> Share | None:
    found = [(name, *newest) for name in names if (newest := figures.newest(name, of, on)) is not None]
    return max(found, key=lambda share: share[1]) if found else None


def _part(share: float) -> str:
    return percent(share) if share else "no recorded part"


def _doubt(share: Share) -> tuple[float, float]:
    return LISTED if share[0] == "china_trade_share" else MIRROR
