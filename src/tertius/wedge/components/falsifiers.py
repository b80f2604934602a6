"""What would refute the judged number or a component of it, as rules that can be run on resolved cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit, logit

from tertius.measures.penalised_logistic import fit_logistic
from tertius.wedge.components.component import Component

__all__ = ["FEWEST", "Verdict", "judged_adds_nothing", "reward_adds_nothing", "wrong_sides"]

Array = NDArray[np.float64]

FEWEST = 30
"""Resolved cases below which no rule speaks."""

WIDE = 2.5
"""Standard deviation of the prior around 0 under which effects are estimated: wide enough to let the cases speak."""

Z80 = 1.2815515655446004
EDGE = 1e-6


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says: `refuted` is None where too few cases are resolved."""

    rule: str
    refuted: bool | None
    text: str


def judged_adds_nothing(judged: ArrayLike, start: ArrayLike, outcomes: ArrayLike) -> Verdict:
    """Rule (a): over 30 resolved cases dated after the coding, the judged number scores no better than its start.

    Parameters
    ----------
    judged, start : (n,) arrays
        Probabilities with and without the components.
    outcomes : (n,) array
        1 where B moved, 0 where it did not.
    """
    o = np.asarray(outcomes, dtype=np.float64)
    if len(o) < FEWEST:
        return _too_few("judged", len(o))
    gain = float(np.mean(_log_score(judged, o) - _log_score(start, o)))
    return Verdict("judged", gain <= 0, f"mean log score {gain:+.4f} against the number it starts from, {len(o)} cases")


def wrong_sides(
    components: Sequence[Component], values: ArrayLike, start: ArrayLike, outcomes: ArrayLike
) -> tuple[Verdict, ...]:
    """Rule (b): the 80 % interval of a component's effect, estimated on resolved cases, lies on the wrong side of 0.

    Parameters
    ----------
    components : sequence of k
        In the order of the columns of `values`.
    values : (n, k) array
        In units; NaN, not known, counts as 0.
    start : (n,) array
        Probability before the components; its log odds are where every case begins.
    outcomes : (n,) array
        0 or 1.
    """
    x, o = np.nan_to_num(np.asarray(values, dtype=np.float64), nan=0.0), np.asarray(outcomes, dtype=np.float64)
    if len(o) < FEWEST:
        return tuple(_too_few(c.key, len(o)) for c in components)
    offset = logit(np.clip(np.asarray(start, dtype=np.float64), EDGE, 1 - EDGE))
    effects, errors = _fitted(x, o, offset)
    found: list[Verdict] = []
    for k, component in enumerate(components):
        low, high = effects[k] - Z80 * errors[k], effects[k] + Z80 * errors[k]
        wrong = high < 0 if component.sign > 0 else low > 0
        found.append(
            Verdict(
                component.key,
                bool(wrong),
                f"effect {effects[k]:+.2f} (80 %: {low:+.2f} to {high:+.2f}), {len(o)} cases",
            )
        )
    return tuple(found)


def reward_adds_nothing(rift: ArrayLike, reward: ArrayLike, start: ArrayLike, outcomes: ArrayLike) -> Verdict:
    """Rule (c): reward capacity adds nothing to the log score once the rift is in; each case is left out in turn.

    Parameters
    ----------
    rift, reward, start, outcomes : (n,) arrays
        The two components in units, the probability before them, and what came.
    """
    o = np.asarray(outcomes, dtype=np.float64)
    if len(o) < FEWEST:
        return _too_few("reward", len(o))
    offset = logit(np.clip(np.asarray(start, dtype=np.float64), EDGE, 1 - EDGE))
    one, two = (np.nan_to_num(np.asarray(v, dtype=np.float64), nan=0.0) for v in (rift, reward))
    gain = float(np.mean(_left_out(np.column_stack([one, two]), o, offset) - _left_out(one[:, None], o, offset)))
    return Verdict("reward", gain <= 0, f"mean log score {gain:+.4f} against the rift alone, {len(o)} cases")


def _left_out(x: Array, o: Array, offset: Array) -> Array:
    """(n,) log score of every case by effects fitted to all others."""
    scores = np.empty(len(o))
    for n in range(len(o)):
        rest = np.arange(len(o)) != n
        effects, _ = _fitted(x[rest], o[rest], offset[rest])
        scores[n] = _log_score(expit(offset[n] + x[n] @ effects), o[n])
    return scores


def _fitted(x: Array, o: Array, offset: Array) -> tuple[Array, Array]:
    """Effects and their standard errors; they start from the offset and have no intercept of their own."""
    precision = 1 / WIDE**2
    effects = fit_logistic(x, o, penalty=precision, offset=offset)
    p = expit(offset + x @ effects)
    curvature: Array = np.einsum("ni,n,nj->ij", x, p * (1 - p), x) + precision * np.eye(x.shape[1])
    return effects, np.sqrt(np.linalg.inv(curvature).diagonal())


def _log_score(p: ArrayLike, o: ArrayLike) -> Array:
    chance = np.clip(np.asarray(p, dtype=np.float64), EDGE, 1 - EDGE)
    return np.where(np.asarray(o) == 1, np.log(chance), np.log(1 - chance))


def _too_few(rule: str, n: int) -> Verdict:
    return Verdict(rule, None, f"{n} cases resolved, {FEWEST} are needed")
