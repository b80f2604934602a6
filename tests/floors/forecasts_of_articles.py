"""How well forecasts are read in annotated articles: found, precise, direction and polarity right."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tertius.reading.record import Forecast


@dataclass
class Score:
    """Counts over articles; items that the annotators are not both sure of count neither way."""

    wanted: int = 0
    found: int = 0
    false: int = 0
    right: dict[str, list[bool]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / self.wanted

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.false)

    def share(self, name: str) -> float:
        answers = self.right[name]
        return sum(answers) / len(answers)


def score_article(score: Score, text: str, gold: Sequence[dict[str, Any]], found: Sequence[Forecast]) -> None:
    """Add an article: pairs are one to one, best first, on overlap of spans and then of words."""
    links = sorted(
        ((_fit(item, forecast), g, f) for g, item in enumerate(gold) for f, forecast in enumerate(found)), reverse=True
    )
    of_gold: dict[int, int] = {}
    taken: set[int] = set()
    for fit, g, f in links:
        if fit > 0 and g not in of_gold and f not in taken:
            of_gold[g] = f
            taken.add(f)
    for g, item in enumerate(gold):
        if not item["sure"]:
            continue
        score.wanted += 1
        if g not in of_gold:
            score.faults.append(f"missed {item['phrase']!r}: {item['event']}")
            continue
        score.found += 1
        for name, right in _fields(item, found[of_gold[g]]).items():
            score.right.setdefault(name, []).append(right)
            if not right:
                forecast = found[of_gold[g]]
                score.faults.append(f"{name}: {forecast} wanted {item}")
    for f, forecast in enumerate(found):
        if f not in taken:
            score.false += 1
            score.faults.append(f"false {forecast.phrase!r}: {text[forecast.start : forecast.end]!r} {forecast}")


def _fit(item: dict[str, Any], forecast: Forecast) -> float:
    """0 where spans share less than half of their union; else the overlap and the words in common."""
    shared = min(item["end"], forecast.end) - max(item["start"], forecast.start)
    union = max(item["end"], forecast.end) - min(item["start"], forecast.start)
    if shared <= 0 or shared / union < 0.5:
        return 0.0
    return shared / union + 2 * _common(item["phrase"], forecast.phrase) + _common(item["event"], forecast.event)


def _common(a: str, b: str) -> float:
    one, two = (set(re.findall(r"[a-z]+", s.casefold())) for s in (a, b))
    return len(one & two) / len(one | two) if one | two else 0.0


def _fields(item: dict[str, Any], forecast: Forecast) -> dict[str, bool]:
    """Right or wrong by field; either annotator's direction is right, polarity where the gold leaves the middle."""
    other = item.get("alt", {})
    right = {"move": forecast.move in {item["move"], other.get("move")}}
    pairs = [sorted(pair) for pair in item["pairs"]]
    right["pair"] = forecast.pair is not None and sorted(forecast.pair) in pairs
    right["speaker"] = forecast.speaker.casefold() in {item["speaker"].casefold(), str(other.get("speaker")).casefold()}
    if (item["p_low"] >= 0.5 or item["p_high"] <= 0.5) and forecast.low is not None and forecast.high is not None:
        right["polarity"] = (forecast.low + forecast.high > 1) == (item["p_low"] >= 0.5)
    for key in ("condition", "horizon"):
        if item[key] is not None:
            right[key] = _common(item[key], getattr(forecast, key) or "") >= 0.5
    return right


def gold_of(folder: Path) -> list[tuple[str, list[dict[str, Any]]]]:
    """Text and forecasts of every annotated article of a folder."""
    return [
        (
            file.with_suffix(".txt").read_text(encoding="utf-8"),
            json.loads(file.read_text(encoding="utf-8"))["forecasts"],
        )
        for file in sorted(folder.glob("*.json"))
    ]
