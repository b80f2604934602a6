"""What a forecast expects for its pair: closer, apart, unchanged or other."""

from __future__ import annotations

from tertius.reading.forecasts.chain import Judgement
from tertius.reading.forecasts.direction import Direction
from tertius.reading.record import Move

__all__ = ["move_of"]

_OPEN = frozenset(
    ("not sure", "not certain", "not confident", "can not be sure", "can not be certain", "uncertain", "no certainty")
)
"""Words that leave the event open: what is expected is nothing."""


def move_of(direction: Direction | None, judgement: Judgement) -> Move:
    """The move that a judgement expects of an event that would go a way.

    A change denied leaves things unchanged. A state that lasts is unchanged; that it lasts
    denied, it ends, which moves the pair the other way.
    """
    wording = judgement.cue.wording
    if wording is not None and wording.words in _OPEN:
        return "other"
    denied = judgement.denied or (wording is not None and wording.words in _NOT_FOLLOWING)
    if direction is None:
        return "unchanged" if denied else "other"
    if direction.way == "keep":
        if not denied:
            return "unchanged"
        return direction.otherwise if direction.otherwise in ("closer", "apart") else "other"
    if direction.way == "alter":
        return "unchanged" if denied else "other"
    return "unchanged" if denied else direction.way


_NOT_FOLLOWING = frozenset(
    (
        "not necessarily",
        "will not necessarily",
        "may not necessarily",
        "not automatically",
        "not mean",
        "not guarantee",
        "not imply",
        "not translate",
        "no guarantee",
    )
)
"""Words that deny that one thing brings about another: as things stand, they stay."""
