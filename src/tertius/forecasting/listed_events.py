"""Breaks between a state and a partner that no dataset here holds, as a list made by hand.

Treaties denounced, left or not renewed, forces told to leave, relations broken; 1948 to
2024, over the world. The list holds what this project was certain of, and is not complete.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Literal, cast

import numpy as np
from numpy.typing import NDArray

from tertius.provenance import known_at

__all__ = ["LISTED", "YEARS", "ListedEvent", "listed_with"]

Array = NDArray[np.float64]
Kind = Literal["treaty", "forces", "relations"]

YEARS = range(1948, 2025)
"""The years the list covers."""

LAG_DAYS = 30


@dataclass(frozen=True, slots=True)
class ListedEvent:
    """One break: who left whom, when, what happened in this project's words, and where a reader can check.

    `month` is None where it was not certain.
    """

    state: str
    cow: int
    left: str
    left_cow: int
    year: int
    month: int | None
    kind: Kind
    what: str
    source: str


@cache
def _events() -> tuple[ListedEvent, ...]:
    text = resources.files("tertius.forecasting").joinpath("data/hard_events.csv").read_text(encoding="utf-8")
    return tuple(
        ListedEvent(
            r["state"],
            int(r["cow"]),
            r["left"],
            int(r["left_cow"]),
            int(r["year"]),
            int(r["month"]) if r["month"] else None,
            cast("Kind", r["kind"]),
            r["what"],
            r["source"],
        )
        for r in csv.DictReader(text.splitlines())
    )


LISTED = _events
"""Every event of the list, by date."""


def listed_with(pole: int, states: tuple[int, ...], years: range, *, as_of: date | None = None) -> Array:
    """1 in the years in which a state and the pole broke, else 0: (n_states, n_years).

    NaN outside `YEARS`, and with `as_of` in years that were not over by then.
    """
    out = np.full((len(states), len(years)), np.nan)
    out[:, [y in YEARS and (as_of is None or known_at(y, LAG_DAYS) <= as_of) for y in years]] = 0.0
    row = {state: k for k, state in enumerate(states)}
    for event in LISTED():
        if event.left_cow == pole and event.cow in row and event.year in years:
            at = row[event.cow], event.year - years[0]
            out[at] = 1.0 if np.isfinite(out[at]) else np.nan
    return out
