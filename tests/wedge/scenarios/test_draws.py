"""Random numbers: what they average to, and what is drawn together."""

from __future__ import annotations

import numpy as np
import pytest

from tertius.casebook.judgement import COMPONENT_KEYS
from tertius.wedge.judged import numbers
from tertius.wedge.scenarios.draws import FAMILIES, by_component, inputs, kept, shifts
from tertius.wedge.scenarios.drivers import DRIVERS
from tertius.wedge.scenarios.scenario import from_settings
from tertius.wedge.scenarios.scenario_file import scenario_from

N = 4_000


@pytest.fixture(scope="module")
def drawn():
    return inputs(N, len(COMPONENT_KEYS), 3, seed=7)


def shifted(drawn, settings, relief=None):
    chosen = from_settings(settings)
    return {(s.driver, s.component, s.source_class): s for s in shifts(chosen, chosen.branches[0], drawn, relief)}


def test_their_shapes(drawn):
    assert drawn.effects.shape == (N, len(FAMILIES), len(COMPONENT_KEYS) + 1)
    assert drawn.word.shape == (N,)
    assert drawn.reach.shape == (N, 3)
    assert drawn.standard.weights.shape == (N, len(COMPONENT_KEYS))


def test_the_answers_own_numbers_are_in_them(drawn):
    for of_scenario, of_answer in zip(drawn.standard, numbers(len(COMPONENT_KEYS), draws=N, seed=7), strict=True):
        assert np.array_equal(of_scenario, of_answer)
    # What a scenario adds is drawn from elsewhere.
    assert abs(np.corrcoef(drawn.effects[:, 0, 0], drawn.standard.weights[:, 0])[0, 1]) < 0.1


def test_every_draw_has_its_mirror_so_means_are_exact(drawn):
    assert drawn.effects.mean(0) == pytest.approx(0, abs=1e-12)
    found = shifted(drawn, {"war": "settled"})
    assert found["war", "threat", "elicited"].added.mean() == pytest.approx(-1.0, abs=1e-12)


def test_uniform_numbers_are_spread_evenly(drawn):
    for column in (drawn.word, *drawn.reach.T):
        assert np.array_equal(np.floor(np.sort(column) * N), np.arange(N))


def test_one_draw_in_five_says_the_contrary(drawn):
    added = shifted(drawn, {"war": "settled"})["war", "threat", "elicited"].added
    # P(t3 > 1) = .1955.
    assert np.mean(added > 0) == pytest.approx(0.1955, abs=0.02)


def test_relief_by_decree_lasts_in_half_of_the_draws_and_by_law_in_more(drawn):
    for setting, share in (("lifted", 0.5), ("lifted by law", 0.85)):
        chosen = from_settings({"sanctions.finance": setting})
        (one,) = chosen.branches[0].sets
        assert kept(one, drawn).mean() == pytest.approx(share, abs=1 / N)
        reward = shifted(drawn, {"sanctions.finance": setting})["sanctions.finance", "reward", "elicited"].added
        assert np.array_equal(reward != 0, kept(one, drawn))


def test_drivers_of_one_family_work_out_together(drawn):
    found = shifted(drawn, {"leader.a": "accommodates", "leader.c": "confronts"})
    a, c = (found[d, "threat", "elicited"].added for d in ("leader.a", "leader.c"))
    # One wants less threat and the other brings more: where the first comes out strong, so does the second.
    assert np.corrcoef(a, c)[0, 1] == pytest.approx(-1.0)


def test_drivers_of_two_families_do_not(drawn):
    found = shifted(drawn, {"leader.a": "accommodates", "war": "settled"})
    a, w = (found[d, "threat", "elicited"].added for d in ("leader.a", "war"))
    assert abs(np.corrcoef(a, w)[0, 1]) < 0.1


def test_a_word_is_kept_or_broken_once_whatever_was_promised(drawn):
    one = shifted(drawn, {"sanctions.finance": "lifted"})
    keys = ("sanctions.energy", "sanctions.technology", "sanctions.goods", "sanctions.finance")
    four = shifted(drawn, dict.fromkeys(keys, "lifted"))
    alone = one["sanctions.finance", "credibility", "elicited"].added
    together = sum(four[k, "credibility", "elicited"].added for k in keys)
    assert together == pytest.approx(alone)


def test_where_trade_is_not_known_opening_is_elicited(drawn):
    found = shifted(drawn, {"sanctions.energy": "lifted by law"})
    reward = found["sanctions.energy", "reward", "elicited"]
    assert "not known here" in reward.why
    assert reward.added.mean() == pytest.approx(0.4 * 0.85, abs=0.03)
    assert shifted(drawn, {"sanctions.energy": "tightened"})["sanctions.energy", "reward", "elicited"].added.mean() < 0


def test_where_trade_is_known_opening_is_computed(drawn, triad):
    relief = triad.relief
    many = inputs(N, len(COMPONENT_KEYS), len(relief.sectors), seed=8)
    found = shifted(many, {"sanctions.energy": "lifted", "sanctions.technology": "lifted by law"}, relief)
    energy = found["sanctions.energy", "reward", "estimated"]
    assert ("sanctions.energy", "reward", "elicited") not in found
    assert (energy.added >= 0).all()
    assert np.mean(energy.added > 0) == pytest.approx(0.5, abs=0.01)
    assert (found["sanctions.energy", "exit_cost", "estimated"].added <= 0).all()
    # The parts of the two drivers are the whole of what opening both does.
    both = found["sanctions.technology", "reward", "estimated"].added + energy.added
    before = relief.replaced(many.reach)
    by_key = {d.key: d for d in DRIVERS}
    change = sum(
        np.where(many.word < p, relief.added(by_key[k], "opened", many.reach), 0)
        for k, p in (("sanctions.energy", 0.5), ("sanctions.technology", 0.85))
    )
    assert both == pytest.approx(relief.units(before, change)[0])


def test_energy_is_closed_already_so_tightening_it_computes_to_nothing(drawn, triad):
    many = inputs(N, len(COMPONENT_KEYS), len(triad.relief.sectors), seed=8)
    found = shifted(many, {"sanctions.energy": "tightened"}, triad.relief)
    assert abs(found["sanctions.energy", "reward", "estimated"].added).max() < 0.1
    assert found["sanctions.energy", "threat", "elicited"].added.mean() == pytest.approx(0.5)


def test_a_users_prior_silences_the_computation(triad):
    chosen = scenario_from(
        '[set]\nsanctions.energy = "lifted"\n[priors.sanctions.energy.lifted.reward]\nmean = 2\nscale = 2\n'
        'source = "x"\nwhy = "y"'
    )
    many = inputs(N, len(COMPONENT_KEYS), len(triad.relief.sectors), seed=8)
    found = {(s.component, s.source_class) for s in shifts(chosen, chosen.branches[0], many, triad.relief)}
    assert ("reward", "elicited") in found
    assert ("reward", "estimated") not in found
    assert ("exit_cost", "estimated") in found


def test_shifts_of_one_component_are_summed(drawn):
    chosen = from_settings({"war": "settled", "leader.a": "accommodates"})
    found = shifts(chosen, chosen.branches[0], drawn, None)
    summed = by_component(found)
    assert summed["threat"][1] == pytest.approx(sum(s.added for s in found if s.component == "threat"))


def test_mixing_takes_one_group_from_the_other_sample():
    one, two = (inputs(2_000, 10, 2, seed=n) for n in (1, 2))
    mixed = one.with_family_of(two, "war")
    at = FAMILIES.index("war")
    assert np.array_equal(mixed.effects[:, at], two.effects[:, at])
    assert np.array_equal(np.delete(mixed.effects, at, 1), np.delete(one.effects, at, 1))
    assert mixed.word is one.word
    trade = one.with_family_of(two, "sanctions and trade")
    assert (trade.word is two.word, trade.reach is two.reach) == (True, True)
    weights = one.with_standard_of(two, weights=True).standard
    assert (weights.weights is two.standard.weights, weights.start is one.standard.start) == (True, True)
    rest = one.with_standard_of(two, weights=False).standard
    assert (rest.weights is one.standard.weights, rest.start is two.standard.start) == (True, True)
