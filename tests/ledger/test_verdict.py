"""A verdict is Bayes' rule, and says which doubts would overturn it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from tertius.ledger.board import Board, Evidence, Hypothesis
from tertius.ledger.verdict import argdown, weigh

THREE = (Hypothesis("lasts", 0.5), Hypothesis("ends", 0.3), Hypothesis("something else", 0.2))
ITEMS = (
    Evidence("lease", "Gazette", (0.8, 0.4, 0.1)),
    Evidence("weather", "Gazette", (0.6, 0.6, 0.6)),
    Evidence("minister", "Radio", (0.2, 0.5, 0.7)),
)
BOARD = Board("Will it last?", "A. Analyst", date(2026, 11, 22), THREE, ITEMS)


def test_the_posterior_is_the_designs_test_value():
    # models.md section 12: prior (.5, .3, .2), three rows.
    assert weigh(BOARD).probabilities == pytest.approx((0.5195, 0.3896, 0.0909), abs=5e-5)


def test_evidence_that_tells_nothing_says_nothing():
    lease, weather, minister = weigh(BOARD).telling
    assert weather == 0
    assert lease > 0 > minister


def test_a_verdict_that_one_item_carries_is_not_robust():
    verdict = weigh(BOARD)
    assert not verdict.robust
    assert verdict.flips[0].doubt == "without “lease”"
    assert verdict.flips[0].leads == "ends"
    assert "Not robust" in verdict.explain()


def test_a_verdict_with_much_behind_it_is_robust():
    strong = tuple(Evidence(f"e{i}", "Gazette", (0.9, 0.05, 0.05)) for i in range(9))
    verdict = weigh(replace(BOARD, evidence=strong))
    assert verdict.robust
    assert "No single doubt" in verdict.explain()


def test_a_reprint_changes_nothing():
    reprint = replace(ITEMS[0], text="lease again", repeats="lease")
    assert weigh(replace(BOARD, evidence=(*ITEMS, reprint))).probabilities == pytest.approx(weigh(BOARD).probabilities)


def test_the_classic_matrix_comes_with_its_warning():
    verdict = weigh(BOARD)
    assert verdict.inconsistent == (1, 1, 1)
    assert any("does not make analysts more accurate" in c for c in verdict.caveats)


def test_a_board_that_leaves_nothing_for_the_unthought_of_says_so():
    two = replace(
        BOARD,
        hypotheses=(Hypothesis("lasts", 0.5), Hypothesis("ends", 0.5)),
        evidence=(Evidence("lease", "Gazette", (0.8, 0.4)),),
    )
    assert any("nobody thought of" in c for c in weigh(two).caveats)
    assert not any("nobody thought of" in c for c in weigh(BOARD).caveats)


def test_the_record_is_json():
    record = json.loads(json.dumps(weigh(BOARD).to_dict()))
    assert record["leader"] == "lasts"
    assert sum(h["posterior"] for h in record["hypotheses"]) == pytest.approx(1)


def test_argdown_holds_every_hypothesis_and_item_with_its_side():
    written = argdown(weigh(BOARD))
    assert written.splitlines()[0] == "==="
    assert "[lasts]: lasts (52" in written
    first = written.split("[lasts]")[1].split("[ends]")[0]
    assert "+ <E1>" in first
    assert "- <E3>" in first
    assert "<E2>" not in first
    assert "<E3>: minister (Radio)" in written


def test_markup_in_a_text_does_not_break_argdown():
    odd = replace(BOARD, evidence=(Evidence("a [b] <c> {d}", "x]", (0.8, 0.4, 0.1)),))
    assert "<E1>: a (b) (c) (d) (x))" in argdown(weigh(odd))
