"""A made-up world of eight powers, small enough to work out by hand, and its figures as an atlas."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from tertius.atlas.build import _commit
from tertius.atlas.columns import DYADS, STATES
from tertius.atlas.store import Atlas
from tertius.states import find
from tertius.wedge.components import reference
from tertius.wedge.components.component import Asked

WORLD = (2, 200, 220, 255, 365, 710, 740, 750)
YEARS = range(2000, 2011)
DAY = date(2011, 12, 31)


@pytest.fixture(scope="session")
def world(tmp_path_factory) -> Callable[..., Atlas]:
    """An atlas of the eight, all figures 0 but those given: {(column, a, b, year): value}, and tables beside it."""

    def make(given: dict[tuple[str, int, int, int], float | None] = {}, **tables: pl.DataFrame) -> Atlas:  # noqa: B006
        rows = [(a, b, y) for a in WORLD for b in WORLD if a < b for y in YEARS]
        dyads = pl.DataFrame(rows, schema={"a": pl.Int16, "b": pl.Int16, "year": pl.Int16}, orient="row")
        dyads = dyads.with_columns(
            pl.lit(0 if c.dtype != pl.Boolean else False).cast(c.dtype).alias(c.name) for c in DYADS
        )
        for own in ("imf", "census", "china"):
            dyads = dyads.with_columns(pl.lit(None, pl.Float32).alias(f"{own}_trade_share_{s}") for s in "ab")
        for (name, a, b, year), value in given.items():
            here = (pl.col("a") == a) & (pl.col("b") == b) & (pl.col("year") == year)
            dyads = dyads.with_columns(
                pl.when(here).then(pl.lit(value)).otherwise(name).cast(dyads[name].dtype).alias(name)
            )
        states = pl.DataFrame(
            [(s, y) for s in WORLD for y in YEARS], schema={"state": pl.Int16, "year": pl.Int16}, orient="row"
        ).with_columns(pl.lit(0.1).cast(c.dtype).alias(c.name) for c in STATES)
        folder = tmp_path_factory.mktemp("world")
        _commit({"dyads": dyads, "states": states, **tables}, [], folder)
        return Atlas(folder)

    return make


@pytest.fixture
def six_are_enough(monkeypatch) -> None:
    """Of a world of eight powers six can stand in B's place: fewer than a population needs elsewhere."""
    monkeypatch.setattr(reference, "FEWEST", 6)


@pytest.fixture(scope="session")
def ask() -> Callable[..., Asked]:
    """A question by three names."""

    def make(names: str, atlas: Atlas, day: date = DAY) -> Asked:
        a, b, c = (find(n, on=day) for n in names.split())
        return Asked(a, b, c, day, atlas)

    return make
