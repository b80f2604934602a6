"""One judgement of a clause out of nested ones: the outermost gives the range, inner negation turns it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tertius.reading.forecasts.cues import Cue
from tertius.reading.forecasts.negation import negation_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Judgement", "judgements", "turned_cue"]

_COPULAR = frozenset(("be", "become", "prove", "remain", "seem", "look", "appear", "get"))
_HEDGES = frozenset(("may", "might", "could"))


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """The outermost cue of a chain, its inner cues, and whether the event stands negated inside it."""

    cue: Cue
    inner: tuple[Cue, ...]
    turned: bool

    @property
    def denied(self) -> bool:
        """Whether the sentence, read as a whole, denies the event."""
        return self.cue.denied != self.turned


def judgements(cues: list[Cue]) -> list[Judgement]:
    """Merge nested cues of one sentence; what stands side by side stays apart."""
    ordered = _without_copulas(cues)
    absorbed: set[int] = set()
    found: list[Judgement] = []
    for number, outer in enumerate(ordered):
        if number in absorbed:
            continue
        inner = [n for n, cue in enumerate(ordered) if n != number and n not in absorbed and _holds(outer, cue)]
        if any(_holds(other, outer) and not _holds(outer, other) for n, other in enumerate(ordered) if n != number):
            continue
        absorbed |= {number, *inner}
        turned = _turned(outer)
        found.append(Judgement(outer, tuple(ordered[n] for n in inner), turned))
    return found


def _without_copulas(cues: list[Cue]) -> list[Cue]:
    """Join copulas: "will be difficult" is one judgement: the modal of a copula joins the predicate's words."""
    joined: list[Cue] = []
    for cue in cues:
        if cue.kind == "modal" and cue.governor.lemma_ in _COPULAR:
            predicate = next(
                (c for c in cues if c is not cue and c.governor == cue.governor and c.kind != "modal"), None
            )
            if predicate is not None:
                continue
        joined.append(cue)
    return joined


def _holds(outer: Cue, inner: Cue) -> bool:
    """Whether a judgement stands inside what another one speaks of."""
    if outer is inner:
        return False
    if outer.event == inner.governor or outer.event == inner.event:
        return not (
            outer.kind == "modal"
            and inner.kind != "modal"
            and inner.event == outer.event
            and outer.governor != inner.governor
        )
    seen: Token = inner.governor
    while seen.head != seen:
        if seen == outer.event:
            return True
        if seen.dep_ in {"relcl", "advcl", "parataxis"} and not _is_complement(seen):
            return False
        if (
            seen.dep_ == "conj"
            and outer.kind == "modal"
            and any(c.dep_ in {"nsubj", "nsubjpass"} or c.tag_ == "MD" for c in seen.children)
        ):
            return False
        if seen.dep_ == "conj" and outer.event == seen.head and outer.governor == outer.event:
            return False
        seen = seen.head
    return False


def _is_complement(verb: Token) -> bool:
    return any(c.tag_ == "TO" for c in verb.children) and verb.dep_ == "advcl"


def _turned(cue: Cue) -> bool:
    """Whether the event is negated inside the judgement: "unlikely that Russia will not retaliate"."""
    if cue.event == cue.governor or cue.event.pos_ not in {"VERB", "AUX"}:
        return False
    negation = negation_of(cue.event)
    return negation is not None and negation not in cue.tokens


def turned_cue(judgement: Judgement) -> Cue:
    """The outermost cue with the inner negation worked in."""
    cue = judgement.cue
    if not judgement.turned or cue.wording is None:
        return cue
    return replace(cue, wording=cue.wording.of_failing())
