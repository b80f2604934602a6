"""Eight processes that write at once lose nothing; a killed one loses nothing it was told is kept."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tertius.ledger.store import open_ledger
from tertius.ledger.verification import verify

WRITER = Path(__file__).with_name("writer.py")
SRC = Path(__file__).parents[2] / "src"


def start(database: str, holder: str, times: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(WRITER), database, holder, str(times)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(SRC)},
    )


def test_eight_processes_at_once_lose_nothing_and_the_chain_is_whole(database, question):
    open_ledger(database).add(question())
    each, writers = 25, [start(database, f"writer {n}", 25) for n in range(8)]
    said = []
    for writer in writers:
        out, err = writer.communicate(timeout=120)
        assert (writer.returncode, err) == (0, "")
        said += out.splitlines()
    ledger = open_ledger(database)
    kept = {f"{e.id} {e.record.ref}" for e in ledger.entries(after=1)}
    assert kept == set(said)
    assert len(kept) == 8 * each
    found = verify(ledger)
    assert found.whole
    assert found.entries == 8 * each + 1


def test_several_processes_may_open_it_for_the_first_time_at_once(database):
    code = f"from tertius.ledger.store import open_ledger; print(list(open_ledger({database!r}).entries()))"
    env = {**os.environ, "PYTHONPATH": str(SRC)}
    opened = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
        for _ in range(4)
    ]
    assert [p.communicate(timeout=120) for p in opened] == [(b"[]\n", b"")] * 4


def test_a_process_killed_at_any_moment_loses_no_forecast_it_was_told_is_kept(database, question):
    open_ledger(database).add(question())
    told: set[str] = set()
    for turn in range(6):
        writer = start(database, f"turn {turn}", 100_000)
        assert writer.stdout is not None
        # However slow the disk, some are told before the kill.
        told |= {writer.stdout.readline().strip() for _ in range(5)}
        time.sleep(0.03 + 0.037 * turn)
        writer.send_signal(signal.SIGKILL)
        rest, _ = writer.communicate(timeout=60)
        # The last line may be cut; what was told is a line that ends.
        told |= {line.strip() for line in rest.splitlines(keepends=True) if line.endswith("\n")}
    assert len(told) >= 6 * 5
    ledger = open_ledger(database)
    kept = {f"{e.id} {e.record.ref}" for e in ledger.entries(after=1)}
    assert told <= kept
    assert len(kept - told) <= 6
    assert verify(ledger).whole
