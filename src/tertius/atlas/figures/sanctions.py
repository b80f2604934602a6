"""Sanction cases in force between two states, joint ones counted for each sender."""

from __future__ import annotations

import polars as pl

from tertius.states import code_of

__all__ = ["EU_MEMBERS", "sanction_years"]

# Year of accession and last full year of membership of each member of the Union.
EU_MEMBERS: dict[str, tuple[int, int]] = {
    **dict.fromkeys(("BEL", "DEU", "FRA", "ITA", "LUX", "NLD"), (1958, 9999)),
    **dict.fromkeys(("DNK", "IRL"), (1973, 9999)),
    "GBR": (1973, 2019),
    "GRC": (1981, 9999),
    **dict.fromkeys(("ESP", "PRT"), (1986, 9999)),
    **dict.fromkeys(("AUT", "FIN", "SWE"), (1995, 9999)),
    **dict.fromkeys(("CYP", "CZE", "EST", "HUN", "LVA", "LTU", "MLT", "POL", "SVK", "SVN"), (2004, 9999)),
    **dict.fromkeys(("BGR", "ROU"), (2007, 9999)),
    "HRV": (2013, 9999),
}

_UNION = frozenset({"EU", "European Union", "EEC", "European Community"})

# The producer keeps the name of 1989 for Yemen, to this day.
_NAMED_OTHERWISE = {"Yemen, North": "Yemen"}


def sanction_years(cases: pl.DataFrame) -> pl.DataFrame:
    """Per pair and year the cases of each against the other that were in force.

    The European Union stands for its members of the year. The United Nations do not:
    a sanction of all is no tie between two.
    """
    rows: set[tuple[int, int, int, int]] = set()
    for case, targets, senders, first, last in cases.select(
        "case", "targets", "senders", "first_year", "last_year"
    ).iter_rows():
        for year in range(first, last + 1):
            against = {code for t in targets for code in _members(t, year)}
            rows |= {
                (case, sender, target, year)
                for s in senders
                for sender in _members(s, year)
                for target in against
                if sender != target
            }
    directed = pl.DataFrame(
        sorted(rows), schema={"case": pl.Int64, "sender": pl.Int16, "target": pl.Int16, "year": pl.Int16}, orient="row"
    )
    forward = pl.col("sender") < pl.col("target")
    return (
        directed.select(
            pl.min_horizontal("sender", "target").alias("a"),
            pl.max_horizontal("sender", "target").alias("b"),
            "year",
            forward.alias("by_a"),
        )
        .group_by("a", "b", "year")
        .agg(
            pl.col("by_a").sum().cast(pl.Int8).alias("sanctions_by_a"),
            (~pl.col("by_a")).sum().cast(pl.Int8).alias("sanctions_by_b"),
        )
    )


def _members(name: str, year: int) -> tuple[int, ...]:
    """The states a name stands for in a year; none for organisations other than the Union."""
    if name in _UNION:
        found = (code_of(m, on=year) for m, (first, last) in EU_MEMBERS.items() if first <= year <= last)
    else:
        found = (code_of(_NAMED_OTHERWISE.get(name, name), on=year),)
    return tuple(code for code in found if code is not None)
