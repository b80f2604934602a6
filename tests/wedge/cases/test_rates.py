"""Rates are counts with intervals: by case, and with each story counted once."""

from __future__ import annotations

from datetime import date

import pytest
from scipy.stats import beta

from tertius.wedge.cases.case_list import load_cases
from tertius.wedge.cases.rates import case_rates, group_weights


@pytest.fixture(scope="module")
def rates():
    found = case_rates([c for c in load_cases().cases if c.resolved(date(2026, 11, 22))])
    return {(r.by, r.value): r for r in found}


@pytest.mark.parametrize(
    ("by", "value", "events", "n"),
    [
        # Codebook of the list, by majority.
        ("all", "all", 53, 93),
        ("rift", "yes", 21, 27),
        ("rift", "no", 32, 66),
        ("strategy", "reward", 36, 57),
        ("strategy", "coercion", 3, 8),
        ("strategy", "mixed", 14, 27),
    ],
)
def test_the_rates_of_the_codebook(rates, by, value, events, n):
    assert (rates[by, value].cases.events, rates[by, value].cases.n) == (events, n)


def test_a_story_counts_once(rates):
    # 93 resolved cases; six pairs of mirrors.
    whole = rates["all", "all"].groups
    assert whole.n == pytest.approx(87)
    assert whole.events == pytest.approx(50)


def test_every_split_counts_every_case(rates):
    for by in ("strategy", "rift", "goal", "regime_change", "era"):
        parts = [r for (name, _), r in rates.items() if name == by]
        assert sum(r.cases.n for r in parts) == 93
        assert sum(r.groups.n for r in parts) == pytest.approx(87)
        assert sum(r.cases.events for r in parts) == 53


def test_the_interval_is_jeffreys(rates):
    rift = rates["rift", "yes"].cases
    assert (rift.low, rift.high) == pytest.approx(tuple(beta.ppf((0.05, 0.95), 21.5, 6.5)))


def test_a_mirror_left_out_gives_its_weight_to_the_other(made):
    pair = [made(1, group="G"), made(2, group="G"), made(3)]
    assert group_weights(pair) == (0.5, 0.5, 1)
    assert group_weights(pair[1:]) == (1, 1)


def test_a_story_that_worked_for_one_side_only_is_half_a_success(made):
    found = case_rates([made(1, group="G"), made(2, group="G", by={"outcome": "fail"})])
    assert (found[0].groups.events, found[0].groups.n, found[0].groups.rate) == (0.5, 1, 0.5)


def test_values_without_a_case_are_left_out_and_no_case_has_no_rate(made):
    assert {r.value for r in case_rates([made()]) if r.by == "strategy"} == {"reward"}
    assert case_rates([]) == ()


def test_a_field_without_majority_is_counted_in_no_split(made):
    found = case_rates([made(1), made(2, by={"rift": None})])
    assert sum(r.cases.n for r in found if r.by == "rift") == 1
