"""The latent tie in lines of text: its bands, its parts, and the roles by it."""

from __future__ import annotations

import math
from collections.abc import Iterable

from tertius.alignment.kept_ties import Part
from tertius.alignment.series import Series
from tertius.present.numbers import decimal, share_of_draws
from tertius.present.terminal import sparkline
from tertius.triangle.latent_roles import LATENT_BAND
from tertius.triangle.roles import Roles

__all__ = ["PART_HEAD", "band_rows", "latent_line", "part_rows"]

PART_HEAD = ("part", "newest", "year", "the tie by it alone, 90 %")


def part_rows(parts: Iterable[Part]) -> list[tuple[str, str, str, str]]:
    """One row a part: its newest value, and what would be expected of the tie if it were all that is known."""
    return [
        (
            p.label,
            decimal(p.value),
            str(p.year),
            f"{decimal(p.mean)} ({decimal(p.mean - 1.645 * p.sd)} to {decimal(p.mean + 1.645 * p.sd)})",
        )
        for p in parts
    ]


def band_rows(latent: Series, first: int, last: int) -> list[tuple[str, str, str]]:
    """The ends of the 50 and the 90 % band through time, one line each on one scale; none without a tie."""
    if latent.inner is None or not len(latent.values):
        return []
    low, high = float(latent.low.min()), float(latent.high.max())
    ends = (
        ("  95 of 100 below", latent.high),
        ("  75 of 100 below", latent.inner[1]),
        ("  25 of 100 below", latent.inner[0]),
        ("  5 of 100 below", latent.low),
    )
    rows: list[tuple[str, str, str]] = []
    for label, values in ends:
        seen = dict(zip(latent.years, values, strict=True))
        steps = [[seen[y] for y in (year, year + 1) if y in seen] for year in range(first, last + 1, 2)]
        means = [math.fsum(v) / len(v) if v else None for v in steps]
        rows.append((label, decimal(float(values[-1])), sparkline(means, low=low, high=high)))
    return rows


def latent_line(roles: Roles) -> str:
    """How often a latent tie is too near the average pair's to give a role."""
    said = (
        f"In {share_of_draws(roles.neutral_share)} of draws some latent tie is neutral, within "
        f"{LATENT_BAND} of the average pair"
    )
    return f"{said}: read these roles as undecided." if roles.neutral_share > 0.5 else f"{said}."
