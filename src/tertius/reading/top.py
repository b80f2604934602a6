"""What stands above an article: headline, standfirst, byline, menus, an editor's introduction."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tertius.reading.document import Part
from tertius.reading.piece import NAME_LIKE, WORD, Piece, first, length, signed

__all__ = ["settle_intro", "settle_top"]

_EDITOR = re.compile(
    r"^[\[(*_\s]*(?:(?:from the )?editor(?:s|[’']s|s[’'])?(?:[’'] |\s)?(?:note|introduction|preface|foreword|comment)"
    r"|ed(?:s|itor)?\.?:? note|note from the editors?|from the editors?|introduction by|introductory note"
    r"|translator[’']?s?[’']? note)\b",
    re.IGNORECASE,
)
_PRESENTS = re.compile(
    r"^[\[(*_\s]*(?:in (?:this|the following) (?:essay|article|interview|piece|column|excerpt|extract)"
    r"|the following (?:is|essay|article|interview|piece|text|excerpt|extract)|what follows is)\b",
    re.IGNORECASE,
)
_TRAIL = re.compile(r"\s[|»›/>•·]\s")


def settle_top(pieces: list[Piece], title: str | None) -> None:
    """Headline, standfirst and menus: what stands before the first prose, and a deck above the byline."""
    known = " ".join((title or "").split()).casefold()
    named = [p for p in pieces if known and p.free and p.text.casefold() == known]
    for p in named:
        p.part = Part.HEADLINE
    start = first(pieces)
    headline = named[0] if named else _headline(pieces, start)
    for p in pieces:
        if headline is not None and (p is headline or (p.free and not p.prose and p.text == headline.text)):
            p.part = Part.HEADLINE
    _settle_menu(pieces[: start + 1], headline)
    if headline is None:
        return
    if start < len(pieces) and headline.start < pieces[start].start and len(pieces[start].text) <= 350:
        _settle_deck(pieces[start:])


def _settle_deck(pieces: Sequence[Piece]) -> None:
    """A first paragraph above the byline; two more must be left, or a short text would lose its first."""
    below = list(pieces[1:3])
    if len(below) == 2 and below[0].free and NAME_LIKE.match(below[0].text) and signed(below[1]):
        below[0].part = Part.AUTHOR_BOX
    if below and signed(below[0]) and sum(p.own for p in pieces) >= 3:
        pieces[0].part = Part.STANDFIRST


def _settle_menu(top: Sequence[Piece], headline: Piece | None) -> None:
    """The lines before the first prose, which is the last of `top`: author and standfirst below the headline, menus."""
    for before, p, below in zip((None, *top), top, top[1:], strict=False):
        if not p.free or p is headline:
            continue
        under = headline is not None and p.start > headline.start
        by = below is top[-1] or signed(below) or (before is not None and signed(before))
        if under and by and NAME_LIKE.match(p.text):
            p.part = Part.AUTHOR_BOX
        else:
            p.part = Part.STANDFIRST if under and p.text.count(" ") >= 3 else Part.RELATED


def _headline(pieces: Sequence[Piece], start: int) -> Piece | None:
    """The line that names the article: of few candidates the first, of many the last but one, above its deck."""
    free = [p for p in pieces[:start] if p.free and len(p.text) <= 250 and not _TRAIL.search(p.text)]
    wordy = [p for p in free if p.text.count(" ") >= 3] or [p for p in free if p.text.count(" ") == 2]
    if not wordy:
        return next((p for p in free if p.text.count(" ") == 1 and start <= 3), None)
    return wordy[0] if len(wordy) <= 4 else wordy[-2]


def settle_intro(pieces: list[Piece]) -> None:
    """An editor's words before the article; the same words after it are a notice."""
    total, before = length(pieces), 0
    for i, p in enumerate(pieces):
        early = before <= total * 0.4
        if p.free and _EDITOR.match(p.text):
            p.part = Part.INTRO if early and p.prose else Part.NOTICE
            if not p.prose and early and i + 1 < len(pieces) and pieces[i + 1].own:
                pieces[i + 1].part = Part.INTRO
            if early:
                _fill_intro(pieces, i)
        elif before == 0 and p.own and _PRESENTS.match(p.text) and len(p.text) <= 900:
            p.part = Part.INTRO
        before += len(p.text) if p.own else 0


def _fill_intro(pieces: list[Piece], start: int) -> None:
    """An editor's introduction of several paragraphs ends at a rule: "* * *"."""
    for i in range(start + 1, min(start + 6, len(pieces))):
        if not WORD.search(pieces[i].text):
            for p in pieces[start + 1 : i]:
                p.part = Part.INTRO if p.own else p.part
            return
