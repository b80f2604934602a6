"""Speakers named on a line's margin: "BELL: …" in a transcript, "- Ann Bell" under a quote."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tertius.reading.parse import Paragraph, Parsed
from tertius.reading.quotes import Quote
from tertius.reading.statements.found import Found, Place

__all__ = ["find_labels"]

_NAME = r"[A-Z][\w.'\u2019-]*(?: (?:[A-Z][\w.'\u2019-]*|of|the|de|von|van)){0,4}"
_LABEL = re.compile(rf"(?P<name>{_NAME})(?: ?\([^)]{{1,40}}\))?: ?(?=\S)")
_SIGNED = re.compile(rf"\s*[-\u2013\u2014\u2015~]+ ?(?P<name>@\w+|{_NAME})")
_NO_SPEAKER = re.compile(
    r"(?:update|updated|related|read|watch|correction|note|photo|photos|source|sources|video|here|also|more|see|by|from|"
    r"editor|image|caption|copyright|tags|topics|date|time|where|when|what|why|how|who|and|but|for example|full text|"
    r"abstract|breaking|exclusive|analysis|opinion|fact|verdict|today|subject|to|re|cc|step \w+|question)\b",
    re.IGNORECASE,
)


def find_labels(parsed: Parsed, quotes: Sequence[Quote]) -> list[Found]:
    """What stands behind a speaker's label, and quotes under which or beside which a name stands alone.

    A label in capitals is a speaker's; another one where two paragraphs begin with it.
    """
    texts = [p.doc.text for p in parsed.paragraphs]
    labels = [_LABEL.match(text) for text in texts]
    often = Counter(m["name"] for m in labels if m)
    found: list[Found] = []
    for number, (paragraph, label) in enumerate(zip(parsed.paragraphs, labels, strict=True)):
        if (
            label
            and not _NO_SPEAKER.match(label["name"])
            and (_speaks(label["name"], often) or texts[number][label.end()] == '"')
        ):
            run = (paragraph.block.start + label.end(), paragraph.block.end)
            source = (paragraph.block.start, paragraph.block.start + label.end("name"))
            cue = (paragraph.block.start + label.end() - 2, paragraph.block.start + label.end() - 1)
            found.append(Found(number, (run,), source, _head(number, paragraph, source[1]), cue, "label"))
    return [*found, *_signatures(parsed, texts, quotes)]


def _speaks(name: str, often: Counter[str]) -> bool:
    return (name.isupper() and len(name) > 2) or often[name] > 1


def _signatures(parsed: Parsed, texts: Sequence[str], quotes: Sequence[Quote]) -> Iterator[Found]:
    for quote in quotes:
        if quote.inner or quote.single or quote.end - quote.start < 15:
            continue
        paragraph = parsed.paragraphs[quote.paragraph]
        base = paragraph.block.start
        signed = _SIGNED.match(texts[quote.paragraph], quote.outer_end - base)
        number = quote.paragraph
        if signed is None and quote.outer_end >= paragraph.block.end - 1 and number + 1 < len(texts):
            number += 1
            signed = _SIGNED.match(texts[number])
        whole = quote.outer_start <= base + 2 or number == quote.paragraph
        if signed is None or not whole:
            continue
        base = parsed.paragraphs[number].block.start
        source = (base + signed.start("name"), base + signed.end("name"))
        head = _head(number, parsed.paragraphs[number], source[1])
        cue = (base + signed.start("name") - 1, base + signed.start("name"))
        yield Found(quote.paragraph, ((quote.start, quote.end),), source, head, cue, "label")


def _head(number: int, paragraph: Paragraph, end: int) -> Place | None:
    last = [t.i for t in paragraph.doc if t.idx + paragraph.block.start < end]
    return (number, last[-1]) if last else None
