"""One question to the case list in a caller's words: the table, the nearest cases, or the coders' agreement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tertius.errors import ImpossibleQuestion
from tertius.wedge.cases.agreement import CaseAgreement, case_agreement
from tertius.wedge.cases.case_list import load_cases
from tertius.wedge.cases.cases import Cases, cases
from tertius.wedge.cases.features import Sought
from tertius.wedge.cases.near import NearCases, near_cases

__all__ = ["Wanted", "ask", "era_from"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a caller asks of the list: words of the codebook, an era as "1946-1991", or the coders' agreement."""

    strategies: tuple[str, ...] = ()
    goal: str | None = None
    status: str | None = None
    rift: bool | None = None
    era: str | None = None
    agreement: bool = False


def ask(
    states: Sequence[str], wanted: Wanted, *, file: Path | None = None, as_of: date | None = None
) -> Cases | NearCases | CaseAgreement:
    """The case list's answer to a question in a caller's words.

    Parameters
    ----------
    states
        None for the table, three for the nearest cases: divider, target, partner.
    wanted
        Without states, which cases to list; with three, what is known of the attempt asked about.
    file
        A list of the caller's own.
    as_of
        An outcome counts two years after the attempt's last year; today when omitted.

    Raises
    ------
    ImpossibleQuestion
        One state, two or more than three, an era that is not two years, or agreement asked of
        some cases only.
    UnknownName
        A state, or a word, that is not known.
    DataContractError
        A file that is no case list.
    """
    era = era_from(wanted.era)
    if states and len(states) != 3:
        raise ImpossibleQuestion(
            "a question to the cases names three states, or none",
            found=f"{len(states)}: {' '.join(states)}",
            hint="tertius cases USA RUS CHN",
        )
    if wanted.agreement and (states or wanted != Wanted(agreement=True)):
        raise ImpossibleQuestion(
            "agreement is told for the whole list", found="a choice of cases", hint="leave out all but --agreement"
        )
    held = load_cases(file)
    if wanted.agreement:
        return case_agreement(held)
    if not states:
        return cases(
            strategy=wanted.strategies,
            goal=wanted.goal,
            rift=wanted.rift,
            status=wanted.status,
            era=era,
            as_of=as_of,
            held=held,
        )
    sought = Sought(goal=wanted.goal, strategies=wanted.strategies, status=wanted.status, rift=wanted.rift)
    a, b, c = states
    return near_cases(a, b, c, as_of=as_of, sought=sought, held=held.of_era(era))


def era_from(words: str | None) -> tuple[int, int] | None:
    """Two years written as "1946-1991"; None stays None.

    Raises
    ------
    ImpossibleQuestion
        Words that are not two years in order.
    """
    if words is None:
        return None
    parts = words.replace("–", "-").split("-")
    if len(parts) != 2 or not all(p.isascii() and p.isdigit() and len(p) == 4 for p in parts):
        raise ImpossibleQuestion("an era is two years", found=repr(words), hint="--era 1946-1991")
    first, last = int(parts[0]), int(parts[1])
    if first > last:
        raise ImpossibleQuestion("an era that ends before it begins", found=f"{first}–{last}", hint="swap the years")
    return first, last
