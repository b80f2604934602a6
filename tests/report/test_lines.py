"""Sentences and rows that the terminal and the page share."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from tertius.forecasting.reference import ReferenceClass
from tertius.forecasting.targets import Window
from tertius.report import lines
from tertius.report.brief import brief
from tertius.triangle.triangle import triangle
from tertius.wedge.assess import assess

LATE = date(2026, 11, 22)


@pytest.fixture(scope="module")
def now(shipped):
    return assess("USA", "RUS", "CHN", as_of=LATE, atlas=shipped)


def test_the_headline_is_number_interval_words_scale_and_how_far_the_classes_lie_apart(now):
    said, apart = lines.headline(now).split("; ")
    assert said == "3\u2009% (2–4\u2009%), almost no chance (ICD 203)"
    assert apart == "reference classes from 0\u2009% to 11\u2009%"


def test_every_reference_has_a_row_and_no_change_is_last(now):
    rows = lines.reference_rows(now)
    assert len(rows) == len(now.references) + 1
    assert rows[-1][:2] == ("no change", "0\u2009%")
    assert rows[-2][0] == "Russia's own history"
    assert rows[-2][3] == "5 of 46"


def test_the_record_stands_beside_two_simpler_ones(now):
    said = lines.record_line(now)
    for score in (now.record.recency, now.record.long_run, now.record.no_change):
        assert f"{score:.4f}" in said
    assert f"{now.record.first}–{now.record.last}" in said
    assert "none had come due" in lines.record_line(replace(now, record=None))


def test_episodes_are_told_by_name_years_and_largest_move():
    windows = tuple(Window(365, y, y + 5, 0, 0, 0, 0.2 + (y - 1990) / 10) for y in (1990, 1991))
    told = lines.episode_list(ReferenceClass("x", "", 9, 2, 2 / 9, 0.1, 0.5, windows))
    assert told == "Russia 1990–1996 (2 windows, +0.30)"
    assert lines.episode_list(ReferenceClass("x", "", 9, 0, 0.0, 0.0, 0.1, ())) == "none"


def test_a_value_older_than_its_row_carries_its_own_year(now):
    """The year at the end of a row must not be read onto a pair that was last seen before it."""
    first, *others = now.triangle.ties
    old = first.one("agreement")
    cut = replace(old, values=np.where(np.array(old.years) <= 2010, old.values, np.nan))
    row = lines.tie_rows((replace(first, series=(cut, *first.series[1:])), *others))[0]
    assert row[1].endswith(", 2010")
    assert row[-1] == "2022"
    assert not row[2].endswith("2022")


def test_what_was_never_seen_is_not_known(now):
    cells = {row[0]: row for row in lines.tie_rows(now.triangle.ties)}
    assert cells["Relations (Tsinghua)"][1] == "not covered"


def test_roles_below_one_per_cent_are_left_out(now):
    rows = lines.role_rows(now.triangle.roles, now.triangle.states)
    assert all(p >= 0.01 for _, _, p in rows)
    assert [r[0] for r in rows] == sorted([r[0] for r in rows], key=["United States", "Russia", "China"].index)


def test_each_source_is_noted_once_with_version_and_terms(now):
    notes = lines.source_notes(now.provenance)
    assert len(notes) == len(set(notes))
    assert all("Version: " in n and "Terms: " in n for n in notes)


def test_doubts_are_said_once(now):
    doubts = lines.exposure_notes(now.dependence)
    assert len(doubts) == len(set(doubts))
    assert any("mirror" in d for d in doubts)


def test_the_scale_of_words_is_named():
    assert "ICD 203" in lines.scale_note()


def test_the_rule_of_the_windows_names_the_poles_and_the_horizon(now):
    said = lines.windows_rule(now)
    assert "agreement with the United States less agreement with China" in said
    assert "over 5 years, by 0.15 more" in said


def test_one_year_is_no_span(now):
    said = lines.record_line(replace(now, record=replace(now.record, first=1978, last=1978)))
    assert said.startswith("Asked in 1978 of every state")
    assert lines.record_line(now).startswith("Asked each year ")


def test_a_name_that_ends_in_s_owns_without_another(shipped):
    found = assess("RUS", "USA", "CHN", as_of=LATE, atlas=shipped)
    assert lines.reference_rows(found)[-2][0] == "the United States' own history"
    told = json.dumps(found.to_dict(), ensure_ascii=False) + brief(found)
    assert "States's" not in told


def test_a_weighted_rate_stands_apart_from_the_counts_that_are_not(now):
    for row in lines.companion_rows(now):
        assert re.search(r", unweighted [\d,]+ of [\d,]+ windows that start by \d{4}$", row[1])
    assert "recent years weighing more" in lines.COMPANION_HEAD[1]


def test_the_three_ways_say_what_history_says_of_each(now):
    ways = {row[0]: row for row in lines.companion_rows(now)}
    assert "windows that start by 2009" in ways["T3"][1]
    assert ways["T3"][2].endswith("The model was not asked of history: unscored.")
    assert "15 % of movers have such a witness and 18 % of the others do" in ways["T3"][2]
    assert not any("unscored" in cell for name in ("T1b", "T1c") for cell in ways[name])
    said = lines.companion_line(now)
    record = next(c.asked[0] for c in now.companions if c.target == "T1c")
    assert f"Brier score of its base rate {record.references['recency']:.4f}" in said
    assert said.endswith("Position alone beat the model.")
    page = brief(now)
    assert "Position alone beat the model." in page
    assert "The model was not asked of history: unscored." in page
    told = {t["target"]: t["asked_of_history"] for t in now.to_dict()["targets"]}
    assert told["T3"] == []
    assert [t["votes"] for t in told["T1c"]] == ["same", "disjoint"]
    assert all(t["position_beats_model"] and t["position"]["low"] > t["model"]["skill"] for t in told["T1c"])


def test_a_model_that_is_the_rate_has_no_skill_over_it(now):
    said = lines.backtest_line(now)
    assert said.count("the model is the base rate") == 2
    assert "skill over" not in said
    assert ", base rate 0." not in said


def test_the_masthead_names_the_class_whose_rate_it_gives(now):
    page = re.sub(r"</?span[^>]*>", "", brief(now))
    first = now.references[0]
    assert f"All states since 1992 {lines.percent(first.rate)} (" in page
    assert "Base rate" not in page.partition("No change")[0].rpartition("masthead")[2]


def test_a_model_that_is_the_rate_has_no_skill_in_the_line_of_the_companions(shipped):
    said = lines.companion_line(assess("CHN", "DEU", "USA", as_of=LATE, atlas=shipped))
    assert "of the model none, as it is the rate" in said
    assert "0.00 (0.00 to 0.00)" not in said


def test_where_no_indicator_contradicts_another_it_is_said_what_was_compared(shipped):
    (said,) = lines.contradictions(triangle("USA", "RUS", "CHN", as_of=date(2026, 1, 1), atlas=shipped))
    assert said.startswith("Compared are the signs: none of the indicators")
    assert said.endswith("The parts of the latent tie are not known on that day.")


def test_the_table_of_ties_says_which_sanctions_it_counts():
    assert "cases in force by either against the other" in lines.indicator_note()
