"""The tie of every pair as one hidden number with its doubt, fitted to votes, treaties, disputes, arms and the rest.

It never stands alone: beside it stands what each indicator says, and where they part ways
that is the finding. Fitted as of a day it uses only what was public on it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tertius.alignment.monthly_ties import fit_events, monthly_ties
from tertius.alignment.tie_panel import FIRST_YEAR, TIE_INDICATORS, TiePanel, tie_panel
from tertius.atlas.rollcalls import RollCalls
from tertius.atlas.store import Atlas
from tertius.errors import OutsideCoverage
from tertius.measures.kalman import track
from tertius.measures.latent_factor import (
    FactorModel,
    first_guess,
    fit_factor,
    smooth,
    yearly_space,
)
from tertius.provenance import asked_on

__all__ = ["REFERENCE", "FittedTies", "TieOptions", "TieParameters", "fit_parameters", "fit_ties", "sampling_share"]

Array = NDArray[np.float64]

REFERENCE = (1970, 1989)
"""Over these years the tie has mean 0 and variance 1 over all pairs: 0 is the average pair of the later Cold War."""


@dataclass(frozen=True, slots=True)
class TieOptions:
    """How ties are fitted.

    Attributes
    ----------
    freedom : float
        Degrees of freedom of the Student-t shocks; infinity for normal ones.
    sample : int
        Pairs, drawn at random, from which the parameters are estimated; the ties are of all pairs.
    iterations, tolerance : int, float
        EM stops at either.
    rounds : int
        Passes that reweigh the shocks of every pair.
    threads : int
        The figures do not depend on it.
    seed : int
        Of the draw of pairs.
    """

    freedom: float = 5.0
    sample: int = 2000
    iterations: int = 20
    tolerance: float = 1e-3
    rounds: int = 3
    threads: int = 2
    seed: int = 1908


@dataclass(frozen=True, slots=True, eq=False)
class TieParameters:
    """What all pairs share: the model with one entry an indicator, and what it was estimated from.

    `events` has one entry an event score and is per month; None where none was public.
    """

    indicators: tuple[str, ...]
    model: FactorModel
    n_pairs: int
    log_likelihood: tuple[float, ...]
    events: FactorModel | None = None

    def to_frame(self) -> pl.DataFrame:
        """One row an indicator: `indicator`, `level`, `loading`, `own_sd`, `error_sd`, `share` of its variance."""
        m = self.model
        return pl.DataFrame(
            {
                "indicator": self.indicators,
                "level": m.level,
                "loading": m.loading,
                "own_sd": np.sqrt(m.own_var),
                "error_sd": np.sqrt(m.noise),
                "share": m.communality,
            }
        )


@dataclass(frozen=True, slots=True, eq=False)
class FittedTies:
    """The tie of every pair in every year, as it could be known on a day.

    Attributes
    ----------
    as_of : date
    years : range
    pairs : (n, 2) int array
        COW codes, the smaller first.
    mean, sd : (n, n_years) arrays
        Given all figures public on `as_of`. NaN before a pair's first and after its last observation.
    filtered_mean, filtered_sd : (n, n_years) arrays
        Given the figures of the year and before, with normal shocks, and with the parameters of
        the whole fit: no later figure of the pair, but parameters that saw later years.
    observed : (n, n_years) int array
        Indicators observed in the year.
    parameters : TieParameters
    """

    as_of: date
    years: range
    pairs: NDArray[np.int16]
    mean: Array
    sd: Array
    filtered_mean: Array
    filtered_sd: Array
    observed: NDArray[np.int8]
    parameters: TieParameters

    def __post_init__(self) -> None:
        for name in ("pairs", "mean", "sd", "filtered_mean", "filtered_sd", "observed"):
            getattr(self, name).setflags(write=False)

    def row(self, a: int, b: int) -> int | None:
        """The row of a pair of COW codes; None where nothing was observed of it."""
        found = np.flatnonzero((self.pairs[:, 0] == min(a, b)) & (self.pairs[:, 1] == max(a, b)))
        return int(found[0]) if len(found) else None

    def column(self, year: int) -> int:
        """The column of a year.

        Raises
        ------
        OutsideCoverage
        """
        if year not in self.years:
            raise OutsideCoverage(
                f"no tie is estimated for {year}",
                found=f"ties run from {self.years.start} to {self.years.stop - 1}",
                hint="ask about a year within",
            )
        return year - self.years.start

    def to_frame(self) -> pl.DataFrame:
        """One row a pair and year: `a`, `b`, `year`, `mean`, `sd`, `filtered_mean`, `filtered_sd`, `observed`."""
        inside = np.isfinite(self.mean)
        row, step = np.nonzero(inside)
        return pl.DataFrame(
            {
                "a": self.pairs[row, 0],
                "b": self.pairs[row, 1],
                "year": (step + self.years.start).astype(np.int16),
                **{n: getattr(self, n)[inside] for n in ("mean", "sd", "filtered_mean", "filtered_sd", "observed")},
            }
        )

    def explain(self) -> str:
        """What was fitted, and what the tie is made of."""
        p = self.parameters
        shares = sorted(zip(p.model.communality, p.indicators, strict=True), reverse=True)
        labels = {i.key: i.label for i in TIE_INDICATORS}
        made = ", ".join(f"{labels[key]} {share:.2f}" for share, key in shares)
        half = np.log(0.5) / np.log(p.model.phi)
        return (
            f"Ties of {len(self.pairs):,} pairs from {self.years.start} to {self.years.stop - 1}, as of "
            f"{self.as_of:%d %b %Y}. Share of each indicator's variance that is the tie's: {made}. Left alone, a tie "
            f"goes half of its way to the average pair's in {half:.0f} years."
        )


def fit_ties(
    atlas: Atlas,
    *,
    as_of: date | None = None,
    votes: RollCalls | None = None,
    parameters: TieParameters | None = None,
    pairs: NDArray[np.int16] | None = None,
    options: TieOptions | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> FittedTies:
    """Fit the latent tie of every pair, from nothing that was not public on `as_of`.

    Parameters
    ----------
    atlas : Atlas
    as_of : date, optional
        Today when omitted.
    votes : RollCalls, optional
        The roll calls the vote indicator is read from, such as one half of
        `atlas.final_rollcalls`; cut to `as_of` either way.
    parameters : TieParameters, optional
        Take these instead of estimating them: of an earlier vintage, or of other votes.
    pairs : (n, 2) array of COW codes, optional
        Only these pairs, the smaller code first; parameters are then estimated from them alone.
    options : TieOptions, optional
    progress : callable, optional
        Called with the step and the number of steps.

    Raises
    ------
    OutsideCoverage
        Nothing was public on the day.
    """
    how = options or TieOptions()
    found = tie_panel(atlas, as_of=asked_on(as_of), votes=votes, pairs=pairs)
    shared = parameters or _with_events(fit_parameters(found, how, progress), found, atlas, how)
    panel = found.panel
    space = yearly_space(shared.model)
    normal = replace(shared.model, freedom=np.inf, shock=shared.model.shock_variance)
    filtered, _ = smooth(panel, yearly_space(normal), normal, rounds=1, threads=how.threads)
    whole, _ = smooth(panel, space, shared.model, rounds=how.rounds, threads=how.threads)
    arrays = {
        "mean": whole.mean[..., 0],
        "sd": np.sqrt(whole.var[..., 0]),
        "filtered_mean": filtered.filtered_mean[..., 0],
        "filtered_sd": np.sqrt(filtered.filtered_var[..., 0]),
    }
    seen = np.isfinite(panel.y).sum(axis=2).astype(np.int8)
    if shared.events is not None:
        monthly = monthly_ties(found, shared.model, shared.events, atlas, rounds=how.rounds, threads=how.threads)
        for name, array in arrays.items():
            array[monthly.rows] = getattr(monthly, name)
        seen[monthly.rows] += (monthly.months > 0).astype(np.int8)
    return FittedTies(
        as_of=found.as_of, years=found.years, pairs=found.pairs, **arrays, observed=seen, parameters=shared
    )


def _with_events(shared: TieParameters, found: TiePanel, atlas: Atlas, options: TieOptions) -> TieParameters:
    return replace(shared, events=fit_events(found, shared.model, atlas, threads=options.threads))


def fit_parameters(
    found: TiePanel, options: TieOptions, progress: Callable[[int, int], None] | None = None
) -> TieParameters:
    """Estimate what all pairs share from a random sample of them."""
    n = len(found.pairs)
    rng = np.random.default_rng(options.seed)
    rows = np.sort(rng.choice(n, min(options.sample, n), replace=False))
    panel = found.panel.of(rows)
    first, last = (y - FIRST_YEAR for y in REFERENCE)
    # A fit of before 1970 has no reference years: its own years take their place.
    reference = slice(first, last + 1) if len(found.years) > first + 5 else slice(0, len(found.years))

    def step(done: int) -> None:
        if progress:
            progress(done, options.iterations)

    model, history = fit_factor(
        panel,
        first_guess(panel, freedom=options.freedom),
        reference=reference,
        iterations=options.iterations,
        tolerance=options.tolerance,
        threads=options.threads,
        progress=step,
    )
    return TieParameters(tuple(i.key for i in TIE_INDICATORS), model, len(rows), history)


def sampling_share(atlas: Atlas, found: FittedTies, options: TieOptions, *, pairs: int = 500, draws: int = 8) -> float:
    """Share of a tie's variance that comes from which votes happened to be taken.

    The ties of some pairs are smoothed again with votes moved by their sampling error; the
    variance that makes, over the variance of the tie, pooled over pairs and years.
    """
    panel = tie_panel(atlas, as_of=found.as_of).panel
    rng = np.random.default_rng(options.seed)
    some = panel.of(np.sort(rng.choice(len(panel.y), min(pairs, len(panel.y)), replace=False)))
    model, space = found.parameters.model, yearly_space(found.parameters.model)
    whole, weights = smooth(some, space, model, rounds=options.rounds, threads=options.threads)
    moved: list[Array] = []
    for _ in range(draws):
        y = some.y + rng.standard_normal(some.y.shape) * np.sqrt(some.extra)
        again = track(
            y, space, extra=some.extra, weights=weights, span=(some.first, some.last), keep=1, threads=options.threads
        )
        moved.append(again.mean[..., 0] - whole.mean[..., 0])
    square, doubt = np.mean(np.square(moved), axis=0), whole.var[..., 0]
    inside = np.isfinite(square) & (some.extra[..., 0] > 0)
    return float(square[inside].sum() / doubt[inside].sum()) if inside.any() else 0.0
