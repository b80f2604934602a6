"""Grammar of the parts that are read: one parse a paragraph, its place in the text kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tertius.reading.document import READ, Block, Document, Part
from tertius.reading.language import language_model

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["Paragraph", "Parsed", "parse"]

_UNSEEN = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
"""Marks of direction and width, which would stick to the words beside them."""

_PLAIN = str.maketrans(
    "\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00a0\u2009\u202f\u2011" + _UNSEEN,
    "''''\"\"\"\"   -" + " " * len(_UNSEEN),
)
"""One character for one: offsets survive. The parser knows straight quotes best; rules look at the original text."""


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """A block and its parse; token positions plus `block.start` are positions in the document."""

    block: Block
    doc: Doc

    def start_of(self, piece: Token | Span) -> int:
        """Position in the document's text of a token's or a span's first character."""
        return self.block.start + (piece.idx if hasattr(piece, "idx") else piece.start_char)  # type: ignore[union-attr]

    def end_of(self, piece: Token | Span) -> int:
        """Position in the document's text after its last character."""
        if hasattr(piece, "idx"):
            return self.block.start + piece.idx + len(piece.text)  # type: ignore[union-attr]
        return self.block.start + piece.end_char  # type: ignore[union-attr]


@dataclass(frozen=True, slots=True, eq=False)
class Parsed:
    """A document and the parses of the parts that are sources, in order."""

    document: Document
    paragraphs: tuple[Paragraph, ...]
    model: str


def parse(document: Document, *, parts: Sequence[Part] = READ) -> Parsed:
    """Parse the blocks of a document that are among `parts`."""
    language = language_model()
    blocks = [b for b in document.blocks if b.part in parts]
    texts = (document.text[b.start : b.end].translate(_PLAIN) for b in blocks)
    docs = language.pipeline.pipe(texts, batch_size=32)
    return Parsed(document, tuple(Paragraph(b, d) for b, d in zip(blocks, docs, strict=True)), language.name)
