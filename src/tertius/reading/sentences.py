"""Where the sentences of a parsed paragraph begin and end, found once: asking a token is slow."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

__all__ = ["Sentences"]


class Sentences:
    """The sentences of a paragraph, by token."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        marks: list[int] = doc.to_array("SENT_START").tolist()
        self.starts = [i for i, mark in enumerate(marks) if mark == 1 or i == 0]

    def around(self, token: int) -> Span:
        """The sentence that holds a token."""
        n = bisect_right(self.starts, token)
        return self.doc[self.starts[n - 1] : self.starts[n] if n < len(self.starts) else len(self.doc)]
