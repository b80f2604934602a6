"""The tie of target and partner as treaties in the atlas say it: a pact, an informal tie, or not known."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tertius.provenance import Provenance, known_at
from tertius.states import State

if TYPE_CHECKING:
    from tertius.atlas.store import Atlas

__all__ = ["status_in_atlas"]

_DEFENCE = {"atop": "atop_defense", "cow_alliances": "cow_defense"}
_LESSER = {
    "atop": ("atop_neutrality", "atop_nonaggression", "atop_consultation", "atop_offense"),
    "cow_alliances": ("cow_neutrality", "cow_nonaggression", "cow_entente"),
}


def status_in_atlas(
    target: State, partner: State, day: date, atlas: Atlas | None = None
) -> tuple[str | None, str, Provenance]:
    """The newest treaties of the pair that were public on a day.

    Parameters
    ----------
    target, partner
        The two states.
    day
        Nothing that became public later is used.
    atlas
        The user's own or the shipped one when omitted.

    Returns
    -------
    status, origin, provenance
        "formal_ally" with a duty to defend, "informal" with a lesser treaty only. Without any
        treaty, or any year, None: a tie without a treaty and no tie look the same here.
        `origin` names dataset and year.
    """
    import polars as pl

    from tertius.atlas.columns import column
    from tertius.atlas.store import open_atlas

    held = atlas or open_atlas()
    # A treaty is the same from both sides, so the pair is read as it is stored, and nine columns of it.
    low, high = sorted((target.cow, partner.cow))
    wanted = ("year", *_DEFENCE.values(), *(c for lesser in _LESSER.values() for c in lesser))
    pair = held.table("dyads").filter((pl.col("a") == low) & (pl.col("b") == high)).select(wanted).collect()
    years = pair.sort("year", descending=True).rows(named=True)
    for dataset, defence in _DEFENCE.items():
        lag = column(defence).lag_days
        for row in years:
            if row[defence] is None or known_at(row["year"], lag) > day:
                continue
            origin = held.provenance(dataset)
            name = {"atop": "ATOP", "cow_alliances": "COW alliances"}[dataset]
            said = f"{name}, {row['year']}"
            if row[defence]:
                return "formal_ally", said, origin
            if any(row[c] for c in _LESSER[dataset]):
                return "informal", said, origin
            return None, f"{said}: no treaty", origin
    return None, "not known", Provenance()
