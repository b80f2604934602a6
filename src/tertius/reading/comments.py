"""Where readers begin to speak under an article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tertius.reading.boilerplate import date_line, opens_comments, starts_comment
from tertius.reading.document import Part
from tertius.reading.piece import Piece

__all__ = ["ANSWERING", "settle_comments"]

_REPLY = re.compile(
    r"^\W*(?:reply|like|report|share|permalink|flag|\d+ recommend|recommend \d+)\b.{0,40}$", re.IGNORECASE
)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\b)?|\bago\b", re.IGNORECASE)
_GENERIC = re.compile(r"^\W*(?:discussion|conversation|reactions?|responses?|replies|thoughts)\W*$", re.IGNORECASE)
ANSWERING = re.compile(
    r"^\W*(?:leave a|post a (?:comment|reply)|add (?:a|your) comment|write a comment|inline feedback|view all comments"
    r"|(?:log|sign) ?in to (?:comment|reply|leave|post)|you must be (?:logged|signed) in|join the (?:discussion|conv)"
    r"|be the first to comment|your e-?mail address will not|have your say|start the discussion)",
    re.IGNORECASE,
)


def settle_comments(pieces: list[Piece]) -> None:
    """Where readers begin to speak, everything to the end that is no form or link is theirs."""
    starts = [_is_start(pieces, i) for i in range(len(pieces))]
    left = [0] * (len(pieces) + 1)
    prose = [0] * (len(pieces) + 1)
    for i in range(len(pieces) - 1, -1, -1):
        left[i] = left[i + 1] + starts[i]
        prose[i] = prose[i + 1] + (len(pieces[i].text) if pieces[i].own else 0)
    before = 0
    for i, p in enumerate(pieces):
        opened = _opens(p, before, prose[i + 1], left[i + 1])
        if before and (opened or (starts[i] and _interrupts(p, before, prose[i], left[i]))):
            _fill_comments(pieces, i, starts, any_start=left[i] > 0)
            return
        before += len(p.text) if p.own else 0


def _is_start(pieces: Sequence[Piece], i: int) -> bool:
    """A line that names a reader, with a time or a button to answer in it or right after it."""
    p = pieces[i]
    below = pieces[i + 1 : i + 3]
    if p.prose and not p.text.endswith(":"):
        return False
    if starts_comment(p.text):
        return bool(_CLOCK.search(p.text)) or any(_timed(q) or _REPLY.match(q.text) for q in below)
    # A name by itself, above the line of the date.
    named = p.free and len(p.text) <= 40 and p.text.count(" ") < 4 and bool(below) and _timed(below[0])
    dated = bool(_CLOCK.search(below[0].text) and date_line(below[0].text)) if below else False
    return named and (dated or any(_REPLY.match(q.text) for q in pieces[i + 2 : i + 5]))


def _timed(piece: Piece) -> bool:
    return len(piece.text) <= 80 and bool(_CLOCK.search(piece.text) or date_line(piece.text))


def _opens(piece: Piece, before: int, after: int, starts: int) -> bool:
    """A heading or form of comments: with readers after it, or with most of the prose before it."""
    if piece.own:
        return False
    if opens_comments(piece.text):
        return starts > 0 or (before >= after and not _GENERIC.match(piece.text))
    return piece.part is Part.FORM and bool(ANSWERING.match(piece.text)) and (starts > 0 or before >= after)


def _interrupts(piece: Piece, before: int, after: int, starts: int) -> bool:
    """A reader who speaks without any heading.

    A name above a time may be a byline, so most prose must stand before a lone one; "says:" makes it none.
    """
    return piece.text.endswith(("says:", "wrote:")) or (before >= 300 and (starts >= 2 or before >= after))


def _fill_comments(pieces: list[Piece], opening: int, starts: Sequence[bool], *, any_start: bool) -> None:
    links = False
    for i in range(opening, len(pieces)):
        p = pieces[i]
        if starts[i] or (opens_comments(p.text) and not p.prose):
            links, p.part = False, Part.COMMENT
        elif p.part is Part.RELATED:
            links = True
        elif p.part in {None, Part.CAPTION, Part.AUTHOR_BOX} or (any_start and p.part is Part.NOTICE and _timed(p)):
            alone = not any_start and not p.prose
            p.part = Part.RELATED if links or alone else Part.COMMENT
            p.weak = False
