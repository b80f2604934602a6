"""Does the target see what historians call a realignment? Known cases, and how often chance would look the same."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from tertius.atlas.estimates import estimates_of
from tertius.atlas.store import Atlas, open_atlas
from tertius.errors import OutsideCoverage
from tertius.forecasting.corroborated import corroborated, corroborations, evidence_with, in_full_view
from tertius.forecasting.one_dimension import line_of, place_on_line
from tertius.forecasting.targets import field

__all__ = ["CASES", "LABELS", "ConstructValidity", "Detection", "KnownRealignment", "construct_validity"]

Array = NDArray[np.float64]
Seen = Literal["T1b", "T1c", "T2", "T3"]

USA = 2
HORIZON = 5
OFFSETS = range(-2, 2)
"""Windows that start two years before a case to one year after it: the best of them counts."""

LABELS: tuple[tuple[Seen, float], ...] = (
    ("T1b", 0.15),
    ("T1b", 0.10),
    ("T1c", 0.3),
    ("T1c", 0.4),
    ("T2", 1.0),
    ("T3", 1.0),
)
"""T2 and T3 are yes or no: 1 is yes."""

EARLY, LATE = 1992, 1999


@dataclass(frozen=True, slots=True)
class KnownRealignment:
    """A state that, by common account, moved toward one power and away from another in a year."""

    state: str
    cow: int
    year: int
    toward: int
    away: int
    what: str


@dataclass(frozen=True, slots=True)
class Detection:
    """How many known realignments one label caught, and the share of all country-years that look the same.

    Counts are (caught, computable); the shares of chance are the lowest and the highest over
    the pairs of poles and directions of the cases, whose best window was found the same way; of
    T2 and T3 over windows that end within the records.
    """

    target: Seen
    threshold: float
    all: tuple[int, int]
    before_1992: tuple[int, int]
    after_1999: tuple[int, int]
    chance: tuple[float, float]
    chance_after_1999: tuple[float, float]
    missed: tuple[str, ...]
    not_computable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConstructValidity:
    """The table, one row a label."""

    rows: tuple[Detection, ...]

    def of(self, target: Seen, threshold: float) -> Detection:
        """One row."""
        return next(r for r in self.rows if (r.target, r.threshold) == (target, threshold))

    def to_dict(self) -> dict[str, Any]:
        """The table as plain values."""
        return {"rows": [asdict(r) for r in self.rows]}


@cache
def _cases() -> tuple[KnownRealignment, ...]:
    text = resources.files("tertius.forecasting").joinpath("known_realignments.csv").read_text(encoding="utf-8")
    return tuple(
        KnownRealignment(r["state"], int(r["cow"]), int(r["year"]), int(r["toward"]), int(r["from"]), r["what"])
        for r in csv.DictReader(text.splitlines())
    )


CASES = _cases
"""The 35 cases, chosen by this project before their scores were computed."""


def construct_validity(
    atlas: Atlas | None = None, *, cases: Iterable[KnownRealignment] | None = None
) -> ConstructValidity:
    """The best window around each case against the same statistic of every country-year.

    Raises
    ------
    OutsideCoverage
        The atlas holds no ideal points of its own votes, so T1c cannot be computed.
    """
    figures = atlas or open_atlas()
    known = tuple(cases or CASES())
    estimates = estimates_of(figures)
    if estimates is None:
        raise OutsideCoverage(
            "T1c cannot be computed", found="an atlas without ideal points", hint="tertius ideal-points --save DIR"
        )
    votes = figures.final_rollcalls
    years = tuple(votes.years)
    line = line_of(place_on_line(estimates, votes.states, years), votes.states, years, horizon=HORIZON).net
    nets = {(k.toward, k.away): field(votes, k.toward, k.away, horizon=HORIZON).net for k in known}
    best = {("T1b", *poles): _best(net) for poles, net in nets.items()}
    best |= {("T1c", *poles): _best(line if poles[0] == USA else -line) for poles in nets}
    usual = dict(best)
    for poles, net in nets.items():
        with_a, with_c = (evidence_with(figures, pole, votes.states, votes.years) for pole in poles)
        evidence = corroborations(with_a, with_c, horizon=HORIZON)
        events = evidence["events"]
        borne = corroborated(net, line if poles[0] == USA else -line, evidence)
        best["T2", *poles], best["T3", *poles] = _best(events), _best(borne)
        # Past the records only what happened is known: chance is read where both outcomes can be.
        usual["T2", *poles] = _best(np.where((events == 0).any(axis=0), events, np.nan))
        usual["T3", *poles] = _best(np.where(in_full_view(evidence), borne, np.nan))
    return ConstructValidity(tuple(_detection(t, x, known, (best, usual), (votes.states, years)) for t, x in LABELS))


def _best(net: Array) -> Array:
    """The largest net move of windows that start around each year; NaN where none is known."""
    out = np.full_like(net, np.nan)
    n = net.shape[1]
    for offset in OFFSETS:
        shifted = np.full_like(net, np.nan)
        first, last = max(0, -offset), min(n, n - offset)
        shifted[:, first:last] = net[:, first + offset : last + offset]
        out = np.fmax(out, shifted)
    return out


def _detection(
    target: Seen,
    threshold: float,
    known: tuple[KnownRealignment, ...],
    bests: tuple[dict[tuple[str, int, int], Array], dict[tuple[str, int, int], Array]],
    places: tuple[tuple[int, ...], tuple[int, ...]],
) -> Detection:
    (best, usual), (states, years) = bests, places
    value = {k: float(best[target, k.toward, k.away][states.index(k.cow), years.index(k.year)]) for k in known}
    seen = {k: v for k, v in value.items() if np.isfinite(v)}

    def caught(of: Iterable[KnownRealignment]) -> tuple[int, int]:
        chosen = [k for k in of if k in seen]
        return sum(seen[k] >= threshold for k in chosen), len(chosen)

    chances = [_chance(b, threshold, years, since=years[0]) for (t, *_), b in usual.items() if t == target]
    late = [_chance(b, threshold, years, since=LATE + 1) for (t, *_), b in usual.items() if t == target]
    return Detection(
        target,
        threshold,
        caught(known),
        caught(k for k in known if k.year < EARLY),
        caught(k for k in known if k.year > LATE),
        (min(chances), max(chances)),
        (min(late), max(late)),
        tuple(f"{k.state} {k.year}" for k in seen if seen[k] < threshold),
        tuple(f"{k.state} {k.year}" for k in known if k not in seen),
    )


def _chance(best: Array, threshold: float, years: tuple[int, ...], *, since: int) -> float:
    part = best[:, [y >= since for y in years]]
    known = np.isfinite(part)
    return float((part[known] >= threshold).mean())
