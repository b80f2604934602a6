"""How much is kept where room is short."""

from __future__ import annotations

from dataclasses import astuple
from itertools import pairwise

import pytest

from tertius.report.document.room import ITEMS, ROOMS, sentences


def test_every_room_holds_no_more_than_the_one_before_and_something_less():
    for wide, tight in pairwise(ROOMS):
        assert all(t <= w for w, t in zip(astuple(wide), astuple(tight), strict=True))
        assert tight != wide


def test_every_room_holds_five_pieces_of_evidence_a_side_and_five_signposts():
    assert ITEMS == 5
    assert all(room.moves >= 5 for room in ROOMS)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("One. Two. Three.", "One. Two."),
        ("Only one", "Only one"),
        ("St. Vincent moved by 0.34. It did. Not more.", "St. Vincent moved by 0.34. It did."),
        ("Was it? It was! So there.", "Was it? It was!"),
        ("The work of A. B. Brandt is here. Second. Third.", "The work of A. B. Brandt is here. Second."),
        ("", ""),
    ],
)
def test_two_sentences_are_kept_whole(words, kept):
    assert sentences(words, 2) == kept
