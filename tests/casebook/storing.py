"""A made-up reading, and a process that stores such readings until somebody kills it.

    python storing.py DATABASE NAME

Prints the id of each document once the casebook has acknowledged it.
"""

from __future__ import annotations

import sys
from datetime import date
from itertools import count

from tertius.reading.actors import Mention
from tertius.reading.document import Block, Document, Part, document_id
from tertius.reading.record import Event, Figure, Forecast, Person, Reading, Statement

SENTENCE = "Anna Lindqvist said Russia is unlikely to leave China before 2030. "


def made_up(
    name: str = "one", *, n: int = 1, source: str = "-", reader: str = "rules 1", published: date | None = None
) -> Reading:
    """A reading of `n` equal sentences, each a statement and a forecast; the text ends in `name`."""
    text = SENTENCE * n + f"Trade fell to US$245 bn. {name}"
    size = len(SENTENCE)
    body = Part.BODY
    starts = [i * size for i in range(n)]
    end = text.index("Trade")
    return Reading(
        document=Document(
            *(document_id(text), text, source, "A made-up article", None, None, published, "en"),
            blocks=(Block(0, len(text), body),),
            notes=("page 3 holds no text",),
        ),
        reader=reader,
        model="none",
        people=(Person("Anna Lindqvist", "the Institute", "SWE", "expert"),),
        statements=tuple(
            Statement(
                *(s + 20, s + 65, "Anna Lindqvist", "Anna Lindqvist", s, s + 14, "said", s + 15, s + 19),
                *("indirect", body, ("Anna Lindqvist",)),
            )
            for s in starts
        ),
        forecasts=tuple(
            Forecast(
                *(s + 20, s + 65, "Anna Lindqvist", "unlikely", 0.1, 0.25, "CAPphrase", "Russia leaves China"),
                *(("RUS", "CHN"), "apart", None, "before 2030", body),
            )
            for s in starts
        ),
        figures=(
            Figure(
                *(end + 14, end + 23, 245e9, "USD", "trade", ("RUS", "CHN"), None, "actual", None, body),
            ),
        ),
        events=(Event(end, end + 24, "RUS", "CHN", "CONSULT", None, body),),
        caveats=("A caveat.",),
        mentions=tuple(
            m for s in starts for m in (Mention(s + 20, s + 26, "RUS", "name"), Mention(s + 53, s + 58, "CHN", "name"))
        ),
    )


if __name__ == "__main__":
    from tertius.casebook.casebook import open_casebook

    book = open_casebook(sys.argv[1])
    for number in count():
        kept = book.keep(made_up(f"{sys.argv[2]}, number {number}", n=40))
        sys.stdout.write(f"{kept.reading.document.id}\n")
        sys.stdout.flush()
