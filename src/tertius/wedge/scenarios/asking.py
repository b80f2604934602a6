"""What was asked: a scenario from settings, a file or a name, and the three states it is asked of."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tertius.errors import ImpossibleQuestion
from tertius.wedge.scenarios.scenario import Scenario, from_settings, pairs_of
from tertius.wedge.scenarios.scenario_file import read_scenario, shipped_scenario

__all__ = ["asked"]

HINT = "tertius whatif USA RUS CHN --set sanctions.energy=lifted; --list shows what there is"


def asked(
    states: tuple[str | None, str | None, str | None],
    sets: Sequence[str],
    against: Sequence[str],
    *,
    file: Path | None = None,
    scenario: str | None = None,
) -> tuple[Scenario, tuple[str, str, str]]:
    """The scenario and the three states that the words of a command mean.

    Parameters
    ----------
    states : three of str or None
        Where all are None, those that the scenario names.
    sets, against : sequences of `DRIVER=SETTING`
        One branch, and the other.
    file, scenario
        A scenario file, or the name of a shipped one, in place of `sets`.

    Raises
    ------
    ImpossibleQuestion
        More than one scenario, or none; fewer than three states.
    UnknownName
        A driver, setting or scenario that is not known.
    """
    given = [bool(sets or against), file is not None, scenario is not None]
    if sum(given) != 1:
        raise ImpossibleQuestion(
            "one scenario at a time: --set, --file or --scenario",
            found="none" if not any(given) else "more than one of them",
            hint=HINT,
        )
    if against and not sets:
        raise ImpossibleQuestion("--against needs something to stand against", found="no --set", hint=HINT)
    if file is not None:
        chosen = read_scenario(file)
    elif scenario is not None:
        chosen = shipped_scenario(scenario)
    else:
        chosen = from_settings(pairs_of(sets), pairs_of(against, "--against"))
    a, b, c = states
    if a is not None and b is not None and c is not None:
        return chosen, (a, b, c)
    if a is None and chosen.states is not None:
        return chosen, chosen.states
    raise ImpossibleQuestion(
        "a scenario is asked of three states: A, B and C",
        found=" ".join(s for s in states if s is not None) or "none",
        hint=HINT,
    )
