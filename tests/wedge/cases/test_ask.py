"""A question in a caller's words finds the right answer, or is refused with what to write."""

from __future__ import annotations

from datetime import date

import pytest

from tertius.errors import ImpossibleQuestion
from tertius.wedge.cases.agreement import CaseAgreement
from tertius.wedge.cases.ask import Wanted, ask, era_from
from tertius.wedge.cases.case_list import SHIPPED
from tertius.wedge.cases.cases import Cases
from tertius.wedge.cases.near import NearCases

LATE = date(2026, 11, 22)


def test_none_three_and_agreement_are_three_questions():
    assert isinstance(ask((), Wanted(), as_of=LATE), Cases)
    assert isinstance(ask(("USA", "RUS", "CHN"), Wanted(status="informal"), as_of=LATE), NearCases)
    assert isinstance(ask((), Wanted(agreement=True)), CaseAgreement)


def test_an_era_limits_the_cases_compared():
    near = ask(("USA", "RUS", "CHN"), Wanted(status="informal", era="1992-2026"), as_of=LATE)
    assert len(near.cases) == 15
    assert all(int(c.years[:4]) >= 1992 for c in near.cases)


def test_a_list_of_the_callers_own_is_asked(tmp_path):
    own = tmp_path / "own.csv"
    own.write_bytes(b"\n".join(SHIPPED.read_bytes().split(b"\n")[:4]) + b"\n")
    assert len(ask((), Wanted(), file=own, as_of=LATE).cases) == 3
    assert len(ask(("USA", "RUS", "CHN"), Wanted(status="informal"), file=own, as_of=LATE).cases) == 3


@pytest.mark.parametrize("states", [("USA",), ("USA", "RUS"), ("USA", "RUS", "CHN", "IND")], ids=len)
def test_one_two_or_four_states_are_refused(states):
    with pytest.raises(ImpossibleQuestion, match="names three states, or none"):
        ask(states, Wanted())


@pytest.mark.parametrize(
    ("states", "wanted"),
    [(("USA", "RUS", "CHN"), Wanted(agreement=True)), ((), Wanted(goal="realign", agreement=True))],
    ids=["of three states", "of some cases"],
)
def test_agreement_is_of_the_whole_list(states, wanted):
    with pytest.raises(ImpossibleQuestion, match="whole list"):
        ask(states, wanted)


@pytest.mark.parametrize("words", ["1946", "46-91", "1946-1991-2000", "1946-now", "", "1991-1946", "١٩٤٦-١٩٩١"])
def test_an_era_is_two_years_in_order(words):
    with pytest.raises(ImpossibleQuestion):
        era_from(words)


def test_an_era_may_have_a_dash():
    assert era_from("1946–1991") == era_from("1946-1991") == (1946, 1991)
    assert era_from(None) is None
