"""UN General Assembly roll calls: how each state voted on each resolution.

Abstention is a position between yes and no. Absence and non-membership are no positions:
they have no row.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from tertius.datasets.cells import labels, numbers
from tertius.datasets.declaration import ROW, Column, Dataset
from tertius.datasets.formats import read_r
from tertius.provenance import Licence, Source
from tertius.vault.remote import RemoteFile

__all__ = ["UNGA_VOTES", "parse"]

_KEY = "unga_votes"
_POSITION = {"yes": 1, "abstain": 0, "no": -1}


def parse(paths: tuple[Path, ...]) -> pl.DataFrame:
    """Votes with the session of their roll call; a vote on an unlisted roll call has a null session."""
    votes, calls = paths
    cast = read_r(_KEY, votes, ("rcid", "country", "country_code", "vote"), table="un_votes")
    cast = numbers(_KEY, votes, cast, {"rcid": pl.Int32()})
    cast = labels(_KEY, votes, cast, "vote", _POSITION, pl.Int8())
    session = read_r(_KEY, calls, ("rcid", "session"), table="un_roll_calls")
    session = numbers(_KEY, calls, session, {"rcid": pl.Int32(), "session": pl.Int16()}).drop(ROW)
    return cast.join(session, on="rcid", how="left", maintain_order="left").select(
        ROW, "rcid", "session", pl.col("country").alias("state"), pl.col("country_code").alias("iso2"), "vote"
    )


UNGA_VOTES = Dataset(
    key=_KEY,
    about=(
        "Every recorded vote of every state in the UN General Assembly: 916,025 votes on 6,464 roll calls, "
        "sessions 1 to 77. The oldest and widest record of whom a state sides with in public."
    ),
    source=Source(
        id=_KEY,
        producer="Voeten, Strezhnev and Bailey; R package unvotes by Robinson and Soltoff",
        title="United Nations General Assembly Voting Data",
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
            "un_votes_2024/un_votes.rda",
            "ca883b1c872e4de7a22c1028213ddd3393d72be9e36fd9302bf763d1af3f1a52",
            271_247,
            "https://raw.githubusercontent.com/bensoltoff/unvotes/HEAD/data/un_votes.rda",
        ),
        RemoteFile(
            "un_votes_2024/un_roll_calls.rda",
            "bc6690ecb367fcbedc0c58f66e04d22f1283dabe041825c1242a076ce6e72b36",
            217_733,
            "https://raw.githubusercontent.com/bensoltoff/unvotes/HEAD/data/un_roll_calls.rda",
        ),
    ),
    columns={
        "rcid": Column(pl.Int32(), "the producer's number of the roll call", low=1),
        "session": Column(pl.Int16(), "session of the Assembly; session s opens in September of 1945 + s", low=1),
        "state": Column(pl.String(), "the state's short English name, as the producer writes it"),
        "iso2": Column(pl.String(), "the producer's two-letter code; NA is Namibia", nullable=True),
        "vote": Column(pl.Int8(), "position taken", unit="1 yes, 0 abstain, -1 no", allowed=(1, 0, -1)),
    },
    grain=("rcid", "state"),
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
        "Only yes, abstain and no have a row. A state without a row was absent, did not take part or was no "
        "member: that is not an abstention.",
        "The USSR is written Russia (one series from 1946), Serbia stands under Yugoslavia (1946-2023). China votes "
        "from 1971, Taiwan until 1971; the two Germanies from 1973 to 1990.",
        "iso2 is empty for the Yemen Arab Republic, Zanzibar and the Federal Republic of Germany, and holds codes "
        "that ISO has withdrawn (CS, DD). NA is Namibia, not a missing value.",
        "Session 19 (1964-65) has one roll call, taken while the Assembly worked without votes.",
        "The last votes are of September 2023.",
    ),
)
