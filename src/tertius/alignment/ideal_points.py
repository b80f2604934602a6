"""States' positions estimated from their votes, session by session, as they could be known on a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tertius.alignment.ties import votes_known
from tertius.atlas.rollcalls import ISSUES, RollCalls, year_of
from tertius.atlas.store import Atlas, open_atlas
from tertius.errors import ImpossibleQuestion, OutsideCoverage, TertiusError, UnknownName
from tertius.measures.ballots import Ballots, collect_ballots, contested
from tertius.measures.ideal_points import IdealPointDraws, IdealPointSpec, Schedule, sample
from tertius.present.card import card
from tertius.present.numbers import decimal, percent
from tertius.provenance import Provenance
from tertius.states import iso3, name

if TYPE_CHECKING:
    import altair as alt
    from xarray import DataTree

__all__ = [
    "ANCHORS",
    "DEFAULT",
    "IDEAL_POINT_ISSUES",
    "SEED",
    "IdealPoints",
    "ballots_of",
    "fit",
    "ideal_points",
    "schedule_of",
    "spec_of",
    "summary",
]

Array = NDArray[np.float64]

ANCHORS: Mapping[int, float] = {2: 3.0, 20: 3.0, 200: 3.0, 666: 3.0, 365: -2.0, 265: -2.0}
"""Starting values that set the sign, as published: United States, Canada, United Kingdom, Israel; USSR, GDR."""

SEED = 1908

DEFAULT = Schedule()

# What the command calls an issue, and the column of the roll calls that marks it.
IDEAL_POINT_ISSUES: Mapping[str, str] = {
    "middle-east": "palestine",
    "nuclear": "nuclear",
    "disarmament": "disarmament",
    "colonialism": "colonialism",
    "human-rights": "human_rights",
    "economic": "development",
}

COMMON_SESSIONS = 44
"""Vintages are compared on the scale of the sessions to this one, which all since 1990 share."""

SOUTH_AFRICA, ZANZIBAR = 560, 511
LEFT_OUT = ((SOUTH_AFRICA, 48),)
"""State-sessions the published estimates leave out; Zanzibar, with one session, is left out whole."""

_CODE_OF_ANSWER = 1  # stored as yes 1, abstention 0, no -1; the model counts yes 0, abstention 1, no 2


@dataclass(frozen=True, slots=True, eq=False)
class IdealPoints:
    """Positions of every state in every session, with their uncertainty and the health of the sampler.

    `table` has one row a state and session: `state` (ISO 3166 alpha-3), `cow`, `session`,
    `year`, `mean`, `sd`, `q05`, `q50`, `q95`, `n_votes`, `rhat`, `ess`. Positions are in
    standard deviations over all state-sessions given; greater is nearer to the United States.
    """

    as_of: date
    issue: str | None
    table: pl.DataFrame
    draws: IdealPointDraws
    provenance: Provenance
    caveats: tuple[str, ...]

    def to_frame(self) -> pl.DataFrame:
        """The table."""
        return self.table

    def on_common_scale(self) -> pl.DataFrame:
        """The table standardised on the sessions to 1989, so that vintages can be compared.

        A vintage that ends earlier is standardised on all its sessions.
        """
        early = self.table.filter(pl.col("session") <= COMMON_SESSIONS)["mean"]
        center, spread = float(early.mean()), float(early.std())  # pyright: ignore[reportArgumentType]
        moved = [((pl.col(c) - center) / spread).alias(c) for c in ("mean", "q05", "q50", "q95")]
        return self.table.with_columns(*moved, pl.col("sd") / spread)

    def converged(self) -> float:
        """Share of state-sessions whose R-hat is at most 1.02; NaN with a single chain."""
        rhat = self.table["rhat"].drop_nulls()
        return float((rhat <= 1.02).mean()) if len(rhat) else float("nan")  # pyright: ignore[reportArgumentType]

    def explain(self) -> str:
        """What was estimated, from how much, and how far it can be trusted."""
        d = self.draws
        newest = int(self.table["session"].max())  # pyright: ignore[reportArgumentType]
        top = self.table.filter(pl.col("session") == newest).sort("mean")
        low, high = (f"{name(int(top['cow'][row]))} {decimal(float(top['mean'][row]))}" for row in (0, -1))
        share = self.converged()
        agree = "" if np.isnan(share) else f" R-hat is at most 1.02 for {percent(share)} of them."
        whole = "" if d.complete else f" {self.interrupted()}"
        return (
            f"{self.table.height:,} positions from {len(d.ballots):,} answers to {d.ballots.n_items:,} texts, "
            f"{d.theta.shape[0]} chains of {d.theta.shape[1]} draws kept. In the session of {year_of(newest)} they run "
            f"from {high} to {low}.{agree}{whole}"
        )

    def interrupted(self) -> str:
        """How many draws an interrupted run kept; nothing where the run went to its end."""
        d = self.draws
        if d.complete:
            return ""
        return f"Interrupted: {d.theta.shape[1]} of {d.schedule.draws} draws kept in each of {d.theta.shape[0]} chains."

    def to_dict(self) -> dict[str, Any]:
        """The table and what it rests on, as plain values."""
        return {
            "as_of": self.as_of.isoformat(),
            "issue": self.issue,
            "complete": self.draws.complete,
            "converged": None if np.isnan(self.converged()) else self.converged(),
            "positions": self.table.with_columns(pl.col(pl.Float64).round(5).fill_nan(None)).to_dicts(),
            "caveats": list(self.caveats),
            "provenance": self.provenance.to_list(),
        }

    def to_inference_data(self) -> DataTree:
        """The draws as ArviZ inference data: `theta` by chain, draw and position, labelled `RUS 1989`."""
        from arviz_base import from_dict

        labels = [f"{s} {y}" for s, y in self.table.select("state", "year").iter_rows()]
        return from_dict(
            {"posterior": {"theta": np.asarray(self.draws.theta)}},
            coords={"position": labels},
            dims={"theta": ["position"]},
        )

    def plot(self, *states: str) -> alt.Chart:
        """Positions of some states through time with their 90 % bands; the permanent members when none is named."""
        import altair as alt

        chosen = states or ("USA", "GBR", "FRA", "RUS", "CHN")
        rows = self.table.filter(pl.col("state").is_in(list(chosen)))
        base = alt.Chart(rows).encode(x=alt.X("year:Q", axis=alt.Axis(format="d")), color="state:N")
        band = base.mark_area(opacity=0.2).encode(y="q05:Q", y2="q95:Q")
        return band + base.mark_line().encode(y="mean:Q")  # pyright: ignore[reportReturnType]

    def _repr_html_(self) -> str:
        return card("Ideal points", self.explain(), self.caveats, self.provenance.note())


def ideal_points(
    *,
    as_of: date | None = None,
    issue: str | None = None,
    spec: IdealPointSpec | None = None,
    schedule: Schedule | None = None,
    seed: int = SEED,
    atlas: Atlas | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> IdealPoints:
    """Estimate every state's position from General Assembly votes.

    Parameters
    ----------
    as_of : date, optional
        Only votes public on that day; today when omitted.
    issue : str, optional
        One of `IDEAL_POINT_ISSUES`: only votes the producer tags with it.
    spec, schedule
        What the model assumes and how long to sample; the published priors, 2 chains.
    seed : int
        The same seed gives the same bits, whatever the number of threads.
    progress : callable, optional
        Called with the sweeps done and the sweeps to do.

    Raises
    ------
    UnknownName
        An issue that is not one of the six.
    OutsideCoverage
        No contested vote on the issue by that day.

    References
    ----------
    .. [1] Bailey, Strezhnev & Voeten (2017), Journal of Conflict Resolution 61(2).
       https://doi.org/10.1177/0022002715595700
    """
    day = as_of or date.today()  # noqa: DTZ011 (the reader's own day)
    figures = atlas or open_atlas()
    votes = _on_issue(votes_known(figures, day), issue)
    if not len(votes):
        raise OutsideCoverage(
            "no contested vote to estimate positions from",
            found=f"none{f' on {issue}' if issue else ''} by {day.isoformat()}",
            hint="ask as of a later day, or for all issues",
        )
    drawn = fit(votes, spec=spec, schedule=schedule, seed=seed, progress=progress)
    return IdealPoints(
        day,
        issue,
        summary(drawn),
        drawn,
        figures.provenance("unga_votes", "unga_resolutions").then("dynamic ordinal probit, sampled"),
        (
            "One dimension: two states both in the middle need not agree with each other.",
            "Positions are relative to the pooled standardisation; compare vintages on their common scale.",
            "Votes are public positions; identical texts are bridged from session to session, which can err."
            if figures.bridges is None
            else "Votes are public positions; texts are bridged as the list given says, and nowhere else.",
            *_silent_sessions(drawn, issue),
        ),
    )


def _silent_sessions(drawn: IdealPointDraws, issue: str | None) -> tuple[str, ...]:
    """The sessions between the first and the last in which no vote tells states apart, as a caveat."""
    held: set[int] = set(drawn.ballots.session.tolist())
    silent = [str(year_of(s)) for s in range(min(held), max(held)) if s not in held]
    if not silent:
        return ()
    on = f" on {issue}" if issue else ""
    sessions = "session" if len(silent) == 1 else "sessions"
    return (f"No contested vote{on} counts in the {sessions} of {', '.join(silent)}: no position there.",)


def schedule_of(*, chains: int = DEFAULT.chains, sweeps: int | None = None) -> Schedule:
    """A schedule of some chains; with fewer sweeps the burn-in and the thinning shrink in proportion."""
    length = DEFAULT.sweeps if sweeps is None else sweeps
    share = length / DEFAULT.sweeps
    return Schedule(
        sweeps=length,
        burn_in=max(round(DEFAULT.burn_in * share), min(length, DEFAULT.burn_in // 2)),
        thin=max(round(DEFAULT.thin * share), 1),
        chains=chains,
    )


def spec_of(*, smoother: bool = False, student: bool = False) -> IdealPointSpec:
    """The published priors, or with one joint path a state, or with Student-t steps."""
    return IdealPointSpec(dynamics="smoother" if smoother else "filter", innovations="student" if student else "normal")


def fit(
    votes: RollCalls,
    *,
    spec: IdealPointSpec | None = None,
    schedule: Schedule | None = None,
    seed: int = SEED,
    progress: Callable[[int, int], None] | None = None,
) -> IdealPointDraws:
    """Sample the model on the votes given, with the published anchors for the sign.

    Raises
    ------
    ImpossibleQuestion
        An answer outside the three, a state twice in a vote, or no vote that tells states apart.
    TertiusError
        Numba or ArviZ is not installed.
    """
    absent = [package for package in ("numba", "arviz_stats") if find_spec(package) is None]
    if absent:
        raise TertiusError(
            "the sampler is not installed",
            found=f"no {' and no '.join(absent)}",
            hint="in the checkout: pip install -e '.[fit]'",
        )
    ballots = ballots_of(votes)
    voters = set(ballots.state.tolist())
    anchors = {state: value for state, value in ANCHORS.items() if state in voters}
    return sample(
        ballots,
        spec,
        rng=np.random.default_rng(seed),
        schedule=schedule or DEFAULT,
        anchors=anchors,
        progress=progress,
    )


def ballots_of(votes: RollCalls) -> Ballots:
    """Every answer to an item on which answers differ, in the sampler's form."""
    other = np.setdiff1d(votes.answers[~np.isnan(votes.answers)], (-1.0, 0.0, 1.0))
    if other.size:
        raise ImpossibleQuestion(
            "an answer is yes 1, abstention 0 or no -1",
            found=", ".join(f"{answer:g}" for answer in other[:5]),
            hint="an absence is NaN",
        )
    rows, columns = np.nonzero(np.isfinite(votes.answers))
    states = np.array(votes.states)[rows]
    sessions = votes.session[columns].astype(np.int64)
    keep = states != ZANZIBAR
    for state, session in LEFT_OUT:
        keep &= ~((states == state) & (sessions == session))
    rows, columns, states, sessions = rows[keep], columns[keep], states[keep], sessions[keep]
    answers = (_CODE_OF_ANSWER - votes.answers[rows, columns]).astype(np.int64)
    items = votes.item[columns].astype(np.int64)
    told = contested(answers, items)
    return collect_ballots(
        answers[told], votes.rcid[columns][told].astype(np.int64), states[told], sessions[told], item=items[told]
    )


def summary(drawn: IdealPointDraws) -> pl.DataFrame:
    """One row a state and session: mean, sd, quantiles, votes, R-hat and effective sample size."""
    ballots = drawn.ballots
    low, middle, high = drawn.quantile((0.05, 0.5, 0.95))
    rhat, ess = _diagnostics(np.asarray(drawn.theta, dtype=float))
    cow = ballots.state.tolist()
    return pl.DataFrame(
        {
            "state": [iso3(int(c)) for c in cow],
            "cow": np.asarray(cow, dtype=np.int16),
            "session": ballots.session.astype(np.int16),
            "year": (ballots.session + year_of(0)).astype(np.int16),
            "mean": drawn.mean(),
            "sd": drawn.sd(),
            "q05": low,
            "q50": middle,
            "q95": high,
            "n_votes": ballots.n_votes.astype(np.int32),
            "rhat": rhat,
            "ess": ess,
        }
    ).with_columns(pl.col("rhat", "ess").fill_nan(None))


def _diagnostics(theta: Array) -> tuple[Array, Array]:
    """Rank-normalised split R-hat (NaN with one chain) and bulk effective sample size of every position."""
    from arviz_stats.base.array import array_stats

    chains, draws = theta.shape[:2]
    nothing = np.full(theta.shape[2], np.nan)
    if draws < 4:
        return nothing, nothing
    ess = np.asarray(array_stats.ess(theta, chain_axis=0, draw_axis=1))
    rhat = nothing if chains < 2 else np.asarray(array_stats.rhat(theta, chain_axis=0, draw_axis=1))
    return rhat, ess


def _on_issue(votes: RollCalls, issue: str | None) -> RollCalls:
    if issue is None:
        return votes
    if issue not in IDEAL_POINT_ISSUES:
        raise UnknownName("issue", issue, IDEAL_POINT_ISSUES)
    return votes.where(votes.issues[:, ISSUES.index(IDEAL_POINT_ISSUES[issue])])
