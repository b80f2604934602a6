"""The General Assembly's roll calls as one matrix: who answered what, on what, known when."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tertius.atlas.figures.bridges import items_of

__all__ = ["ISSUES", "LAST_SESSION_WITH_PART_VOTES", "RollCalls", "measured", "rollcalls_from_table", "year_of"]

ISSUES = ("palestine", "nuclear", "disarmament", "colonialism", "human_rights", "development")
LAST_SESSION_WITH_PART_VOTES = 44
"""Votes on paragraphs and amendments count to this session; after it the producer's estimates drop them."""

SKIPPED_SESSION = 19
"""The session of 1964, in which one vote was taken."""


def year_of(session: int) -> int:
    """The year in which a session opens (the 44th in 1989); published series label sessions so."""
    return session + 1945


def measured() -> pl.Expr:
    """The rows of the roll-call table that `RollCalls.final` keeps."""
    late_part = pl.col("part") & (pl.col("session") > LAST_SESSION_WITH_PART_VOTES)
    return pl.col("contested") & ~late_part & (pl.col("session") != SKIPPED_SESSION)


@dataclass(frozen=True, eq=False)
class RollCalls:
    """Roll calls and the answers of every state.

    Attributes
    ----------
    rcid, session, title : (n_votes,) int arrays
        The producer's number, the session, and a number shared by resolutions of one title.
    item : (n_votes,) int array
        The first roll call on the same text: identical resolutions of several sessions share it.
    known : (n_votes,) datetime64[D] array
        The last day on which the vote can have been taken.
    contested : (n_votes,) bool array
        At least two different answers were given.
    part : (n_votes,) bool array
        A vote on a paragraph or an amendment, where the producer says so.
    issues : (n_votes, 6) bool array
        In the order of `ISSUES`; a vote may have several or none.
    states : tuple of int
        COW codes, in the order of the rows of `answers`.
    answers : (n_states, n_votes) float32 array
        Yes 1, abstention 0, no -1; NaN where a state was absent or no member.
    """

    rcid: NDArray[np.int32]
    session: NDArray[np.int16]
    title: NDArray[np.int32]
    item: NDArray[np.int32]
    known: NDArray[np.datetime64]
    contested: NDArray[np.bool_]
    part: NDArray[np.bool_]
    issues: NDArray[np.bool_]
    states: tuple[int, ...]
    answers: NDArray[np.float32]

    @cached_property
    def _row(self) -> dict[int, int]:
        return {state: row for row, state in enumerate(self.states)}

    def __len__(self) -> int:
        return len(self.rcid)

    def of(self, state: int) -> NDArray[np.float32]:
        """One state's answers, (n_votes,); all NaN for a state that never voted."""
        if state not in self._row:
            return np.full(len(self), np.nan, dtype=np.float32)
        return self.answers[self._row[state]]

    def only(self, states: Collection[int]) -> RollCalls:
        """The same votes with the answers of these states alone; a state that never voted is left out."""
        rows = [k for k, s in enumerate(self.states) if s in states]
        return replace(self, states=tuple(self.states[k] for k in rows), answers=self.answers[rows])

    def where(self, keep: NDArray[np.bool_]) -> RollCalls:
        """Only the votes marked True."""
        return replace(
            self,
            rcid=self.rcid[keep],
            session=self.session[keep],
            title=self.title[keep],
            item=self.item[keep],
            known=self.known[keep],
            contested=self.contested[keep],
            part=self.part[keep],
            issues=self.issues[keep],
            answers=self.answers[:, keep],
        )

    def bridged(self, pairs: Sequence[tuple[int, int]]) -> RollCalls:
        """The same votes, of one text where these pairs (earlier, later) join them and nowhere else.

        Raises
        ------
        ImpossibleQuestion
            A pair that names no roll call of these, two pairs into one, or a chain that loops.
        """
        items = items_of(self.rcid.tolist(), pairs)
        return replace(self, item=np.array([items[r] for r in self.rcid.tolist()], dtype=np.int32))

    def final(self) -> RollCalls:
        """The votes that measures are computed on.

        Contested ones, without session 19 (one vote was taken) and, after session 44,
        without votes on paragraphs and amendments: the rule of the published estimates
        (Bailey, Strezhnev & Voeten 2017, doi:10.1177/0022002715595700).
        """
        late_part = self.part & (self.session > LAST_SESSION_WITH_PART_VOTES)
        return self.where(self.contested & ~late_part & (self.session != SKIPPED_SESSION))

    def known_by(self, day: date, *, lag_days: int) -> RollCalls:
        """What was public on a day, and only of sessions whose autumn part was over by then."""
        limit = np.datetime64(day - timedelta(days=lag_days), "D")
        # Years since 1970 as dates, then to the last day of the session's opening year.
        next_year = (self.session.astype("int64") + year_of(0) + 1 - 1970).astype("datetime64[Y]")
        autumn_over = next_year.astype("datetime64[D]") - np.timedelta64(1, "D")
        return self.where((self.known <= limit) & (autumn_over <= limit))

    @property
    def years(self) -> range:
        """The years of the sessions held, first to last."""
        if not len(self):
            return range(0)
        return range(year_of(int(self.session.min())), year_of(int(self.session.max())) + 1)


def rollcalls_from_table(table: pl.DataFrame) -> RollCalls:
    """The matrix from its stored form: one row a vote, one Int8 column a state (`s365`)."""
    columns = [c for c in table.columns if c[0] == "s" and c[1:].isdigit()]
    answers = table.select(pl.col(columns).cast(pl.Float32)).to_numpy().T
    return RollCalls(
        rcid=table["rcid"].to_numpy(),
        session=table["session"].to_numpy(),
        title=table["title"].to_numpy(),
        item=table["item"].to_numpy(),
        known=table["known"].to_numpy().astype("datetime64[D]"),
        contested=table["contested"].to_numpy(),
        part=table["part"].to_numpy(),
        issues=table.select(ISSUES).to_numpy(),
        states=tuple(int(c[1:]) for c in columns),
        answers=np.ascontiguousarray(answers),
    )
