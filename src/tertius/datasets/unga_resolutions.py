"""What the General Assembly voted on: date, symbol, title and subject of each roll call."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from tertius.datasets.cells import flags, numbers, refuse
from tertius.datasets.declaration import ROW, Column, Dataset
from tertius.datasets.formats import read_r
from tertius.provenance import Licence, Source
from tertius.vault.remote import RemoteFile

__all__ = ["UNGA_RESOLUTIONS", "parse"]

_KEY = "unga_resolutions"
_CALLS = ("rcid", "session", "importantvote", "date", "unres", "amend", "para", "short", "descr")
_ISSUES = {
    "me": "palestine",
    "nu": "nuclear",
    "di": "disarmament",
    "co": "colonialism",
    "hr": "human_rights",
    "ec": "development",
}


def parse(paths: tuple[Path, ...]) -> pl.DataFrame:
    """One row a roll call, with a true or false for each of the six subjects."""
    calls, issues = paths
    frame = read_r(_KEY, calls, _CALLS, table="un_roll_calls")
    frame = numbers(_KEY, calls, frame, {"rcid": pl.Int32(), "session": pl.Int16(), "date": pl.Int32()})
    frame = flags(_KEY, calls, frame, ("importantvote", "amend", "para"))
    tags = read_r(_KEY, issues, ("rcid", "short_name"), table="un_roll_call_issues")
    tags = numbers(_KEY, issues, tags, {"rcid": pl.Int32()})
    known = pl.col("short_name").is_in(list(_ISSUES))
    refuse(_KEY, issues, tags, ~known, "short_name", f"short_name is one of {tuple(_ISSUES)}")
    listed = pl.col("rcid").is_in(frame["rcid"].to_list())
    refuse(_KEY, issues, tags, ~listed, "rcid", "every subject belongs to a listed roll call")
    return frame.select(
        ROW,
        "rcid",
        "session",
        pl.col("date").cast(pl.Date),
        _filled("unres").alias("resolution"),
        _filled("short").alias("title"),
        _filled("descr").alias("description"),
        pl.col("amend").alias("amendment"),
        pl.col("para").alias("paragraph"),
        pl.col("importantvote").alias("important"),
        *(
            pl.col("rcid").is_in(tags.filter(pl.col("short_name") == code)["rcid"].to_list()).alias(subject)
            for code, subject in _ISSUES.items()
        ),
    )


def _filled(name: str) -> pl.Expr:
    """The text, with null where the producer has an empty one."""
    return pl.when(pl.col(name) != "").then(pl.col(name))


def _subject(about: str) -> Column:
    return Column(pl.Boolean(), f"the producer tags the roll call {about}")


UNGA_RESOLUTIONS = Dataset(
    key=_KEY,
    about=(
        "The 6,464 roll calls of the UN General Assembly, sessions 1 to 77: when each was taken, on which "
        "resolution, under which title, and which of six subjects the producer found in it."
    ),
    source=Source(
        id=_KEY,
        producer="Voeten, Strezhnev and Bailey; R package unvotes by Robinson and Soltoff",
        title="United Nations General Assembly Voting Data, roll calls and issues",
        version="sessions 1-77, unvotes of 2024-04-24",
        url="https://doi.org/10.7910/DVN/LEJUQZ",
        citation=(
            "Voeten, Erik, Anton Strezhnev and Michael Bailey. United Nations General Assembly Voting Data. "
            "Harvard Dataverse. doi:10.7910/DVN/LEJUQZ"
        ),
        licence=Licence(
            "CC0 1.0 (data), MIT (package)",
            "https://creativecommons.org/publicdomain/zero/1.0/",
            redistribute=True,
            derived="any figure, with attribution",
        ),
        published=date(2024, 4, 24),
    ),
    files=(
        RemoteFile(
            "un_votes_2024/un_roll_calls.rda",
            "bc6690ecb367fcbedc0c58f66e04d22f1283dabe041825c1242a076ce6e72b36",
            217_733,
            "https://raw.githubusercontent.com/bensoltoff/unvotes/HEAD/data/un_roll_calls.rda",
        ),
        RemoteFile(
            "un_votes_2024/un_roll_call_issues.rda",
            "eb725c2c1d4b4388e9eb56ee7ad5b757db0cb9dec22d5cdd3e723300807d98ab",
            8_820,
            "https://raw.githubusercontent.com/bensoltoff/unvotes/HEAD/data/un_roll_call_issues.rda",
        ),
    ),
    columns={
        "rcid": Column(pl.Int32(), "the producer's number of the roll call", low=1),
        "session": Column(pl.Int16(), "session of the Assembly; session s opens in September of 1945 + s", low=1),
        "date": Column(pl.Date(), "day of the vote as published; see the caveats before trusting day or year"),
        "resolution": Column(pl.String(), "symbol of the resolution or draft", nullable=True),
        "title": Column(pl.String(), "short title", nullable=True),
        "description": Column(pl.String(), "what was voted on, in the producer's words", nullable=True),
        "amendment": Column(pl.Boolean(), "a vote on an amendment", nullable=True),
        "paragraph": Column(pl.Boolean(), "a vote on a single paragraph", nullable=True),
        "important": Column(pl.Boolean(), "the US State Department called the vote important", nullable=True),
        "palestine": _subject("Palestinian conflict"),
        "nuclear": _subject("nuclear weapons and nuclear material"),
        "disarmament": _subject("arms control and disarmament"),
        "colonialism": _subject("colonialism"),
        "human_rights": _subject("human rights"),
        "development": _subject("economic development"),
    },
    grain=("rcid",),
    codes="name",
    directed=None,
    first_year=1946,
    last_year=2023,
    absent_means="missing",
    # Votes are cast in public; the record of a session's last roll call is up within a month.
    lag_days=30,
    status="current",
    parse=parse,
    caveats=(
        "In sessions 1 to 51 the day of the date is never above 7 and is wrong: resolution 3379 (10 November 1975) "
        "carries 1975-11-01. Month and year hold, but for roll calls 961 (session 22, dated 1966-12-07) and 9018 "
        "(session 23, dated 1967-05-07). Order roll calls by session, not by date.",
        "2023 holds seven roll calls of session 77, the last of them dated 2023-09-01; session 78 is not there.",
        "Session 19 (1964-65) has one roll call, taken while the Assembly worked without votes.",
        "A null in amendment or paragraph is not a no. Sessions 40 to 51, 68 to 70, 73 and 74 are not coded at all; "
        "in 52 to 67, 71 and 72 only a yes is written; in 75 to 77 every value is no, which may be a filled blank.",
        "important is null for every roll call since session 73, and for most votes on amendments and paragraphs "
        "in sessions 52 to 67, 71 and 72.",
        "A roll call may have several subjects or none; false means that the producer gave no such tag.",
    ),
)
