"""What a reader of a scenario must know before using its number."""

from __future__ import annotations

from collections.abc import Sequence

from tertius.alignment.replacement import REACH
from tertius.present.names import possessive, the
from tertius.present.numbers import NOT_KNOWN, percent_range
from tertius.states import State, find
from tertius.wedge.scenarios.grounds import Grounds
from tertius.wedge.scenarios.in_force import InForce
from tertius.wedge.scenarios.relief import Relief
from tertius.wedge.scenarios.result import Contribution, Outcome
from tertius.wedge.scenarios.scenario import Scenario

__all__ = ["caveats"]


def caveats(
    grounds: Grounds, scenario: Scenario, outcomes: tuple[Outcome, ...], not_known: tuple[str, ...]
) -> tuple[str, ...]:
    """The caveats of one comparison, the gravest first."""
    states, reaches = grounds.states, grounds.reaches
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
    if any(c.component == "widening" for c in parts):
        said.append(
            "A change of leader adds in log odds mostly because a wider spread makes any rare move likelier: the move "
            "away from A gets likelier too. The base rate holds states whose leaders changed already, so a part is "
            "counted twice."
        )
    said += _together(scenario)
    if scenario.states is not None and {find(n).cow for n in scenario.states} != {s.cow for s in states}:
        said.append(f"The scenario was written for {', '.join(the(find(n).name) for n in scenario.states)}.")
    return tuple(said)


def _whose(scenario: Scenario, parts: Sequence[Contribution]) -> str:
    """How many effects somebody judged, the user's counted apart from the project's."""
    own = {(p.driver, p.setting, p.move.component) for p in scenario.priors}
    theirs = sum((c.driver, c.setting, c.component) in own for c in parts)
    ours = sum(c.source_class == "elicited" and (c.driver, c.setting, c.component) not in own for c in parts)
    user = f"; {theirs} {_are(theirs)} the user's" if theirs else ""
    return (
        f"{ours} of {len(parts)} {'effect' if len(parts) == 1 else 'effects'} {_are(ours)} elicited, this project's "
        f"judgement{user}: a t with 3 degrees of freedom at least as wide as the effect, so that one draw in five says "
        "the contrary."
    )


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
    a, c = the(states[0].name), the(states[2].name)
    if relief is None:
        owner = possessive(states[1].name)
        return (
            f"{owner[:1].upper()}{owner[1:]} trade with {c} by sector, or what {a} buys and sells, is {NOT_KNOWN}: the "
            "effect of opening or closing trade is elicited, not computed."
        )
    return (
        f"What opens or closes is computed sector by sector from trade of {relief.year}: an upper bound, since goods "
        f"within a sector are taken as interchangeable and a state's market can be turned by "
        f"{percent_range(*REACH)} in three years."
    )
