"""Random numbers of a scenario, and what its settings move with them: the same numbers serve every branch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from tertius.casebook.judgement import COMPONENT_KEYS
from tertius.measures.evidence_weights import FREEDOM, StandardDraws
from tertius.wedge.components.component import SourceClass
from tertius.wedge.judged import numbers
from tertius.wedge.scenarios.driver import Family, Move
from tertius.wedge.scenarios.levels import Levels
from tertius.wedge.scenarios.relief import Relief
from tertius.wedge.scenarios.scenario import Branch, Scenario, Set

__all__ = ["FAMILIES", "Inputs", "Shift", "by_component", "inputs", "kept", "shifts"]

Array = NDArray[np.float64]

FAMILIES: tuple[Family, ...] = get_args(Family)

_UNMEASURED = {
    "opened": (
        Move(
            "reward",
            0.4,
            0.4,
            "elicited",
            "Trade by product is not known here; that opening helps A is judged.",
            "kept",
        ),
        Move("exit_cost", -0.2, 0.2, "elicited", "Trade by product is not known here; judged.", "kept"),
    ),
    "closed": (
        Move("reward", -0.3, 0.3, "elicited", "Trade by product is not known here; that closing costs A is judged."),
    ),
}
"""What stands in where B's trade with C, or what A closes to B, is not known by sector."""


@dataclass(frozen=True, slots=True, eq=False)
class Inputs:
    """Everything that is drawn, n times, before it is given a size.

    `standard` are weights, values and start of the judged number; `effects` (n, families,
    components + 1) of a t, each with its mirror image, the last column for the widening;
    `word` (n,) and `reach` (n, sectors) uniform from 0 to 1.
    """

    standard: StandardDraws
    effects: Array
    word: Array
    reach: Array

    def with_family_of(self, other: Inputs, family: Family) -> Inputs:
        """These numbers, but those of one family from another sample."""
        at = FAMILIES.index(family)
        effects = self.effects.copy()
        effects[:, at] = other.effects[:, at]
        if family == "sanctions and trade":
            return replace(self, effects=effects, word=other.word, reach=other.reach)
        return replace(self, effects=effects)

    def with_standard_of(self, other: Inputs, *, weights: bool) -> Inputs:
        """These numbers, but the weights, or else the start and the values, from another sample."""
        one, two = self.standard, other.standard
        mixed = (
            StandardDraws(two.weights, one.values, one.start)
            if weights
            else StandardDraws(one.weights, two.values, two.start)
        )
        return replace(self, standard=mixed)


@dataclass(frozen=True, slots=True, eq=False)
class Shift:
    """What one setting adds to one component, at the centre and draw by draw, (n,), in the component's units."""

    driver: str
    setting: str
    component: str
    centre: float
    added: Array
    source_class: SourceClass
    why: str


def inputs(n: int, components: int, sectors: int, *, seed: int | tuple[int, ...]) -> Inputs:
    """Numbers for `n` draws, an even number; weights, values and start are those of the answer itself."""
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(1,)))
    half = rng.standard_t(FREEDOM, (n // 2, len(FAMILIES), len(COMPONENT_KEYS) + 1))
    # Every draw stands beside its mirror image, so that a mean of draws is the mean that was set.
    return Inputs(
        numbers(components, draws=n, seed=seed),
        np.concatenate((half, -half)),
        _strata(n, rng),
        np.column_stack([_strata(n, rng) for _ in range(sectors)]) if sectors else np.zeros((n, 0)),
    )


def shifts(
    scenario: Scenario, branch: Branch, drawn: Inputs, relief: Relief | None, levels: Levels | None = None
) -> tuple[Shift, ...]:
    """What a branch adds to the components, a shift for every setting and component it moves."""
    at = {s.driver.key: s.setting.level for s in branch.sets if s.setting.level is not None}
    settings = {s.driver.key: s.setting.key for s in branch.sets}
    figures = levels.moved(at, drawn.standard.values, drawn.reach, relief) if levels is not None and at else ()
    if levels is not None and relief is not None:
        # What opens or closes, opens or closes the trade that is set.
        relief = relief.scaled(levels.factor(at))
    promises = sum(s.setting.kept is not None for s in branch.sets)
    found: list[Shift] = []
    for one in branch.sets:
        own = {p.move.component for p in scenario.priors if (p.driver, p.setting) == (one.driver.key, one.setting.key)}
        opening = one.setting.opening
        measured = opening is not None and relief is not None and relief.touches(one.driver, opening)
        guessed = (
            _UNMEASURED[opening]
            if opening and not measured and (one.driver.sold_by_a or one.driver.bought_by_a)
            else ()
        )
        moves = (*scenario.moves(one), *(m for m in guessed if m.component not in own))
        found += [_elicited(one, m, drawn, promises) for m in moves]
    if relief is not None:
        found += [s for s in _computed(branch, drawn, relief) if not _overridden(scenario, s)]
    found += [Shift(f.driver, settings[f.driver], f.component, f.centre, f.added, "estimated", f.why) for f in figures]
    return _merged(found, branch)


def _merged(found: Sequence[Shift], branch: Branch) -> tuple[Shift, ...]:
    """One shift a driver, component and class, drivers in the order in which they were set."""
    merged: dict[tuple[str, str, SourceClass], Shift] = {}
    for one in found:
        key = one.driver, one.component, one.source_class
        before = merged.get(key)
        merged[key] = (
            replace(
                one,
                centre=before.centre + one.centre,
                added=before.added + one.added,
                why=f"{before.why} {one.why}",
            )
            if before
            else one
        )
    order = [s.driver.key for s in branch.sets]
    return tuple(sorted(merged.values(), key=lambda s: order.index(s.driver)))


def kept(one: Set, drawn: Inputs) -> NDArray[np.bool_]:
    """(n,) draws in which A keeps to a setting. One number serves all promises: they stand or fall together."""
    return np.ones(len(drawn.word), dtype=bool) if one.setting.kept is None else drawn.word < one.setting.kept


def _elicited(one: Set, move: Move, drawn: Inputs, promises: int) -> Shift:
    at = FAMILIES.index(one.driver.family), COMPONENT_KEYS.index(move.component)
    # One number a component serves a whole family; the sign of the move turns it, so that all work out or none does.
    side = 1.0 if move.mean >= 0 else -1.0
    added = move.mean + side * move.scale * drawn.effects[:, *at]
    if move.when != "always":
        counts = kept(one, drawn) == (move.when == "kept")
        # A word is kept or broken once, however many promises were in it.
        added = np.where(counts, added, 0.0) / (promises if move.component == "credibility" else 1)
    return Shift(
        one.driver.key, one.setting.key, move.component, float(added.mean()), added, move.source_class, move.why
    )


def _computed(branch: Branch, drawn: Inputs, relief: Relief) -> Iterator[Shift]:
    """What is computed from trade: the whole change, shared among the drivers by the trade each opens or closes."""
    added: dict[str, tuple[Set, Array]] = {}
    for one in branch.sets:
        if one.setting.opening and relief.touches(one.driver, one.setting.opening):
            change = relief.added(one.driver, one.setting.opening, drawn.reach)
            added[one.driver.key] = (one, np.where(kept(one, drawn), change, 0.0))
    if not added:
        return
    total = np.asarray(sum(change for _, change in added.values()))
    moved = relief.units(relief.replaced(drawn.reach), total)
    for one, change in added.values():
        share = np.divide(change, total, out=np.zeros_like(total), where=total != 0)
        for component, units in zip(("reward", "exit_cost"), moved, strict=True):
            why = (
                f"What A could take over of B's trade of {relief.year} with C, sector by sector, before and after; "
                f"counted only where A keeps its word (probability {one.setting.kept:g})."
                if one.setting.kept is not None
                else f"What A could take over of B's trade of {relief.year} with C, sector by sector, before and after."
            )
            part = units * share
            yield Shift(one.driver.key, one.setting.key, component, float(part.mean()), part, "estimated", why)


def _overridden(scenario: Scenario, shift: Shift) -> bool:
    named = (shift.driver, shift.setting, shift.component)
    return any((p.driver, p.setting, p.move.component) == named for p in scenario.priors)


def by_component(found: Sequence[Shift]) -> Mapping[str, tuple[float, Array]]:
    """All shifts of a component as one, at the centre and draw by draw."""
    summed: dict[str, tuple[float, Array]] = {}
    for one in found:
        centre, added = summed.get(one.component, (0.0, np.zeros_like(one.added)))
        summed[one.component] = centre + one.centre, added + one.added
    return summed


def _strata(n: int, rng: np.random.Generator) -> Array:
    """One number from every n-th part of 0 to 1, in random order."""
    return (rng.permutation(n) + rng.random(n)) / n
