"""Monthly event scores: directions in words, a month without events null."""

from __future__ import annotations

from datetime import date

import pytest

from tertius.datasets.china_events import CHINA_EVENTS_GDELT, CHINA_EVENTS_ICEWS


def test_directions_are_told_apart(sample_of, tmp_path):
    frame = CHINA_EVENTS_GDELT.read(*sample_of(CHINA_EVENTS_GDELT, tmp_path))
    may = frame.filter(partner="Vietnam", month=date(2014, 5, 1))
    assert dict(may.select("direction", "score").iter_rows()) == {"both": -6.0, "toward China": -7.5}


def test_a_month_without_a_score_is_null(sample_of, tmp_path):
    frame = CHINA_EVENTS_ICEWS.read(*sample_of(CHINA_EVENTS_ICEWS, tmp_path))
    assert frame.filter(partner="Russia", direction="both", month=date(2002, 2, 1))["score"].item() is None


@pytest.mark.parametrize(("dataset", "last"), [(CHINA_EVENTS_GDELT, 2025), (CHINA_EVENTS_ICEWS, 2023)])
def test_each_ends_where_its_source_ended(dataset, last):
    assert dataset.last_year == last
