"""Component 7: who at home or among A's allies stands against the concession."""

from __future__ import annotations

from tertius.wedge.components.component import Component
from tertius.wedge.components.effects import EFFECTS

__all__ = ["DEFINITION"]

DEFINITION = Component(
    key="constraint",
    label="Constraint on A",
    number=7,
    by_judgement=True,
    effect=EFFECTS["constraint"],
    definition="How strongly A's allies or its own politics stand against the concession: "
    "-2 for it, 0 some complaint, +2 a veto.",
    evidence="The allies' stake in the concession, votes in A's legislature.",
    falsifier="Over 30 or more resolved cases, only cases dated after the coding, the 80 % interval of its effect "
    "lies above 0, or two coders' kappa falls below .6.",
    source="Crawford 2021, The Power to Divide (Cornell University Press).",
)
