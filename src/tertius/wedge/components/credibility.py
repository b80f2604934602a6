"""Component 6: whether B has reason to believe what A promises."""

from __future__ import annotations

from tertius.wedge.components.component import Component
from tertius.wedge.components.effects import EFFECTS

__all__ = ["DEFINITION"]

DEFINITION = Component(
    key="credibility",
    label="Credibility of A",
    number=6,
    by_judgement=True,
    effect=EFFECTS["credibility"],
    definition="Whether B has reason to believe A: "
    "-2 promises broken or law against them, 0 ordinary, +2 delivered in advance or bound by treaty.",
    evidence="Pledges of the last ten years kept or broken, what law or legislature can undo, who must consent.",
    falsifier="Over 30 or more resolved cases, only cases dated after the coding, the 80 % interval of its effect "
    "lies below 0, or two coders' kappa falls below .6.",
    source="Schelling 1960 and Fearon 1995, doi:10.1017/S0020818300033324, on commitment; "
    "the coding is this project's.",
)
