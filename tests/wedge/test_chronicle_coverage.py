"""How far the chronicle carries an answer: a row a pair, and a sentence at the top where its last line is old."""

from __future__ import annotations

from datetime import date

from tertius.datasets.chronicle import load_chronicle
from tertius.states import find
from tertius.wedge.chronicle_coverage import chronicle_coverage, chronicle_ends

TRIAD = tuple(find(s) for s in ("USA", "RUS", "CHN"))
DAY = date(2026, 11, 22)


def test_each_pair_has_a_row_from_its_first_to_its_last_line():
    rows = {c.indicator: c for c in chronicle_coverage(TRIAD, DAY)}
    assert list(rows) == ["chronicle_rus_chn", "chronicle_usa_rus", "chronicle_usa_chn"]
    both = [e for e in load_chronicle() if {"RUS", "CHN"} <= e.actors]
    row = rows["chronicle_rus_chn"]
    assert (row.first, row.last) == (both[0].date.year, both[-1].date.year) == (1949, 2026)
    assert row.label == "Chronicle, Russia–China (last line 20 May 2026)"
    assert round(row.age_years, 2) == round((DAY - both[-1].date).days / 365.25, 2)
    assert not row.stale


def test_a_pair_that_the_chronicle_is_not_of_has_no_row_and_no_sentence():
    states = (find("USA"), find("TUR"), find("GRC"))
    assert chronicle_coverage(states, DAY) == ()
    assert chronicle_ends(states, DAY) == ""


def test_the_sentence_names_the_last_line_of_each_of_bs_ties():
    assert chronicle_ends(TRIAD, DAY) == (
        "The chronicle's last line is of 20 May 2026 on Russia and China, "
        "and of 18 May 2026 on the United States and Russia."
    )


def test_nothing_is_said_where_the_last_lines_are_fresh_and_nothing_of_later_is_known():
    assert chronicle_ends(TRIAD, date(2026, 6, 1)) == ""
    assert "1972" in chronicle_ends(TRIAD, date(1973, 6, 1)) or "1973" in chronicle_ends(TRIAD, date(1973, 6, 1))
    assert all(c.last <= 1973 for c in chronicle_coverage(TRIAD, date(1973, 6, 1)))
