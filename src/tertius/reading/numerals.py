"""Numbers as digits and as words: "2,500", "twenty-five", "half a million", "two-thirds", "one in five"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

__all__ = ["LETTERS", "MAGNITUDES", "NUMBER", "numbers", "value_of"]

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_WORDS: dict[str, float] = {
    **{word: float(i) for i, word in enumerate(re.findall(r"\w+", _SMALL))},
    **{
        word: 10.0 * (i + 2)
        for i, word in enumerate(re.findall(r"\w+", "twenty thirty forty fifty sixty seventy eighty ninety"))
    },
}
MAGNITUDES: dict[str, float] = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "mln": 1e6,
    "mn": 1e6,
    "mio": 1e6,
    "bln": 1e9,
    "bn": 1e9,
    "trn": 1e12,
    "tn": 1e12,
    "lakh": 1e5,
    "crore": 1e7,
}
LETTERS = {"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "b": 1e9, "B": 1e9, "t": 1e12, "T": 1e12}
_FRACTIONS = {"half": 2.0, "third": 3.0, "quarter": 4.0, "fourth": 4.0, "fifth": 5.0, "sixth": 6.0, "tenth": 10.0}
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75}

_WORD = "|".join(
    sorted((*_WORDS, "hundred", "thousand", "million", "billion", "trillion", "dozen"), key=len, reverse=True)
)
_DIGITS = (
    r"\d+,\d{1,2}(?= (?:[mb]illion|per ?cent|%))|\d{1,3}(?: 000)+(?!\d)|"
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?: ?[½¼¾])?|\.\d+|[½¼¾]"
)
_BEFORE_A_WHOLE = r"(?= (?:of|the|a|its|their|his|all|as)\b)"
_FRACTION = (
    r"(?:(?P<over>(?:one|two|three|four|five|six|seven|eight|nine)-|(?:two|three|four|five|six|seven|eight|nine) "
    rf"|(?:an?|one) (?=\w+ (?:of|the|its|their|his|all|as)\b))(?P<under>third|quarter|fourth|fifth|sixth|tenth)s?\b"
    r"|(?<=by )(?:an?|one) (?P<by>third|quarter|fifth|sixth|tenth)\b"
    rf"|(?P<half>(?<=by )half\b|half{_BEFORE_A_WHOLE}))(?! an? (?:hundred|thousand|million|billion|trillion|dozen)\b)"
)
# A quick look at how a word begins spares most of them the long one.
_GATE = r"(?=an? |one|two|thr|fou|fiv|six|sev|eig|nin|ten|ele|twe|thi|fif|for|hal|hun|tho|mil|bil|tri|doz|sco|few |zer)"
NUMBER = re.compile(
    rf"\b{_GATE}(?:(?P<fraction>\b{_FRACTION})"
    rf"|(?P<in>\bone in (?:{_DIGITS}|{_WORD})\b)"
    rf"|(?P<many>\b(?:(?:tens|hundreds|dozens|scores) of )?(?:dozens|hundreds|thousands|millions|billions"
    rf"|trillions)(?= of\b))"
    rf"|(?P<words>(?<![\d-])\b(?:half an? |a few |an? |several |few )?(?:{_WORD})(?:(?:[ -]| and )(?:{_WORD}))*\b))"
    rf"|(?P<digits>(?<![\w.,/:])(?:(?<![\w%)-])[-−](?=\d))?(?:{_DIGITS})|(?<=[A-Z$€£¥=])(?:{_DIGITS}))",
    re.IGNORECASE,
)


def numbers(text: str) -> Iterator[tuple[re.Match[str], float | None]]:
    """Every number of a text, as a match of `NUMBER`, with its value: None for "hundreds"."""
    for match in NUMBER.finditer(text):
        if match["fraction"]:
            over = (match["over"] or "one").lower().strip(" -")
            under = (match["under"] or match["by"] or "half").lower()
            yield match, _WORDS.get(over, 1.0) / _FRACTIONS[under]
        elif match["in"]:
            below = value_of(match["in"][7:])
            if below:
                yield match, 1 / below
        elif match["many"]:
            yield match, None
        else:
            yield match, value_of(match.group())


def value_of(written: str) -> float | None:
    """The value of a number in digits or in words; None where it has none ("several hundred")."""
    written = written.lower().replace("−", "-").strip()
    if written[-1].isdigit() or written[-1] in _VULGAR:
        decimal = re.fullmatch(r"\d+,\d{1,2}", written)
        whole = written.rstrip("½¼¾ ").replace(",", "." if decimal else "").replace(" ", "")
        value = float(whole or 0) + _VULGAR.get(written[-1], 0.0)
        return value if math.isfinite(value) else None
    words = re.findall(r"[a-z]+", written)
    if words[0] in {"several", "few"} or words[:2] == ["a", "few"]:
        return None
    if words[0] == "half" and len(words) > 2:
        return 0.5 * MAGNITUDES.get(words[-1], 1.0)
    total, current = 0.0, 0.0
    for word in words:
        if word in _WORDS:
            current += _WORDS[word]
        elif word in {"hundred", "dozen"}:
            current = (current or 1.0) * MAGNITUDES[word]
        elif word in MAGNITUDES:
            total, current = total + (current or 1.0) * MAGNITUDES[word], 0.0
    return total + current
