"""The second layer: what somebody's words say that another one said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tertius.reading.parse import Parsed
from tertius.reading.quotes import Quote
from tertius.reading.statements.contents import lemma_of
from tertius.reading.statements.found import Found
from tertius.reading.statements.lexicon import LAYER

__all__ = ["second_layer"]

_SELF = frozenset(
    {"i", "we", "you", "it", "they", "people", "who", "that", "which", "this", "everybody", "nobody", "one"}
)


def second_layer(parsed: Parsed, cues: Sequence[Found], quotes: Sequence[Quote]) -> list[Found]:
    """Cues inside quotation marks whose subject is a third person.

    A quote in single marks inside such a content is the content; without one the content must be
    a clause. What the speaker says of themselves ("I think") is no second layer.
    """
    outer = sorted((q.outer_start, q.outer_end) for q in quotes if not q.inner and not q.single)
    inner = [q for q in quotes if q.inner]
    found: list[Found] = []
    for f in cues:
        holder = next(((a, b) for a, b in outer if a <= f.cue[0] and f.cue[1] <= b), None)
        if holder is None or f.kind != "clause" or f.head is None or f.runs[0][1] > holder[1]:
            continue
        doc = parsed.paragraphs[f.head[0]].doc
        subject = doc[f.head[1]]
        base = parsed.paragraphs[f.paragraph].block.start
        cue = doc.char_span(f.cue[0] - base, f.cue[1] - base, alignment_mode="expand")
        if cue is None or lemma_of(cue[0]) not in LAYER or subject.lower_ in _SELF:
            continue
        if any(t.lower_ in {"if", "whether", "when"} or t.dep_ == "neg" or t.tag_ == "MD" for t in cue[0].children):
            continue
        quoted = next((q for q in inner if f.runs[0][0] <= q.start and q.end <= f.runs[0][1]), None)
        if quoted is not None:
            found.append(replace(f, runs=((quoted.start, quoted.end),), kind="layer"))
            continue
        content = doc.char_span(f.runs[0][0] - base, f.runs[0][1] - base, alignment_mode="expand")
        finite = content is not None and any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in content)
        named = subject.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"} or subject.lower_ in {"he", "she"}
        if finite and named:
            found.append(replace(f, kind="layer"))
    return found
