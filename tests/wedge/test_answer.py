"""The answer in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tertius.wedge.assess import assess


@pytest.fixture(scope="module")
def now(shipped):
    return assess("USA", "RUS", "CHN", as_of=date(2026, 11, 22), atlas=shipped)


def test_the_question_is_asked_as_a_person_asks_it(now, shipped):
    assert now.question.text == "Can the United States pry Russia away from China?"
    other = assess("GBR", "NLD", "PHL", as_of=date(2026, 11, 22), atlas=shipped)
    assert other.question.text == "Can the United Kingdom pry the Netherlands away from the Philippines?"


def test_the_horizon_is_said_in_years_or_in_one(now):
    assert now.question.ahead == "5 years"
    assert replace(now.question, horizon=1).ahead == "1 year"


def test_the_words_hold_the_figures(now):
    said = now.explain()
    assert "3\u2009% (2–4\u2009%), almost no chance" in said
    assert "Russia itself made it in 5 of 46 windows." in said


def test_where_b_stands_cannot_be_read_the_wrong_way_round(now):
    """Not "further from the United States than China", which also says where China stands."""
    assert (
        "Russia's agreement with the United States on contested UN votes was 0.54 below its agreement with China"
        in now.explain()
    )
    nearer = replace(now, position=(2022, 0.1))
    assert "was 0.10 above its agreement" in nearer.explain()


def test_the_frame_lists_every_window_that_counted(now):
    frame = now.to_frame()
    assert frame.height == sum(r.events for r in now.references)
    assert (frame["value"] >= 0.15 - 1e-9).all()
    assert set(frame.filter(frame["state"] == "RUS")["start"]) == {1987, 1988, 1989, 1990, 1991}


def test_the_card_of_a_notebook_escapes_and_names_its_sources(now):
    html = now._repr_html_()
    assert "<article" in html
    assert "General Assembly Voting Data" in html
