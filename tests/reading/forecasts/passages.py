"""Scoring of the made-up passages: what is found, and what of it is right."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

from tertius.reading.actors import find_mentions
from tertius.reading.document import Block, Document, Part, document_id
from tertius.reading.forecasts import find_forecasts
from tertius.reading.forecasts.phrases import Wording, range_of
from tertius.reading.parse import Parsed, parse
from tertius.reading.record import Forecast

SAMPLES = Path(__file__).parents[2] / "samples" / "forecasts"


def document_of(text: str) -> Document:
    """A document whose paragraphs are body, one to a line."""
    blocks, place = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(place, place + len(line), Part.BODY))
        place += len(line) + 1
    return Document(document_id(text), text, "-", None, None, None, None, "en", tuple(blocks))


def parsed_of(text: str) -> Parsed:
    return parse(document_of(text))


def forecasts_in(text: str, **options) -> tuple[Forecast, ...]:
    """Forecasts of a text, speakers left out: those have tests of their own."""
    parsed = parsed_of(text)
    return find_forecasts(parsed, (), find_mentions(parsed), **options)


def passages(name: str = "passages") -> list[dict]:
    return tomllib.loads((SAMPLES / f"{name}.toml").read_text(encoding="utf-8"))["passage"]


def expected_range(term: str) -> tuple[float, float] | None:
    if term == "none":
        return None
    denied = term.startswith("not ")
    return range_of(Wording(term.removeprefix("not "), denied, ""))


def compare(wanted: dict, found: Forecast) -> dict[str, bool]:
    """Which fields of a forecast are right, of those that are asked for."""
    right: dict[str, bool] = {}
    if "term" in wanted:
        implied = None if found.low is None else (found.low, found.high)
        right["range"] = implied == expected_range(wanted["term"])
    if "pair" in wanted:
        right["pair"] = found.pair is not None and list(found.pair) == wanted["pair"]
        right["pair, any order"] = found.pair is not None and sorted(found.pair) == sorted(wanted["pair"])
    if "move" in wanted:
        right["move"] = found.move == wanted["move"]
    for key in ("condition", "horizon"):
        if key in wanted:
            right[key] = (getattr(found, key) or "") == wanted[key]
    return right


def score(name: str = "passages") -> tuple[Counter, dict[str, list[bool]], list[str]]:
    """Counts of found, missed and false; right or wrong by field; and a line for each fault."""
    counts: Counter = Counter()
    fields: dict[str, list[bool]] = {}
    faults: list[str] = []
    for passage in passages(name):
        found = list(forecasts_in(passage["text"]))
        for wanted in passage["forecasts"]:
            at = next(
                (f for f in found if all(w in f.phrase.split() or w in f.phrase for w in wanted["words"].split())), None
            )
            if at is None:
                counts["missed"] += 1
                faults.append(f"missed {wanted['words']!r} in {passage['text']!r}")
                continue
            found.remove(at)
            counts["found"] += 1
            for field, right in compare(wanted, at).items():
                fields.setdefault(field, []).append(right)
                if not right:
                    faults.append(f"{field}: {at} wanted {wanted} in {passage['text']!r}")
        counts["false"] += len(found)
        faults += [f"false {f} in {passage['text']!r}" for f in found]
    return counts, fields, faults
