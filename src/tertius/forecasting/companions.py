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
from tertius.forecasting.backtest.kept_record import vintage_positions
from tertius.forecasting.base_rate import BaseRate, base_rate
from tertius.forecasting.corroborated import FIGURES, corroborated, corroborations, evidence_with
from tertius.forecasting.one_dimension import Line, line_of, place_on_line, windows_of
from tertius.forecasting.targets import Field

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
        "a move that something harder than votes bears out",
        "events between states but China's with 25 partners from 2002; breaks that a list made by hand leaves out; "
        "trade, disputes and pacts in the years after their records end",
    ),
}
"""By target: what counts, what it can see, what it cannot."""


CAUGHT: Mapping[str, str] = {
    "T1b": "20 of 35 known realignments, none of the 6 after 1999",
    "T1c": "27 of 35 known realignments, 4 of the 6 after 1999",
    "T3": "25 of 35 known realignments, 2 of the 6 after 1999",
}
"""What `tertius.forecasting.construct_validity` computes; said only where the newest of the cases was known."""

CASES_SETTLED = 2022


@dataclass(frozen=True, slots=True)
class Companion:
    """The base rate of one way to put the question; None with the reason where there is none."""

    target: str
    counts: str
    sees: str
    blind: str
    caught: str
    rate: BaseRate | None
    why: str


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
        borne = corroborated(moves.net, line.sign * line.net, evidence)
        # Of the list alone no rate is taken: it holds what was remembered, and is silent on the rest.
        overlap = any(np.isfinite(part).any() for name in FIGURES for part in (with_a[name], with_c[name]))
        counted = _rate(_Borne(moves.horizon, moves.states, moves.years, borne)) if overlap else None
        found["T3"] = (counted, "" if overlap else "no figure of arms, trade, pacts or disputes overlaps the votes")
    settled = day.year >= CASES_SETTLED
    return tuple(Companion(name, *SEES[name], CAUGHT.get(name, "") if settled else "", *found[name]) for name in SEES)


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
