"""Scores are the textbook's, and only of questions that are due."""

from __future__ import annotations

import json
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertius.errors import UnknownName
from tertius.ledger.entries import Forecast, Question, Resolution
from tertius.ledger.frame import scorable
from tertius.ledger.record import track_records
from tertius.ledger.store import open_ledger
from tertius.ledger.track_records import STRENGTH, scores
from tertius.measures.scores import brier, log_score, murphy

TODAY = date(2025, 12, 31)


@pytest.fixture
def filled(tmp_path):
    """Add questions as (closes, outcome, resolved_on) and forecasts as (question from 1, holder, made, p)."""

    def fill(questions, forecasts, **of_all):
        ledger = open_ledger(tmp_path / "a.sqlite")
        with ledger.writing() as batch:
            for i, (closes, _, _) in enumerate(questions):
                batch.add(Question(text=f"event {i}", closes=closes, **of_all))
            for n, holder, made, p in forecasts:
                said = p if isinstance(p, dict) else {"p": p}
                batch.add(Forecast(question=f"Q{n}", holder=holder, made=made, **said))
            for i, (_, outcome, on) in enumerate(questions):
                if outcome is not None:
                    share = {"share": outcome} if isinstance(outcome, float) else {}
                    answer = "partly" if share else outcome
                    batch.add(Resolution(question=f"Q{i + 1}", outcome=answer, resolved_on=on, by="me", **share))
        return ledger

    return fill


def days(n: int) -> date:
    return date(2024, 1, 1) + timedelta(days=n)


DUE = [(days(100), "yes", days(100)), (days(200), "no", days(200)), (days(300), "no", days(250))]


def test_a_record_by_hand(filled):
    ledger = filled(DUE, [(1, "Ada", days(0), 0.8), (2, "Ada", days(0), 0.4), (3, "Boris", days(0), 0.5)])
    found = scores(ledger, as_of=TODAY)
    ada, boris = found.records
    assert (ada.name, ada.n, ada.resolved, ada.questions) == ("Ada", 2, 2, 2)
    assert ada.brier == pytest.approx((0.04 + 0.16) / 2)
    assert ada.log == pytest.approx(-(np.log(0.8) + np.log(0.6)) / 2)
    assert ada.no_change_brier == pytest.approx(0.5)
    assert ada.discrimination == pytest.approx(0.4)
    assert ada.sharpness == pytest.approx(0.04)
    # Nothing was answered before, so the base rate of the day is one half.
    assert ada.baseline_brier == boris.baseline_brier == 0.25
    assert boris.shrunk == pytest.approx((0.25 + STRENGTH * (0.04 + 0.16 + 0.25) / 3) / (1 + STRENGTH))
    assert [(b.low, b.n, b.mean_forecast, b.mean_outcome) for b in ada.calibration] == [
        (0.4, 1, 0.4, 0),
        (0.8, 1, 0.8, 1),
    ]


def test_the_toy_of_the_textbook(filled):
    # models.md, section 10: Brier .15667, reliability .00667, resolution .10, uncertainty .25, log .4844.
    p = [0.1] * 5 + [0.5] * 4 + [0.9] * 3
    o = [1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 1]
    questions = [(days(100), "yes" if each else "no", days(100)) for each in o]
    ledger = filled(questions, [(i + 1, "Ada", days(0), each) for i, each in enumerate(p)])
    (ada,) = scores(ledger, as_of=TODAY).records
    assert ada.brier == pytest.approx(0.15667, abs=5e-6)
    assert (ada.reliability, ada.resolution, ada.uncertainty) == pytest.approx((0.00667, 0.10, 0.25), abs=5e-6)
    assert ada.log == pytest.approx(0.4844, abs=5e-5)


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_records_are_the_measures_of_each_holders_forecasts(tmp_path_factory, data):
    n = data.draw(st.integers(1, 12))
    outcomes = data.draw(st.lists(st.sampled_from(["yes", "no"]), min_size=n, max_size=n))
    rows = data.draw(
        st.lists(st.tuples(st.integers(0, n - 1), st.sampled_from("AB"), st.floats(0, 1)), min_size=1, max_size=30)
    )
    ledger = open_ledger(tmp_path_factory.mktemp("h") / "a.sqlite")
    with ledger.writing() as batch:
        for outcome in outcomes:
            name = batch.add(Question(text="e", closes=days(100)))
            batch.add(Resolution(question=name, outcome=outcome, resolved_on=days(100), by="me"))
        for i, holder, p in rows:
            batch.add(Forecast(question=f"Q{2 * i + 1}", holder=holder, made=days(i), p=p))
    for record in scores(ledger, as_of=TODAY).records:
        own = [(p, float(outcomes[i] == "yes")) for i, holder, p in rows if holder == record.name]
        p, o = np.array(own).T
        assert record.brier == pytest.approx(brier(p, o))
        clipped = log_score(p, o)
        assert (record.log, record.clipped) == (pytest.approx(clipped.score), clipped.clipped)
        parts = murphy(np.round(p * 100) / 100, o)
        assert (record.reliability, record.resolution) == pytest.approx((parts.reliability, parts.resolution), abs=1e-9)
        assert sum(b.n for b in record.calibration) == record.resolved == len(own)


def test_the_crowd_is_what_the_others_last_said_that_day(filled):
    said = [
        *[(1, "Ada", days(0), 0.2), (1, "Boris", days(1), 0.4), (1, "Boris", days(5), 0.6)],
        *[(1, "Cleo", days(5), 0.8), (1, "Ada", days(9), 0.9), (2, "Ada", days(9), 0.1)],
    ]
    frame = scorable(filled(DUE, said), as_of=TODAY).frame
    crowd = frame["crowd"].to_list()
    assert crowd[0] is None
    assert crowd[5] is None
    assert crowd[1:5] == pytest.approx([0.2, (0.2 + 0.8) / 2, (0.2 + 0.6) / 2, (0.6 + 0.8) / 2])


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("12"), st.sampled_from("ABC"), st.integers(0, 4), st.floats(0, 1)),
        min_size=1,
        max_size=25,
    )
)
def test_the_crowd_is_its_definition(tmp_path_factory, rows):
    ledger = open_ledger(tmp_path_factory.mktemp("c") / "a.sqlite")
    with ledger.writing() as batch:
        for _ in range(2):
            batch.add(Question(text="e", closes=days(100)))
        for q in "12":
            batch.add(Resolution(question=f"Q{q}", outcome="no", resolved_on=days(100), by="me"))
        for q, holder, day, p in rows:
            batch.add(Forecast(question=f"Q{q}", holder=holder, made=days(day), p=p))
    frame = scorable(ledger, as_of=TODAY).frame
    for (q, holder, day, _), crowd in zip(rows, frame["crowd"].to_list(), strict=True):
        standing: dict[str, tuple[int, float]] = {}
        for other_q, other, other_day, p in rows:
            if other_q == q and other != holder and other_day <= day and other_day >= standing.get(other, (-1, 0))[0]:
                standing[other] = other_day, p
        if standing:
            assert crowd == pytest.approx(np.mean([p for _, p in standing.values()]), abs=1e-9)
        else:
            assert crowd is None


def test_the_base_rate_knows_only_what_was_answered_before(filled):
    said = [
        (1, "Ada", days(0), 0.5),
        (2, "Ada", days(150), 0.5),
        (3, "Ada", days(240), 0.5),
        (3, "Ada", days(100), 0.5),
    ]
    rates = scorable(filled(DUE, said), as_of=TODAY).frame["base_rate"].to_list()
    # (yes + 1/2) / (n + 1): nothing; one yes; one yes and one no; nothing, as the answer came that day.
    assert rates == pytest.approx([0.5, 0.75, 0.5, 0.5])


def test_a_topic_has_a_rate_of_its_own_drawn_toward_all(filled):
    ledger = filled(DUE, [(3, "Ada", days(240), 0.5)], topic="pacts")
    # One yes of two in the topic and over all: (1 + 5 * .5) / (2 + 5).
    assert scorable(ledger, as_of=TODAY).frame["base_rate"].to_list() == pytest.approx([0.5])


def test_time_weighting_counts_a_forecast_as_long_as_it_stood(filled):
    ledger = filled(DUE[:1], [(1, "Ada", days(0), 0.2), (1, "Ada", days(75), 0.9)])
    (ada,) = scores(ledger, as_of=TODAY).records
    assert ada.time_weighted == pytest.approx(0.75 * 0.64 + 0.25 * 0.01)
    assert ada.brier == pytest.approx((0.64 + 0.01) / 2)


def test_a_range_has_a_best_and_a_worst(filled):
    ledger = filled(DUE[:1], [(1, "Ada", days(0), {"low": 0.2, "high": 0.6})])
    (ada,) = scores(ledger, as_of=TODAY).records
    assert (ada.brier, ada.best, ada.worst) == pytest.approx((0.36, 0.16, 0.64))


def test_what_came_partly_true_counts_as_its_share(filled):
    ledger = filled([(days(100), 0.25, days(100))], [(1, "Ada", days(0), 0.5)])
    (ada,) = scores(ledger, as_of=TODAY).records
    assert ada.brier == pytest.approx(0.0625)
    assert ada.uncertainty is None


def test_an_early_answer_does_not_count_before_its_day(filled):
    questions = [(days(400), "yes", days(50)), (days(400), None, None), (days(100), None, None), DUE[0]]
    said = [(i, "Ada", days(0), 0.9) for i in (1, 2, 3, 4)]
    ledger = filled(questions, said)
    found = scores(ledger, as_of=days(200))
    assert found.records[0].resolved == 1
    out = found.left_out
    assert (out.not_due, out.early, out.overdue) == (2, 1, 1)
    assert "1 of them on questions answered early" in found.explain()
    assert scores(ledger, as_of=days(500)).records[0].resolved == 2


def test_a_condition_that_fails_voids_and_one_that_is_open_waits(tmp_path):
    ledger = open_ledger(tmp_path / "a.sqlite")
    with ledger.writing() as batch:
        for text in ("event", "met", "failed", "open"):
            batch.add(Question(text=text, closes=days(100)))
        for i in (2, 3, 4):
            batch.add(Forecast(question="Q1", holder="Ada", made=days(0), p=0.3, condition_question=f"Q{i}"))
        for i, outcome in ((1, "no"), (2, "yes"), (3, "no")):
            batch.add(Resolution(question=f"Q{i}", outcome=outcome, resolved_on=days(100), by="me"))
    found = scorable(ledger, as_of=TODAY)
    assert found.frame.height == 1
    assert (found.left_out.void, found.left_out.condition_open) == (1, 1)


def test_what_was_withdrawn_corrected_or_late_does_not_count(filled):
    said = [(1, "Ada", days(i), 0.1 * i) for i in range(1, 5)]
    ledger = filled([(days(100), None, None)], said)
    ledger.withdraw("F2", because="twice", by="me")
    ledger.add(Forecast(question="Q1", holder="Ada", made=days(2), p=0.7, corrects="F3"))
    ledger.add(Resolution(question="Q1", outcome="yes", resolved_on=days(3), by="me"))
    found = scorable(ledger, as_of=TODAY)
    assert found.frame["p"].to_list() == pytest.approx([0.3, 0.7])
    assert (found.left_out.withdrawn, found.left_out.late) == (2, 1)


def test_words_that_no_scale_holds_have_no_score(filled):
    found = scorable(filled(DUE[:1], [(1, "Ada", days(0), {"words": "one wonders"})]), as_of=TODAY)
    assert (found.frame.height, found.left_out.words_only) == (0, 1)


def test_names_that_stand_for_one_holder_have_one_record(filled):
    ledger = filled(DUE, [(1, "A. Quill", days(0), 0.5), (2, "Ada Quill", days(0), 0.5), (3, "Quill", days(0), 0.5)])
    ledger.alias("Quill", "A. Quill", by="me")
    ledger.alias("A. Quill", "Ada Quill", by="me")
    assert [(r.name, r.n) for r in scores(ledger, as_of=TODAY).records] == [("Ada Quill", 3)]


def test_every_grouping_has_records_and_another_is_refused(filled):
    ledger = filled(DUE, [(1, "Ada", days(0), 0.5)])
    for by in ("holder", "outlet", "school", "topic", "horizon"):
        found = track_records(ledger, by=by, record="own", as_of=TODAY)
        assert found.records[0].resolved == 1
        rows = json.loads(json.dumps(found.to_list(), allow_nan=False))
        assert {by, "n", "resolved", "brier", "log", "baseline_brier", "calibration"} <= rows[0].keys()
    for wrong in ({"by": "colour"}, {"record": "theirs"}):
        with pytest.raises(UnknownName):
            track_records(ledger, **wrong)


def test_an_empty_ledger_has_no_records(tmp_path):
    found = scores(open_ledger(tmp_path / "a.sqlite"))
    assert found.records == ()
    assert found.to_frame().height == 0
    assert "0 of 0" in found.explain()


def test_a_record_without_anything_due_has_no_score(filled):
    (ada,) = scores(filled([(days(400), None, None)], [(1, "Ada", days(0), 0.5)]), as_of=days(10)).records
    assert (ada.n, ada.resolved, ada.brier, ada.shrunk) == (1, 0, None, None)


def test_blocks_and_rows_give_the_same_record(filled, monkeypatch):
    from tertius.ledger import blocks

    ledger = filled(DUE, [(1 + i % 3, f"H{i % 4}", days(i), i / 20) for i in range(20)])
    before = scores(ledger, as_of=TODAY)
    monkeypatch.setattr(blocks, "WORTH_A_BLOCK", 2)
    with ledger.engine.begin() as connection:
        blocks.store_blocks(connection)
    ledger.add(Question(text="one more", closes=days(3)))
    assert scores(ledger, as_of=TODAY) == before
