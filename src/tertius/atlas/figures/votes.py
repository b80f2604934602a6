"""Roll calls as a matrix, and the agreement and kappa of every pair of states in every session."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date

import numpy as np
import polars as pl

from tertius.atlas.figures.bridges import all_bridges, items_of
from tertius.atlas.figures.codes import coded
from tertius.atlas.rollcalls import ISSUES, RollCalls, measured, year_of
from tertius.errors import UnknownName
from tertius.measures.contingency import pair_tables
from tertius.measures.similarity import agreement_of, kappa_of, modal_share_of, shared_items_of
from tertius.states import all_states

__all__ = ["dyad_votes", "rollcall_table", "title_key"]

LEVELS = (-1.0, 0.0, 1.0)
MODAL_LIMIT = 0.9
DIGITS = 4

_BOILERPLATE = re.compile(r":?\s*(draft )?resolution\s*/?\s*(adopted by the general assembly)?\s*$")


def rollcall_table(votes: pl.DataFrame, resolutions: pl.DataFrame) -> pl.DataFrame:
    """One row a roll call: number, session, day known, title group, item, flags, and every state's answer.

    Answers stand in Int8 columns named after COW codes (`s365`): 1 yes, 0 abstention, -1 no,
    null for absent or no member.
    """
    years = votes.with_columns((pl.col("session") + year_of(0)).alias("year"))
    known = coded(years, "state", year="year", into="cow")
    unknown = known.filter(pl.col("cow").is_null())["state"].unique().to_list()
    if unknown:
        raise UnknownName("state", min(unknown), (s.name for s in all_states()))
    wide = (
        known.sort("cow")
        .with_columns(pl.format("s{}", pl.col("cow")).alias("column"))
        .pivot(on="column", index="rcid", values="vote", aggregate_function="first")
    )
    answers = [c for c in wide.columns if c != "rcid"]
    spread = pl.max_horizontal(answers) > pl.min_horizontal(answers)
    keys = [title_key(t, d) for t, d in resolutions.select("title", "description").iter_rows()]
    groups = {key: n for n, key in enumerate(dict.fromkeys(keys))}
    days = [_last_possible_day(s, d) for s, d in resolutions.select("session", "date").iter_rows()]
    flagged = pl.col("amendment").fill_null(value=False) | pl.col("paragraph").fill_null(value=False)
    table = (
        resolutions.select(
            "rcid",
            "session",
            pl.Series("known", days, dtype=pl.Date),
            pl.Series("title", [groups[k] for k in keys], dtype=pl.Int32),
            flagged.alias("part"),
            *ISSUES,
        )
        .join(wide, on="rcid", how="inner")
        .with_columns(spread.fill_null(value=False).alias("contested"))
        .sort("session", "rcid")
    )
    # Only votes that measures are computed on can bridge sessions: the rest would take the matches away.
    final = resolutions.join(table.filter(measured()).select("rcid"), on="rcid", how="semi")
    items = items_of(table["rcid"], all_bridges(final))
    return table.with_columns(pl.Series("item", [items[r] for r in table["rcid"]], dtype=pl.Int32)).select(
        "rcid", "session", "known", "title", "item", "contested", "part", *ISSUES, *answers
    )


def title_key(title: str | None, description: str | None) -> str:
    """What a resolution is called, without case, accents, numbers and boilerplate.

    Two roll calls with the same key are votes on one recurring text; an untitled one
    goes by its description.
    """
    text = unicodedata.normalize("NFKD", (title or description or "").casefold())
    text = _BOILERPLATE.sub("", "".join(c for c in text if not unicodedata.combining(c)))
    return " ".join(re.findall(r"[a-z]+", text))


def dyad_votes(votes: RollCalls) -> pl.DataFrame:
    """Agreement, kappa and their counts for every pair and session: one row a pair that shares a vote.

    `votes` are the final ones; the year is that in which the session opens.
    """
    order = np.argsort(votes.states)
    states = np.array(votes.states, dtype=np.int16)[order]
    i, j = np.triu_indices(len(states), k=1)
    frames: list[pl.DataFrame] = []
    for session in np.unique(votes.session):
        tables = pair_tables(votes.answers[np.ix_(order, np.flatnonzero(votes.session == session))], levels=LEVELS)
        shared = shared_items_of(tables)[i, j]
        some = shared > 0
        modal = modal_share_of(tables)
        frames.append(
            pl.DataFrame(
                {
                    "a": states[i][some],
                    "b": states[j][some],
                    "year": np.full(int(some.sum()), year_of(int(session)), dtype=np.int16),
                    "n_votes": shared[some].astype(np.int16),
                    "agreement": np.round(agreement_of(tables, LEVELS)[i, j][some], DIGITS),
                    "kappa": np.round(kappa_of(tables, LEVELS)[i, j][some], DIGITS),
                    "kappa_usable": (np.maximum(modal, modal.T)[i, j][some] < MODAL_LIMIT),
                }
            ).with_columns(pl.col("agreement", "kappa").fill_nan(None).cast(pl.Float32))
        )
    return pl.concat(frames)


def _last_possible_day(session: int, published: date) -> date:
    """The last day on which the vote can have been taken.

    Days before about 1995 are wrong, so the month is taken whole; a date outside the
    session's own year is a slip of the producer and gives way to the end of the autumn.
    """
    opens, closes = date(year_of(session), 1, 1), date(year_of(session) + 1, 9, 30)
    if not opens <= published <= closes:
        return date(year_of(session), 12, 31)
    return published.replace(day=monthrange(published.year, published.month)[1])
