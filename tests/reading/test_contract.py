"""Plain values of a reading: hostile text survives, and no number is made up for what is missing."""

from __future__ import annotations

import json

from tertius.reading.contract import FIELDS, record_of
from tertius.reading.document import Block, Document, Part, document_id
from tertius.reading.record import Event, Figure, Forecast, Person, Reading, Statement

TEXT = "A\udc80B\0C \u202e said"
D = Document(document_id(TEXT), TEXT, "a.txt", "T\udc80", None, None, None, "en", (Block(0, len(TEXT), Part.BODY),))


def reading(**kinds) -> Reading:
    empty = dict.fromkeys(("people", "statements", "forecasts", "figures", "events"), ())
    return Reading(document=D, reader="r", model="m", **{**empty, **kinds})


def test_half_a_surrogate_pair_becomes_one_replacement_character():
    statement = Statement(0, 3, "A\udc80", "A\udc80", 0, 2, "said", 8, 12, "direct", Part.BODY, ("A\udc80",))
    record = reading(statements=(statement,)).to_dict()
    assert record["statements"][0]["text"] == "A\ufffdB"
    assert record["statements"][0]["chain"] == ["A\ufffd"]
    assert json.dumps(record, ensure_ascii=False).encode()


def test_what_is_not_known_is_null():
    forecast = Forecast(0, 1, "A", "p", None, None, "s", "e", None, "other", None, None, Part.BODY)
    figure = Figure(0, 1, None, "USD", None, (), None, "actual", None, Part.BODY)
    assert [record_of("forecasts", forecast, TEXT)[k] for k in ("low", "high", "pair", "horizon")] == [None] * 4
    assert record_of("figures", figure, TEXT)["value"] is None


def test_every_kind_has_the_fields_of_the_contract():
    items = {
        "people": Person("A", None, None, "other"),
        "events": Event(0, 1, "RUS", "CHN", "AID", None, Part.BODY),
    }
    for kind, item in items.items():
        assert list(record_of(kind, item, TEXT)) == list(FIELDS[kind])


def test_an_undated_article_has_steps_and_no_snapshot():
    origin = reading().provenance
    assert origin.snapshots == ()
    assert D.id in origin.steps[0]


def test_a_reading_of_nothing_explains_itself():
    assert reading().explain().endswith("”: 0 statements by 0 speakers, 0 forecasts, 0 figures, 0 events.")
