"""What the case list would make of the components' effects, were its ten pseudo-cases believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
from scipy.special import logit

from tertius.measures.penalised_logistic import fit_logistic
from tertius.wedge.cases.case_list import CaseList, load_cases
from tertius.wedge.cases.prior import PRIOR_SD, PSEUDO_CASES, TERMS, design, training
from tertius.wedge.cases.rates import group_weights
from tertius.wedge.components.component import Component
from tertius.wedge.components.leadership import NEW_LEADER

__all__ = ["UNITS", "updated_by_cases"]

UNITS = {"rift": ("rift", 1.0), "goal": ("goal", 4 / 3), "regime_change": ("leadership", NEW_LEADER)}
"""The component that a term of the case model is, and how many of its units: a quarrel before is taken for one, the
four goals stand for -2 to +2, and a change of regime is what a new leader is."""


def updated_by_cases(
    components: Sequence[Component], day: date, *, held: CaseList | None = None, pseudo_cases: float = PSEUDO_CASES
) -> tuple[Component, ...]:
    """The components with their means moved by the resolved cases, which weigh `pseudo_cases` together.

    Each mirror group weighs the same. The regression is `case_prior`'s, but that rift, goal and
    change of leader start from their components' effects and not from 0. Components that no
    term is of stay as they are, and so do all where no case had ended by the day.
    """
    cases = training(held or load_cases(), day)
    if not cases:
        return tuple(components)
    by_key = {c.key: c.effect for c in components}
    effects = [by_key[UNITS[t.key][0]] if t.key in UNITS else None for t in TERMS]
    units = np.array([1.0, *(UNITS[t.key][1] if t.key in UNITS else 1.0 for t in TERMS)])
    mean = np.array([0.0, *(e.mean if e else 0.0 for e in effects)])
    spread = np.array([PRIOR_SD, *(e.scale if e else PRIOR_SD for e in effects)])
    each = pseudo_cases / len({c.group for c in cases}) * np.array(group_weights(cases))
    outcome = np.array([bool(c.succeeded) for c in cases], dtype=np.float64)
    x = design(cases) * units
    middle = np.einsum("n,nk->k", each, x) / each.sum()
    middle[0] = 0.0
    start = float(logit((float((each * outcome).sum()) + 0.5) / (float(each.sum()) + 1)))
    b = fit_logistic(x - middle, outcome, penalty=spread**-2, weights=each, offset=start, toward=mean)
    moved = {UNITS[t.key][0]: float(b[1 + i]) for i, t in enumerate(TERMS) if t.key in UNITS}
    return tuple(
        replace(c, effect=replace(c.effect, mean=moved[c.key], scale=max(c.effect.scale, abs(moved[c.key]))))
        if c.key in moved
        else c
        for c in components
    )
