"""What a document says about itself: title, publisher, author, date, language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, cast

from tertius.reading.boilerplate import byline, date_line
from tertius.reading.document import Block, Part
from tertius.reading.extract import About

__all__ = ["about_page", "about_text", "guess_language", "read_date"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)(?!\d)")
_MONTH_FIRST = re.compile(r"\b([A-Z][a-z]{2,8})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})\b", re.IGNORECASE)
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s([A-Z][a-z]{2,8})\.?,?\s(\d{4})\b", re.IGNORECASE)
_NUMERIC = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")

_DATELINE = re.compile(
    r"^[A-Z][A-Za-z .,’'\-/]{1,60}?(?:,\s(?P<date>[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?))?\s?"
    r"\((?P<publisher>[A-Z][A-Za-z. \-]{1,30})\)\s?[-–—:]"
)
_DISCLAIMS = re.compile(
    r"\b(?:represent|reflect)\s(?:those|the\s(?:views|opinions|position|policy)[\w ]{0,30})"
    r"\sof\s(?P<name>[A-Z][^.,;]{1,60})"
)
_CREDITS = re.compile(r"^\(?(?:Text|Story|Article) courtesy:?\s(?P<name>[^/()]{3,60})/(?P<publisher>[^/()]{2,60})")
_RIGHTS = re.compile(
    r"^\W*(?:©|\(c\)|copyright)\W*(?:©|\(c\))?\s*\d{4}(?:\s?[-–]\s?\d{4})?\s+(?P<name>[A-Z][^.|,]{1,60})", re.IGNORECASE
)

_NAME = re.compile(r"[A-Z][\w.’'\-]+(?:\s(?:[A-Z][\w.’'\-]*|de|von|van|der|bin|al)){1,3}$")

_WORDS = {
    "en": "the of and to in that is was for with on as by are from his have not be it",
    "de": "der die und das den von zu mit sich des auf ist im dem nicht ein eine als auch es",
    "fr": "le la les des et en une que dans est pour qui du au par sur pas ne avec il",
    "es": "el la de que y los en las por con una para del se no su al lo como es",
    "it": "il di che la per un in non una sono della con del le si da alla come più nel",
    "pt": "o de que e os em um para com uma não do da as no por mais dos como se",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als bij",
    "pl": "w i na z do się nie to jest że o jak przez po od za dla oraz ale co",
    "tr": "ve bir bu için ile olarak da de çok daha olan gibi ne kadar sonra en ancak",
}
_SCRIPTS = (
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
)


def read_date(written: str) -> date | None:
    """The first date in a line; None where there is none, or where day and month cannot be told apart."""
    if m := _ISO.search(written):
        return _date(int(m[1]), int(m[2]), int(m[3]))
    for pattern, month, day in ((_MONTH_FIRST, 1, 2), (_DAY_FIRST, 2, 1)):
        for m in pattern.finditer(written):
            name = m[month][:3].lower()
            if name in _MONTHS:
                return _date(int(m[3]), _MONTHS.index(name) + 1, int(m[day]))
    if m := _NUMERIC.search(written):
        one, two = int(m[1]), int(m[2])
        if one > 12 or one == two:
            return _date(int(m[3]), two, one)
        return _date(int(m[3]), one, two) if two > 12 else None
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1700 <= year <= 2200 else None
    except ValueError:
        return None


def guess_language(text: str) -> str:
    """ISO 639-1 code, by script and by the commonest words; "en" where too little is there to tell."""
    sample = text[:20_000]
    letters = sum(c.isalpha() for c in sample) or 1
    for code, pattern in reversed(_SCRIPTS):
        if len(pattern.findall(sample)) > (0.1 if code == "ja" else 0.4) * letters:
            return code
    words = re.findall(r"[^\W\d_]+", sample.lower())
    counts = {code: sum(w in known for w in words) for code, known in _known_words().items()}
    best = max(counts, key=lambda code: counts[code])
    return best if len(words) >= 20 and counts[best] > 1.3 * counts["en"] else "en"


def _known_words() -> dict[str, frozenset[str]]:
    return {code: frozenset(words.split()) for code, words in _WORDS.items()}


def about_text(text: str, blocks: Sequence[Block]) -> About:
    """What the lines around an article say: headline, byline, date line, dateline, disclaimer, credit."""
    lines = [(b.part, " ".join(text[b.start : b.end].split())) for b in blocks if b.end - b.start <= 1500]
    title = next((line for part, line in lines if part is Part.HEADLINE), None)
    around = [line for part, line in lines if part in {Part.AUTHOR_BOX, Part.NOTICE, Part.CAPTION}]
    top: list[str] = []
    for part, line in lines:
        if part in {Part.BODY, Part.COMMENT} and top and len(line) > 60:
            break
        top.append(line)
    body = next((line for part, line in lines if part is Part.BODY), "")
    dateline = _DATELINE.match(body)
    credit = next((m for line in around if (m := _CREDITS.match(line))), None)
    publisher = credit["publisher"].strip() if credit else dateline["publisher"].strip() if dateline else None
    for pattern in (_DISCLAIMS, _RIGHTS):
        found = next((m["name"].strip() for line in around if (m := pattern.search(line))), None)
        publisher = publisher or found
    author = next((name for line in (*top, *around) if (name := byline(line))), None)
    if author is None and title in top:
        below = [line for part, line in lines[: len(top)] if part is Part.AUTHOR_BOX and _NAME.match(line)]
        author = next(iter(below), None)
    dated = (read_date(line) for line in top if date_line(line) and len(line) <= 140)
    published = next((d for d in dated if d), None)
    if published is None and dateline and dateline["date"]:
        published = read_date(dateline["date"])
    return About(title, publisher, author or (credit["name"].strip() if credit else None), published)


def about_page(tree: Any) -> About:
    """What a page declares in JSON-LD, OpenGraph, `meta`, `time` and the attribute `lang`; JSON-LD goes first."""
    linked = tuple(_linked(tree))
    meta = _meta(tree)
    lang = str(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    lang = lang or meta.get("og:locale", "") or meta.get("content-language", "")
    times = [str(t) for t in tree.xpath("//time/@datetime")[:5]]
    dates = (
        *(_text(entry.get("datePublished")) for entry in linked),
        *(meta.get(name) for name in _DATE_NAMES),
        *times,
    )
    return About(
        title=_first(*(_text(e.get("headline")) for e in linked), meta.get("og:title"), meta.get("twitter:title")),
        publisher=_first(
            *(_name(e.get("publisher")) for e in linked), meta.get("og:site_name"), meta.get("dc.publisher")
        ),
        author=_first(*(_name(e.get("author")) for e in linked), *(_person(meta.get(n)) for n in _AUTHOR_NAMES)),
        published=next((d for written in dates if written and (d := read_date(written))), None),
        language=lang[:2].lower() if re.match(r"[A-Za-z]{2}(?:\W|_|$)", lang) else None,
    )


_DATE_NAMES = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "pubdate",
    "publish-date",
)
_AUTHOR_NAMES = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = " ".join((element.get("content") or "").split())
        if name and content:
            found.setdefault(name.lower(), content[:500])
    return found


def _linked(tree: Any) -> Iterator[dict[str, object]]:
    """The objects in JSON-LD that have a headline or a date; a script that is no JSON says nothing."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json" or len(script.text or "") > 500_000:
            continue
        try:
            queue: list[object] = [json.loads(script.text or "null", strict=False)]
        except (ValueError, RecursionError):
            continue
        for entry in queue:
            if isinstance(entry, list):
                queue.extend(cast("list[object]", entry)[:100])
            elif isinstance(entry, dict):
                keyed = cast("dict[str, object]", entry)
                queue.append(keyed.get("@graph"))
                if "headline" in keyed or "datePublished" in keyed:
                    yield keyed
            if len(queue) > 1000:
                break


def _text(value: object) -> str | None:
    return " ".join(value.split())[:500] or None if isinstance(value, str) else None


def _name(value: object) -> str | None:
    """The name of a person or an organisation in JSON-LD; of several, all, in order."""
    if isinstance(value, list):
        names = [n for v in cast("list[object]", value)[:10] if (n := _name(v))]
        return ", ".join(names) or None
    if isinstance(value, dict):
        return _text(cast("dict[str, object]", value).get("name"))
    return _person(_text(value))


def _person(value: str | None) -> str | None:
    """A name as metadata give it; an address of a page is none."""
    if not value or re.match(r"(?:https?:)?//|@", value):
        return None
    return re.sub(r"^by\s+", "", value, flags=re.IGNORECASE)


def _first(*values: str | None) -> str | None:
    return next((v for v in values if v), None)
