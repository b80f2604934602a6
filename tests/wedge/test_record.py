"""The answer as plain values."""

from __future__ import annotations

import json
from datetime import date

import pytest
from scipy.special import logit

from tertius.wedge.assess import assess
from tertius.wedge.record import as_record


@pytest.fixture(scope="module")
def now(shipped):
    return assess("USA", "RUS", "CHN", as_of=date(2026, 11, 22), atlas=shipped)


def test_it_is_what_the_result_says(now):
    record = as_record(now)
    assert record["answer"]["probability"] == now.answer.probability
    assert record["question"]["as_of"] == "2026-11-22"
    assert [r["name"] for r in record["references"]] == [r.name for r in now.references]
    assert all(len(r["windows"]) == r["events"] for r in record["references"])
    assert record["triangle"]["neutral_share"] == pytest.approx(now.triangle.roles.neutral_share, abs=1e-4)


def test_it_survives_the_trip_through_json(now):
    record = as_record(now)
    assert json.loads(json.dumps(record, allow_nan=False)) == record


def test_every_item_of_evidence_says_which_way_when_and_where_to_check_it(now):
    items = as_record(now)["evidence"]
    assert {i["for"] for i in items} == {True, False}
    assert all({"for", "text", "source", "date", "span"} <= set(i) for i in items)
    assert all(i["source"] for i in items)
    assert all(i["date"] <= "2026-11-22" for i in items)


def test_the_contributions_add_up_to_the_difference_from_the_data(now):
    record = as_record(now)
    by_kind = {a["kind"]: a["probability"] for a in record["answers"]}
    moved = sum(m["log_odds"] for m in record["judged"]["moved"])
    assert moved == pytest.approx(logit(by_kind["judged"]) - logit(by_kind["data"]), abs=1e-9)


def test_rounding_moves_no_window_across_the_threshold(now):
    for r in as_record(now)["references"]:
        assert all(w["value"] >= 0.15 for w in r["windows"])
