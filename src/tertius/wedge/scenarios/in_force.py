"""What is in force now, as far as the package knows, and the settings that it rules out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import polars as pl

from tertius.alignment.sectors import closed
from tertius.atlas.columns import column
from tertius.atlas.store import Atlas
from tertius.errors import ImpossibleQuestion
from tertius.present.names import the
from tertius.present.numbers import NOT_KNOWN
from tertius.provenance import known_at
from tertius.states import State
from tertius.wedge.scenarios.driver import Driver
from tertius.wedge.scenarios.drivers import DRIVERS
from tertius.wedge.scenarios.scenario import Scenario

__all__ = ["InForce", "in_force", "refuse_what_is_not_there"]


@dataclass(frozen=True, slots=True)
class InForce:
    """Where a driver stands on the day: its setting, or None where that is not known.

    `none` marks what is known not to exist: there is nothing to lift.
    """

    driver: str
    setting: str | None
    figure: str
    none: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


_EMBARGOES = (
    (2, 710, date(1989, 6, 5), "US arms sales to China suspended on 5 Jun 1989, by law since 1990"),
    (2, 365, date(2021, 3, 18), "US policy of denial on arms for Russia, 22 CFR 126.1, 18 Mar 2021"),
)
_TARIFFS = ((2, 710, date(2018, 7, 6), "US tariffs on China under section 301, from 6 Jul 2018"),)
_WARS = (
    (365, date(2022, 2, 24), "invasion of Ukraine, 24 Feb 2022; no end in the list, made in November 2026"),
    (369, date(2022, 2, 24), "Russian invasion, 24 Feb 2022; no end in the list, made in November 2026"),
)
"""Law and war that tables of the atlas do not hold: by COW number, from when, in words."""


def in_force(a: State, b: State, c: State, day: date, atlas: Atlas) -> tuple[InForce, ...]:
    """Where every driver stands on the day, in the order of `DRIVERS`."""
    cases = _cases(a, b, day, atlas)
    return tuple(_standing(d, (a, b, c), day, cases) for d in DRIVERS)


def refuse_what_is_not_there(scenario: Scenario, standing: tuple[InForce, ...]) -> None:
    """Refuse to lift what does not exist, and to set what is in force already.

    Raises
    ------
    ImpossibleQuestion
        A sanction is lifted, or kept, where the sanctions list counts none; an embargo is put
        where one is.
    """
    now = {s.driver: s for s in standing}
    for branch in scenario.branches:
        for one in branch.sets:
            known, key = now[one.driver.key], one.setting.key
            if known.none and key.startswith(("lifted", "in force")):
                raise ImpossibleQuestion(
                    f"{one.driver.key} cannot be {key} where there is none",
                    found=known.figure,
                    hint=f"{one.driver.key}=tightened imposes it",
                )
            if one.setting.changes and known.setting == key:
                others = [s.key for s in one.driver.settings if s.changes and s.key != key]
                raise ImpossibleQuestion(
                    f"{one.driver.key} is {key} already",
                    found=known.figure,
                    hint=f"set it to {' or '.join(others)}, or leave it out",
                )


def _standing(driver: Driver, states: tuple[State, State, State], day: date, cases: tuple[int, int] | None) -> InForce:
    a, b, c = states
    if driver.key.startswith("sanctions."):
        return _sanctions(driver, a, b, day, cases)
    first = driver.settings[0].key
    if driver.key == "arms":
        return next(
            _said(driver, "embargo", _EMBARGOES, (a.cow, b.cow), day), InForce(driver.key, None, "no table tells")
        )
    if driver.key == "tariffs.c":
        return next(_said(driver, first, _TARIFFS, (a.cow, c.cow), day), InForce(driver.key, None, "no table tells"))
    if driver.key == "war":
        found = (InForce("war", first, said) for cow, since, said in _WARS if cow == b.cow and since <= day)
        return next(found, InForce("war", None, f"whether {the(b.name)} is at war is {NOT_KNOWN}"))
    if driver.key.startswith("leader."):
        return InForce(driver.key, first, "whoever leads on the day")
    return InForce(driver.key, None, "no table tells")


def _said(
    driver: Driver, setting: str, laws: tuple[tuple[int, int, date, str], ...], pair: tuple[int, int], day: date
) -> Iterator[InForce]:
    for one, other, since, said in laws:
        if (one, other) == pair and since <= day:
            yield InForce(driver.key, setting, said)


def _sanctions(driver: Driver, a: State, b: State, day: date, cases: tuple[int, int] | None) -> InForce:
    bans = closed(a.cow, b.cow, day)
    shut = [s for s in driver.sold_by_a if s in bans.exports] + [s for s in driver.bought_by_a if s in bans.imports]
    if shut:
        return InForce(
            driver.key,
            "in force",
            f"closed by the list of measures, which ends in April 2024: {', '.join(dict.fromkeys(shut))}",
        )
    if cases is None:
        return InForce(driver.key, None, "no table tells")
    year, n = cases
    if n == 0:
        return InForce(
            driver.key, None, f"no sanction case of {the(a.name)} against {the(b.name)} in {year} (GSDB)", none=True
        )
    plural = "case" if n == 1 else "cases"
    said = (
        f"{n} sanction {plural} of {the(a.name)} against {the(b.name)} in {year} (GSDB); of which kind is {NOT_KNOWN}"
    )
    return InForce(driver.key, "in force", said)


def _cases(a: State, b: State, day: date, atlas: Atlas) -> tuple[int, int] | None:
    """Newest year known on the day and A's sanction cases against B in force then."""
    frame = atlas.dyad(a.cow, b.cow)
    lag = column("sanctions_by_a").lag_days
    rows = frame.select("year", "sanctions_by_a").drop_nulls() if "sanctions_by_a" in frame.columns else pl.DataFrame()
    known = [(int(y), int(n)) for y, n in rows.iter_rows() if known_at(int(y), lag) <= day]
    return max(known) if known else None
