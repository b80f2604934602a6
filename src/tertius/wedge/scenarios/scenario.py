"""A scenario: what is set, in one branch or in several to be compared, and whose priors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import cast

from tertius.errors import ImpossibleQuestion, UnknownName
from tertius.wedge.scenarios.driver import Driver, Move, Setting
from tertius.wedge.scenarios.drivers import driver
from tertius.wedge.scenarios.figure_drivers import CASES

__all__ = [
    "MOST_BRANCHES",
    "MOST_SETTINGS",
    "Branch",
    "Prior",
    "Scenario",
    "Set",
    "Settings",
    "branch_of",
    "checked",
    "figure_text",
    "from_settings",
    "pairs_of",
    "refuse_too_many",
]

MOST_BRANCHES, MOST_SETTINGS = 6, 40
"""Of one scenario, and of one branch: more is a machine's list, and takes longer than a reader waits."""

Settings = Mapping[str, str | float] | Iterable[tuple[str, str | float]]
"""Drivers and what each is set to, by name; a figure may be a number."""


@dataclass(frozen=True, slots=True)
class Set:
    """One driver set to one thing."""

    driver: Driver
    setting: Setting

    def __str__(self) -> str:
        return f"{self.driver.key} = {self.setting.key}"


@dataclass(frozen=True, slots=True)
class Branch:
    """What is set together."""

    name: str
    sets: tuple[Set, ...]


@dataclass(frozen=True, slots=True)
class Prior:
    """A user's own size for what a setting moves, in place of the package's."""

    driver: str
    setting: str
    move: Move


@dataclass(frozen=True, slots=True)
class Scenario:
    """One or more branches, compared with one baseline.

    Attributes
    ----------
    name : str
        A word or two, as `--scenario` takes it.
    question : str
        One line: what an analyst would ask.
    states : tuple of three str, or None
        A, B and C where the scenario names them.
    priors : tuple of Prior
        What the user puts in place of the package's priors.
    """

    name: str
    question: str
    branches: tuple[Branch, ...]
    states: tuple[str, str, str] | None = None
    priors: tuple[Prior, ...] = ()

    def moves(self, one: Set) -> tuple[Move, ...]:
        """What a setting moves in this scenario: the package's moves, the user's where given."""
        own = {
            p.move.component: p.move for p in self.priors if (p.driver, p.setting) == (one.driver.key, one.setting.key)
        }
        kept = tuple(m for m in one.setting.moves if m.component not in own)
        return (*kept, *own.values())


def pairs_of(written: Iterable[str], option: str = "--set") -> tuple[tuple[str, str], ...]:
    """`DRIVER=SETTING` words as pairs.

    Raises
    ------
    ImpossibleQuestion
        A word without an equals sign, or with nothing on a side of it.
    """
    found: list[tuple[str, str]] = []
    for word in written:
        key, equals, value = word.partition("=")
        if not (equals and key.strip() and value.strip()):
            raise ImpossibleQuestion(
                f"{option} takes DRIVER=SETTING", found=repr(word), hint=f"{option} sanctions.energy=lifted"
            )
        found.append((key.strip(), value.strip()))
    return tuple(found)


def branch_of(name: str, pairs: Iterable[tuple[str, str]]) -> Branch:
    """What is set together, each driver once.

    Raises
    ------
    UnknownName
        A driver or a setting that is not known, with the nearest that are.
    ImpossibleQuestion
        One driver set to two things; more than `MOST_SETTINGS` settings.
    """
    sets: dict[str, Set] = {}
    given = tuple(islice(pairs, MOST_SETTINGS + 1))
    if len(given) > MOST_SETTINGS:
        raise ImpossibleQuestion(
            f"a branch sets at most {MOST_SETTINGS} things",
            found=f"more than {MOST_SETTINGS}",
            hint="set each driver once; compare what is left as branches",
        )
    for key, value in given:
        d = driver(key)
        one = Set(d, d.setting(value))
        before = sets.get(d.key)
        if before is not None and before != one:
            raise ImpossibleQuestion(
                f"{d.key} cannot be two things at once",
                found=f"{before.setting.key} and {one.setting.key}",
                hint="set it once; to compare the two, put one of them under --against or in a [[branch]] of its own",
            )
        sets[d.key] = one
    chosen = tuple(sets.values())
    _refuse_contradictions({s.driver.key: s.setting.key for s in chosen})
    return Branch(name or " and ".join(map(str, chosen)), chosen)


def from_settings(
    settings: Settings,
    against: Settings = (),
) -> Scenario:
    """A scenario of one branch, or of two where there is something to set against the first."""
    first, second = _as_pairs(settings), _as_pairs(against)
    branches = [branch_of("", first)] + ([branch_of("", second)] if second else [])
    return checked(Scenario("", "", tuple(branches)))


def _as_pairs(given: Settings) -> tuple[tuple[str, str], ...]:
    pairs = cast("Mapping[str, str | float]", given).items() if isinstance(given, Mapping) else given
    return tuple((key, figure_text(value)) for key, value in islice(pairs, MOST_SETTINGS + 1))


def figure_text(value: str | float) -> str:
    """A number as it is written, without an exponent; text as it is."""
    return value if isinstance(value, str) else f"{value:.9f}".rstrip("0").rstrip(".")


def checked(scenario: Scenario) -> Scenario:
    """The scenario, if it says something.

    Raises
    ------
    ImpossibleQuestion
        Nothing is set, nothing changes, two branches are the same, or there are more than `MOST_BRANCHES`.
    UnknownName
        A prior for a setting that no branch sets.
    """
    refuse_too_many(len(scenario.branches))
    if not any(s.setting.changes for b in scenario.branches for s in b.sets):
        raise ImpossibleQuestion(
            "a scenario changes something",
            found=", ".join(str(s) for b in scenario.branches for s in b.sets) or "nothing is set",
            hint="--set war=settled; `tertius whatif --list` shows every driver and its settings",
        )
    for i, b in enumerate(scenario.branches):
        for other in scenario.branches[:i]:
            if set(map(str, b.sets)) == set(map(str, other.sets)):
                raise ImpossibleQuestion(
                    "two branches set the same things",
                    found=f"{other.name!r} and {b.name!r}",
                    hint="change one of them",
                )
    chosen = {f"{s.driver.key}.{s.setting.key}" for b in scenario.branches for s in b.sets}
    for p in scenario.priors:
        if f"{p.driver}.{p.setting}" not in chosen:
            raise UnknownName("setting in this scenario that a prior could be for", f"{p.driver}.{p.setting}", chosen)
    return scenario


_CONTRADICTIONS: tuple[tuple[str, tuple[str, ...], str, tuple[str, ...], str], ...] = (
    (
        "arms",
        ("coproduction", "lifted"),
        "sanctions.technology",
        ("tightened",),
        "arms cannot be built or sold where the goods in them are under tighter control",
    ),
    (
        "war",
        ("escalates",),
        "allies",
        ("agree",),
        "A's allies do not agree to accommodate a B whose war escalates",
    ),
)


def refuse_too_many(branches: int) -> None:
    """Refuse more branches than `MOST_BRANCHES`."""
    if branches > MOST_BRANCHES:
        raise ImpossibleQuestion(
            f"a scenario has at most {MOST_BRANCHES} branches",
            found=f"{branches:,}",
            hint="leave out the branches that nobody would read side by side, or ask twice",
        )


def _refuse_contradictions(chosen: Mapping[str, str]) -> None:
    for one, ones, other, others, why in _CONTRADICTIONS:
        if chosen.get(one) in ones and chosen.get(other) in others:
            raise ImpossibleQuestion(
                "two settings contradict each other",
                found=f"{one} = {chosen[one]} and {other} = {chosen[other]}",
                hint=f"{why}: leave one out, or compare the two as branches",
            )
    by_kind = [k for k in chosen if k.startswith("sanctions.") and k != CASES]
    if CASES in chosen and by_kind:
        raise ImpossibleQuestion(
            "sanctions are counted or set by kind, not both: each moves the shared threat",
            found=f"{CASES} = {chosen[CASES]} and {by_kind[0]} = {chosen[by_kind[0]]}",
            hint=f"leave {CASES} out, or compare the two as branches",
        )
    lifted = [k for k, v in chosen.items() if k.startswith("sanctions.") and v.startswith("lifted")]
    tightened = [k for k, v in chosen.items() if k.startswith("sanctions.") and v == "tightened"]
    if lifted and tightened:
        raise ImpossibleQuestion(
            "sanctions cannot be lifted and tightened in one scenario",
            found=f"{', '.join(lifted)} lifted; {', '.join(tightened)} tightened",
            hint="compare the two as branches: --set for one, --against for the other",
        )
