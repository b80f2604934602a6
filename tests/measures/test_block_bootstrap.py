"""Intervals by block: as wide as the blocks ask, widest of the kinds, and nothing where nothing can be resampled."""

from __future__ import annotations

import numpy as np
import pytest

from tertius.errors import ImpossibleQuestion
from tertius.measures.block_bootstrap import mean_span, mean_spans, skill_span


def rng() -> np.random.Generator:
    return np.random.default_rng(5)


def test_blocks_of_one_give_the_interval_of_a_mean():
    values = np.random.default_rng(0).normal(1, 2, 4000)
    span = mean_span(values, {"case": np.arange(4000)}, rng=rng(), draws=4000)
    half = 1.645 * values.std() / np.sqrt(4000)
    assert (span.low, span.high) == pytest.approx((values.mean() - half, values.mean() + half), abs=half / 10)


def test_copies_of_a_case_in_one_block_do_not_narrow_it():
    values = np.random.default_rng(0).normal(size=100)
    one = mean_span(values, {"state": np.arange(100)}, rng=rng())
    nine = mean_span(np.repeat(values, 9), {"state": np.repeat(np.arange(100), 9)}, rng=rng())
    assert nine[:2] == pytest.approx(one[:2])


def test_the_wider_kind_is_reported():
    values = np.repeat(np.random.default_rng(1).normal(size=10), 20)
    blocks = {"narrow": np.arange(200), "wide": np.repeat(np.arange(10), 20)}
    span = mean_span(values, blocks, rng=rng())
    alone = mean_span(values, {"wide": blocks["wide"]}, rng=rng())
    assert span.by == "wide"
    assert span.high - span.low == pytest.approx(alone.high - alone.low, rel=0.1)


def test_equal_losses_have_no_skill_for_certain():
    loss = np.random.default_rng(1).random(50)
    span = skill_span(loss, loss, {"state": np.arange(50) % 7}, rng=rng())
    assert (span.low, span.high) == (0, 0)


def test_half_the_loss_everywhere_is_a_skill_of_one_half():
    loss = np.random.default_rng(1).random(50)
    span = skill_span(loss / 2, loss, {"state": np.arange(50) % 7}, rng=rng())
    assert (span.low, span.high) == pytest.approx((0.5, 0.5))


def test_means_of_the_same_cases_share_their_resamples_and_each_stays_as_if_alone():
    one, two = np.random.default_rng(1).normal(size=(2, 60))
    blocks = {"state": np.arange(60) % 9, "year": np.arange(60) // 7}
    alone = tuple(mean_span(v, blocks, rng=rng()) for v in (one, two))
    assert mean_spans([one, two], blocks, rng=rng()) == alone
    assert alone[0] != alone[1]


def test_one_block_cannot_be_resampled():
    span = mean_span([1.0, 2.0], {"state": [0, 0]}, rng=rng())
    assert np.isnan(span.low)
    assert span.by == "nothing to resample"


@pytest.mark.parametrize(
    "ask",
    [
        lambda: skill_span([-1.0], [1.0], {}, rng=rng()),
        lambda: skill_span([np.nan], [1.0], {}, rng=rng()),
        lambda: mean_span([np.nan], {}, rng=rng()),
        lambda: mean_span([1.0, 2.0], {"state": [0]}, rng=rng()),
        lambda: mean_span([1.0, 2.0], {"state": [0, 1]}, rng=rng(), level=1.0),
    ],
)
def test_what_has_no_interval_is_refused(ask):
    with pytest.raises(ImpossibleQuestion):
        ask()
