"""Items as rows: there and back without loss, and told apart across readings."""

from __future__ import annotations

from dataclasses import replace

from tertius.casebook.items import digest, labels, listed, packed, pair_key, unpacked, which


def test_every_kind_comes_back_as_it_was(made_up):
    for kind, item in listed(made_up(n=2)):
        assert unpacked(kind, packed(item)) == item


def test_what_is_packed_is_plain_characters(made_up):
    person = replace(made_up().people[0], name="\0 \udc80 \u202e é")
    assert packed(person).isascii()
    assert unpacked("people", packed(person)) == person


def test_items_are_called_by_letter_and_number(made_up):
    assert list(labels(made_up(n=2))) == ["p1", "s1", "s2", "f1", "f2", "n1", "e1"]


def test_two_items_on_one_span_are_told_apart(made_up):
    found = made_up()
    twice = replace(found, forecasts=found.forecasts * 2)
    assert [key for key, kind, _ in which(twice) if kind == "forecasts"] == ["20:65", "20:65#2"]


def test_the_hash_moves_with_reader_items_and_parts_only(made_up):
    one = made_up()
    assert digest(one) == digest(made_up())
    assert digest(one) != digest(made_up(reader="rules 2"))
    assert digest(one) != digest(replace(one, events=()))
    assert digest(one) != digest(replace(one, document=replace(one.document, blocks=())))


def test_a_pair_has_one_key_in_both_orders():
    assert pair_key(("RUS", "CHN")) == pair_key(("CHN", "RUS")) == "CHN-RUS"
    assert pair_key(None) is None
