"""Several writers at once, and writers that are killed: nothing acknowledged is lost, no sheet is there by half."""

from __future__ import annotations

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tertius.casebook.casebook import open_casebook
from tertius.casebook.judgements import all_judgements

ROUNDS, WRITERS, ROWS = 3, 3, 40


def test_writers_at_once_lose_nothing(database, started):
    # None of them finds the tables there: the first makes them, the others wait.
    writers = [started("judging.py", database, f"writer {n}", "2", "12") for n in range(4)]
    said = [writer.communicate(timeout=120)[0].splitlines() for writer in writers]
    assert [w.returncode for w in writers] == [0] * 4
    kept = all_judgements(open_casebook(database))
    assert Counter(j.who for j in kept) == Counter({sheet: 2 for lines in said for sheet in lines})
    assert len(kept) == len({j.id for j in kept}) == 4 * 12 * 2


def test_kills_lose_nothing_and_leave_no_half(database, killed):
    dice = random.Random(7)
    acknowledged: set[str] = set()
    for turn in range(ROUNDS):
        waits = [dice.random() * 0.25 for _ in range(WRITERS)]
        with ThreadPoolExecutor(WRITERS) as pool:
            words = ([w] * WRITERS for w in ("judging.py", database))
            names = [f"{turn}-{n}" for n in range(WRITERS)]
            told = pool.map(killed, waits, *words, names, [str(ROWS)] * WRITERS)
            acknowledged |= {s for said in told for s in said}
    held = Counter(j.who for j in all_judgements(open_casebook(database)))
    assert len(acknowledged) >= ROUNDS * WRITERS
    assert acknowledged <= held.keys()
    assert set(held.values()) == {ROWS}
