"""What would change the answer: observations of the coming year, each with where it would move the number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from tertius.atlas.store import Atlas
from tertius.forecasting.base_rate import recent_rate
from tertius.forecasting.targets import Field
from tertius.present.names import capital, the
from tertius.present.numbers import percent_apart, signed
from tertius.wedge.components.component import Asked, Component, Value
from tertius.wedge.evidence.ratios import Ratio
from tertius.wedge.judged import DISCOUNT, Judged, judged, numbers
from tertius.wedge.outlook.observations import Observation, observations
from tertius.wedge.outlook.plain import plain
from tertius.wedge.outlook.standing import Standing

__all__ = ["Change", "changes"]

Array = NDArray[np.float64]

COHORTS = 10
"""Years of windows among which the fewest and the most moves are looked for."""


@dataclass(frozen=True, slots=True)
class Change:
    """One observation, and what it would do to the judged number.

    Attributes
    ----------
    component, label : str
        What it bears on; "data" for the number from the votes.
    observation : str
        What would have to be seen, with the figure of today.
    direction : {"up", "down"}
    from_probability, to_probability : float
        The judged number before and after.
    low, high : float
        90 % of the difference, both numbers drawn with the same random numbers.
    units : float
        What the observation adds to the component's value; 0 for the votes.
    note : str
        How it was turned into units, and whether the component counts now.
    """

    component: str
    label: str
    observation: str
    direction: Literal["up", "down"]
    from_probability: float
    to_probability: float
    low: float
    high: float
    units: float
    note: str

    @property
    def difference(self) -> float:
        """How far the number would move."""
        return self.to_probability - self.from_probability

    def explain(self) -> str:
        """The observation and the move, in a sentence."""
        points, low, high = (signed(100 * d, 1) for d in (self.difference, self.low, self.high))
        before, after = percent_apart(self.from_probability, self.to_probability, finest=1)
        return f"{capital(self.observation)}: {before} becomes {after} ({points} points, 90 % {low} to {high})."

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return plain(self) | {"difference": self.difference}


def changes(
    standing: Standing,
    start: tuple[float, float, float],
    components: Sequence[Component],
    values: Sequence[Value],
    *,
    atlas: Atlas,
    moves: Field | None = None,
    ratios: Sequence[Ratio] = (),
) -> tuple[Change, ...]:
    """What could be seen within a year that would move the judged number, the largest move first.

    Parameters
    ----------
    standing : Standing
        The question with what is known on the day.
    start : (probability, low, high)
        What the data alone say: `judged`'s start.
    components, values : sequences of the same components in the same order
    atlas : Atlas
        Where a figure of today is turned into units.
    moves : Field, optional
        The windows behind the base rate, for what the next session's votes would do.
    ratios : sequence of Ratio
        What people gave items of evidence: part of the number before and after.

    Returns
    -------
    tuple of Change
        At most one up and one down of each component, and of the votes. The number after is
        what `judged` gives with the component's value moved, on the same draws.
    """
    drawn = numbers(len(components))
    before = judged(start, components, values, draws=drawn, ratios=ratios)
    asked = Asked(*standing.states, standing.day, atlas)
    found: list[Change] = []
    for seen in observations(standing, asked, components, values):
        k = next(i for i, c in enumerate(components) if c.key == seen.component)
        effect = components[k].effect
        # The number's own rule is linear in a value, so one value moved moves each draw by its weight alone.
        weight = DISCOUNT * (effect.mean + effect.scale * drawn.weights[:, k])
        moved = (DISCOUNT * effect.mean * seen.units, weight * seen.units)
        found.append(_change(before, moved, seen, components[k].label))
    for seen, by in _next_windows(standing, moves):
        found.append(_change(before, (by, np.full(len(before.draws), by)), seen, "Votes of all states"))
    return tuple(sorted(found, key=lambda c: -abs(c.difference)))


def _change(before: Judged, moved: tuple[float, Array], seen: Observation, label: str) -> Change:
    """The change that log odds moved by a centre and by draws make."""
    after = float(expit(logit(before.probability) + moved[0]))
    low, high = np.quantile(expit(before.draws + moved[1]) - expit(before.draws), (0.05, 0.95))
    direction: Literal["up", "down"] = "up" if after >= before.probability else "down"
    return Change(
        *(seen.component, label, seen.text, direction),
        *(before.probability, after, float(low), float(high)),
        *(seen.units, seen.note),
    )


def _next_windows(standing: Standing, moves: Field | None) -> list[tuple[Observation, float]]:
    """What the next session's windows would do to the base rate, in log odds, with the most and the fewest moves.

    B's own votes in one session change no more of it than any other state's: the base rate
    is of all states.
    """
    if moves is None:
        return []
    _, starts, outcomes = moves.labels()
    if not len(outcomes):
        return []
    newest = int(starts.max())
    recent = range(newest - COHORTS + 1, newest + 1)
    counts = {int(outcomes[starts == y].sum()): y for y in recent if (starts == y).any()}
    n, last = int((starts == newest).sum()), int(outcomes[starts == newest].sum())
    now = recent_rate(outcomes, newest - starts).rate
    b, a, c = (the(s.name) for s in (standing.question.b, standing.question.a, standing.question.c))
    found: list[tuple[Observation, float]] = []
    for k in (max(counts), min(counts)):
        ages = np.concatenate([newest + 1 - starts, np.zeros(n, dtype=starts.dtype)])
        then = recent_rate(np.concatenate([outcomes, np.arange(n) < k]), ages).rate
        text = (
            f"in the windows that end with the session of {newest + 1 + moves.horizon}, {k} of {n} states move toward "
            f"{a} and away from {c} as far as asked of {b} (as in those that began in {counts[k]}; "
            f"{last} in those that ended last)"
        )
        note = f"the base rate would go from {' to '.join(percent_apart(now, then))}; the data's terms held still"
        moved = float(logit(then) - logit(now))
        if abs(moved) > 1e-6:
            found.append((Observation("data", text, 0.0, note), moved))
    return found
