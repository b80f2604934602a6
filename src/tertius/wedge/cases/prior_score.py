"""Whether the case model tells attempts apart that it has not seen, story by story, against the plain rate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from tertius.measures.base_rates import Z90
from tertius.present.numbers import signed
from tertius.provenance import asked_on
from tertius.wedge.cases.case import Case
from tertius.wedge.cases.case_list import CaseList, load_cases
from tertius.wedge.cases.prior import PSEUDO_CASES, fit_cases, training

__all__ = ["LeftOut", "PriorScore", "prior_score"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Mean log score of a model on stories it was not fitted on, in nats, lower is better.

    `gain` is the plain rate's score less this one, with its 90 % interval over stories: above
    0 the model told attempts apart.
    """

    model: str
    log_score: float
    gain: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PriorScore:
    """Leave-one-mirror-group-out scores: the plain rate, the weak prior, and the whole list's fit."""

    n_groups: int
    plain: float
    models: tuple[LeftOut, ...]

    def one(self, model: str) -> LeftOut:
        """The score of "weak prior" or "whole list"."""
        return next(m for m in self.models if m.model == model)

    def to_dict(self) -> dict[str, object]:
        """Plain values."""
        return {"n_groups": self.n_groups, "plain": self.plain, "models": [asdict(m) for m in self.models]}

    def explain(self) -> str:
        """The three scores, and whether the difference is more than chance."""
        weak, whole = self.models
        told = "better than the plain rate" if weak.low > 0 else "not told apart from the plain rate"
        return (
            f"{self.n_groups} stories left out one at a time: mean log score {self.plain:.3f} of the plain rate, "
            f"{weak.log_score:.3f} of the weak prior (gain {_gain(weak)}: {told}), {whole.log_score:.3f} of the list "
            f"at full weight (gain {_gain(whole)}). A gain here is a gain among remembered cases, coded with their "
            "endings known."
        )


def prior_score(
    held: CaseList | None = None, *, as_of: date | None = None, pseudo_cases: float = PSEUDO_CASES
) -> PriorScore | None:
    """Log scores of the case model when each mirror group in turn is left out of the fit.

    Parameters
    ----------
    held, as_of, pseudo_cases
        As for `case_prior`.

    Returns
    -------
    PriorScore or None
        A group's score is the mean over its cases. None with fewer than three groups.
    """
    cases = training(held or load_cases(), asked_on(as_of))
    groups = sorted({c.group for c in cases})
    if len(groups) < 3:
        return None
    weak_weight = pseudo_cases / len(groups)
    scores = np.array([_left_out(cases, group, weak_weight) for group in groups])
    plain = scores[:, 0]
    models: list[LeftOut] = []
    for name, column in (("weak prior", 1), ("whole list", 2)):
        gains = plain - scores[:, column]
        reach = Z90 * float(gains.std(ddof=1)) / len(groups) ** 0.5
        gain = float(gains.mean())
        models.append(LeftOut(name, float(scores[:, column].mean()), gain, gain - reach, gain + reach))
    return PriorScore(len(groups), float(plain.mean()), tuple(models))


def _left_out(cases: Sequence[Case], group: str, weak_weight: float) -> tuple[float, float, float]:
    """Mean log scores of one group: plain rate, weak prior, whole list, all learned from the others."""
    others = [c for c in cases if c.group != group]
    here = [c for c in cases if c.group == group]
    outcome = np.array([bool(c.succeeded) for c in here])
    # The plain rate is learned at full weight: shrinking is for effects, not for the rate they compare with.
    whole, weak = fit_cases(others, 1.0), fit_cases(others, weak_weight)
    effects = np.array([0.0, *weak.b[1:]])
    said = (whole.probability(here, np.zeros_like(effects)), whole.probability(here, effects), whole.probability(here))
    plain, shrunk, full = (_surprise(p, outcome) for p in said)
    return plain, shrunk, full


def _surprise(p: Array, outcome: NDArray[np.bool_]) -> float:
    return float(-np.log(np.where(outcome, p, 1 - p)).mean())


def _gain(model: LeftOut) -> str:
    return f"{signed(model.gain, 3)}, 90 % {signed(model.low, 3)} to {signed(model.high, 3)}"
