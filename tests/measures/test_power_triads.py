"""Eight orders of power: the fixtures' table, and the same answer whatever the order of asking."""

import itertools
import json

import pytest

from tertius.errors import ImpossibleQuestion
from tertius.measures.power_triads import power_triad

EXAMPLE = {
    1: (1, 1, 1),
    2: (3, 2, 2),
    4: (5, 2, 2),
    5: (4, 3, 2),
    6: (6, 3, 2),
    7: (5, 3, 2),
    8: (4, 2, 2),
}


def letters(pairs):
    return {"ABC"[i] + "ABC"[j] for i, j in pairs}


def said(text):
    return {"any": {"AB", "AC", "BC"}, "none": set()}.get(text) or (
        set() if text == "none" else set(text.split(" or "))
    )


@pytest.mark.parametrize("kind", EXAMPLE)
def test_the_table_of_caplow_and_gamson(shared, kind):
    table = json.loads((shared / "model_test_fixtures.json").read_text())["caplow_gamson"]
    found = power_triad(EXAMPLE[kind])
    assert found.kind == kind
    assert letters(found.caplow) == said(table["caplow_memory"][str(kind)])
    assert letters(found.gamson) == said(table["gamson_min_resource"][str(kind)])


def test_two_equals_above_a_third_each_want_the_third():
    # The fixtures write this kind as A < B = C, where the weak one is A: AB or AC.
    found = power_triad((1, 2, 2))
    assert found.kind == 3
    assert letters(found.caplow) == {"AB", "AC"}


def test_the_order_of_asking_changes_names_alone():
    for powers in EXAMPLE.values():
        whole = {frozenset(powers[i] for i in pair) for pair in power_triad(powers).gamson}
        for turned in itertools.permutations(powers):
            found = power_triad(turned)
            assert {frozenset(turned[i] for i in pair) for pair in found.gamson} == whole


def test_nearly_equal_counts_as_equal_when_asked():
    assert power_triad((1.0, 0.98, 0.5)).kind == 5
    assert power_triad((1.0, 0.98, 0.5), margin=0.05).kind == 3


def test_a_missing_power_is_refused():
    with pytest.raises(ImpossibleQuestion, match="three powers"):
        power_triad((1.0, float("nan"), 2.0))
