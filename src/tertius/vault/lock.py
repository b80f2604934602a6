"""One process at a time: an advisory lock on a file, given back by the system if its holder dies."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from tertius.errors import VaultError

__all__ = ["alone"]

_BETWEEN_TRIES = 0.05

if sys.platform == "win32":
    import msvcrt

    def _taken(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def alone(
    path: Path,
    *,
    patience: float,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Generator[None]:
    """Hold the lock file at `path`; wait up to `patience` seconds for it.

    The file stays behind, empty: deleting it would let a third process lock a new
    file while a second still waits for the old one. Closing the file gives the lock back.

    Raises
    ------
    VaultError
        Where another process still holds it after `patience` seconds.
    """
    with path.open("ab") as handle:
        give_up = clock() + patience
        while not _taken(handle.fileno()):
            if clock() >= give_up:
                raise VaultError(
                    f"another process is still busy with {path.stem}",
                    found=f"{path} locked for {patience:g} s",
                    hint="wait for it to finish, or end it",
                )
            sleep(_BETWEEN_TRIES)
        yield
