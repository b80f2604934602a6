"""Component 2: how much change A seeks of B."""

from __future__ import annotations

from tertius.wedge.components.component import Component
from tertius.wedge.components.effects import EFFECTS

__all__ = ["DEFINITION"]

DEFINITION = Component(
    key="goal",
    label="Degree of change sought",
    number=2,
    by_judgement=True,
    effect=EFFECTS["goal"],
    definition="How much A wants of B: "
    "-2 to loosen one issue, -1 to keep it neutral, 0 open distance from C, +1 to end the tie, +2 to bring it over.",
    evidence="A's stated aim, coded before the outcome.",
    falsifier="Over 30 or more resolved cases, only cases dated after the coding, the 80 % interval of its effect "
    "lies above 0, or two coders' kappa falls below .6.",
    source="Crawford 2021, The Power to Divide (Cornell University Press).",
)
