"""A reader's file opened with care: a regular one only, and never more of it than a limit."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

__all__ = ["read_regular"]


def read_regular(path: Path, most: int) -> bytes:
    """The bytes of a file, if it is one and holds at most `most` of them.

    A pipe without a writer is refused and does not hang; a device without an end is refused
    and does not fill the memory.

    Raises
    ------
    OSError
        The file cannot be opened, is a folder, a pipe or a device, or is longer; `strerror`
        says which, for a refusal's `found`.
    """
    with open(path, "rb", opener=_at_once) as file:
        held = file.read(most + 1)
    if len(held) > most:
        raise OSError(errno.EFBIG, f"more than {most:,} bytes", str(path))
    return held


def _at_once(path: str, flags: int) -> int:
    # Without this flag, which Windows lacks and does not need, opening a pipe waits for its writer.
    file = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    kind = os.fstat(file).st_mode
    if stat.S_ISREG(kind) or stat.S_ISDIR(kind):
        # Python itself refuses a folder.
        return file
    os.close(file)
    raise OSError(errno.EINVAL, "a pipe, a socket or a device", path)
