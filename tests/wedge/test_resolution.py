"""When a question comes due: the session that was closed on the day, and a rule over named columns."""

from __future__ import annotations

from datetime import date

import pytest

from tertius.states import find
from tertius.wedge.resolution import resolution_of, resolves_on, window_of


@pytest.mark.parametrize(
    ("day", "start"), [(date(2026, 11, 22), 2025), (date(2026, 10, 31), 2025), (date(2026, 10, 30), 2024)]
)
def test_a_window_starts_at_the_last_closed_session(day, start):
    assert window_of(day, 5) == (start, start + 5)
    assert resolves_on(day, 5) == date(start + 6, 10, 31)


def test_the_rule_names_codes_column_threshold_and_day():
    rule = resolution_of((find("USA"), find("RUS"), find("CHN")), date(2026, 11, 22), 5)
    for part in ("COW 365", "(2)", "(710)", "`agreement`", "M(2025, 5)", "0.15", "31 Oct 2031", "2028–2030", "Void if"):
        assert part in rule
