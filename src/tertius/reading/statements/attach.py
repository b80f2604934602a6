"""Quotes given to the cue that introduces them, over sentences and paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tertius.reading.names import GROUPS, ROLES
from tertius.reading.parse import Paragraph, Parsed
from tertius.reading.quotes import Quote
from tertius.reading.statements.contents import lemma_of
from tertius.reading.statements.cues import mention
from tertius.reading.statements.found import Found
from tertius.reading.statements.lexicon import QUOTING
from tertius.reading.statements.sources import source_of_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["attach"]

_HUMAN = GROUPS.union(*ROLES.values()) | {"husband", "wife", "man", "woman", "boy", "girl", "mother", "father", "crowd"}

_SHORT = 3
"""A quote of fewer words is a term, not a statement, unless a cue stands beside it."""


@dataclass(frozen=True, slots=True)
class _Cue:
    verb: Token
    source: Token | None


def attach(parsed: Parsed, quotes: Sequence[Quote], found: Sequence[Found]) -> list[Found]:
    """The findings with every quote in the content of one of them, or as a finding of its own.

    A quote that a content cuts belongs to that content as a whole. Another one belongs to the cue
    beside it; without one, to the speaker of the quote or the content just before it.
    """
    outer = [q for q in quotes if not q.inner]
    kept = [_widened(f, outer) for f in found if not _inside(f, outer)]
    by_paragraph: dict[int, list[Found]] = {}
    for f in kept:
        by_paragraph.setdefault(f.paragraph, []).append(f)
    previous: Found | None = None
    waiting: list[Quote] = []
    for number, paragraph in enumerate(parsed.paragraphs):
        here = by_paragraph.setdefault(number, [])
        for quote in (q for q in outer if q.paragraph == number):
            holder = next((f for f in here if any(a <= quote.start and quote.end <= b for a, b in f.runs)), None)
            if holder is not None and holder.kind == "aside":
                whole = _sentence_quoted(paragraph, quote, holder)
                if whole is not None:
                    here[here.index(holder)] = holder = whole
            if holder is None:
                holder = _given(paragraph, quote, here, previous, [q for q in outer if q.paragraph == number])
            if waiting and waiting[-1].paragraph < number - 1:
                waiting.clear()
            if holder is None and quote.open_end:
                waiting.append(quote)
            elif holder is not None and waiting:
                # Left open: the speaker is named where the quote ends.
                for early in waiting:
                    run = ((early.start, early.end),)
                    by_paragraph[early.paragraph].append(
                        replace(holder, paragraph=early.paragraph, runs=run, kind="quote")
                    )
                waiting.clear()
            whole = paragraph.doc.text[quote.end - paragraph.block.start - 1] in ".!?"
            spoken = holder is not None and (holder.kind in {"quote", "aside", "label"} or whole)
            if holder is not None and (spoken or previous is None or previous.paragraph != number):
                previous = holder if quote.end - quote.start > 8 else previous
        if not any(q.paragraph == number for q in outer) and paragraph.doc and len(paragraph.doc) > 2:
            previous = _announced(number, paragraph)
    return [f for n in sorted(by_paragraph) for f in by_paragraph[n]]


def _sentence_quoted(paragraph: Paragraph, quote: Quote, holder: Found) -> Found | None:
    """An aside's run without what leads up to a whole sentence in quotation marks ("one reason: "…")."""
    text, base = paragraph.doc.text, paragraph.block.start
    for n, (a, b) in enumerate(holder.runs):
        if not (a <= quote.start and quote.end <= b) or quote.end - quote.start < 20:
            continue
        before = text[a - base : quote.outer_start - base].rstrip()[-1:]
        if text[quote.start - base].isupper() and before in {"", ",", ":", "\u2014", "(", "-", "."}:
            runs = [*holder.runs]
            runs[n] = (quote.start, quote.end)
            return holder.with_runs(tuple(runs))
    return None


def _announced(number: int, paragraph: Paragraph) -> Found | None:
    """A paragraph that ends in a colon gives what follows to its speaker."""
    if not paragraph.doc.text.rstrip().endswith(":"):
        return None
    sentence = list(list(paragraph.doc.sents)[-1])
    cue = _cue_of(sentence, forward=False) or _after_colon(sentence)
    if cue is None:
        return None
    source, head = mention(number, paragraph, cue.source)
    return Found(number, (), source, head, (paragraph.start_of(cue.verb), paragraph.end_of(cue.verb)), "quote")


def _after_colon(tokens: Sequence[Token]) -> _Cue | None:
    """Before a colon any verb with a subject will do, or a noun: "From her letter:", "Rep. Bell:"."""
    verb = next((t for t in reversed(tokens) if t.pos_ in {"VERB", "AUX"} and source_of_verb(t) is not None), None)
    if verb is not None:
        return _Cue(verb, source_of_verb(verb))
    noun = next((t for t in reversed(tokens) if t.pos_ in {"NOUN", "PROPN"} and not t.is_punct), None)
    if noun is None:
        return None
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    return _Cue(noun, owner if owner is not None else noun)


def _inside(f: Found, quotes: Sequence[Quote]) -> bool:
    return any(q.outer_start <= f.cue[0] and f.cue[1] <= q.outer_end for q in quotes)


def _widened(f: Found, quotes: Sequence[Quote]) -> Found:
    """Runs that cut a quote reach to its end, and never start inside one that began before the cue."""
    runs: list[tuple[int, int]] = []
    for run in f.runs:
        start, end = run
        for q in quotes:
            if q.outer_start < start < q.outer_end <= f.cue[0]:
                start = q.outer_start
            if start <= q.outer_start < end < q.outer_end and q.outer_start > f.cue[1]:
                end = q.end
            if start < q.outer_start < end < q.outer_end and q.outer_end <= f.cue[0]:
                end = q.end
        runs.append((start, end))
    return f.with_runs(tuple(runs))


def _given(
    paragraph: Paragraph, quote: Quote, here: list[Found], previous: Found | None, quotes: Sequence[Quote]
) -> Found | None:
    """Find the speaker of a quote; adds to or changes `here`, returns what now holds the quote."""
    parsed_text = " " * paragraph.block.start + paragraph.doc.text
    for i, f in enumerate(here):
        # The quote and the content overlap: the fronted clause of "…," he said, or a quote begun in a content.
        if any(a < quote.end and quote.start < b for a, b in f.runs):
            if f.kind == "phrase" or quote.end - quote.start < 12:
                return f
            rest = [r for r in f.runs if not (r[0] < quote.end and quote.start < r[1])]
            inside = [r for r in f.runs if r[0] < quote.end and quote.start < r[1]]
            start, end = min(quote.start, *(a for a, _ in inside)), max(quote.end, *(b for _, b in inside))
            capital = parsed_text[quote.start : quote.start + 1].isupper() and quote.end - quote.start > 20
            if f.kind == "aside":
                start, end = (start if start < quote.outer_start and not capital else quote.start), quote.end
            here[i] = f.with_runs(tuple(sorted([*rest, (start, end)])))
            return here[i]
    words = len(paragraph.doc.text[quote.start - paragraph.block.start : quote.end - paragraph.block.start].split())
    joined = previous is not None and _listed(paragraph, quote, previous)
    if joined or (previous is not None and _resumed(paragraph, quote, previous)):
        beside = None
    else:
        beside = _beside(paragraph, quote, quotes)
    if beside is not None:
        source, head = mention(quote.paragraph, paragraph, beside.source)
        cue = (paragraph.start_of(beside.verb), paragraph.end_of(beside.verb))
        made = Found(quote.paragraph, ((quote.start, quote.end),), source, head, cue, "quote")
        same = next((i for i, f in enumerate(here) if f.cue == cue and f.kind in {"quote", "aside"}), None)
        if same is not None:
            here[same] = here[same].with_runs(tuple(sorted({*here[same].runs, (quote.start, quote.end)})))
            return here[same]
        here.append(made)
        return made
    if previous is None or previous.paragraph != quote.paragraph:
        said = _said_before(paragraph, quote, here)
        if said is not None:
            here.append(said)
            return said
    if previous is None or (words < _SHORT and not joined):
        return None
    gap = paragraph.block.start if previous.paragraph != quote.paragraph else previous.runs[-1][1]
    between = paragraph.doc.text[max(gap - paragraph.block.start, 0) : quote.outer_start - paragraph.block.start]
    starts_here = quote.outer_start == paragraph.block.start
    if previous.paragraph == quote.paragraph:
        # "…," he said. "…": nothing but the cue clause stands between.
        led_in = between.rstrip()
        for word in ("But", "And", "Still,", "So", "Yet", "Then,", "Also,"):
            led_in = led_in.removesuffix(word).rstrip()
        if not joined and led_in[-1:] not in {"", ".", "?", "!", '"', ",", "-"}:
            return None
        other = None if joined else _taken_over(paragraph, quote, previous)
        if other is not None:
            source, head = mention(quote.paragraph, paragraph, other.source)
            where = (paragraph.start_of(other.verb), paragraph.end_of(other.verb))
            here.append(Found(quote.paragraph, ((quote.start, quote.end),), source, head, where, "quote"))
            return here[-1]
    elif not starts_here or previous.paragraph < quote.paragraph - 1:
        return None
    made = Found(quote.paragraph, ((quote.start, quote.end),), previous.source, previous.head, previous.cue, "quote")
    here.append(made)
    return made


def _taken_over(paragraph: Paragraph, quote: Quote, previous: Found) -> _Cue | None:
    """After "…," she said. Her husband shook his head. "…": who acts last between two quotes speaks the second."""
    base = paragraph.block.start
    after = max(previous.runs[-1][1], previous.cue[1])
    between = [t for t in paragraph.doc if after <= t.idx + base and t.idx + base < quote.outer_start]
    stops = [n for n, t in enumerate(between[:-1]) if t.text in {".", "?", "!"}]
    for verb in reversed(between[stops[-1] + 1 :] if stops else between):
        if verb.pos_ != "VERB" or not (stops or verb.dep_ == "conj"):
            continue
        subject = next((c for c in verb.children if c.dep_ == "nsubj" and c in between), None)
        if subject is None or (verb.dep_ not in {"ROOT", "conj", "ccomp"}):
            continue
        human = subject.ent_type_ in {"PERSON", "NORP"} or subject.lower_ in {"he", "she", "they"}
        if human or (subject.pos_ == "PROPN" and subject.ent_type_ == "") or subject.lemma_.lower() in _HUMAN:
            return _Cue(verb, subject)
    return None


def _listed(paragraph: Paragraph, quote: Quote, previous: Found) -> bool:
    """As in "Send them home," and "Build the wall": two quotes of one cue."""
    if previous.paragraph != quote.paragraph or not previous.runs:
        return False
    start, end = previous.runs[-1][1] - paragraph.block.start, quote.outer_start - paragraph.block.start
    return (
        start < end
        and paragraph.doc.text[start:end].strip(" \",'") in {"and", "or", "and then", ""}
        and end - start > 2
    )


def _said_before(paragraph: Paragraph, quote: Quote, here: Sequence[Found]) -> Found | None:
    """After "Ann Bell said in a statement. "…": a cue without content in the sentence before."""
    base = paragraph.block.start
    before = [t for t in paragraph.doc if t.idx + base < quote.outer_start]
    if not before or before[-1].text not in {".", ":"} or quote.end - quote.start < 20:
        return None
    stop = max((n for n, t in enumerate(before[:-1]) if t.text in {".", "?", "!", '"'}), default=-1)
    cue = _cue_of(before[stop + 1 :], forward=False)
    if cue is None or lemma_of(cue.verb) not in {
        "say",
        "write",
        "tell",
        "add",
        "speak",
        "tweet",
        "explain",
        "respond",
        "reply",
    }:
        return None
    where = (paragraph.start_of(cue.verb), paragraph.end_of(cue.verb))
    if any(f.cue[0] <= where[0] < f.cue[1] for f in here):
        return None
    source, head = mention(quote.paragraph, paragraph, cue.source)
    return Found(quote.paragraph, ((quote.start, quote.end),), source, head, where, "quote")


def _resumed(paragraph: Paragraph, quote: Quote, previous: Found) -> bool:
    """After "…," she wrote in a letter to her son, "but …": the quote goes on after its cue."""
    if previous.paragraph != quote.paragraph or not previous.runs or previous.cue[0] < previous.runs[-1][1]:
        return False
    between = paragraph.doc.text[previous.cue[1] - paragraph.block.start : quote.outer_start - paragraph.block.start]
    first = paragraph.doc.text[quote.start - paragraph.block.start]
    return between.rstrip().endswith(",") and first.islower() and "." not in between


def _beside(paragraph: Paragraph, quote: Quote, quotes: Sequence[Quote]) -> _Cue | None:
    """The cue verb that stands next to a quote: after it in the same sentence, else before it."""
    doc, base = paragraph.doc, paragraph.block.start
    first = next((t.i for t in doc if t.idx + base >= quote.outer_start), len(doc))
    after = next((t.i for t in doc if t.idx + base >= quote.outer_end), len(doc))
    following = min((q.outer_start for q in quotes if q.start > quote.end), default=paragraph.block.end)
    foregoing = max((q.outer_end for q in quotes if q.end < quote.start), default=paragraph.block.start)
    ends = paragraph.doc.text[quote.start - base : quote.end - base].rstrip(" '\u2019")[-1:]
    right = (
        _reach(paragraph, after, following)
        if ends in {",", "?", "!", "\u2026", "-", "\u2014"} or not ends.strip(".")
        else []
    )
    short = 0 < len(right) < 5 and lemma_of(right[-1]) == "say"
    if ends == "." and right and not right[0].is_lower and not short:
        right = []
    if not ends.isalnum() or (after < len(doc) and doc[after].text == ","):
        cue = _cue_of(right, forward=True) or _said_somehow(paragraph, quote, right)
        if cue is not None:
            return cue
    left = [t for t in doc[:first] if t.idx + base >= foregoing]
    stop = max((n for n, t in enumerate(left) if t.text in {".", "?", "!"} and n < len(left) - 1), default=-1)
    left = left[stop + 1 :]
    if not left or left[-1].text in {".", "?", "!"}:
        return None
    cue = _cue_of(left, forward=False)
    return cue or (_after_colon(left) if left[-1].text == ":" else None)


def _said_somehow(paragraph: Paragraph, quote: Quote, right: Sequence[Token]) -> _Cue | None:
    """As in "I won!" beamed Ann Bell: beside a whole sentence in quotation marks any verb is one of speech."""
    words = paragraph.doc.text[quote.start - paragraph.block.start : quote.end - paragraph.block.start]
    if not words[:1].isupper() or len(words.split()) < _SHORT or words.rstrip()[-1:] not in ",!?":
        return None
    places = {t.i for t in right}
    for verb in right[:8]:
        if verb.text == ",":
            return None
        if verb.tag_ in {"VBD", "VBZ", "VBP"} and verb.lemma_ not in {"be", "have", "do"}:
            source = source_of_verb(verb)
            source = source if source is not None and source.i in places else _neighbour(verb, places)
            return _Cue(verb, source) if (source is not None and source.pos_ != "PRON") or verb == right[1:2] else None
    return None


def _reach(paragraph: Paragraph, after: int, following: int) -> list[Token]:
    reach: list[Token] = []
    for token in paragraph.doc[after:]:
        if token.idx + paragraph.block.start >= following or token.text in {".", "?", "!"}:
            break
        reach.append(token)
    return reach


def _cue_of(tokens: Sequence[Token], *, forward: bool) -> _Cue | None:
    places = {t.i for t in tokens}
    verbs = [t for t in tokens if lemma_of(t) in QUOTING and t.tag_.startswith(("V", "NNS", "NN")) and t.tag_ != "VB"]
    if not forward:
        verbs.reverse()
    for verb in verbs:
        if verb.pos_ not in {"VERB", "AUX"} and lemma_of(verb) not in {
            "say",
            "add",
            "note",
            "tweet",
            "caution",
            "claim",
        }:
            continue
        source = source_of_verb(verb)
        if source is not None and source.i not in places:
            # A subject inside the quote is no speaker: take the noun phrase beside the verb.
            source = None
        if source is None:
            source = _neighbour(verb, places)
        if source is not None:
            return _Cue(verb, source)
    return None


def _neighbour(verb: Token, places: set[int]) -> Token | None:
    """The head of the noun phrase just before the verb, or just after it ("said the minister")."""
    doc = verb.doc
    for i in range(verb.i - 1, max(verb.i - 5, -1), -1):
        if i in places and doc[i].pos_ in {"PROPN", "PRON", "NOUN"}:
            return doc[i]
    i = verb.i + 1
    while i in places and _nominal(doc[i]):
        if i + 1 not in places or not _nominal(doc[i + 1]) or doc[i + 1].pos_ == "DET":
            return doc[i]
        i += 1
    return None


def _nominal(token: Token) -> bool:
    """Part of a noun phrase by its tag, or a name by its capital where the tagger is wrong."""
    return token.pos_ in {"DET", "ADJ", "PROPN", "NOUN"} or token.tag_ == "VBN" or token.text[:1].isupper()
