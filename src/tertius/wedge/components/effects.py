"""How much one unit of each component moves the odds: the one place where the sizes stand.

The signs were fixed before any effect was estimated. No paper gives a size in log odds of a
realignment within five years, so every size is this project's own judgement; where a paper
or the case list bears on it, `why` says which. The prior from the cases (`tertius cases`) is not used: what
it would make of the number stands beside the robustness of every answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tertius.wedge.components.component import Effect

__all__ = ["EFFECTS"]

EFFECTS: Mapping[str, Effect] = MappingProxyType(
    {
        "rift": Effect(
            0.4,
            0.5,
            "elicited",
            "Of the cases, 21 of 27 with a quarrel before and 32 of 66 without changed sides: 1.3 in log odds, by "
            "coders who knew the endings; a third of it is taken.",
        ),
        "goal": Effect(
            -0.15,
            0.5,
            "elicited",
            "Crawford gives the sign: the less change is sought, the likelier it comes. The case list says the "
            "contrary (+.4 a step): half the usual size is taken and the width kept, since ambitious attempts are "
            "remembered when they succeed.",
        ),
        "reward": Effect(
            0.35,
            0.5,
            "elicited",
            "Crawford and Izumikawa give the sign. In the cases reward did little better than coercion, which was kept "
            "for harder ones.",
        ),
        "exit_cost": Effect(
            -0.4,
            0.5,
            "elicited",
            "Crescenzi gives the sign for conflict, not for realignment; no size carries over.",
        ),
        "asymmetry": Effect(
            -0.3,
            0.4,
            "elicited",
            "Huang gives the sign from four cases; no size follows from four.",
        ),
        "credibility": Effect(
            0.35,
            0.45,
            "elicited",
            "A concession that can be taken back buys less; work on commitment gives the sign. In the case list a step "
            "goes with +.5, by coders who could not unknow the endings.",
        ),
        "constraint": Effect(
            -0.35,
            0.45,
            "elicited",
            "Crawford gives the sign: a divider whose own allies must pay is held back. In the case list a step goes "
            "with -.3.",
        ),
        "threat": Effect(
            -0.4,
            0.5,
            "elicited",
            "Walt's balance of threat gives the sign: what both fear keeps them together. The size is judged.",
        ),
        "binding": Effect(
            -0.4,
            0.5,
            "elicited",
            "Izumikawa gives the sign: what the other patron offers can defeat a good offer. In the case list a step "
            "goes with -.8; half is taken, since how hard C held B is easiest to see in what came.",
        ),
        "leadership": Effect(
            0.2,
            0.4,
            "elicited",
            "A new leader moves a state more often, in either direction; tried as a term of the data's number it "
            "earned little, so the mean is small and the width twice it.",
        ),
    }
)
"""The ten effects by component, in log odds a unit."""
