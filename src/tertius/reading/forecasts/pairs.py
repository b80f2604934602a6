"""Which two states a forecast is about: those that its clause moves, else those named nearest."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from tertius.reading.parse import Paragraph

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Named", "States", "names_both"]

_TWO = (
    r"(?:countries|states|powers|nations|neighbou?rs|capitals|sides|giants|partners|allies|rivals|governments|leaders)"
)
_BOND = r"(?:alliance|partnership|relations|relationship|ties|friendship|rivalry|bond|cooperation)"
_BOTH = re.compile(
    rf"\b(?:the|these|those) two {_TWO}\b|\bboth {_TWO}\b|\beach other\b|\bone another\b|\bthe pair\b|"
    rf"\btheir (?:\w+ )?{_BOND}\b|\bbilateral\b|\bthe (?:two|duo)\b|\bbetween them\b|\beither country\b",
    re.IGNORECASE,
)
"""Words for two states at once."""


_TIES = re.compile(
    r"\bthe (?:\w+ )?(?:alliance|partnership|axis|entente|friendship|relationship|bond)\b", re.IGNORECASE
)
"""A tie named without its states: the one the document is about."""


def names_both(doc: Doc, tokens: Sequence[Token]) -> bool:
    """Whether some words speak of two states at once: "the two countries", "each other"."""
    return bool(tokens) and _BOTH.search(doc[tokens[0].i : tokens[-1].i + 1].text) is not None


_WEST = re.compile(r"\b(?:the West|Western)\b")
"""Where the text names no state of the West, its first: the United States."""


def _text(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens)


_ABROAD = 0.3
"""Share of paragraphs with two states from which a text counts as one about relations between states."""


_WHOLLY = 0.5
"""Share from which every deed of a state in a text is taken to concern the others."""

_JOINT = re.compile(r"\s*(?:'s|\u2019s)?\s*(?:and|or|nor|with|from|-|\u2013|/|and the|with the|from the|against)?\s*")
"""What may stand between two states that are named in one breath."""


class Named(Protocol):
    """A mention of a state: where it stands, and its ISO 3166 alpha-3 code."""

    @property
    def start(self) -> int:
        """Position of the first character."""
        ...

    @property
    def end(self) -> int:
        """Position after the last character."""
        ...

    @property
    def state(self) -> str:
        """ISO 3166 alpha-3."""
        ...


class States:
    """The states that a document names, by place.

    `abroad` says whether the document is about dealings between states: whether enough of its
    paragraphs name two. `wholly` asks for half of them.
    """

    def __init__(self, mentions: Sequence[Named], paragraphs: Sequence[tuple[int, int]] = (), text: str = "") -> None:
        self._named = sorted(mentions, key=lambda named: (named.start, named.end))
        self._starts = [named.start for named in self._named]
        self.counts = Counter(named.state for named in self._named)
        both = sum(len(self.within(*paragraph)) >= 2 for paragraph in paragraphs)
        self.abroad = not paragraphs or both >= _ABROAD * len(paragraphs)
        self.wholly = bool(paragraphs) and both >= _WHOLLY * len(paragraphs)
        self._joined_at = [
            (one.state, two.state, two.end)
            for one, two in zip(self._named, self._named[1:], strict=False)
            if one.state != two.state and _JOINT.fullmatch(text[one.end : two.start])
        ]

    def within(self, start: int, end: int) -> list[str]:
        """States named between two positions, each once, in the order of the text."""
        found = [
            named.state for named in self._named[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        ]
        return list(dict.fromkeys(found))

    def among(self, paragraph: Paragraph, tokens: Sequence[Token]) -> list[str]:
        """States named by some words of a paragraph."""
        places = {paragraph.start_of(token) for token in tokens}
        ends = {paragraph.start_of(token): paragraph.end_of(token) for token in tokens}
        found: list[str] = []
        for place in sorted(places):
            low, high = bisect_left(self._starts, place), bisect_left(self._starts, ends[place])
            found += [named.state for named in self._named[low:high]]
        return list(dict.fromkeys(found))

    def before(self, position: int, but: Sequence[str], wanted: int, floor: int = 0) -> list[str]:
        """The states named last before a position, in the order of the text."""
        found: list[str] = []
        for named in reversed(self._named[: bisect_left(self._starts, position)]):
            if named.start < floor or len(found) == wanted:
                break
            if named.state not in found and named.state not in but:
                found.append(named.state)
        return found[::-1]

    def together(self, position: int) -> tuple[str, str] | None:
        """The two states named last in one breath before a position, else those named so most often."""
        earlier = [(one, two) for one, two, end in self._joined_at if end <= position]
        if earlier:
            return earlier[-1]
        return self.usual_pair() or self._last_two(position)

    def usual_pair(self) -> tuple[str, str] | None:
        """The two states that the document names in one breath most often, as first written."""
        counts = Counter(frozenset((one, two)) for one, two, _ in self._joined_at)
        if not counts:
            return None
        pair = max(counts, key=lambda both: (counts[both], sum(self.counts[state] for state in both)))
        return next((one, two) for one, two, _ in self._joined_at if frozenset((one, two)) == pair)

    def _last_two(self, position: int) -> tuple[str, str] | None:
        last = self.before(position, (), 2)
        return (last[0], last[1]) if len(last) == 2 else None

    def _outside(self, sentence: tuple[int, int], without: tuple[int, int]) -> list[str]:
        """States of a sentence outside its condition, then those inside."""
        free = [
            *self.within(sentence[0], max(sentence[0], without[0])),
            *self.within(max(sentence[0], without[1]), sentence[1]),
        ]
        return list(dict.fromkeys([*free, *self.within(*sentence)]))

    def usual(self, but: Sequence[str]) -> str | None:
        """The state that the document names most often beside some."""
        return next((state for state, _ in self.counts.most_common() if state not in but), None)

    def pair(
        self,
        paragraph: Paragraph,
        sentence: tuple[int, int],
        ranges: Sequence[Sequence[Token]],
        clause: str,
        without: tuple[int, int] = (0, 0),
    ) -> tuple[str, str] | None:
        """The two states of a forecast.

        `ranges` are the words to search, closest to what moves first. What one range does not
        settle the next completes; "the two countries" are the last two named together before it.
        """
        found: list[str] = []
        for number, tokens in enumerate(ranges):
            here = self.among(paragraph, tokens)
            if number < len(ranges) - 1 and not found and len(here) >= 2:
                return here[0], here[1]
            found = _joined(found, here)
            if len(found) >= 2:
                return found[0], found[1]
        if len(found) == 1 and found[0] != "USA" and self.counts["USA"] and _WEST.search(_text(ranges[-1])):
            return found[0], "USA"
        both = _BOTH.search(clause)
        if both is not None:
            # A paragraph that has named two states, and only two, before "the two countries" means them.
            here = self.within(paragraph.block.start, sentence[0] + both.start())
            if len(here) == 2:
                return here[0], here[1]
            if (together := self.together(sentence[0] + both.start())) is not None:
                return together
        if not found and _TIES.search(_text(ranges[-1])) and (usual := self.usual_pair()):
            return usual
        for state in self._outside(sentence, without):
            if state not in found and len(found) < 2:
                found = self._in_order(found, state, sentence)
        if len(found) < 2:
            found += self.before(sentence[0], found, 2 - len(found))
        if len(found) == 1 and (other := self.usual(found)) is not None:
            found.append(other)
        return (found[0], found[1]) if len(found) >= 2 else None

    def _in_order(self, found: list[str], state: str, sentence: tuple[int, int]) -> list[str]:
        order = self.within(*sentence)
        both = [*found, state]
        return sorted(both, key=lambda s: order.index(s) if s in order else len(order))


def _joined(found: list[str], here: list[str]) -> list[str]:
    """What is found so far and what a wider range adds, in the order of the wider range."""
    fresh = [state for state in here if state not in found]
    if not found or not fresh:
        return found or here
    chosen = {*found, fresh[0]} if len(found) == 1 else set(found)
    return [state for state in here if state in chosen] + [state for state in found if state not in here]
