"""Readers of one page know one thing, however many they are."""

from __future__ import annotations

from datetime import date, timedelta

from tertius.ledger.held import Held
from tertius.ledger.shared_sources import shared, shared_by_most

FIRST = date(2025, 1, 1)


def said(holder, day=0, outlet=None, document=None):
    return Held("F1", holder, FIRST + timedelta(day), 0.2, None, None, outlet, document)


def test_an_outlet_and_a_document_of_two_are_named():
    found = shared([said("Ada", 0, "Gazette", "d1"), said("Boris", 50, "Gazette"), said("Cleo", 100, "Radio", "d1")])
    assert [(s.kind, s.name, s.holders) for s in found] == [
        ("document", "d1", ("Ada", "Cleo")),
        ("outlet", "Gazette", ("Ada", "Boris")),
    ]
    assert found[1].explain() == "Ada, Boris appeared in Gazette."


def test_days_of_a_week_chain_into_one_window():
    found = shared([said("Ada"), said("Boris", 7), said("Cleo", 14), said("Dov", 22)])
    assert [(s.kind, s.name, s.holders) for s in found] == [
        ("days", "2025-01-01 and 2025-01-15", ("Ada", "Boris", "Cleo"))
    ]


def test_most_means_over_half_and_days_alone_are_not_enough():
    two_of_four = [said("Ada", 0, "Gazette"), said("Boris", 1, "Gazette"), said("Cleo", 2), said("Dov", 3)]
    assert not shared_by_most(two_of_four, shared(two_of_four))
    assert shared_by_most(two_of_four[:3], shared(two_of_four[:3]))


def test_one_forecaster_shares_nothing():
    assert shared([said("Ada", 0, "Gazette", "d1")]) == shared([]) == ()
