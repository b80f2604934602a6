"""How far apart two states stand on the line of ideal points: by the published series, and by our own."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl

from tertius.alignment.indicators import indicator
from tertius.alignment.series import Series
from tertius.atlas.columns import column
from tertius.atlas.estimates import estimates_of
from tertius.atlas.store import Atlas
from tertius.states import State

__all__ = ["RELEASES", "our_distance", "published_distance"]

RELEASES = ("ideal_point_2025", "ideal_point_2024", "ideal_point_2020")
"""Columns of published ideal points, newest release first."""

LAG_DAYS = 30
WITHIN_90 = 1.645
"""Standard deviations on either side that hold 90 % of a normal distribution."""


def published_distance(pair: tuple[State, State], as_of: date, atlas: Atlas) -> tuple[Series, str]:
    """Distance of the published ideal points, from the newest release that was out on the day."""
    i = indicator("ideal_distance")
    for name in RELEASES:
        dataset = column(name).dataset
        published = atlas.provenance(dataset).snapshots[0].source.published
        if published > as_of:
            continue
        mine, theirs = (
            atlas.state(s.cow).select("year", pl.col(name).cast(pl.Float64).alias(side))
            for s, side in zip(pair, ("x", "y"), strict=True)
        )
        both = mine.join(theirs, on="year", how="inner").sort("year")
        distance = (both["x"] - both["y"]).abs().fill_null(np.nan).to_numpy()
        nothing = np.full(len(distance), np.nan)
        return Series(i, tuple(both["year"].to_list()), distance, nothing, nothing, (dataset,)), (
            f"Ideal points are the release of {published:%B %Y}: one scale for all years, estimated in hindsight."
        )
    nothing = np.zeros(0)
    return Series(i, (), nothing, nothing, nothing, ()), "No ideal points had been published by then."


def our_distance(pair: tuple[State, State], as_of: date, atlas: Atlas) -> Series:
    """Distance of our own ideal points with its 90 % interval; empty on days before all their votes were public.

    An estimate from later votes would leak into an earlier day: `tertius ideal-points
    --as-of` makes the one that could have been known. The interval treats the two
    positions as independent given the votes.
    """
    i = indicator("ideal_ours")
    kept = estimates_of(atlas)
    last_vote = atlas.rollcalls.known.max().astype(date)
    if kept is None or as_of < last_vote + timedelta(days=LAG_DAYS):
        nothing = np.zeros(0)
        return Series(i, (), nothing, nothing, nothing, ())
    mine, theirs = (kept.filter(pl.col("cow") == s.cow).select("year", "mean", "sd") for s in pair)
    both = mine.join(theirs, on="year", suffix="_b").sort("year")
    distance = (both["mean"] - both["mean_b"]).abs().cast(pl.Float64).to_numpy()
    doubt = WITHIN_90 * np.hypot(both["sd"].to_numpy(), both["sd_b"].to_numpy())
    return Series(
        i,
        tuple(both["year"].to_list()),
        distance,
        np.maximum(distance - doubt, 0.0),
        distance + doubt,
        ("unga_votes", "unga_resolutions"),
    )
