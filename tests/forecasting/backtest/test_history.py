"""What was known at an origin: the one cut, and halves that stay as they are when votes are added."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tertius.forecasting.backtest.history import FIRST_YEAR, day_of_origin, halves_of, history_of


@pytest.fixture(scope="module")
def whole(shipped):
    return history_of(shipped)


@pytest.mark.parametrize("origin", [1978, 1999, 2022])
def test_an_origin_knows_its_own_session_and_no_later_one(whole, origin):
    known = whole.known_at(origin)
    assert day_of_origin(origin) == date(origin + 1, 10, 31)
    assert max(known.votes.years) == origin
    assert len(known.votes) == (whole.votes.session <= origin - 1945).sum()


def test_trade_is_known_a_year_after_its_year(whole):
    known = whole.known_at(2005).figures["trade with 365"].values
    assert np.isfinite(known[:, 2004 - FIRST_YEAR]).sum() > 100
    assert np.isnan(known[:, 2005 - FIRST_YEAR :]).all()


def test_the_trade_is_that_of_the_atlas(whole, shipped):
    pair = shipped.dyad(710, 2)
    (share,) = pair.filter(pair["year"] == 2010)["trade_share_a"]
    row = whole.states.index(710)
    assert whole.figures["trade with 2"].values[row, 2010 - FIRST_YEAR] == pytest.approx(share)


def test_the_two_halves_share_no_text_and_are_about_equal(whole):
    a, b = whole.half("a").votes, whole.half("b").votes
    assert not set(a.item.tolist()) & set(b.item.tolist())
    assert len(a) + len(b) == len(whole.votes)
    assert 0.45 < len(a) / len(whole.votes) < 0.55
    assert whole.half("all") is whole


def test_a_half_does_not_change_when_votes_are_added():
    items = np.arange(3000, dtype=np.int32)
    assert np.array_equal(halves_of(items)[:1000], halves_of(items[:1000]))


def test_the_digest_is_of_votes_and_figures(made_up):
    votes = made_up.votes
    fewer = type(made_up)(votes.where(votes.session < 50), made_up.figures)
    other = type(made_up)(votes, {})
    digests = {made_up.digest(), fewer.digest(), other.digest()}
    assert len(digests) == 3
    assert made_up.votes_digest() == other.votes_digest()
    assert made_up.digest() == type(made_up)(votes, dict(made_up.figures)).digest()


def test_a_new_leader_counts_for_two_years_and_only_where_leaders_are_known(whole):
    row = whole.figures["new leader"].values[whole.states.index(365)]
    of = dict(zip(range(FIRST_YEAR, FIRST_YEAR + len(row)), row, strict=True))
    assert [of[y] for y in (1984, 1985, 1986, 1987, 1991, 1992, 1993)] == [1, 1, 1, 0, 1, 1, 0]
    assert np.isnan(of[2021])
    assert np.isnan(whole.known_at(2010).figures["new leader"].values[:, 2011 - FIRST_YEAR :]).all()
