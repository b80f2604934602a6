"""Drivers of sanctions, arms and tariffs: what A closes or opens to B, and to C."""

from __future__ import annotations

from tertius.wedge.scenarios.driver import Driver, Move, Setting

__all__ = ["BY_DECREE", "BY_LAW", "TRADE_DRIVERS"]

BY_DECREE, BY_LAW = 0.5, 0.85
"""Probability that relief lasts: even odds where a successor can revoke it by signature, as relief for Iran of 2016
was in 2018; more where a law must be repealed. Elicited."""

_REVOKED = Move(
    "credibility",
    -0.75,
    0.75,
    "elicited",
    "Relief withdrawn is one more pledge broken: B believes the next one less.",
    "revoked",
)
_KEPT_WORD = Move(
    "credibility",
    0.5,
    0.5,
    "elicited",
    "Relief that lasts is a pledge kept; less is believed of it than is lost by a broken one.",
    "kept",
)
_EASED = Move(
    "threat",
    -0.15,
    0.3,
    "elicited",
    "Sanctions are a part of the hostility that B and C share as a threat; one kind of several.",
    "kept",
)
_ASKED_OF_ALLIES = Move(
    "constraint",
    0.15,
    0.3,
    "elicited",
    "Relief that allies and the legislature oppose has to be defended against them.",
)
_PRESSED = Move(
    "threat",
    0.5,
    0.75,
    "elicited",
    "More pressure on B is more shared threat from A, and coercion tends to bring two targets together.",
)


def _kept(component: str, size: float, why: str) -> Move:
    return Move(component, size, abs(size), "elicited", why, "kept")


def _sanctions(
    key: str, label: str, about: str, kept: tuple[Move, ...], sectors: tuple[tuple[str, ...], tuple[str, ...]]
) -> Driver:
    """A driver of sanctions: `kept` is what relief moves beside trade; `sectors` are those A sells, then buys."""
    moves = (*kept, _KEPT_WORD, _EASED, _REVOKED, _ASKED_OF_ALLIES)
    return Driver(
        key,
        label,
        "sanctions and trade",
        about,
        (
            Setting("in force", f"{label} stay in force", aliases=("unchanged",)),
            Setting(
                "lifted", f"{label} are lifted by decree", moves, BY_DECREE, "opened", aliases=("lifted by decree",)
            ),
            Setting(
                "lifted by law", f"{label} are lifted by law", moves, BY_LAW, "opened", aliases=("lifted for good",)
            ),
            Setting("tightened", f"{label} are tightened", (_PRESSED,), None, "closed", aliases=("imposed",)),
        ),
        sectors[0],
        sectors[1],
    )


TRADE_DRIVERS: tuple[Driver, ...] = (
    _sanctions(
        "sanctions.energy",
        "A's energy sanctions on B",
        "Bans on what B sells of oil, gas and coal, and on kit for its fields.",
        (),
        (("energy",), ("energy",)),
    ),
    _sanctions(
        "sanctions.technology",
        "A's export controls on B",
        "Controls on machines, electronics, vehicles, aircraft and chemicals that A sells.",
        (),
        (("electronics", "machinery", "transport", "chemicals"), ()),
    ),
    _sanctions(
        "sanctions.goods",
        "A's bans on B's other goods",
        "Bans on metals, diamonds, fish and the like that B sells.",
        (),
        ((), ("agriculture", "metals")),
    ),
    _sanctions(
        "sanctions.finance",
        "A's financial sanctions on B",
        "Frozen reserves, banks cut off from payment and credit.",
        (
            _kept("reward", 0.5, "Dollars, credit and frozen reserves are a reward C cannot match."),
            _kept("exit_cost", -0.3, "Where B can pay and borrow elsewhere, leaving C's banks costs less."),
        ),
        ((), ()),
    ),
    Driver(
        "arms",
        "A's arms trade with B",
        "sanctions and trade",
        "Whether A forbids arms to B, allows them, or builds them with B.",
        (
            Setting("unchanged", "A's arms trade with B stays as it is"),
            Setting("embargo", "A puts an embargo on arms for B", (
                Move("reward", -0.4, 0.5, "elicited", "Security goods are taken out of what A can offer."),
                Move("threat", 0.25, 0.5, "elicited", "An embargo names B an adversary."),
            )),
            Setting("lifted", "A lifts its embargo on arms for B", (
                _kept("reward", 0.25, "Arms can be offered, though a B that builds its own arms wants few."),
                _kept("exit_cost", -0.2, "Another source of arms and parts makes C's less needed."),
                _KEPT_WORD,
                _REVOKED,
                _ASKED_OF_ALLIES,
            ), BY_DECREE, aliases=("allowed",)),
            Setting("coproduction", "A builds arms with B", (
                _kept("reward", 0.6, "Joint production brings security goods that C would have to match."),
                _kept("exit_cost", -0.4, "Stocks, training and parts move from C's line to A's over a decade."),
                _KEPT_WORD,
                _REVOKED,
                Move("constraint", 0.75, 1.0, "elicited", "Allies who count B as their threat would stand against it."),
            ), BY_DECREE, aliases=("co-production",)),
        ),
    ),
    Driver(
        "tariffs.c",
        "A's tariffs on C",
        "sanctions and trade",
        "Duties A puts on C's goods. They tell C that B is its rear, and tell B what A does to partners.",
        (
            Setting("unchanged", "A's tariffs on C stay as they are"),
            Setting("doubled", "A doubles its tariffs on C", (
                Move("binding", 0.5, 0.75, "elicited", "Under pressure C has more reason to hold B."),
                Move("threat", 0.25, 0.5, "elicited", "Hostility to C and B at once is what drives them together."),
            )),
            Setting("cut", "A cuts its tariffs on C", (
                Move("binding", -0.25, 0.5, "elicited", "With the market of A open C has less need of B."),
                Move("threat", -0.2, 0.4, "elicited", "A is less of a threat to the two together."),
            ), aliases=("lifted",)),
        ),
    ),
)  # fmt: skip
