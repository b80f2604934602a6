"""Who said what: cues, contents, quotes and speakers, one statement each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertius.reading.parse import Parsed
from tertius.reading.quotes import find_quotes
from tertius.reading.record import Statement
from tertius.reading.statements.attach import attach
from tertius.reading.statements.cues import find_cues
from tertius.reading.statements.labels import find_labels
from tertius.reading.statements.layers import second_layer
from tertius.reading.statements.merge import merged

if TYPE_CHECKING:
    from tertius.reading.people import Cast

__all__ = ["find_statements"]


def find_statements(parsed: Parsed, cast: Cast) -> tuple[Statement, ...]:
    """Every statement that the text attributes, in order of its place, each once.

    Parameters
    ----------
    parsed
        The parts of the document that are sources.
    cast
        Who is named in it, from `find_people` of the same `parsed`.

    Returns
    -------
    tuple of Statement
        One for each contiguous run of content; the parts of a quote broken by "he said" share one cue.
    """
    quotes = find_quotes(parsed)
    cues = [f for number, p in enumerate(parsed.paragraphs) for f in find_cues(number, p)]
    labels = find_labels(parsed, quotes)
    layers = second_layer(parsed, cues, quotes)
    return merged(parsed, cast, [*attach(parsed, quotes, [*labels, *cues]), *layers], quotes)
