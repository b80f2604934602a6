"""The ten components in their order, and where they stand for one question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from tertius.atlas.store import Atlas
from tertius.casebook.judgement import Judgement, standing
from tertius.states import State
from tertius.wedge.components import (
    asymmetry,
    binding,
    constraint,
    credibility,
    exit_cost,
    goal,
    leadership,
    reward,
    rift,
    threat,
)
from tertius.wedge.components.component import Asked, Component, Value
from tertius.wedge.components.judgement import about, measure, shown_beside

__all__ = ["COMPONENTS", "components_of", "components_over"]

_MEASURED = (rift, reward, exit_cost, asymmetry, threat, leadership)
_JUDGED = (goal, credibility, constraint, binding)

COMPONENTS: tuple[Component, ...] = tuple(
    sorted((room.DEFINITION for room in (*_MEASURED, *_JUDGED)), key=lambda c: c.number)
)
"""What a wedge turns on, in the order of docs/methods/wedge.md."""

_MEASURES: Mapping[str, Callable[[Asked], Value]] = {room.DEFINITION.key: room.measure for room in _MEASURED}


def components_over(horizon: int) -> tuple[Component, ...]:
    """`COMPONENTS` with their effects as wide as they are over so many years ahead."""
    return tuple(replace(c, effect=c.effect.over(horizon)) for c in COMPONENTS)


def components_of(
    states: tuple[State, State, State], day: date, atlas: Atlas, judgements: Iterable[Judgement] = ()
) -> tuple[Value, ...]:
    """Where the ten components stand for "can A pry B away from C?", as known on a day.

    Parameters
    ----------
    states : (A, B, C)
        Three states.
    day : date
        Only figures that were public, and judgements that had been made, on this day.
    atlas : Atlas
        The figures.
    judgements : iterable of Judgement, optional
        Of a casebook; those that stood on this day on this question count. Of a judgement
        component they take the place of the project's own; of a measured one they are shown
        and not used.

    Returns
    -------
    ten Values
        In the order of `COMPONENTS`; what is not known says why.
    """
    asked = Asked(*states, day, atlas)
    held = standing(judgements, day, question=asked.question)
    found: list[Value] = []
    for component in COMPONENTS:
        if component.by_judgement:
            found.append(measure(component, held, asked))
            continue
        value, beside = _MEASURES[component.key](asked), about(held, component)
        if beside:
            basis = (*value.basis, *(f"judgement:{j.id}" for j in beside))
            value = replace(value, why=shown_beside(value, beside), basis=basis)
        found.append(value)
    return tuple(found)
