"""One attempt to part two states: who tried, how, how it ended, by three codings and by their majority."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

__all__ = ["ERAS", "FIELDS", "GOALS", "STATUSES", "WORDS", "Case", "Coding", "era_of", "majority"]

FIELDS: tuple[str, ...] = ("strategy", "goal", "rift", "regime_change", "outcome", "degree")
"""What each of three coders coded."""

STATUSES: tuple[str, ...] = ("uncommitted", "informal", "formal_ally")
"""The tie of target and partner when the attempt began, from none to a pact."""

GOALS: tuple[str, ...] = ("disalign", "prevent", "dealign", "realign")
"""What was sought of the target, in order of the change of alignment; the order is this project's reading."""

WORDS: dict[str, tuple[str, ...]] = {
    "strategy": ("reward", "coercion", "mixed", "not_attempted"),
    "goal": GOALS,
    "rift": ("0", "1"),
    "regime_change": ("0", "1"),
    "outcome": ("detach", "prevent", "fail", "unresolved"),
    "degree": ("full", "partial", "temporary", "none", "disputed", "unresolved"),
}
"""The words of each coded field."""

ERAS: tuple[tuple[int, int], ...] = ((1890, 1945), (1946, 1991), (1992, 2026))
"""First and last year of the three eras in which rates and effects are told apart."""

_YEARS_TO_OUTCOME = 2


@dataclass(frozen=True, slots=True)
class Coding:
    """One coder's words for a case, or the words of the majority; None where there is none."""

    strategy: str | None
    goal: str | None
    rift: str | None
    regime_change: str | None
    outcome: str | None
    degree: str | None

    def word(self, field: str) -> str | None:
        """The word of one of `FIELDS`."""
        return {
            "strategy": self.strategy,
            "goal": self.goal,
            "rift": self.rift,
            "regime_change": self.regime_change,
            "outcome": self.outcome,
            "degree": self.degree,
        }[field]


@dataclass(frozen=True, slots=True)
class Case:
    """One line of the case list.

    Attributes
    ----------
    id
        Its name in the list, W001.
    divider, target, partner
        COW numbers of the state that tried, of the one it wooed or pressed, and of the one
        from which that was to be parted.
    names
        The three as the list writes them: "Soviet Union" where it was one.
    first, last
        Years of the attempt.
    status
        One of `STATUSES`.
    codings
        Three coders, the first with sight of more than the others had.
    by
        The words that at least two of them share; of one coder alone, that coder's.
    outcome_year
        When it was decided; None where it is not.
    un_measurable
        Whether votes of the years stand in the General Assembly's record.
    group
        Cases of one group are one story seen from two sides.
    source, source_status
        A work to check it in, and whether that was seen: "memory", "seen_abstract",
        "seen_partial" or "read".
    confidence
        "high", "medium" or "low".
    notes
        What else to know.
    """

    id: str
    divider: int
    target: int
    partner: int
    names: tuple[str, str, str]
    first: int
    last: int
    status: str
    codings: tuple[Coding, ...]
    by: Coding
    outcome_year: int | None
    un_measurable: bool
    group: str
    source: str
    source_status: str
    confidence: str
    notes: str

    @property
    def years(self) -> str:
        """1969–1979, or 1911."""
        return f"{self.first}–{self.last}" if self.first < self.last else str(self.first)

    @property
    def title(self) -> str:
        """Who tried to part whom, and when."""
        divider, target, partner = self.names
        return f"{divider}: {target} from {partner}, {self.years}"

    @property
    def memory_only(self) -> bool:
        """Whether nothing of the source was seen: it is named from memory."""
        return self.source_status == "memory"

    @property
    def succeeded(self) -> bool | None:
        """Whether the tie loosened, ended or never formed; None while unresolved, or without a majority."""
        return {"detach": True, "prevent": True, "fail": False}.get(self.by.outcome or "")

    @property
    def known(self) -> date:
        """From when the outcome counts: two years after the attempt's last year."""
        return date(self.last + _YEARS_TO_OUTCOME, 12, 31)

    def resolved(self, on: date) -> bool:
        """Whether it ended in a known way that a reader of this day could know."""
        return self.succeeded is not None and self.known <= on


def majority(words: Iterable[str | None]) -> tuple[str | None, int]:
    """The word most coders share and how many do; None where no word has more than half of them."""
    said = [w for w in words if w]
    if not said:
        return None, 0
    word, n = Counter(said).most_common(1)[0]
    return (word if 2 * n > len(said) else None), n


def era_of(year: int) -> tuple[int, int] | None:
    """The era a year lies in; None outside all."""
    return next((era for era in ERAS if era[0] <= year <= era[1]), None)
