"""The kept latent tie of a pair as a series with its bands, and what each of its indicators says alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tertius.alignment.indicators import indicator
from tertius.alignment.latent_ties import FittedTies, TieOptions, fit_ties, sampling_share
from tertius.alignment.monthly_ties import EVENT_LABELS, EVENT_SCORES, SPREAD, newest_scores, tie_by_months
from tertius.alignment.series import Series
from tertius.alignment.tie_panel import TIE_INDICATORS, newest_evidence
from tertius.atlas.columns import MONTHS, column
from tertius.atlas.store import Atlas
from tertius.atlas.tie_estimates import keep_ties, kept_ties, ties_entry
from tertius.provenance import known_at
from tertius.states import State

__all__ = ["NOT_KEPT", "WITHIN_50", "WITHIN_90", "Part", "latent_series", "make_ties", "parts_of", "sampling_kept"]

Array = NDArray[np.float64]

WITHIN_50, WITHIN_90 = 0.6745, 1.6449
"""Standard deviations on either side that hold 50 and 90 % of a normal distribution."""

NOT_KEPT = (
    "No latent tie is shown: none is kept for this day. The one that `tertius data fit` makes reads every figure of "
    "the atlas, and on an earlier day it would tell what came later. Its indicators stand here on their own."
)

DATASETS = tuple(dict.fromkeys(d for i in TIE_INDICATORS for d in i.datasets))
EVENTS = tuple(c.dataset for c in MONTHS)
CHINA = 710


@dataclass(frozen=True, slots=True)
class Part:
    """What one indicator alone says of the tie, in the tie's own unit, with its standard deviation.

    `mean` is what would be expected of the tie if nothing else were known: an indicator that
    shares little with the others says little, and its `sd` is near 1.
    """

    indicator: str
    label: str
    year: int
    value: float
    mean: float
    sd: float


def latent_series(pair: tuple[State, State], as_of: date, atlas: Atlas) -> Series:
    """The latent tie with its 90 and 50 % intervals; empty on days before all its figures were public."""
    i = indicator("latent")
    nothing = np.zeros(0)
    entry = ties_entry(atlas)
    if entry is None or as_of < date.fromisoformat(entry["public"]):
        return Series(i, (), nothing, nothing, nothing, ())
    codes = sorted(s.cow for s in pair)
    found = kept_ties(atlas, pairs=((codes[0], codes[1]),))
    assert found is not None
    mean, sd = (found[c].to_numpy() for c in ("mean", "sd"))
    return Series(
        i,
        tuple(found["year"].to_list()),
        mean,
        mean - WITHIN_90 * sd,
        mean + WITHIN_90 * sd,
        (*DATASETS, *EVENTS) if CHINA in codes else DATASETS,
        inner=(mean - WITHIN_50 * sd, mean + WITHIN_50 * sd),
    )


def parts_of(pairs: Sequence[tuple[State, State]], as_of: date, atlas: Atlas) -> tuple[tuple[Part, ...], ...]:
    """For each pair the newest value of every part of the latent tie, and what it alone says.

    Empty where no tie is kept. The scores of events, which are monthly, speak by the months of
    their newest year.
    """
    entry = ties_entry(atlas)
    if entry is None or as_of < date.fromisoformat(entry["public"]):
        return ((),) * len(pairs)
    p = entry["parameters"]
    codes = [(min(a.cow, b.cow), max(a.cow, b.cow)) for a, b in pairs]
    found: list[tuple[Part, ...]] = []
    for pair, seen in zip(codes, newest_evidence(atlas, codes, as_of=as_of), strict=True):
        parts: list[Part] = []
        for k, i in enumerate(TIE_INDICATORS):
            if i.key not in seen:
                continue
            year, value, extra = seen[i.key]
            loading, rest = p["loading"][k], p["own_var"][k] + p["noise"][k] + extra
            doubt = loading**2 + rest
            mean = loading * (value - p["level"][k]) / doubt
            parts.append(Part(i.key, i.label, year, value, mean, float(np.sqrt(rest / doubt))))
        for key, (year, months) in newest_scores(atlas, *pair, as_of=as_of).items() if "events" in p else ():
            mean, sd = tie_by_months(months, p["events"], EVENT_SCORES.index(key), p["phi"])
            parts.append(Part(key, EVENT_LABELS[key], year, float(np.nanmean(months)) * SPREAD, mean, sd))
        found.append(tuple(parts))
    return tuple(found)


def sampling_kept(atlas: Atlas) -> float:
    """Share of a tie's variance that is the sampling error of votes, over all pairs; 0 where no tie is kept."""
    entry = ties_entry(atlas)
    return float(entry["parameters"]["sampling_share"]) if entry else 0.0


def make_ties(
    atlas: Atlas, *, options: TieOptions | None = None, progress: Callable[[str, int, int], None] | None = None
) -> FittedTies:
    """Fit the ties of all pairs from everything in the atlas and keep them in it.

    `progress` is called with what is being done, the step and the number of steps.
    """

    def step(done: int, of: int) -> None:
        if progress:
            progress("estimate what pairs share", done, of)

    found = fit_ties(atlas, as_of=atlas.edition, options=options, progress=step)
    p = found.parameters
    m = p.model
    shared: dict[str, Any] = {
        "indicators": list(p.indicators),
        "phi": m.phi,
        "shock": m.shock,
        "freedom": m.freedom,
        **{n: getattr(m, n).tolist() for n in ("loading", "level", "noise", "own_var")},
        "sampling_share": sampling_share(atlas, found, options or TieOptions()),
        "pairs_sampled": p.n_pairs,
    }
    if p.events is not None:
        shared["events"] = {
            "indicators": list(EVENT_SCORES),
            **{n: getattr(p.events, n).tolist() for n in ("loading", "level", "noise", "own_phi", "own_var")},
        }
    keep_ties(found.to_frame().select("a", "b", "year", "mean", "sd"), shared, atlas.root, public=_public(atlas))
    return found


def _public(atlas: Atlas) -> date:
    """The first day on which every figure behind the ties was public."""
    names = {c for i in TIE_INDICATORS for c in i.columns} | {c.name for c in MONTHS}
    days = [known_at(column(n).last, column(n).lag_days) for n in names]
    last_vote = atlas.final_rollcalls.known.max().astype(date)
    return max(*days, known_at(last_vote.year, 30))
