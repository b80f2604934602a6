"""What makes a case like the question asked: named features, their weights, and how close each is.

Gower's coefficient over mixed features: the weighted mean of closenesses from 0 to 1, over
the features that are known of both. The features and weights are this project's own; no
data set them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tertius.errors import UnknownName
from tertius.present.names import the
from tertius.states import State, find
from tertius.wedge.cases.case import GOALS, STATUSES, WORDS, Case

__all__ = ["FEATURES", "Attempt", "Feature", "Sought", "closeness", "difference", "similarity"]

YEARS_APART = 100
"""Years after which an attempt is as far away in time as can be."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing in which a case and the question may be alike; `weight` is ours, `about` says how close is told."""

    key: str
    label: str
    weight: float
    about: str


FEATURES: tuple[Feature, ...] = (
    Feature("target", "same target", 2.0, "1 the same state, else 0"),
    Feature("divider", "same divider", 1.0, "1 the same state, else 0"),
    Feature("partner", "same partner", 1.0, "1 the same state, else 0"),
    Feature("cast", "the same states in any role", 1.0, "share of the three that took part"),
    Feature("target_power", "target a great power", 2.0, "1 both or neither, by COW's list of major powers, else 0"),
    Feature("partner_power", "partner a great power", 1.0, "1 both or neither, by COW's list of major powers, else 0"),
    Feature("goal", "goal", 1.5, "1 less a third for each step between disalign, prevent, dealign, realign"),
    Feature("strategy", "strategy", 1.0, "1 where the case used a strategy asked about, else 0"),
    Feature("status", "tie of target and partner", 1.5, "1 less a half for each step between none, informal, pact"),
    Feature("rift", "rift before", 0.5, "1 both or neither, else 0; a low weight, for coders disagree on it"),
    Feature("time", "nearness in time", 1.5, f"1 less a hundredth for each year, 0 from {YEARS_APART} years"),
)


@dataclass(frozen=True, slots=True)
class Sought:
    """What the caller says about the attempt asked about; None, or no strategy, is "not said".

    Attributes
    ----------
    goal
        One of `GOALS`; realign where the caller does not say.
    strategies
        Ways the divider could take: "reward", "coercion", "mixed". Empty compares none.
    status
        The tie of target and partner, one of `STATUSES`.
    rift
        Whether the two had an open quarrel before.

    Raises
    ------
    UnknownName
        A word that the codebook does not know.
    """

    goal: str | None = None
    strategies: tuple[str, ...] = ()
    status: str | None = None
    rift: bool | None = None

    def __post_init__(self) -> None:
        said = (("goal", self.goal, GOALS), ("tie", self.status, STATUSES))
        said += tuple(("strategy", s, WORDS["strategy"]) for s in self.strategies)
        for kind, word, known in said:
            if word is not None and word not in known:
                raise UnknownName(kind, word, known)


@dataclass(frozen=True, slots=True)
class Attempt:
    """The question asked, in the terms of a case; None is "not known", and then it is not compared."""

    divider: State
    target: State
    partner: State
    year: int
    goal: str
    strategies: tuple[str, ...]
    status: str | None
    rift: bool | None


_AIMS = {
    "disalign": "to loosen the tie",
    "prevent": "to keep the tie from forming",
    "dealign": "to end the tie",
    "realign": "to win the target over",
}
_WAYS = {
    "reward": "by reward",
    "coercion": "by coercion",
    "mixed": "by reward and coercion",
    "not_attempted": "not tried",
}
_TIES = {"uncommitted": "no commitment", "informal": "an informal tie", "formal_ally": "a pact"}


def closeness(asked: Attempt, case: Case) -> tuple[float | None, ...]:
    """How close a case is in each of `FEATURES`, 0 to 1; None where either is not known.

    Parameters
    ----------
    asked
        The question.
    case
        A case, judged by the words of the majority.

    Returns
    -------
    tuple of float or None
        In the order of `FEATURES`.
    """
    three = {asked.divider.cow, asked.target.cow, asked.partner.cow}
    return (
        float(case.target == asked.target.cow),
        float(case.divider == asked.divider.cow),
        float(case.partner == asked.partner.cow),
        len(three & {case.divider, case.target, case.partner}) / 3,
        float(find(case.target).was_major(case.first) == asked.target.was_major(asked.year)),
        float(find(case.partner).was_major(case.first) == asked.partner.was_major(asked.year)),
        _steps(asked.goal, case.by.goal, GOALS),
        None if not asked.strategies or case.by.strategy is None else float(case.by.strategy in asked.strategies),
        _steps(asked.status, case.status, STATUSES),
        None if asked.rift is None or case.by.rift is None else float((case.by.rift == "1") == asked.rift),
        max(0.0, 1 - _years_apart(asked, case) / YEARS_APART),
    )


def similarity(close: Sequence[float | None]) -> float:
    """Gower's coefficient: the weighted mean of the closenesses that are known, 0 to 1.

    Parameters
    ----------
    close
        One entry for each of `FEATURES`; None counts neither for nor against.

    Returns
    -------
    float
        1 where the case is like the question in all that is known.

    References
    ----------
    .. [1] Gower (1971), Biometrics 27(4). https://doi.org/10.2307/2528823
    """
    known = [(f.weight, c) for f, c in zip(FEATURES, close, strict=True) if c is not None]
    return sum(w * c for w, c in known) / sum(w for w, _ in known)


def difference(asked: Attempt, case: Case, close: Sequence[float | None]) -> tuple[str, ...]:
    """What was different in the case, in words, what weighs most first; nothing that is alike or not known."""
    divider, target, partner = map(_spoken, case.names)
    said = {
        "target": f"the target was {target}, not {the(asked.target.name)}",
        "divider": f"the divider was {divider}, not {the(asked.divider.name)}",
        "partner": f"the partner was {partner}, not {the(asked.partner.name)}",
        "target_power": _power("target", asked.target.was_major(asked.year)),
        "partner_power": _power("partner", asked.partner.was_major(asked.year)),
        "goal": f"the aim was {_AIMS.get(case.by.goal or '', '')}, not {_AIMS[asked.goal]}",
        "strategy": f"it was {'' if case.by.strategy == 'not_attempted' else 'tried '}{_way(case)}",
        "status": f"target and partner had {_TIES[case.status]}, here {_TIES.get(asked.status or '', '')}",
        "rift": "no open quarrel came before" if asked.rift else "an open quarrel came before",
        "time": f"it ended {_years_apart(asked, case)} years earlier",
    }
    lost = [(f.weight * (1 - c), f.key) for f, c in zip(FEATURES, close, strict=True) if c is not None and c < 1]
    order = sorted(lost, key=lambda pair: -pair[0])
    # Less than a decade apart is the same time; the cast is said by the three roles.
    silent = ("cast", "time") if _years_apart(asked, case) < 10 else ("cast",)
    return tuple(said[key] for _, key in order if key not in silent)


def _spoken(name: str) -> str:
    return f"the {name}" if name in {"Soviet Union", "Ottoman Empire"} else the(name)


def _steps(asked: str | None, coded: str | None, order: Sequence[str]) -> float | None:
    if asked is None or coded is None:
        return None
    return 1 - abs(order.index(asked) - order.index(coded)) / (len(order) - 1)


def _years_apart(asked: Attempt, case: Case) -> int:
    return max(0, asked.year - case.last)


def _power(role: str, asked: bool) -> str:
    return f"the {role} was {'no' if asked else 'a'} great power"


def _way(case: Case) -> str:
    return _WAYS.get(case.by.strategy or "", "in no agreed way")
