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
from tertius.wedge.components.reference import Figures, figures_of, in_units, measured, not_known, stale, yardstick

__all__ = ["DEFINITION", "gaps", "measure", "shares_of", "spanned"]

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

SOURCES = {"imf_trade_share": "IMF", "census_trade_share": "US Census", "china_trade_share": "China's customs"}
OWN = tuple(SOURCES)
"""Figures of one state with its partners, newer than the table of all pairs."""

LISTED = (0.55, 1.0)
"""What China's 25 listed partners are of its trade, lowest and highest: a convention, since the rest is not at hand."""

MIRROR = (0.9, 1.1)
"""How far one side's figure of a trade may lie from the other's: a convention."""

APART = 3
"""Shares of two sources are set against each other only when their years are no farther apart."""

MOVED = 2.0
"""Factor by which a newer share may differ from the table's, while the table's pair stands: a convention."""

Share = tuple[str, int, float]


def measure(asked: Asked) -> Value:
    """The gap between the two trade shares over their sum, against those of the other powers with C."""
    figures = figures_of(asked)
    a, b, c = figures.at(asked.a.cow, asked.b.cow, asked.c.cow)
    pair = shares_of(figures, b, c)
    if pair is None:
        return _no_pair(asked, figures, b, c)
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
    by = yardstick(gaps(figures)[figures.in_place_of_b(a, c), c])
    if by is None or mine[2] + theirs[2] == 0:
        return not_known(
            "asymmetry", "The two trade nothing with each other, or too few powers' trade with the second is known."
        )
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
    return measured("asymmetry", spanned(mine, theirs, by), (said, why), year, asked.day, basis)


def spanned(mine: Share, theirs: Share, by: tuple[float, float]) -> tuple[float, float, float]:
    """The gap in units of a yardstick: at the middle of what either share may be, lowest and highest.

    Two shares of 0 leave no gap.
    """
    ends = _doubt_of(mine), _doubt_of(theirs)
    doubts = np.array([[sum(end) / 2 for end in ends], *product(*ends)])
    found = in_units(np.nan_to_num(asymmetry(mine[2] * doubts[:, 0], theirs[2] * doubts[:, 1]), nan=0.0), by)
    return float(found[0]), float(found.min()), float(found.max())


def gaps(figures: Figures) -> NDArray[np.float64]:
    """(n, n) how much more the first of each pair needs the second's trade than the other way, -1 to 1."""
    shares = figures.last("trade_share")
    both = shares + shares.T
    return np.divide(shares - shares.T, both, out=np.full_like(both, np.nan), where=both > 0)


def shares_of(figures: Figures, b: int, c: int) -> tuple[Share, Share] | None:
    """C's share in B's trade and B's in C's: from both states' own figures where near in time, else from one table.

    None where a newer figure that either state has of its own is not within a factor of two of the
    table's: an old pair does not stand in for a share that has moved since.
    """
    own = _own(figures, b, c)
    if own[0] is not None and own[1] is not None and abs(own[0][1] - own[1][1]) <= APART:
        return own[0], own[1]
    table = _table(figures, b, c)
    if table[0] is None or table[1] is None:
        return None
    moved = any(_moved(old, new) for old, new in zip(table, own, strict=True) if old is not None and new is not None)
    return None if moved else (table[0], table[1])


def _moved(old: Share, new: Share) -> bool:
    return new[1] > old[1] + APART and not old[2] / MOVED <= new[2] <= old[2] * MOVED


def _own(figures: Figures, b: int, c: int) -> tuple[Share | None, Share | None]:
    return _newest(figures, OWN, b, c), _newest(figures, OWN, c, b)


def _table(figures: Figures, b: int, c: int) -> tuple[Share | None, Share | None]:
    return _newest(figures, ("trade_share",), b, c), _newest(figures, ("trade_share",), c, b)


def _newest(figures: Figures, names: tuple[str, ...], of: int, on: int) -> Share | None:
    found = [(name, *newest) for name in names if (newest := figures.newest(name, of, on)) is not None]
    return max(found, key=lambda share: share[1]) if found else None


def _no_pair(asked: Asked, figures: Figures, b: int, c: int) -> Value:
    """Not known: what the newest share says, which share is missing for its time, and of which year the old one is."""
    own = _own(figures, b, c)
    sides = ((asked.b, asked.c, own[0]), (asked.c, asked.b, own[1]))
    known = [(of, on, share) for of, on, share in sides if share is not None]
    if not known:
        return not_known("asymmetry", "No shares in each other's trade of years near enough to be compared.")
    of, on, (name, year, share) = max(known, key=lambda side: side[2][1])
    other = _newest(figures, (*OWN, "trade_share"), *((c, b) if of is asked.b else (b, c)))
    last = f"; the newest known is {_part(other[2])}, of {other[1]}" if other is not None else ""
    why = (
        f"{the(on.name)} is {_part(share)} of {possessive(of.name)} trade ({SOURCES[name]}, {year}); what "
        f"{the(of.name)} is of {possessive(on.name)} trade is missing for that time, so no gap is taken{last}."
    )
    return not_known("asymmetry", why, basis=(column(f"{name}_a").dataset,))


def _part(share: float) -> str:
    return percent(share) if share else "no recorded part"


def _doubt_of(share: Share) -> tuple[float, float]:
    """What a recorded share may be multiplied by, lowest and highest."""
    return LISTED if share[0] == "china_trade_share" else MIRROR
