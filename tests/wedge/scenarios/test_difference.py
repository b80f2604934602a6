"""The difference between two sets of draws."""

from __future__ import annotations

import numpy as np
import pytest

from tertius.wedge.scenarios.difference import difference


def logit(p):
    return np.log(p / (1 - np.asarray(p, dtype=float)))


def test_it_is_taken_draw_by_draw():
    found = difference(logit([0.5, 0.2, 0.1]), logit([0.4, 0.2, 0.3]))
    assert found.draws == pytest.approx([0.1, 0.0, -0.2])
    assert found.points.median == pytest.approx(0.0)
    # One above, one at zero, one below.
    assert found.above == pytest.approx(0.5)


def test_intervals_hold_half_and_nine_tenths():
    points = np.linspace(-0.1, 0.3, 2001)
    found = difference(logit(0.5 + points), logit(np.full(2001, 0.5)))
    p = found.points
    assert (p.low90, p.low50, p.median, p.high50, p.high90) == pytest.approx((-0.08, 0.0, 0.1, 0.2, 0.28))
    assert found.above == pytest.approx(0.75, abs=0.001)
    assert found.quantiles == pytest.approx(np.quantile(points, np.arange(1, 100) / 100))


def test_in_log_odds_a_constant_is_a_constant():
    base = np.linspace(-6, 2, 101)
    found = difference(base + 0.7, base)
    assert found.log_odds.low90 == pytest.approx(0.7)
    assert found.log_odds.high90 == pytest.approx(0.7)
    assert found.above == 1


def test_nothing_changed_is_half_above():
    base = np.linspace(-6, 2, 101)
    assert difference(base, base).above == 0.5


def test_its_arrays_are_read_only_and_its_plain_values_are_short():
    found = difference(np.zeros(50) + 1, np.zeros(50))
    with pytest.raises(ValueError, match="read-only"):
        found.draws[0] = 1
    with pytest.raises(ValueError, match="read-only"):
        found.quantiles[0] = 1
    assert set(found.to_dict()) == {"points", "log_odds", "above_zero", "quantiles"}
