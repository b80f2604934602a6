"""Component 9: what C does to hold B."""

from __future__ import annotations

from tertius.wedge.components.component import Component
from tertius.wedge.components.effects import EFFECTS

__all__ = ["DEFINITION"]

DEFINITION = Component(
    key="binding",
    label="Binding by C",
    number=9,
    by_judgement=True,
    effect=EFFECTS["binding"],
    definition="What C does to hold B: -2 pushes it away, 0 ordinary upkeep, +2 pays heavily or holds it by force.",
    evidence="C's counter-offers, visits, new agreements.",
    falsifier="Over 30 or more resolved cases, only cases dated after the coding, the 80 % interval of its effect "
    "lies above 0, or two coders' kappa falls below .6.",
    source="Izumikawa 2018, International Studies Quarterly 62(1), on binding strategies.",
)
