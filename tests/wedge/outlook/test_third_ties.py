"""The ties of a pair with every third state, drawn together."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from tertius.alignment.ties import votes_known
from tertius.alignment.votes import joint_draws
from tertius.wedge.outlook import third_ties as room
from tertius.wedge.outlook.third_ties import LATENT_UNIT, VOTES_UNIT, kept_between, third_ties

DAY = date(2026, 11, 22)
USA, RUS, CHN, GBR, JPN = 2, 365, 710, 200, 740


def kept(*rows: tuple[int, int, int, float, float]) -> pl.DataFrame:
    """Ties in both directions, as `kept_between` gives them."""
    both = [r for a, b, year, mean, sd in rows for r in ((a, b, year, mean, sd), (b, a, year, mean, sd))]
    return pl.DataFrame(both, schema=["pole", "other", "year", "mean", "sd"], orient="row")


@pytest.fixture(scope="module")
def votes(shipped):
    return votes_known(shipped, DAY)


def test_draws_stand_where_the_kept_ties_do(votes):
    made_up = kept(
        (USA, RUS, 2025, -0.5, 0.3), (USA, GBR, 2025, 2.0, 0.4), (RUS, GBR, 2025, -1.0, 0.2), (CHN, GBR, 2025, 0.7, 0.1)
    )
    found = third_ties(USA, RUS, CHN, kept=made_up, votes=votes, share=0.0, rng=np.random.default_rng(1))
    assert found is not None
    assert (found.states, found.source, found.year, found.unit) == ((GBR,), "latent tie", 2025, LATENT_UNIT)
    assert found.pair.mean() == pytest.approx(-0.5, abs=0.05)
    assert found.with_a.mean() == pytest.approx(2.0, abs=0.06)
    assert found.with_b.std() == pytest.approx(0.2, rel=0.1)
    assert found.with_c[0] == pytest.approx((0.7, 0.7 - 0.16449, 0.7 + 0.16449), abs=1e-9)


def test_a_state_that_lacks_one_of_the_two_ties_has_no_triangle(votes):
    made_up = kept((USA, RUS, 2025, 0.0, 0.3), (USA, GBR, 2025, 2.0, 0.4), (RUS, JPN, 2025, -1.0, 0.2))
    found = third_ties(USA, RUS, None, kept=made_up, votes=votes, share=0.0, rng=np.random.default_rng(1))
    assert found is not None
    assert found.states == ()


def test_only_the_newest_year_of_the_pair_counts(votes):
    made_up = kept(
        (USA, RUS, 2024, 3.0, 0.1), (USA, RUS, 2025, -1.0, 0.1), (USA, GBR, 2024, 2.0, 0.1), (RUS, GBR, 2024, 1.0, 0.1)
    )
    found = third_ties(USA, RUS, None, kept=made_up, votes=votes, share=0.0, rng=np.random.default_rng(1))
    assert found is not None
    assert found.states == ()
    assert found.pair.mean() == pytest.approx(-1.0, abs=0.05)


def test_the_sampling_error_of_votes_joins_the_ties_as_drawn_titles_do(votes):
    recent = votes.where(votes.session > votes.session.max() - 3)
    keys = [(USA, RUS), (USA, GBR), (RUS, GBR), (USA, JPN)]
    parts, sampled = room._of_titles(votes, keys)
    assert sampled.all()
    drawn = joint_draws(recent, tuple(keys), draws=4000, rng=np.random.default_rng(2))
    np.testing.assert_allclose(parts.T @ parts, np.corrcoef(drawn.agreement.T), atol=0.06)


def test_a_pair_that_never_votes_apart_has_no_sampling_error(votes):
    parts, sampled = room._of_titles(votes, [(USA, USA), (USA, RUS)])
    assert sampled.tolist() == [False, True]
    assert not parts[:, 0].any()


def test_without_kept_ties_votes_serve(votes):
    found = third_ties(USA, RUS, CHN, kept=None, votes=votes, share=0.0, rng=np.random.default_rng(1))
    assert found is not None
    assert (found.source, found.year, found.unit) == ("votes", votes.years[-1], VOTES_UNIT)
    assert found.with_a.shape == found.with_b.shape == (len(found.pair), len(found.states))
    assert np.isfinite(found.with_a).all()
    assert CHN in found.states


def test_a_pair_without_votes_and_without_kept_ties_is_not_known(votes):
    assert third_ties(USA, 713, None, kept=None, votes=votes, share=0.0, rng=np.random.default_rng(1)) is None


def test_kept_ties_are_not_shown_before_they_were_public(shipped):
    assert kept_between((USA, RUS), date(2020, 1, 1), shipped) is None
    found = kept_between((USA, RUS), DAY, shipped)
    assert found is not None
    assert set(found["pole"].unique()) == {USA, RUS}
    assert found.filter((pl.col("pole") == USA) & (pl.col("other") == RUS)).height > 50
