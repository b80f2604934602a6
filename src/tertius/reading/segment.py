"""Which paragraph is what: the article's own text, and everything that a page puts around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tertius.reading.around import (
    settle_authors,
    settle_captions,
    settle_end,
    settle_links,
    settle_notes,
    settle_offers,
)
from tertius.reading.comments import settle_comments
from tertius.reading.document import Block, Part
from tertius.reading.extract import Extract
from tertius.reading.piece import ASKED, QUOTED, STOP, WORD, Piece, piece
from tertius.reading.top import settle_intro, settle_top

__all__ = ["segment"]

_ASKING = re.compile(r"^(?:Q\W|Q[A-Z]|[A-Z][\w.’' ]{0,40}:\s)")


def segment(extract: Extract) -> tuple[Block, ...]:
    """The blocks of a document, one for each paragraph, in order.

    What the format knows of a paragraph stands. The rest is told by its words (`boilerplate`), by
    its shape (prose ends a sentence, a headline does not) and by its place: before the first
    prose, between prose, after the last. A document without any prose is body as a whole. The
    rules lean to body in doubt, but for comments, captions and author boxes: one of those read
    as the article puts words into a wrong mouth.

    Parameters
    ----------
    extract
        Text and paragraphs of one document, with its title and author where they are known.
    """
    pieces = [piece(extract.text[p.start : p.end], p.start, p.end, p.part) for p in extract.paragraphs]
    if not any(p.own for p in pieces):
        for p in pieces:
            p.part = p.part or (Part.BODY if WORD.search(p.text) else Part.NOTICE)
        return _blocks(pieces)
    settle_comments(pieces)
    _settle_weak(pieces)
    settle_intro(pieces)
    settle_top(pieces, extract.about.title)
    settle_captions(pieces)
    settle_authors(pieces, extract.about.author)
    settle_offers(pieces)
    settle_links(pieces)
    settle_notes(pieces)
    settle_end(pieces)
    _settle_body(pieces)
    return _blocks(pieces)


def _blocks(pieces: Sequence[Piece]) -> tuple[Block, ...]:
    return tuple(Block(p.start, p.end, p.part or Part.BODY) for p in pieces)


def _settle_weak(pieces: list[Piece]) -> None:
    """A single word like "Share" is a button beside other boilerplate and a sub-heading between prose."""
    for i, p in enumerate(pieces):
        if p.weak:
            around = [q for q in (pieces[i - 1] if i else None, pieces[i + 1] if i + 1 < len(pieces) else None) if q]
            p.part = None if all(q.own for q in around) else Part.FORM


def _settle_body(pieces: list[Piece]) -> None:
    """What is left: prose is body, a short line between prose a sub-heading."""
    for p in pieces:
        if p.free:
            p.part = Part.HEADING if _is_heading(p) else Part.BODY


def _is_heading(piece: Piece) -> bool:
    words = piece.text.count(" ") + 1
    # A long question and one that a speaker asks are sentences of the text; a short one may head a section.
    if piece.prose or STOP.search(piece.text) or words > (10 if ASKED.search(piece.text) else 14):
        return False
    if QUOTED.match(piece.text) or _ASKING.match(piece.text) or len(piece.text) > 100:
        return False
    return piece.text[0].isupper() or piece.text[0].isdigit() or piece.text[0] in "*_#[("
