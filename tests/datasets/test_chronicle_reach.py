"""How far the chronicle reaches for two states, and whether an act still stands on a day."""

from __future__ import annotations

from datetime import date

from tertius.datasets.chronicle import load_chronicle
from tertius.datasets.chronicle_reach import over, reach, when

BY_ID = {e.id: e for e in load_chronicle()}


def test_a_reach_counts_the_lines_that_name_both_and_names_the_last():
    found = reach("RUS", "CHN", date(2022, 2, 4))
    both = [e for e in load_chronicle() if {"RUS", "CHN"} <= e.actors and e.known <= date(2022, 2, 4)]
    assert (found.lines, found.first, found.last) == (len(both), both[0], both[-1])
    assert found.last.label == "No limits"
    assert reach("CHN", "RUS", date(2022, 2, 3)).lines == found.lines - 1
    assert reach("TUV", "NRU", date(2026, 11, 22)).last is None


def test_the_list_runs_to_2026_for_each_pair_of_the_three():
    day = date(2026, 11, 22)
    assert reach("USA", "RUS", day).last.when == "2026-05-18"
    assert reach("RUS", "CHN", day).last.when == "2026-05-20"
    assert reach("USA", "CHN", day).last.when == "2026-05-14"


def test_an_act_stands_until_a_later_one_undid_it_or_its_term_ended():
    treaty, truce = BY_ID["2010-04-08-new-start"], BY_ID["2025-05-12-geneva-truce"]
    assert [over(treaty, date(2023, 2, d)) for d in (20, 21)] == ["", "undone 21 Feb 2023"]
    assert [over(truce, date(2025, 8, d)) for d in (12, 13)] == ["", "its term ended 12 Aug 2025"]
    assert over(BY_ID["2022-02-24-invasion"], date(2026, 11, 22)) == ""


def test_a_month_is_written_as_a_month():
    assert when(BY_ID["1972-02-shanghai-communiqu"]) == "Feb 1972"
    assert when(BY_ID["1972-02-21-nixon-in-china"]) == "21 Feb 1972"
