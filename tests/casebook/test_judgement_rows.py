"""Every cell of a judgement is checked: what is refused, with what was found and what to do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tertius.casebook.judgement_rows import read_row
from tertius.errors import ImpossibleQuestion, TertiusError, UnknownName

ROW = {
    "a": "USA",
    "b": "Russia",
    "c": 710,
    "about": "credibility",
    "value": "-1.5",
    "who": " Ada  Quill ",
    "why": "Two pledges of five were kept.",
    "made": "2024-05-01",
}
TO_COME = date.today() + timedelta(days=2)  # noqa: DTZ011 (the reader's own day)


@pytest.fixture(scope="module")
def event() -> str:
    """Some event of the chronicle of 1972."""
    from tertius.datasets.chronicle import load_chronicle

    return next(e.id for e in load_chronicle() if e.date.year == 1972)


def test_a_row_of_text_becomes_a_judgement():
    j = read_row(ROW)
    assert (j.a, j.b, j.c, j.about, j.value) == (2, 365, 710, "component:credibility", -1.5)
    assert (j.who, j.made, j.low, j.high, j.source, j.id) == ("Ada Quill", date(2024, 5, 1), None, None, "", "")


def test_a_true_minus_and_the_value_itself_are_numbers_too():
    assert read_row({**ROW, "value": "\u22121"}).value == -1
    assert read_row({**ROW, "value": -1, "low": -2, "high": 0.25, "made": date(2024, 5, 1)}).high == 0.25


def test_evidence_of_the_chronicle_brings_its_source(event):
    j = read_row({**ROW, "about": f"evidence:{event}", "value": ".7"})
    assert (j.kind, j.subject, j.value) == ("evidence", event, 0.7)
    assert j.source
    assert read_row({**ROW, "about": f"evidence:{event}", "value": 3, "source": "mine"}).source == "mine"


def test_a_state_is_called_as_on_the_day_of_the_judgement():
    assert read_row({**ROW, "b": "Germany", "made": "1985-01-01"}).b == 260
    assert read_row({**ROW, "b": "Germany"}).b == 255


@pytest.mark.parametrize(
    ("change", "what", "found"),
    [
        ({"who": " "}, "says who", "nothing"),
        ({"why": ""}, "says why", "nothing"),
        ({"made": ""}, "has a day", "nothing"),
        ({"made": "next week"}, "YYYY-MM-DD", "'next week'"),
        ({"made": "2024-02-30"}, "YYYY-MM-DD", "'2024-02-30'"),
        ({"made": TO_COME.isoformat()}, "made today or was before", "20"),
        ({"value": "2.5"}, "-2 to 2 in steps", "2.5"),
        ({"value": "0.3"}, "-2 to 2 in steps", "0.3"),
        ({"value": ""}, "-2 to 2 in steps", "nothing"),
        ({"value": "much"}, "value is a number", "'much'"),
        ({"value": "nan"}, "value is a number", "'nan'"),
        ({"value": "inf"}, "value is a number", "'inf'"),
        ({"value": True}, "value is a number", "True"),
        ({"low": "-2"}, "two ends", "low only"),
        ({"low": "-1", "high": "0"}, "rise, within -2 to 2", "-1, -1.5, 0"),
        ({"low": "-3", "high": "0"}, "rise, within -2 to 2", "-3, -1.5, 0"),
        ({"about": ""}, "a component or an item of evidence", "''"),
        ({"about": "rumour:x"}, "a component or an item of evidence", "'rumour:x'"),
        ({"about": "evidence:"}, "a component or an item of evidence", "'evidence:'"),
        ({"c": "RUS"}, "the same state twice", "USA RUS RUS"),
        ({"c": ""}, "three states", "USA Russia"),
        ({"a": "", "b": "", "c": None}, "three states", "nothing"),
    ],
)
def test_what_cannot_stand_is_refused(change, what, found):
    with pytest.raises(ImpossibleQuestion) as refused:
        read_row({**ROW, **change})
    assert what in refused.value.what
    assert found in refused.value.found
    assert refused.value.hint


@pytest.mark.parametrize("value", ["0", "-1", "0.049", "20.1"])
def test_a_likelihood_ratio_off_its_scale_is_refused(event, value):
    with pytest.raises(ImpossibleQuestion, match=r"from \.05 to 20"):
        read_row({**ROW, "about": f"evidence:{event}", "value": value})


def test_an_unknown_component_is_answered_with_the_nearest():
    with pytest.raises(UnknownName, match="'exit_cost'"):
        read_row({**ROW, "about": "exit-cost"})


def test_an_unknown_event_is_answered_with_the_nearest(event):
    with pytest.raises(UnknownName, match=event):
        read_row({**ROW, "about": f"evidence:{event[:-2]}", "value": 1})


def test_nobody_judges_an_event_before_it_happens(event):
    with pytest.raises(ImpossibleQuestion, match="once it has happened"):
        read_row({**ROW, "about": f"evidence:{event}", "value": 1, "made": "1971-12-31"})


def test_an_unknown_state_is_answered_with_the_nearest():
    with pytest.raises(UnknownName, match="'Russia'"):
        read_row({**ROW, "b": "Rusia"})


def test_an_unknown_column_is_refused():
    with pytest.raises(UnknownName, match="'value'"):
        read_row({**ROW, "valeu": 1})


@pytest.mark.parametrize("missing", ["about", "value", "who", "made", "why", "a"])
def test_every_column_but_three_is_needed(missing):
    with pytest.raises(TertiusError):
        read_row({k: v for k, v in ROW.items() if k != missing})


def test_an_item_may_be_named_as_json_shows_it():
    event = "1972-02-21-nixon-in-china"
    plain, shown = (
        read_row({**ROW, "about": f"evidence:{name}", "value": 2}) for name in (event, f"chronicle:{event}")
    )
    assert shown == plain
    assert plain.about == f"evidence:{event}"
    item = read_row({**ROW, "about": "evidence:casebook:0123abcd:s1", "value": 2})
    assert item.about == "evidence:0123abcd:s1"
