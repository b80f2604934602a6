"""Forecasts become one by formulas that can be checked by hand, and are pushed outwards only where that was earned."""

from __future__ import annotations

import json
from datetime import date, timedelta

import numpy as np
import pytest

from tertius.errors import TertiusError
from tertius.ledger.entries import Forecast, Question, Resolution
from tertius.ledger.pooling import CLIP, pool
from tertius.ledger.store import open_ledger
from tertius.measures.aggregation import fit_extremising, weighted_logit_mean

DAY = date(2025, 1, 1)


def three(ledger, question, forecast, *said):
    ledger.add(question())
    for i, p in enumerate(said or (0.6, 0.7, 0.8)):
        ledger.add(forecast(p=p, holder=f"Forecaster {chr(65 + i)}", made=date(2024, 5, 1) + timedelta(30 * i)))


def test_the_four_ways_on_the_designs_test_value(ledger, question, forecast):
    # models.md section 10: (.6, .7, .8) with a = 1 is .7068.
    three(ledger, question, forecast)
    found = pool(ledger, "Q1", as_of=DAY)
    assert (found.mean, found.median) == (pytest.approx(0.7), pytest.approx(0.7))
    assert found.logit_mean == pytest.approx(0.7068, abs=5e-5)
    assert found.weighted == pytest.approx(found.logit_mean)
    assert (found.a, found.fitted_on, found.extremised) == (1, 0, None)
    assert "a = 1" in found.caveats[0]
    assert found.shared == ()


def test_certainty_is_moved_and_counted(ledger, question, forecast):
    three(ledger, question, forecast, 0.0, 0.5)
    found = pool(ledger, "Q1", as_of=DAY)
    assert found.clipped == 1
    assert found.logit_mean == pytest.approx(weighted_logit_mean([CLIP, 0.5], [1, 1]))


def test_a_range_is_kept_beside_its_middle(ledger, question, forecast):
    ledger.add(question())
    ledger.add(forecast(low=0.2, high=0.6, scale="made up"))
    found = pool(ledger, "Q1", as_of=DAY)
    assert (found.mean, found.low, found.high) == tuple(map(pytest.approx, (0.4, 0.2, 0.6)))
    assert "ranges allow 20" in found.explain()


def test_shared_information_is_named(ledger, question, forecast):
    ledger.add(question())
    ledger.add(forecast(outlet="Gazette"))
    ledger.add(forecast(holder="Boris", outlet="Gazette"))
    said = pool(ledger, "Q1", as_of=DAY).explain()
    assert "a reason not to extremise" in said
    assert "Ada Quill, Boris appeared in Gazette." in said


def test_nobody_to_pool_is_an_error(ledger, question):
    ledger.add(question())
    with pytest.raises(TertiusError, match="nobody holds"):
        pool(ledger, "Q1")


@pytest.fixture(scope="module")
def experienced(tmp_path_factory):
    """120 answered questions with two timid forecasters of different skill, and one open question, number 121."""
    ledger = open_ledger(tmp_path_factory.mktemp("pool") / "a.sqlite")
    rng = np.random.default_rng(4)
    panels, outcomes = [], []
    with ledger.writing() as batch:
        for i in range(120):
            yes = bool(rng.random() < 0.5)
            closes = date(2020, 1, 1) + timedelta(i)
            name = batch.add(Question(text=f"Event {i}", closes=closes))
            sure = 0.7 if rng.random() < 0.9 else 0.3
            said = {"Ada": sure if yes else 1 - sure, "Boris": 0.6 if rng.random() < 0.5 else 0.4}
            for k, (holder, p) in enumerate(said.items()):
                days = closes - timedelta(30 + 100 * k)
                batch.add(Forecast(question=name, holder=holder, p=round(p, 3), made=days))
            batch.add(Resolution(question=name, outcome="yes" if yes else "no", resolved_on=closes, by="me"))
            panels.append([said["Boris"], said["Ada"]])
            outcomes.append(float(yes))
        last = batch.add(Question(text="Open", closes=date(2027, 1, 1)))
        for holder, made in (("Ada", 1), ("Boris", 60), ("Newcomer", 120)):
            day = date(2024, 1, 1) + timedelta(made)
            batch.add(Forecast(question=last, holder=holder, p=0.8, outlet=f"{holder}'s", made=day))
    return ledger, last, panels, outcomes


def test_extremising_is_what_the_measure_fits_on_the_answered_questions(experienced):
    ledger, last, panels, outcomes = experienced
    found = pool(ledger, last, as_of=DAY)
    assert found.fitted_on == 120
    assert found.a == pytest.approx(fit_extremising(panels, outcomes).a)
    assert found.a > 1
    assert found.extremised > found.logit_mean == pytest.approx(0.8)
    assert "fitted on 120" in found.explain()


def test_it_is_not_applied_where_most_share_their_information(experienced):
    ledger, *_ = experienced
    with ledger.writing() as batch:
        shared = batch.add(Question(text="Shared", closes=date(2027, 1, 1)))
        for holder in ("Ada", "Boris"):
            batch.add(Forecast(question=shared, holder=holder, p=0.8, outlet="Gazette", made=date(2024, 1, 1)))
    found = pool(ledger, shared, as_of=DAY)
    assert found.a > 1
    assert found.extremised is None
    assert "not applied" in found.explain()


def test_a_better_record_weighs_more_and_none_weighs_between(experienced):
    ledger, last, *_ = experienced
    ada, boris, new = pool(ledger, last, as_of=DAY).members
    assert ada.weight > new.weight > boris.weight
    assert (ada.questions, new.questions, new.brier) == (120, 0, None)
    assert ada.weight + boris.weight + new.weight == pytest.approx(1)


def test_a_question_never_weighs_its_own_forecasters(experienced):
    ledger, *_ = experienced
    found = pool(ledger, "Q1", as_of=DAY)
    assert (found.fitted_on, {m.questions for m in found.members}) == (119, {119})


def test_the_plain_values_are_json_and_the_table_has_a_row_a_forecaster(experienced):
    ledger, last, *_ = experienced
    found = pool(ledger, last, as_of=DAY)
    assert json.loads(json.dumps(found.to_dict(), allow_nan=False))["forecasters"] == 3
    assert found.to_frame().get_column("holder").to_list() == ["Ada", "Boris", "Newcomer"]
