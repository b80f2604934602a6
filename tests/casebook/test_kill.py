"""Kill -9 in a loop: what was acknowledged is there, and no document is there by half."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import distinct, func, select

from tertius.casebook.casebook import open_casebook
from tertius.casebook.schema import DOCUMENTS, ITEMS, READINGS

ROUNDS, WRITERS = 6, 4


def test_two_dozen_kills_lose_nothing_and_leave_no_half(database, killed):
    dice = random.Random(20)
    acknowledged: set[str] = set()
    for turn in range(ROUNDS):
        waits = [dice.random() * 0.25 for _ in range(WRITERS)]
        with ThreadPoolExecutor(WRITERS) as pool:
            names = [f"{turn}-{n}" for n in range(WRITERS)]
            found = list(pool.map(killed, waits, ["storing.py"] * WRITERS, [database] * WRITERS, names))
        acknowledged |= {i for said in found for i in said}
    # One statement sees one state: a server may still be committing for a writer that is dead.
    counted = (
        select(DOCUMENTS.c.id, func.count(distinct(READINGS.c.number)), READINGS.c.n_items, func.count(ITEMS.c.number))
        .outerjoin(READINGS, READINGS.c.document == DOCUMENTS.c.id)
        .outerjoin(ITEMS, ITEMS.c.document == DOCUMENTS.c.id)
        .group_by(DOCUMENTS.c.id, READINGS.c.n_items)
    )
    book = open_casebook(database)
    with book.engine.connect() as c:
        kept = {document: tuple(numbers) for document, *numbers in c.execute(counted)}
    assert acknowledged <= kept.keys()
    assert len(acknowledged) >= ROUNDS * WRITERS
    assert {(readings, held == promised) for readings, promised, held in kept.values()} == {(1, True)}
    for i in list(kept)[:20]:
        assert len(book.document(i).reading.forecasts) == 40
