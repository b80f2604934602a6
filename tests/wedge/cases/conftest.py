"""Made-up cases, one field at a time away from an ordinary one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tertius.provenance import Provenance
from tertius.wedge.cases.case import Case, Coding
from tertius.wedge.cases.case_list import CaseList, load_cases

ORDINARY = Coding("reward", "realign", "0", "0", "detach", "full")


@pytest.fixture
def made() -> Callable[..., Case]:
    """A case with some fields of its own; `by` takes coded words."""

    def make(number: int = 1, /, *, by: dict[str, str | None] | None = None, **fields: object) -> Case:
        coding = replace(ORDINARY, **(by or {}))
        case = load_cases().cases[0]
        own = {"id": f"X{number:03}", "group": f"G{number:03}", "first": 1970, "last": 1972, "outcome_year": 1972}
        return replace(case, by=coding, codings=(coding,) * 3, **{**own, **fields})

    return make


@pytest.fixture
def listed() -> Callable[..., CaseList]:
    """A list of some cases."""

    def make(*cases: Case) -> CaseList:
        return CaseList(cases, Provenance())

    return make


@pytest.fixture(scope="session")
def retold() -> Callable[..., CaseList]:
    """The shipped list with one case told otherwise."""

    def make(case_id: str, **words: str | None) -> CaseList:
        held = load_cases()
        cases = tuple(replace(c, by=replace(c.by, **words)) if c.id == case_id else c for c in held.cases)
        return replace(held, cases=cases)

    return make
