"""Score a reader of quantities on NewsQuant: money and percent, by value, sentence by sentence.

A reader is any callable from a sentence to (kind, value) pairs, kind being "money" or
"percent", so that other programs can stand beside ours. A value counts where it is within a
millionth of the gold one; each gold value can be met once. Gold ranges are left out, and
so is a value that is an end of one. Cents are hundredths of a unit in gold as in readings.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["KINDS", "SHA256", "Score", "load", "quantulum3", "score", "tertius_figures"]

SHA256 = "2d896f21568bba0388412d904d602e056fc983a779d44f56a1d98689f1bf24c9"
"""Of newsquant_dev.json, the sentences whose sha1 is even."""

KINDS = ("money", "percent")

_MONEY = re.compile(
    r"dollar|euro\b|yuan|renminbi|ringgit|sterling|yen\b|shekel|rupee|rou?ble|franc\b|won\b|rand\b|lira|kuna|kron|zloty"
    r"|baht|peso|naira|\bcent\b|\bsen\b|\bpence\b"
)
_HUNDREDTHS = re.compile(r"(?:cent|sen|pence)\b")

Reader = Callable[[str], Iterable[tuple[str, float]]]


@dataclass(frozen=True, slots=True)
class Score:
    """Hits, false alarms and misses."""

    hits: int
    false_alarms: int
    misses: int

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + self.false_alarms) if self.hits else 0.0

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + self.misses) if self.hits else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.hits / (2 * self.hits + self.false_alarms + self.misses) if self.hits else 0.0


def load(path: Path, *, sha256: str | None = SHA256) -> list[dict]:
    """The sentences of a NewsQuant file, refused if it is not the pinned one."""
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if sha256 is not None and found != sha256:
        raise ValueError(f"{path.name} is not the pinned corpus: {found}")
    return json.loads(content)


def score(reader: Reader, sentences: Iterable[dict]) -> dict[str, Score]:
    """The score of a reader, a kind each."""
    counts = {kind: [0, 0, 0] for kind in KINDS}
    for sentence in sentences:
        read = list(reader(sentence["text"]))
        for kind in KINDS:
            values, ends = _gold(sentence, kind)
            alarms = 0
            for value in (v for k, v in read if k == kind):
                met = next((g for g in values if _close(value, g)), None)
                if met is not None:
                    values.remove(met)
                    counts[kind][0] += 1
                elif not any(_close(value, end) for end in ends):
                    alarms += 1
            counts[kind][1] += alarms
            counts[kind][2] += len(values)
    return {kind: Score(*found) for kind, found in counts.items()}


def tertius_figures(text: str) -> Iterator[tuple[str, float]]:
    """What `find_figures` reads in a sentence."""
    from tertius.reading.actors import find_mentions
    from tertius.reading.document import Block, Document, Part, document_id
    from tertius.reading.figures import find_figures
    from tertius.reading.parse import parse
    from tertius.reading.quantities import is_money

    blocks = (Block(0, len(text), Part.BODY),)
    parsed = parse(Document(document_id(text), text, "-", None, None, None, None, "en", blocks))
    for figure in find_figures(parsed, find_mentions(parsed)):
        if figure.value is not None and (is_money(figure.unit) or figure.unit == "percent"):
            yield ("percent" if figure.unit == "percent" else "money"), figure.value


def quantulum3(text: str) -> Iterator[tuple[str, float]]:
    """What quantulum3 reads in a sentence, without its classifier; the package must be installed."""
    from quantulum3 import parser

    try:
        found = parser.parse(text)
    except Exception:  # it raises many kinds on news text; a sentence it cannot read yields nothing
        return
    for quantity in found:
        unit, entity = quantity.unit.name, quantity.unit.entity.name
        if unit in {"percentage", "per cent", "percent"}:
            yield "percent", quantity.value
        elif "currency" in entity or _MONEY.search(unit):
            yield "money", quantity.value * (0.01 if _HUNDREDTHS.match(unit) else 1.0)


def _gold(sentence: dict, kind: str) -> tuple[list[float], list[float]]:
    """Single values, and the ends of ranges."""
    values: list[float] = []
    ends: list[float] = []
    for quantity in sentence["quantities"]:
        unit = quantity["normalized_unit"]
        if not (_MONEY.search(unit) if kind == "money" else unit == "percentage"):
            continue
        share = 0.01 if _HUNDREDTHS.match(unit) else 1.0
        ranged = re.fullmatch(r"(-?[\d.]+)-([\d.]+)", quantity["value"])
        if ranged:
            ends += [float(ranged[1]) * share, float(ranged[2]) * share]
        else:
            values.append(float(quantity["value"]) * share)
    return values, ends


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-6 * max(abs(b), 1e-9)
