"""The chance of a new leader, from tenure."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertius.states import all_states
from tertius.wedge.components import leadership
from tertius.wedge.components.leadership import HORIZON, LONGEST, chance_of_change, hazards, measure

RATES = st.lists(st.floats(0, 1), min_size=LONGEST + 1, max_size=LONGEST + 1).map(np.array)


def leaders(monkeypatch, of: dict[int, tuple[int, set[int]]]) -> None:
    known = {cow: (first, frozenset(years)) for cow, (first, years) in of.items()}
    monkeypatch.setattr(leadership, "leader_years", lambda: known)


def test_years_in_office_by_hand(monkeypatch):
    """Leaders from 2000, 2002 and 2005, seen to 2007: two years, three, and two seen of one still open."""
    leaders(monkeypatch, {2: (2000, {2000, 2002, 2005})})
    left, stayed = hazards(2007)
    # After tenure 0 nobody left; after 1 one of three; after 2 one of one.
    assert left[:4].tolist() == [0, 1, 1, 0]
    assert stayed[:4].tolist() == [3, 2, 0, 0]


def test_a_leader_who_came_later_is_not_seen(monkeypatch):
    leaders(monkeypatch, {2: (2000, {2000, 2004})})
    left, stayed = hazards(2003)
    assert left.sum() == 0
    assert stayed.sum() == 3


def test_every_year_of_office_is_counted_once():
    left, stayed = hazards(2020)
    spells = [(first, y) for first, years in leadership.leader_years().values() for y in years if first <= y <= 2020]
    firsts = {id(v): min(v[1]) for v in leadership.leader_years().values() if v[1]}
    assert left.sum() == len(spells) - len(firsts)
    last = {s.cow: min(2020, max(x.end.year if x.end else 2020 for x in s.cow_spells)) for s in all_states()}
    began = {cow: min(years) for cow, (_, years) in leadership.leader_years().items() if years}
    assert left.sum() + stayed.sum() == sum(max(last[cow] - first, 0) for cow, first in began.items())


def test_a_state_that_ended_keeps_no_leader_in_office(monkeypatch):
    """East Germany ended in 1990: its last leader is not counted as staying to 2020."""
    leaders(monkeypatch, {265: (1954, {1954, 1989})})
    left, stayed = hazards(2020)
    assert (left.sum(), stayed.sum()) == (1, 35)


def test_the_median_state_of_the_day_stands_at_0(shipped, ask):
    values = [measure(ask(f"USA {s.iso3} CHN", shipped, date(2026, 11, 22))).value for s in all_states()
              if s.existed(date(2026, 11, 22)) and s.iso3 not in {"USA", "CHN"}]  # fmt: skip
    known = [v for v in values if v is not None]
    assert np.median(known) == pytest.approx(0.0, abs=0.05)


@settings(max_examples=30, deadline=None)
@given(RATES, st.integers(0, 6), st.integers(0, LONGEST))
def test_the_chance_is_that_of_a_chain_run_forward(rates, unseen, tenure):
    """Written as a loop over the tenures the leader of the day may have."""
    standing = {tenure: 1.0}
    for _ in range(unseen):
        after: dict[int, float] = {}
        for k, share in standing.items():
            after[0] = after.get(0, 0.0) + share * rates[k]
            longer = min(k + 1, LONGEST)
            after[longer] = after.get(longer, 0.0) + share * (1 - rates[k])
        standing = after
    wanted = 0.0
    for k, share in standing.items():
        stays = 1.0
        for ahead in range(HORIZON):
            stays *= 1 - rates[min(k + ahead, LONGEST)]
        wanted += share * (1 - stays)
    assert chance_of_change(rates, unseen)[tenure] == pytest.approx(wanted, abs=1e-12)


def test_one_rate_for_all_tenures_gives_one_chance():
    assert chance_of_change(np.full(LONGEST + 1, 0.1), 7) == pytest.approx(1 - 0.9**HORIZON)


def test_long_rule_in_russia_makes_change_less_likely_than_in_most_states(shipped, ask):
    found = measure(ask("USA RUS CHN", shipped, date(2021, 12, 1)))
    assert found.value < 0
    assert "the leader as REIGN codes it since 2000 (list to 2020)" in found.figure
    assert found.year == 2020


def test_years_without_a_list_leave_more_doubt_and_less_distance(shipped, ask):
    """By 2026 Russia's leader may be another, for all the list says."""
    early, late = (measure(ask("USA RUS CHN", shipped, d)) for d in (date(2021, 12, 1), date(2026, 11, 22)))
    assert early.value < late.value < 0


def test_a_later_change_does_not_enter(monkeypatch, shipped, ask):
    question = ask("USA RUS CHN", shipped, date(1999, 6, 1))
    before = measure(question)
    known = {cow: (first, {y for y in years if y <= 1998} | {2001}) for cow, (first, years) in
             leadership.leader_years().items()}  # fmt: skip
    leaders(monkeypatch, known)
    assert measure(question) == before
    assert "the leader as REIGN codes it since 1991" in before.figure


def test_the_draws_are_the_same_each_time(shipped, ask):
    assert measure(ask("USA RUS CHN", shipped)) == measure(ask("USA RUS CHN", shipped))


def test_a_state_without_a_leader_in_the_list_is_not_known(monkeypatch, shipped, ask):
    leaders(monkeypatch, {710: (1949, {1949})})
    assert measure(ask("USA RUS CHN", shipped)).status == "not known"


def test_too_few_states_give_no_population(monkeypatch, shipped, ask):
    leaders(monkeypatch, {365: (1946, {1953}), 710: (1949, {1949})})
    assert measure(ask("USA RUS CHN", shipped)).status == "not known"
