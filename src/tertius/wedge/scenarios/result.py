"""What a scenario comes to: two numbers, the difference between them, and what made it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from tertius.present.card import card
from tertius.present.names import possessive, the
from tertius.present.numbers import decimal, percent, percent_apart, percent_range, share_of_draws, signed
from tertius.provenance import Provenance
from tertius.states import State
from tertius.wedge.components.component import SourceClass
from tertius.wedge.scenarios.bounds import Bound
from tertius.wedge.scenarios.difference import Difference
from tertius.wedge.scenarios.extrapolation import Reach
from tertius.wedge.scenarios.in_force import InForce
from tertius.wedge.scenarios.scenario import Scenario

if TYPE_CHECKING:
    import altair as alt

__all__ = ["Contribution", "Number", "Outcome", "Pair", "Spread", "WhatIf", "named", "points", "span"]


LONG = 3
"""A branch that sets more drivers than this is called by its name."""


@dataclass(frozen=True, slots=True)
class Number:
    """A probability with its 90 % interval."""

    probability: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one setting adds through one component, at the centre, in log odds.

    `units` is how far the component moves on average, `low` and `high` hold 90 % of draws;
    `component` "widening" is a wider spread of B's move, whose `units` is a factor on its variance.
    """

    driver: str
    setting: str
    component: str
    label: str
    units: float
    low: float
    high: float
    log_odds: float
    source_class: SourceClass
    why: str


@dataclass(frozen=True, slots=True)
class Spread:
    """Share of the variance of the difference that a group of inputs makes: alone, and with all it interacts with."""

    group: str
    first: float
    total: float


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """One branch: its number, its difference from the baseline, and what made the difference.

    `log_odds` is the difference at the centre; `contributions` add up to it. `bounds` are the
    components that a scale holds back.
    """

    name: str
    settings: tuple[tuple[str, str], ...]
    number: Number
    difference: Difference
    log_odds: float
    contributions: tuple[Contribution, ...]
    spread: tuple[Spread, ...]
    bounds: tuple[Bound, ...] = ()

    def by_driver(self) -> tuple[tuple[str, str, float], ...]:
        """Driver, setting and log odds it adds through all components; they add up to `log_odds`."""
        return tuple((d, s, sum(c.log_odds for c in self.contributions if c.driver == d)) for d, s in self.settings)

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "name": self.name,
            "set": dict(self.settings),
            "probability": self.number.probability,
            "low": self.number.low,
            "high": self.number.high,
            "difference": self.difference.to_dict(),
            "log_odds": self.log_odds,
            "by_driver": {d: added for d, _, added in self.by_driver()},
            "contributions": [asdict(c) for c in self.contributions],
            "sobol": [asdict(s) for s in self.spread],
            "bounds": [b.to_dict() for b in self.bounds],
        }


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two branches side by side: the first less the second."""

    first: str
    second: str
    difference: Difference


@dataclass(frozen=True, slots=True, eq=False)
class WhatIf:
    """What changes if drivers are set otherwise: one baseline, one or more branches, the differences."""

    a: State
    b: State
    c: State
    as_of: date
    horizon: int
    scenario: Scenario
    draws: int
    seed: int
    baseline: Number
    outcomes: tuple[Outcome, ...]
    pairs: tuple[Pair, ...]
    in_force: tuple[InForce, ...]
    not_known: tuple[str, ...]
    reaches: tuple[Reach, ...]
    provenance: Provenance
    caveats: tuple[str, ...]

    @property
    def question(self) -> str:
        """The question as a person asks it."""
        a, b, c = (the(s.name) for s in (self.a, self.b, self.c))
        return f"Can {a} pry {b} away from {c}, what if?"

    @property
    def extrapolates(self) -> bool:
        """Whether a figure the scenario rests on lies outside its history."""
        return any(r.outside or r.outside_own for r in self.reaches)

    def names(self, words: str) -> str:
        """A sentence about A, B and C with their names in it."""
        return named(words, (self.a, self.b, self.c))

    def called(self, name: str) -> str:
        """A branch in words: the name that a file gives it, else what it sets."""
        branch = next(b for b in self.scenario.branches if b.name == name)
        if branch.name != " and ".join(map(str, branch.sets)):
            return branch.name
        *first, last = [self.names(s.setting.says) for s in branch.sets]
        return f"{', '.join(first)} and {last}" if first else last

    def explain(self) -> str:
        """The difference in words, a paragraph a branch; then branch against branch."""
        return "\n\n".join((*(self._branch(o) for o in self.outcomes), *map(self._pair, self.pairs)))

    def _branch(self, o: Outcome) -> str:
        d, base = o.difference, self.baseline
        said = self.if_clause(o)
        shown = percent_apart(base.probability, o.number.probability)
        first = (
            f"{said}, the probability of {shown[0]} moves by less than its last digit."
            if shown[0] == shown[1]
            else f"{said}, the probability goes from {shown[0]} to {shown[1]} "
            f"({percent_range(o.number.low, o.number.high)})."
        )
        if not o.contributions:
            return f"{said}, nothing changes: {percent(base.probability)}."
        second = (
            f"The difference is {points(d.points.median)} in the median, {span(d.points.low90, d.points.high90)} "
            f"in nine draws of ten, and above zero in {share_of_draws(d.above)} of draws."
        )
        parts = ", ".join(f"{driver} {signed(added)}" for driver, _, added in o.by_driver())
        third = f"In log odds at the centre it is {signed(o.log_odds)}: {parts}."
        wider = _of_wider_spread(o)
        most = max(o.spread, key=lambda s: s.total, default=None)
        fourth = (
            f"Most of its spread comes from {most.group} (Sobol's total index {decimal(min(most.total, 1.0))})."
            if most
            else ""
        )
        return " ".join(filter(None, (first, second, third, wider, fourth)))

    def _pair(self, p: Pair) -> str:
        d = p.difference
        return (
            f"\u201c{self.called(p.first)}\u201d less \u201c{self.called(p.second)}\u201d: "
            f"{points(d.points.median)} in the median ({span(d.points.low90, d.points.high90)}), "
            f"above zero in {share_of_draws(d.above)} of draws."
        )

    def if_clause(self, o: Outcome) -> str:
        """The settings of a branch as the beginning of a sentence."""
        if len(o.settings) > LONG:
            return f"With \u201c{o.name}\u201d"
        says = [s.setting.says for branch in self.scenario.branches if branch.name == o.name for s in branch.sets]
        *first, last = [self.names(s) for s in says]
        return f"If {', '.join(first)} and {last}" if first else f"If {last}"

    def to_frame(self) -> pl.DataFrame:
        """A row a branch, setting and component: `units`, `low`, `high`, `log_odds`, `source_class`, `why`."""
        rows = [
            (o.name, c.driver, c.setting, c.component, c.units, c.low, c.high, c.log_odds, c.source_class, c.why)
            for o in self.outcomes
            for c in o.contributions
        ]
        texts = dict.fromkeys(("branch", "driver", "setting", "component"), pl.String)
        numbers = dict.fromkeys(("units", "low", "high", "log_odds"), pl.Float64)
        return pl.DataFrame(
            rows, schema={**texts, **numbers, "source_class": pl.String, "why": pl.String}, orient="row"
        )

    def plot(self) -> alt.VConcatChart:
        """The distribution of the difference, a row a branch."""
        from tertius.wedge.scenarios.chart import difference_chart

        return difference_chart(self)

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "question": {
                "a": self.a.iso3,
                "b": self.b.iso3,
                "c": self.c.iso3,
                "as_of": self.as_of.isoformat(),
                "horizon": self.horizon,
            },
            "scenario": {"name": self.scenario.name, "question": self.scenario.question},
            "draws": self.draws,
            "seed": self.seed,
            "baseline": asdict(self.baseline),
            "branches": [o.to_dict() for o in self.outcomes],
            "pairs": [{"first": p.first, "second": p.second, "difference": p.difference.to_dict()} for p in self.pairs],
            "in_force": [s.to_dict() for s in self.in_force],
            "not_known": list(self.not_known),
            "extrapolates": self.extrapolates,
            "reaches": [r.to_dict() for r in self.reaches],
            "caveats": list(self.caveats),
            "provenance": self.provenance.to_list(),
        }

    def _repr_html_(self) -> str:
        return card(self.question, self.explain(), self.caveats, self.provenance.note())


def _of_wider_spread(o: Outcome) -> str:
    """How much of a move any new leader would bring, where that is more than half of it."""
    wider = sum(c.log_odds for c in o.contributions if c.component == "widening")
    if abs(wider) <= abs(o.log_odds) / 2:
        return ""
    return (
        f"Of it {signed(wider)} is the wider spread that any new leader brings, toward either side, and "
        f"{signed(o.log_odds - wider)} is all else."
    )


def points(share: float) -> str:
    """A difference of probabilities in percentage points with its sign: "+0.4 points"."""
    return f"{_figure(share)} points"


def span(low: float, high: float) -> str:
    """An interval of differences: "−3.1 to +7.3 points"."""
    return f"{_figure(low)} to {points(high)}"


def _figure(share: float) -> str:
    """Two decimals where one would round a small difference to none."""
    return signed(100 * share, 2 if abs(share) < 0.0095 else 1)


def named(words: str, states: tuple[State, State, State]) -> str:
    """A sentence about A, B and C with their names in it."""
    return " ".join(_words(words, states))


def _words(words: str, states: tuple[State, State, State]) -> Iterator[str]:
    by_letter = dict(zip("ABC", states, strict=True))
    for word in words.split(" "):
        bare = word.rstrip(",.;:")
        letter = bare.removesuffix("'s")
        # "A" opens a sentence of the package as a state only: its articles are lower case.
        if letter in by_letter:
            state = by_letter[letter]
            name = possessive(state.name) if bare.endswith("'s") else the(state.name)
            yield name + word[len(bare) :]
        else:
            yield word
