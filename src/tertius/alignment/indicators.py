"""The indicators of a tie: what each says, which way is closer, and from where it speaks clearly.

The lines between close, neutral and apart are conventions of this project, stated here and
printed nowhere as findings; they serve one purpose: to notice when indicators contradict
each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["INDICATORS", "Indicator", "Verdict", "indicator"]

Verdict = Literal["close", "neutral", "apart"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One way to see a tie.

    `close_from` and `apart_from` are the values from which it speaks for a close or a
    distant tie; None where it cannot. `columns` are the atlas columns it is read from, none for our own estimates.
    """

    key: str
    label: str
    about: str
    unit: str
    closer: Literal[1, -1]
    digits: int
    close_from: float | None
    apart_from: float | None
    columns: tuple[str, ...]

    def verdict(self, value: float) -> Verdict:
        """What one value says of the tie."""
        signed = value * self.closer
        if self.close_from is not None and signed >= self.close_from * self.closer:
            return "close"
        if self.apart_from is not None and signed <= self.apart_from * self.closer:
            return "apart"
        return "neutral"


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "agreement",
        "UN agreement",
        "share of contested General Assembly votes on which the two agree, abstention half-way",
        "0 to 1",
        1,
        2,
        0.75,
        0.4,
        ("agreement",),
    ),
    Indicator(
        "kappa",
        "UN kappa",
        "the same beyond chance, given how each state usually votes",
        "−1 to 1",
        1,
        2,
        0.3,
        -0.1,
        ("kappa", "kappa_usable"),
    ),
    Indicator(
        "s",
        "S on UN votes",
        "Signorino and Ritter's S on the same votes: twice agreement less one, shown for comparison",
        "−1 to 1",
        1,
        2,
        None,
        None,
        ("agreement",),
    ),
    Indicator(
        "ideal_distance",
        "Ideal-point distance",
        "distance between the published UN ideal points, in standard deviations",
        "sd",
        -1,
        2,
        0.5,
        1.5,
        ("ideal_point_2025",),
    ),
    Indicator(
        "ideal_ours",
        "Ideal distance, ours",
        "distance between our own ideal points, estimated from the votes in the atlas, with the posterior's doubt",
        "sd",
        -1,
        2,
        None,
        None,
        (),
    ),
    Indicator(
        "alliance_atop",
        "Treaties (ATOP)",
        "kinds of obligation in force (defence, offence, neutrality, non-aggression, consultation)",
        "0 to 5",
        1,
        0,
        2,
        None,
        ("atop_defense", "atop_offense", "atop_neutrality", "atop_nonaggression", "atop_consultation"),
    ),
    Indicator(
        "alliance_cow",
        "Alliances (COW)",
        "strongest pact in force: 3 defence, 2 neutrality or non-aggression, 1 entente, 0 none",
        "0 to 3",
        1,
        0,
        1,
        None,
        ("cow_defense", "cow_neutrality", "cow_nonaggression", "cow_entente"),
    ),
    Indicator(
        "dispute",
        "Disputes (MID)",
        "highest hostility in the year: 0 none, 2 threat, 3 display, 4 use of force, 5 war",
        "0 to 5",
        -1,
        0,
        None,
        2,
        ("mid_hostility",),
    ),
    Indicator(
        "sanctions",
        "Sanctions (GSDB)",
        "cases of either against the other, joint ones included",
        "cases",
        -1,
        0,
        None,
        1,
        ("sanctions_by_a", "sanctions_by_b"),
    ),
    Indicator(
        "relations",
        "Relations (Tsinghua)",
        "China's relations as scored at Tsinghua, in bands: −3 confrontation to 2 friendship",
        "band",
        1,
        0,
        1,
        -1,
        ("tsinghua_band",),
    ),
    Indicator(
        "trade",
        "Trade shares (COW)",
        "the mean of each one's share in the other's goods trade",
        "0 to 1",
        1,
        3,
        None,
        None,
        ("trade_share_a", "trade_share_b"),
    ),
    Indicator(
        "latent",
        "Latent tie",
        "what votes, treaties, organisations and the rest share; 0 is the average pair of 1970–1989",
        "sd",
        1,
        2,
        None,
        None,
        (),
    ),
)


def indicator(key: str) -> Indicator:
    """The indicator with this key."""
    return next(i for i in INDICATORS if i.key == key)
