"""What stands between and below an article: captions, repeated lines, authors, offers, links, footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tertius.reading.boilerplate import byline
from tertius.reading.comments import ANSWERING
from tertius.reading.document import Part
from tertius.reading.piece import NAME_LIKE, QUOTED, Piece, last, length

__all__ = ["settle_authors", "settle_captions", "settle_end", "settle_links", "settle_notes", "settle_offers"]

BIO = re.compile(
    r"^[*_—–\-\s]*(?:(?:Dr|Prof|Professor|Sir|Mr|Ms|Mrs|Ambassador|General|Gen|Col|Maj|Lt|Capt)\.?\s)?"
    r"(?P<name>[A-Z][\w.’'\-]*(?:\s(?:[A-Z][\w.’'\-]*|de|von|van|der|bin|al)){1,4}|The (?:author|writer))"
    r"(?:\s(?:and|&)\s[A-Z][\w.’' \-]{3,60}?)?(?:\s\([^)]{1,60}\)|,\s[^,]{2,90},)?\s"
    r"(?:is|are|was|were|serves?|works?|writes?|teaches|covers?|reports?|lectures?|holds?|edits|directs|blogs|hosts"
    r"|lived|served|worked|taught|headed|led|lives|speciali[sz]es|currently|has\s(?:been|written|worked|served|taught|reported|published|covered))\b"
)
_BIO_WORDS = re.compile(
    r"\b(?:authors?|editors?|fellow|professor|lecturer|columnist|correspondent|journalist|reporter|writer|contributor"
    r"|contributing|analyst|researcher|scholar|director|chair(?:man|woman)?|co-?founder|founder|host|freelanced?"
    r"|commentator|historian|economist|academic|consultant|diplomat|ambassador|advis[eo]r|expert|blogger|producer"
    r"|coordinator|student|candidate|based in|writes|teaches|covers|twitter|newsletter|book|Ph\.?D|university"
    r"|institute|cent(?:er|re)|college|retired)\b",
    re.IGNORECASE,
)
_SPEAKS = re.compile(r"\b(?:said|says|told|added|argues|believes|expects|predict\w*|will not|won[’']t)\b")
_OFFER = re.compile(r"\b(?:you|your|inbox|weekly|daily|newsletter)\b", re.IGNORECASE)
_ABOUT_AUTHOR = re.compile(
    r"^\W*(?:about (?:the |this )?(?:author|writer|contributor)|(?:the )?authors?\W*$|meet)", re.IGNORECASE
)
_NOTES = re.compile(
    r"^\W*(?:foot|end)?notes?\W*$|^\W*(?:references|bibliography|works cited|sources|citations)\W*$", re.IGNORECASE
)
_NOTE = re.compile(r"^\W*\d{1,3}\W|\b(?:ibid|op\. cit|pp?\. \d)|https?://|\(?\b(?:19|20)\d\d\b\)?")
_LINKED = re.compile(r"[:|»›>]\s*\w")
_CLOSING = re.compile(
    r"\b(?:views|opinions|statements)\b.{0,80}\b(?:expressed|authors?)\b|©|\bcopyright\b|all rights reserved|disclaimer"
    r"|\b(?:originally|first) (?:published|appeared|posted)\b|re-?(?:printed|published|posted) (?:with|from|by)"
    r"|^\W*this (?:article|essay|piece|story|post|column|commentary|op-?ed) |^\W*follow ",
    re.IGNORECASE,
)


def settle_captions(pieces: list[Piece]) -> None:
    """A caption without its credit right before the one that has it; lines that the text repeats."""
    for one, two in pairwise(pieces):
        if one.free and two.part is Part.CAPTION and len(one.text) <= 400 and two.text.startswith(one.text.rstrip(".")):
            one.part = Part.CAPTION
        elif (
            one.part is Part.CAPTION and two.free and len(two.text) <= 400 and one.text.startswith(two.text.rstrip("."))
        ):
            two.part = Part.CAPTION
    seen: dict[str, Piece] = {}
    whole: str | None = None
    tried = 0
    for p in pieces:
        if not p.free or not 25 <= len(p.text) <= 300 or p.text.count(" ") < 4:
            continue
        bare = p.text.strip("'\"“”‘’*_ ")
        if bare in seen:
            p.part = Part.HEADING
        elif tried < 400:
            # A pull quote repeats a sentence of a longer paragraph.
            tried += 1
            whole = whole or "\n".join(q.text for q in pieces if q.own)
            if whole.count(bare) > 1 and any(
                bare in q.text and len(q.text) > len(p.text) + 20 for q in pieces if q.own
            ):
                p.part = Part.HEADING
        seen.setdefault(bare, p)


def settle_authors(pieces: list[Piece], author: str | None) -> None:
    """Who wrote it: under "About the author", or a last paragraph that introduces somebody new."""
    total, before = length(pieces), 0
    names = {n for p in pieces if (n := byline(p.text))}
    names |= {author} if author else set[str]()
    final = last(pieces)
    for i, p in enumerate(pieces):
        if p.part is Part.AUTHOR_BOX and _ABOUT_AUTHOR.match(p.text) and before >= total * 0.5:
            for q in pieces[i + 1 : i + 4]:
                if not (q.free and len(q.text) <= 900):
                    break
                q.part = Part.AUTHOR_BOX
        elif p.own and len(p.text) <= 700 and (bio := BIO.match(p.text)):
            named = any(bio["name"].casefold() in n.casefold() for n in names)
            late = i > final - 8 and all(not q.own or BIO.match(q.text) for q in pieces[i + 1 : final + 1])
            if _is_life(p) and (named or (late and _is_new(pieces[:i], bio["name"]))):
                p.part = Part.AUTHOR_BOX
        elif p.own and i == final and _is_life(p) and len(p.text) <= 700 and _goes_by(pieces[i - 1], p):
            p.part = Part.AUTHOR_BOX
        before += len(p.text) if p.own else 0


def _is_life(piece: Piece) -> bool:
    """A life in a sentence: an office or a trade is in it, and no speech."""
    return bool(_BIO_WORDS.search(piece.text)) and not _SPEAKS.search(piece.text) and not QUOTED.match(piece.text)


def _is_new(before: Sequence[Piece], name: str) -> bool:
    """Whether the article, which must have begun, has not yet spoken of somebody."""
    surname = name.rsplit(maxsplit=1)[-1]
    return any(q.own for q in before) and not any(surname in q.text for q in before if q.own)


def _goes_by(name: Piece, life: Piece) -> bool:
    """A name by itself and below it "Ada is …"."""
    words = name.text.split()
    return bool(NAME_LIKE.match(name.text)) and life.text.split(maxsplit=1)[0] in {words[0], words[-1]}


def settle_offers(pieces: list[Piece]) -> None:
    """The sentence under "Subscribe"."""
    for one, two in pairwise(pieces):
        short = (
            one.part is Part.NOTICE
            and len(one.text) <= 60
            and re.match(r"\W*(?:subscri|sign|newsl|donat|join)", one.text, re.IGNORECASE)
        )
        if short and two.own and len(two.text) <= 300 and _OFFER.search(two.text) and not re.search('[“”"]', two.text):
            two.part = Part.NOTICE


def settle_links(pieces: list[Piece]) -> None:
    """Headlines under "Related", and at the end of a page their teasers with them."""
    total, before = length(pieces), 0
    tails = _tails(pieces)
    for i, p in enumerate(pieces):
        closing = p.part in {Part.AUTHOR_BOX, Part.NOTICE, Part.FORM} and before > total * 0.6 and _closes(p)
        if before and (_heads_links(p) or closing):
            tail = tails[i + 1]
            small = tail.length <= 0.25 * before and tail.longest <= 350
            if tail.teasers and small and tail.lines >= tail.teasers and not tail.begins_with_prose:
                for q in pieces[i + 1 :]:
                    q.part = q.part or Part.RELATED
                return
            if p.part is Part.RELATED:
                _fill_links(pieces, i)
        before += len(p.text) if p.own else 0


def _heads_links(piece: Piece) -> bool:
    """Whether a line like "Related" stands above a list; "Related: a headline" is a link, and the text goes on."""
    return piece.part is Part.RELATED and len(piece.text) <= 60 and not _LINKED.search(piece.text)


def _closes(piece: Piece) -> bool:
    return bool(_CLOSING.search(piece.text) or ANSWERING.match(piece.text) or (piece.prose and BIO.match(piece.text)))


@dataclass(frozen=True, slots=True)
class _Tail:
    """What is free from one piece to the end: paragraphs of prose, their characters, the longest, and other lines."""

    teasers: int = 0
    length: int = 0
    longest: int = 0
    lines: int = 0
    begins_with_prose: bool = False


def _tails(pieces: Sequence[Piece]) -> list[_Tail]:
    tails = [_Tail()]
    for p in reversed(pieces):
        t = tails[-1]
        if p.own:
            size = len(p.text)
            t = _Tail(t.teasers + 1, t.length + size, max(t.longest, size), t.lines, begins_with_prose=True)
        elif p.free:
            t = _Tail(t.teasers, t.length, t.longest, t.lines + 1, begins_with_prose=False)
        tails.append(t)
    return tails[::-1]


def _fill_links(pieces: list[Piece], i: int) -> None:
    for q in pieces[i + 1 :]:
        if q.prose or not q.free or len(q.text) < 25:
            return
        q.part = Part.RELATED


def settle_notes(pieces: list[Piece]) -> None:
    """Footnotes under their heading, after most of the text."""
    total, before = length(pieces), 0
    for i, p in enumerate(pieces):
        if p.free and before > 0.5 * total and _NOTES.match(p.text):
            p.part = Part.NOTICE
            for q in pieces[i + 1 :]:
                if q.free and not _NOTE.search(q.text):
                    break
                q.part = q.part or Part.NOTICE
        before += len(p.text) if p.own else 0


def settle_end(pieces: list[Piece]) -> None:
    """Lines after the last prose: a name is a signature, one long line an unfinished sentence, the rest are links."""
    final = last(pieces)
    rest = [p for p in pieces[final + 1 :] if p.free]
    lone = len(rest) == 1 and final + 1 < len(pieces) and pieces[final + 1] is rest[0] and rest[0].text.count(" ") >= 7
    for p in rest:
        if NAME_LIKE.match(p.text):
            p.part = Part.AUTHOR_BOX
        else:
            p.part = Part.BODY if lone else Part.RELATED
