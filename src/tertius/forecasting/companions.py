"""The same question put three ways: by votes between two poles, by one line of votes, and by what people mean.

The three fail differently, so all are shown, each with what it can and cannot see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from tertius.atlas.store import Atlas
from tertius.forecasting.backtest.history import day_of_origin
from tertius.forecasting.backtest.kept_record import kept_backtest, vintage_positions
from tertius.forecasting.backtest.record import TargetRecord
from tertius.forecasting.base_rate import BaseRate, base_rate
from tertius.forecasting.corroborated import corroborated, corroborations, evidence_with, in_full_view
from tertius.forecasting.one_dimension import Line, line_of, place_on_line, windows_of
from tertius.forecasting.targets import Field
from tertius.states import iso3

__all__ = ["CAUGHT", "SEES", "Companion", "companions"]

Array = NDArray[np.float64]

USA = 2
SEED = 19

SEES: Mapping[str, tuple[str, str, str]] = {
    "T1b": (
        "a net move of at least .15 toward A, relative to C, in three-year means of agreement on contested UN votes",
        "which of the two a state votes with, whatever the agenda and the others do",
        "treaties, arms and trade",
    ),
    "T1c": (
        "a net move of B's ideal point by at least .3 along the line of UN votes, toward A's end",
        "smaller turns, and turns that the agreement with two poles hides",
        "C: two poles that vote alike stand together on one line, and leaving one looks like leaving the other",
    ),
    "T3": (
        "T1b or T1c, and with it arms, trade or events that shift by a standard deviation, a pact ended or begun, "
        "force, or a listed break",
        "a move that something harder than votes goes with",
        "windows that end after the records of trade and disputes do, 2014 at the latest: they are left out, moved or "
        "not; events between states but China's with 25 partners from 2002; breaks that a list made by hand leaves out",
    ),
}
"""By target: what counts, what it can see, what it cannot."""


CAUGHT: Mapping[str, str] = {
    "T1b": "20 of 35 known realignments, none of the 6 after 1999",
    "T1c": "27 of 35 known realignments, 4 of the 6 after 1999",
    "T3": "25 of 35 known realignments, 2 of the 6 after 1999",
}
"""What `tertius.forecasting.construct_validity` computes; said only where the newest of the cases was known."""

WITNESSED = (
    "; over five years with the United States as A and C China 15 % of movers have such a witness and 18 % of the "
    "others do, with C Russia 26 and 20 %: a witness hardly tells a move from none"
)
"""Shares of the windows in full view, in docs/methods/realignment.md; said, like `CAUGHT`, only of late days."""

CASES_SETTLED = 2022

NOTHING_IN_VIEW = "no window lies within the records of arms, trade, pacts and disputes from its start to its end"


@dataclass(frozen=True, slots=True)
class Companion:
    """The base rate of one way to put the question; None with the reason where there is none.

    `asked` is its record when asked of history, with the same votes and with disjoint halves;
    empty where it was not asked, or the outcomes were not known on the day.
    """

    target: str
    counts: str
    sees: str
    blind: str
    caught: str
    rate: BaseRate | None
    why: str
    asked: tuple[TargetRecord, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Borne:
    """T3's outcomes as moves that a base rate can be taken of."""

    horizon: int
    states: tuple[int, ...]
    years: tuple[int, ...]
    value: Array

    def labels(self) -> tuple[NDArray[np.int64], NDArray[np.int64], Array]:
        return windows_of(self.states, self.years, self.value, 0.5)


def companions(moves: Field, rate: BaseRate, atlas: Atlas, day: date) -> tuple[Companion, ...]:
    """T1b, T1c and T3 between the poles of `moves`, from what was public on the day."""
    line, no_line = _line(moves, atlas)
    found = {"T1b": (rate, ""), "T1c": (_rate(line), no_line)}
    if line is None:
        found["T3"] = (None, no_line)
    else:
        years = range(moves.years[0], moves.years[-1] + 1)
        with_a, with_c = (evidence_with(atlas, pole, moves.states, years, as_of=day) for pole in (moves.a, moves.c))
        evidence = corroborations(with_a, with_c, horizon=moves.horizon)
        borne = np.where(in_full_view(evidence), corroborated(moves.net, line.sign * line.net, evidence), np.nan)
        counted = _rate(_Borne(moves.horizon, moves.states, moves.years, borne))
        found["T3"] = (counted, "" if counted else NOTHING_IN_VIEW)
    settled = day.year >= CASES_SETTLED
    return tuple(
        Companion(
            name,
            counts,
            f"{sees}{WITNESSED}" if settled and name == "T3" else sees,
            blind,
            CAUGHT.get(name, "") if settled else "",
            *found[name],
            _asked(name, moves, atlas, day),
        )
        for name, (counts, sees, blind) in SEES.items()
    )


def _asked(name: str, moves: Field, atlas: Atlas, day: date) -> tuple[TargetRecord, ...]:
    """How it did when asked of history: T1b between these poles, T1c along the line, T3 never."""
    toward = "toward" if name == "T1b" or moves.a == USA else "away"
    poles = (moves.a, moves.c) if name == "T1b" else (USA, None)
    kept = kept_backtest(atlas)
    if kept is None or day < day_of_origin(int(kept.settings["last_label"])) or USA not in (moves.a, moves.c):
        return ()
    a, c = (iso3(pole) if pole else None for pole in poles)
    records = (kept.find(f"{name} {toward}", str(a), c, moves.horizon, votes) for votes in ("same", "disjoint"))
    return tuple(r for r in records if r is not None)


def _line(moves: Field, atlas: Atlas) -> tuple[Line | None, str]:
    """Net moves on the line as they could be known, over the years of `moves`; else why not."""
    if USA not in (moves.a, moves.c):
        return None, "the line of votes runs toward the United States, which is neither A nor C"
    positions = vintage_positions(atlas, moves.years[-1])
    if positions is None:
        return None, "the atlas keeps no ideal points that could have been estimated by then"
    place = place_on_line(positions, moves.states, moves.years)
    sign = 1 if moves.a == USA else -1
    return line_of(place, moves.states, moves.years, horizon=moves.horizon, sign=sign), ""


def _rate(moves: Line | _Borne | None) -> BaseRate | None:
    return None if moves is None else base_rate(moves, rng=np.random.default_rng(SEED))
