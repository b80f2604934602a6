"""How often attempts ended with the tie changed, by what was coded of them: counts, not causes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tertius.measures.base_rates import jeffreys
from tertius.wedge.cases.case import ERAS, GOALS, WORDS, Case, era_of

__all__ = ["CaseRate", "Counted", "case_rates", "group_weights"]


@dataclass(frozen=True, slots=True)
class Counted:
    """`events` of `n`, with Jeffreys' interval at 90 %; fractions where each mirror group counts once."""

    events: float
    n: float
    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class CaseRate:
    """The rate of one coded value, by case and with each mirror group counted once."""

    by: str
    value: str
    cases: Counted
    groups: Counted


def group_weights(cases: Sequence[Case]) -> tuple[float, ...]:
    """One over the size of each case's mirror group among these cases, so that a story counts once.

    Parameters
    ----------
    cases
        The cases that count at all: a mirror left out gives its weight to the other side.

    Returns
    -------
    tuple of float
        Above 0 and at most 1, one a case.
    """
    sizes = Counter(c.group for c in cases)
    return tuple(1 / sizes[c.group] for c in cases)


def case_rates(cases: Sequence[Case]) -> tuple[CaseRate, ...]:
    """Rates of success overall and by strategy, rift, goal, target's regime change and era.

    Parameters
    ----------
    cases
        Resolved cases; a case that began in no era, or whose coders have no majority, is left
        out of that split.

    Returns
    -------
    tuple of CaseRate
        In the order of the codebook's words; values that no case has are left out.
    """
    weights = group_weights(cases)
    yes_no = {"0": "no", "1": "yes"}
    splits: list[tuple[str, str, list[bool]]] = [("all", "all", [True] * len(cases))]
    splits += [("strategy", w, [c.by.strategy == w for c in cases]) for w in WORDS["strategy"]]
    splits += [("rift", yes_no[w], [c.by.rift == w for c in cases]) for w in ("1", "0")]
    splits += [("goal", w, [c.by.goal == w for c in cases]) for w in GOALS]
    splits += [("regime_change", yes_no[w], [c.by.regime_change == w for c in cases]) for w in ("1", "0")]
    splits += [("era", f"{era[0]}–{era[1]}", [era_of(c.first) == era for c in cases]) for era in ERAS]
    return tuple(
        CaseRate(
            by,
            value,
            _counted([(1.0, c) for c, one in zip(cases, member, strict=True) if one]),
            _counted([(w, c) for w, c, one in zip(weights, cases, member, strict=True) if one]),
        )
        for by, value, member in splits
        if any(member)
    )


def _counted(weighted: Sequence[tuple[float, Case]]) -> Counted:
    n = sum(w for w, _ in weighted)
    events = min(n, sum(w for w, c in weighted if c.succeeded))
    low, high = jeffreys(events, n)
    return Counted(events, n, events / n, float(low), float(high))
