"""The cases asked for, and how often such attempts ended with the tie changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from tertius.errors import ImpossibleQuestion
from tertius.present.numbers import day as dated
from tertius.present.numbers import percent, percent_range
from tertius.provenance import Provenance, asked_on
from tertius.wedge.cases.case import FIELDS, Case
from tertius.wedge.cases.case_list import CaseList, caveats_of, load_cases
from tertius.wedge.cases.features import Sought
from tertius.wedge.cases.prior import CasePrior, case_prior, training
from tertius.wedge.cases.prior_score import PriorScore, prior_score
from tertius.wedge.cases.rates import CaseRate, case_rates

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Cases", "case_record", "cases"]


@dataclass(frozen=True, slots=True)
class Cases:
    """Some cases of the list, the rates among those resolved, and what the whole list is worth as a prior.

    `asked` says in words which were asked for. `prior` and `score` are of the whole list, and
    None where some were asked for or none had ended.
    """

    asked: tuple[str, ...]
    as_of: date
    cases: tuple[Case, ...]
    rates: tuple[CaseRate, ...]
    prior: CasePrior | None
    score: PriorScore | None
    provenance: Provenance
    caveats: tuple[str, ...]

    def to_frame(self) -> pl.DataFrame:
        """One row a case, with the words of the coders' majority; null where they have none."""
        import polars as pl

        text = (
            *("id", "divider", "target", "partner", "strategy", "goal", "status", "rift", "regime_change"),
            *("outcome", "degree", "group", "source", "source_status", "confidence", "notes"),
        )
        schema = (
            dict.fromkeys(text, pl.String())
            | dict.fromkeys(("first", "last", "outcome_year"), pl.Int64())
            | {"memory_only": pl.Boolean()}
        )
        return pl.DataFrame([{k: v for k, v in case_record(c).items() if k in schema} for c in self.cases], schema)

    def to_dict(self) -> dict[str, object]:
        """Plain values, as `--json` prints them; every case with the words of each coder."""
        return {
            "asked": list(self.asked),
            "as_of": self.as_of.isoformat(),
            "cases": [case_record(c) for c in self.cases],
            "rates": [asdict(r) for r in self.rates],
            "prior": self.prior.to_dict() if self.prior else None,
            "score": self.score.to_dict() if self.score else None,
            "caveats": list(self.caveats),
            "provenance": self.provenance.to_list(),
        }

    def explain(self) -> str:
        """How many cases there are, how many ended with the tie changed, and why that is no base rate."""
        many = f"{len(self.cases)} {'case' if len(self.cases) == 1 else 'cases'}"
        which = f" with {', '.join(self.asked)}" if self.asked else ""
        if not self.rates:
            return f"{many}{which}, of which 0 had ended by {dated(self.as_of)}: no rate."
        whole = self.rates[0]
        memory = sum(c.memory_only for c in self.cases)
        ended = f"Of {whole.cases.n:g} that had ended by {dated(self.as_of)}, {whole.cases.events:g} ended with"
        span = percent_range(whole.cases.low, whole.cases.high)
        return (
            f"{many}{which}, {memory} of them from memory alone. {ended} the tie changed "
            f"({percent(whole.cases.rate)}; 90 %: {span}); with each mirror group counted once "
            f"{percent(whole.groups.rate)}. Neither causal nor a base rate: attempts are made where they may work, and "
            "famous successes are remembered."
        )

    def _repr_html_(self) -> str:
        from tertius.present.card import card

        return card("Attempts to part two states", self.explain(), self.caveats, self.provenance.note())


def cases(
    *,
    strategy: str | Sequence[str] = (),
    goal: str | None = None,
    rift: bool | None = None,
    status: str | None = None,
    era: tuple[int, int] | None = None,
    as_of: date | None = None,
    held: CaseList | None = None,
) -> Cases:
    """Cases of the list, by what most coders said of them.

    Parameters
    ----------
    strategy
        A word of the codebook, or several, of which any will do; all when omitted.
    goal, status
        A word of the codebook; all when omitted.
    rift
        Only cases with, or without, an antecedent rift.
    era
        First and last year in which an attempt began.
    as_of
        An outcome counts two years after the attempt's last year; today when omitted. Cases
        that began after this day are left out.
    held
        Another list than the project's.

    Returns
    -------
    Cases
        In the order of the list.

    Raises
    ------
    UnknownName
        A word that the codebook does not know.
    ImpossibleQuestion
        An era that ends before it begins, or a day to come.
    """
    # The same words as a question's, checked in one place.
    ways = (strategy,) if isinstance(strategy, str) else tuple(strategy)
    Sought(goal=goal, strategies=ways, status=status)
    if era is not None and era[0] > era[1]:
        raise ImpossibleQuestion("an era that ends before it begins", found=f"{era[0]}–{era[1]}", hint="swap the years")
    day = asked_on(as_of)
    listed = held or load_cases()
    wanted = {"1": True, "0": False}
    chosen = [
        c
        for c in listed.cases
        if c.first <= day.year
        and (not ways or c.by.strategy in ways)
        and (goal is None or c.by.goal == goal)
        and (rift is None or wanted.get(c.by.rift or "") is rift)
        and (status is None or c.status == status)
        and (era is None or era[0] <= c.first <= era[1])
    ]
    asked = (
        *((f"strategy {' or '.join(ways)}",) if ways else ()),
        *((f"goal {goal}",) if goal else ()),
        *(() if rift is None else ("a rift before" if rift else "no rift before",)),
        *((f"tie {status}",) if status else ()),
        *((f"a first year of {era[0]}–{era[1]}",) if era else ()),
    )
    learned = not asked and bool(training(listed, day))
    return Cases(
        asked=asked,
        as_of=day,
        cases=tuple(chosen),
        rates=case_rates([c for c in chosen if c.resolved(day)]),
        prior=case_prior(listed, as_of=day) if learned else None,
        score=prior_score(listed, as_of=day) if learned else None,
        provenance=listed.provenance,
        caveats=caveats_of(listed),
    )


def case_record(case: Case) -> dict[str, object]:
    """A case as plain values: the majority's words, and under `codings` those of each coder."""
    divider, target, partner = case.names
    return {
        "id": case.id,
        "divider": divider,
        "target": target,
        "partner": partner,
        "cow": [case.divider, case.target, case.partner],
        "first": case.first,
        "last": case.last,
        "status": case.status,
        **{f: case.by.word(f) for f in FIELDS},
        "codings": [asdict(c) for c in case.codings],
        "outcome_year": case.outcome_year,
        "un_measurable": case.un_measurable,
        "group": case.group,
        "source": case.source,
        "source_status": case.source_status,
        "memory_only": case.memory_only,
        "confidence": case.confidence,
        "notes": case.notes,
    }
