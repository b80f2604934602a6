"""One key at a time from a terminal; from a pipe, one character of each line."""

from __future__ import annotations

import sys
from collections.abc import Iterator

__all__ = ["keys"]


def keys() -> Iterator[str]:
    """Every key a person presses, until the end of the input; Ctrl-C and Ctrl-D end it too."""
    if not sys.stdin.isatty():
        for line in sys.stdin:
            yield from line.strip()[:1]
        return
    while (key := _pressed()) not in {"\x03", "\x04", ""}:
        yield key


def _pressed() -> str:
    if sys.platform == "win32":
        import msvcrt

        return msvcrt.getwch()
    import termios
    import tty

    before = termios.tcgetattr(sys.stdin)
    try:
        tty.setcbreak(sys.stdin)
        return sys.stdin.read(1)
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
