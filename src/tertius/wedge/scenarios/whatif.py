"""Asking what if: the same draws with and without what a scenario sets, and the difference between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from tertius.errors import ImpossibleQuestion
from tertius.measures.sensitivity import sobol
from tertius.measures.widening import factors, widened
from tertius.provenance import asked_on
from tertius.wedge.components.component import SourceClass
from tertius.wedge.judged import DISCOUNT, Judged, judged, values_drawn
from tertius.wedge.scenarios.bounds import Bound, held
from tertius.wedge.scenarios.caveats import caveats
from tertius.wedge.scenarios.difference import difference
from tertius.wedge.scenarios.draws import FAMILIES, Inputs, Shift, by_component, inputs, shifts
from tertius.wedge.scenarios.drivers import AFTER_A_NEW_LEADER, LARGEST_FACTOR, WIDE_YEARS
from tertius.wedge.scenarios.grounds import Grounds, WhatIfOptions, grounds_of
from tertius.wedge.scenarios.in_force import refuse_what_is_not_there
from tertius.wedge.scenarios.result import Contribution, Number, Outcome, Pair, Spread, WhatIf
from tertius.wedge.scenarios.scenario import Branch, Scenario, Set, Settings, checked, from_settings
from tertius.wedge.scenarios.scenario_file import read_scenario, shipped_scenario
from tertius.wedge.scenarios.today import as_set, refuse_impossible_figures

__all__ = ["compare", "whatif"]

Array = NDArray[np.float64]

SOBOL_DRAWS = 8_192


def whatif(
    a: str | int,
    b: str | int,
    c: str | int,
    scenario: Scenario | Settings | str | Path,
    *,
    against: Settings = (),
    as_of: date | None = None,
    options: WhatIfOptions | None = None,
) -> WhatIf:
    """What changes in "Can A pry B away from C?" if drivers are set otherwise.

    Parameters
    ----------
    a, b, c : str or int
        States in any spelling, as for `assess`.
    scenario : mapping, pairs, Scenario, str or Path
        Drivers and settings (``{"sanctions.energy": "lifted", "trade.share_c": 0.4}``), the
        name of a shipped scenario, or the path of a scenario file.
    against : mapping or pairs
        Another branch: both stand beside one baseline, with the difference between them.
    as_of : date, optional
        Use only what was public on this day; today when omitted.
    options : WhatIfOptions
        Years ahead, draws, seed. The same seed gives the same figures.

    Returns
    -------
    WhatIf
        Intervals hold 90 % of draws.

    Raises
    ------
    UnknownName
        A driver, setting, scenario or state that is not known, with the nearest that are.
    ImpossibleQuestion
        Settings that contradict each other, a figure out of its range, nothing changed, too
        few draws, or a question that `assess` refuses.
    OutsideCoverage
        As `assess`.
    """
    chosen = _scenario(scenario, against)
    checked = (options or WhatIfOptions()).checked()
    day = asked_on(as_of)
    return compare(grounds_of((a, b, c), day, checked), chosen, checked)


def compare(grounds: Grounds, scenario: Scenario, options: WhatIfOptions) -> WhatIf:
    """The baseline beside every branch of a scenario, with the same random numbers in all of them."""
    refuse_what_is_not_there(scenario, grounds.in_force)
    refuse_impossible_figures(scenario.branches, grounds.today)
    run = _Run(grounds, scenario, options.horizon)
    drawn = run.inputs(options.draws, options.seed)
    base = run.judged(drawn)
    at_base = base.draws
    ends: list[Array] = []
    outcomes: list[Outcome] = []
    for branch in scenario.branches:
        after, centre, parts, bounds = run.after(branch, drawn)
        ends.append(after)
        low, high = expit(np.quantile(after, (0.05, 0.95)))
        outcomes.append(
            Outcome(
                branch.name,
                tuple((s.driver.key, s.setting.key) for s in branch.sets),
                Number(float(expit(centre)), float(low), float(high)),
                difference(after, at_base),
                centre - float(logit(base.probability)),
                parts,
                run.spread(branch, options.seed) if parts else (),
                bounds,
            )
        )
    pairs = tuple(
        Pair(one.name, other.name, difference(first, second))
        for (one, first), (other, second) in combinations(zip(scenario.branches, ends, strict=True), 2)
    )
    reaches = (*as_set(scenario.branches, grounds.today), *grounds.reaches)
    return WhatIf(
        *grounds.states, grounds.as_of, options.horizon, scenario, options.draws, options.seed,
        Number(base.probability, base.low, base.high), tuple(outcomes), pairs, grounds.in_force, base.not_known,
        reaches, grounds.provenance.then("scenario drawn beside its baseline"),
        caveats(grounds, scenario, tuple(outcomes), base.not_known, reaches),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """One scenario on its grounds, evaluated at any draws."""

    grounds: Grounds
    scenario: Scenario
    horizon: int

    def inputs(self, n: int, seed: int | tuple[int, int]) -> Inputs:
        relief = self.grounds.relief
        return inputs(n, len(self.grounds.components), len(relief.sectors) if relief else 0, seed=seed)

    def judged(self, drawn: Inputs, shift: Mapping[str, tuple[float, Array]] | None = None) -> Judged:
        g = self.grounds
        return judged(g.start, g.components, g.values, draws=drawn.standard, shift=shift, ratios=g.ratios)

    def after(self, branch: Branch, drawn: Inputs) -> tuple[Array, float, tuple[Contribution, ...], tuple[Bound, ...]]:
        """Log odds of every draw in a branch, at the centre, what each setting adds there, and where a scale binds."""
        g = self.grounds
        moves = shifts(self.scenario, branch, drawn, g.relief, g.levels)
        found, bounds = held(moves, g.components, values_drawn(g.values, drawn.standard))
        moved = self.judged(drawn, by_component(found))
        centre = float(logit(moved.probability))
        parts = [self._part(s) for s in found]
        leaders = [s for s in branch.sets if s.setting.widens != 1]
        if not leaders:
            return moved.draws, centre, tuple(parts), bounds
        at = FAMILIES.index("leaders")
        share = min(WIDE_YEARS, self.horizon) / self.horizon
        centres, draws = factors(
            [s.setting.widens for s in leaders], drawn.effects[:, at, -1], share=share, largest=LARGEST_FACTOR
        )
        before = centre
        for one, factor in zip(leaders, centres, strict=True):
            wider = float(widened(centre, factor))
            parts.append(_wider(one, wider - before, factor, draws[leaders.index(one)]))
            before = wider
        return widened(moved.draws, draws[-1]), before, tuple(parts), bounds

    def _part(self, shift: Shift) -> Contribution:
        """What a shift adds at the centre, where the log odds are linear in every component."""
        component = next(c for c in self.grounds.components if c.key == shift.component)
        low, high = (float(q) for q in np.quantile(shift.added, (0.05, 0.95)))
        return Contribution(
            shift.driver, shift.setting, shift.component, component.label, shift.centre, low, high,
            DISCOUNT * component.effect.mean * shift.centre, shift.source_class, shift.why,
        )  # fmt: skip

    def spread(self, branch: Branch, seed: int) -> tuple[Spread, ...]:
        """Sobol's indices of the difference in probability, by group of inputs that belong together."""
        one, two = (self.inputs(SOBOL_DRAWS, (seed, n)) for n in (1, 2))
        mixed = {
            "where things stand": one.with_standard_of(two, weights=False),
            "what a component counts for": one.with_standard_of(two, weights=True),
        }
        for family in FAMILIES:
            if any(s.driver.family == family and s.setting.changes for s in branch.sets):
                mixed[family] = one.with_family_of(two, family)
        # The baseline moves with the start, the values and the weights alone.
        standards = {id(m.standard): m for m in (one, two, *mixed.values())}
        bases = {key: expit(self.judged(m).draws) for key, m in standards.items()}
        at_a, at_b, *between = (
            expit(self.after(branch, m)[0]) - bases[id(m.standard)] for m in (one, two, *mixed.values())
        )
        found = sobol(at_a, at_b, between)
        return tuple(
            Spread(_group(g, branch), float(s), float(t))
            for g, s, t in zip(mixed, *found, strict=True)
            if np.isfinite(s)
        )


def _scenario(
    given: Scenario | Settings | str | Path,
    against: Settings,
) -> Scenario:
    if isinstance(given, Scenario | str | Path):
        if against:
            raise ImpossibleQuestion(
                "a named scenario holds its own branches",
                found="a scenario and settings against it",
                hint="add a [[branch]] to a file of your own",
            )
        if isinstance(given, Scenario):
            return checked(given)
        return read_scenario(given) if isinstance(given, Path) else shipped_scenario(given)
    return from_settings(given, against)


def _wider(one: Set, log_odds: float, factor: float, draws: Array) -> Contribution:
    low, high = (float(q) for q in np.quantile(draws, (0.05, 0.95)))
    source: SourceClass = "estimated" if one.setting.widens == AFTER_A_NEW_LEADER else "elicited"
    why = (
        f"The variance of B's move is taken times {one.setting.widens:g} for {WIDE_YEARS} years after a new leader: "
        "a rare move gets likelier, in either direction."
    )
    return Contribution(
        one.driver.key, one.setting.key, "widening", "wider spread", factor, low, high, log_odds, source, why
    )


def _group(name: str, branch: Branch) -> str:
    """A family with the drivers of it that the branch sets."""
    inside = [s.driver.key for s in branch.sets if s.driver.family == name and s.setting.changes]
    return f"{name} ({', '.join(inside)})" if inside and inside != [name] else name
