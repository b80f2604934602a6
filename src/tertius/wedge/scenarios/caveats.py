"""What a reader of a scenario must know before using its number."""

from __future__ import annotations

from collections.abc import Sequence

from tertius.alignment.replacement import REACH
from tertius.present.names import capital, possessive, the
from tertius.present.numbers import NOT_KNOWN, percent, percent_range, share_of_draws, signed
from tertius.states import State, find
from tertius.wedge.components.reference import LARGEST
from tertius.wedge.scenarios.bounds import Bound
from tertius.wedge.scenarios.extrapolation import Reach
from tertius.wedge.scenarios.figure_drivers import ARMS_SHARE, SHARE_OF_B
from tertius.wedge.scenarios.grounds import Grounds
from tertius.wedge.scenarios.in_force import InForce
from tertius.wedge.scenarios.relief import Relief
from tertius.wedge.scenarios.result import Contribution, Outcome
from tertius.wedge.scenarios.scenario import Scenario

__all__ = ["caveats"]

RARE = 0.01
"""Share of draws below which a scale that binds is not worth a sentence."""


def caveats(
    grounds: Grounds,
    scenario: Scenario,
    outcomes: tuple[Outcome, ...],
    not_known: tuple[str, ...],
    reaches: tuple[Reach, ...],
) -> tuple[str, ...]:
    """The caveats of one comparison, the gravest first."""
    states = grounds.states
    parts = [c for o in outcomes for c in o.contributions]
    said = [
        "No scenario effect is validated by the backtest: that validates unconditional forecasts only.",
        _whose(scenario, parts),
        "A scenario sets a driver and leaves the world as it is: it does not say how likely the driver is to change, "
        "nor what else would change with it.",
    ]
    by_iso = {s.iso3: s for s in states}
    said += [words for r in reaches if (words := r.says(by_iso[r.of], by_iso[r.on]))]
    unmeasured = [label for label in not_known if any(c.label == label for c in parts)]
    if unmeasured:
        said.append(
            f"{', '.join(unmeasured)}: not known today, or coders agree too little. The scenario moves it from where "
            "an ordinary pair of powers stands."
        )
    said += _baseline(scenario, grounds.in_force)
    if any(s.setting.opening for b in scenario.branches for s in b.sets):
        said.append(_relief(states, grounds.relief))
    elif grounds.relief is None and any(s.driver.key == SHARE_OF_B for b in scenario.branches for s in b.sets):
        said.append(
            f"{_trade(states)}, is {NOT_KNOWN}: what leaving would cost and what could be replaced stay as they are."
        )
    if any(c.component == "widening" for c in parts):
        said.append(
            "A change of leader adds in log odds mostly because a wider spread makes any rare move likelier: the move "
            "away from A gets likelier too. The base rate holds states whose leaders changed already, so a part is "
            "counted twice."
        )
    said += [*_bound(outcomes), *_end_of_arms(grounds, scenario)]
    said += _together(scenario)
    if scenario.states is not None and {find(n).cow for n in scenario.states} != {s.cow for s in states}:
        said.append(f"The scenario was written for {', '.join(the(find(n).name) for n in scenario.states)}.")
    return tuple(said)


def _whose(scenario: Scenario, parts: Sequence[Contribution]) -> str:
    """How many effects somebody judged, the user's counted apart from the project's."""
    own = {(p.driver, p.setting, p.move.component) for p in scenario.priors}
    theirs = sum((c.driver, c.setting, c.component) in own for c in parts)
    ours = sum(c.source_class == "elicited" and (c.driver, c.setting, c.component) not in own for c in parts)
    if ours + theirs == 0:
        return (
            "No effect here is elicited: a component is measured again at the figure that is set, and drawn over the "
            "doubt of today's figures alone."
        )
    user = f"; {theirs} {_are(theirs)} the user's" if theirs else ""
    return (
        f"{ours} of {len(parts)} {'effect' if len(parts) == 1 else 'effects'} {_are(ours)} elicited, this project's "
        f"judgement{user}: a t with 3 degrees of freedom at least as wide as the effect, so that one draw in five says "
        "the contrary."
    )


def _bound(outcomes: Sequence[Outcome]) -> list[str]:
    """Where a scale holds a component back, of all branches the one in which it does so most."""
    most: dict[str, Bound] = {}
    for b in (b for o in outcomes for b in o.bounds):
        before = most.get(b.label)
        if before is None or (b.at_centre, b.share) > (before.at_centre, before.share):
            most[b.label] = b
    binds = [b for b in most.values() if b.at_centre or b.share >= RARE]
    if not binds:
        return []
    listed = ", ".join(
        f"{b.label} ({signed(b.low, 0)} to {signed(b.high, 0)}) in {share_of_draws(b.share)} of draws"
        + (" and at the centre" if b.at_centre else "")
        for b in binds
    )
    return [f"No component is moved past the end of its scale, which holds back {listed}."]


def _end_of_arms(grounds: Grounds, scenario: Scenario) -> list[str]:
    """From which share of arms on the scale of its half of the cost of leaving ends, where more is set."""
    if grounds.levels is None or grounds.levels.arms is None:
        return []
    middle, unit = grounds.levels.arms.by
    end = middle + LARGEST * unit
    levels = [s.setting.level for b in scenario.branches for s in b.sets if s.driver.key == ARMS_SHARE]
    if not any(level is not None and level > end for level in levels):
        return []
    return [f"Above about {percent(end)} of a stock of arms the scale ends: a larger share moves nothing more."]


def _are(n: int) -> str:
    return "is" if n == 1 else "are"


def _together(scenario: Scenario) -> list[str]:
    """Which drivers are drawn together."""
    found: dict[str, list[str]] = {}
    for branch in scenario.branches:
        for one in branch.sets:
            keys = found.setdefault(one.driver.family, [])
            if one.driver.key not in keys:
                keys.append(one.driver.key)
    return [
        f"Drivers of one family are correlated and share their random numbers ({', '.join(keys)}): Sobol's indices "
        "take them as one."
        for keys in found.values()
        if len(keys) > 1
    ]


def _baseline(scenario: Scenario, in_force: tuple[InForce, ...]) -> list[str]:
    """Drivers whose standing today is not known."""
    now = {s.driver: s for s in in_force}
    chosen = dict.fromkeys(s.driver.key for b in scenario.branches for s in b.sets)
    unknown = [key for key in chosen if now[key].setting is None]
    if not unknown:
        return []
    return [
        f"How things stand today is {NOT_KNOWN} for {', '.join(unknown)}: the setting is a change from whatever holds."
    ]


def _relief(states: tuple[State, State, State], relief: Relief | None) -> str:
    if relief is None:
        return f"{_trade(states)}, is {NOT_KNOWN}: the effect of opening or closing trade is elicited, not computed."
    return (
        f"What opens or closes is computed sector by sector from trade of {relief.year}: an upper bound, since goods "
        f"within a sector are taken as interchangeable and a state's market can be turned by "
        f"{percent_range(*REACH)} in three years."
    )


def _trade(states: tuple[State, State, State]) -> str:
    a, b, c = states
    return f"{capital(possessive(b.name))} trade with {the(c.name)} by sector, or what {the(a.name)} buys and sells"
