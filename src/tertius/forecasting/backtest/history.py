"""What a forecaster could have had: all votes and figures, and the one cut that leaves what was known at an origin."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from tertius.atlas.columns import column
from tertius.atlas.figures.leaders import LAST_YEAR, leader_years
from tertius.atlas.rollcalls import RollCalls, year_of
from tertius.atlas.store import Atlas
from tertius.forecasting.backtest.ties import TieFigures, tie_figures
from tertius.forecasting.pole_figures import pole_figures
from tertius.provenance import known_at

__all__ = ["FIRST_YEAR", "Figure", "Half", "History", "day_of_origin", "halves_of", "history_of", "new_leader_figure"]

Array = NDArray[np.float64]
Half = str
"""Which votes: "all", "a" or "b"."""

FIRST_YEAR = 1946
VOTE_LAG_DAYS = 30
LEADER_LAG_DAYS = 31

POLES = (2, 365, 710)


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """One figure of every state and year, (n_states, n_years) from `FIRST_YEAR` on, and when a year's is public."""

    values: Array
    lag_days: int

    def known_at(self, day: date) -> Figure:
        """The same with NaN in every year that was not public on the day."""
        late = [known_at(FIRST_YEAR + k, self.lag_days) > day for k in range(self.values.shape[1])]
        return replace(self, values=np.where(np.array(late), np.nan, self.values))


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """Votes and figures of all states; rows of every array are in the order of `votes.states`.

    `ties` holds what the latent tie is made of beside votes, None where it is not asked for;
    `pairs_hash` is that of the table it comes from.
    """

    votes: RollCalls
    figures: Mapping[str, Figure]
    ties: TieFigures | None = None
    pairs_hash: str = ""

    @property
    def states(self) -> tuple[int, ...]:
        """COW codes, row by row."""
        return self.votes.states

    def known_at(self, origin: int) -> History:
        """Only what was public when the session of `origin` had closed: nothing downstream sees more."""
        day = day_of_origin(origin)
        votes = self.votes.known_by(day, lag_days=VOTE_LAG_DAYS)
        figures = {name: figure.known_at(day) for name, figure in self.figures.items()}
        return replace(self, votes=votes, figures=figures, ties=self.ties.known_at(day) if self.ties else None)

    def half(self, which: Half) -> History:
        """The same figures, and one half of the votes or all of them."""
        if which == "all":
            return self
        return replace(self, votes=self.votes.where(halves_of(self.votes.item) == (which == "b")))

    def votes_digest(self) -> str:
        """A hash of the votes."""
        sha = hashlib.sha256()
        v = self.votes
        for array in (v.rcid, v.session, v.item, v.known.astype("int64"), v.answers, np.array(v.states)):
            sha.update(np.ascontiguousarray(array).tobytes())
        return sha.hexdigest()

    def digest(self) -> str:
        """A hash of everything in it; of the ties, that of their table."""
        sha = hashlib.sha256(f"{self.votes_digest()} {self.pairs_hash}".encode())
        for name in sorted(self.figures):
            sha.update(f"{name} {self.figures[name].lag_days}".encode())
            sha.update(np.ascontiguousarray(self.figures[name].values).tobytes())
        return sha.hexdigest()


def day_of_origin(origin: int) -> date:
    """The day a forecast of this origin is made: its session has closed in September of the next year."""
    return date(origin + 1, 9, 30) + timedelta(days=VOTE_LAG_DAYS + 1)


def halves_of(item: NDArray[np.int32]) -> NDArray[np.bool_]:
    """True for votes of half b, by the text voted on: all sessions of one text fall into one half.

    A hash of the text's number decides, so that a half does not change when votes are added.
    """
    mixed = item.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(32)
    mixed *= np.uint64(0xD6E8FEB86659FD93)
    return (mixed >> np.uint64(63)).astype(bool)


def history_of(atlas: Atlas, *, with_ties: bool = True) -> History:
    """The atlas's final votes, the share of each pole in every state's trade, leaders, and what ties are made of.

    Gathering the ties takes seconds; without them the digest is the same.
    """
    votes = atlas.final_rollcalls
    last = max(atlas.edition.year, year_of(int(votes.session.max())))
    years = range(FIRST_YEAR, last + 1)
    lag = column("trade_share_a").lag_days
    figures = {
        f"trade with {pole}": Figure(
            pole_figures(atlas, pole, ("trade_share",), votes.states, years)["trade_share"], lag
        )
        for pole in POLES
    }
    figures["new leader"] = new_leader_figure(votes.states, years)
    ties = tie_figures(atlas, votes.states, POLES, years) if with_ties else None
    return History(votes, figures, ties, str(atlas.manifest["tables"]["dyads"]["sha256"]))


def new_leader_figure(states: tuple[int, ...], years: range) -> Figure:
    """1 where a leader took office in the year or the one before, 0 where none did, NaN where leaders are not known."""
    known = leader_years()
    values = np.full((len(states), len(years)), np.nan)
    for row, state in enumerate(states):
        first, began = known.get(state, (LAST_YEAR, frozenset[int]()))
        for year in range(max(first + 1, years[0]), min(LAST_YEAR, years[-1]) + 1):
            values[row, year - years[0]] = float(year in began or year - 1 in began)
    return Figure(values, LEADER_LAG_DAYS)
