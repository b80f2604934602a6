"""Two whole articles read from end to end: statements both annotators are sure of, found once, in the right mouth.

A statement is found where its span and the gold one share half of their union; the speaker is
right where either annotator wrote it so, but for case and the shape of apostrophes. A leak is a
record from comments, captions, boxes or notices; a duplicate, two of one speaker that overlap.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tertius.reading.record import Reading, Statement

__all__ = ["Score", "score_articles"]

_NOT_BODY = re.compile(
    r"Can the US pry|.*Photo Courtesy|\(Text courtesy|in ,|Help us grow|The statements, views|What do you"
)
_AFTER = "Help us grow"
"""Where the second article ends and its boxes and comments begin."""


@dataclass(frozen=True, slots=True)
class Score:
    """`found` and `speaker` are shares of `sure`; `faults` says what was missed."""

    sure: int
    found: float
    speaker: float
    duplicates: int
    leaks: int
    faults: tuple[str, ...]


def score_articles(folder: Path) -> Score:
    """Read every article of a folder as a user would, and score it against its annotation."""
    import tertius as tt

    sure = found = right = duplicates = leaks = 0
    faults: list[str] = []
    for file in sorted(folder.glob("*.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        reading = tt.read(file.with_suffix(".txt"))
        for item in (i for i in gold["attributed"] if i["sure"]):
            best = max(reading.statements, key=lambda s: _overlap(s, item))
            hit = _overlap(best, item) >= 0.5
            names = {_plain(item["speaker"]), _plain(item["alt"]["speaker"])}
            sure, found, right = sure + 1, found + hit, right + (hit and _plain(best.speaker) in names)
            if not hit or _plain(best.speaker) not in names:
                faults.append(
                    f"{file.stem} {item['start']}: {item['speaker']} ({best.speaker if hit else 'not found'})"
                )
        duplicates += _twice(reading)
        leaks += _leaked(reading)
    return Score(sure, found / sure, right / sure, duplicates, leaks, tuple(faults))


def _twice(reading: Reading) -> int:
    listed = reading.statements
    return sum(
        a.speaker == b.speaker and min(a.end, b.end) > max(a.start, b.start)
        for n, a in enumerate(listed)
        for b in listed[n + 1 :]
    )


def _leaked(reading: Reading) -> int:
    text = reading.document.text
    end = text.find(_AFTER) if _AFTER in text else len(text)
    starts = [item.start for item in (*reading.statements, *reading.forecasts, *reading.figures, *reading.events)]
    return sum(at >= end or bool(_NOT_BODY.match(text[text.rfind("\n", 0, at) + 1 : at + 200])) for at in starts)


def _overlap(statement: Statement, item: dict[str, Any]) -> float:
    shared = min(statement.end, item["end"]) - max(statement.start, item["start"])
    return max(shared, 0) / (max(statement.end, item["end"]) - min(statement.start, item["start"]))


def _plain(name: str) -> str:
    return name.replace("\u2019", "'").lower()
