"""Track records of a long ledger, kept until the chain grows: a million forecasts are scored once, not at every look.

What is kept carries the state it was computed in: the last hash of the chain, the day, the public
record and the code. Whatever changes a score (a forecast, an answer, a withdrawal, an alias) is an
entry and changes the last hash, so what is kept is used unchanged or not at all.
"""

from __future__ import annotations

import hashlib
import json
import math
from contextlib import suppress
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from tertius.ledger.distributions import NumberRecord
from tertius.ledger.frame import LeftOut
from tertius.ledger.public import RECORD
from tertius.ledger.store import Ledger
from tertius.ledger.track_records import CalibrationBin, Scores, TrackRecord

__all__ = ["WORTH_KEEPING", "all_kept", "keep", "kept", "same", "state_of"]

WORTH_KEEPING = 20_000
"""Entries from which scores are kept; fewer are scored in the time it takes to look."""

_RECORD = tuple(f.name for f in fields(TrackRecord) if f.name != "calibration")
_BIN = tuple(f.name for f in fields(CalibrationBin))
_NUMBER = tuple(f.name for f in fields(NumberRecord))
_LEFT_OUT = tuple(f.name for f in fields(LeftOut))


def state_of(ledger: Ledger, as_of: date) -> str | None:
    """Everything that scores depend on, as one text; None where the ledger is too short to keep them."""
    with ledger.reading() as connection:
        last = connection.execute(text("SELECT seq, hash FROM ledger_entries ORDER BY seq DESC LIMIT 1")).first()
    if last is None or last[0] < WORTH_KEEPING:
        return None
    return f"{last[0]} {last[1]} {as_of.isoformat()} {_code()}"


def kept(ledger: Ledger, name: str, state: str) -> Scores | None:
    """The scores of a name that were kept in this state; None where there are none, or they were altered."""
    with ledger.reading() as connection:
        row = connection.execute(
            text("SELECT sha256, body FROM ledger_scores WHERE name = :n AND state = :s"), {"n": name, "s": state}
        ).first()
    if row is None or hashlib.sha256(row[1].encode()).hexdigest() != row[0]:
        return None
    return _unpacked(row[1])


def keep(ledger: Ledger, name: str, state: str, found: Scores) -> None:
    """Keep scores until the chain grows; a database that may not be written to goes without."""
    body = _packed(found)
    values = {"n": name, "s": state, "h": hashlib.sha256(body.encode()).hexdigest(), "b": body}
    with suppress(DatabaseError), ledger.engine.begin() as connection:
        _replace(connection, values)


def all_kept(ledger: Ledger) -> tuple[tuple[str, Scores], ...]:
    """All that is kept of the ledger as it stands, whatever its day; each with its name."""
    with ledger.reading() as connection:
        rows = connection.execute(text("SELECT name, state FROM ledger_scores ORDER BY name")).all()
    found: list[tuple[str, Scores]] = []
    for name, state in rows:
        day = str(state).split(" ")[2:3]
        with suppress(ValueError, IndexError):
            if (
                state == state_of(ledger, date.fromisoformat(day[0]))
                and (each := kept(ledger, name, state)) is not None
            ):
                found.append((name, each))
    return tuple(found)


def same(one: Scores, other: Scores) -> bool:
    """Whether two are equal but for the last digits, in which the order of a parallel sum shows."""
    return _near(json.loads(_packed(one)), json.loads(_packed(other)))


def _near(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-7, abs_tol=1e-8) or (math.isnan(one) and math.isnan(other))
    if isinstance(one, list) and isinstance(other, list):
        rows, others = cast("list[Any]", one), cast("list[Any]", other)
        return len(rows) == len(others) and all(map(_near, rows, others))
    if isinstance(one, dict) and isinstance(other, dict):
        first, second = cast("dict[str, Any]", one), cast("dict[str, Any]", other)
        return first.keys() == second.keys() and all(_near(first[k], second[k]) for k in first)
    return bool(one == other)


def _replace(connection: Connection, values: dict[str, str]) -> None:
    connection.execute(
        text(
            "INSERT INTO ledger_scores (name, state, sha256, body) VALUES (:n, :s, :h, :b) "
            "ON CONFLICT (name) DO UPDATE SET state = excluded.state, sha256 = excluded.sha256, body = excluded.body"
        ),
        values,
    )


@cache
def _code() -> str:
    """The hash of this room's code and of the public record: another version scores for itself."""
    seal = hashlib.sha256()
    for file in (*sorted(Path(__file__).parent.glob("*.py")), RECORD):
        if file.is_file():
            seal.update(file.read_bytes())
    return seal.hexdigest()[:16]


def _packed(found: Scores) -> str:
    return json.dumps(
        {
            "by": found.by,
            "as_of": found.as_of.isoformat(),
            "records": [
                [[getattr(r, c) for c in _RECORD], [[getattr(b, c) for c in _BIN] for b in r.calibration]]
                for r in found.records
            ],
            "left_out": [getattr(found.left_out, c) for c in _LEFT_OUT],
            "numbers": [[getattr(n, c) for c in _NUMBER] for n in found.numbers],
        },
        allow_nan=True,
    )


def _unpacked(body: str) -> Scores:
    plain = json.loads(body)
    return Scores(
        plain["by"],
        date.fromisoformat(plain["as_of"]),
        tuple(
            TrackRecord(*values, calibration=tuple(CalibrationBin(*b) for b in bins))
            for values, bins in plain["records"]
        ),
        LeftOut(*plain["left_out"]),
        tuple(NumberRecord(*n) for n in plain["numbers"]),
    )
