"""Every driver a scenario can set: sanctions, arms, tariffs, war, leaders, allies, pledges, binding by C, figures."""

from __future__ import annotations

from tertius.errors import UnknownName
from tertius.wedge.components.leadership import NEW_LEADER
from tertius.wedge.scenarios.driver import Driver, Move, Setting, folded
from tertius.wedge.scenarios.figure_drivers import FIGURE_DRIVERS
from tertius.wedge.scenarios.trade_drivers import TRADE_DRIVERS

__all__ = ["AFTER_A_NEW_LEADER", "DRIVERS", "LARGEST_FACTOR", "WIDE_YEARS", "driver"]

WIDE_YEARS = 2
"""Years for which a new leader widens what may happen."""

AFTER_A_NEW_LEADER = 1.5
"""Factor on the variance of a state's net move in the two years after it got a new leader, against other years:
1.47 between the United States and China, 1.44 between the United States and Russia, all states since 1950 (2,250 and
2,830 windows after a change); 1.10 and 1.25 since 1992. For a new leader of A or C there are too few to measure one."""

LARGEST_FACTOR = 10.0
"""No draw widens or narrows the variance by more than this: beyond it the factor is not a guess any more."""


def _elicited(component: str, mean: float, scale: float, why: str) -> Move:
    return Move(component, mean, scale, "elicited", why)


_WAR = Driver(
    "war",
    "B's war",
    "war",
    "The war B is in, where it is in one.",
    (
        Setting("continues", "B's war goes on"),
        Setting("frozen", "B's war is frozen by a ceasefire", (
            _elicited("threat", -0.4, 0.6, "Shooting stops, the dispute and the arming against it do not."),
            _elicited("constraint", -0.2, 0.5, "Allies find it easier to talk to a B that has stopped."),
        ), aliases=("ceasefire",)),
        Setting("settled", "B's war ends in a settlement", (
            _elicited("threat", -1.0, 1.0, "A backs the other side: with the war goes the sharpest hostility."),
            _elicited("constraint", -0.5, 0.75, "The stake allies have in refusing concessions falls; not to nothing."),
            _elicited("exit_cost", -0.25, 0.5, "At peace B needs less of C's parts, machines and credit."),
        ), aliases=("settlement", "peace")),
        Setting("escalates", "B's war escalates", (
            _elicited("threat", 0.5, 0.75, "A is drawn further in on the other side."),
            _elicited("constraint", 0.5, 0.75, "No ally would follow a concession to B."),
            _elicited("exit_cost", 0.25, 0.5, "B leans more on what C sells it."),
        ), aliases=("escalation",)),
    ),
)  # fmt: skip

_LEADERS = (
    Driver(
        "leader.a",
        "A's leader",
        "leaders",
        "Who leads A, and what that leader wants of B.",
        (
            Setting("stays", "A's leader stays"),
            Setting("changes", "A's leader changes", (
                _elicited("credibility", -0.25, 0.75, "What one leader pledged the next need not keep."),
            )),
            Setting("accommodates", "A gets a leader who seeks terms with B", (
                _elicited("threat", -0.5, 0.75, "A presses B less."),
                _elicited("reward", 0.4, 0.5, "Whoever seeks terms offers more of what A has."),
                _elicited("constraint", 0.4, 0.75, "Legislature and allies resist a leader who runs ahead of them."),
            )),
            Setting("confronts", "A gets a leader who confronts B", (
                _elicited("threat", 0.5, 0.75, "A presses B more."),
                _elicited("reward", -0.4, 0.5, "What A could give is not on offer."),
                _elicited("constraint", -0.25, 0.5, "Allies who fear B stand closer to such a leader."),
            )),
        ),
    ),
    Driver(
        "leader.b",
        "B's leader",
        "leaders",
        "Who leads B. A new leader is a chance in both directions; most turn little.",
        (
            Setting("stays", "B's leader stays"),
            Setting("changes", "B's leader changes", (
                _elicited("leadership", NEW_LEADER, NEW_LEADER, "The event whose hazard it holds has happened."),
            ), widens=AFTER_A_NEW_LEADER),
            Setting("accommodates", "B gets a leader who seeks terms with A", (
                _elicited("leadership", 2.0, 2.0, "The event has happened, and in A's direction."),
                _elicited("threat", -0.5, 0.75, "Whoever seeks terms sees less of a threat in A."),
            ), widens=AFTER_A_NEW_LEADER),
            Setting("confronts", "B gets a leader who confronts A", (
                _elicited("leadership", -0.5, 1.0, "The event has happened, and closes the question for a time."),
                _elicited("threat", 0.5, 0.75, "Such a leader sees A as the threat, as C does."),
            ), widens=AFTER_A_NEW_LEADER),
        ),
    ),
    Driver(
        "leader.c",
        "C's leader",
        "leaders",
        "Who leads C, and what that leader does to hold B.",
        (
            Setting("stays", "C's leader stays"),
            Setting("changes", "C's leader changes", (
                _elicited("binding", -0.25, 0.75, "The bond of two persons ends; the interest of two states stays."),
            )),
            Setting("accommodates", "C gets a leader who seeks terms with A", (
                _elicited("binding", -0.5, 0.75, "C spends less on holding B."),
                _elicited("threat", -0.5, 0.75, "A and C have less of a quarrel that B could share."),
            )),
            Setting("confronts", "C gets a leader who confronts A", (
                _elicited("binding", 0.5, 0.75, "C needs B more."),
                _elicited("threat", 0.25, 0.5, "A and C have more of a quarrel that B can share."),
            )),
        ),
    ),
)  # fmt: skip

_OTHERS = (
    Driver(
        "allies",
        "A's allies",
        "allies and pledges",
        "How A's allies take the attempt. That allies hold a divider back is Crawford's claim (2021).",
        (
            Setting("unchanged", "A's allies stand as they do"),
            Setting("agree", "A's allies agree to the attempt", (
                _elicited("constraint", -0.75, 1.0, "Joint accommodation worked (Crawford 2014); its size is a guess."),
                _elicited("reward", 0.25, 0.5, "Allies' markets and money are added to A's."),
            )),
            Setting("divided", "A's allies are divided over the attempt", (
                _elicited("constraint", 0.25, 0.5, "An objecting minority can delay."),
            )),
            Setting("backlash", "A's allies turn against the attempt", (
                _elicited("constraint", 1.0, 1.0, "Allies withhold what only they can give, and find friends at home."),
                _elicited("credibility", -0.25, 0.5, "B doubts an offer that A's own side may undo."),
            )),
        ),
    ),
    Driver(
        "pledges",
        "A's pledges to B",
        "allies and pledges",
        "Whether A keeps what it has promised B.",
        (
            Setting("unchanged", "A's record of pledges stays as it is"),
            Setting("kept", "A keeps a pledge to B that cost it something", (
                _elicited("credibility", 0.75, 0.75, "One costly pledge kept is a step on a scale of five."),
            )),
            Setting("broken", "A breaks a pledge to B", (
                _elicited("credibility", -1.0, 1.0, "One broken pledge weighs more than one kept."),
            )),
        ),
    ),
    Driver(
        "c.binding",
        "C's binding of B",
        "binding",
        "Offers, visits, agreements with which C holds B. They defeated a good offer in 1955-56 (Izumikawa 2018).",
        (
            Setting("unchanged", "C binds B as it does"),
            Setting("stepped up", "C steps up its binding of B", (
                _elicited("binding", 1.0, 1.0, "One step on a scale of five."),
                _elicited("reward", -0.25, 0.5, "C's counter-offer takes from A's lead in what it can give."),
            )),
            Setting("let go", "C lets B go", (
                _elicited("binding", -1.0, 1.0, "One step on a scale of five."),
            )),
        ),
    ),
)  # fmt: skip

DRIVERS: tuple[Driver, ...] = (*TRADE_DRIVERS, _WAR, *_LEADERS, *_OTHERS, *FIGURE_DRIVERS)

_ALIASES = {"arms.embargo": "arms", "binding": "c.binding", "tariffs": "tariffs.c"}


def driver(written: str) -> Driver:
    """The driver a spelling means.

    Raises
    ------
    UnknownName
        With the nearest drivers.
    """
    wanted = folded(_ALIASES.get(folded(written), written))
    for one in DRIVERS:
        if folded(one.key) == wanted:
            return one
    raise UnknownName("driver", written, (d.key for d in DRIVERS))
