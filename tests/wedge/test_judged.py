"""The judged number: what the components add to what the data say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit, logit

from tertius.measures.evidence_weights import StandardDraws, standard_draws
from tertius.wedge.components.component import Component, Effect, Value
from tertius.wedge.judged import DISCOUNT, judged


def component(key: str, mean: float, scale: float | None = None) -> Component:
    effect = Effect(mean, scale or abs(mean), "elicited", "made up")
    return Component(key, key.title(), 1, False, effect, "", "", "", "")


def value(key: str, at: float | None, low: float | None = None, high: float | None = None, status="measured") -> Value:
    known = at is not None
    return Value(key, at, low if low is not None else at, high if high is not None else at, "", 2020 if known else None,
                 status if known else "not known", "")  # fmt: skip


TWO = (component("rift", 0.4), component("binding", -0.3))


def test_by_hand():
    """Odds of 1 to 24; .5 * .4 * 1 and .5 * -.3 * 2 take .1 off the log odds."""
    found = judged((0.04, 0.02, 0.08), TWO, (value("rift", 1.0), value("binding", 2.0)))
    assert [m.log_odds for m in found.moved] == pytest.approx([0.2, -0.3])
    assert found.probability == pytest.approx(expit(logit(0.04) - 0.1), abs=1e-12)
    assert found.low < found.probability < found.high


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.floats(0.05, 1).flatmap(lambda m: st.sampled_from([m, -m])),
            st.one_of(st.none(), st.floats(-3, 3)),
            st.floats(0, 2),
        ),
        min_size=1,
        max_size=10,
    ),
    st.floats(0.001, 0.999),
    st.floats(0, 1),
)
def test_what_moved_it_adds_up_to_the_difference(drawn, start, discount):
    parts = [component(f"k{i}", m) for i, (m, _, _) in enumerate(drawn)]
    values = [
        value(f"k{i}", at, None if at is None else at - wide, None if at is None else at + wide)
        for i, (_, at, wide) in enumerate(drawn)
    ]
    numbers = standard_draws(50, len(parts), rng=np.random.default_rng(2))
    found = judged((start, start * 0.9, start), parts, values, discount=discount, draws=numbers)
    assert sum(m.log_odds for m in found.moved) == pytest.approx(
        logit(found.probability) - logit(found.start), abs=1e-9
    )


def test_what_is_not_known_adds_nothing_and_widens_nothing():
    with_it = judged((0.1, 0.05, 0.2), TWO, (value("rift", 1.0), value("binding", None)))
    draws = standard_draws(4_000, 2, rng=np.random.default_rng(0))
    alone = judged((0.1, 0.05, 0.2), TWO[:1], (value("rift", 1.0),), draws=draws._replace(
        weights=draws.weights[:, :1], values=draws.values[:, :1]))  # fmt: skip
    assert with_it.probability == alone.probability
    assert np.array_equal(with_it.draws, alone.draws)
    assert with_it.not_known == ("Binding",)
    assert (with_it.moved[1].low, with_it.moved[1].high) == (0.0, 0.0)


def test_below_the_bar_is_shown_and_adds_nothing():
    found = judged((0.1, 0.05, 0.2), TWO, (value("rift", 1.0), value("binding", 2.0, status="below the bar")))
    assert found.moved[1].log_odds == 0.0
    assert not found.moved[1].counts


def test_a_discount_of_0_gives_the_start():
    found = judged((0.1, 0.05, 0.2), TWO, (value("rift", 3.0), value("binding", -3.0)), discount=0.0)
    assert found.probability == pytest.approx(0.1, abs=1e-12)
    # The interval is then that of the start.
    assert (found.low, found.high) == pytest.approx((0.05, 0.2), abs=0.01)


def test_the_usual_discount_halves():
    assert DISCOUNT == 0.5
    half, full = (judged((0.1, 0.05, 0.2), TWO[:1], (value("rift", 1.0),), discount=d) for d in (0.5, 1.0))
    assert 2 * half.moved[0].log_odds == pytest.approx(full.moved[0].log_odds)


def test_the_same_question_gets_the_same_draws_and_nobody_can_write_in_them():
    one, two = (judged((0.1, 0.05, 0.2), TWO, (value("rift", 1.0), value("binding", 2.0))) for _ in range(2))
    assert np.array_equal(one.draws, two.draws)
    with pytest.raises(ValueError, match="read-only"):
        one.draws[0] = 0.0


def test_the_sign_of_the_mean_is_the_sign_of_the_component():
    up, down = TWO
    assert (up.sign, down.sign) == (1, -1)
    more = [judged((0.1, 0.05, 0.2), TWO, (value("rift", r), value("binding", b))) for r, b in ((0, 0), (2, 0), (0, 2))]
    assert more[2].probability < more[0].probability < more[1].probability


@pytest.mark.parametrize(("mean", "scale"), [(0.4, 0.3), (-0.4, 0.3), (0.0, 0.5)])
def test_an_effect_narrower_than_itself_or_without_a_sign_is_refused(mean, scale):
    with pytest.raises(AssertionError, match="at least as wide"):
        Effect(mean, scale, "elicited", "")


def test_a_wider_value_widens_the_number_and_leaves_its_middle():
    narrow, wide = (
        judged((0.1, 0.05, 0.2), TWO, (value("rift", 1.0, 1 - w, 1 + w), value("binding", None))) for w in (0.0, 3.0)
    )
    assert narrow.probability == wide.probability
    assert wide.high - wide.low > narrow.high - narrow.low


def test_a_shift_moves_a_component_draw_by_draw():
    values = (value("rift", 1.0), value("binding", None))
    still = judged((0.1, 0.05, 0.2), TWO, values)
    moved = judged((0.1, 0.05, 0.2), TWO, values, shift={"rift": (1.0, np.full(4_000, 1.0))})
    twice = judged((0.1, 0.05, 0.2), TWO, (value("rift", 2.0), values[1]))
    assert moved.probability == pytest.approx(twice.probability, abs=1e-12)
    assert moved.draws == pytest.approx(twice.draws, abs=1e-12)
    assert moved.probability > still.probability


def test_a_shift_of_what_is_not_known_starts_from_an_ordinary_pair():
    shifted = judged(
        (0.1, 0.05, 0.2),
        TWO,
        (value("rift", None), value("binding", None)),
        shift={"binding": (1.0, np.full(4_000, 1.0))},
    )
    known = judged((0.1, 0.05, 0.2), TWO, (value("rift", None), value("binding", 1.0)))
    assert shifted.probability == pytest.approx(known.probability, abs=1e-12)
    assert [m.counts for m in shifted.moved] == [False, True]


def test_the_values_given_are_not_written_in():
    values = (value("rift", 1.0), value("binding", None))
    before = [v.to_dict() for v in values]
    judged((0.1, 0.05, 0.2), TWO, values, shift={"rift": (1.0, np.ones(4_000))})
    assert [v.to_dict() for v in values] == before


def test_components_in_another_order_are_our_mistake():
    with pytest.raises(AssertionError, match="go together"):
        judged((0.1, 0.05, 0.2), TWO, (value("binding", 1.0), value("rift", 1.0)))


def test_a_start_of_0_or_1_is_held_off_the_edge():
    for p in (0.0, 1.0):
        found = judged((p, p, p), TWO, (value("rift", 1.0), value("binding", 1.0)))
        assert np.isfinite(found.draws).all()
        assert 0 < found.probability < 1


def test_as_plain_values_it_leaves_the_draws_out():
    told = judged((0.1, 0.05, 0.2), TWO, (value("rift", 1.0), value("binding", None))).to_dict()
    assert set(told) == {"probability", "mean_of_draws", "low", "high", "start", "moved"}
    assert [m["component"] for m in told["moved"]] == ["rift", "binding"]


def test_an_unused_component_does_not_change_the_others():
    three = (*TWO, component("goal", -0.3))
    values = (value("rift", 1.0), value("binding", 1.0), value("goal", None))
    two, more = judged((0.1, 0.05, 0.2), TWO, values[:2]), judged((0.1, 0.05, 0.2), three, values)
    assert more.probability == pytest.approx(two.probability, abs=1e-12)


def test_doubt_about_the_weights_lifts_the_mean_of_a_small_number_above_its_centre():
    found = judged((0.03, 0.03, 0.03), TWO, (value("rift", 1.0), value("binding", 1.0)))
    assert found.mean > found.probability


def test_an_interval_to_one_side_is_drawn_to_that_side():
    """Somebody who gives the lowest step and no lower end means nothing lower."""
    lowest = Value("rift", -2.0, -2.0, 0.0, "made up", 2020, "judged", "made up")
    certain = replace(TWO[0], effect=Effect(1.0, 1.0, "elicited", "made up"))
    draws = StandardDraws(np.zeros((4, 1)), np.array([[-2.0], [-1.0], [1.0], [2.0]]), np.zeros(4))
    found = judged((0.5, 0.5, 0.5), (certain,), (lowest,), draws=draws, discount=1.0)
    assert found.draws[:2] == pytest.approx([-2.0, -2.0])
    assert found.draws[2] == pytest.approx(-2.0 + 2 / 1.6448536)
