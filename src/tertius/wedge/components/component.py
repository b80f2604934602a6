"""A component of a wedge: what it is, which way it works, what it needs, and what would refute it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from math import hypot, log
from typing import TYPE_CHECKING, Any, Literal

from tertius.states import State

if TYPE_CHECKING:
    from tertius.atlas.store import Atlas

__all__ = ["SIZED_FOR", "Asked", "Component", "Effect", "SourceClass", "Status", "Value"]

SourceClass = Literal["estimated", "literature", "elicited"]
"""Whence an effect's size: estimated in this project, taken from the literature, or set by judgement."""

Status = Literal["measured", "judged", "below the bar", "not known"]
"""How a value came about. Below the bar: judged, but two coders agree too little for it to count."""


SIZED_FOR = 5
"""Years ahead for which every effect was set."""

HORIZON_DOUBT = 0.3
"""How unsure an effect's size is at another horizon: a standard deviation of its share, a unit of log years.

Between one year and five the effect of where a state stands on a move grew as the horizon to the .3, that of a new
leader shrank as much; from five to ten neither moved (`bench/horizons.py`)."""


@dataclass(frozen=True, slots=True)
class Effect:
    """Log odds that one unit of a component adds: a t with 3 degrees of freedom around `mean`, `scale` wide.

    The sign of `mean` was fixed before any effect was estimated; `scale` is at least as wide
    as `mean`, so that the draws may say the contrary.
    """

    mean: float
    scale: float
    source_class: SourceClass
    why: str

    def __post_init__(self) -> None:
        assert self.scale >= abs(self.mean) > 0, "an effect's prior is at least as wide as the effect"

    def over(self, horizon: int) -> Effect:
        """The effect over so many years ahead: the same mean, and wider the further from five."""
        return replace(self, scale=hypot(self.scale, HORIZON_DOUBT * log(horizon / SIZED_FOR) * self.mean))


@dataclass(frozen=True, slots=True)
class Component:
    """One of the ten things that decide whether B can be pried from C.

    Attributes
    ----------
    number : int
        Its place in the list of section "Components" of docs/methods/wedge.md, 1 to 10.
    by_judgement : bool
        Whether its value is a judgement, used only where two coders agree enough.
    definition, evidence, falsifier, source : str
        A sentence each: what it is, what it is measured or judged from, what would refute it,
        and the work it comes from.
    """

    key: str
    label: str
    number: int
    by_judgement: bool
    effect: Effect
    definition: str
    evidence: str
    falsifier: str
    source: str

    @property
    def sign(self) -> int:
        """+1 where more of it helps A, -1 where more of it holds B."""
        return 1 if self.effect.mean > 0 else -1

    def to_dict(self) -> dict[str, Any]:
        """What it is, which way it works and how strongly, what would refute it, and the work it comes from."""
        return {
            "definition": self.definition,
            "sign": self.sign,
            "effect": asdict(self.effect),
            "falsifier": self.falsifier,
            "source": self.source,
        }


@dataclass(frozen=True, slots=True)
class Value:
    """Where a component stands for one question.

    `value` is in standard units: 0 the median power in B's place, 1 a standard deviation or one
    step of the scale from -2 to +2; `low` and `high` hold 90 %. All three None: not known.

    Attributes
    ----------
    figure : str
        The observation in its own unit, as a reader would say it: "33 % of its trade (2024)".
    year : int or None
        Of the newest figure used.
    why : str
        How the figure becomes the value, or why there is none.
    basis : tuple of str
        Ids of datasets, of chronicle events ("chronicle:…") or of judgements ("judgement:…").
    """

    component: str
    value: float | None
    low: float | None
    high: float | None
    figure: str
    year: int | None
    status: Status
    why: str
    basis: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it enters the judged number."""
        return self.value is not None and self.status in {"measured", "judged"}

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as `--json` prints them."""
        return asdict(self)


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What a component is measured for: three states, the day, and the figures known then."""

    a: State
    b: State
    c: State
    day: date
    atlas: Atlas

    @property
    def question(self) -> tuple[int, int, int]:
        """COW numbers of A, B and C."""
        return self.a.cow, self.b.cow, self.c.cow
