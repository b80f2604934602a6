"""Spans of time that a sentence names, written as ISO dates: "in the first half of 2024" is 2024-01/2024-06."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

__all__ = ["Period", "find_periods", "may_hold_a_period"]

_MONTHS: tuple[str, ...] = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_YEAR = r"(?:1[6-9]|20)\d\d"
_PART = r"(?:first|second|third|fourth|last)"
_ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0}
_NUMBERS: tuple[str, ...] = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)

_PATTERN = re.compile(
    rf"(?P<day>\b(?P<d1>\d{{1,2}}) (?P<m1>{_MONTH}) (?P<y1>{_YEAR})\b"
    rf"|\b(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}}),? (?P<y2>{_YEAR})\b)"
    rf"|(?P<months>\b(?P<m3>{_MONTH})(?: to | through | and |-|–"
    rf"| until )(?P<m4>{_MONTH})(?:,? (?:of )?(?P<y3>{_YEAR}|last year|this year))?)"
    rf"|(?P<quarter>\b(?:[Tt]he )?(?P<q>{_PART}) (?P<qu>quarter|half)(?: of)?(?: (?P<y4>{_YEAR}|last year"
    rf"|this year))?|\b(?P<q2>[QH][1-4])(?: (?:of )?(?P<y5>{_YEAR}))?)"
    rf"|(?P<firstn>\b(?:the )?first (?P<n>\w+) months(?: of)? (?P<y6>{_YEAR}|this year|last year|the year))"
    rf"|(?P<years>\b(?P<y7>{_YEAR})(?: to | and | until | through |-|–|/)(?P<y8>{_YEAR}|\d\d)\b(?![-,.]\d))"
    rf"|(?P<month>\b(?:(?:early|late|mid)[- ])?(?P<m5>{_MONTH})(?:,? (?:of )?(?P<y9>{_YEAR}|last year|this year"
    rf"|next year))\b)"
    rf"|(?P<decade>\b(?:(?:early|late|mid)[- ])?(?P<y10>{_YEAR[:-4]}\d0)s\b)"
    rf"|(?P<relative>\b(?i:last|this|next|previous|the previous|the following|the same) (?:year|month|decade"
    rf"|quarter|week)\b|\b(?:today|yesterday|tomorrow)\b)"
    rf"|(?P<span>\b(?i:over |in |during |for )?[Tt]he (?:next|last|past|coming|previous) (?P<sn>\d+"
    rf"|\w+) (?P<su>years|months|decades|weeks)\b|\bthe (?:coming|past|next|last) (?:year|month|decade)s?\b)"
    rf"|(?P<ago>\b(?P<an>[Aa]n?|\d+|\w+) (?P<au>year|decade|month)s? ago\b)"
    rf"|(?P<bare>(?:\b(?:fiscal|FY|financial year|calendar) ?|(?<![\w$€£.,/-]))(?P<y11>{_YEAR})\b(?![,.]\d|[-/]\d"
    rf"| (?:people|jobs|workers|troops|soldiers|miles|km|per|times)))"
    rf"|(?P<monthonly>\b(?i:in|since|by|last|of|for|until|during|this) (?:early |late "
    rf"|mid-)?(?P<m6>{_MONTH})\b(?!,? (?:of )?\d| (?:next|last|this) year))"
    rf"|(?P<daymonth>\b(?P<d3>\d{{1,2}}) (?P<m7>{_MONTH})\b|\b(?P<m8>{_MONTH}) (?P<d4>\d{{1,2}})\b)"
)
_HINT = re.compile(
    rf"\d\d|{_MONTH}|year|month|decade|quarter|half|week|today|yesterday|tomorrow|Today|Yesterday|[QH][1-4]"
)
_BASE_AFTER = re.compile(r" (?:earlier|before|previously|level)\b")
_BASE_BEFORE = re.compile(
    r"(?:compared (?:with|to)|\bthan|\bversus|\bup on|\bdown on|\bon the|\bagainst|relative to|\bsame period)"
    r"(?: (?:the|a|an|those|that|levels?|same|period|in|of|about|figures?|year|end))* ?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """A span of time at `text[start:end]`.

    `iso` is a date, month or year, or two of them with "/" between; None where the text says
    "last year" and nobody knows when it was written. `base` is true for what a figure is
    compared with: "on the year before", "from 2017".
    """

    start: int
    end: int
    iso: str | None
    base: bool


def find_periods(text: str, *, published: date | None = None) -> tuple[Period, ...]:
    """The periods of a text, in order; relative ones are counted from the day of publication."""
    found: list[Period] = []
    if not may_hold_a_period(text):
        return ()
    for match in _PATTERN.finditer(text):
        if match.lastgroup is None:
            continue
        start, end = match.span()
        base = bool(_BASE_AFTER.match(text, end)) or bool(_BASE_BEFORE.search(text[max(0, start - 40) : start]))
        found.append(Period(start, end, _iso(match, published), base))
    return tuple(found)


def may_hold_a_period(text: str) -> bool:
    """Whether a text has a digit, a month or a word for a span of time: a quick look before the slow one."""
    return _HINT.search(text) is not None


def _iso(m: re.Match[str], published: date | None) -> str | None:
    if m["day"]:
        month = _month(m["m1"] or m["m2"])
        return f"{m['y1'] or m['y2']}-{month:02}-{int(m['d1'] or m['d2']):02}"
    if m["months"]:
        year = _year(m["y3"], published) or (f"{published.year}" if published else None)
        return year and f"{year}-{_month(m['m3']):02}/{year}-{_month(m['m4']):02}"
    if m["quarter"]:
        return _quarter(m, published)
    if m["firstn"]:
        year, count = _year(m["y6"], published), _count(m["n"])
        return f"{year}-01/{year}-{count:02}" if year and count and count <= 12 else year
    if m["years"]:
        second = m["y8"]
        return f"{m['y7']}/{second if len(second) == 4 else m['y7'][:2] + second}"
    if m["month"]:
        year = _year(m["y9"], published)
        return year and f"{year}-{_month(m['m5']):02}"
    if m["decade"]:
        return f"{m['y10']}/{int(m['y10']) + 9}"
    if m["bare"]:
        return m["y11"]
    if published is None:
        return None
    if m["daymonth"]:
        month = _month(m["m7"] or m["m8"])
        return f"{_nearest(month, published)}-{month:02}-{int(m['d3'] or m['d4']):02}"
    if m["monthonly"]:
        month = _month(m["m6"])
        return f"{_nearest(month, published)}-{month:02}"
    return _counted(m, published)


def _quarter(m: re.Match[str], published: date | None) -> str | None:
    year = _year(m["y4"] or m["y5"], published) or (f"{published.year}" if published else None)
    if year is None:
        return None
    half = m["qu"] == "half" or (m["q2"] or "")[:1] == "H"
    which = int(m["q2"][1]) if m["q2"] else _ORDINAL[m["q"]] or (2 if half else 4)
    length = 6 if half else 3
    first = (which - 1) * length + 1
    return f"{year}-{first:02}/{year}-{min(12, first + length - 1):02}"


def _counted(m: re.Match[str], published: date) -> str | None:
    """Relative to the day of publication."""
    words = m.group().lower()
    year = published.year
    if m["ago"]:
        count = 1 if m["an"].lower() in {"a", "an"} else _count(m["an"])
        length = {"year": 1, "decade": 10, "month": 0}[m["au"]]
        return str(year - count * length) if count and length else None
    if m["span"]:
        count = (_count(m["sn"]) if m["sn"] else 1) or None
        unit = (m["su"] or words.rsplit(maxsplit=1)[-1]).rstrip("s")
        length = {"year": 1, "decade": 10}.get(unit)
        if not (count and length):
            return None
        forward = re.search(r"next|coming", words)
        return f"{year}/{year + count * length}" if forward else f"{year - count * length}/{year}"
    step = {"last": -1, "previous": -1, "this": 0, "next": 1}.get(words.replace("the ", "").split()[0])
    if "year" in words and step is not None:
        return str(year + step)
    if "month" in words and step is not None:
        months = published.year * 12 + published.month - 1 + step
        return f"{months // 12}-{months % 12 + 1:02}"
    return f"{published:%Y-%m-%d}" if words == "today" else None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _year(written: str | None, published: date | None) -> str | None:
    if written and written[0].isdigit():
        return written
    if written is None or published is None:
        return None
    return str(published.year + {"last": -1, "next": 1}.get(written.split()[0], 0))


def _nearest(month: int, published: date) -> int:
    """The year of a month that the text names without one: the last such month, or the one just ahead."""
    return published.year if month <= published.month + 1 else published.year - 1


def _count(written: str) -> int | None:
    if written.isdigit():
        return int(written)
    return _NUMBERS.index(written.lower()) + 1 if written.lower() in _NUMBERS else None
