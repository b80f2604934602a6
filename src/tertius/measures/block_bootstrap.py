"""How sure a skill is when errors come in blocks: years of one state, states of the same years."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius.errors import ImpossibleQuestion

__all__ = ["Span", "mean_span", "mean_spans", "skill_span"]

Array = NDArray[np.float64]


class Span(NamedTuple):
    """An interval, and which blocks were resampled for it."""

    low: float
    high: float
    by: str


def skill_span(
    loss: ArrayLike,
    reference: ArrayLike,
    blocks: Mapping[str, ArrayLike],
    *,
    rng: np.random.Generator,
    level: float = 0.9,
    draws: int = 1000,
) -> Span:
    """Interval of the skill ``1 - sum(loss) / sum(reference)``: the widest over the kinds of blocks.

    Parameters
    ----------
    loss, reference : (n,) arrays
        Losses >= 0 on the same cases, such as squared errors.
    blocks : mapping of str to (n,) array
        Labels of each kind of block by its name. Whole blocks are drawn with replacement.
    rng : numpy.random.Generator
    level : float
        Coverage, between 0 and 1.
    draws : int
        Resamples of each kind.

    Returns
    -------
    Span
        NaN where no kind has two blocks.

    Raises
    ------
    ImpossibleQuestion
        Arrays of different length, a negative or missing loss, or a level outside (0, 1).

    References
    ----------
    .. [1] Künsch (1989), Annals of Statistics 17(3). https://doi.org/10.1214/aos/1176347265
    """
    ours, theirs = np.asarray(loss, dtype=np.float64), np.asarray(reference, dtype=np.float64)
    if not (ours >= 0).all() or not (theirs >= 0).all():
        raise ImpossibleQuestion("a loss is known and 0 or more", found="a negative or missing loss")

    def skill(sums: Array) -> Array:
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(sums[:, 1] > 0, 1 - sums[:, 0] / sums[:, 1], np.nan)

    (span,) = _widest([np.column_stack((ours, theirs))], blocks, skill, rng=rng, level=level, draws=draws)
    return span


def mean_span(
    values: ArrayLike,
    blocks: Mapping[str, ArrayLike],
    *,
    rng: np.random.Generator,
    level: float = 0.9,
    draws: int = 1000,
) -> Span:
    """Interval of a mean: the widest over the kinds of blocks; parameters and errors as in `skill_span`.

    `values` may be of either sign, in any unit, without NaN.
    """
    (span,) = mean_spans([values], blocks, rng=rng, level=level, draws=draws)
    return span


def mean_spans(
    values: Sequence[ArrayLike],
    blocks: Mapping[str, ArrayLike],
    *,
    rng: np.random.Generator,
    level: float = 0.9,
    draws: int = 1000,
) -> tuple[Span, ...]:
    """The intervals of several means of the same cases, from the same resamples: each that of `mean_span`."""
    given = [np.asarray(v, dtype=np.float64) for v in values]
    missing = sum(int((~np.isfinite(v)).sum()) for v in given)
    if missing:
        raise ImpossibleQuestion("values of a mean are known", found=f"{missing} missing")

    def mean(sums: Array) -> Array:
        return sums[:, 0] / sums[:, 1]

    tables = [np.column_stack((v, np.ones_like(v))) for v in given]
    return _widest(tables, blocks, mean, rng=rng, level=level, draws=draws)


def _widest(
    tables: Sequence[Array],
    blocks: Mapping[str, ArrayLike],
    statistic: Callable[[Array], Array],
    *,
    rng: np.random.Generator,
    level: float,
    draws: int,
) -> tuple[Span, ...]:
    """The widest interval of each table; its columns (n, m) are summed by block, `statistic` reads (draws, m) sums."""
    if not 0 < level < 1:
        raise ImpossibleQuestion("a level lies between 0 and 1", found=str(level), hint="level=0.9")
    found = [Span(float("nan"), float("nan"), "nothing to resample")] * len(tables)
    for name, labels in blocks.items():
        label = np.asarray(labels)
        for columns in tables:
            if label.shape != columns.shape[:1]:
                raise ImpossibleQuestion("one block a case", found=f"{label.shape} labels of {len(columns)} cases")
        _, place = np.unique(label, return_inverse=True)
        n = int(place.max(initial=-1)) + 1
        if n < 2:
            continue
        times = rng.multinomial(n, np.full(n, 1 / n), size=draws).astype(np.float64)
        for k, columns in enumerate(tables):
            sums = np.column_stack([np.bincount(place, weights=c, minlength=n) for c in columns.T])
            drawn = statistic(np.einsum("db,bm->dm", times, sums))
            low, high = np.nanquantile(drawn, ((1 - level) / 2, (1 + level) / 2))
            if not high - low <= found[k].high - found[k].low:
                found[k] = Span(float(low), float(high), name)
    return tuple(found)
