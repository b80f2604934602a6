"""A scenario as a page: what stands on it, and that nothing else does."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

import tertius as tt
from tertius.present.numbers import signed
from tertius.report.whatif_lines import BRANCH_HEAD, force_rows, headline
from tertius.report.whatif_page import whatif_page, write_whatif
from tertius.wedge.scenarios.result import points

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def found(shipped):
    options = tt.WhatIfOptions(atlas=shipped, draws=2_000)
    return tt.whatif("USA", "RUS", "CHN", "allied-backlash", as_of=DAY, options=options)


def test_the_page_has_a_chart_a_branch_and_every_caveat(found):
    page = whatif_page(found)
    assert page.count("<figure") == 2
    assert page.count("<h1>") == 1
    assert "What is the consent of the allies worth" in page
    assert "No scenario effect is validated by the backtest" in page
    assert page.count("Where the difference comes from") == 2
    for o in found.outcomes:
        assert all(c.driver in page for c in o.contributions)


def test_the_difference_is_named_a_median(found):
    assert "median difference" in whatif_page(found)
    assert "median\ndifference" in BRANCH_HEAD


def test_why_names_the_states_and_not_their_letters(found):
    page = whatif_page(found)
    assert "the United States keeps its word" in page
    assert "Dollars, credit and frozen reserves are a reward China cannot match." in page
    assert "A keeps its word" not in page


def test_words_from_a_file_are_escaped(shipped, tmp_path):
    path = tmp_path / "x.toml"
    path.write_text('question = "<script>alert(1)</script>?"\n[set]\nwar = "frozen"', encoding="utf-8")
    options = tt.WhatIfOptions(atlas=shipped, draws=2_000)
    page = whatif_page(tt.whatif("USA", "RUS", "CHN", path, as_of=DAY, options=options))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_it_is_written_in_one_step(found, tmp_path):
    path = write_whatif(found, tmp_path / "page.html")
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_two_branches_are_headed_by_their_difference_with_its_unit(found):
    (pair,) = found.pairs
    head = whatif_page(found).split('<p class="number">')[1]
    value, _ = points(pair.difference.points.median).split(" ")
    assert head.startswith(value)
    assert '<p class="interval">points, ' in head
    assert f"“{pair.first}” less “{pair.second}”" in head.split("</div>")[0]


def test_of_three_branches_the_first_is_the_answer_and_each_is_set_against_each(shipped):
    options = tt.WhatIfOptions(atlas=shipped, draws=2_000)
    three = tt.whatif("USA", "RUS", "CHN", "new-leader-in-russia", as_of=DAY, options=options)
    head = whatif_page(three).split('<p class="number">')[1].split("</div>")[0]
    assert head.startswith(points(three.outcomes[0].difference.points.median).split(" ")[0])
    assert "against things as they stand" in head
    names = [o.name for o in three.outcomes]
    assert [(p.first, p.second) for p in three.pairs] == list(combinations(names, 2))


def test_a_scenario_without_a_question_of_its_own_is_asked_as_one(shipped):
    options = tt.WhatIfOptions(atlas=shipped, draws=2_000)
    asked = tt.whatif("USA", "RUS", "CHN", {"war": "frozen"}, as_of=DAY, options=options)
    assert headline(asked).startswith("What if ")
    assert headline(asked).endswith("?")


@pytest.fixture(scope="module")
def figures(shipped):
    options = tt.WhatIfOptions(atlas=shipped, draws=2_000)
    return tt.whatif("USA", "RUS", "CHN", {"trade.share_c": 0.45, "sanctions.cases": 0}, as_of=DAY, options=options)


def test_a_page_is_headed_by_names_and_not_by_codes(figures):
    before = whatif_page(figures).split("Where the difference comes from")[0]
    prose = before.split("In log odds at the centre")[0]
    assert "trade.share_c" not in prose
    words = (
        "China's share in Russia's goods trade is 45\u2009% and the United States' sanction cases against Russia are 0"
    )
    (o,) = figures.outcomes
    assert figures.called(o.name) == words
    assert o.name == "trade.share_c = 0.45 and sanctions.cases = 0"


def test_what_is_in_force_has_its_unit(figures):
    assert [row[1] for row in force_rows(figures)] == ["33\u2009%", "12 cases"]


def test_a_move_that_is_mostly_the_wider_spread_of_any_new_leader_says_so(shipped):
    options = tt.WhatIfOptions(atlas=shipped, draws=2_000)
    one, other = (
        tt.whatif("USA", "RUS", "CHN", of, as_of=DAY, options=options)
        for of in ({"leader.b": "confronts"}, {"war": "settled"})
    )
    (o,) = one.outcomes
    wider = sum(c.log_odds for c in o.contributions if c.component == "widening")
    assert wider > o.log_odds
    assert f"Of it {signed(wider)} is the wider spread that any new leader brings" in one.explain()
    assert "wider spread" not in other.explain()
