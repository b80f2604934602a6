"""Capitals: R's days since 1970 become dates, and a move of the capital is two spells."""

from __future__ import annotations

from datetime import date

from tertius.datasets.cow_capitals import COW_CAPITALS


def test_days_are_dates(sample_of, tmp_path):
    frame = COW_CAPITALS.read(*sample_of(COW_CAPITALS, tmp_path))
    assert frame.filter(cow=2)["start"].item() == date(1816, 1, 1)
    assert frame.filter(cow=2)["end"].item() == date(2024, 12, 31)


def test_a_capital_that_moved_has_two_spells(sample_of, tmp_path):
    frame = COW_CAPITALS.read(*sample_of(COW_CAPITALS, tmp_path))
    old, new = frame.filter(cow=255).sort("start").rows(named=True)
    assert (new["start"] - old["end"]).days == 1
