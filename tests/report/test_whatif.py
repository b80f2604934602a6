"""A scenario as a page: what stands on it, and that nothing else does."""

from __future__ import annotations

from datetime import date

import pytest

import tertius as tt
from tertius.report.whatif_page import whatif_page, write_whatif

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
