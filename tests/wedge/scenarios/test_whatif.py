"""What if: the difference adds up, is the same twice, and is the judged number's own arithmetic."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from scipy.special import expit, logit

import tertius as tt
from tertius.errors import ImpossibleQuestion, OutsideCoverage, UnknownName
from tertius.measures.evidence_weights import standard_draws
from tertius.wedge.judged import DISCOUNT, judged
from tertius.wedge.scenarios.grounds import WhatIfOptions
from tertius.wedge.scenarios.scenario import from_settings
from tertius.wedge.scenarios.scenario_file import scenario_from, shipped
from tertius.wedge.scenarios.whatif import compare

DAY = date(2026, 11, 22)
OPTIONS = WhatIfOptions()
WAR = from_settings({"war": "settled"})


@pytest.fixture(scope="module")
def settled(made):
    return compare(made, WAR, OPTIONS)


def test_the_baseline_is_the_judged_number(made, settled):
    drawn = standard_draws(4_000, len(made.components), rng=np.random.default_rng(99))
    alone = judged(made.start, made.components, made.values, draws=drawn)
    assert settled.baseline.probability == pytest.approx(alone.probability, abs=1e-12)
    assert settled.baseline.low == pytest.approx(alone.low, rel=0.15)


def test_by_hand(made, settled):
    # Settled: threat -1, constraint -.5, cost of leaving -.25, each times its weight and the discount.
    weight = {c.key: c.effect.mean for c in made.components}
    wanted = DISCOUNT * (-weight["threat"] - 0.5 * weight["constraint"] - 0.25 * weight["exit_cost"])
    assert settled.outcomes[0].log_odds == pytest.approx(wanted, abs=1e-9)
    after = expit(logit(settled.baseline.probability) + wanted)
    assert settled.outcomes[0].number.probability == pytest.approx(after, abs=1e-12)


@pytest.mark.parametrize("scenario", shipped(), ids=lambda s: s.name)
def test_contributions_add_up_to_the_difference_in_every_shipped_scenario(triad, scenario):
    found = compare(triad, scenario, OPTIONS)
    assert len(found.outcomes) == len(scenario.branches)
    for o in found.outcomes:
        whole = logit(o.number.probability) - logit(found.baseline.probability)
        assert sum(c.log_odds for c in o.contributions) == pytest.approx(whole, abs=1e-9)
        assert sum(added for _, _, added in o.by_driver()) == pytest.approx(whole, abs=1e-9)
        assert o.log_odds == pytest.approx(whole, abs=1e-9)
        assert o.number.low < o.number.probability < o.number.high
        p = o.difference.points
        assert p.low90 <= p.low50 <= p.median <= p.high50 <= p.high90
        assert 0 <= o.difference.above <= 1
        assert all(-0.1 < s.first < 1.2 and -0.01 < s.total < 1.3 for s in o.spread)
    assert all(c.endswith(".") for c in found.caveats)
    assert not re.search(r"\bnan\b", found.explain())
    assert json.loads(json.dumps(found.to_dict(), allow_nan=False)) == found.to_dict()


def test_the_same_seed_gives_the_same_figures_and_another_others(made, settled):
    assert compare(made, WAR, OPTIONS).to_dict() == settled.to_dict()
    other = compare(made, WAR, replace(OPTIONS, seed=1))
    assert other.outcomes[0].difference.points != settled.outcomes[0].difference.points
    assert other.outcomes[0].number.probability == pytest.approx(settled.outcomes[0].number.probability, abs=1e-12)


def test_common_random_numbers_make_the_difference_narrower_than_two_separate_answers(made):
    small = from_settings({"tariffs.c": "cut"})
    one, two = (compare(made, small, replace(OPTIONS, seed=s)).outcomes[0].difference.draws for s in (0, 1))
    apart = []
    for n in (5, 6):
        drawn = standard_draws(4_000, len(made.components), rng=np.random.default_rng(n))
        apart.append(expit(judged(made.start, made.components, made.values, draws=drawn).draws))
    together, separate = (np.subtract(*np.quantile(d, (0.95, 0.05))) for d in (one, apart[0] - apart[1]))
    assert together < 0.6 * separate
    assert np.median(one) == pytest.approx(np.median(two), abs=0.002)


def test_what_helps_is_more_often_above_zero_and_what_hurts_more_often_below(made):
    up = compare(made, WAR, OPTIONS).outcomes[0]
    down = compare(made, from_settings({"war": "escalates"}), OPTIONS).outcomes[0]
    # Weight and effect each have the right sign in .80 of draws: .8 x .8 + .2 x .2 = .68 where one moves alone.
    assert 0.6 < up.difference.above < 0.85
    assert 0.15 < down.difference.above < 0.4
    assert down.log_odds < 0 < up.log_odds


def test_a_branch_that_changes_nothing_is_the_baseline(made):
    found = compare(made, from_settings({"leader.a": "accommodates"}, {"leader.a": "stays"}), OPTIONS)
    stays = found.outcomes[1]
    assert stays.number.probability == pytest.approx(found.baseline.probability, abs=1e-12)
    assert stays.contributions == ()
    assert stays.spread == ()
    assert (stays.difference.draws == 0).all()
    assert stays.difference.above == 0.5
    assert "nothing changes" in found.explain()


def test_two_branches_are_compared_draw_by_draw(made):
    found = compare(made, from_settings({"war": "settled"}, {"war": "escalates"}), OPTIONS)
    (pair,) = found.pairs
    assert (pair.first, pair.second) == ("war = settled", "war = escalates")
    one, two = (o.difference.draws for o in found.outcomes)
    assert pair.difference.draws == pytest.approx(one - two)


def test_a_new_leader_moves_and_widens(made):
    (o,) = compare(made, from_settings({"leader.b": "changes"}), OPTIONS).outcomes
    parts = {c.component: c for c in o.contributions}
    assert set(parts) == {"leadership", "widening"}
    assert parts["widening"].log_odds > 0
    assert parts["widening"].source_class == "estimated"
    # 1.5 times the variance in two years of five.
    assert parts["widening"].units == pytest.approx(1.2)


def test_over_one_year_a_new_leader_widens_all_of_it(made):
    (o,) = compare(made, from_settings({"leader.b": "changes"}), replace(OPTIONS, horizon=1)).outcomes
    assert {c.component: c for c in o.contributions}["widening"].units == pytest.approx(1.5)


def test_two_leaders_widen_together_and_still_add_up(made):
    (o,) = compare(made, from_settings({"leader.b": "changes", "leader.a": "changes"}), OPTIONS).outcomes
    whole = logit(o.number.probability) - logit(0.1)
    base = compare(made, WAR, OPTIONS).baseline.probability
    assert sum(c.log_odds for c in o.contributions) == pytest.approx(whole + logit(0.1) - logit(base), abs=1e-9)


def test_sobol_groups_are_what_is_drawn_together(made):
    keys = {"sanctions.energy": "lifted", "sanctions.finance": "lifted", "war": "settled"}
    (o,) = compare(made, from_settings(keys), OPTIONS).outcomes
    assert [s.group for s in o.spread] == [
        "where things stand",
        "what a component counts for",
        "sanctions and trade (sanctions.energy, sanctions.finance)",
        "war",
    ]
    assert any("take them as one" in c for c in compare(made, from_settings(keys), OPTIONS).caveats)


def test_a_users_prior_moves_the_number(made, settled):
    wide = scenario_from(
        '[set]\nwar = "settled"\n[priors.war.settled.threat]\nmean = -2\nscale = 2\nsource = "x"\nwhy = "y"'
    )
    found = compare(made, wide, OPTIONS)
    weight = next(c.effect.mean for c in made.components if c.key == "threat")
    extra = found.outcomes[0].log_odds - settled.outcomes[0].log_odds
    assert extra == pytest.approx(-DISCOUNT * weight, abs=1e-9)
    assert "2 of 3 effects are elicited, this project's judgement; 1 is the user's: a t" in found.caveats[1]
    assert settled.caveats[1].startswith("3 of 3 effects are elicited, this project's judgement: a t")


def test_the_users_effects_are_counted_apart_from_the_projects(made):
    own = "".join(
        f'[priors.leader.a.{s}.threat]\nmean = 1\nscale = 1\nsource = "x"\nwhy = "y"\n'
        for s in ("accommodates", "confronts")
    )
    text = "".join(
        f'[[branch]]\nname = "{s}"\nset = {{ leader.a = "{s}", war = "settled" }}\n'
        for s in ("accommodates", "confronts")
    )
    ours, mixed = (compare(made, scenario_from(t), OPTIONS) for t in (text, text + own))
    n = len(ours.to_frame())
    assert len(mixed.to_frame()) == n
    judged = sum(c.source_class == "elicited" for o in ours.outcomes for c in o.contributions)
    assert ours.caveats[1].startswith(f"{judged} of {n} effects are elicited, this project's judgement: a t")
    assert mixed.caveats[1].startswith(
        f"{judged - 2} of {n} effects are elicited, this project's judgement; 2 are the user's: a t"
    )


def test_what_is_not_known_today_is_said(settled):
    assert any("Constraint on A: not known today" in c for c in settled.caveats)
    assert any("How things stand today is not known for war" in c for c in settled.caveats)


def test_the_first_caveat_is_that_no_backtest_supports_it(settled):
    assert settled.caveats[0].startswith("No scenario effect is validated by the backtest")


@pytest.mark.parametrize("draws", [0, -1, 1_999, 200_001])
def test_too_few_draws_are_refused_with_a_hint(draws):
    with pytest.raises(ImpossibleQuestion, match="takes 2,000 to 200,000 draws") as refused:
        tt.whatif("USA", "RUS", "CHN", {"war": "settled"}, options=tt.WhatIfOptions(draws=draws))
    assert "4,000" in refused.value.hint


def test_an_odd_number_of_draws_is_made_even_and_a_bad_seed_refused():
    assert WhatIfOptions(draws=2_001).checked().draws == 2_002
    with pytest.raises(ImpossibleQuestion, match="seed"):
        WhatIfOptions(seed=-1).checked()


def test_asked_from_the_door(shipped):
    found = tt.whatif(
        "USA",
        "RUS",
        "CHN",
        {"sanctions.energy": "lifted"},
        against={"sanctions.energy": "lifted by law"},
        as_of=DAY,
        options=tt.WhatIfOptions(atlas=shipped),
    )
    assert isinstance(found, tt.WhatIf)
    assert [o.name for o in found.outcomes] == [
        "sanctions.energy = lifted",
        "sanctions.energy = lifted by law",
    ]
    assert found.outcomes[0].log_odds < found.outcomes[1].log_odds
    assert found.extrapolates
    assert found.provenance.snapshots
    assert found.to_frame().height == sum(len(o.contributions) for o in found.outcomes)
    assert set(found.to_frame()["source_class"]) == {"estimated", "elicited"}
    assert found._repr_html_().startswith("<article")


def test_a_name_a_file_and_a_scenario_are_all_scenarios(shipped, tmp_path):
    path = tmp_path / "x.toml"
    path.write_text('[set]\nwar = "frozen"', encoding="utf-8")
    options = tt.WhatIfOptions(atlas=shipped, draws=2_000)
    a = tt.whatif("USA", "RUS", "CHN", path, as_of=DAY, options=options)
    b = tt.whatif("USA", "RUS", "CHN", from_settings({"war": "frozen"}), as_of=DAY, options=options)
    c = tt.whatif("USA", "RUS", "CHN", "ceasefire-without-relief", as_of=DAY, options=options)
    assert a.outcomes[0].number == b.outcomes[0].number == c.outcomes[0].number
    with pytest.raises(UnknownName, match="ceasefire-without-relief"):
        tt.whatif("USA", "RUS", "CHN", "ceasefire-without-relif")
    with pytest.raises(ImpossibleQuestion, match="its own branches"):
        tt.whatif("USA", "RUS", "CHN", "ceasefire-without-relief", against={"war": "settled"})


@pytest.mark.parametrize("states", [("IND", "VNM", "CHN"), ("FRA", "DZA", "MAR"), ("CHN", "KAZ", "RUS")])
def test_any_three_states_can_be_asked(shipped, states):
    chosen = {"allies": "agree", "leader.b": "changes", "c.binding": "stepped up", "arms": "coproduction"}
    found = tt.whatif(*states, chosen, as_of=DAY, options=tt.WhatIfOptions(atlas=shipped, draws=2_000))
    assert 0 < found.outcomes[0].number.probability < 1
    assert any("not known" in c for c in found.caveats)


def test_what_assess_refuses_is_refused_here(shipped):
    options = tt.WhatIfOptions(atlas=shipped)
    with pytest.raises(ImpossibleQuestion):
        tt.whatif("USA", "USA", "CHN", {"war": "settled"}, as_of=DAY, options=options)
    with pytest.raises(OutsideCoverage):
        tt.whatif("USA", "RUS", "CHN", {"war": "settled"}, as_of=date(1946, 1, 1), options=options)
    with pytest.raises(ImpossibleQuestion, match="horizon"):
        tt.whatif("USA", "RUS", "CHN", {"war": "settled"}, options=tt.WhatIfOptions(horizon=11, atlas=shipped))


def test_a_scenario_written_for_others_says_so(made):
    chosen = replace(shipped()[0], states=("USA", "RUS", "CHN"))
    assert any("was written for the United States, Russia, China" in c for c in compare(made, chosen, OPTIONS).caveats)
