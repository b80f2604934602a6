"""Findings into statements: no duplicates, one record a run, the speaker by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tertius.reading.parse import Parsed
from tertius.reading.quotes import Quote
from tertius.reading.record import UNNAMED, Mode, Statement
from tertius.reading.statements.found import Found, Run

if TYPE_CHECKING:
    from tertius.reading.people import Cast

__all__ = ["merged"]

_NOBODY = frozenset({"you", "nobody", "no one", "this", "that", "which", "what", "there"})
"""Subjects to whom no statement is attributed."""


_NO_COMMENT = re.compile(r"(?:not )?to (?:comment|be (?:named|identified|quoted)|elaborate|respond)\b", re.IGNORECASE)
"""What somebody declines or asks, and says nothing by."""

_ABSTRACT = re.compile(r"\b(?:history|geography|experience|logic|precedent|reality|common sense|fate)$", re.IGNORECASE)
"""Subjects that "warn" and "teach" and are nobody."""

_NEAR = 100
"""Characters between a cue and the participle that goes on for it."""


def merged(parsed: Parsed, cast: Cast, found: Sequence[Found], quotes: Sequence[Quote]) -> tuple[Statement, ...]:
    """One statement a run; of two over the same words the one with the better claim stays."""
    text = parsed.document.text
    statements: list[Statement] = []
    by_paragraph: dict[int, list[Found]] = {}
    for f in found:
        by_paragraph.setdefault(f.paragraph, []).append(f)
    # Paragraph by paragraph: all against all would take minutes for a long document.
    each = (_distinct([f for f in _voiced(text, here) if _spoken(text, f)]) for here in by_paragraph.values())
    for f in (f for kept in each for f in kept):
        for run in f.runs:
            start, end = _bare(text, *run, quotes)
            if end <= start:
                continue
            written = text[f.source[0] : f.source[1]] if f.source else ""
            name, chain = cast.resolve(f.head, written) if f.source else (UNNAMED, ())
            statements.append(
                Statement(
                    start=start,
                    end=end,
                    speaker=name,
                    speaker_as_written=written,
                    speaker_start=f.source[0] if f.source else f.cue[0],
                    speaker_end=f.source[1] if f.source else f.cue[0],
                    cue=text[f.cue[0] : f.cue[1]],
                    cue_start=f.cue[0],
                    cue_end=f.cue[1],
                    mode=_mode(start, end, quotes),
                    part=parsed.paragraphs[f.paragraph].block.part,
                    chain=chain,
                )
            )
    return tuple(sorted(statements, key=lambda s: (s.start, -s.end)))


def _voiced(text: str, found: Sequence[Found]) -> list[Found]:
    """No source from inside somebody else's words: "…," suggesting that … goes on with who said the words before it."""
    voiced: list[Found] = []
    for one in found:
        f = one
        if f.source is not None and f.kind == "clause":
            a, b = f.source
            holder = next(
                (
                    g
                    for g in found
                    if g.paragraph == f.paragraph
                    and g.cue != f.cue
                    and any(c <= a and b <= d and d <= f.cue[0] for c, d in g.runs)
                    and g.source is not None
                ),
                None,
            )
            if holder is not None:
                f = replace(f, source=holder.source, head=holder.head)
        if f.source is None and f.kind == "clause" and text[f.cue[0] - 2 : f.cue[0]] == ", ":
            # "…," said Bell, explaining …: the participle of a cue whose subject the parser lost.
            before = [g for g in found if g.kind in {"quote", "aside"} and 0 < f.cue[0] - g.cue[1] < _NEAR]
            before = [g for g in before if g.source is not None and g.paragraph == f.paragraph]
            if before:
                f = replace(f, source=before[-1].source, head=before[-1].head)
        voiced.append(f)
    return voiced


def _spoken(text: str, f: Found) -> bool:
    """Whether somebody says it: named, or unnamed as in "is said to" and a quote without its speaker."""
    if f.source is None:
        that = text[f.cue[1] : f.runs[0][0]].strip() == "that"
        return (f.kind in {"clause", "aside", "quote"} or that) and not f.order
    said = text[f.runs[0][0] : f.runs[-1][1]]
    if _NO_COMMENT.match(said) or (f.kind in {"clause", "phrase"} and _ABSTRACT.search(text[slice(*f.source)])):
        return False
    return f.kind in {"quote", "label", "layer"} or text[slice(*f.source)].lower() not in _NOBODY


def _distinct(found: Sequence[Found]) -> list[Found]:
    """Drop a finding whose content another one with a better claim covers."""
    order = {"label": 0, "quote": 0, "aside": 1, "clause": 2, "phrase": 3, "layer": 4}
    kept: list[Found] = []
    for f in sorted(found, key=lambda f: (order[f.kind], -_size(f))):
        own = _size(f)
        if f.kind == "layer":
            kept.append(f)
            continue
        if any(_shared(f, other) > 0.6 * min(own, _size(other)) and not _apart(f, other) for other in kept):
            continue
        if any(a <= f.cue[0] and f.cue[1] <= b for other in kept for a, b in other.runs):
            continue
        kept = [o for o in kept if not any(a <= o.cue[0] and o.cue[1] <= b for a, b in f.runs)]
        kept.append(f)
    return kept


def _apart(f: Found, other: Found) -> bool:
    return f.paragraph != other.paragraph


def _size(f: Found) -> int:
    return sum(b - a for a, b in f.runs)


def _shared(f: Found, other: Found) -> int:
    return sum(max(0, min(b, d) - max(a, c)) for a, b in f.runs for c, d in other.runs)


def _bare(text: str, start: int, end: int, quotes: Sequence[Quote]) -> Run:
    """Without marks at either end that pair with each other or stand alone."""
    for q in quotes:
        if (
            start == q.outer_start
            and end >= q.outer_end
            and (end == q.outer_end or not text[q.outer_end : end].strip(" .,"))
        ):
            return q.start, q.end
        if start == q.outer_start and end == q.end:
            return q.start, q.end
        if start < q.outer_start and q.end < end <= q.outer_end:
            end = q.end
    while start < end and text[start] in " \u00a0\n\t\u201d,;:.\u2014\u2013":
        start += 1
    while start < end and text[end - 1] in " \u00a0\n\t\u201c":
        end -= 1
    return start, end


def _mode(start: int, end: int, quotes: Sequence[Quote]) -> Mode:
    touched = [
        q for q in quotes if q.start < end and start < q.end and not (q.start <= start and end <= q.end and q.inner)
    ]
    if any(q.start <= start and end <= q.end for q in touched):
        return "direct"
    return "mixed" if touched else "indirect"
