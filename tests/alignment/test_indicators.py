"""Which way is closer, and from where an indicator speaks clearly."""

from __future__ import annotations

import pytest

from tertius.alignment.indicators import INDICATORS, indicator
from tertius.atlas.columns import DYADS, STATES


def test_keys_are_unique_and_found_again():
    keys = [i.key for i in INDICATORS]
    assert len(set(keys)) == len(keys)
    assert all(indicator(key).key == key for key in keys)


def test_every_column_is_in_the_atlas():
    known = {c.name for c in (*DYADS, *STATES)}
    assert {c for i in INDICATORS for c in i.columns} <= known


def test_the_columns_of_one_indicator_come_from_one_dataset():
    home = {c.name: (c.dataset, c.lag_days) for c in (*DYADS, *STATES)}
    assert all(len({home[c] for c in i.columns}) == 1 for i in INDICATORS if i.columns)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("agreement", 0.75, "close"),
        ("agreement", 0.7499, "neutral"),
        ("agreement", 0.4, "apart"),
        ("kappa", -0.1, "apart"),
        ("kappa", 0.0, "neutral"),
        ("ideal_distance", 0.5, "close"),
        ("ideal_distance", 0.51, "neutral"),
        ("ideal_distance", 1.5, "apart"),
        ("dispute", 2, "apart"),
        ("dispute", 0, "neutral"),
        ("sanctions", 1, "apart"),
        ("alliance_cow", 1, "close"),
        ("alliance_cow", 0, "neutral"),
        ("relations", -1, "apart"),
        ("s", 1.0, "neutral"),
        ("trade", 1.0, "neutral"),
    ],
)
def test_the_lines_are_inclusive(key, value, said):
    assert indicator(key).verdict(value) == said


@pytest.mark.parametrize("i", INDICATORS, ids=lambda i: i.key)
def test_more_closeness_never_speaks_for_more_distance(i):
    order = {"apart": 0, "neutral": 1, "close": 2}
    steps = [x / 20 * i.closer for x in range(-100, 101)]
    said = [order[i.verdict(v)] for v in sorted(steps, key=lambda v: v * i.closer)]
    assert said == sorted(said)


def test_no_peace_is_read_from_the_absence_of_a_dispute():
    """The absence of a treaty, a dispute or a case is never evidence for the other side."""
    for key in ("dispute", "sanctions", "alliance_atop", "alliance_cow"):
        assert indicator(key).verdict(0) == "neutral"
