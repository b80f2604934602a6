"""The ties of two powers with every third state, drawn together, from the kept latent ties or else from votes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tertius.alignment.votes import joint_draws
from tertius.atlas.rollcalls import RollCalls
from tertius.atlas.store import Atlas
from tertius.atlas.tie_estimates import kept_ties, ties_entry
from tertius.triangle.roles import SPAN

__all__ = ["LATENT_UNIT", "VOTES_UNIT", "ThirdTies", "kept_between", "third_ties"]

Array = NDArray[np.float64]

LATENT_UNIT = 1.0
"""One standard deviation of all pairs of 1970 to 1989."""

VOTES_UNIT = 1 / 3
"""What a unit of the latent tie is in kappa: a kappa of 0.1 is taken as near zero as a latent tie of 0.3."""

DRAWS = 500
VOTE_DRAWS = 200

REACH = 10
"""Years back in which sessions that decide the pair are looked for; roles look back three."""

_TIES = {"a": pl.Int64, "b": pl.Int64, "year": pl.Int64, "mean": pl.Float64, "sd": pl.Float64}


@dataclass(frozen=True, slots=True, eq=False)
class ThirdTies:
    """Joint draws of the tie A-B and of A's and B's ties with `n` third states.

    Attributes
    ----------
    states : (n,) tuple of int
        COW codes of the third states.
    pair : (draws,) array
        The tie A-B.
    with_a, with_b : (draws, n) array
        The ties A-X and B-X.
    with_c : (n,) tuple of (mean, low, high) or None
        The tie C-X with its 90 % interval, not drawn; None where it is not known.
    source : {"latent tie", "votes"}
    year : int
        Of the ties; the newest session's for votes.
    unit : float
        What counts as one unit on the scale.
    """

    states: tuple[int, ...]
    pair: Array
    with_a: Array
    with_b: Array
    with_c: tuple[tuple[float, float, float] | None, ...]
    source: Literal["latent tie", "votes"]
    year: int
    unit: float


def third_ties(
    a: int,
    b: int,
    c: int | None,
    *,
    kept: pl.DataFrame | None,
    votes: RollCalls,
    share: float,
    rng: np.random.Generator,
) -> ThirdTies | None:
    """The ties as they were known on a day; None where the tie of A and B is not known.

    Latent ties where they are `kept` (as `kept_between` gives them), and else quadratic kappas
    of the newest three sessions in which the pair's is usable. Latent ties are fitted one by
    one; the `share` of their variance that is the sampling error of votes goes together as the
    pairs' agreement does when titles are drawn.
    """
    if kept is not None:
        found = _latent(a, b, c, kept, votes, share, rng)
        if found is not None:
            return found
    return _by_votes(a, b, c, votes, rng)


def kept_between(poles: tuple[int, ...], day: date, atlas: Atlas) -> pl.DataFrame | None:
    """Every kept tie of some states, one row a pole, other state and year; None on days before they were public.

    Columns: `pole`, `other`, `year`, `mean`, `sd`. A pair of two poles has two rows.
    """
    entry = ties_entry(atlas)
    if entry is None or day < date.fromisoformat(entry["public"]):
        return None
    kept = kept_ties(atlas)
    assert kept is not None
    sides = [
        kept.filter(pl.col(one).is_in(poles)).select(
            pl.col(one).alias("pole"), pl.col(other).alias("other"), "year", "mean", "sd"
        )
        for one, other in (("a", "b"), ("b", "a"))
    ]
    return pl.concat(sides).filter(pl.col("year") < day.year)


def _latent(
    a: int, b: int, c: int | None, kept: pl.DataFrame, votes: RollCalls, share: float, rng: np.random.Generator
) -> ThirdTies | None:
    """Draws of the newest year in which A and B have a tie."""
    pair = kept.filter((pl.col("pole") == a) & (pl.col("other") == b))
    if pair.is_empty():
        return None
    year = cast("int", pair["year"].max())
    newest = kept.filter(pl.col("year") == year)
    of = {
        (pole, other): (mean, sd) for pole, other, mean, sd in newest.select("pole", "other", "mean", "sd").iter_rows()
    }
    others = sorted({x for p, x in of if p == a and (b, x) in of} - {a, b})
    keys = [(a, b), *((a, x) for x in others), *((b, x) for x in others)]
    mean, sd = np.array([of[k] for k in keys]).T
    parts, sampled = _of_titles(votes, keys)
    own = np.sqrt(np.where(sampled, 1 - share, 1))
    together = np.sqrt(share) * rng.standard_normal((DRAWS, len(parts))) @ parts
    drawn = mean + sd * (together + own * rng.standard_normal((DRAWS, len(keys))))
    n = len(others)
    third = tuple(_span(*of[c, x]) if c is not None and (c, x) in of else None for x in others)
    return ThirdTies(
        tuple(others), drawn[:, 0], drawn[:, 1 : n + 1], drawn[:, n + 1 :], third, "latent tie", year, LATENT_UNIT
    )


def _span(mean: float, sd: float) -> tuple[float, float, float]:
    return mean, mean - 1.6449 * sd, mean + 1.6449 * sd


def _of_titles(votes: RollCalls, keys: list[tuple[int, int]]) -> tuple[Array, NDArray[np.bool_]]:
    """What each title adds to the sampling error of each pair's mean agreement, (titles, k), each column of length 1.

    Agreement is a mean, so a normal for each title times these has, to first order, the
    correlation that the pairs' agreement has when titles are drawn. The second value says for
    which pairs there is such an error; the column of any other is 0.
    """
    recent = votes.where(votes.session > votes.session.max(initial=0) - SPAN)
    titles, group = np.unique(recent.title, return_inverse=True)
    answers = {s: recent.of(s) for s in {s for k in keys for s in k}}
    apart = np.abs(np.stack([answers[x] - answers[y] for x, y in keys], axis=1))
    shared = np.isfinite(apart)
    middle = np.where(shared, apart, 0).sum(axis=0) / np.maximum(shared.sum(axis=0), 1)
    parts = np.zeros((len(titles), len(keys)))
    np.add.at(parts, group, np.where(shared, apart - middle, 0))
    spread = np.sqrt((parts**2).sum(axis=0))
    sampled = spread > 1e-9
    return np.where(sampled, parts / np.where(sampled, spread, 1), 0), sampled


def _by_votes(a: int, b: int, c: int | None, votes: RollCalls, rng: np.random.Generator) -> ThirdTies | None:
    """Kappas of the newest sessions that decide the pair's, up to ten years back, titles drawn once for all pairs."""
    recent = _decisive(a, b, votes, rng)
    if recent is None:
        return None
    others = [s for s in recent.states if s not in (a, b) and np.isfinite(recent.of(s)).any()]
    pairs = ((a, b), *((a, x) for x in others), *((b, x) for x in others))
    thirds = tuple((c, x) for x in others if x != c) if c is not None else ()
    if not others:
        return None
    drawn = joint_draws(recent, (*pairs, *thirds), draws=VOTE_DRAWS, rng=rng)
    defined = np.isfinite(drawn.kappa).all(axis=0) & np.array(drawn.usable)
    n = len(others)
    if not defined[0]:
        return None
    whole = [i for i in range(n) if defined[1 + i] and defined[1 + n + i]]
    of_c = {
        x: tuple(float(q) for q in np.quantile(drawn.kappa[:, 1 + 2 * n + i], (0.5, 0.05, 0.95)))
        for i, (_, x) in enumerate(thirds)
        if defined[1 + 2 * n + i]
    }
    kappa = drawn.kappa
    return ThirdTies(
        tuple(others[i] for i in whole),
        kappa[:, 0],
        kappa[:, [1 + i for i in whole]],
        kappa[:, [1 + n + i for i in whole]],
        tuple(cast("tuple[float, float, float] | None", of_c.get(others[i])) for i in whole),
        "votes",
        recent.years[-1],
        VOTES_UNIT,
    )


def _decisive(a: int, b: int, votes: RollCalls, rng: np.random.Generator) -> RollCalls | None:
    """The newest three sessions in which the pair's kappa is usable; None where there are none in ten years."""
    newest = int(votes.session.max(initial=0))
    for last in range(newest, newest - REACH, -1):
        span = votes.where((votes.session > last - SPAN) & (votes.session <= last))
        if len(span) and joint_draws(span, ((a, b),), draws=1, rng=rng).usable[0]:
            return span
    return None
