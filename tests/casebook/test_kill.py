"""Kill -9 in a loop: what was acknowledged is there, and no document is there by half."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlalchemy import func, select

from tertius.casebook.casebook import open_casebook
from tertius.casebook.schema import DOCUMENTS, ITEMS, READINGS

SCRIPT = Path(__file__).with_name("storing.py")
ROUNDS, WRITERS = 6, 4


def killed(database: str, name: str, patience: float) -> list[str]:
    """Start a writer, kill it `patience` seconds after its first document, return what it had acknowledged."""
    writer = subprocess.Popen(
        [sys.executable, str(SCRIPT), database, name],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    said: list[str] = []
    first = threading.Event()

    def listen() -> None:
        for line in writer.stdout:
            # A line cut off by the kill was not an acknowledgement.
            if line.endswith("\n"):
                said.append(line.strip())
            first.set()

    ear = threading.Thread(target=listen)
    ear.start()
    assert first.wait(60)
    time.sleep(patience)
    writer.send_signal(signal.SIGKILL)
    assert writer.wait(60) == -signal.SIGKILL
    ear.join()
    writer.stdout.close()
    return said


def test_two_dozen_kills_lose_nothing_and_leave_no_half(database):
    dice = random.Random(20)
    acknowledged: set[str] = set()
    for turn in range(ROUNDS):
        waits = [dice.random() * 0.25 for _ in range(WRITERS)]
        with ThreadPoolExecutor(WRITERS) as pool:
            names = [f"{turn}-{n}" for n in range(WRITERS)]
            found = list(pool.map(killed, [database] * WRITERS, names, waits))
        acknowledged |= {i for said in found for i in said}
    book = open_casebook(database)
    with book.engine.connect() as c:
        kept = set(c.execute(select(DOCUMENTS.c.id)).scalars())
        promised = {r.document: r.n_items for r in c.execute(select(READINGS))}
        held = dict(c.execute(select(ITEMS.c.document, func.count()).group_by(ITEMS.c.document)).all())
    assert acknowledged <= kept
    assert len(acknowledged) >= ROUNDS * WRITERS
    assert promised.keys() == kept
    assert held == promised
    for i in list(kept)[:20]:
        assert len(book.document(i).reading.forecasts) == 40
