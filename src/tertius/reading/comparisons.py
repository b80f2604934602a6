"""What a text compares a figure with, in its own words: "up from $190 billion a year earlier"."""

from __future__ import annotations

import re

__all__ = ["base_shift", "comparison", "is_origin"]

_PHRASE = (
    r"(?:which (?:is|was) )?(?:(?:up|down)(?! to)\b|compared (?:with|to)|against(?= (?:\d|[$€£¥]|only|just))"
    r"|(?:(?:more|less|fewer|higher|lower|larger|smaller)(?: \w+)? )?than\b|from (?=[\d$€£¥]|the (?:previous|same))"
    r"|on the (?:year|month|quarter|previous year|same period)|year[- ]on[- ]year|year-over-year|month-on-month"
    r"|a year (?:earlier|before)|over the same period|(?:as|times as) (?:much|many|large) as)"
)
_END = r"[^.;:()]{0,90}?(?:\.\d[^.;:()]{0,60}?)?(?=[,;:)]| and (?!\d)| while | as (?!much|many)|\.(?:\s|$)|$)"
_AT_ONCE = re.compile(
    rf"(?: (?:in \w+(?: \d{{4}})?|last year|this year|so far))?[,;]? ?\(?({_PHRASE}{_END})", re.IGNORECASE
)
_LATER = re.compile(rf",? ((?:up|down) from\b{_END}|compared (?:with|to)\b{_END})", re.IGNORECASE)
_RISE = re.compile(r"\b(?:up|down) (?:by |about |around |nearly |almost |some |more than )*$")
_FROM_TO = re.compile(
    r"\b(from (?:about |around |just )?(?:[$€£¥]|\w+\$)?\d[^,;]{0,40}?) to (?:about |around |just )?$"
)
_ORIGIN = re.compile(
    r"(?:\b(?:up|down) from|\bcompared (?:with|to)|\bfrom|\bagainst)(?: (?:about|around|just|only|some|nearly|a))* $"
)
_SHIFT = re.compile(
    r" ?\(?(?:a (?P<unit>year|month) (?:earlier|before|ago)|(?:in )?the (?:previous|prior) (?P<prior>year|month)"
    r"|the (?P<before>year|month) before)\b"
)


def comparison(text: str, start: int, end: int, sentence: tuple[int, int], following: int) -> str | None:
    """The words that compare the figure at `text[start:end]`, or None.

    Parameters
    ----------
    text
        The paragraph.
    start, end
        Place of the figure.
    sentence
        Place of its sentence.
    following
        Where the next figure starts; the end of the sentence where there is none.
    """
    after = _AT_ONCE.match(text, end, sentence[1])
    before = _RISE.search(text[sentence[0] : start])
    if after is None and is_origin(text, following):
        after = _LATER.search(text, end, sentence[1])
    if after:
        first = sentence[0] + before.start() if before else after.start(1)
        return text[first : after.end(1)].strip() or None
    if before:
        return text[sentence[0] + before.start() : end].strip()
    moved = _FROM_TO.search(text[sentence[0] : start])
    return moved[1] if moved else None


def is_origin(text: str, start: int) -> bool:
    """Whether the figure that starts here is what another is compared with: "up from 18 per cent"."""
    return bool(_ORIGIN.search(text[max(0, start - 40) : start]))


def base_shift(text: str, end: int) -> str | None:
    """The unit, year or month, by which words after a figure put it back: "$190 billion a year earlier"."""
    match = _SHIFT.match(text, end)
    return match and (match["unit"] or match["prior"] or match["before"])
