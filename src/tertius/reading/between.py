"""The two states of "trade between A and B"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tertius.reading.actors import Mention

__all__ = ["between_states"]

_BETWEEN = re.compile(r"\bbetween ")
_NEXT = 5
"""Characters from "between" to its first state, for "the ", and little more from that to the second."""


def between_states(
    text: str, start: int, end: int, mentions: Sequence[Mention], base: int = 0
) -> tuple[str, str] | None:
    """The two states that the last "between" in a range joins, whoever speaks of them; None where it joins none.

    `start:end` are positions in `text`, a paragraph that begins at `base` in the document.
    """
    places = [m.end() for m in _BETWEEN.finditer(text, start, end)]
    following = [m for m in mentions if places and m.start - base >= places[-1]][:2]
    if len(following) < 2:
        return None
    one, two = following
    near = one.start - base - places[-1] <= _NEXT and two.start - one.end <= _NEXT + len(" and")
    return (one.state, two.state) if near and two.end - base <= end and one.state != two.state else None
