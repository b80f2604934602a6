"""Rows of the case list for every page: one wording in the terminal and in HTML."""

from __future__ import annotations

from collections.abc import Sequence

from tertius.measures.agreement import BAR
from tertius.present.numbers import NOT_KNOWN, THIN, decimal, percent, percent_range, signed
from tertius.wedge.cases.agreement import CaseAgreement
from tertius.wedge.cases.case import ERAS, Case
from tertius.wedge.cases.cases import Cases
from tertius.wedge.cases.near import NearCase, NearCases
from tertius.wedge.cases.prior import CasePrior
from tertius.wedge.cases.rates import CaseRate, Counted

__all__ = [
    "AGREEMENT_HEAD",
    "CASE_HEAD",
    "COMPONENT_AGREEMENT_HEAD",
    "ERA_HEAD",
    "FEATURE_HEAD",
    "MEMORY",
    "NEAR_HEAD",
    "NO_MAJORITY",
    "PRIOR_HEAD",
    "RATE_HEAD",
    "agreement_rows",
    "case_rows",
    "component_agreement_rows",
    "differed",
    "era_rows",
    "feature_rows",
    "near_rows",
    "numbered",
    "open_line",
    "prior_rows",
    "rate_rows",
    "tried",
    "warning",
]

NO_MAJORITY = "no majority"
MEMORY = "m: the source was named from memory, and nothing of it was seen."
_WARNING = "Neither causal nor base rates. Attempts are made where they may work; famous successes are remembered."
_STORY = "A story is a mirror group: cases that tell one contest from both sides count once."

CASE_HEAD = ("", "who parts whom", "strategy", "goal", "rift", "outcome", "source")
RATE_HEAD = ("", "", "cases", "rate", "90 %", "stories", "rate", "90 %")
PRIOR_HEAD = ("log odds ratio of success", "weak prior, 90 %", "whole list, 90 %", "theory expects")
ERA_HEAD = ("whole list, era by era", *(f"{a}–{b}" for a, b in ERAS))
NEAR_HEAD = ("like", "case", "how", "outcome", "what differed", "source")
FEATURE_HEAD = ("compared by", "weight", "in the question", "says")
COMPONENT_AGREEMENT_HEAD = ("component", "linear", "90 %", "quadratic", "cases", "")
AGREEMENT_HEAD = ("field", "kappa", "coders 1, 2", "1, 3", "2, 3", "cases", "")

_BY = {"all": "", "regime_change": "regime change"}
_SIGN = {1: "+", -1: "−", None: "either"}


def numbered(sources: Sequence[str]) -> dict[str, int]:
    """Each source once, with its number in the list of sources."""
    return {source: n for n, source in enumerate(dict.fromkeys(sources), start=1)}


def case_rows(cases: Sequence[Case], number: dict[str, int]) -> list[tuple[str, ...]]:
    """One row a case, with the words of the coders' majority and the number of its source."""
    rift = {"1": "yes", "0": "no"}
    return [
        (
            *(c.id, c.title, (c.by.strategy or NO_MAJORITY).replace("_", " "), c.by.goal or NO_MAJORITY),
            *(rift.get(c.by.rift or "", NO_MAJORITY), _ending(c.by.outcome, c.by.degree)),
            _source(number[c.source], memory=c.memory_only),
        )
        for c in cases
    ]


def warning(found: Cases) -> str:
    """What the rates are not, with what the list itself says of its rifts; it stands above every table of rates."""
    return " ".join((_WARNING, *(c for c in found.caveats if "rift" in c), _STORY))


def rate_rows(rates: Sequence[CaseRate]) -> list[tuple[str, ...]]:
    """One row a coded value: by case, then with each mirror group counted once."""
    rows: list[tuple[str, ...]] = []
    for at, r in enumerate(rates):
        new = not at or rates[at - 1].by != r.by
        rows.append(
            (_BY.get(r.by, r.by) if new else "", r.value.replace("_", " "), *_cells(r.cases), *_cells(r.groups))
        )
    return rows


def prior_rows(prior: CasePrior) -> list[tuple[str, ...]]:
    """One row an effect: the weak prior, the list at full weight, and the sign that theory expects."""
    return [
        (
            e.label,
            _effect(e.log_odds, e.low, e.high),
            _effect(e.whole.log_odds, e.whole.low, e.whole.high),
            f"{_SIGN[e.sign]}{', found otherwise' if e.against_theory else ''}",
        )
        for e in prior.effects
    ]


def era_rows(prior: CasePrior) -> list[tuple[str, ...]]:
    """One row an effect, one column an era, at full weight; the last row counts the cases."""
    rows = [
        (e.label, *(NOT_KNOWN if x is None else _effect(x.log_odds, x.low, x.high) for x in e.eras))
        for e in prior.effects
    ]
    return [*rows, ("cases", *(str(x.n if x else 0) for x in prior.effects[0].eras))]


def near_rows(found: NearCases, number: dict[str, int], at_most: int) -> list[tuple[str, ...]]:
    """One row a case, nearest first: similarity, case, how it was tried and ended, what differed, source."""
    return [
        (
            *(decimal(n.similarity), f"{n.id} {n.title}", tried(n), _ending(n.outcome, n.degree)),
            differed(n),
            _source(number[n.source], memory=n.memory_only),
        )
        for n in found.cases[:at_most]
    ]


def tried(near: NearCase) -> str:
    """Strategy and goal in the codebook's words."""
    return f"{near.strategy.replace('_', ' ')}, {near.goal}"


def differed(near: NearCase) -> str:
    """What differed, and which cases tell the same story."""
    mirrors = f" (same story: {', '.join(near.mirrors)})" if near.mirrors else ""
    return f"{'; '.join(near.differed) or 'nothing that is compared'}{mirrors}"


def open_line(found: NearCases) -> str:
    """The attempts that have no ending yet."""
    return f"Open still, and so not compared: {'; '.join(found.unresolved)}."


def feature_rows(found: NearCases) -> list[tuple[str, ...]]:
    """One row a feature: its weight, the question's value, and who says so."""
    return [(f.label, f"{f.weight:g}", f.value, "" if f.value == NOT_KNOWN else f.origin) for f in found.features]


def component_agreement_rows(found: CaseAgreement) -> list[tuple[str, ...]]:
    """One row a component that two coders judged for every case: the linear kappa decides whether it counts."""
    return [
        (
            *(a.component, decimal(a.linear), f"{decimal(a.low)} to {decimal(a.high)}", decimal(a.quadratic)),
            *(str(a.cases), "" if a.linear >= BAR else "below the bar"),
        )
        for a in found.components
    ]


def agreement_rows(found: CaseAgreement) -> list[tuple[str, ...]]:
    """One row a coded field."""
    return [
        (
            *(f.field.replace("_", " "), decimal(f.kappa)),
            *(decimal(p) for p in (f.pairs or (None, None, None))),
            *(str(f.n), "" if f.enough else "below the bar"),
        )
        for f in found.fields
    ]


def _cells(c: Counted) -> tuple[str, str, str]:
    return f"{c.events:g} of {c.n:g}", percent(c.rate), percent_range(c.low, c.high)


def _effect(log_odds: float, low: float, high: float) -> str:
    return f"{signed(log_odds)} ({signed(low)} to {signed(high)})"


def _ending(outcome: str | None, degree: str | None) -> str:
    said = outcome or NO_MAJORITY
    return said if degree in {None, "none", said, NO_MAJORITY} else f"{said}, {degree}"


def _source(number: int, *, memory: bool) -> str:
    return f"{number}{THIN}m" if memory else str(number)
