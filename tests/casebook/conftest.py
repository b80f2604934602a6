"""Made-up readings for the casebook, and writers that are killed: no language model is loaded here."""

from __future__ import annotations

import os
import runpy
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def made_up() -> Callable:
    """A reading of equal sentences, made without reading."""
    return runpy.run_path(str(Path(__file__).with_name("storing.py")))["made_up"]


@pytest.fixture(scope="session")
def started() -> Callable[..., subprocess.Popen[str]]:
    """Start a script of this folder in a process of its own."""

    def start(script: str, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name(script)), *words],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )

    return start


@pytest.fixture(scope="session")
def killed(started) -> Callable[..., list[str]]:
    """Start a script, kill it `patience` seconds after its first line, return the lines it had written whole."""

    def kill(patience: float, script: str, *words: str) -> list[str]:
        writer = started(script, *words)
        said: list[str] = []
        first = threading.Event()

        def listen() -> None:
            for line in writer.stdout:
                # A line cut off by the kill was not an acknowledgement.
                if line.endswith("\n"):
                    said.append(line.strip())
                first.set()
            first.set()

        ear = threading.Thread(target=listen)
        ear.start()
        assert first.wait(120)
        time.sleep(patience)
        writer.send_signal(signal.SIGKILL)
        assert writer.wait(60) == -signal.SIGKILL
        ear.join()
        writer.stdout.close()
        return said

    return kill
