"""The recency-weighted base rate, its interval, and how it would have scored."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tertius.forecasting.base_rate import FIRST_ORIGIN, HALF_LIFE, JEFFREYS, PSEUDO_WINDOWS, base_rate, record
from tertius.forecasting.targets import Field, field


def rng() -> np.random.Generator:
    return np.random.default_rng(4)


def moved(net: np.ndarray, first: int = 1960, horizon: int = 5) -> Field:
    """A field of which only the net moves matter; rows are states, columns years."""
    n_states, n_years = net.shape
    states, years = tuple(range(1, n_states + 1)), tuple(range(first, first + n_years))
    return Field(998, 999, horizon, states, years, np.zeros_like(net), net, np.zeros(n_years))


def random_net(n_states: int = 12, n_years: int = 50, seed: int = 0) -> np.ndarray:
    net = np.random.default_rng(seed).normal(0, 0.12, (n_states, n_years))
    net[:, -5:] = np.nan
    return net


def test_a_window_six_years_older_counts_half():
    """One event six years back among two states: weights 1 and one half, and twenty windows of the long-run rate."""
    net = np.full((2, 12), np.nan)
    net[:, 6], net[0, 0] = 0.0, 0.2
    found = base_rate(moved(net), rng=rng())
    assert HALF_LIFE == 6
    assert found.long_run == pytest.approx(1 / 3)
    assert found.probability == pytest.approx((0.5 + PSEUDO_WINDOWS / 3) / (2.5 + PSEUDO_WINDOWS))


def test_the_rate_against_a_loop():
    moves = moved(random_net())
    found = base_rate(moves, rng=rng())
    newest = max(w.start for w in moves.windows(since=0))
    top = bottom = events = n = 0.0
    for w in moves.windows(since=0):
        weight = 0.5 ** ((newest - w.start) / 6)
        top, bottom, events, n = top + weight * w.counts, bottom + weight, events + w.counts, n + 1
    assert found.probability == pytest.approx((top + 20 * events / n) / (bottom + 20))
    assert (found.n, found.events) == (n, events)
    assert found.low <= found.probability <= found.high


def test_shrinkage_lies_between_the_recent_and_the_long_run_rate():
    net = np.zeros((10, 40))
    net[:, 30:] = np.where(np.random.default_rng(1).random((10, 10)) < 0.3, 0.2, 0.0)
    found = base_rate(moved(net), rng=rng())
    _, starts, outcomes = moved(net).labels()
    weights = 0.5 ** ((starts.max() - starts) / 6)
    recent = float((weights * outcomes).sum() / weights.sum())
    assert found.long_run < found.probability < recent


def test_no_window_makes_no_rate():
    moves = moved(np.full((3, 8), np.nan))
    assert base_rate(moves, rng=rng()) is None
    assert record(moves) is None


def test_never_is_no_probability():
    found = base_rate(moved(np.zeros((30, 40))), rng=rng())
    assert found.events == 0
    assert 0 < found.probability < 0.001
    assert found.low == 0
    assert 0.02 < found.high < 0.1
    assert found.interval_by == JEFFREYS


def test_windows_of_one_five_year_block_still_get_an_interval():
    net = np.full((12, 9), np.nan)
    net[:, :3] = np.where(np.arange(36).reshape(12, 3) % 7 == 0, 0.3, 0.0)
    found = base_rate(moved(net), rng=rng())
    assert found.interval_by == "state"
    assert found.low < found.probability < found.high


def test_one_state_in_one_block_still_gets_an_interval():
    net = np.full((1, 9), np.nan)
    net[0, :3] = (0.3, 0.0, 0.0)
    found = base_rate(moved(net), rng=rng())
    assert found.interval_by == JEFFREYS
    assert found.low < found.probability < found.high


def test_the_same_seed_gives_the_same_interval():
    one, two = (base_rate(moved(random_net()), rng=rng()) for _ in range(2))
    assert one == two


def forecasts_of(moves: Field) -> dict[int, float]:
    """What the record's forecaster says each year, written as a loop over windows."""
    said: dict[int, float] = {}
    windows = moves.windows(since=0)
    for origin in range(FIRST_ORIGIN, max(w.start for w in windows) + 1):
        ended = [w for w in windows if w.end <= origin]
        if not ended:
            continue
        newest = max(w.start for w in ended)
        weights = [0.5 ** ((newest - w.start) / 6) for w in ended]
        rate = np.mean([w.counts for w in ended])
        top = sum(weight * w.counts for weight, w in zip(weights, ended, strict=True))
        said[origin] = (top + 20 * rate) / (sum(weights) + 20)
    return said


def test_the_record_scores_the_rate_that_is_given():
    moves = moved(random_net())
    said = forecasts_of(moves)
    scored = [((said[w.start] - w.counts) ** 2, w.counts) for w in moves.windows(since=0) if w.start in said]
    found = record(moves)
    assert found.recency == pytest.approx(np.mean([s for s, _ in scored]))
    assert found.no_change == pytest.approx(np.mean([c for _, c in scored]))
    assert (found.n, found.events) == (len(scored), sum(c for _, c in scored))
    assert (found.first, found.last) == (min(said), max(said))


def test_the_record_begins_where_a_window_had_ended():
    found = record(moved(random_net(n_years=40), first=1990))
    assert found.first == 1995


def test_later_outcomes_leave_earlier_forecasts_alone():
    """Everything from 1990 on is noise: what had been scored of origins whose windows ended by then stays."""
    net = random_net()
    poisoned = net.copy()
    poisoned[:, 30:45] = np.random.default_rng(9).choice([0.5, -0.5], size=(12, 15))
    one, two = (forecasts_of(moved(n)) for n in (net, poisoned))
    cut = [{**f} for f in (one, two)]
    assert all(cut[0][o] == cut[1][o] for o in one if o < 1960 + 30 + 5)
    assert cut[0] != cut[1]
    # And the record itself, cut at the last origin the noise cannot have reached.
    before = [replace(moved(n), net=np.where(np.arange(50) < 30, n, np.nan)) for n in (net, poisoned)]
    assert record(before[0]) == record(before[1])


def test_poisoned_later_votes_leave_an_earlier_record_alone(tiny_calls, roll_calls):
    """Votes after 1986 turned round: the field known at the end of 1986 is the same to the last bit."""
    late = tiny_calls.session > 1986 - 1945
    poisoned = replace(tiny_calls, answers=np.where(late, -tiny_calls.answers, tiny_calls.answers))
    known = [field(v.where(~late), 2, 710, horizon=3) for v in (tiny_calls, poisoned)]
    np.testing.assert_array_equal(known[0].net, known[1].net)
    assert record(known[0]) == record(known[1])
    assert base_rate(known[0], rng=rng()) == base_rate(known[1], rng=rng())
