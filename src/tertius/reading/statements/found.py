"""A statement as the grammar shows it, before its speaker has a name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Found", "Kind", "Place", "Run", "outside", "trimmed"]

Run = tuple[int, int]
"""Positions in the document's text, end excluded."""

Place = tuple[int, int]
"""Paragraph among those parsed, and token."""

Kind = Literal["clause", "phrase", "aside", "quote", "label", "layer"]


@dataclass(frozen=True, slots=True)
class Found:
    """Runs of content, the mention of the source and the cue.

    Attributes
    ----------
    paragraph
        Index in `Parsed.paragraphs`.
    runs
        Content, in order; more than one where the cue stands in its midst.
    source
        The mention of the speaker, None where the text names none.
    head
        Paragraph and token index of the mention's head.
    cue
        From the first to the last word of the cue.
    kind
        clause and phrase: complement of the cue; aside: the cue stands beside it ("…, he said"); quote:
        words in quotation marks.
    """

    paragraph: int
    runs: tuple[Run, ...]
    source: Run | None
    head: Place | None
    cue: Run
    kind: Kind
    order: bool = False

    def with_runs(self, runs: tuple[Run, ...]) -> Found:
        """The same with other content."""
        return replace(self, runs=runs)


def trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Token range without punctuation, conjunctions and a "that" at its start, and punctuation at its end."""
    while start < end and (doc[start].is_punct or doc[start].is_space):
        start += 1
    while start < end and (doc[end - 1].is_space or (doc[end - 1].is_punct and doc[end - 1].text not in ")]%")):
        end -= 1
    if end - start > 1 and doc[start].lower_ == "that" and doc[start].dep_ == "mark":
        start += 1
    return start, end


def outside(token: Token, of: Token) -> bool:
    """Whether a token does not hang below another."""
    return not (of == token or of.is_ancestor(token))
