"""The view from three corners: the same form for each, and nobody's point of view."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from tertius.datasets.chronicle import load_chronicle
from tertius.triangle.roles import Role, Roles
from tertius.wedge.components.all import COMPONENTS
from tertius.wedge.outlook import corners as room
from tertius.wedge.outlook.blowback import blowback
from tertius.wedge.outlook.change import changes
from tertius.wedge.outlook.corners import corners

TRIADS = [("USA", "RUS", "CHN"), ("FRA", "TUR", "RUS"), ("BRA", "BOL", "VEN")]


@pytest.fixture
def view(standing_of, values_of, shipped):
    def ask(*triad, day=None):
        standing = standing_of(*triad) if day is None else standing_of(*triad, day)
        values = values_of(standing)
        changed = changes(standing, (0.03, 0.02, 0.05), COMPONENTS, values, atlas=shipped)
        back = blowback(*(s.cow for s in standing.states), as_of=standing.day, atlas=shipped)
        return corners(standing, values, start=0.03, changed=changed, blowback=back)

    return ask


def test_a_success_by_hand():
    # A-B -0.5, A-C -2, B-C 1.5: B is C's partner; with A-B and B-C a unit on, B is the pivot.
    ties = np.tile([-0.5, -2.0, 1.5], (10, 1))
    roles = zip((1, 2, 3), ("outcast", "partner", "partner"), strict=True)
    found = Roles(2020, 2020, (), 0, tuple(Role(s, r, 1.0) for s, r in roles), (), (), 0.0, (), draws=ties)
    now, after = zip(*room._stands(found, (1, 2, 3), 1.0), strict=True)
    assert [s.role for s in now] == ["outcast", "partner", "partner"]
    assert [s.role for s in after] == ["wing", "pivot", "wing"]
    assert [s.payoff[0] for s in now] == pytest.approx([-4.0, 3.0, 0.0])
    assert [s.payoff[0] for s in after] == pytest.approx([-2.0, 3.0, -2.0])


@pytest.mark.parametrize("triad", TRIADS, ids="-".join)
def test_the_three_have_one_form(view, triad):
    found = view(*triad)
    assert [c.place for c in found] == ["A", "B", "C"]
    assert tuple(c.state for c in found) == triad
    assert [len(c.options) for c in found] == [3, 3, 4 if triad == ("BRA", "BOL", "VEN") else 5]
    assert len({c.success for c in found}) == 1
    # Names, roles and figures apart, the three say the same sentence.
    words = {
        re.sub(r"\b(an?) \w+|[+−\d.,<>]+|%|\u2009", "", c.explain().split(" is ", 1)[1].replace(c.success, ""))
        for c in found
    }
    assert len(words) == 1


@pytest.mark.parametrize("triad", TRIADS, ids="-".join)
def test_every_option_says_what_it_brings_and_costs_or_that_it_is_not_known(view, triad):
    for corner in view(*triad):
        for option in corner.options:
            assert option.brings
            assert option.costs
            assert option.precedent
            assert "None" not in f"{option.brings} {option.costs} {option.precedent}"


def test_a_precedent_is_an_act_of_that_state_toward_that_other(view):
    by_id = {e.id: e for e in load_chronicle()}
    for corner in view("USA", "RUS", "CHN"):
        for option in corner.options:
            if option.event:
                event = by_id[option.event]
                assert corner.state in event.actors
                assert event.document in option.precedent


def test_waiting_has_no_precedent_and_the_data_alone_for_its_gain(view):
    wait = view("USA", "RUS", "CHN")[0].options[2]
    assert wait.name == "wait"
    assert wait.brings.startswith("3\u2009% within 5 years")
    assert (wait.precedent, wait.event) == ("none: it leaves no line", None)


def test_reward_costs_among_allies_and_moves_the_judged_number(view):
    reward = view("USA", "RUS", "CHN")[0].options[0]
    assert reward.brings.startswith("the judged number from ")
    assert "of 66 allies stand above the average tie with the United States and below it with Russia" in reward.costs


def test_nothing_of_after_the_day_is_in_them(view):
    day = date(1980, 1, 1)
    by_id = {e.id: e for e in load_chronicle()}
    found = view("USA", "CHN", "RUS", day=day)
    cited = [by_id[o.event] for c in found for o in c.options if o.event]
    assert cited
    assert all(e.known <= day for e in cited)
    assert {c.source for c in found} == {"votes"}


def test_without_ties_role_and_payoff_are_not_known(standing_of, values_of):
    standing = standing_of("USA", "RUS", "CHN")
    bare = replace(standing, corner=replace(standing.corner, latent=None, roles=None))
    found = corners(bare, values_of(standing), start=0.03)
    assert all(c.now is None and c.after is None and c.year is None for c in found)
    assert all("not known" in c.explain() for c in found)


def test_without_changes_and_triangles_the_options_say_not_known(standing_of, values_of):
    standing = standing_of("USA", "RUS", "CHN")
    reward = corners(standing, values_of(standing), start=0.03)[0].options[0]
    assert reward.brings == "not known"
    assert "among allies: not known" in reward.costs


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(1980, 1, 1)])
def test_the_role_of_now_is_the_triangles_to_the_last_digit(view, standing_of, day):
    standing = standing_of("USA", "CHN", "RUS", day)
    shown = standing.corner.latent or standing.corner.roles
    for corner, state in zip(view("USA", "CHN", "RUS", day=day), standing.states, strict=True):
        assert corner.now.probability == max(r.probability for r in shown.roles if r.state == state.cow)
        assert any((r.state, r.role, r.probability) == (state.cow, corner.now.role, corner.now.probability)
                   for r in shown.roles)  # fmt: skip


def test_a_success_of_no_size_changes_no_role(standing_of):
    corner = standing_of("USA", "RUS", "CHN").corner
    for found in (corner.latent, corner.roles):
        for now, after in room._stands(found, (2, 365, 710), 0.0):
            assert now == after


def test_its_plain_values_are_json(view):
    for corner in view("USA", "RUS", "CHN"):
        record = corner.to_dict()
        assert json.loads(json.dumps(record)) == record
        assert record["explained"] == corner.explain()


def test_the_last_time_is_of_the_kind_of_the_option(view):
    """A turn is no border clash, a punishment no war, a guarantee no arms sale."""
    by_id = {e.id: e for e in load_chronicle()}
    for triad in [TRIADS[0], ("USA", "IND", "RUS"), ("CHN", "DEU", "USA")]:
        for corner in view(*triad):
            for option in corner.options:
                event = by_id.get(option.event or "")
                if event is not None and option.name in {"move", "punish"}:
                    assert event.category != "ASSAULT"
                if event is not None and option.name == "bind by guarantee":
                    assert event.category == "AGREE"
    turn = next(o for o in view("USA", "RUS", "CHN")[1].options if o.name == "move")
    assert turn.event == "1960-07-16-experts-recalled"
    none = next(o for o in view("USA", "IND", "RUS")[1].options if o.name == "move")
    assert none.precedent == "none in the chronicle of India toward Russia"


def test_a_last_time_that_was_undone_says_so(view):
    punish = view("USA", "RUS", "CHN")[2].options[-1]
    assert punish.precedent.endswith("; undone 5 Oct 1982")


def test_a_precedent_of_more_than_15_years_ago_is_said_to_be_one(view):
    """Russia's last open break with China in the chronicle is the recall of experts of 1960."""
    _, russia, _ = view("USA", "RUS", "CHN")
    move = next(o for o in russia.options if o.name == "move")
    assert move.precedent.startswith("none in the chronicle in 15 years; before, 16 Jul 1960: ")
