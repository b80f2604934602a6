"""Scenario files: TOML that an analyst writes by hand, read without mercy for a typo."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

from tertius.casebook.judgement import COMPONENT_KEYS
from tertius.errors import ImpossibleQuestion, TertiusError, UnknownName, printable
from tertius.vault.regular import read_regular
from tertius.wedge.scenarios.driver import Move, Setting
from tertius.wedge.scenarios.drivers import driver
from tertius.wedge.scenarios.scenario import Branch, Prior, Scenario, branch_of, checked, figure_text, refuse_too_many

__all__ = ["read_scenario", "scenario_from", "shipped", "shipped_scenario"]

_KEYS = ("name", "question", "states", "set", "branch", "priors")
_BRANCH = ("name", "set")
_PRIOR = ("mean", "scale", "source", "why", "class")
_CLASSES = ("estimated", "literature", "elicited")
_FOLDER = Path(__file__).with_name("shipped")
_LONGEST = 100_000
"""Bytes of the longest scenario; a page has some two thousand."""

_MOST_PRIORS = 100

_FIGURE = 1e6
"""No figure is as large: beyond it a number would not even be read."""

_MOST_PARTS = 60
"""Points on one line: a key of n parts takes the parser of TOML n squared of memory."""

_LARGEST = 5.0
"""Units of a component that a user's mean or scale may have; components run from -2 to 2."""

_DEEPEST = 10
"""Tables inside tables; `priors.sanctions.energy.lifted.reward.mean` is six."""


def read_scenario(path: Path) -> Scenario:
    """A scenario from a file.

    Raises
    ------
    TertiusError
        A file that cannot be read, is no regular file, or has more than 100,000 bytes.
    ImpossibleQuestion, UnknownName
        As `scenario_from`.
    """
    try:
        written = read_regular(path, _LONGEST).decode("utf-8-sig")
    except OSError as e:
        raise TertiusError(
            f"cannot read {path}", found=e.strerror or str(e), hint="name a .toml file; --list shows the shipped ones"
        ) from None
    except UnicodeDecodeError:
        raise ImpossibleQuestion(f"{path.name} is not text in UTF-8", hint="save it as UTF-8") from None
    return scenario_from(written, name=path.stem)


def scenario_from(written: str, *, name: str = "") -> Scenario:
    """A scenario from the text of a file.

    Parameters
    ----------
    written : str
        TOML: `name`, `question`, `states`, a table `set`, tables `branch` with a name and a
        `set`, and `priors`.
    name : str
        What it is called where it does not say so itself.

    Raises
    ------
    UnknownName
        A key, driver, setting or component that is not known, or a prior for a setting that
        the scenario does not set, with the nearest names.
    ImpossibleQuestion
        Longer than 100,000 characters, more branches, settings or priors than there is room
        for, not TOML, a value of the wrong kind, settings that contradict each other, a prior
        off the scale.
    """
    if len(written) > _LONGEST:
        raise ImpossibleQuestion(
            f"a scenario has at most {_LONGEST:,} characters", found=f"{len(written):,}", hint="one page is 2,000"
        )
    try:
        if any(line.count(".") > _MOST_PARTS for line in written.splitlines()):
            raise ValueError(f"a line with more than {_MOST_PARTS} points")
        read: dict[str, Any] = tomllib.loads(written)
        if _depth(read) > _DEEPEST:
            raise ValueError(f"more than {_DEEPEST} tables inside each other")
    # A number of five thousand digits is a plain ValueError.
    except (ValueError, RecursionError) as e:
        raise ImpossibleQuestion(
            "a scenario file is TOML", found=str(e), hint='a line is written: war = "settled"; text stands in quotes'
        ) from None
    _refuse_unknown(read, _KEYS, "key of a scenario file")
    common = _pairs(_table(read, "set"))
    called = _text(read, "name") or printable(name)
    branches = tuple(_branches(read, common)) or (branch_of(called, common),)
    titles = [b.name for b in branches]
    if len(set(titles)) < len(titles):
        raise ImpossibleQuestion("two branches have one name", found=", ".join(titles), hint="name each differently")
    return checked(Scenario(called, _text(read, "question"), branches, _states(read), tuple(_priors(read))))


@cache
def shipped() -> tuple[Scenario, ...]:
    """The scenarios that come with the package, by name."""
    return tuple(read_scenario(p) for p in sorted(_FOLDER.glob("*.toml")))


def shipped_scenario(name: str) -> Scenario:
    """One of the shipped scenarios.

    Raises
    ------
    UnknownName
        With the nearest names.
    """
    wanted = name.casefold().removesuffix(".toml").replace("_", "-")
    for one in shipped():
        if one.name == wanted:
            return one
    raise UnknownName("scenario", name, (s.name for s in shipped()))


def _branches(read: Mapping[str, Any], common: tuple[tuple[str, str], ...]) -> Iterator[Branch]:
    given = read.get("branch", [])
    if not isinstance(given, list):
        raise ImpossibleQuestion("a branch is an entry of a list", found="[branch]", hint="write [[branch]]")
    refuse_too_many(len(cast("list[Any]", given)))
    for table in cast("list[Any]", given):
        if not isinstance(table, dict):
            raise ImpossibleQuestion("a branch is a table", found=repr(table), hint="write [[branch]]")
        entry = cast("dict[str, Any]", table)
        _refuse_unknown(entry, _BRANCH, "key of a [[branch]]")
        name = _text(entry, "name")
        if not name:
            raise ImpossibleQuestion("a branch has a name", found=repr(entry), hint='name = "if the first wins"')
        yield branch_of(name, (*common, *_pairs(_table(entry, "set"))))


def _priors(read: Mapping[str, Any]) -> Iterator[Prior]:
    for n, (path, table) in enumerate(_leaves(_table(read, "priors"))):
        if n >= _MOST_PRIORS:
            raise ImpossibleQuestion(
                f"a scenario has at most {_MOST_PRIORS} priors of one's own",
                found=f"more than {_MOST_PRIORS}",
                hint="leave out those that are the package's own",
            )
        where, _, component = path.rpartition(".")
        key, _, setting = where.rpartition(".")
        if not key or not isinstance(table, dict):
            raise ImpossibleQuestion(
                "a prior names a driver, a setting and a component",
                found=f"priors.{path} = {table!r}",
                hint="[priors.war.settled.threat], then mean, scale, source and why",
            )
        entry = cast("dict[str, Any]", table)
        d = driver(key)
        if d.figure is not None:
            raise ImpossibleQuestion(
                f"what {d.key} moves is measured, not judged",
                found=f"priors.{path}",
                hint="leave the prior out: the component is computed again at the figure",
            )
        chosen = d.setting(setting)
        if component not in COMPONENT_KEYS:
            raise UnknownName("component", component, COMPONENT_KEYS)
        own = _own_move(entry, component, path)
        yield Prior(d.key, chosen.key, replace(own, when=_when(chosen, component)))


def _when(setting: Setting, component: str) -> Literal["always", "kept", "revoked"]:
    """A user's size takes the condition of the package's; what relief gives is gone when relief is."""
    theirs: list[Literal["always", "kept", "revoked"]] = [m.when for m in setting.moves if m.component == component]
    if theirs:
        return theirs[0] if len(theirs) == 1 else "always"
    return "kept" if setting.kept is not None and component in {"reward", "exit_cost"} else "always"


def _own_move(entry: Mapping[str, Any], component: str, path: str) -> Move:
    _refuse_unknown(entry, _PRIOR, f"key of priors.{path}")
    mean, scale = (_number(entry, k, path) for k in ("mean", "scale"))
    if max(abs(mean), scale) > _LARGEST:
        raise ImpossibleQuestion(
            f"a prior lies within {_LARGEST:g} units of its component",
            found=f"priors.{path}: mean {mean:g}, scale {scale:g}",
            hint="components run from -2 to 2: more than 5 is off the scale on either side",
        )
    if scale <= 0 or scale < abs(mean):
        raise ImpossibleQuestion(
            "a prior is at least as wide as its effect",
            found=f"priors.{path}: mean {mean:g}, scale {scale:g}",
            hint=f"scale = {max(abs(mean), 0.25):g} or more: nobody knows such an effect to within itself",
        )
    source, why = _text(entry, "source"), _text(entry, "why")
    if not source or not why:
        raise ImpossibleQuestion(
            "a prior of one's own says where it comes from and why",
            found=f"priors.{path} without {'source' if not source else 'why'}",
            hint='source = "…", why = "…"',
        )
    kind = _text(entry, "class") or "elicited"
    if kind not in _CLASSES:
        raise UnknownName("source class", kind, _CLASSES)
    return Move(component, mean, scale, kind, f"{why} ({source})")


def _leaves(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Nested tables as dotted names: of settings down to the value, of priors down to the table of numbers."""
    for key, value in table.items():
        path = f"{before}{key}"
        inner = cast("dict[str, Any]", value) if isinstance(value, dict) else None
        if inner and all(isinstance(v, dict) for v in inner.values()):
            yield from _leaves(inner, f"{path}.")
        else:
            yield path, value


def _pairs(table: Mapping[str, Any], before: str = "") -> tuple[tuple[str, str], ...]:
    """Drivers and settings; `sanctions.energy = "lifted"` is a table in a table to TOML."""
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        path = f"{before}{key}"
        if isinstance(value, dict):
            found += _pairs(cast("dict[str, Any]", value), f"{path}.")
        elif isinstance(value, str):
            found.append((path, value))
        else:
            found.append((path, _figure(path, value)))
    return tuple(found)


def _figure(path: str, value: object) -> str:
    """A number, for a driver that is set to one; it is read where the words of a command are."""
    one = driver(path)
    number = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _FIGURE
    if one.figure is None or not number:
        takes = "a word in quotes" if one.figure is None else one.figure.takes
        raise ImpossibleQuestion(
            f"a setting of {path} is {takes}", found=f"{path} = {value!r}", hint=f"{path} = {one.example}"
        )
    return figure_text(cast("float", value))


def _table(read: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = read.get(key, {})
    if not isinstance(value, dict):
        raise ImpossibleQuestion(
            f"{key} is a table", found=f"{key} = {value!r}", hint=f"a line [{key}], settings below"
        )
    return cast("dict[str, Any]", value)


def _text(read: Mapping[str, Any], key: str) -> str:
    value = read.get(key, "")
    if not isinstance(value, str):
        raise ImpossibleQuestion(f"{key} is text", found=f"{key} = {value!r}", hint=f'{key} = "…"')
    return printable(" ".join(value.split()))


def _number(entry: Mapping[str, Any], key: str, path: str) -> float:
    value = entry.get(key)
    # Not a number, infinite, and a whole number beyond what a float can hold all fail the comparison.
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= sys.float_info.max:
        raise ImpossibleQuestion(
            f"a prior has a {key}", found=f"priors.{path}: {key} = {value!r}", hint="mean = -0.5 and scale = 0.5"
        )
    return float(value)


def _states(read: Mapping[str, Any]) -> tuple[str, str, str] | None:
    value = read.get("states")
    if value is None:
        return None
    words = cast("list[Any]", value) if isinstance(value, list) else []
    if len(words) != 3 or not all(isinstance(w, str) for w in words):
        raise ImpossibleQuestion(
            "states are three names: A, B and C", found=str(words), hint='states = ["USA", "RUS", "CHN"]'
        )
    return (str(words[0]), str(words[1]), str(words[2]))


def _depth(read: Mapping[str, Any]) -> int:
    """How many tables and lists stand inside each other, counted no further than is allowed."""
    level: list[Any] = [read]
    for depth in range(_DEEPEST + 2):
        if not level:
            return depth
        level = [
            inner
            for outer in level
            for inner in cast("Iterable[Any]", outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
    return _DEEPEST + 2


def _refuse_unknown(read: Mapping[str, Any], known: tuple[str, ...], kind: str) -> None:
    for key in read:
        if key not in known:
            raise UnknownName(kind, key, known)
