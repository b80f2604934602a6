"""What ties two states: every indicator through time, none of them averaged with another."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tertius.alignment.indicators import INDICATORS, Indicator, Verdict
from tertius.alignment.kept_ties import NOT_KEPT, Part, latent_series, parts_of
from tertius.alignment.positions import our_distance, published_distance
from tertius.alignment.series import Series
from tertius.alignment.votes import VoteSeries, vote_series
from tertius.atlas.columns import column
from tertius.atlas.rollcalls import RollCalls
from tertius.atlas.store import Atlas, open_atlas
from tertius.errors import ImpossibleQuestion, OutsideCoverage
from tertius.present.card import card
from tertius.present.names import called_on
from tertius.present.numbers import day as written
from tertius.provenance import Provenance, asked_on, known_at
from tertius.states import State, find

if TYPE_CHECKING:
    import altair as alt

OBLIGATIONS = ("defense", "offense", "neutrality", "nonaggression", "consultation")
PACTS = ("defense", "neutrality", "nonaggression", "entente")

__all__ = [
    "HINDSIGHT",
    "Ties",
    "existing",
    "ties",
    "ties_of",
    "two_states",
    "votes_known",
]

Array = NDArray[np.float64]

SPEAKS = 0.25
"""From this distance to the average pair, in standard deviations of the tie, a part speaks for a side."""

LATENT = (
    "The latent tie is what its indicators share: mostly votes, treaties and organisations. Disputes hardly enter it, "
    "and where its parts disagree it says less than they do."
)

VOTE_LAG_DAYS = 30
DRAWS = 300
SEED = 1908  # Simmel's Soziologie, where the tertius gaudens comes from


HINDSIGHT = (
    "Asked of the past: figures are cut to what was public by then, but some sources were compiled later, by people "
    "who knew what followed."
)
"""The caveat of every question whose sources were published after the day it is asked of."""


@dataclass(frozen=True, slots=True, eq=False)
class Ties:
    """All indicators of the tie between two states, as they were known on a day.

    `parts` is what each indicator of the latent tie alone says of it, where one pair or a triangle was asked for.
    """

    a: State
    b: State
    as_of: date
    series: tuple[Series, ...]
    provenance: Provenance
    caveats: tuple[str, ...]
    parts: tuple[Part, ...] = ()

    @property
    def pair(self) -> str:
        """The two names, in the order asked."""
        return f"{self.a.name}–{self.b.name}"

    def one(self, key: str) -> Series:
        """The series of one indicator."""
        return next(s for s in self.series if s.indicator.key == key)

    def contradiction(self) -> str | None:
        """One sentence where the newest values contradict each other, else None."""
        said: dict[Verdict, list[str]] = {"close": [], "neutral": [], "apart": []}
        for s in self.series:
            if s.verdict is not None and s.last is not None and self.as_of.year - s.last <= 15:
                value = f"{s.at(s.last)[0]:.{s.indicator.digits}f}".replace("-", "−")
                said[s.verdict].append(f"{s.indicator.label} {value} ({s.last})")
        if not said["close"] or not said["apart"]:
            return None
        return f"{self.pair}: close by {', '.join(said['close'])}; apart by {', '.join(said['apart'])}."

    def disagreement(self) -> str | None:
        """One sentence where the parts of the latent tie, each alone, stand on both sides of the average pair."""
        above = [p for p in self.parts if p.mean >= SPEAKS]
        below = [p for p in self.parts if p.mean <= -SPEAKS]
        if not above or not below:
            return None
        closer, further = (
            ", ".join(f"{p.label} {p.mean:+.1f} ({p.year})".replace("-", "−") for p in side) for side in (above, below)
        )
        return f"The parts of the latent tie disagree: closer than the average pair by {closer}; further by {further}."

    def to_frame(self) -> pl.DataFrame:
        """One row an indicator and year observed: `a`, `b`, `indicator`, `year`, `value`, `low`, `high`."""
        rows = [
            (self.a.iso3, self.b.iso3, s.indicator.key, year, *(_null(v) for v in s.at(year)))
            for s in self.series
            for year in s.years
            if np.isfinite(s.at(year)[0])
        ]
        schema = {"a": pl.String, "b": pl.String, "indicator": pl.String, "year": pl.Int32}
        return pl.DataFrame(rows, schema=schema | dict.fromkeys(("value", "low", "high"), pl.Float64), orient="row")

    def explain(self) -> str:
        """The tie in a paragraph: newest value of every indicator, with its year and its doubt."""
        parts: list[str] = []
        for s in self.series:
            if s.last is None:
                continue
            value, low, high = s.at(s.last)
            digits = s.indicator.digits
            span = f" ({low:.{digits}f} to {high:.{digits}f})" if np.isfinite(low) else ""
            parts.append(f"{s.indicator.label} {value:.{digits}f}{span} in {s.last}".replace("-", "−"))
        said = f"{self.pair}: {'; '.join(parts)}." if parts else f"{self.pair}: nothing observed."
        return " ".join(filter(None, (said, self.contradiction(), self.disagreement())))

    def to_dict(self) -> dict[str, Any]:
        """Every indicator and every year observed, as plain values: what `--json` prints."""
        return {
            "a": self.a.iso3,
            "b": self.b.iso3,
            "as_of": self.as_of.isoformat(),
            "series": [
                {
                    "measure": s.indicator.key,
                    "about": s.indicator.about,
                    "unit": s.indicator.unit,
                    "first": s.first,
                    "last": s.last,
                    "values": [
                        {"year": y, "value": s.at(y)[0], "low": _null(s.at(y)[1]), "high": _null(s.at(y)[2])}
                        for y in s.years
                        if np.isfinite(s.at(y)[0])
                    ],
                }
                for s in self.series
            ],
            "contradiction": self.contradiction(),
            "parts": [asdict(p) for p in self.parts],
            "disagreement": self.disagreement(),
            "caveats": list(self.caveats),
            "provenance": self.provenance.to_list(),
        }

    def newest(self) -> list[dict[str, Any]]:
        """The newest value of every indicator, one row each: pair, measure, value, low, high, year."""
        return [
            {
                "pair": [self.a.iso3, self.b.iso3],
                "measure": s.indicator.key,
                "value": s.at(s.last)[0],
                "low": _null(s.at(s.last)[1]),
                "high": _null(s.at(s.last)[2]),
                "year": s.last,
            }
            for s in self.series
            if s.last is not None
        ]

    def plot(self) -> alt.VConcatChart:
        """Every indicator through time, one strip each in its own unit, hatched where nothing was observed."""
        from tertius.alignment.chart import strips

        return strips(self)

    def _repr_html_(self) -> str:
        return card(self.pair, self.explain(), self.caveats, self.provenance.note())


def ties(a: str | int, b: str | int, *, as_of: date | None = None, atlas: Atlas | None = None) -> Ties:
    """Every indicator of the tie between two states, as known on `as_of` (today when omitted).

    Parameters
    ----------
    a, b : str or int
        States in any spelling: ISO 3166, COW code or abbreviation, name.
    as_of : date, optional
        Only what was public on that day is used; release lags count.

    Raises
    ------
    UnknownName, ImpossibleQuestion, OutsideCoverage
    """
    day = asked_on(as_of)
    first, second = two_states(a, b, day)
    figures = atlas or open_atlas()
    found = ties_of(((first, second),), as_of=day, atlas=figures)[0]
    return replace(found, parts=parts_of(((first, second),), day, figures)[0])


def two_states(a: str | int, b: str | int, day: date) -> tuple[State, State]:
    """Both states, if they are two and existed on that day."""
    first, second = existing(a, day), existing(b, day)
    if first.cow == second.cow:
        raise ImpossibleQuestion(
            f"{first.name} has no tie with itself", found=f"{a!r} and {b!r} are one state", hint="name two states"
        )
    return first, second


def existing(name: str | int, day: date) -> State:
    """The state of that name, if it existed on the day, by what it was called then."""
    state = called_on(find(name, on=day), day)
    if state.existed(day):
        return state
    spans = ", ".join(f"{written(s.start)} to {written(s.end) if s.end else 'today'}" for s in state.cow_spells)
    raise ImpossibleQuestion(
        f"{state.name} was not an independent state on {written(day)}",
        found=f"a member of the state system from {spans}",
        hint="ask with --as-of a day within, or about another state",
    )


def votes_known(atlas: Atlas, day: date) -> RollCalls:
    """The votes measures are computed on, of the sessions that were over by that day."""
    return atlas.final_rollcalls.known_by(day, lag_days=VOTE_LAG_DAYS)


def ties_of(pairs: tuple[tuple[State, State], ...], *, as_of: date, atlas: Atlas) -> tuple[Ties, ...]:
    """The ties of several pairs, their votes drawn jointly."""
    votes = votes_known(atlas, as_of)
    rng = np.random.default_rng(SEED)
    drawn = vote_series(votes, tuple((x.cow, y.cow) for x, y in pairs), draws=DRAWS, rng=rng)
    return tuple(_ties(pair, drawn, k, as_of=as_of, atlas=atlas) for k, pair in enumerate(pairs))


def _ties(pair: tuple[State, State], drawn: VoteSeries, k: int, *, as_of: date, atlas: Atlas) -> Ties:
    a, b = pair
    frame = atlas.dyad(a.cow, b.cow)
    if frame.is_empty():
        raise OutsideCoverage(
            f"the atlas has no figure about {a.name} and {b.name}",
            found="no year in which both were members of the state system and one of them voted in the UN",
            hint="tertius states NAME shows when a state existed",
        )
    published, release = published_distance(pair, as_of, atlas)
    latent = latent_series(pair, as_of, atlas)
    placed = {"ideal_distance": published, "ideal_ours": our_distance(pair, as_of, atlas), "latent": latent}
    series = tuple(
        _from_votes(i, drawn, k)
        if i.key in {"agreement", "kappa", "s"}
        else placed.get(i.key) or _from_columns(i, frame, as_of)
        for i in INDICATORS
    )
    if all(s.last is None for s in series):
        raise OutsideCoverage(
            f"nothing about {a.name} and {b.name} was observed by {written(as_of)}",
            found=f"the atlas begins in {frame['year'].min()}",
            hint="ask as of a later day",
        )
    used = tuple(dict.fromkeys(d for s in series if s.last is not None for d in s.datasets))
    caveats = [
        "Votes are public positions, not the whole tie: arms, trade and treaties stand beside them.",
        "Intervals resample resolution titles; they do not cover what never comes to a vote.",
    ]
    caveats.append(NOT_KEPT if latent.last is None else LATENT)
    if release:
        caveats.append(release)
    origin = atlas.provenance(*used).then("ties of a pair, indicator by indicator")
    if any(s.source.published > as_of for s in origin.snapshots):
        caveats.append(HINDSIGHT)
    return Ties(a, b, as_of, series, origin, tuple(caveats))


def _from_votes(i: Indicator, drawn: VoteSeries, k: int) -> Series:
    source = drawn.kappa if i.key == "kappa" else drawn.agreement
    low = drawn.kappa_low if i.key == "kappa" else drawn.agreement_low
    high = drawn.kappa_high if i.key == "kappa" else drawn.agreement_high
    values, low, high = source[k], low[k], high[k]
    if i.key == "s":
        values, low, high = 2 * values - 1, 2 * low - 1, 2 * high - 1
    if i.key == "kappa":
        values, low, high = (np.where(drawn.usable[k], v, np.nan) for v in (values, low, high))
    return Series(i, drawn.years, values, low, high, ("unga_votes", "unga_resolutions"))


def _from_columns(i: Indicator, frame: pl.DataFrame, as_of: date) -> Series:
    """An indicator read from columns of the dyad table, blank where it was not yet public."""
    years = tuple(frame["year"].to_list())
    first = column(i.columns[0])
    known = np.array([known_at(y, first.lag_days) <= as_of for y in years])
    values = np.where(known, _read(i.key, frame), np.nan)
    nothing = np.full(len(years), np.nan)
    return Series(i, years, values, nothing, nothing, (first.dataset,))


def _numbers(frame: pl.DataFrame, *names: str) -> Array:
    """(n_columns, n_years) floats, null as NaN."""
    return frame.select(pl.col(names).cast(pl.Float64).fill_null(np.nan)).to_numpy().T


def _read(key: str, frame: pl.DataFrame) -> Array:
    """(n_years,) values of one indicator from its columns; NaN where any of them is null."""
    match key:
        case "alliance_atop":
            return _numbers(frame, *(f"atop_{kind}" for kind in OBLIGATIONS)).sum(axis=0)
        case "alliance_cow":
            strength = np.array([[3.0], [2.0], [2.0], [1.0]])
            return (strength * _numbers(frame, *(f"cow_{kind}" for kind in PACTS))).max(axis=0)
        case "dispute":
            return _numbers(frame, "mid_hostility")[0]
        case "sanctions":
            return _numbers(frame, "sanctions_by_a", "sanctions_by_b").sum(axis=0)
        case "relations":
            return _numbers(frame, "tsinghua_band")[0]
        case _:
            return _numbers(frame, "trade_share_a", "trade_share_b").mean(axis=0)


def _null(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
