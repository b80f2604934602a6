"""What stands around an article: the words by which notices, forms, captions, author boxes and links are told.

The words are data: `boilerplate.toml`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tertius.reading.document import Part

__all__ = ["Sign", "byline", "date_line", "opens_comments", "sign_of", "starts_comment"]


@dataclass(frozen=True, slots=True)
class Sign:
    """A paragraph of at most `longest` characters in which one of `patterns` is found is a `part`.

    A `weak` sign counts only where the paragraph does not stand between two paragraphs of prose.
    """

    part: Part
    patterns: tuple[re.Pattern[str], ...]
    longest: int
    weak: bool


@dataclass(frozen=True, slots=True)
class _Signs:
    signs: tuple[Sign, ...]
    longest: int
    opens: tuple[re.Pattern[str], ...]
    starts: tuple[re.Pattern[str], ...]
    byline: re.Pattern[str]
    date: re.Pattern[str]


@cache
def _signs() -> _Signs:
    table = tomllib.loads(files("tertius.reading").joinpath("boilerplate.toml").read_text(encoding="utf-8"))

    def compiled(pattern: str) -> re.Pattern[str]:
        for name, piece in table["pieces"].items():
            pattern = pattern.replace(f"<{name}>", piece)
        return re.compile(pattern, re.IGNORECASE)

    signs = tuple(
        Sign(Part(row["part"]), tuple(map(compiled, row["any"])), row["longest"], row.get("weak", False))
        for row in table["sign"]
    )
    comments = {name: tuple(map(compiled, patterns)) for name, patterns in table["comments"].items()}
    about = {name: compiled(pattern) for name, pattern in table["about"].items()}
    longest = max(sign.longest for sign in signs)
    return _Signs(signs, longest, comments["opens"], comments["starts"], about["byline"], about["date"])


def sign_of(paragraph: str) -> Sign | None:
    """The first sign that a paragraph shows; None where it shows none, or is longer than any boilerplate."""
    known = _signs()
    if len(paragraph) > known.longest:
        return None
    flat = " ".join(paragraph.split())
    fitting = (sign for sign in known.signs if len(flat) <= sign.longest)
    return next((sign for sign in fitting if any(p.search(flat) for p in sign.patterns)), None)


def opens_comments(paragraph: str) -> bool:
    """Whether a line is the heading of a section of comments: "12 Comments", "3 thoughts on …"."""
    return len(paragraph) <= 180 and any(p.search(paragraph) for p in _signs().opens)


def starts_comment(paragraph: str) -> bool:
    """Whether a line names who commented, or when: "Ada says:", "Ada • 3 years ago"."""
    return len(paragraph) <= 120 and any(p.search(paragraph) for p in _signs().starts)


def byline(paragraph: str) -> str | None:
    """The name in "By Ada Varga, The Daily Sample"; None where the line is no byline."""
    found = _signs().byline.search(paragraph) if len(paragraph) <= 200 else None
    return found["name"] if found else None


def date_line(paragraph: str) -> str | None:
    """The first date of a line: "Published: 4 March 2021" gives "4 March 2021"."""
    found = _signs().date.search(paragraph) if len(paragraph) <= 200 else None
    return found[0] if found else None
