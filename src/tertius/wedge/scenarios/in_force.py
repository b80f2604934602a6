"""What is in force on the day, as far as the package knows, and the settings that it rules out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import polars as pl

from tertius.alignment.sectors import closed
from tertius.atlas.columns import column
from tertius.atlas.store import Atlas
from tertius.datasets.chronicle import load_chronicle
from tertius.errors import ImpossibleQuestion
from tertius.present.names import the
from tertius.present.numbers import NOT_KNOWN
from tertius.present.numbers import day as written
from tertius.provenance import known_at
from tertius.states import State, find
from tertius.wedge.components.component import Asked
from tertius.wedge.components.hostility import WAR
from tertius.wedge.scenarios.driver import Driver
from tertius.wedge.scenarios.drivers import DRIVERS
from tertius.wedge.scenarios.laws_and_wars import Law, laws, wars
from tertius.wedge.scenarios.scenario import Scenario
from tertius.wedge.scenarios.today import Today

__all__ = ["InForce", "in_force", "refuse_what_is_not_there"]


@dataclass(frozen=True, slots=True)
class InForce:
    """Where a driver stands on the day: its setting, or None where that is not known.

    `none` marks what no source knows of: there is nothing to lift or to end.
    """

    driver: str
    setting: str | None
    figure: str
    none: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def in_force(
    a: State, b: State, c: State, day: date, atlas: Atlas, today: Mapping[str, Today] | None = None
) -> tuple[InForce, ...]:
    """Where every driver stands on the day, in the order of `DRIVERS`."""
    cases = _cases(a, b, day, atlas)
    return tuple(
        _figure(d, (today or {}).get(d.key))
        if d.figure is not None
        else _standing(d, Asked(a, b, c, day, atlas), cases)
        for d in DRIVERS
    )


def refuse_what_is_not_there(scenario: Scenario, standing: tuple[InForce, ...]) -> None:
    """Refuse to lift what does not exist, and to set what is in force already.

    Raises
    ------
    ImpossibleQuestion
        A sanction is lifted, or kept, where the sanctions list counts none; a war is ended where
        none is known; an embargo is put where one is.
    """
    now = {s.driver: s for s in standing}
    for branch in scenario.branches:
        for one in branch.sets:
            known, key = now[one.driver.key], one.setting.key
            if known.none and one.driver.key == "war" and one.setting.changes:
                raise ImpossibleQuestion(
                    f"war cannot be {key} where no war of B is known",
                    found=known.figure,
                    hint="leave war out, or ask as of a day on which B was at war",
                )
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
                    hint=f"set it to {' or '.join(others) or 'another figure'}, or leave it out",
                )


def _figure(driver: Driver, now: Today | None) -> InForce:
    if now is None:
        return InForce(driver.key, None, f"the figure of today is {NOT_KNOWN}")
    return InForce(driver.key, f"{now.reach.value:.6g}", now.shown)


def _standing(driver: Driver, asked: Asked, cases: tuple[int, int] | None) -> InForce:
    a, b, c, day = asked.a, asked.b, asked.c, asked.day
    on = c if driver.key.endswith(".c") else b
    law = next((m for m in reversed(laws()) if m.driver == driver.key and m.binds(a, on, day)), None)
    if driver.key.startswith("sanctions."):
        return _sanctions(driver, asked, law, cases)
    if law is not None:
        return InForce(driver.key, law.setting, law.said)
    first = driver.settings[0].key
    if driver.key == "war":
        return _war(driver, b, day, asked.atlas)
    if driver.key.startswith("leader."):
        return InForce(driver.key, first, "whoever leads on the day")
    if driver.key == "arms" and cases is not None and cases[1] == 0:
        return InForce(driver.key, None, f"no table tells; {_no_case(a, b, cases[0])}")
    return InForce(driver.key, None, "no table tells")


def _war(driver: Driver, b: State, day: date, atlas: Atlas) -> InForce:
    """From the chronicle, which has days; else from the list of disputes, which has years and ends early."""
    first, told = driver.settings[0].key, load_chronicle()
    open_now = [w for w in wars() if b.iso3 in w.begins.actors and w.begins.known <= day and not w.over(day)]
    if open_now:
        war = open_now[-1]
        last = max(e.known for e in told if e.known <= day)
        said = f"{war.begins.text.rstrip('.')} ({written(war.begins.date)}); no end in the chronicle to {written(last)}"
        return InForce(driver.key, first if war.goes_on else None, said)
    known = _fought(b, day, atlas)
    if known is None:
        return InForce(driver.key, None, f"whether {the(b.name)} is at war is {NOT_KNOWN}", none=True)
    year, against = known
    seen = f"war with {', '.join(the(find(s).name) for s in against)} in {year}" if against else f"no war in {year}"
    return InForce(
        driver.key,
        None,
        f"{seen}, the newest year of the list of disputes; whether {the(b.name)} is at war since is {NOT_KNOWN}",
        none=not against,
    )


def _fought(b: State, day: date, atlas: Atlas) -> tuple[int, tuple[int, ...]] | None:
    """The newest year of the list of disputes that was public on the day, and whom B fought a war with in it."""
    lag = column("mid_hostility").lag_days
    rows = (
        atlas.table("dyads")
        .filter((pl.col("a") == b.cow) | (pl.col("b") == b.cow))
        .select("year", pl.col("a") + pl.col("b") - b.cow, "mid_hostility")
        .drop_nulls()
        .collect()
    )
    years = [int(y) for y in rows["year"].unique() if known_at(int(y), lag) <= day]
    if not years:
        return None
    newest = rows.filter((pl.col("year") == max(years)) & (pl.col("mid_hostility") == WAR))
    return max(years), tuple(sorted(int(s) for s in newest["a"]))


def _sanctions(driver: Driver, asked: Asked, law: Law | None, cases: tuple[int, int] | None) -> InForce:
    a, b = asked.a, asked.b
    bans = closed(a.cow, b.cow, asked.day)
    shut = [s for s in driver.sold_by_a if s in bans.exports] + [s for s in driver.bought_by_a if s in bans.imports]
    if shut:
        return InForce(
            driver.key,
            "in force",
            f"closed by the list of measures, which ends in April 2024: {', '.join(dict.fromkeys(shut))}",
        )
    if law is not None:
        return InForce(driver.key, law.setting, law.said)
    if cases is None:
        return InForce(driver.key, None, "no table tells")
    year, n = cases
    if n == 0:
        return InForce(driver.key, None, _no_case(a, b, year), none=True)
    plural = "case" if n == 1 else "cases"
    said = (
        f"{n} sanction {plural} of {the(a.name)} against {the(b.name)} in {year} (GSDB); of which kind is {NOT_KNOWN}"
    )
    return InForce(driver.key, "in force", said)


def _no_case(a: State, b: State, year: int) -> str:
    return f"no sanction case of {the(a.name)} against {the(b.name)} in {year} (GSDB)"


def _cases(a: State, b: State, day: date, atlas: Atlas) -> tuple[int, int] | None:
    """Newest year known on the day and A's sanction cases against B in force then."""
    frame = atlas.dyad(a.cow, b.cow)
    lag = column("sanctions_by_a").lag_days
    rows = frame.select("year", "sanctions_by_a").drop_nulls() if "sanctions_by_a" in frame.columns else pl.DataFrame()
    known = [(int(y), int(n)) for y, n in rows.iter_rows() if known_at(int(y), lag) <= day]
    return max(known) if known else None
