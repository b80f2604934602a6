"""The record of what arrived in a vault, when and from where: one JSON line each, only ever appended to."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tertius.errors import VaultError
from tertius.vault.lock import alone

__all__ = ["Arrival", "Manifest"]

_LOCK_PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file that arrived whole: `size` in bytes, `retrieved` in UTC as ISO 8601."""

    name: str
    sha256: str
    size: int
    url: str
    retrieved: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The lines of `path`, which need not exist yet."""

    path: Path

    def arrivals(self) -> tuple[Arrival, ...]:
        """Every arrival, oldest first.

        A line cut short, as a crash leaves it, is passed over: the file it was about is
        still in the store, under its hash.
        """
        try:
            lines = self.path.read_bytes().split(b"\n")
        except (FileNotFoundError, NotADirectoryError):
            return ()
        except OSError as e:
            raise VaultError(f"cannot read {self.path}", found=str(e), hint="look at its permissions") from None
        return tuple(arrival for line in lines if (arrival := _arrival(line)) is not None)

    def append(self, arrival: Arrival) -> None:
        """Write one line and wait until the disk has it.

        A line some crash left without its end is closed first, so it spoils nothing but itself.
        """
        line = json.dumps(asdict(arrival)).encode() + b"\n"
        with (
            alone(self.path.with_suffix(".lock"), patience=_LOCK_PATIENCE),
            self.path.open("a+b", buffering=0) as sink,
        ):
            end = sink.seek(0, os.SEEK_END)
            if end:
                sink.seek(end - 1)
                if sink.read(1) != b"\n":
                    line = b"\n" + line
            written = sink.write(line)
            if written != len(line):
                raise OSError(f"{self.path} took {written} of {len(line)} bytes")
            os.fsync(sink.fileno())


def _arrival(line: bytes) -> Arrival | None:
    try:
        fields: Any = json.loads(line)
        arrival = Arrival(**fields)
    except (ValueError, TypeError):
        return None
    texts = (arrival.name, arrival.sha256, arrival.url, arrival.retrieved)
    whole = all(type(text) is str for text in texts) and type(arrival.size) is int
    return arrival if whole else None
