"""One article read: its parts, its people, what they said, what they expect, how much, and who did what."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tertius.errors import UnknownName
from tertius.reading.document import READ, Document, Part
from tertius.reading.record import Reading

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["READER", "READERS", "ReadOptions", "cautions", "read", "read_document", "reader_for"]

READER = "tertius rules 1"
"""Name and version that go into every reading made by rules; the version moves when the rules do."""

READERS = ("rules", "llm")
"""What can read: our own rules, or a language model behind a URL."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How articles are read: the scale of probability words, comments or not, and by what."""

    scale: str = "CAPphrase"
    comments: bool = False
    reader: str = "rules"


def read(
    source: str | bytes | Path,
    *,
    published: date | None = None,
    publisher: str | None = None,
    scale: str = "CAPphrase",
    comments: bool = False,
    reader: str = "rules",
) -> Reading:
    """Read one article: who said what would happen, in which words, each span exact in the text.

    Parameters
    ----------
    source
        A path, a URL, "-" for standard input, or the bytes of a file.
    published, publisher
        Day and outlet, where the article does not give them; what is given here wins.
    scale
        Which scale gives the range of a probability word: CAPphrase, icd203, nato, uk or ipcc.
    comments
        True to read readers' comments too; they are marked `part="comment"`.
    reader
        "rules", or "llm" for a language model at TERTIUS_LLM_URL.

    Returns
    -------
    Reading
        People, statements, forecasts, figures and events; nothing is stored.

    Raises
    ------
    TertiusError
        When the source cannot be had or is no article, or the language model is not there.
    """
    from tertius.reading.intake import take_in

    turn = reader_for(ReadOptions(scale, comments, reader))
    return turn(take_in(source, published=published, publisher=publisher))


def reader_for(options: ReadOptions) -> Callable[[Document], Reading]:
    """What turns a document into a reading under these options, checked before anything is read.

    Raises
    ------
    UnknownName
        When there is no such reader or no such scale.
    TertiusError
        When the reader is a language model and the environment names none.
    """
    from tertius.reading.forecasts.phrases import implied_range

    implied_range("likely", options.scale)
    if options.reader == "rules":
        return functools.partial(read_document, scale=options.scale, comments=options.comments)
    if options.reader == "llm":
        from tertius.reading.llm import endpoint, read_with_model

        endpoint()
        return functools.partial(read_with_model, options=options)
    raise UnknownName("reader", options.reader, READERS)


def read_document(document: Document, *, scale: str = "CAPphrase", comments: bool = False) -> Reading:
    """Read a document that has been taken in, by rules and grammar alone.

    Raises
    ------
    TertiusError
        When the English language model is not installed.
    UnknownName
        When there is no such scale.
    """
    from tertius.reading.actors import find_mentions
    from tertius.reading.events import find_events
    from tertius.reading.figures import find_figures
    from tertius.reading.forecasts import find_forecasts
    from tertius.reading.parse import parse
    from tertius.reading.people import find_people
    from tertius.reading.statements import find_statements

    parsed = parse(document, parts=(*READ, Part.COMMENT) if comments else READ)
    cast, mentions = find_people(parsed), find_mentions(parsed)
    statements = find_statements(parsed, cast)
    forecasts = find_forecasts(parsed, statements, mentions, scale=scale)
    unranged = sum(f.low is None for f in forecasts)
    return Reading(
        document=document,
        reader=READER,
        model=parsed.model,
        people=tuple(cast.people),
        statements=tuple(statements),
        forecasts=tuple(forecasts),
        figures=tuple(find_figures(parsed, mentions)),
        events=tuple(find_events(parsed, mentions, published=document.published)),
        caveats=(*cautions(document, comments=comments), *_on_ranges(len(forecasts), unranged, scale)),
        mentions=tuple(mentions),
    )


def cautions(document: Document, *, comments: bool) -> tuple[str, ...]:
    """What to beware of in any reading of this document, as sentences."""
    left_out = sum(b.part == Part.COMMENT for b in document.blocks)
    said = [
        "A statement may be missed or given to the wrong person: each span leads back to its sentence, to be checked.",
    ]
    if document.language != "en":
        said.append(f"The article is not in English ({document.language}), and only English is read.")
    if left_out and not comments:
        said.append(f"{left_out} {'block' if left_out == 1 else 'blocks'} of readers' comments not read.")
    if comments and left_out:
        said.append("Readers' comments were read too; they are no sources.")
    said += [f"{note[:1].upper()}{note[1:].rstrip('.')}." for note in document.notes]
    return tuple(said)


def _on_ranges(n: int, unranged: int, scale: str) -> tuple[str, ...]:
    if not n:
        return ()
    meant = f"A range says what the words mean to readers on the scale {scale}; no speaker gave it."
    return (meant, f"{unranged} of {n} forecasts use words that scale does not hold.") if unranged else (meant,)
