"""What the latent tie is worth: does the rest foretell a part left out, are its intervals wide enough, does it last?

Every check is a result with its table. One that fails is shown like one that passes: a part
the others do not foretell is a part the tie does not see.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tertius.alignment.latent_ties import FittedTies, TieOptions, fit_parameters, fit_ties
from tertius.alignment.tie_panel import TIE_INDICATORS, TiePanel, tie_panel
from tertius.atlas.store import Atlas
from tertius.measures.latent_factor import FactorModel, FactorPanel, smooth, yearly_space

__all__ = ["Check", "foretold", "known_groups", "lasting", "tie_checks"]

Array = NDArray[np.float64]

UNITED_STATES, RUSSIA = 2, 365
NATO_1949 = (2, 20, 200, 210, 211, 212, 220, 235, 325, 385, 390, 395)
"""The twelve that signed the North Atlantic Treaty in 1949."""

WARSAW_PACT = (290, 310, 315, 355, 360, 365)
"""Its members with a seat of their own in the United Nations to 1990, Albania left out."""

COLD_WAR = range(1955, 1986)
BANDS = ((0.5, 0.6745), (0.9, 1.6449))
RESAMPLES = 400


@dataclass(frozen=True, slots=True, eq=False)
class Check:
    """One check: what it asks, whether it holds (None where it decides nothing), in words, and the figures."""

    name: str
    passed: bool | None
    text: str
    table: pl.DataFrame


def tie_checks(atlas: Atlas, found: FittedTies, *, options: TieOptions, vintages: Sequence[date]) -> tuple[Check, ...]:
    """All checks of a fit: known groups, parts left out, and earlier vintages."""
    return (known_groups(found), foretold(atlas, as_of=found.as_of, options=options), lasting(atlas, found, vintages))


def known_groups(found: FittedTies) -> Check:
    """Allies of the Cold War stand above the United States and the Soviet Union, and blocs above pairs across them."""
    columns = [found.column(y) for y in COLD_WAR]
    groups = {
        "NATO of 1949": [(a, b) for a in NATO_1949 for b in NATO_1949 if a < b],
        "Warsaw Pact": [(a, b) for a in WARSAW_PACT for b in WARSAW_PACT if a < b],
        "across": [(min(a, b), max(a, b)) for a in NATO_1949 for b in WARSAW_PACT],
        "United States–Russia": [(UNITED_STATES, RUSSIA)],
    }
    rows: list[tuple[str, int, float, float, float]] = []
    for name, pairs in groups.items():
        at = [r for a, b in pairs if (r := found.row(a, b)) is not None]
        mean = found.mean[at][:, columns]
        own = np.nanmean(mean, axis=1)
        rows.append((name, len(at), float(own.mean()), float(own.min()), float(own.max())))
    table = pl.DataFrame(rows, schema=("group", "pairs", "mean", "lowest", "highest"), orient="row")
    by = {r[0]: r for r in rows}
    passed = min(by["NATO of 1949"][3], by["Warsaw Pact"][3]) > by["United States–Russia"][2]
    passed = passed and min(by["NATO of 1949"][2], by["Warsaw Pact"][2]) > by["across"][2] + 1
    return Check(
        "known groups",
        passed,
        f"From {COLD_WAR.start} to {COLD_WAR.stop - 1} the mean tie is {by['NATO of 1949'][2]:.1f} within NATO, "
        f"{by['Warsaw Pact'][2]:.1f} within the Warsaw Pact, {by['across'][2]:.1f} across, and "
        f"{by['United States–Russia'][2]:.1f} between the United States and the Soviet Union.",
        table,
    )


def foretold(atlas: Atlas, *, as_of: date, options: TieOptions, pairs: int = 4000) -> Check:
    """Each indicator left out in turn of pairs that the parameters never saw: does the rest foretell it?

    Half of `pairs` random pairs give the parameters. Of the other half the tie is smoothed
    without the indicator, and the indicator foretold from the tie. `gain` is 1 - squared error over
    that of the indicator's mean, with a 90 % interval over resampled states; `inside_50` and `inside_90` are the
    shares of values within the intervals foretold.
    """
    found = tie_panel(atlas, as_of=as_of)
    rng = np.random.default_rng(options.seed)
    drawn = rng.permutation(len(found.pairs))[:pairs]
    half = len(drawn) // 2
    first, second = np.sort(drawn[:half]), np.sort(drawn[half:])
    learnt = fit_parameters(_some(found, first), replace(options, sample=half), None)
    panel = found.panel.of(second)
    rows = [
        (i.key, *_foretold_one(panel, learnt.model, k, found.pairs[second], options, rng))
        for k, i in enumerate(TIE_INDICATORS)
        if np.isfinite(panel.y[:, :, k]).any()
    ]
    names = ("indicator", "n", "gain", "low", "high", "inside_50", "inside_90", "correlation")
    table = pl.DataFrame(rows, schema=names, orient="row")
    better = table.filter(pl.col("low") > 0)["indicator"].to_list()
    not_better = [k for k in table["indicator"] if k not in better]
    labels = {i.key: i.label for i in TIE_INDICATORS}
    said = ", ".join(labels[k] for k in better) or "none"
    rest = ", ".join(labels[k] for k in not_better) or "none"
    return Check(
        "parts left out",
        len(better) * 2 >= len(TIE_INDICATORS),
        f"Foretold by the others better than by its own mean: {said}. Not: {rest}.",
        table,
    )


def lasting(atlas: Atlas, found: FittedTies, vintages: Sequence[date]) -> Check:
    """Ties as they could be known on earlier days against the same years' ties of the whole fit."""
    rows: list[tuple[str, int, int, float, float, float]] = []
    for day in vintages:
        then = fit_ties(atlas, as_of=day)
        year = then.years.stop - 1
        old, new = _numbered(then.pairs), _numbered(found.pairs)
        mine = np.flatnonzero(np.isin(old, new))
        theirs = np.searchsorted(new, old[mine])
        x, y = then.mean[mine, year - then.years.start], found.mean[theirs, year - found.years.start]
        both = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
        cover = np.cov(np.stack([x[both], y[both]]))
        r, slope = float(cover[0, 1] / np.sqrt(cover[0, 0] * cover[1, 1])), float(cover[0, 1] / cover[0, 0])
        off = float(np.sqrt(np.square(x[both] - y[both]).mean()))
        rows.append((day.isoformat(), year, len(both), r, slope, off))
    table = pl.DataFrame(rows, schema=("as_of", "year", "pairs", "r", "slope", "rms"), orient="row")
    worst = float(table["r"].min()) if rows else float("nan")  # pyright: ignore[reportArgumentType]
    return Check(
        "vintages",
        worst > 0.9 if rows else None,
        f"The newest year of each vintage correlates with today's tie of that year at {worst:.2f} or more.",
        table,
    )


def _numbered(pairs: NDArray[np.int16]) -> NDArray[np.int64]:
    """One number a pair: codes have three digits, so two of them stand side by side."""
    return np.asarray(pairs[:, 0].astype(np.int64) * 1000 + pairs[:, 1], dtype=np.int64)


def _some(found: TiePanel, rows: NDArray[np.int64]) -> TiePanel:
    return replace(found, pairs=found.pairs[rows], panel=found.panel.of(rows))


def _foretold_one(
    panel: FactorPanel,
    model: FactorModel,
    k: int,
    pairs: NDArray[np.int16],
    options: TieOptions,
    rng: np.random.Generator,
) -> tuple[int, float, float, float, float, float, float]:
    rest = panel.without(k)
    tracked, _ = smooth(rest, yearly_space(model), model, rounds=options.rounds, threads=options.threads)
    y = panel.y[:, :, k]
    mean = model.level[k] + model.loading[k] * tracked.mean[..., 0]
    unique = model.own_var[k] + model.noise[k] + panel.extra[:, :, k]
    spread = np.sqrt(model.loading[k] ** 2 * tracked.var[..., 0] + unique)
    inside = np.isfinite(y) & np.isfinite(mean)
    own = float(y[inside].mean())
    # One row a pair: a pair's years are one piece of evidence.
    miss = np.where(inside, (y - mean) ** 2, 0.0).sum(axis=1)
    plain = np.where(inside, (y - own) ** 2, 0.0).sum(axis=1)
    gains = _resampled_gain(miss, plain, pairs, rng)
    covered = [float((np.abs(y - mean)[inside] <= z * spread[inside]).mean()) for _, z in BANDS]
    together = float(np.corrcoef(mean[inside], y[inside])[0, 1])
    low, high = np.quantile(gains, (0.05, 0.95))
    return int(inside.sum()), 1 - miss.sum() / plain.sum(), float(low), float(high), covered[0], covered[1], together


def _resampled_gain(miss: Array, plain: Array, pairs: NDArray[np.int16], rng: np.random.Generator) -> Array:
    """Gains under states drawn with replacement: a pair counts as often as both its states were drawn, multiplied."""
    states, place = np.unique(pairs, return_inverse=True)
    place = place.reshape(pairs.shape)
    gains: list[float] = []
    for _ in range(RESAMPLES):
        times = np.bincount(rng.integers(len(states), size=len(states)), minlength=len(states))
        weight = times[place[:, 0]] * times[place[:, 1]]
        total = float(weight @ plain)
        gains.append(1 - float(weight @ miss) / total if total else 0.0)
    return np.array(gains)
