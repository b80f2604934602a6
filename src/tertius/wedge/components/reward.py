"""Component 3: what A could offer B in place of what C gives."""

from __future__ import annotations

from math import log

from tertius.present.names import possessive, the
from tertius.present.numbers import percent
from tertius.wedge.components.component import Asked, Component, Value
from tertius.wedge.components.effects import EFFECTS
from tertius.wedge.components.goods import NO_GOODS, output_of, trade_of
from tertius.wedge.components.reference import LARGEST, measured, not_known

__all__ = ["DEFINITION", "TRANSFER", "measure"]

DEFINITION = Component(
    key="reward",
    label="Reward capacity",
    number=3,
    by_judgement=False,
    effect=EFFECTS["reward"],
    definition="Share of B's trade with C that A could take over, times what A could transfer, in parts of B's output.",
    evidence="Trade of B and C by sector, what A buys and sells of each, A's own bans in force, and both outputs.",
    falsifier="It adds nothing to the log score of resolved cases once the rift is in: wedges are then rifts retold.",
    source="Crawford 2011, doi:10.1162/ISEC_a_00036; Izumikawa 2013, doi:10.1080/09636412.2013.816121.",
)

TRANSFER = (0.003, 0.001, 0.01)
"""Share of A's output that it could give one state a year, middle, lowest and highest: a convention of this project."""

ZERO, FACTOR = 0.01, 3.0
"""Trade by product is known for one pair, so no population exists: 0 is 1 % of B's output, a unit a factor of 3."""


def measure(asked: Asked) -> Value:
    """Replacement times transfer on a log scale."""
    trade = trade_of(asked)
    if trade is None:
        return not_known("reward", NO_GOODS)
    outputs = output_of(asked.a, asked), output_of(asked.b, asked)
    a, b = the(asked.a.name), the(asked.b.name)
    if trade.replaced is None or outputs[0] is None or outputs[1] is None:
        return not_known("reward", f"What {a} buys and sells by sector, or the output of {a} or {b}, is not known.")
    ratio = outputs[0][1] / outputs[1][1]
    r = trade.replaced
    offers = [share * t * ratio for share, t in zip((r.value, r.low, r.high), TRANSFER, strict=True)]
    units = [_units(offer) for offer in offers]
    said = (
        f"{a} could take over {percent(r.value)} of {possessive(asked.b.name)} trade with {the(asked.c.name)} "
        f"({trade.year}) under measures in force, and its output is {ratio:.0f} times {possessive(asked.b.name)}"
    )
    why = (
        f"Share replaced times {percent(TRANSFER[0])} of A's output (from {percent(TRANSFER[1])} to "
        f"{percent(TRANSFER[2])}), as a share of B's: 0 is 1 %, a unit a factor of 3, by convention, since no "
        "population of pairs has trade by product."
    )
    return measured(
        "reward", units, (said, why), min(trade.year, outputs[0][0]), asked.day, ("baci_russia_china", "baci_trade")
    )


def _units(offer: float) -> float:
    return max(-LARGEST, min(LARGEST, log(offer / ZERO) / log(FACTOR))) if offer > 0 else -LARGEST
