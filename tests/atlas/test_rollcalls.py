"""The matrix of roll calls: which votes count, and which were known on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius.atlas.rollcalls import ISSUES, rollcalls_from_table, year_of

ANSWER = st.sampled_from([1.0, 0.0, -1.0, None])


def test_a_session_is_labelled_by_the_year_in_which_it_opens():
    assert year_of(44) == 1989
    assert year_of(1) == 1946


def test_a_state_that_never_voted_is_absent_everywhere(calls):
    votes = calls({2: [1, -1], 365: [-1, 1]}, session=[31, 31])
    assert votes.of(365).tolist() == [-1, 1]
    assert np.isnan(votes.of(710)).all()
    assert votes.of(710).shape == (2,)


def test_the_final_votes_are_contested_ones(calls):
    votes = calls({2: [1, 1, None], 365: [1, -1, 1]}, session=[31, 31, 31])
    assert votes.final().rcid.tolist() == [2]


def test_part_votes_count_to_session_44_and_not_after_it(calls):
    votes = calls({2: [1, 1, 1, 1], 365: [-1] * 4}, session=[44, 44, 45, 45], part=[True, False, True, False])
    assert votes.final().rcid.tolist() == [1, 2, 4]


def test_the_one_vote_of_session_19_never_counts(calls):
    assert len(calls({2: [1], 365: [-1]}, session=[19]).final()) == 0


def test_without_votes_there_are_no_years(calls):
    votes = calls({2: [1, 1], 365: [-1, -1]}, session=[30, 33])
    assert list(votes.years) == [1975, 1976, 1977, 1978]
    assert list(votes.where(votes.session > 99).years) == []


def test_every_field_follows_the_votes_that_are_kept(calls):
    votes = calls({2: [1, 0, -1], 365: [0, 1, 1]}, session=[30, 31, 32], title=[7, 8, 9], part=[True, False, False])
    kept = votes.where(np.array([True, False, True]))
    assert kept.rcid.tolist() == [1, 3]
    assert kept.session.tolist() == [30, 32]
    assert kept.title.tolist() == [7, 9]
    assert kept.part.tolist() == [True, False]
    assert kept.known.tolist() == [votes.known.tolist()[0], votes.known.tolist()[2]]
    assert kept.answers.tolist() == [[1, -1], [0, 1]]
    assert kept.issues.shape == (2, len(ISSUES))
    assert kept.states == votes.states


@pytest.mark.parametrize(
    ("day", "known"),
    [
        (date(1990, 1, 29), [30]),
        (date(1990, 1, 30), [30, 44]),
        (date(1990, 5, 29), [30, 44]),
        (date(1990, 5, 30), [30, 44, 44]),
    ],
)
def test_a_session_is_used_once_its_autumn_is_over_and_its_spring_votes_as_they_come(calls, day, known):
    votes = calls({2: [1] * 3, 365: [-1] * 3}, session=[30, 44, 44], known=["1975-12-31", "1989-11-30", "1990-04-30"])
    assert votes.known_by(day, lag_days=30).session.tolist() == known


def test_a_date_that_is_a_slip_of_the_pen_makes_no_vote_known_before_its_session(calls):
    votes = calls({2: [1], 365: [-1]}, session=[44], known=["1946-01-31"])
    assert len(votes.known_by(date(1989, 12, 30), lag_days=0)) == 0
    assert len(votes.known_by(date(1989, 12, 31), lag_days=0)) == 1


def test_before_the_first_session_nothing_is_known(calls):
    assert len(calls({2: [1], 365: [-1]}, session=[1]).known_by(date(1946, 12, 31), lag_days=30)) == 0


@given(
    votes=st.lists(st.tuples(st.integers(1, 77), st.integers(-400, 700), ANSWER, ANSWER), min_size=1, max_size=12),
    day=st.dates(date(1946, 1, 1), date(2024, 12, 31)),
    lag=st.integers(0, 60),
)
def test_poisoning_every_vote_after_the_day_changes_nothing_that_was_known(calls, votes, day, lag):
    session = [v[0] for v in votes]
    known = [np.datetime64(date(year_of(s), 12, 1) + timedelta(days=v[1])) for s, v in zip(session, votes, strict=True)]
    whole = calls({2: [v[2] for v in votes], 365: [v[3] for v in votes]}, session=session, known=known)
    # By the definition, vote by vote: its last possible day and the autumn of its session lie `lag` days back.
    limit = day - timedelta(days=lag)
    public = [k.item() <= limit and date(year_of(s), 12, 31) <= limit for s, k in zip(session, known, strict=True)]
    later = ~np.array(public)
    poisoned = replace(
        whole,
        answers=np.where(later, np.float32(99), whole.answers),
        title=np.where(later, -7, whole.title),
        contested=np.where(later, True, whole.contested),
        part=np.where(later, True, whole.part),
        known=np.where(later, whole.known + 9000, whole.known),
    )
    clean, found = whole.known_by(day, lag_days=lag), poisoned.known_by(day, lag_days=lag)
    assert clean.rcid.tolist() == [i + 1 for i, seen in enumerate(public) if seen]
    for name in ("rcid", "session", "title", "item", "known", "contested", "part", "issues", "answers"):
        np.testing.assert_array_equal(getattr(found, name), getattr(clean, name), err_msg=name)


def test_the_stored_table_becomes_the_matrix():
    table = pl.DataFrame(
        {
            "rcid": [5, 6],
            "session": [31, 31],
            "known": [date(1976, 10, 31), date(1976, 12, 31)],
            "title": [0, 1],
            "item": [7, 7],
            "contested": [True, False],
            "part": [False, True],
            **{issue: [False, True] for issue in ISSUES},
            "s2": [1, None],
            "s365": [-1, 0],
        },
        schema_overrides={"session": pl.Int16, "s2": pl.Int8, "s365": pl.Int8}
        | dict.fromkeys(("rcid", "title", "item"), pl.Int32),
    )
    votes = rollcalls_from_table(table)
    assert votes.states == (2, 365)
    assert votes.of(365).tolist() == [-1, 0]
    assert votes.of(2)[0] == 1
    assert np.isnan(votes.of(2)[1])
    assert votes.known.tolist() == [date(1976, 10, 31), date(1976, 12, 31)]
    assert votes.issues.tolist() == [[False] * 6, [True] * 6]
    assert votes.answers.dtype == np.float32
