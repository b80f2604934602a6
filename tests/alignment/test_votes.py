"""Agreement and kappa of pairs from roll calls, and draws that resample titles for all pairs together."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertius.alignment.ties import votes_known
from tertius.alignment.votes import MODAL_LIMIT, agreement_with, joint_draws, vote_series

A, B, C = 2, 365, 710
ANSWERS = {"Y": 1.0, "A": 0.0, "N": -1.0}

ballots = st.integers(1, 14).flatmap(
    lambda n: st.tuples(
        *[st.text("YAN.", min_size=n, max_size=n)] * 3, st.lists(st.integers(0, 4), min_size=n, max_size=n)
    )
)


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_an_abstention_is_half_way(roll_calls):
    votes = roll_calls({A: "YYYY", B: "YANN"})
    found = agreement_with(votes, A)
    assert found[1, 0] == pytest.approx((1 + 0.5 + 0 + 0) / 4)


def test_a_state_agrees_with_itself_where_it_voted(roll_calls):
    votes = roll_calls({A: "YAN.", B: "...."})
    assert agreement_with(votes, A)[:, 0] == pytest.approx([1.0, np.nan], nan_ok=True)


def test_an_absence_is_no_disagreement(roll_calls):
    votes = roll_calls({A: "YYYY", B: "Y..."})
    series = vote_series(votes, ((A, B),), draws=20, rng=rng())
    assert series.n_votes[0, 0] == 1
    assert series.agreement[0, 0] == 1.0


def test_kappa_by_hand(roll_calls):
    # Quadratic: 1 - sum (x-y)^2 / (sum (x-mx)^2 + sum (y-my)^2 + n (mx-my)^2) = 1 - 2 / (4 + 11/4 + 1/4).
    votes = roll_calls({A: "YYNN", B: "YANA"})
    series = vote_series(votes, ((A, B),), draws=20, rng=rng())
    assert series.kappa[0, 0] == pytest.approx(1 - 2 / (4 + 2 + 0))


def test_sessions_are_labelled_by_the_year_they_open(roll_calls):
    votes = roll_calls({A: "YY", B: "YN"}, sessions=[44, 46])
    series = vote_series(votes, ((A, B),), draws=5, rng=rng())
    assert series.years == (1989, 1990, 1991)
    assert series.n_votes[0].tolist() == [1, 0, 1]
    assert np.isnan(series.agreement[0, 1])
    assert np.isnan(series.agreement_low[0, 1])


def test_kappa_is_used_below_nine_answers_in_ten_alike(roll_calls):
    nine, eight = "Y" * 9 + "N", "Y" * 8 + "NN"
    other = "YNYNYNYNYN"
    assert MODAL_LIMIT == 0.9
    for said, usable in ((nine, False), (eight, True)):
        series = vote_series(roll_calls({A: said, B: other}), ((A, B), (B, A)), draws=5, rng=rng())
        assert series.usable[:, 0].tolist() == [usable, usable]


def test_a_state_that_never_voted_shares_nothing(roll_calls):
    votes = roll_calls({A: "YAN", B: "YAN"})
    drawn = joint_draws(votes, ((A, 999),), draws=10, rng=rng())
    assert drawn.n_votes == (0,)
    assert np.isnan(drawn.agreement).all()


def test_no_votes_make_an_empty_series(roll_calls):
    votes = roll_calls({A: "Y", B: "N"})
    none = votes.where(np.zeros(1, dtype=bool))
    series = vote_series(none, ((A, B),), draws=5, rng=rng())
    assert series.years == ()
    assert series.agreement.shape == (1, 0)
    assert joint_draws(none, ((A, B),), draws=5, rng=rng()).n_votes == (0,)


@given(ballots)
@settings(max_examples=60, deadline=None)
def test_agreement_is_the_mean_over_shared_votes(roll_calls, drawn):
    first, second, third, _ = drawn
    votes = roll_calls({A: first, B: second, C: third})
    found = agreement_with(votes, A)[:, 0]
    for row, said in enumerate((first, second, third)):
        each = [1 - abs(ANSWERS[x] - ANSWERS[y]) / 2 for x, y in zip(first, said, strict=True) if x != "." and y != "."]
        assert found[row] == pytest.approx(np.mean(each) if each else np.nan, nan_ok=True)


@given(ballots, st.integers(2, 4))
@settings(max_examples=40, deadline=None)
def test_all_votes_of_a_title_move_together(roll_calls, drawn, times):
    """Repeating every vote under its title adds no evidence: the draws stay what they were."""
    first, second, third, titles = drawn
    once = roll_calls({A: first, B: second, C: third}, titles=titles)
    again = roll_calls({A: first * times, B: second * times, C: third * times}, titles=titles * times)
    pairs = ((A, B), (A, C), (B, C))
    a, b = (joint_draws(v, pairs, draws=30, rng=rng()) for v in (once, again))
    np.testing.assert_allclose(a.agreement, b.agreement)
    np.testing.assert_allclose(a.kappa, b.kappa, atol=1e-9)
    assert a.n_titles == b.n_titles == len(set(titles))


def test_one_title_leaves_nothing_to_resample(roll_calls):
    votes = roll_calls({A: "YANYYN", B: "YYNNAN"}, titles=[7] * 6)
    drawn = joint_draws(votes, ((A, B),), draws=50, rng=rng())
    assert np.ptp(drawn.agreement) == 0


def test_votes_of_their_own_titles_do_vary(roll_calls):
    votes = roll_calls({A: "YANYYN", B: "YYNNAN"})
    assert np.ptp(joint_draws(votes, ((A, B),), draws=50, rng=rng()).agreement) > 0


@given(ballots)
@settings(max_examples=30, deadline=None)
def test_a_draw_is_the_same_titles_for_every_pair(roll_calls, drawn):
    first, second, third, titles = drawn
    votes = roll_calls({A: first, B: second, C: third}, titles=titles)
    alone = joint_draws(votes, ((A, B),), draws=25, rng=rng())
    joint = joint_draws(votes, ((A, C), (A, B), (B, A)), draws=25, rng=rng())
    np.testing.assert_array_equal(joint.agreement[:, 1], alone.agreement[:, 0])
    np.testing.assert_allclose(joint.kappa[:, 1], joint.kappa[:, 2], atol=1e-12)


def test_draws_match_a_resampling_written_as_a_loop(roll_calls):
    said = {A: "YANYYNAYNA", B: "YYNNANYYNN"}
    titles = [0, 0, 1, 2, 2, 2, 3, 4, 4, 1]
    votes = roll_calls(said, titles=titles)
    drawn = joint_draws(votes, ((A, B),), draws=40, rng=rng(5)).agreement[:, 0]
    picks = rng(5).integers(5, size=(40, 5))
    for value, picked in zip(drawn, picks, strict=True):
        each = [
            1 - abs(ANSWERS[said[A][i]] - ANSWERS[said[B][i]]) / 2 for t in picked for i in range(10) if titles[i] == t
        ]
        assert value == pytest.approx(np.mean(each))


def test_the_same_seed_gives_the_same_draws(tiny_calls):
    pairs = ((2, 365), (2, 710), (365, 710))
    one, two = (joint_draws(tiny_calls, pairs, draws=50, rng=rng(9)) for _ in range(2))
    np.testing.assert_array_equal(one.kappa, two.kappa)
    assert not np.array_equal(one.kappa, joint_draws(tiny_calls, pairs, draws=50, rng=rng(10)).kappa)


def test_intervals_hold_the_point_on_the_shipped_votes(shipped):
    votes = votes_known(shipped, date(2026, 11, 22))
    series = vote_series(votes, ((2, 365), (2, 710), (365, 710)), draws=200, rng=rng())
    seen = np.isfinite(series.agreement)
    assert seen.sum() > 150
    for name in ("agreement", "kappa"):
        value, low, high = (getattr(series, f"{name}{end}")[seen] for end in ("", "_low", "_high"))
        inside = (low <= value + 1e-9) & (value <= high + 1e-9)
        assert inside.mean() > 0.99
        assert (low <= high).all()
