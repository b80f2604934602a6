"""Bridges: which roll calls vote on one text, found by words, read from a file, and refused."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius.atlas.figures.bridges import (
    all_bridges,
    bridges,
    content_words,
    items_of,
    likeness,
    published_bridges,
    read_bridges,
)
from tertius.errors import ImpossibleQuestion


def resolutions(*rows: tuple[int, int, str]) -> pl.DataFrame:
    """Roll call, session, text; the text is title and description alike."""
    return pl.DataFrame(rows, schema=["rcid", "session", "title"], orient="row").with_columns(
        pl.col("title").alias("description")
    )


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_text_is_known_by_its_words_without_numbers_dates_and_formulae():
    one = content_words("Nuclear tests in the Pacific: resolution / adopted by the General Assembly")
    two = content_words("A/RES/50/70 Nuclear test in the Pacific of 12 December 1995")
    assert one == two == {"nuclear", "test", "pacific"}


def test_likeness_by_hand():
    one, other = frozenset({"a", "b", "c"}), frozenset({"b", "c", "d"})
    assert likeness(one, other) == 0.5
    assert likeness(one, one) == 1.0
    assert likeness(one, frozenset()) == 0.0


@given(*[st.frozensets(st.sampled_from("abcdefg"))] * 2)
def test_likeness_is_symmetric_and_a_share(one, other):
    assert likeness(one, other) == likeness(other, one)
    assert 0.0 <= likeness(one, other) <= 1.0


def test_a_text_that_returns_is_bridged_to_the_session_before():
    found = bridges(
        resolutions(
            (1, 74, "Torture and other cruel treatment"),
            (2, 75, "Torture and other cruel treatment"),
            (3, 75, "Law of the sea"),
            (4, 77, "Torture and other cruel treatment"),
            (5, 77, "Oceans and the law of the sea"),
        )
    )
    # Session 76 held no vote, so 77 follows 75; an ocean more is another text.
    assert found == [(1, 2), (2, 4)]


def test_of_two_alike_the_nearest_in_number_is_taken_and_each_only_once():
    found = bridges(resolutions((1, 74, "Arms race space"), (2, 74, "Arms race space"), (7, 75, "Arms race space")))
    assert found == [(2, 7)]


def test_a_single_word_makes_no_bridge():
    assert bridges(resolutions((1, 74, "Cyprus"), (2, 75, "Cyprus"))) == []


def test_the_published_list_has_955_pairs_in_order_of_time():
    pairs = published_bridges()
    assert len(pairs) == len(set(pairs)) == 955
    assert all(earlier < later for earlier, later in pairs)


def test_published_pairs_hold_to_session_74_and_titles_after_it(shipped):
    calls = shipped.final_rollcalls
    there = set(calls.rcid.tolist())
    listed = [(a, b) for a, b in published_bridges() if {a, b} <= there]
    item = dict(zip(calls.rcid.tolist(), calls.item.tolist(), strict=True))
    assert len(listed) > 900
    assert all(item[a] == item[b] for a, b in listed)
    session = dict(zip(calls.rcid.tolist(), calls.session.tolist(), strict=True))
    later = [r for r in there if session[r] > 74]
    repeats = [r for r in later if item[r] != r]
    assert len(repeats) / len(later) > 0.3
    assert all(session[item[r]] < session[r] for r in there if item[r] != r)


def test_pairs_of_votes_that_are_not_there_are_passed_over():
    (a, b), *_ = published_bridges()
    one = resolutions((a, 5, "Some text here"), (b, 6, "Some text here"))
    assert all_bridges(one) == [(a, b)]
    assert all_bridges(one.head(1)) == []


def test_a_chain_has_the_item_of_its_first():
    assert items_of([1, 2, 3, 4], [(1, 2), (2, 4)]) == {1: 1, 2: 1, 3: 3, 4: 1}
    assert items_of([3, 1], []) == {1: 1, 3: 3}


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([(1, 2), (2, 3), (3, 1)], "1 → 3 → 2 → 1"),
        ([(2, 2)], "2 → 2"),
        ([(1, 9)], r"found: \(1, 9\)"),
        ([(1, 3), (2, 3)], "3 repeats 1 and 2"),
    ],
    ids=["loop", "itself", "unknown", "two into one"],
)
def test_impossible_bridges_are_refused(pairs, said):
    with pytest.raises(ImpossibleQuestion, match=said) as refused:
        items_of([1, 2, 3], pairs)
    assert refused.value.hint


def test_a_file_of_bridges_is_read(tmp_path):
    path = written(tmp_path, "\ufeffearlier, later\n299,331\n\n392 , 423\n")
    assert read_bridges(path) == ((299, 331), (392, 423))
    assert read_bridges(written(tmp_path, "earlier,later\n")) == ()


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("", 1, "''"),
        ("later,earlier\n331,299\n", 1, "'later,earlier'"),
        ("299,331\n", 1, "'299,331'"),
        ("earlier,later\n299,331\n392\n", 3, "'392'"),
        ("earlier,later\n299,331,5\n", 2, "'299,331,5'"),
        ("earlier,later\n299,A/RES/4\n", 2, "'299,A/RES/4'"),
        ("earlier,later\n299,-331\n", 2, "'299,-331'"),
        ("earlier,later\n\n299,33.1\n", 3, "'299,33.1'"),
    ],
)
def test_a_malformed_file_is_refused_with_its_line(tmp_path, text, line, found):
    with pytest.raises(ImpossibleQuestion) as refused:
        read_bridges(written(tmp_path, text))
    assert refused.value.what.startswith(f"mine.csv, line {line}: ")
    assert refused.value.found == found
    assert "earlier,later" in refused.value.hint


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(ImpossibleQuestion, match="cannot be read"):
        read_bridges(tmp_path / "nowhere.csv")
    (tmp_path / "odd.csv").write_bytes(b"earlier,later\n\xff\xfe,3\n")
    with pytest.raises(ImpossibleQuestion, match="UTF-8"):
        read_bridges(tmp_path / "odd.csv")


def test_an_atlas_with_other_bridges_has_other_texts_and_the_same_votes(tiny_atlas):
    other = tiny_atlas.bridged([(0, 12), (12, 24)])
    assert other.rollcalls.item[[0, 12, 24, 36]].tolist() == [0, 0, 0, 36]
    assert (other.rollcalls.answers == tiny_atlas.rollcalls.answers).all()
    assert tiny_atlas.rollcalls.item[12] == 12
    with pytest.raises(ImpossibleQuestion, match=r"\(0, 5000\)"):
        _ = tiny_atlas.bridged([(0, 5000)]).rollcalls
