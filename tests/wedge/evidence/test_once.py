"""Reprints counted once: what is the same act, what are the same words, and what is neither."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius.wedge.evidence.item import Item
from tertius.wedge.evidence.once import SAME_DAYS, once, shingles

DAY = date(2024, 5, 16)
SAID = "Moscow will never trade its partner in the East for promises from the West"


def event(name, day=DAY, *, kind="event", **more):
    given = {"category": "AGREE", "pair": "B-C", "for_": False, "document": name, "documents": (name,)} | more
    text = f"Words of {name} on what was signed there {name}"
    return Item(
        f"casebook:{name}",
        text=text,
        source=name,
        date=None,
        kind=kind,
        why="",
        weight=0.1,
        days=(day, day),
        **{"speaker": "AUTHOR", **given},
    )


def said(name, text=SAID, speaker="Ann Bell", **more):
    given = {"pair": "B-C", "for_": False, "document": name, "documents": (name,)} | more
    return Item(
        f"casebook:{name}",
        text=text,
        source=name,
        date=None,
        kind="forecast",
        why="",
        weight=0.1,
        speaker=speaker,
        **given,
    )


def chronicle(name, day=DAY, **more):
    return replace(event(name, day, **more), id=f"chronicle:{name}", kind="act", speaker=None, document=None)


def test_one_act_in_three_documents_and_the_chronicle_is_one_item():
    found = once([chronicle("x"), event("one"), event("two", DAY + timedelta(days=3)), event("three")])
    assert len(found) == 1
    (item,) = found
    assert item.id == "chronicle:x"
    assert item.reprints == 3
    assert item.also == ("casebook:one", "casebook:two", "casebook:three")
    assert item.documents == ("x", "one", "two", "three")


@pytest.mark.parametrize(("days", "items"), [(0, 1), (SAME_DAYS, 1), (-SAME_DAYS, 1), (SAME_DAYS + 1, 2), (-9, 2)])
def test_acts_up_to_three_days_apart_are_one(days, items):
    assert len(once([event("one"), event("two", DAY + timedelta(days=days))])) == items


@pytest.mark.parametrize("other", [{"category": "COOPERATE"}, {"pair": "A-B"}, {"for_": True}])
def test_another_category_tie_or_way_is_another_act(other):
    assert len(once([event("one"), event("two", **other)])) == 2


def test_two_lines_of_the_chronicle_are_two_acts():
    assert len(once([chronicle("x"), chronicle("y")])) == 2


def test_an_act_of_a_year_is_the_last_of_that_year_and_else_the_nearest_is_chosen():
    spring, winter = chronicle("x"), chronicle("y", date(2024, 12, 1))
    whole_year = replace(event("one"), days=(date(2024, 1, 1), date(2024, 12, 31)))
    assert [len(i.also) for i in once([spring, winter, whole_year])] == [0, 1]
    november = replace(event("one"), days=(date(2024, 11, 28), date(2024, 11, 28)))
    assert [len(i.also) for i in once([spring, winter, november])] == [0, 1]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (SAID, 1),
        (SAID.upper() + "!", 1),
        ("“" + SAID.replace(" ", "  ") + "”", 1),
        (f"He repeated: {SAID}, whatever is offered, and he has said so before", 1),
        ("Moscow will never trade its partner in the East", 1),
        ("Moscow will one day trade its partner in the East for promises it can hold in its hand", 2),
        ("Nothing of the kind was ever said by anybody at all", 2),
    ],
)
def test_nearly_the_same_words_of_one_speaker_are_one(text, items):
    assert len(once([said("one"), said("two", text)])) == items


def test_the_same_words_of_another_speaker_or_the_other_way_are_another_item():
    assert len(once([said("one"), said("two", speaker="Carl Dorn")])) == 2
    assert len(once([said("one"), said("two", for_=True)])) == 2
    assert len(once([said("one"), said("two", speaker="Bell")])) == 1


def test_a_few_words_are_the_same_only_where_nothing_else_is_said():
    short = "It will not hold"
    assert len(once([said("one", short), said("two", short.upper())])) == 1
    assert len(once([said("one", short), said("two", "It will not hold for long, whatever the two of them say")])) == 2


def test_the_same_words_twice_in_one_document_are_no_reprint():
    (item,) = once([said("one"), replace(said("one"), id="casebook:again")])
    assert item.reprints == 0
    assert item.also == ("casebook:again",)


def test_taken_together_they_weigh_as_the_heaviest_and_not_more():
    for order in permutations([said("one"), replace(said("two"), weight=0.3), replace(said("three"), weight=0.2)]):
        assert [i.weight for i in once(order)] == [0.3]


@given(st.lists(st.sampled_from(["a b c d e f g h", "one two three", "a b c d e f g x", "", "…"]), max_size=12))
def test_every_item_is_told_once_and_none_is_lost(texts):
    items = [replace(said(str(n), t), id=str(n)) for n, t in enumerate(texts)]
    kept = once(items)
    assert sorted(name for i in kept for name in i.ids) == sorted(i.id for i in items)
    assert once(kept) == kept


def test_runs_of_three_words():
    assert shingles("A pact — signed, today!") == {"a pact signed", "pact signed today"}
    assert shingles("Two words") == {"two words"}
    assert shingles("…") == {""}


def test_a_second_copy_under_the_same_title_is_a_reprint_and_told_once():
    copies = [replace(said(n), documents=("“A title”, Courier, 2026-01-05",)) for n in ("one", "two", "three")]
    again = replace(copies[2], id="casebook:three:again")
    (item,) = once([*copies, again])
    assert item.reprints == 2
    assert len(item.also) == 3
    assert item.documents == ("“A title”, Courier, 2026-01-05",)
