"""Records as plain values."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from tertius.wedge.outlook.plain import plain


@dataclass(frozen=True)
class Inner:
    span: tuple[float, float]


@dataclass(frozen=True)
class Outer:
    name: str
    day: date | None
    inner: tuple[Inner, ...]


def test_it_reads_back_from_json_as_it_was():
    made = plain(Outer("x", date(2026, 1, 2), (Inner((0.0, 1.0)),)))
    assert made == {"name": "x", "day": "2026-01-02", "inner": [{"span": [0.0, 1.0]}]}
    assert json.loads(json.dumps(made)) == made


def test_what_is_missing_stays_none_and_a_class_stays_itself():
    assert plain(Outer("x", None, ())) == {"name": "x", "day": None, "inner": []}
    assert plain(Outer) is Outer
