"""Years in which a state got a new leader, out of REIGN: `leaders.csv`, one row a state and year."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

import polars as pl

__all__ = ["FIRST_YEAR", "LAST_YEAR", "leader_years", "new_leaders"]

FIRST_YEAR, LAST_YEAR = 1946, 2020
"""Whole years of the list: it ends in March 2021."""


def new_leaders(spells: pl.DataFrame) -> pl.DataFrame:
    """`cow`, `year` of every rule that began in the years covered, and the first year each state is known in.

    `first` is the year of the state's first coded spell, 1946 where that began earlier: before
    it no change of leader can be known.
    """
    started = spells.with_columns(year=pl.col("start").dt.year().cast(pl.Int32))
    known = started.group_by("cow").agg(first=pl.col("year").min().clip(FIRST_YEAR))
    inside = started.filter(pl.col("year").is_between(FIRST_YEAR, LAST_YEAR)).select("cow", "year").unique()
    return inside.join(known, on="cow").select("cow", "first", "year").sort("cow", "year")


@cache
def leader_years() -> dict[int, tuple[int, frozenset[int]]]:
    """By state: the first year known, and the years in which a leader took office."""
    text = resources.files("tertius.atlas.figures").joinpath("leaders.csv").read_text(encoding="utf-8")
    found: dict[int, tuple[int, set[int]]] = {}
    for row in csv.DictReader(text.splitlines()):
        found.setdefault(int(row["cow"]), (int(row["first"]), set()))[1].add(int(row["year"]))
    return {cow: (first, frozenset(years)) for cow, (first, years) in found.items()}
