"""What a forecast is measured against: what past questions would have said, and what the others said.

Both are as they were on the day of the forecast, so that neither knows more than it did.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

import numpy as np
import polars as pl
from numpy.typing import NDArray

__all__ = ["Standing", "base_rate", "standing"]

Array = NDArray[np.float64]
Whole = NDArray[np.int64]

_OWN_TOPIC = 5.0
"""Questions of a topic that outweigh, together, the rate of all topics."""

_NONE = 2**32 - 1
"""In place of the code of a topic, where there is none."""


def base_rate(kept: pl.DataFrame, asked: pl.DataFrame, as_of: date) -> Array:
    """What the questions answered before a forecast was made would have said of its own.

    A topic's rate is drawn toward that of all topics, and that toward one half, so that it is
    never 0 or 1. A question counts from the day it was both closed and answered.
    """
    done = asked.filter(pl.col("answer").is_not_null() & (pl.col("closes") <= as_of)).select(
        pl.max_horizontal("closes", "resolved_on").to_physical().cast(pl.Int64).alias("day"), "topic", "answer"
    )
    done = done.sort("day")
    made = kept.get_column("made").to_physical().cast(pl.Int64).to_numpy()
    yes, n = _before(made, done)
    overall = (yes + 0.5) / (n + 1)
    rate = overall.copy()
    names = pl.concat([done.get_column("topic"), kept.get_column("topic")]).cast(pl.Categorical).to_physical()
    of_done, of_made = names[: done.height].fill_null(_NONE), names[done.height :].fill_null(_NONE).to_numpy()
    for topic in of_done.unique().to_list():
        if topic == _NONE:
            continue
        rows = np.flatnonzero(of_made == topic)
        yes, n = _before(made[rows], done.filter(of_done == topic))
        rate[rows] = (yes + _OWN_TOPIC * overall[rows]) / (n + _OWN_TOPIC)
    return rate


def _before(made: Whole, done: pl.DataFrame) -> tuple[Array, Array]:
    """The sum of answers, and their number, before each day."""
    n = np.searchsorted(done.get_column("day").to_numpy(), made, side="left")
    total = np.concatenate(([0.0], np.cumsum(done.get_column("answer").to_numpy())))
    return total[n], n.astype(np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """What each forecast stood among, and for how long.

    Attributes
    ----------
    crowd
        The mean of what the other holders held on the question at the end of the day it was made; NaN for none.
    weight
        The share of its holder's time on the question that it stood: until their next, or until the end.
        The weights of a holder on a question add up to 1.
    """

    crowd: Array
    weight: Array


def standing(kept: pl.DataFrame) -> Standing:
    """What stood beside each forecast and how long it stood, from `question`, `holder`, `made`, `p` and `end`.

    Forecasts of one holder on one question on one day replace each other in the order of the rows.
    """
    if not kept.height:
        return Standing(np.empty(0), np.empty(0))
    question, holder = _codes(kept.get_column("question")), _codes(kept.get_column("holder"))
    p = kept.get_column("p").to_numpy()
    day, end = (kept.get_column(c).to_physical().cast(pl.Int64).to_numpy() for c in ("made", "end"))
    first_day = int(day.min())
    day, end = day - first_day, end - first_day
    days, holders = int(day.max()) + 1, int(holder.max()) + 1
    line = (question * holders + holder) * days + day
    order = np.argsort(line, kind="stable")
    row = _Rows(p[order], line[order], line[order] // days, day[order], end[order])
    change, first, own, weight = (np.empty(len(p)) for _ in range(4))
    change[order], first[order], own[order], weight[order] = row.changes()
    place = question * days + day
    order = np.argsort(place, kind="stable")
    found = np.empty(len(p))
    found[order] = _others(question[order], place[order], change[order], first[order], own[order])
    return Standing(found, weight)


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """Forecasts in the order of question, holder and day."""

    p: Array
    line: Whole
    owner: Whole
    day: Whole
    end: Whole

    def changes(self) -> tuple[Array, Array, Array, Array]:
        """What each added to its question's sum, whether it was its holder's first, what stood that night, weight."""
        opens = np.append([True], self.owner[1:] != self.owner[:-1])
        closes = np.append(opens[1:], [True])
        added = self.p - np.where(opens, 0.0, np.append([0.0], self.p[:-1]))
        # The last row of a line is what stood at the end of its day.
        night = np.append(self.line[1:] != self.line[:-1], [True])
        tonight = self.p[night][np.cumsum(np.append([0], night[:-1]))]
        until = np.where(closes, self.end, np.append(self.day[1:], [0]))
        stood = (until - self.day).astype(np.float64)
        starts = np.flatnonzero(opens)
        of = np.cumsum(opens) - 1
        total = np.add.reduceat(stood, starts)[of]
        with np.errstate(invalid="ignore", divide="ignore"):
            weight = np.where(total > 0, stood / total, closes.astype(np.float64))
        return added, opens.astype(np.float64), tonight, weight


def _others(question: Whole, place: Whole, change: Array, first: Array, own: Array) -> Array:
    """The mean of the others, forecasts being in the order of question and day."""
    total, n = np.cumsum(change), np.cumsum(first)
    opens = np.append([True], question[1:] != question[:-1])
    night = np.append(place[1:] != place[:-1], [True])
    ends = np.flatnonzero(night)[np.cumsum(np.append([0], night[:-1]))]
    start = np.flatnonzero(opens)[np.cumsum(opens) - 1]
    before_total, before_n = np.append([0.0], total)[start], np.append([0.0], n)[start]
    others = n[ends] - before_n - 1
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = (total[ends] - before_total - own) / others
    return np.where(others > 0.5, np.clip(mean, 0, 1), np.nan)


def _codes(column: pl.Series) -> Whole:
    """Small whole numbers, from 0, for the values of a column."""
    codes = cast("Whole", column.to_physical().cast(pl.Int64).to_numpy())
    codes = codes - codes.min()
    # Three of these are multiplied: where they are large, they are counted through first.
    return codes if int(codes.max()) < 2**20 else np.unique(codes, return_inverse=True)[1].astype(np.int64)
