"""The judged number: what the data say, moved by components whose weights are stated and wide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from tertius.measures.base_rates import Z90
from tertius.measures.evidence_weights import FREEDOM, StandardDraws, moved_log_odds, parts, standard_draws
from tertius.wedge.components.component import Component, Value

if TYPE_CHECKING:
    from tertius.wedge.evidence.ratios import Ratio

__all__ = ["DISCOUNT", "DRAWS", "Judged", "Moved", "judged", "numbers", "value_drawn", "values_drawn"]

Array = NDArray[np.float64]

DISCOUNT = 0.5
"""Components overlap (a rift raises the cost of leaving and lowers the threat): each counts half."""

DRAWS = 4_000
SEED = 0
EDGE = 1e-4


@dataclass(frozen=True, slots=True)
class Moved:
    """What one component, or one judged item of evidence, adds to the log odds; 0 where it does not count.

    `low` and `high` hold 90 % of what it adds when its weight and its value are drawn.
    """

    component: str
    label: str
    log_odds: float
    low: float
    high: float
    counts: bool


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A probability at the centre with its 90 % interval, and what moved it from `start`.

    `moved` are in log odds and add up to the difference from `start`. `draws` (n,) are the
    log odds of every draw, read-only.
    """

    probability: float
    low: float
    high: float
    start: float
    moved: tuple[Moved, ...]
    draws: Array

    @property
    def mean(self) -> float:
        """The mean of the draws: what the number would be if its doubt were counted in.

        It lies above the centre where a few draws are large.
        """
        return float(np.mean(np.asarray(expit(self.draws), dtype=np.float64)))

    @property
    def not_known(self) -> tuple[str, ...]:
        """Labels of the components that add nothing because nothing is known of them, or too little agreed."""
        return tuple(m.label for m in self.moved if not m.counts)

    def to_dict(self) -> dict[str, Any]:
        """Plain values without the draws."""
        return {
            "probability": self.probability,
            "mean_of_draws": self.mean,
            "low": self.low,
            "high": self.high,
            "start": self.start,
            "moved": [asdict(m) for m in self.moved],
        }


def numbers(components: int, *, draws: int = DRAWS, seed: int | tuple[int, ...] = SEED) -> StandardDraws:
    """The random numbers of the judged number, and of every baseline a change or a scenario is compared with.

    They depend on nothing else, so the answer, its changes and a scenario's baseline are one
    number with one interval.
    """
    return standard_draws(draws, components, rng=np.random.default_rng(seed))


def judged(
    start: tuple[float, float, float],
    components: Sequence[Component],
    values: Sequence[Value],
    *,
    draws: StandardDraws | None = None,
    discount: float = DISCOUNT,
    shift: Mapping[str, tuple[float, Array]] | None = None,
    ratios: Sequence[Ratio] = (),
) -> Judged:
    """The number after judgement.

    Parameters
    ----------
    start : (probability, low, high)
        What the data alone say, with its 90 % interval.
    components, values : sequences of the same components in the same order
        Their weights, and where they stand.
    draws : StandardDraws, optional
        Random numbers, given where two calls are to be compared draw by draw; else `numbers`.
    discount : float
        How far each component counts, 0 to 1.
    shift : mapping of component to (float, (n,) array), optional
        What a scenario adds to a component's value, at the centre and draw by draw; a
        component that is not known starts from 0 there.
    ratios : sequence of Ratio
        What people gave items of evidence. Each is drawn from a t with 3 degrees of freedom as
        wide as itself, or as people differ where that is more.

    Returns
    -------
    Judged
        `moved` adds up to the difference in log odds.
    """
    assert [c.key for c in components] == [v.component for v in values], "components and values go together"
    drawn = draws or numbers(len(components))
    means, scales = (np.array([getattr(c.effect, f) for c in components]) for f in ("mean", "scale"))
    centre, by_draw = values_drawn(values, drawn)
    for key, (at_centre, added) in (shift or {}).items():
        k = next(i for i, c in enumerate(components) if c.key == key)
        by_draw[:, k] = np.nan_to_num(by_draw[:, k], nan=0.0) + added
        centre[k] = np.nan_to_num(centre[k], nan=0.0) + at_centre
    low, high = (float(logit(np.clip(p, EDGE, 1 - EDGE))) for p in start[1:])
    first = float(logit(np.clip(start[0], EDGE, 1 - EDGE)))
    added = parts(means, centre, discount=discount)
    sums = moved_log_odds(
        (first, (high - low) / (2 * Z90)),
        (means, scales),
        (by_draw, np.zeros(len(components))),
        discount=discount,
        draws=drawn,
    )
    given, told = _of_ratios(ratios, len(sums), discount)
    sums = sums + told.sum(axis=1)
    sums.flags.writeable = False
    one_by_one = discount * (means + scales * drawn.weights) * np.nan_to_num(by_draw, nan=0.0)
    ends = np.quantile(one_by_one, (0.05, 0.95), axis=0)
    moved = tuple(
        Moved(c.key, c.label, float(added[k]), float(ends[0, k]), float(ends[1, k]), bool(np.isfinite(centre[k])))
        for k, c in enumerate(components)
    )
    moved += given
    centre_p = float(expit(first + sum(m.log_odds for m in moved)))
    ends_p = expit(np.quantile(sums, (0.05, 0.95)))
    return Judged(centre_p, float(ends_p[0]), float(ends_p[1]), float(expit(first)), moved, sums)


def values_drawn(values: Sequence[Value], draws: StandardDraws) -> tuple[Array, Array]:
    """Where k components stand: (k,) at the centre and (n, k) draw by draw; NaN where they do not count."""
    return _drawn(values, draws.values)


def value_drawn(value: Value, normal: Array) -> Array:
    """One component draw by draw, (n,), from the standard normal numbers (n,) that are the component's own."""
    return _drawn((value,), normal[:, None])[1][:, 0]


def _drawn(values: Sequence[Value], normal: Array) -> tuple[Array, Array]:
    centre, below, above = _standing(values)
    return centre, centre + np.where(normal < 0, below, above) * normal


def _of_ratios(ratios: Sequence[Ratio], n: int, discount: float) -> tuple[tuple[Moved, ...], Array]:
    """What each judged item adds, and its draws (n, n_ratios)."""
    centre = np.array([r.log_odds(discount) for r in ratios])
    wide = np.array([max(abs(r.log_odds(discount)), (r.high - r.low) / 2) for r in ratios])
    # Numbers of their own, so that a judged item changes no draw of the components.
    drawn = centre + wide * np.random.default_rng(1).standard_t(FREEDOM, (n, len(ratios)))
    ends = np.quantile(drawn, (0.05, 0.95), axis=0) if len(ratios) else np.zeros((2, 0))
    found = tuple(
        Moved(r.id, r.label, float(centre[k]), float(ends[0, k]), float(ends[1, k]), True) for k, r in enumerate(ratios)
    )
    return found, drawn


def _standing(values: Sequence[Value]) -> tuple[Array, Array, Array]:
    """Where the components stand, and the standard deviations below and above; NaN where they do not count.

    An interval need not lie evenly round its value: nobody who gives the lowest step of a scale
    means something lower.
    """
    counting = [v if v.counts else None for v in values]
    nan = float("nan")
    centre = np.array([nan if v is None else v.value for v in counting], dtype=np.float64)
    ends = [
        np.array([nan if v is None else getattr(v, end) for v in counting], dtype=np.float64) for end in ("low", "high")
    ]
    below, above = (np.abs(end - centre) / Z90 for end in ends)
    return centre, below, above
