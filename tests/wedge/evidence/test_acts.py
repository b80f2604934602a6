"""Acts as evidence: the table of which act speaks for A and which against, row by row."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from tertius.datasets.chronicle import CATEGORIES, Event, load_chronicle
from tertius.datasets.chronicle_reach import over
from tertius.states import find
from tertius.wedge.evidence.acts import APART, CLOSER, SEVERITY, acts, bearing, undone_acts
from tertius.wedge.evidence.item import HALF_LIFE_APART, HALF_LIFE_CLOSER, recency

TRIAD = tuple(find(s) for s in ("USA", "RUS", "CHN"))
A, B, C = "USA", "RUS", "CHN"


def act(category="CONSULT", source=(B,), target=(C,), day="2020-06-01", precision="day", certainty="certain"):
    whole = {4: f"{day}-01-01", 7: f"{day}-01"}.get(len(day), day)
    return Event(
        *(f"{day}-made-up", date.fromisoformat(whole), precision, tuple(source), tuple(target), category),
        *("Something happens.", "Something", "A made-up record", certainty),
    )


def test_every_category_brings_closer_or_drives_apart_but_request():
    assert CLOSER | APART | {"REQUEST"} == set(CATEGORIES)
    assert not CLOSER & APART
    assert set(SEVERITY) == CLOSER | APART
    assert all(0 < s < 1 for s in SEVERITY.values())


@pytest.mark.parametrize(
    ("category", "source", "target", "speaks", "pair"),
    [
        ("AGREE", [B], [C], False, "B-C"),
        ("AID", [C], [B], False, "B-C"),
        ("YIELD", [C], [B], False, "B-C"),
        ("SANCTION", [C], [B], True, "B-C"),
        ("ASSAULT", [B], [C], True, "B-C"),
        ("CONSULT", [A], [B], True, "A-B"),
        ("YIELD", [A], [B, "UKR"], True, "A-B"),
        ("SANCTION", [A], [B], False, "A-B"),
        ("REJECT", [B], [A, "UKR"], False, "A-B"),
        # both at once
        ("SANCTION", [A], [B, C], False, "A-BC"),
        ("ACCUSE", [A], [C, B, "IRN"], False, "A-BC"),
        # one of the three beside others on one side only
        ("SANCTION", [A, "GBR", "JPN"], [B], False, "A-B"),
        ("SANCTION", [A], [B, "IRN", "PRK"], False, "A-B"),
        # side by side, whatever it does to a fourth
        ("MOBILIZE", [B, C], ["JPN"], False, "B-C"),
        ("AGREE", [B, C, "IND"], ["IRN"], False, "B-C"),
        ("AGREE", [A, B], ["IRN"], True, "A-B"),
        # B and C together against A hold B twice over
        ("REJECT", [B, C], [A], False, "B-C"),
        # A and B together against C
        ("SANCTION", [A, B], [C], True, "B-C"),
    ],
)
def test_what_an_act_says(category, source, target, speaks, pair):
    found = bearing(category, source, target, TRIAD)
    assert (found.for_, found.pair) == (speaks, pair)


@pytest.mark.parametrize(
    ("category", "source", "target"),
    [
        ("REQUEST", [B], [C]),  # to ask is friendly or a demand
        ("SANCTION", [A], [C]),  # A and C alone
        ("AGREE", [A], [C]),
        ("AGREE", [A], [B, C]),  # friendly to both: not selective
        ("CONSULT", [B], [A, C]),  # for by one tie, against by the other
        ("SANCTION", [A, C], [B]),
        ("AGREE", [A, B, C], ["IRN"]),
        ("AGREE", [B], ["IND"]),
        ("ASSAULT", ["IND"], ["PAK"]),
        ("NONSENSE", [B], [C]),
        ("REJECT", [B, "FRA"], [C, "DEU"]),  # of its matter, not of the two
        ("SANCTION", [A], [B, "JPN", "KOR", "IND", "VNM"]),  # of all partners
    ],
)
def test_what_says_neither(category, source, target):
    assert bearing(category, source, target, TRIAD) is None


@pytest.mark.parametrize("category", sorted(SEVERITY))
def test_of_two_states_the_order_says_nothing(category):
    for one, other in ((A, B), (B, C), (A, C)):
        assert bearing(category, [one], [other], TRIAD) == bearing(category, [other], [one], TRIAD)


@pytest.mark.parametrize("category", sorted(SEVERITY))
def test_what_parts_b_from_c_binds_a_to_b_by_the_same_rule(category):
    """A hostile act speaks for A between B and C and against between A and B; a friendly one the other way."""
    assert bearing(category, [B], [C], TRIAD).for_ is (category in APART)
    assert bearing(category, [A], [B], TRIAD).for_ is (category in CLOSER)


def test_both_reasons_are_told_where_two_ties_agree():
    why = bearing("REJECT", [B, C], [A], TRIAD).why
    assert "Russia and China act side by side" in why
    assert "the United States and Russia at odds" in why


def test_conflict_is_remembered_longer_than_cooperation():
    then, now = date(2010, 1, 1), date(2018, 1, 1)
    assert recency(then, now, HALF_LIFE_APART) == pytest.approx(0.5, abs=0.001)
    assert recency(then, now, HALF_LIFE_CLOSER) == pytest.approx(0.25, abs=0.001)
    assert recency(now, now, HALF_LIFE_CLOSER) == 1
    apart, closer = (next(acts(TRIAD, now, events=[act(c, day="2010-01-01")])) for c in ("SANCTION", "COOPERATE"))
    assert SEVERITY["SANCTION"] == SEVERITY["COOPERATE"]
    assert apart.weight == pytest.approx(2 * closer.weight, rel=0.001)


def test_an_act_is_evidence_from_the_day_it_was_known():
    told = [act(day="2020-06-01"), act(day="2020-06", precision="month"), act(day="2020", precision="year")]
    known = [
        [i.date for i in acts(TRIAD, date(*day), events=told)] for day in ((2020, 5, 31), (2020, 6, 1), (2020, 6, 30))
    ]
    assert known == [[], ["2020-06-01"], ["2020-06-01", "2020-06"]]


def test_a_disputed_act_counts_half():
    sure, disputed = (next(acts(TRIAD, date(2021, 1, 1), events=[act(certainty=c)])) for c in ("certain", "disputed"))
    assert disputed.weight == pytest.approx(sure.weight / 2)


def test_what_people_judged_is_taken_whatever_the_table_says():
    told = [act("SANCTION", [A], [C])]
    assert list(acts(TRIAD, date(2021, 1, 1), events=told)) == []
    (item,) = acts(TRIAD, date(2021, 1, 1), events=told, judged={"chronicle:2020-06-01-made-up"})
    assert (item.for_, item.weight, item.pair) == (None, 0, "A-C")


def test_every_line_of_the_chronicle_has_the_direction_that_the_table_read_aloud_gives():
    """The rule once more, as a list of sentences instead of code over ties."""
    day = date(2026, 11, 22)
    items = {name: i for i in acts(TRIAD, day) for name in i.ids}
    gone = {e.id for e in load_chronicle() if over(e, day)}
    for e in load_chronicle():
        by, to, apart = set(e.source) & {A, B, C}, set(e.target) & {A, B, C}, e.category in APART
        says = set()
        cast = [{"yes": 1, "abstain": 0, "no": -1}.get(dict(e.votes).get(s)) for s in (A, B, C)]
        if e.id in gone or (not e.votes and (e.category == "REQUEST" or len(e.target) > 4)):
            pass
        elif e.votes:
            if None not in cast and (nearer := abs(cast[1] - cast[2]) - abs(cast[0] - cast[1])):
                says = {nearer > 0}
        elif by == {A} and to == {B, C}:
            says = {False} if apart else set()
        else:
            for one, other, third, if_closer in ((B, C, A, False), (A, B, C, True)):
                if any(x in by and y in to for x, y in ((one, other), (other, one))):
                    says.add(if_closer is not apart)
                elif {one, other} <= by and third not in by:
                    says.add(if_closer)
        item = items.get(f"chronicle:{e.id}")
        assert (item.for_ if item else None) == (says.pop() if len(says) == 1 else None), e.id
    assert len(items) > 100


def test_every_weight_lies_between_0_and_1_for_any_three():
    for names, day in product((("IND", "EGY", "RUS"), ("CHN", "RUS", "USA")), (date(1950, 1, 1), date(2026, 11, 22))):
        for item in acts(tuple(find(n) for n in names), day):
            assert 0 <= item.weight <= 1
            assert item.source
            assert item.days[1] <= day


VETOES = {e.id for e in load_chronicle() if e.category == "REJECT" and {"RUS", "CHN"} <= set(e.source)}


def test_a_veto_of_russia_and_china_is_evidence_where_it_is_of_the_pair_asked():
    """On Syria, of drafts of Germany and others: nothing of China and Germany; of an American draft: of the three."""
    day = date(2026, 11, 22)

    def taken(*names):
        found = acts(tuple(find(n) for n in names), day)
        return {i.id.removeprefix("chronicle:"): i.for_ for i in found if i.id.removeprefix("chronicle:") in VETOES}

    assert len(VETOES) > 10
    assert taken("CHN", "DEU", "USA") == {}
    assert taken("RUS", "FRA", "GBR") == {}
    assert taken("USA", "RUS", "CHN")["2023-10-25-gaza-veto"] is False
    assert set(taken("USA", "RUS", "CHN")) >= {"2024-03-22-gaza-veto-ii", "2026-04-07-hormuz-veto"}


def test_an_act_that_a_later_one_undid_speaks_until_then():
    extended = "chronicle:2021-02-03-new-start-extended"
    before, after = ({i.id: i for i in acts(TRIAD, date(2023, 2, d))} for d in (20, 21))
    assert before[extended].for_ is True
    assert extended not in after
    (asked,) = (i for i in acts(TRIAD, date(2023, 2, 21), judged={extended}) if i.id == extended)
    assert (asked.for_, asked.weight, asked.why) == (None, 0, "undone 21 Feb 2023")
    assert extended.removeprefix("chronicle:") in {e.id for e in undone_acts(TRIAD, date(2023, 2, 21))}
    assert undone_acts(TRIAD, date(1952, 1, 1)) == ()


def test_an_act_with_a_term_of_its_own_speaks_to_its_last_day():
    licence = "chronicle:2026-05-18-oil-licence-renewed"
    told = [licence in {i.id for i in acts(TRIAD, date(2026, 6, d))} for d in (17, 18)]
    assert told == [True, False]
