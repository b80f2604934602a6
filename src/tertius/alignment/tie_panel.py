"""The indicators of the latent tie, for every pair and year: only what was public on a day, missing left missing.

Each enters by a linear link: the tie is normal given the indicators, and a yes or no, a
rank or a share is treated as a number with a pooled error. That is an approximation; what it
costs is measured indicator by indicator in `tie_checks`.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tertius.alignment.vote_evidence import vote_evidence
from tertius.atlas.columns import column
from tertius.atlas.rollcalls import RollCalls, year_of
from tertius.atlas.store import Atlas
from tertius.errors import OutsideCoverage
from tertius.measures.latent_factor import FactorPanel
from tertius.measures.two_way import two_way_residual
from tertius.provenance import known_at

__all__ = ["FIRST_YEAR", "TIE_INDICATORS", "TieIndicator", "TiePanel", "newest_evidence", "tie_panel"]

Array = NDArray[np.float64]

FIRST_YEAR = 1946
SMALLEST_SHARE = 1e-4
"""Added to a share of trade before its logarithm: COW's smallest flows are rounded to less."""

NEAREST = 10.0
"""Kilometres between capitals below which distance no longer counts."""


@dataclass(frozen=True, slots=True)
class TieIndicator:
    """One indicator of the latent tie: what it is, how it enters, and the datasets it is computed from.

    `columns` are the atlas columns it needs, none for votes.
    """

    key: str
    label: str
    about: str
    columns: tuple[str, ...]
    datasets: tuple[str, ...]


_OBLIGATIONS = tuple(f"atop_{k}" for k in ("defense", "offense", "neutrality", "nonaggression", "consultation"))

TIE_INDICATORS: tuple[TieIndicator, ...] = (
    TieIndicator(
        "votes",
        "UN votes",
        "quadratic kappa on the session's contested votes: agreement net of both states' habits",
        (),
        ("unga_votes", "unga_resolutions"),
    ),
    TieIndicator(
        "alliance",
        "Treaty (ATOP)",
        "rank of the strongest obligation in force: defence or offence 1, any other one half, none 0",
        _OBLIGATIONS,
        ("atop",),
    ),
    TieIndicator(
        "dispute",
        "Disputes (MID)",
        "highest hostility of the year, 0 to 5, as minus a fifth of it, net of both states' levels and of distance",
        ("mid_hostility",),
        ("cow_mid_dyadic", "cow_capitals"),
    ),
    TieIndicator(
        "arms",
        "Arms",
        "square root of the larger share in the other's arms imports of five years, where either sells arms at all",
        ("arms_share_a", "arms_share_b"),
        ("sipri_arms",),
    ),
    TieIndicator(
        "trade",
        "Trade residual",
        "log trade net of both states' levels in the year and of the distance of their capitals",
        ("trade_share_a", "trade_share_b"),
        ("cow_trade", "cow_capitals"),
    ),
    TieIndicator(
        "organisations",
        "Shared organisations",
        "log of shared IGO memberships net of both states' levels in the year and of distance",
        ("shared_igos",),
        ("cow_igo", "cow_capitals"),
    ),
)


_FIGURES = frozenset(i.key for i in TIE_INDICATORS)


@dataclass(frozen=True, slots=True, eq=False)
class TiePanel:
    """The indicators of every pair.

    `pairs` is (n, 2) COW codes, the smaller first; `panel` holds (n, years, indicators) in
    the order of `TIE_INDICATORS`, from the pair's first to its last year with any.
    """

    as_of: date
    years: range
    pairs: NDArray[np.int16]
    panel: FactorPanel

    def row(self, a: int, b: int) -> int | None:
        """The row of a pair, None where nothing was observed of it."""
        found = np.flatnonzero((self.pairs[:, 0] == min(a, b)) & (self.pairs[:, 1] == max(a, b)))
        return int(found[0]) if len(found) else None


def tie_panel(
    atlas: Atlas, *, as_of: date, votes: RollCalls | None = None, pairs: NDArray[np.int16] | None = None
) -> TiePanel:
    """Every indicator of every pair, as public on `as_of`.

    Parameters
    ----------
    atlas : Atlas
    as_of : date
        A figure counts when its year's release lag was over by then.
    votes : RollCalls, optional
        The roll calls to read votes from, such as one half of them; all measured ones when
        omitted. Cut to `as_of` either way.
    pairs : (n, 2) array of COW codes, optional
        Only these pairs, the smaller code first. Trade and organisations are still net of all pairs.

    Raises
    ------
    OutsideCoverage
        Nothing was public on the day.
    """
    frame = _known(atlas, as_of)
    if frame.is_empty():
        raise OutsideCoverage(
            f"no indicator of any tie was public on {as_of:%d %B %Y}",
            found=f"the atlas begins in {FIRST_YEAR}",
            hint="ask as of a later day",
        )
    years = range(FIRST_YEAR, int(frame["year"].max()) + 1)  # pyright: ignore[reportArgumentType]
    states = np.unique(np.concatenate([frame["a"].to_numpy(), frame["b"].to_numpy()]))
    cube = _Cube(frame, states, years)
    calls = (votes if votes is not None else atlas.final_rollcalls).known_by(as_of, lag_days=30)
    n, steps = len(states), len(years)
    seen = np.full((n, n, steps, len(TIE_INDICATORS)), np.nan, dtype=np.float32)
    extra = np.zeros((n, n, steps), dtype=np.float32)
    _fill_votes(seen, extra, calls, states, years)
    _fill_figures(seen, cube)
    low, high = np.triu_indices(n, k=1)
    wanted = np.isfinite(seen[low, high]).any(axis=(1, 2))
    if pairs is not None:
        asked = {(int(a), int(b)) for a, b in pairs}
        wanted &= np.array([(int(states[i]), int(states[j])) in asked for i, j in zip(low, high, strict=True)])
    low, high = low[wanted], high[wanted]
    y = seen[low, high].astype(np.float64)
    noise = np.zeros(y.shape)
    noise[:, :, 0] = extra[low, high]
    first, last = _reach(y)
    return TiePanel(as_of, years, np.stack([states[low], states[high]], axis=1), FactorPanel(y, noise, first, last))


def _known(atlas: Atlas, as_of: date, rows: pl.Expr | None = None) -> pl.DataFrame:
    """The dyad table, or some rows of it, every figure blank that was not yet public, to the last year of any."""
    table = atlas.table("dyads")
    if rows is not None:
        table = table.filter(rows)
    there = set(table.collect_schema().names())
    needed = [c for i in TIE_INDICATORS for c in i.columns if c in there]
    last = {c: _last_year(c, as_of) for c in needed}
    distance = ["capital_distance"] if "capital_distance" in there else []
    newest = max([*last.values(), as_of.year - 1])
    return (
        table.filter(pl.col("year") <= newest)
        .select(
            "a",
            "b",
            "year",
            *distance,
            *(pl.when(pl.col("year") <= last[c]).then(pl.col(c).cast(pl.Float32)).alias(c) for c in needed),
        )
        .collect()
    )


def _last_year(name: str, as_of: date) -> int:
    """The last year whose figure was public on the day."""
    lag = column(name).lag_days
    year = min(as_of.year, column(name).last)
    while year >= FIRST_YEAR and known_at(year, lag) > as_of:
        year -= 1
    return year


class _Cube:
    """Columns of the dyad table as symmetric (states, states, years) arrays."""

    def __init__(self, frame: pl.DataFrame, states: NDArray[np.int16], years: range) -> None:
        self.frame, self.shape = frame, (len(states), len(states), len(years))
        self.i = np.searchsorted(states, frame["a"].to_numpy())
        self.j = np.searchsorted(states, frame["b"].to_numpy())
        self.t = frame["year"].to_numpy().astype(np.int64) - years.start

    def of(self, name: str) -> NDArray[np.float32] | None:
        """One undirected column; None where the atlas has no such column."""
        if name not in self.frame.columns:
            return None
        return self.spread(self.frame[name].cast(pl.Float32).fill_null(np.nan).to_numpy())

    def spread(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """One figure a row of the table, put where its pair and year stand."""
        out = np.full(self.shape, np.nan, dtype=np.float32)
        out[self.i, self.j, self.t] = values
        out[self.j, self.i, self.t] = values
        return out


def _fill_figures(seen: NDArray[np.float32], cube: _Cube, wanted: Set[str] = _FIGURES) -> None:
    """All figures but votes; of those that must be made net of all pairs only the `wanted`, since that takes long."""
    keys = [i.key for i in TIE_INDICATORS]
    seen[:, :, :, keys.index("alliance")] = _rank(cube)
    seen[:, :, :, keys.index("arms")] = _arms(cube)
    distance = cube.of("capital_distance")
    # Neighbours and great powers quarrel, trade and join more, friends or not: what is left counts.
    ways = {"dispute": _hostility, "trade": _log_trade, "organisations": _memberships}
    net = {key: of(cube) for key, of in ways.items() if key in wanted}
    for t in range(seen.shape[2]):
        apart = [] if distance is None else [np.log(np.maximum(distance[:, :, t], NEAREST))]
        for key, figures in net.items():
            if figures is not None:
                seen[:, :, t, keys.index(key)] = two_way_residual(figures[:, :, t], *apart)


def _rank(cube: _Cube) -> NDArray[np.float32]:
    """1 for a promise to fight together, one half for any lesser one, 0 for none."""
    strong, weak = (
        np.fmax.reduce([v for name in names if (v := cube.of(name)) is not None])
        for names in (_OBLIGATIONS[:2], _OBLIGATIONS[2:])
    )
    return np.fmax(strong, weak / 2)


def _hostility(cube: _Cube) -> NDArray[np.float32] | None:
    hostility = cube.of("mid_hostility")
    return None if hostility is None else (hostility * np.float32(-0.2)).astype(np.float32)


def _memberships(cube: _Cube) -> NDArray[np.float32] | None:
    shared = cube.of("shared_igos")
    return None if shared is None else np.log1p(shared)


def _arms(cube: _Cube) -> NDArray[np.float32]:
    """Square root of the larger share; missing where neither of the two sold arms to anyone in those years."""
    share_a = cube.frame["arms_share_a"].fill_null(np.nan).to_numpy()
    share_b = cube.frame["arms_share_b"].fill_null(np.nan).to_numpy()
    sells = np.zeros((cube.shape[0], cube.shape[2]), dtype=bool)
    # `arms_share_a` is what b sold to a.
    sells[cube.j[share_a > 0], cube.t[share_a > 0]] = True
    sells[cube.i[share_b > 0], cube.t[share_b > 0]] = True
    larger = np.fmax(share_a, share_b)
    asked = sells[cube.i, cube.t] | sells[cube.j, cube.t]
    return cube.spread(np.where(asked, np.sqrt(np.maximum(larger, 0.0)), np.nan).astype(np.float32))


def _log_trade(cube: _Cube) -> NDArray[np.float32]:
    """Half the sum of the logarithms of both shares: log trade, less half of each state's log total."""
    shares = [cube.frame[f"trade_share_{side}"].fill_null(np.nan).to_numpy() for side in ("a", "b")]
    return cube.spread(np.mean([np.log(s + SMALLEST_SHARE) for s in shares], axis=0).astype(np.float32))


def _fill_votes(
    seen: NDArray[np.float32],
    extra: NDArray[np.float32],
    calls: RollCalls,
    states: NDArray[np.int16],
    years: range,
) -> None:
    """Kappa and its sampling variance of all pairs, session by session."""
    rows = np.array([k for k, s in enumerate(calls.states) if s in set(states.tolist())], dtype=np.int64)
    place = np.searchsorted(states, np.array(calls.states)[rows]) if len(rows) else rows
    for year in calls.years:
        if year not in years:
            continue
        held = np.flatnonzero(calls.session == year - year_of(0))
        if len(held) == 0 or len(rows) == 0:
            continue
        kappa, variance = vote_evidence(calls.answers[np.ix_(rows, held)], calls.title[held])
        t = year - years.start
        seen[place[:, None], place[None, :], t, 0] = kappa
        extra[place[:, None], place[None, :], t] = np.where(np.isfinite(variance), variance, 0.0)


def newest_evidence(
    atlas: Atlas, pairs: Iterable[tuple[int, int]], *, as_of: date
) -> list[dict[str, tuple[int, float, float]]]:
    """Each indicator's newest value of some pairs by key, as in `tie_panel`: year, value, sampling variance."""
    ends = [(min(pair), max(pair)) for pair in pairs]
    table, newest = _newest_years(atlas, ends, as_of)
    found: list[dict[str, tuple[int, float, float]]] = [{} for _ in ends]
    for year in sorted({y for of in newest for y in of.values()}):
        part = table.filter(pl.col("year") == year)
        states = np.unique(np.concatenate([part["a"].to_numpy(), part["b"].to_numpy()]))
        seen = np.full((len(states), len(states), 1, len(TIE_INDICATORS)), np.nan, dtype=np.float32)
        wanted = {key for of in newest for key, last in of.items() if last == year}
        _fill_figures(seen, _Cube(part, states, range(year, year + 1)), wanted)
        for (low, high), of, held in zip(ends, newest, found, strict=True):
            i, j = np.searchsorted(states, (low, high))
            for k, one in enumerate(TIE_INDICATORS):
                if of.get(one.key) == year and np.isfinite(seen[i, j, 0, k]):
                    held[one.key] = (year, float(seen[i, j, 0, k]), 0.0)
    calls = atlas.final_rollcalls.known_by(as_of, lag_days=30)
    for pair, held in zip(ends, found, strict=True):
        if vote := _newest_vote(calls, pair):
            held["votes"] = vote
    return found


def _newest_years(atlas: Atlas, ends: list[tuple[int, int]], as_of: date) -> tuple[pl.DataFrame, list[dict[str, int]]]:
    """The dyad table of the years needed, and for each pair the newest year of each indicator but votes."""
    mine = _known(atlas, as_of, pl.any_horizontal((pl.col("a") == a) & (pl.col("b") == b) for a, b in ends))
    newest: list[dict[str, int]] = []
    for a, b in ends:
        one = mine.filter((pl.col("a") == a) & (pl.col("b") == b))
        seen = {
            i.key: one.filter(pl.all_horizontal(pl.col(c).is_not_null() for c in columns))["year"]
            for i in TIE_INDICATORS
            if (columns := _held(i, one))
        }
        newest.append({key: int(years.max()) for key, years in seen.items() if len(years)})  # pyright: ignore[reportArgumentType]
    years = sorted({y for of in newest for y in of.values()})
    return _known(atlas, as_of, pl.col("year").is_in(years)), newest


def _newest_vote(calls: RollCalls, pair: tuple[int, int]) -> tuple[int, float, float] | None:
    """Year, kappa and sampling variance of the newest session in which the two share enough votes."""
    low, high = pair
    for year in reversed(calls.years):
        held = np.flatnonzero(calls.session == year - year_of(0))
        kappa, variance = vote_evidence(np.stack([calls.of(low)[held], calls.of(high)[held]]), calls.title[held])
        if np.isfinite(kappa[0, 1]):
            return year, float(kappa[0, 1]), float(variance[0, 1])
    return None


def _held(i: TieIndicator, frame: pl.DataFrame) -> list[str]:
    """The columns of an indicator that the atlas has."""
    return [c for c in i.columns if c in frame.columns]


def _reach(y: Array) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First and last year in which anything was observed of each pair."""
    any_seen = np.asarray(np.isfinite(y).any(axis=-1))
    first = np.argmax(any_seen, axis=1).astype(np.int64)
    last = (y.shape[1] - 1 - np.argmax(any_seen[:, ::-1], axis=1)).astype(np.int64)
    return first, last
