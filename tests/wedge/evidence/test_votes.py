"""Votes as evidence: who stood nearer to whom, how much that weighs, and one matter of one day told once."""

from __future__ import annotations

from datetime import date

import pytest

from tertius.datasets.chronicle import Event, load_chronicle
from tertius.datasets.chronicle_tables import load_votes
from tertius.states import find
from tertius.wedge.evidence.acts import SEVERITY, acts
from tertius.wedge.evidence.evidence import evidence_for
from tertius.wedge.evidence.item import SIDE_BY_SIDE
from tertius.wedge.evidence.votes import vote_sides

TRIAD = tuple(find(s) for s in ("USA", "RUS", "CHN"))
DAY = date(2026, 11, 22)


def vote(usa, rus, chn, *, name="one", target=("UKR",), day="2025-02-24"):
    cast = tuple((s, v) for s, v in (("USA", usa), ("RUS", rus), ("CHN", chn)) if v)
    return Event(
        *(f"{day}-{name}", date.fromisoformat(day), "day", ("UN",), target, "REQUEST"),
        *("The General Assembly asks for something.", "Something", f"A made-up text {name}", "certain", "page"),
        votes=cast,
    )


@pytest.mark.parametrize(
    ("cast", "steps"),
    [
        (("no", "no", "abstain"), 1),  # with A, C a step off
        (("yes", "yes", "no"), 2),  # with A against C
        (("yes", "no", "no"), -2),  # with C against A
        (("yes", "abstain", "abstain"), -1),
        (("yes", "no", "abstain"), -1),  # against both, C a step nearer
        (("yes", "no", "yes"), 0),  # as far from both
        (("abstain", "no", "abstain"), 0),
        (("yes", "yes", "yes"), 0),
        (("yes", "no", None), 0),  # a vote that is not known is none
    ],
)
def test_b_stands_nearer_to_a_or_to_c_by_steps(cast, steps):
    assert vote_sides(vote(*cast), TRIAD) == steps
    found = list(acts(TRIAD, date(2025, 2, 24), events=[vote(*cast)]))
    assert [i.for_ for i in found] == ([] if steps == 0 else [steps > 0])
    assert [i.weight for i in found] == ([] if steps == 0 else [SIDE_BY_SIDE * abs(steps) / 2])


def test_a_vote_weighs_no_more_than_words_side_by_side():
    assert SIDE_BY_SIDE == SEVERITY["AGREE"] == 0.4


def test_it_says_how_the_three_voted_in_plain_words():
    (item,) = acts(TRIAD, DAY, events=[vote("no", "no", "abstain")])
    assert item.text.startswith("The United States and Russia vote against, China abstains: the General Assembly asks")
    assert item.why == "in this vote Russia stands nearer to the United States than to China"
    assert item.source == "A made-up text one"
    (other,) = acts(TRIAD, DAY, events=[vote("yes", "abstain", "abstain")])
    assert other.text.startswith("The United States votes for it, Russia and China abstain: ")


def test_several_texts_of_one_day_on_one_matter_are_one_item():
    one, two = vote("no", "no", "abstain"), vote("yes", "yes", "no", name="two")
    (item,) = acts(TRIAD, DAY, events=[one, two])
    assert item.ids == ("chronicle:2025-02-24-two", "chronicle:2025-02-24-one")
    assert item.documents == ("A made-up text two", "A made-up text one")
    (lone,) = acts(TRIAD, DAY, events=[two])
    assert item.weight == lone.weight


def test_another_matter_another_day_and_the_other_direction_are_told_apart():
    first = vote("no", "no", "abstain")
    for other in (
        vote("no", "no", "abstain", name="two", target=("ISR",)),
        vote("no", "no", "abstain", name="two", day="2025-02-25"),
        vote("yes", "no", "no", name="two"),
    ):
        assert len(list(acts(TRIAD, DAY, events=[first, other]))) == 2


def test_the_vote_of_24_february_2025_is_among_what_speaks_for_and_once():
    found = evidence_for(TRIAD, DAY)
    (item,) = (i for i in found.supporting if i.date == "2025-02-24")
    assert item.id == "chronicle:2025-02-24-just-peace-vote"
    assert item.source == "A/RES/ES-11/7"
    assert not any(i.date == "2025-02-24" for i in found.opposing)


def test_votes_in_which_b_stands_with_c_speak_against():
    against = {i.id for i in evidence_for(TRIAD, DAY).opposing}
    assert {"chronicle:2022-04-07-rights-council", "chronicle:2025-12-03-children-vote"} <= against


def test_the_lines_vote_as_the_table_of_votes_does():
    lines = {e.document: dict(e.votes) for e in load_chronicle() if e.votes}
    checked = 0
    for v in load_votes():
        if v.resolution in lines:
            assert lines[v.resolution] == {
                s: said for s, said in (("USA", v.usa), ("RUS", v.rus), ("CHN", v.chn)) if said
            }
            checked += 1
    assert checked >= 10


def test_only_lines_of_the_united_nations_carry_votes():
    for e in load_chronicle():
        if e.votes:
            assert "UN" in e.source, e.id
            assert {v for _, v in e.votes} <= {"yes", "no", "abstain"}, e.id
