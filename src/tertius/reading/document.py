"""An article as decoded text and its parts; every offset in this room is a position in that text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

__all__ = ["READ", "Block", "Document", "Part", "document_id"]


class Part(StrEnum):
    """What a block of an article is."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    INTRO = "intro"
    BODY = "body"
    HEADING = "heading"
    CAPTION = "caption"
    COMMENT = "comment"
    NOTICE = "notice"
    AUTHOR_BOX = "author_box"
    FORM = "form"
    RELATED = "related"


READ = (Part.BODY, Part.INTRO)
"""The parts that are sources; comments are read when they are asked for, nothing else ever."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or list item: `text[start:end]` of its document, and what it is."""

    start: int
    end: int
    part: Part


@dataclass(frozen=True, slots=True)
class Document:
    """An article as decoded, with what it says about itself.

    Attributes
    ----------
    id
        `document_id` of the text: the same text is the same document.
    text
        The decoded text; never changed, so that `text[start:end]` is the span, always.
    source
        Where it came from: a path, a URL, or "-".
    title, publisher, author, published
        As the document gives them, or as the reader was told; None where neither does.
    language
        ISO 639-1 code; only "en" is read for statements.
    blocks
        In order, not overlapping, never empty; white space and marks of Markdown lie between them.
    notes
        What a reader of the result should know: "pages 3-4 hold no text", "cut at 2,000,000 characters".
    """

    id: str
    text: str
    source: str
    title: str | None
    publisher: str | None
    author: str | None
    published: date | None
    language: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()

    def block_at(self, position: int) -> Block | None:
        """The block that holds a character position."""
        return next((b for b in self.blocks if b.start <= position < b.end), None)


def document_id(text: str) -> str:
    """The first 16 hex digits of the SHA-256 of the text in UTF-8; a lone surrogate counts as itself."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
