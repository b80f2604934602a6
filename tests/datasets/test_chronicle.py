"""The chronicle: every line holds to its rules, and the selection takes what it says it takes."""

from __future__ import annotations

import json
import re
from calendar import month_name
from collections import Counter
from dataclasses import FrozenInstanceError
from datetime import date
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from tertius.datasets.chronicle import CATEGORIES, GROUPS, chronicle, covers, load_chronicle, undone
from tertius.datasets.chronicle_marks import marks
from tertius.datasets.chronicle_tables import load_votes
from tertius.errors import ImpossibleQuestion, UnknownName
from tertius.states import all_states

EVENTS = load_chronicle()
LATE = date(2026, 11, 22)


def test_there_are_at_least_250_events():
    assert len(EVENTS) >= 250


def test_every_date_is_of_1949_to_the_day_of_writing():
    assert all(date(1949, 1, 1) <= e.date and e.known <= LATE for e in EVENTS)
    assert {e.precision for e in EVENTS} <= {"day", "month", "year"}


def test_events_stand_in_order_of_time():
    assert [(e.when, e.id) for e in EVENTS] == sorted((e.when, e.id) for e in EVENTS)
    assert [e.date for e in EVENTS] == sorted(e.date for e in EVENTS)


def test_every_actor_is_a_state_or_a_named_group():
    known = {s.iso3 for s in all_states()} | set(GROUPS)
    assert {a for e in EVENTS for a in e.actors} <= known
    assert all(not set(e.source) & set(e.target) for e in EVENTS)
    assert all(len(e.actors) == len(e.source) + len(e.target) for e in EVENTS)


def test_every_state_of_an_event_existed_in_its_year():
    states = {s.iso3: s for s in all_states()}
    gone = {
        (e.id, a) for e in EVENTS for a in e.actors if a in states and not states[a].existed(min(e.date.year, 2024))
    }
    # Japan signed its peace before it was sovereign again on 28 April 1952.
    assert gone == {("1951-09-08-us-japan-treaty", "JPN")}


def test_every_category_is_one_of_plover():
    assert {e.category for e in EVENTS} <= set(CATEGORIES)
    assert len(CATEGORIES) == len(set(CATEGORIES)) == 16


def test_every_line_has_one_document_and_one_sentence():
    for e in EVENTS:
        assert e.document.strip() == e.document != "", e.id
        assert "|" not in e.document, e.id
        assert e.text[0].isupper(), e.id
        assert e.text[-1] == ".", e.id
        assert not re.search(r"[“”\"]|https?:", e.text + e.document), e.id
        assert 1 <= len(e.label.split()) <= 3, e.id
        assert len(e.text) <= 180, e.id


def test_only_what_is_certain_stands_there():
    assert all(e.certainty == {"day": "certain", "month": "month certain"}[e.precision] for e in EVENTS)


def test_a_day_named_in_a_document_is_the_day_of_the_event_or_near_it():
    """A full date in the document is within ten days of the event, unless the document is a later one that says so."""
    months = list(month_name)[1:]
    pattern = re.compile(rf"(\d{{1,2}}) ({'|'.join(months)}) (\d{{4}})")
    far = set()
    for e in EVENTS:
        named = [date(int(y), months.index(m) + 1, int(d)) for d, m, y in pattern.findall(e.document)]
        if named and e.precision == "day" and min(abs((n - e.date).days) for n in named) > 10:
            far.add(e.id)
    assert far == {
        "1949-12-16-mao-in-moscow",  # the communiqué that ended two months of talks
        "1955-08-01-ambassadors-talks",
        "1957-10-15-atomic-accord",  # secret until China published it in 1963
        "1959-06-20-atomic-accord-ended",
        "1959-09-15-khrushchev-in-us",
        "1960-05-01-u-2",
        "1969-10-20-border-talks-resume",
        "1983-09-01-flight-007",
        "1989-02-15-afghanistan-left",
        "2007-01-11-satellite-destroyed",
        "2015-10-27-subi-reef-patrol",
    }


def test_no_event_stands_twice():
    assert len({e.id for e in EVENTS}) == len(EVENTS)
    assert max(Counter((e.date, e.source, e.target, e.category) for e in EVENTS).values()) == 1


@pytest.mark.parametrize(
    ("day", "who", "category"),
    [
        ("1950-02-14", {"RUS", "CHN"}, "AGREE"),
        ("1971-10-25", {"UN", "CHN", "TWN"}, "SUPPORT"),
        ("1987-12-08", {"USA", "RUS"}, "AGREE"),
        ("2001-07-16", {"RUS", "CHN"}, "AGREE"),
        ("2022-02-24", {"RUS", "UKR"}, "ASSAULT"),
        ("2025-08-15", {"USA", "RUS"}, "CONSULT"),
    ],
)
def test_days_everyone_knows_are_there(day, who, category):
    assert [e for e in EVENTS if e.when == day and e.actors == who and e.category == category]


def test_the_line_of_a_vote_says_what_the_table_of_votes_says():
    on_the_day = Counter(v.date for v in load_votes())
    checked = 0
    for v in load_votes():
        lines = [e for e in EVENTS if e.date == v.date and "UN" in e.source and f"{v.yes} to {v.no}" in e.text]
        if v.resolution in {"A/RES/77/229", "A/RES/2758(XXVI)"}:
            continue
        assert len(lines) == 1, v.resolution
        assert f"with {v.abstain} abstaining" in lines[0].text
        checked += 1
    assert checked == 12
    assert on_the_day[date(2025, 2, 24)] == 2


def test_two_states_are_in_every_event_of_their_pair():
    found = chronicle(("Russia", "CHN"), as_of=LATE)
    assert found.asked == ("RUS", "CHN")
    assert list(found.events) == [e for e in EVENTS if {"RUS", "CHN"} <= e.actors]
    assert len(found.events) > 60


def test_of_three_states_two_are_enough():
    found = chronicle(("USA", "RUS", "CHN"), as_of=LATE)
    assert list(found.events) == [e for e in EVENTS if len(e.actors & {"USA", "RUS", "CHN"}) >= 2]


def test_one_actor_is_in_every_event_and_a_group_is_an_actor():
    assert all("IND" in e.actors for e in chronicle(("India",), as_of=LATE).events)
    assert chronicle(("EU",), as_of=LATE).events == chronicle(("eur-union",), as_of=LATE).events != ()


def test_years_and_category_bound_the_selection():
    found = chronicle(since=1989, until=1991, category="agree", as_of=LATE)
    assert {e.date.year for e in found.events} == {1990, 1991}
    assert {e.category for e in found.events} == {"AGREE"}
    assert (found.votes, found.trade) == ((), ())


def test_an_event_is_known_on_its_day_and_not_before():
    before = chronicle(as_of=date(2022, 2, 3))
    after = chronicle(as_of=date(2022, 2, 4))
    assert [e.label for e in after.events[len(before.events) :]] == ["No limits"]


def test_a_month_is_known_on_its_last_day():
    labels = [e.label for e in chronicle(since=1972, as_of=date(1972, 2, 28)).events]
    assert "Nixon in China" in labels
    assert "Shanghai Communiqué" not in labels
    assert "Shanghai Communiqué" in [e.label for e in chronicle(since=1972, as_of=date(1972, 2, 29)).events]


def test_votes_and_trade_follow_the_states_the_years_and_the_day():
    found = chronicle(("RUS", "CHN"), since=2024, as_of=date(2025, 1, 29))
    assert (found.votes, found.trade) == ((), ())
    found = chronicle(("RUS", "CHN"), since=2024, as_of=date(2025, 3, 1))
    assert {v.resolution for v in found.votes} == {"A/RES/ES-11/7", "A/RES/ES-11/8"}
    assert {(t.a, t.b, t.year) for t in found.trade} == {("CHN", "RUS", 2024)}
    assert len(found.trade) == 2
    assert chronicle(("IND", "JPN"), as_of=LATE).votes == ()


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"pair": ("RUS", "Atlantis")}, UnknownName),
        ({"pair": ("RUS", "Russia")}, ImpossibleQuestion),
        ({"category": "AGREEE"}, UnknownName),
        ({"since": 2000, "until": 1999}, ImpossibleQuestion),
        ({"as_of": date(9999, 1, 1)}, ImpossibleQuestion),
    ],
)
def test_what_cannot_be_asked_is_refused(asked, error):
    with pytest.raises(error):
        chronicle(**asked)


def test_the_result_is_frozen_tabulates_and_owns_up():
    found = chronicle(("USA", "CHN"), as_of=LATE)
    with pytest.raises(FrozenInstanceError):
        found.events = ()
    frame = found.to_frame()
    assert frame.height == len(found.events)
    assert frame.schema["date"] == pl.Date
    assert frame.null_count().sum_horizontal().sum() == 0
    record = found.to_dict()
    assert json.loads(json.dumps(record, allow_nan=False)) == record
    assert found.provenance.snapshots[0].source.id == "tertius_chronicle"
    assert all(c.endswith(".") for c in found.caveats)


def test_it_explains_itself_even_when_it_is_empty():
    found = chronicle(("USA", "RUS"), since=2025, as_of=LATE)
    assert found.explain().startswith(f"{len(found.events)} events of the United States and Russia from 2025-")
    empty = chronicle(("USA", "RUS"), since=1949, until=1949, as_of=LATE)
    assert empty.explain().startswith("The chronicle holds 0 events")
    assert empty.to_frame().height == 0


def test_marks_lie_apart_in_order_and_between_the_two():
    found = marks(("RUS", "CHN"), 1950, 2025)
    assert 4 <= len(found) <= 8
    assert [e.date for e in found] == sorted(e.date for e in found)
    gaps = [(b.date - a.date).days for a, b in pairwise(found)]
    assert min(gaps) >= 365.25 * 76 / 16 - 1
    for e in found:
        assert ("RUS" in e.source and "CHN" in e.target) or ("CHN" in e.source and "RUS" in e.target)
    assert "1969-03-02-zhenbao-clash" in {e.id for e in found}


@pytest.mark.parametrize(
    ("pair", "labels"),
    [
        (("RUS", "CHN"), {"No limits"}),
        (("USA", "RUS"), {"Crimea veto", "Invasion veto"}),
        (("USA", "CHN"), {"Balloon"}),
    ],
)
def test_the_loudest_of_the_last_five_years_is_marked(pair, labels):
    found = marks(pair, 1946, 2026, as_of=LATE)
    assert labels <= {e.label for e in found}
    assert len(found) <= 8
    assert found[-1].date.year >= 2021


def test_no_mark_is_later_than_the_day_asked_about():
    found = marks(("RUS", "CHN"), 1946, 2022, as_of=date(2022, 2, 3))
    assert "No limits" not in {e.label for e in found}
    assert found[-1].date >= date(2017, 2, 3)


def test_marks_keep_to_their_room_and_refuse_what_is_no_pair():
    assert marks(("RUS", "CHN"), 1950, 2025, at_most=0) == ()
    assert len(marks(("USA", "CHN"), 1971, 1980, at_most=3)) == 3
    assert marks(("USA", "CHN"), 1961, 1961) == ()
    for pair, at_most in ((("RUS",), 8), (("USA", "RUS", "CHN"), 8), (("USA", "RUS"), -1)):
        with pytest.raises(ImpossibleQuestion):
            marks(pair, 1950, 2025, at_most)


def test_the_methods_page_counts_as_the_table_does():
    page = (Path(__file__).parents[2] / "docs/methods/chronicle.md").read_text(encoding="utf-8")
    assert f"{len(EVENTS)} events" in page
    missing = sorted(set(range(1949, 2027)) - {e.date.year for e in EVENTS})
    assert missing == [1976, 1977]
    assert "1976 and 1977 have no line" in page


def test_it_is_of_two_states_from_ten_lines_that_name_both():
    def lines(one: str, other: str) -> int:
        return sum(one in e.actors and other in e.actors for e in EVENTS)

    assert covers("USA", "RUS")
    assert covers("CHN", "RUS")
    assert not covers("TUR", "RUS")
    for pair in (("USA", "JPN"), ("USA", "TUR"), ("CHN", "IND"), ("RUS", "UKR"), ("USA", "PRK")):
        assert covers(*pair) == covers(*pair[::-1]) == (lines(*pair) >= 10)


ELSEWHERE = {"1952-04-28-treaty-of-taipei", "1954-12-02-us-taiwan-treaty"}
"""Treaties with Taipei that recognising Beijing ended: the later line names Beijing."""


def test_what_undid_an_act_is_a_later_line_of_the_same_actors():
    by_id = {e.id: e for e in EVENTS}
    gone = [e for e in EVENTS if e.undone_by]
    assert len(gone) >= 30
    for e in gone:
        later = by_id[e.undone_by]
        assert e.known < later.known, e.id
        assert len(e.actors & later.actors) >= (1 if e.id in ELSEWHERE else 2), e.id
    assert {e.id for e in gone if len(e.actors & by_id[e.undone_by].actors) < 2} == ELSEWHERE


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("1987-12-08-inf-treaty", "2019-08-02-inf-ended"),
        ("1980-01-04-grain-embargo", "1981-04-24-grain-embargo-lifted"),
        ("2010-04-08-new-start", "2023-02-21-new-start-suspended"),
        ("2021-02-03-new-start-extended", "2023-02-21-new-start-suspended"),
        ("2025-08-06-oil-tariff", "2026-02-06-oil-tariff-ended"),
        ("2009-09-17-missile-sites-dropped", "2024-11-13-polish-missile-base"),
        ("1950-02-14-sino-soviet-alliance", "1979-04-03-alliance-to-lapse"),
    ],
)
def test_treaties_that_ended_and_sanctions_that_were_lifted_say_so(first, later):
    assert next(e for e in EVENTS if e.id == first).undone_by == later


def test_force_is_not_undone_by_its_end_and_a_term_ends_after_the_act():
    assert not any(e.undone_by for e in EVENTS if e.category == "ASSAULT")
    assert all(date.fromisoformat(e.until) > e.date for e in EVENTS if e.until)
    assert sum(bool(e.until) for e in EVENTS) >= 5


def test_an_act_is_undone_from_the_day_on_which_that_was_known():
    def inf(day):
        found = chronicle(("USA", "RUS"), since=1987, until=1987, as_of=day).events
        return next(e for e in found if e.id == "1987-12-08-inf-treaty")

    before, after = (inf(date(2019, 8, d)) for d in (1, 2))
    assert (before.undone_by, after.undone_by) == ("", "2019-08-02-inf-ended")
    assert undone(before, date(2019, 8, 2)) is None
    assert undone(after, date(2019, 8, 2)).when == "2019-08-02"
    assert undone(after, date(2019, 8, 1)) is None
    assert (before.to_dict()["undone_by"], after.to_dict()["undone_by"]) == (None, "2019-08-02-inf-ended")
