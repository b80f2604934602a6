"""T1c: places out of a table, net moves of three-year means, and the direction asked."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from tertius.forecasting.one_dimension import THRESHOLD_1D, line_of, place_on_line, windows_of


def test_a_table_becomes_a_grid_with_holes_where_it_has_none():
    table = pl.DataFrame({"cow": [2, 2, 365, 99], "year": [1950, 1952, 1951, 1950], "mean": [1.0, 3.0, -2.0, 9.0]})
    found = place_on_line(table, (2, 365), (1950, 1951, 1952))
    assert found[0].tolist()[::2] == [1.0, 3.0]
    assert found[1, 1] == -2.0
    assert np.isnan(found[0, 1])
    assert np.isnan(found).sum() == 3


def test_a_move_is_that_of_three_year_means_less_the_median():
    place = np.zeros((3, 12))
    place[0, 6:] = 1.0
    line = line_of(place, (1, 2, 3), tuple(range(1950, 1962)), horizon=5)
    # The mean of 1954 to 1956 holds one year of three at 1; five years on all three are.
    assert line.net[0, 1] == pytest.approx(1 / 3)
    assert line.net[0, 4] == pytest.approx(1.0)
    assert (line.net[1:, 1:7] == 0).all()


def test_labels_look_the_way_asked():
    place = np.zeros((3, 12))
    place[0, 6:] = -1.0
    years = tuple(range(1950, 1962))
    toward = line_of(place, (7, 8, 9), years, horizon=5)
    away = line_of(place, (7, 8, 9), years, horizon=5, sign=-1)
    assert toward.labels()[2].sum() == 0
    states, starts, outcomes = away.labels()
    assert set(states[outcomes == 1]) == {7}
    assert starts[outcomes == 1].tolist() == [1951, 1952, 1953, 1954, 1955, 1956]


def test_the_threshold_itself_counts():
    _, _, outcomes = windows_of((1,), (1950, 1951), np.array([[THRESHOLD_1D, np.nextafter(THRESHOLD_1D, 0)]]), 0.3)
    assert outcomes.tolist() == [1, 0]
