"""What the case list is worth as a prior: relative effects of how an attempt was made, shrunk hard, never a level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from tertius.errors import ImpossibleQuestion
from tertius.measures.base_rates import Z90
from tertius.measures.penalised_logistic import fit_logistic
from tertius.provenance import Provenance, asked_on
from tertius.wedge.cases.case import ERAS, GOALS, Case, era_of
from tertius.wedge.cases.case_list import CaseList, caveats_of, load_cases
from tertius.wedge.cases.rates import group_weights

if TYPE_CHECKING:
    import polars as pl

__all__ = [
    "PSEUDO_CASES",
    "TERMS",
    "CaseEffect",
    "CasePrior",
    "CaseTerm",
    "Estimate",
    "Fitted",
    "case_prior",
    "design",
    "fit_cases",
    "training",
]

Array = NDArray[np.float64]

PSEUDO_CASES = 10.0
"""What the whole list weighs together, in cases."""

PRIOR_SD = 1.0
"""Standard deviation of every log odds ratio before any case is seen, around 0."""


@dataclass(frozen=True, slots=True)
class CaseTerm:
    """One difference between attempts; `sign` is what theory expects, None where it expects neither."""

    key: str
    label: str
    sign: int | None


TERMS: tuple[CaseTerm, ...] = (
    CaseTerm("rift", "rift before", 1),
    CaseTerm("coercion", "coercion instead of reward", -1),
    CaseTerm("mixed", "both instead of reward", None),
    CaseTerm("goal", "each step of the goal", -1),
    CaseTerm("regime_change", "regime change in the target", None),
)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A log odds ratio with its 90 % interval, from `n` cases."""

    log_odds: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class CaseEffect:
    """One relative effect.

    Attributes
    ----------
    key, label, sign
        As in `TERMS`; `sign` is the theory's, fixed before the cases were looked at.
    log_odds, low, high
        The weak prior: all cases together weigh `pseudo_cases`; 90 % interval.
    whole
        The same with each mirror group weighing one case, for a reader to see what the
        shrinking does. Not to be used as a prior.
    eras
        `whole` within each of `ERAS`; None where the era has no resolved case.
    """

    key: str
    label: str
    sign: int | None
    log_odds: float
    low: float
    high: float
    whole: Estimate
    eras: tuple[Estimate | None, ...]

    @property
    def against_theory(self) -> bool:
        """Whether the estimate has the sign that theory does not expect."""
        return self.sign is not None and self.log_odds * self.sign < 0


@dataclass(frozen=True, slots=True)
class CasePrior:
    """Relative effects only: the list is a selection, so the rate at which attempts succeed is not in it."""

    effects: tuple[CaseEffect, ...]
    as_of: date
    n_cases: int
    n_groups: int
    pseudo_cases: float
    provenance: Provenance
    caveats: tuple[str, ...]

    def one(self, key: str) -> CaseEffect:
        """The effect of one of `TERMS`."""
        return next(e for e in self.effects if e.key == key)

    def to_frame(self) -> pl.DataFrame:
        """One row an effect and fit: the prior, the whole list, and each era."""
        import polars as pl

        rows = [
            {"effect": e.key, "fit": fit, "log_odds": found.log_odds, "low": found.low, "high": found.high}
            for e in self.effects
            for fit, found in (
                ("prior", Estimate(e.log_odds, e.low, e.high, self.n_cases)),
                ("whole list", e.whole),
                *((f"{a}–{b}", era) for (a, b), era in zip(ERAS, e.eras, strict=True)),
            )
            if found is not None
        ]
        number = dict.fromkeys(("log_odds", "low", "high"), pl.Float64())
        return pl.DataFrame(rows, schema={"effect": pl.String(), "fit": pl.String(), **number})

    def to_dict(self) -> dict[str, object]:
        """Plain values, as `--json` prints them."""
        return {
            "effects": [
                {**asdict(e), "eras": [asdict(x) if x else None for x in e.eras], "against_theory": e.against_theory}
                for e in self.effects
            ],
            "eras": [list(era) for era in ERAS],
            "as_of": self.as_of.isoformat(),
            "n_cases": self.n_cases,
            "n_groups": self.n_groups,
            "pseudo_cases": self.pseudo_cases,
            "caveats": list(self.caveats),
            "provenance": self.provenance.to_list(),
        }

    def explain(self) -> str:
        """What the list weighs, which effects are told apart from zero, and which go against theory."""
        clear = [e.label for e in self.effects if e.low > 0 or e.high < 0]
        against = [e.label for e in self.effects if e.against_theory]
        zero = "no effect's 90 % interval leaves out zero" if not clear else f"clear of zero: {'; '.join(clear)}"
        theory = f" Against the sign that theory expects: {'; '.join(against)}." if against else ""
        return (
            f"{self.n_cases} resolved attempts in {self.n_groups} stories weigh {self.pseudo_cases:g} cases together; "
            f"{zero}.{theory} These compare attempts with one another and say nothing of how often one succeeds."
        )

    def _repr_html_(self) -> str:
        from tertius.present.card import card

        return card("What the cases are worth as a prior", self.explain(), self.caveats, self.provenance.note())


def case_prior(
    held: CaseList | None = None, *, as_of: date | None = None, pseudo_cases: float = PSEUDO_CASES
) -> CasePrior:
    """Log odds ratios of success for rift, strategy, goal and regime change, from the resolved cases.

    Parameters
    ----------
    held
        The project's case list when omitted.
    as_of
        Only cases whose window had ended two years before this day; today when omitted.
    pseudo_cases
        What all cases weigh together, above 0.

    Returns
    -------
    CasePrior
        One effect for each of `TERMS`, by a logistic regression on the majority's words. Each
        mirror group weighs as much as any other, each log odds ratio starts from a normal
        prior around 0 of standard deviation 1, and intervals are the normal approximation at
        the maximum.

    Raises
    ------
    ImpossibleQuestion
        No resolved case, or pseudo-cases that are not positive.

    Notes
    -----
    An unresolved case has no outcome and enters nothing. Attempts never made are left out:
    they have no strategy.

    References
    ----------
    .. [1] le Cessie & van Houwelingen (1992), Applied Statistics 41(1).
       https://doi.org/10.2307/2347628
    """
    if not pseudo_cases > 0:
        raise ImpossibleQuestion("a prior of no cases", found=f"{pseudo_cases:g}", hint="10 is this project's")
    day = asked_on(as_of)
    listed = held or load_cases()
    used = training(listed, day)
    if not used:
        raise ImpossibleQuestion(
            "no case had ended", found=f"as of {day.isoformat()}", hint="the first attempt of the list ended in 1894"
        )
    groups = len({c.group for c in used})
    weak = _fit(used, pseudo_cases / groups)
    whole = _fit(used, 1.0)
    within = [[c for c in used if era_of(c.first) == era] for era in ERAS]
    by_era = [_fit(cases, 1.0) if cases else None for cases in within]
    return CasePrior(
        effects=tuple(
            CaseEffect(
                *(t.key, t.label, t.sign, weak[i].log_odds, weak[i].low, weak[i].high),
                whole=whole[i],
                eras=tuple(era[i] if era else None for era in by_era),
            )
            for i, t in enumerate(TERMS)
        ),
        as_of=day,
        n_cases=len(used),
        n_groups=groups,
        pseudo_cases=pseudo_cases,
        provenance=listed.provenance.then(f"prior: ridge logistic regression, {pseudo_cases:g} pseudo-cases"),
        caveats=(
            "The prior compares attempts and holds no level: the share that succeeded is a matter of which are listed.",
            "Goal, rift and change of regime were coded with the ending known; a sign against theory may be hindsight.",
            *caveats_of(listed),
        ),
    )


def training(held: CaseList, day: date) -> tuple[Case, ...]:
    """The cases that may be learned from: resolved by `day`, attempted, and coded in every term."""
    return tuple(
        c
        for c in held.cases
        if c.resolved(day)
        and c.by.strategy not in {None, "not_attempted"}
        and None not in (c.by.rift, c.by.goal, c.by.regime_change)
    )


def design(cases: Sequence[Case]) -> Array:
    """(n, 6) array: a column of ones and one for each of `TERMS`, the goal in steps from 0 to 3."""
    return np.array(
        [
            (
                1.0,
                c.by.rift == "1",
                c.by.strategy == "coercion",
                c.by.strategy == "mixed",
                GOALS.index(c.by.goal or ""),
                c.by.regime_change == "1",
            )
            for c in cases
        ],
        dtype=np.float64,
    )


class Fitted(NamedTuple):
    """A fit: coefficients, the log odds they start from, the middle of each term, the covariance."""

    b: Array
    start: float
    centre: Array
    covariance: Array

    def probability(self, cases: Sequence[Case], b: Array | None = None) -> Array:
        """(n,) array: how likely success is among cases like these, by these coefficients or by `b`."""
        x = design(cases) - self.centre
        return expit(self.start + np.einsum("nk,k->n", x, self.b if b is None else b))


def fit_cases(cases: Sequence[Case], weight: float) -> Fitted:
    """The case model, a mirror group weighing `weight` cases.

    It starts from the plain rate with half a success and half a failure added, so that cases
    of one outcome have a start too. Terms are centred at their mean, so that the intercept
    takes nothing from the effects.
    """
    x, outcome = design(cases), np.array([bool(c.succeeded) for c in cases], dtype=np.float64)
    each = weight * np.array(group_weights(cases))
    centre = np.einsum("n,nk->k", each, x) / each.sum()
    centre[0] = 0.0
    x = x - centre
    start = float(logit((float((each * outcome).sum()) + 0.5) / (float(each.sum()) + 1)))
    held = np.full(x.shape[1], PRIOR_SD**-2)
    b = fit_logistic(x, outcome, penalty=held, weights=each, offset=start)
    p = expit(start + np.einsum("nk,k->n", x, b))
    curvature = np.einsum("nj,nk->jk", x * (each * p * (1 - p))[:, None], x) + np.diag(held)
    return Fitted(b, start, centre, np.linalg.inv(curvature))


def _fit(cases: Sequence[Case], weight: float) -> tuple[Estimate, ...]:
    found = fit_cases(cases, weight)
    reach = Z90 * np.sqrt(np.diag(found.covariance))
    return tuple(
        Estimate(float(b), float(b - r), float(b + r), len(cases)) for b, r in zip(found.b[1:], reach[1:], strict=True)
    )
