"""A sweep over the items: its conditionals against their definitions."""

import numpy as np
import pytest
from scipy import special

from tertius.measures.ballots import Ballots, collect_ballots
from tertius.measures.ordinal_probit import position_evidence, sweep_items

KEY = np.uint64(21)


def one_item(counts: tuple[int, int, int] = (40, 25, 35)) -> Ballots:
    n = sum(counts)
    return collect_ballots(np.repeat([0, 1, 2], counts), np.zeros(n, int), np.arange(n), np.zeros(n, int))


def sweep(b: Ballots, position: np.ndarray, items: np.ndarray, twist: int, hidden_limit: float = np.inf):
    z, chance = np.empty(len(b)), np.empty(b.n_items)
    sweep_items(
        0,
        b.n_items,
        KEY,
        np.uint64(twist),
        7.0,
        hidden_limit,
        0.0,
        position,
        b.who,
        b.slot,
        b.bounds,
        items,
        z,
        chance,
    )
    return z, chance


def test_hidden_numbers_lie_where_the_answers_say():
    b = one_item()
    position = np.random.default_rng(0).standard_normal(b.n_positions)
    items = np.array([[1.0, -0.3, 0.6, 0.1]])
    for twist in range(50):
        z, _ = sweep(b, position, items, twist)
        by_ballot = z[b.slot]
        _, g1, g2, _ = items[0]
        assert (by_ballot[:40] <= g1).all()
        assert ((by_ballot[40:65] >= g1) & (by_ballot[40:65] <= g2)).all()
        assert (by_ballot[65:] >= g2).all()


def test_cutpoints_settle_at_the_quantiles_of_the_shares_when_positions_say_nothing():
    b = one_item((400, 250, 350))
    items = np.array([[0.0, 0.0, 0.1, 0.08]])
    kept = []
    for twist in range(3_000):
        sweep(b, np.zeros(b.n_positions), items, twist)
        kept.append(items[0, 1:3].copy())
    # The posterior's mode, and its width by the curvature: a few hundredths.
    assert np.allclose(np.mean(kept[500:], axis=0), special.ndtri([0.4, 0.65]), atol=0.02)
    assert np.allclose(np.std(kept[500:], axis=0), 0.04, atol=0.01)


def test_the_slope_has_its_prior_when_positions_say_nothing():
    b = one_item()
    items = np.array([[0.0, 0.0, 0.1, 0.08]])
    slopes = []
    for twist in range(3_000):
        sweep(b, np.zeros(b.n_positions), items, twist)
        slopes.append(items[0, 0])
        items[0, 0] = 0.0
    assert np.mean(slopes) == pytest.approx(0.0, abs=0.06)
    assert np.std(slopes) == pytest.approx(1.0, abs=0.05)


def test_cutpoints_stay_ordered_and_inside_their_limit():
    b = one_item((1, 0, 98))
    items = np.array([[0.0, -6.9, 6.9, 2.0]])
    for twist in range(300):
        sweep(b, np.zeros(b.n_positions), items, twist)
        assert -7.0 < items[0, 1] <= items[0, 2] < 7.0


def test_far_outside_the_table_every_number_is_finite_and_on_its_side():
    b = one_item((3, 3, 3))
    items = np.array([[5.0, -6.0, 6.0, 0.05]])
    position = np.where(np.arange(9) < 3, 5.0, -5.0)
    z, chance = sweep(b, position, items, 1)
    assert np.isfinite(z).all()
    assert np.isfinite(items).all()
    assert 0.0 <= chance[0] <= 1.0


def test_hidden_numbers_are_clipped_as_in_the_published_code():
    b = one_item((3, 3, 3))
    items = np.array([[4.0, -6.0, 6.0, 0.05]])
    z, _ = sweep(b, np.full(b.n_positions, 4.0), items, 1, hidden_limit=9.0)
    assert z.max() == 9.0


def test_evidence_sums_slopes_over_the_items_answered():
    b = collect_ballots([0, 2, 1, 2], [1, 1, 2, 2], [1, 2, 1, 2], [0, 0, 0, 0])
    items = np.array([[2.0, 0, 0, 0], [-1.0, 0, 0, 0]])
    z, evidence = np.array([0.5, 3.0, 1.0, 2.0]), np.empty((2, 2))
    position_evidence(0, 2, b.start, b.item, items, z, evidence)
    assert evidence.tolist() == [[5.0, 2.0 * 0.5 - 3.0], [5.0, 2.0 * 1.0 - 2.0]]
