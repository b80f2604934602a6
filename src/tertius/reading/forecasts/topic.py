"""Whether a sentence is about relations between states or their policies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tertius.reading.forecasts.direction import Direction, touches_relations
from tertius.reading.forecasts.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["about_states"]


def about_states(
    clause: Sequence[Token], sentence: Sequence[Token], named: tuple[int, int, int], direction: Direction | None
) -> bool:
    """Whether a forecast is about dealings between states.

    `named` counts the states that the clause, the sentence and the neighbourhood name; the last
    is 0 in a text that is not about states. Two in the clause are enough, and so is one of two in
    the sentence. One alone wants a word of relations in the clause or of policy beside it; none
    wants a way for states to move.
    """
    in_clause, in_sentence, nearby = named
    moves = direction is not None and (direction.way != "alter" or in_sentence >= 1)
    relations = touches_relations(list(clause))
    if in_clause >= 2:
        return True
    if in_clause == 1 and in_sentence >= 2 and nearby >= 2:
        return True
    if in_clause == 1 or in_sentence >= 2:
        return moves or relations or (nearby >= 2 and _policy(sentence))
    if in_sentence == 1:
        return (moves and nearby >= 2) or (relations and nearby >= 2)
    return nearby >= 2 and moves


def _policy(tokens: Sequence[Token]) -> bool:
    return touches_relations(list(tokens)) or any(
        t.lemma_.casefold() in words("relations", "nouns", "policy") for t in tokens
    )
