"""Any three states get an answer of the agreed shape, or a refusal that says what, what was found, and a way out."""

from __future__ import annotations

import json
import math
import random
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from tertius.errors import TertiusError
from tertius.states import all_states, in_year
from tertius.wedge.assess import assess

SCHEMA = json.loads((Path(__file__).parent / "answer.schema.json").read_text(encoding="utf-8"))
LATE = date(2026, 11, 22)


def _spelt(state, dice: random.Random) -> str | int:
    return dice.choice([state.cow, str(state.cow), state.iso3, state.iso3.lower(), state.name, state.name.upper()])


def _questions() -> list[tuple[tuple[str | int, ...], date, int]]:
    dice = random.Random(1907)
    asked = []
    for number in range(60):
        day = dice.choice([LATE, LATE, date(2016, 11, 1), date(1990, 1, 1), date(1972, 6, 1), date(1955, 3, 1)])
        pool = all_states() if number % 4 == 0 else [s for s in in_year(day.year) if s.existed(day)]
        names = tuple(_spelt(s, dice) for s in dice.sample(pool, 3))
        asked.append((names, day, dice.choice([1, 3, 5, 5, 10])))
    return asked


@pytest.mark.parametrize(("names", "day", "horizon"), _questions(), ids=str)
def test_any_three_states_get_an_answer_or_a_reason(shipped, names, day, horizon):
    found, refused = _asked(names, day, horizon, shipped)
    if found is None:
        assert refused.what
        assert refused.hint
        assert len(str(refused).splitlines()) <= 3
        return
    record = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    jsonschema.validate(record, SCHEMA)
    _adds_up(record)
    assert found.explain()


def _asked(names, day, horizon, atlas):
    try:
        return assess(*names, as_of=day, horizon=horizon, atlas=atlas), None
    except TertiusError as refused:
        return None, refused


def _adds_up(record: dict) -> None:
    answer = record["answer"]
    assert answer["low"] <= answer["probability"] <= answer["high"]
    assert answer["probability"] > 0
    kinds = [a["kind"] for a in record["answers"]]
    assert kinds in (["base_rate", "data", "judged"], ["base_rate", "judged"])
    assert bool(record["not_offered"]) == ("data" not in kinds)
    assert answer in record["answers"]
    for a in record["answers"]:
        assert a["low"] <= a["probability"] <= a["high"]
    if record["contributions"]:
        base, data = (math.log(a["probability"] / (1 - a["probability"])) for a in record["answers"][:2])
        assert sum(c["log_odds"] for c in record["contributions"]) == pytest.approx(data - base, abs=1e-9)
    states = [record["question"][k] for k in "abc"]
    assert len(set(states)) == 3
    for r in record["references"]:
        assert r["events"] == len(r["windows"])
        assert (r["rate"] is None) is (r["n"] == 0)
    for state in states:
        played = [r["probability"] for r in record["triangle"]["roles"] if r["state"] == state]
        assert not played or sum(played) == pytest.approx(1, abs=1e-3)
    year = int(record["question"]["as_of"][:4])
    assert max(t["year"] for t in record["triangle"]["ties"]) <= year
    for tie in record["triangle"]["ties"]:
        assert tie["low"] is None or tie["low"] <= tie["high"]
    sources = {p["id"] for p in record["provenance"]}
    assert {c["source"] for c in record["coverage"]} <= sources


def test_some_of_them_are_answered_and_some_refused(shipped):
    """The sample would prove nothing were it all of one kind; one of each is enough to know."""
    assert assess("BRA", "ZAF", "IND", as_of=LATE, atlas=shipped)
    with pytest.raises(TertiusError):
        assess("BRA", "Atlantis", "IND", as_of=LATE, atlas=shipped)


def test_the_schema_can_refuse(shipped):
    record = assess("BRA", "ZAF", "IND", as_of=LATE, atlas=shipped).to_dict()
    for spoil in ({"probability": 1.2}, {"kind": "none"}, {"words": ""}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**record, "answer": {**record["answer"], **spoil}}, SCHEMA)
