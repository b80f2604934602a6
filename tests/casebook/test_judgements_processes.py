"""Several writers at once, and writers that are killed: nothing acknowledged is lost, no sheet is there by half."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tertius.casebook.casebook import open_casebook
from tertius.casebook.judgements import all_judgements

SCRIPT = Path(__file__).with_name("judging.py")
ROUNDS, WRITERS, ROWS = 3, 3, 40


def start(database: str, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), database, *words],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def killed(database: str, name: str, patience: float) -> list[str]:
    """Start a writer, kill it `patience` seconds after its first sheet, return what it had acknowledged."""
    writer = start(database, name, str(ROWS))
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


def test_writers_at_once_lose_nothing(database):
    # None of them finds the tables there: the first makes them, the others wait.
    writers = [start(database, f"writer {n}", "2", "12") for n in range(4)]
    said = [writer.communicate(timeout=120)[0].splitlines() for writer in writers]
    assert [w.returncode for w in writers] == [0] * 4
    kept = all_judgements(open_casebook(database))
    assert Counter(j.who for j in kept) == Counter({sheet: 2 for lines in said for sheet in lines})
    assert len(kept) == len({j.id for j in kept}) == 4 * 12 * 2


def test_kills_lose_nothing_and_leave_no_half(database):
    dice = random.Random(7)
    acknowledged: set[str] = set()
    for turn in range(ROUNDS):
        waits = [dice.random() * 0.25 for _ in range(WRITERS)]
        with ThreadPoolExecutor(WRITERS) as pool:
            names = [f"{turn}-{n}" for n in range(WRITERS)]
            acknowledged |= {s for said in pool.map(killed, [database] * WRITERS, names, waits) for s in said}
    held = Counter(j.who for j in all_judgements(open_casebook(database)))
    assert len(acknowledged) >= ROUNDS * WRITERS
    assert acknowledged <= held.keys()
    assert set(held.values()) == {ROWS}
