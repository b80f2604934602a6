"""Ballots: what is refused, and how what is accepted is sorted."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius.errors import ImpossibleQuestion
from tertius.measures.ballots import ABSTAIN, NO, YES, collect_ballots, contested

# Two sessions; vote 10 in session 1, votes 20 and 21 in session 2; state 7 joins in session 2.
ANSWERS = [YES, NO, YES, ABSTAIN, YES, NO, YES, NO]
VOTE = [10, 10, 20, 20, 20, 21, 21, 21]
STATE = [5, 6, 5, 6, 7, 5, 6, 7]
SESSION = [1, 1, 2, 2, 2, 2, 2, 2]


def test_positions_are_numbered_by_session_then_state():
    b = collect_ballots(ANSWERS, VOTE, STATE, SESSION)
    assert list(zip(b.session.tolist(), b.state.tolist(), strict=True)) == [(1, 5), (1, 6), (2, 5), (2, 6), (2, 7)]
    assert b.n_votes.tolist() == [1, 1, 2, 2, 2]


def test_an_item_starts_with_its_yes_and_ends_with_its_no():
    b = collect_ballots(ANSWERS, VOTE, STATE, SESSION)
    assert b.items.tolist() == [10, 20, 21]
    assert b.bounds.tolist() == [[0, 1, 1, 2], [2, 4, 5, 5], [5, 6, 6, 8]]
    assert b.who.tolist() == [0, 1, 2, 4, 3, 3, 2, 4]


def test_every_place_knows_its_position_and_item():
    b = collect_ballots(ANSWERS, VOTE, STATE, SESSION)
    assert b.start.tolist() == [0, 1, 2, 4, 6, 8]
    item_of_ballot = np.repeat(np.arange(3), np.diff(b.bounds[:, [0, 3]], axis=1).ravel())
    for ballot, place in enumerate(b.slot.tolist()):
        assert b.item[place] == item_of_ballot[ballot]
        assert b.start[b.who[ballot]] <= place < b.start[b.who[ballot] + 1]


def test_a_path_goes_through_a_states_sessions_in_order():
    b = collect_ballots(ANSWERS, VOTE, STATE, SESSION)
    assert b.path.tolist() == [0, 2, 1, 3, 4]
    assert b.path_start.tolist() == [0, 2, 4, 5]


def test_the_first_session_borrows_from_the_second_and_a_single_one_from_none():
    b = collect_ballots(ANSWERS, VOTE, STATE, SESSION)
    assert b.neighbour().tolist() == [2, 3, 0, 1, -1]
    assert b.first_of_path().tolist() == [True, True, False, False, True]


def test_a_gap_is_bridged_by_the_last_session_at_hand():
    b = collect_ballots([YES, NO] * 3, [1, 1, 2, 2, 3, 3], [1, 2, 2, 3, 1, 2], [1, 1, 2, 2, 3, 3])
    first, last = (int(np.flatnonzero((b.state == 1) & (b.session == s))[0]) for s in (1, 3))
    assert b.neighbour()[last] == first


def test_bridged_votes_share_an_item():
    b = collect_ballots(ANSWERS, VOTE, STATE, SESSION, item=[10, 10, 20, 20, 20, 10, 10, 10])
    assert b.items.tolist() == [10, 20]
    assert b.votes_of_item.tolist() == [2, 1]


def test_a_unanimous_vote_bridged_to_a_contested_one_is_kept():
    keep = contested([YES, YES, YES, NO], [4, 4, 4, 4])
    assert keep.all()


def test_unanimous_items_are_told_apart():
    assert contested([YES, YES, ABSTAIN, NO], [1, 1, 2, 2]).tolist() == [False, False, True, True]
    assert contested([], []).tolist() == []


@given(st.permutations(range(8)))
def test_the_order_of_the_ballots_makes_no_difference(order: list[int]):
    one = collect_ballots(ANSWERS, VOTE, STATE, SESSION)
    columns = (np.array(c)[order] for c in (ANSWERS, VOTE, STATE, SESSION))
    two = collect_ballots(*columns)
    for name in one.__dataclass_fields__:
        assert np.array_equal(getattr(one, name), getattr(two, name))


def test_arrays_are_read_only():
    b = collect_ballots(ANSWERS, VOTE, STATE, SESSION)
    with pytest.raises(ValueError, match="read-only"):
        b.who[0] = 3


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"answers": [YES, 3, *ANSWERS[2:]]}, r"0 \(yes\), 1 \(abstain\) or 2 \(no\)"),
        ({"answers": [YES, -1, *ANSWERS[2:]]}, r"0 \(yes\)"),
        ({"state": [5, 5, *STATE[2:]]}, "once in a vote"),
        ({"session": [1, 2, *SESSION[2:]]}, "one session"),
        ({"answers": [YES, YES, *ANSWERS[2:]]}, "two different answers"),
        ({"answers": ANSWERS[:-1]}, "one entry per ballot"),
        ({"answers": [float(a) for a in ANSWERS]}, "flat array of integers"),
        ({"state": [STATE]}, "flat array of integers"),
    ],
)
def test_bad_ballots_are_refused_with_their_reason(change: dict[str, list[int]], what: str):
    columns = {"answers": ANSWERS, "vote": VOTE, "state": STATE, "session": SESSION} | change
    with pytest.raises(ImpossibleQuestion, match=what):
        collect_ballots(**columns)


def test_a_session_without_a_contested_vote_is_refused_by_its_votes():
    with pytest.raises(ImpossibleQuestion, match=r"found: 1 unanimous, the first \[30\]"):
        collect_ballots([*ANSWERS, YES, YES], [*VOTE, 30, 30], [*STATE, 5, 6], [*SESSION, 3, 3])


def test_no_ballots_are_refused():
    none = np.empty(0, dtype=int)
    with pytest.raises(ImpossibleQuestion, match="no ballot to scale"):
        collect_ballots(none, none, none, none)
