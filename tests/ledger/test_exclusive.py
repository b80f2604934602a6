"""Probabilities of exclusive questions are moved until they add up, and the move is in sight."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tertius.errors import ImpossibleQuestion, TertiusError, UnknownName
from tertius.ledger.exclusive import coherent

DAY = date(2025, 1, 1)


@pytest.fixture
def asked(ledger, question, forecast):
    for text in ("closer", "unchanged", "apart"):
        ledger.add(question(text=text))
    for number, p in ((1, 0.6), (2, 0.3), (3, 0.3)):
        ledger.add(forecast(f"Q{number}", p=p))
    return ledger


def test_the_correction_is_that_of_the_methods_page(asked):
    # docs/methods/coherence.md: (.6, .3, .3) becomes (.533, .233, .233), moved by .067.
    (found,) = coherent(asked, ["Q1", "Q2", "Q3"], as_of=DAY).holders
    assert found.stated == (0.6, 0.3, 0.3)
    assert found.moved == pytest.approx((0.5333, 0.2333, 0.2333), abs=5e-5)
    assert found.correction == pytest.approx(0.0667, abs=5e-5)


def test_the_mean_is_of_the_moved_and_who_lacks_one_is_named(asked, forecast):
    for number, p in ((1, 0.2), (2, 0.6), (3, 0.2)):
        asked.add(forecast(f"Q{number}", p=p, holder="Boris"))
    asked.add(forecast("Q1", holder="Cleo"))
    found = coherent(asked, ["Q1", "Q2", "Q3"], as_of=DAY)
    assert [h.correction for h in found.holders] == [pytest.approx(0.0667, abs=5e-5), pytest.approx(0)]
    assert sum(found.mean) == pytest.approx(1)
    assert found.mean[0] == pytest.approx((0.5333 + 0.2) / 2, abs=5e-5)
    assert found.partial == ("Cleo",)
    assert "Cleo" in found.explain()
    assert json.loads(json.dumps(found.to_dict()))["left_out"] == ["Cleo"]
    assert found.to_frame().height == 6


def test_what_cannot_be_asked_is_refused(asked):
    with pytest.raises(ImpossibleQuestion, match="two or more"):
        coherent(asked, ["Q1", "Q1"])
    with pytest.raises(UnknownName, match="Ada Quil"):
        coherent(asked, ["Q1", "Q2"], holder="Ada Quil", as_of=DAY)
    with pytest.raises(TertiusError, match="nobody"):
        coherent(asked, ["Q1", "Q2"], as_of=date(2020, 1, 1))
