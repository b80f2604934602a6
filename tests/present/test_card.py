"""The notebook card: order, escape, no style sheet."""

from __future__ import annotations

from tertius.present.card import card


def test_a_card_says_finding_then_doubt_then_origin() -> None:
    made = card("Ties", "Closer by 0.16.\n\nSince 2014.", ("Votes end in 2023.",), "UN, votes 2024 (CC0)")
    places = [made.index(part) for part in ("Ties", "Closer", "Since 2014", "Votes end", "UN, votes")]
    assert places == sorted(places)
    assert made.count("<p ") == 2


def test_hostile_text_stays_text() -> None:
    hostile = "</article><script>alert(1)</script>"
    made = card(hostile, hostile, (hostile,), hostile)
    assert "<script" not in made
    assert made.count("</article>") == 1


def test_what_is_empty_leaves_no_element() -> None:
    made = card("Ties", "Closer.", (), "")
    assert "<ul" not in made
    assert "<footer" not in made


def test_a_card_sets_no_colour_and_brings_no_sheet() -> None:
    made = card("Ties", "Closer.", ("x",), "y")
    assert "<style" not in made
    assert "color" not in made
    assert "#" not in made
