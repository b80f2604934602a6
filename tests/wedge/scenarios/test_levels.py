"""Components measured again at a figure: the same function as the component, at another level."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import log

import numpy as np
import pytest

from tertius.casebook.judgement import COMPONENT_KEYS
from tertius.measures.dependence import asymmetry
from tertius.states import find
from tertius.wedge.components.asymmetry import gaps
from tertius.wedge.components.component import Asked
from tertius.wedge.components.reference import figures_of, standardised
from tertius.wedge.judged import value_drawn
from tertius.wedge.scenarios.draws import inputs
from tertius.wedge.scenarios.grounds import WhatIfOptions
from tertius.wedge.scenarios.levels import levels_of
from tertius.wedge.scenarios.scenario import from_settings
from tertius.wedge.scenarios.whatif import compare

DAY = date(2026, 11, 22)
N = 2_000


@pytest.fixture(scope="module")
def asked(shipped):
    return Asked(find("USA"), find("RUS"), find("CHN"), DAY, shipped)


@pytest.fixture(scope="module")
def moved(asked, triad):
    levels = levels_of(asked)
    drawn = inputs(N, 10, len(triad.relief.sectors), seed=3)

    def found(relief=triad.relief, **at):
        keys = {"mine": "trade.share_c", "theirs": "trade.share_b", "arms": "arms.share_c", "cases": "sanctions.cases"}
        of = {keys[k]: v for k, v in at.items()}
        return {(r.driver, r.component): r for r in levels.moved(of, drawn.standard.values, drawn.reach, relief)}

    return found


def test_the_asymmetry_is_the_components_own_at_the_set_share(asked, triad, moved):
    figures = figures_of(asked)
    a, _, c = figures.at(2, 365, 710)
    reference = gaps(figures)[figures.in_place_of_b(a, c), c]
    theirs = levels_of(asked).shares.theirs[2] * (0.55 + 1) / 2
    then = standardised(float(asymmetry(0.45, theirs)), reference)
    now = next(v.value for v in triad.values if v.component == "asymmetry")
    assert moved(mine=0.45)["trade.share_c", "asymmetry"].centre == pytest.approx(then - now, abs=1e-9)


def test_today_set_again_moves_nothing(asked, moved):
    levels = levels_of(asked)
    found = moved(
        mine=levels.shares.mine[2], theirs=levels.shares.theirs[2], arms=levels.arms.held.share, cases=levels.cases.n
    )
    assert len(found) == 6
    assert [r.centre for r in found.values()] == pytest.approx([0] * 6, abs=1e-9)
    assert all(r.added == pytest.approx(0, abs=1e-9) for r in found.values())


def test_two_shares_that_grow_alike_leave_the_gap_as_it_is(asked, moved):
    shares = levels_of(asked).shares
    found = moved(mine=1.3 * shares.mine[2], theirs=1.3 * shares.theirs[2])
    parts = [found[k, "asymmetry"].added for k in ("trade.share_c", "trade.share_b")]
    assert parts[0] + parts[1] == pytest.approx(0, abs=1e-9)


def test_two_shares_set_together_add_up_to_the_move_of_both(asked, moved):
    found = moved(mine=0.45, theirs=0.09)
    shares = levels_of(asked).shares
    now = shares.measured(shares.mine[2], shares.theirs[2]).value
    then = shares.measured(0.45, 0.09).value
    parts = [found[k, "asymmetry"].centre for k in ("trade.share_c", "trade.share_b")]
    assert sum(parts) == pytest.approx(then - now, abs=1e-9)
    assert parts[0] > 0 > parts[1]


def test_more_trade_costs_more_to_leave_and_less_of_it_can_be_replaced(triad, moved):
    more, less = moved(mine=0.45), moved(mine=0.2)
    for component, sign in (("exit_cost", 1), ("reward", -1)):
        one, two = (f["trade.share_c", component] for f in (more, less))
        assert (sign * one.added > 0).all()
        assert (sign * two.added < 0).all()
    # Half of the logarithm to base 3 of the trade, and of what is left to lose of it.
    now = triad.levels.shares.mine[2]
    assert more["trade.share_c", "exit_cost"].centre > log(0.45 / now) / log(3) / 2


def test_where_trade_by_product_is_not_known_the_asymmetry_moves_alone(moved):
    assert {component for _, component in moved(relief=None, mine=0.45)} == {"asymmetry"}


def test_arms_move_half_of_the_cost_of_leaving(asked, moved):
    held = levels_of(asked).arms.held
    steps = [standardised(share, held.reference) for share in (held.share, 0.3)]
    one = moved(arms=0.3)["arms.share_c", "exit_cost"]
    assert one.centre == pytest.approx((steps[1] - steps[0]) / 2)
    assert (one.added == one.centre).all()


def test_no_case_is_the_outlooks_end_of_all_sanctions(shipped, moved):
    import tertius as tt

    found = tt.assess("USA", "RUS", "CHN", as_of=DAY, atlas=shipped)
    change = next(c for c in found.weighed.changes if "ends all its sanctions on Russia at once" in c.observation)
    one = moved(cases=0)["sanctions.cases", "threat"]
    assert one.centre == pytest.approx(change.units, abs=1e-9)
    assert one.added.min() < one.centre < one.added.max()


def test_a_trade_of_nothing_stays_finite(moved):
    for r in moved(mine=0.0, theirs=0.0, arms=0.0, cases=0).values():
        assert np.isfinite(r.added).all()
        assert abs(r.centre) <= 6


def test_what_is_hardly_traded_starts_from_an_ordinary_pair(asked):
    levels = levels_of(asked)
    little = replace(levels.shares, mine=("trade_share", 2024, 0.01), theirs=("trade_share", 2024, 0.01))
    assert little.hardly
    of = {"trade.share_c": 0.2}
    (one,) = replace(levels, shares=little).moved(of, np.zeros((4, len(COMPONENT_KEYS))), np.zeros((4, 0)), None)
    assert one.centre == pytest.approx(little.measured(0.2, 0.01).value)
    assert one.added == pytest.approx(one.centre)


@pytest.mark.parametrize(("key", "level"), [("trade.share_c", 0.45), ("trade.share_b", 0.15), ("sanctions.cases", 2)])
def test_a_figure_that_is_set_has_the_draws_of_the_component_measured_there(triad, key, level):
    """The doubt of today's figure is one unknown: the same number serves the standing value and the step."""
    levels = triad.levels
    normal = inputs(N, 10, 0, seed=4).standard.values
    (one,) = (r for r in levels.moved({key: level}, normal, np.zeros((N, 0)), None) if r.component != "exit_cost")
    k = COMPONENT_KEYS.index(one.component)
    shares = levels.shares
    there = (
        levels.cases.measured(level)
        if key == "sanctions.cases"
        else shares.measured(*((level, shares.theirs[2]) if key == "trade.share_c" else (shares.mine[2], level)))
    )
    standing = value_drawn(triad.values[k], normal[:, k])
    assert standing + one.added == pytest.approx(value_drawn(there, normal[:, k]), abs=1e-9)
    assert triad.values[k].value + one.centre == pytest.approx(there.value, abs=1e-9)


def test_a_figure_beside_relief_opens_the_trade_that_is_set(triad):
    both = compare(triad, from_settings({"trade.share_c": 0.45, "sanctions.energy": "lifted by law"}), WhatIfOptions())
    (o,) = both.outcomes
    classes = {(c.driver, c.component): c.source_class for c in o.contributions}
    assert classes["trade.share_c", "exit_cost"] == classes["sanctions.energy", "reward"] == "estimated"
    assert sum(c.log_odds for c in o.contributions) == pytest.approx(o.log_odds, abs=1e-9)
    alone = compare(triad, from_settings({"sanctions.energy": "lifted by law"}), WhatIfOptions()).outcomes[0]
    # Of a larger trade the same market takes over less.
    reward = [
        next(c.units for c in x.contributions if (c.driver, c.component) == ("sanctions.energy", "reward"))
        for x in (o, alone)
    ]
    assert reward[0] > 0
    assert reward[0] != pytest.approx(reward[1], abs=1e-6)


def test_a_share_of_arms_past_the_end_of_the_scale_says_where_the_scale_ends(triad):
    def said(share):
        caveats = compare(triad, from_settings({"arms.share_c": share}), WhatIfOptions()).caveats
        return [c for c in caveats if "of a stock of arms the scale ends" in c]

    assert said(0.3) == []
    assert said(0.9) == said(0.95)
    assert len(said(0.9)) == 1
