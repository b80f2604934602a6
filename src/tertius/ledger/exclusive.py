"""Questions of which exactly one comes true: what each holder gave them, and how far that is from adding up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from tertius.errors import ImpossibleQuestion, TertiusError, UnknownName
from tertius.ledger.held import held
from tertius.ledger.store import Ledger
from tertius.measures.coherence import coherentise
from tertius.present.numbers import count, decimal, percent

__all__ = ["CoherentHolder", "CoherentSet", "coherent"]


@dataclass(frozen=True, slots=True)
class CoherentHolder:
    """One holder's probabilities as stated, as moved, and the root mean square of the moves."""

    holder: str
    stated: tuple[float, ...]
    moved: tuple[float, ...]
    correction: float


@dataclass(frozen=True, slots=True)
class CoherentSet:
    """Everybody who gave a probability to each of some exclusive questions; `mean` is of the moved ones."""

    as_of: date
    questions: tuple[str, ...]
    texts: tuple[str, ...]
    holders: tuple[CoherentHolder, ...]
    mean: tuple[float, ...]
    partial: tuple[str, ...]

    @property
    def caveats(self) -> tuple[str, ...]:
        """What the ledger cannot check, and who is not in it."""
        said = ["That exactly one of these comes true is your word; the ledger does not know it."]
        if self.partial:
            said.append(f"Left out, for want of a probability of each: {', '.join(self.partial)}.")
        return tuple(said)

    def explain(self) -> str:
        """How incoherent they are, in a paragraph."""
        worst = max(self.holders, key=lambda h: h.correction)
        n = len(self.holders)
        said = (
            f"{count(n)} holder{'s' * (n != 1)} gave a probability to each of {len(self.questions)} questions. "
            f"{worst.holder}'s add up to {percent(sum(worst.stated))} and are moved the most, "
            f"by {decimal(worst.correction, 3)}."
        )
        return " ".join((said, *self.caveats))

    def to_frame(self) -> pl.DataFrame:
        """A row a holder and question: stated, moved, and the holder's correction."""
        rows = [
            (h.holder, q, s, m, h.correction)
            for h in self.holders
            for q, s, m in zip(self.questions, h.stated, h.moved, strict=True)
        ]
        return pl.DataFrame(rows, schema=["holder", "question", "stated", "moved", "correction"], orient="row")

    def to_dict(self) -> dict[str, Any]:
        """As plain values; the shape that `--json` prints."""
        return {
            "as_of": self.as_of.isoformat(),
            "questions": [{"id": q, "text": t} for q, t in zip(self.questions, self.texts, strict=True)],
            "holders": [
                {"holder": h.holder, "stated": list(h.stated), "moved": list(h.moved), "correction": h.correction}
                for h in self.holders
            ],
            "mean": list(self.mean),
            "left_out": list(self.partial),
            "caveats": list(self.caveats),
        }


def coherent(
    ledger: Ledger, questions: Sequence[str], *, holder: str | None = None, as_of: date | None = None
) -> CoherentSet:
    """Move each holder's standing probabilities of exclusive questions to the nearest that sum to 1.

    Parameters
    ----------
    ledger : Ledger
        Where they are kept; nothing in it is changed.
    questions : sequence of str
        Ids, two or more, of which exactly one comes true.
    holder : str or None
        Only theirs; else of everybody who gave each a probability.
    as_of : date or None
        Today by default.

    Raises
    ------
    ImpossibleQuestion
        Fewer than two questions, or one of them twice.
    UnknownName
        When the holder gave none of them a probability.
    TertiusError
        When nobody gave one to each.

    References
    ----------
    .. [1] Mandel, Karvetski & Dhami (2018), Judgment and Decision Making 13(6), 607-621.
    """
    when = as_of or date.today()  # noqa: DTZ011 (a person's day)
    if len(set(questions)) < 2 or len(set(questions)) < len(questions):
        raise ImpossibleQuestion(
            "coherence is asked of two or more questions, each once", found=" ".join(questions), hint="Q1 Q2 Q3"
        )
    asked = [held(ledger, q, as_of=when) for q in questions]
    said = [{h.holder: h.p for h in a.held} for a in asked]
    names = sorted({name for each in said for name in each})
    if holder is not None:
        if holder not in names:
            raise UnknownName("holder of a probability of these", holder, names)
        names = [holder]
    whole = [n for n in names if all(n in each for each in said)]
    partial = tuple(n for n in names if n not in whole)
    if not whole:
        raise TertiusError(
            "nobody gave a probability to each of these",
            found=", ".join(partial) or "no forecasts",
            hint="tertius ledger show",
        )
    found = tuple(_moved(name, tuple(each[name] for each in said)) for name in whole)
    mean = tuple(float(v) for v in np.mean([h.moved for h in found], axis=0))
    return CoherentSet(when, tuple(questions), tuple(a.text for a in asked), found, mean, partial)


def _moved(holder: str, stated: tuple[float, ...]) -> CoherentHolder:
    nearest, correction = coherentise(stated)
    return CoherentHolder(holder, stated, tuple(float(v) for v in nearest), correction)
