"""An entry is written in one way only, and its hash is of that."""

from __future__ import annotations

import hashlib
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius.errors import TertiusError
from tertius.ledger.entries import (
    GENESIS,
    Alias,
    AtlasRule,
    Forecast,
    Import,
    Question,
    Rejection,
    Resolution,
    Withdrawal,
    body_of,
    canonical,
    id_of,
    record_of,
    seal,
)

DAY = date(2024, 2, 29)
RULE = AtlasRule(table="dyads", column="agreement", a="USA", b="RUS", year=2022, op=">=", value=0.5)
RECORDS = [
    Question(text="q", closes=DAY, actors=("USA", "RUS"), resolver=RULE, status_quo="yes", unit="bn"),
    Forecast(question="Q1", holder="h", made=DAY, quantiles=((0.1, 1.0), (0.9, 2.5)), start=0, end=3, document="d"),
    Resolution(question="Q1", outcome="partly", resolved_on=DAY, by="me", share=0.5),
    Withdrawal(target="F2", because="twice", by="me"),
    Alias(name="a", holder="b", by="me"),
    Rejection(document="d", start=1, end=2, by="me"),
    Import(file="f.csv", sha256="00", rows=3, left_out=0, by="me"),
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: type(r).__name__)
def test_a_record_comes_back_from_its_body(record):
    kind, body = body_of(record)
    assert record_of(kind, json.loads(canonical(body))) == record


def test_what_was_not_said_is_not_written():
    _, body = body_of(Forecast(question="Q1", holder="h", made=DAY, p=0.0))
    assert body == {"question": "Q1", "holder": "h", "made": "2024-02-29", "p": 0.0}


def test_a_hash_is_of_the_object_with_sorted_keys():
    # Written by hand from the docstring of the module.
    entry = {
        "version": 1,
        "seq": 1,
        "written": "2024-02-29T12:00:00Z",
        "kind": "alias",
        "body": {"name": "Ä", "holder": "b", "by": "c"},
        "previous": GENESIS,
    }
    plain = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    sealed = seal(1, "2024-02-29T12:00:00Z", "alias", canonical(entry["body"]), GENESIS)
    assert sealed == hashlib.sha256(plain).hexdigest()


@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.floats(allow_nan=False, allow_infinity=False)
    )
)
def test_the_order_of_keys_does_not_matter(body):
    turned = dict(reversed(body.items()))
    assert canonical(body) == canonical(turned)
    assert json.loads(canonical(body)) == body


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800", "a\x00b"])
def test_what_no_file_could_keep_is_refused(value):
    with pytest.raises(TertiusError):
        canonical({"x": value})


def test_ids_of_all_kinds_differ():
    kinds = ["question", "forecast", "resolution", "withdrawal", "alias", "rejection", "import"]
    assert len({id_of(k, 7) for k in kinds}) == len(kinds)
