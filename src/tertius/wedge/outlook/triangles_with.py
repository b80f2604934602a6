"""One pair's triangle with each third state: the ties, the roles, and what a closer pair would do to them."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tertius.atlas.columns import column
from tertius.atlas.store import Atlas
from tertius.measures.triads import ROLES, TIERS, roles
from tertius.present.names import called_on
from tertius.provenance import known_at
from tertius.states import State
from tertius.wedge.outlook.third_ties import ThirdTies

__all__ = ["Span", "Third", "allies_of", "kappas_of", "pairs_with", "spans", "thirds_of"]

Array = NDArray[np.float64]
Span = tuple[float, float, float]
"""Mean and 90 % interval."""


@dataclass(frozen=True, slots=True)
class Third:
    """One triangle (A, B, X): where X stands, and what a tie A-B closer by one unit does to it.

    Attributes
    ----------
    tie_a, tie_b, tie_c : (mean, low, high)
        X's ties with A, B and C, 90 %; `tie_c` None where there is no C or it is not known.
    kappa_a, kappa_b, kappa_c : float or None
        Newest quadratic kappa on contested votes that is usable, -1 to 1.
    exposed : float
        Share of draws in which X stands above the average tie with A and below it with B, 0 to 1.
    role, role_after : (word, probability)
        A's likeliest role now, and with A-B one unit closer.
    own_role, own_role_after : (word, probability)
        The same for X.
    pivot : (now, after)
        Share of draws in which A is the pivot.
    falls : float
        Share of draws in which X's role is of a lower tier of Wu's (1996) with A-B one unit closer.
    payoff, own_payoff : (mean, low, high)
        ``U_A = t_AB + t_AX - t_BX`` and ``U_X = t_AX + t_BX - t_AB`` now, in units of the ties.
        With A-B one unit closer the first rises by a unit and the second falls by one.
    """

    state: str
    name: str
    group: Literal["ally", "third", "other"]
    tie_a: Span
    tie_b: Span
    tie_c: Span | None
    kappa_a: float | None
    kappa_b: float | None
    kappa_c: float | None
    exposed: float
    role: tuple[str, float]
    role_after: tuple[str, float]
    own_role: tuple[str, float]
    own_role_after: tuple[str, float]
    payoff: Span
    own_payoff: Span
    pivot: tuple[float, float]
    falls: float


def thirds_of(
    drawn: ThirdTies,
    states: tuple[State, State, State | None],
    allies: Set[int],
    kappas: Mapping[tuple[int, int], float],
    *,
    on: date | None = None,
) -> tuple[Third, ...]:
    """Every triangle, in the order of `Blowback.thirds`, states named as on the day `on`, today when None."""
    a, b, c = states
    pair, with_a, with_b = drawn.pair[:, None], drawn.with_a, drawn.with_b
    patterns = [4 * (pair + more > 0) + 2 * (with_a > 0) + (with_b > 0) for more in (0.0, drawn.unit)]
    now, after = (_likeliest(p) for p in patterns)
    pivot, pivot_after = ((_CODES[p, 0] == PIVOT).mean(axis=0) for p in patterns)
    falls = (_TIER[_CODES[patterns[1], 2]] > _TIER[_CODES[patterns[0], 2]]).mean(axis=0)
    exposed = ((with_a > 0) & (with_b < 0)).mean(axis=0)
    worth, own_worth = spans(pair + with_a - with_b), spans(with_a + with_b - pair)
    to_a, to_b = spans(with_a), spans(with_b)
    found: list[tuple[tuple[float, ...], Third]] = []
    for i, x in enumerate(drawn.states):
        state = called_on(x, on)
        group = "third" if c is not None and x == c.cow else "ally" if x in allies else "other"
        third = Third(
            state.iso3, state.name, group, to_a[i], to_b[i], drawn.with_c[i],
            kappas.get((a.cow, x)), kappas.get((b.cow, x)), kappas.get((c.cow, x)) if c else None,
            float(exposed[i]), now[i][0], after[i][0], now[i][1], after[i][1], worth[i], own_worth[i],
            (float(pivot[i]), float(pivot_after[i])), float(falls[i]),
        )  # fmt: skip
        rank = -third.exposed if group == "ally" else -abs(to_a[i][0]) - abs(to_b[i][0])
        found.append(((("ally", "third", "other").index(group), rank, x), third))
    return tuple(t for _, t in sorted(found, key=lambda f: f[0]))


_PATTERNS = np.array([[2 * bool(p & 4) - 1, 2 * bool(p & 2) - 1, 2 * bool(p & 1) - 1] for p in range(8)])
_CODES = roles(_PATTERNS)
_TIER = np.array([TIERS[role] for role in ROLES])
PIVOT = ROLES.index("pivot")


def _likeliest(pattern: NDArray[np.int_]) -> list[tuple[tuple[str, float], tuple[str, float]]]:
    """For every triangle A's and X's likeliest role and its share of draws; a tie of exactly 0 is negative."""
    share = np.stack([(pattern == p).mean(axis=0) for p in range(8)], axis=-1)
    found: list[tuple[tuple[str, float], tuple[str, float]]] = []
    of_corner = [np.stack([share[:, _CODES[:, k] == r].sum(axis=1) for r in range(len(ROLES))], 1) for k in (0, 2)]
    for own, others in zip(*of_corner, strict=True):
        a, x = int(own.argmax()), int(others.argmax())
        found.append(((ROLES[a], float(own[a])), (ROLES[x], float(others[x]))))
    return found


def spans(draws: Array) -> list[Span]:
    """Mean, 5th and 95th percentile of every column."""
    low, high = np.quantile(draws, (0.05, 0.95), axis=0)
    return [(float(m), float(lo), float(hi)) for m, lo, hi in zip(draws.mean(axis=0), low, high, strict=True)]


def pairs_with(poles: tuple[int, ...], atlas: Atlas) -> pl.DataFrame:
    """Votes and defence pacts of the poles with everyone: `pole`, `other`, `year`, …."""
    kept = ("year", "kappa", "kappa_usable", "atop_defense")
    either = pl.col("a").is_in(poles) | pl.col("b").is_in(poles)
    pairs = atlas.table("dyads").filter(either).select("a", "b", *kept).collect()
    sides = [
        pairs.filter(pl.col(one).is_in(poles)).select(pl.col(one).alias("pole"), pl.col(other).alias("other"), *kept)
        for one, other in (("a", "b"), ("b", "a"))
    ]
    return pl.concat(sides)


def allies_of(a: int, frame: pl.DataFrame, day: date) -> tuple[int | None, frozenset[int]]:
    """The newest year of A's pacts that was known, and who had an obligation to defend or be defended in it."""
    lag = column("atop_defense").lag_days
    seen = frame.filter((pl.col("pole") == a) & pl.col("atop_defense").is_not_null())
    years = [y for y in seen["year"].unique().to_list() if known_at(y, lag) <= day]
    if not years:
        return None, frozenset()
    newest = seen.filter((pl.col("year") == max(years)) & pl.col("atop_defense"))
    return max(years), frozenset(newest["other"].to_list())


def kappas_of(frame: pl.DataFrame, day: date) -> dict[tuple[int, int], float]:
    """Newest usable kappa that was known, by pole and other."""
    lag = column("kappa").lag_days
    public = max((y for y in range(day.year - 3, day.year + 1) if known_at(y, lag) <= day), default=0)
    seen = frame.filter(pl.col("kappa_usable") & pl.col("kappa").is_not_null() & (pl.col("year") <= public))
    newest = seen.sort("year").group_by("pole", "other").agg(pl.col("kappa").last())
    return {(pole, other): float(kappa) for pole, other, kappa in newest.iter_rows()}
