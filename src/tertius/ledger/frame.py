"""The forecasts that can be scored, one row each, with what else was known when they were made.

Only questions whose closing day has passed count. A question that may end early with "yes"
but never early with "no" would else enter the record as soon as it goes one way, and only then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import Connection, text

from tertius.ledger.baselines import base_rate, standing
from tertius.ledger.blocks import forecasts_by_column
from tertius.ledger.store import Ledger

__all__ = ["COLUMNS", "GROUPINGS", "LeftOut", "Scorable", "arrange", "frame_of", "names_kept", "scorable", "together"]

COLUMNS = {
    "holder": pl.String(),
    "outlet": pl.String(),
    "school": pl.String(),
    "topic": pl.String(),
    "question": pl.Int64(),
    "made": pl.Date(),
    "closes": pl.Date(),
    "resolved_on": pl.Date(),
    "p": pl.Float64(),
    "low": pl.Float64(),
    "high": pl.Float64(),
    "outcome": pl.Float64(),
    "horizon_days": pl.Int64(),
    "base_rate": pl.Float64(),
    "no_change": pl.Float64(),
    "crowd": pl.Float64(),
    "weight": pl.Float64(),
}
"""The columns of the frame that scoring takes; the texts may be categories.

`p` is the probability given, else the middle of the range; `outcome` 1 yes, 0 no, between them
partly; `base_rate` what past questions would have said on the day; `no_change` what the status
quo says; `crowd` the mean of what the others held on that day, null where nobody else did; `weight` the share of
its holder's time on the question that it stood; `question` the number of the question.
"""


GROUPINGS = ("holder", "outlet", "school", "topic", "horizon_days")
"""What a track record can be of."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many forecasts are not in a record, and why.

    Attributes
    ----------
    not_due
        Their question closes later, answered already or not.
    early
        Of these, those whose question has an answer already.
    overdue
        Their question has closed and nobody has resolved it.
    void
        The question was resolved as void, or its condition failed.
    condition_open
        Nobody has said whether their condition came true.
    words_only
        Words that no scale turns into a range.
    late
        Made after the day of the answer.
    numbers
        Distributions of a number, which have a score of their own.
    withdrawn
        Withdrawn, corrected, or on a withdrawn question.
    """

    not_due: int = 0
    early: int = 0
    overdue: int = 0
    void: int = 0
    condition_open: int = 0
    words_only: int = 0
    late: int = 0
    numbers: int = 0
    withdrawn: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Scorable:
    """What a track record is made from.

    Attributes
    ----------
    frame
        The forecasts that count, with the columns of `COLUMNS`.
    made
        Every forecast that stands, due or not: its holder, outlet, school, topic and `horizon_days`.
    left_out
        Why those of the second that are not in the first are not.
    """

    frame: pl.DataFrame
    made: pl.DataFrame
    left_out: LeftOut


def scorable(ledger: Ledger, *, as_of: date | None = None) -> Scorable:
    """What can be scored of a ledger on a day, today by default."""
    with ledger.reading() as connection:
        questions = _questions(connection)
        forecasts = _forecasts(connection)
    return arrange(forecasts, questions, as_of=as_of or date.today())  # noqa: DTZ011 (a person's day)


def arrange(forecasts: pl.DataFrame, questions: pl.DataFrame, *, as_of: date) -> Scorable:
    """Keep the forecasts that count, and put the baselines beside them.

    Parameters
    ----------
    forecasts
        `question`, `holder`, `made`, `outlet`, `school`, `p`, `low`, `high`, `condition_question`,
        `distribution` (1 where it is one), `gone` (withdrawn or corrected), in the order they were made known.
    questions
        `question` (the same numbers), `topic`, `closes`, `status_quo`, `outcome` (yes, no, void, partly or
        null), `share`, `resolved_on`, `gone`.
    as_of
        The day of the record.
    """
    asked = questions.with_columns(
        pl.when(pl.col("outcome") == "partly")
        .then(pl.col("share"))
        .otherwise(pl.col("outcome").replace_strict({"yes": 1.0, "no": 0.0}, default=None, return_dtype=pl.Float64))
        .alias("answer"),
        (pl.col("status_quo") == "yes").cast(pl.Float64).alias("no_change"),
    )
    conditions = asked.select(pl.col("question").alias("condition_question"), pl.col("outcome").alias("condition"))
    conditions = conditions.with_columns(pl.col("condition").fill_null("open"))
    wanted = ("question", "topic", "closes", "resolved_on", "outcome", "answer", "no_change", "gone")
    joined = forecasts.join(
        asked.select(wanted), on="question", how="left", maintain_order="left", suffix="_of_question"
    ).join(conditions, on="condition_question", how="left", maintain_order="left")
    reason = (
        pl.when(pl.col("gone") | pl.col("gone_of_question")).then(pl.lit("withdrawn"))
        .when(pl.col("distribution") == 1).then(pl.lit("numbers"))
        .when(pl.col("p").is_null() & pl.col("low").is_null()).then(pl.lit("words_only"))
        .when(pl.col("condition").is_in(["no", "void", "partly"])).then(pl.lit("void"))
        .when((pl.col("closes") > as_of) & pl.col("outcome").is_not_null()).then(pl.lit("early"))
        .when(pl.col("closes") > as_of).then(pl.lit("not_due"))
        .when(pl.col("outcome") == "void").then(pl.lit("void"))
        .when(pl.col("condition") == "open").then(pl.lit("condition_open"))
        .when(pl.col("outcome").is_null() | (pl.col("resolved_on") > as_of)).then(pl.lit("overdue"))
        .when(pl.col("made") > pl.col("resolved_on")).then(pl.lit("late"))
    )  # fmt: skip
    horizon = (pl.col("closes") - pl.col("made")).dt.total_days().alias("horizon_days")
    joined = joined.with_columns(reason.alias("reason"), horizon)
    counts = dict(joined.filter(pl.col("reason").is_not_null()).group_by("reason").len().iter_rows())
    counts["not_due"] = counts.get("not_due", 0) + counts.get("early", 0)
    kept = joined.filter(pl.col("reason").is_null()).with_columns(
        pl.coalesce(pl.col("p"), (pl.col("low") + pl.col("high")) / 2).alias("p"),
        pl.col("answer").alias("outcome"),
    )
    stood = standing(kept.with_columns(pl.min_horizontal("closes", "resolved_on").alias("end")))
    kept = kept.with_columns(
        pl.Series("base_rate", base_rate(kept, asked.filter(~pl.col("gone")), as_of)),
        pl.Series("crowd", stood.crowd, nan_to_null=True),
        pl.Series("weight", stood.weight),
    )
    made = joined.filter(pl.col("reason").is_null() | (pl.col("reason") != "withdrawn"))
    return Scorable(kept.select(*COLUMNS), made.select(*GROUPINGS), LeftOut(**counts))


def together(first: Scorable, second: Scorable) -> Scorable:
    """Two records as one; their questions stay apart."""
    other = second.frame.with_columns(-pl.col("question"))
    counts = {f.name: getattr(first.left_out, f.name) + getattr(second.left_out, f.name) for f in fields(LeftOut)}
    return Scorable(_stacked(first.frame, other), _stacked(first.made, second.made), LeftOut(**counts))


def _stacked(first: pl.DataFrame, second: pl.DataFrame) -> pl.DataFrame:
    if not second.height:
        return first
    words = pl.col("holder", "outlet", "school").cast(pl.Categorical)
    return pl.concat([first.with_columns(words), second.with_columns(words)])


def _questions(connection: Connection) -> pl.DataFrame:
    rows = connection.execute(
        text(
            "SELECT q.seq, q.text, q.topic, q.closes, q.status_quo, r.outcome, r.share, r.resolved_on, "
            "CASE WHEN w.target IS NULL THEN 0 ELSE 1 END FROM ledger_questions q "
            "LEFT JOIN (SELECT question, max(seq) AS seq FROM ledger_resolutions "
            "  WHERE 'R' || seq NOT IN (SELECT target FROM ledger_withdrawals) GROUP BY question) last "
            "  ON last.question = 'Q' || q.seq "
            "LEFT JOIN ledger_resolutions r ON r.seq = last.seq "
            "LEFT JOIN ledger_withdrawals w ON w.target = 'Q' || q.seq ORDER BY q.seq"
        )
    ).all()
    names = ("question", "text", "topic", "closes", "status_quo", "outcome", "share", "resolved_on", "gone")
    return frame_of(rows, names, floats=("share",), numbers=("question", "gone")).with_columns(
        pl.col("closes", "resolved_on").str.to_date("%Y-%m-%d"),
        pl.col("gone") == 1,
        pl.col("topic").cast(pl.Categorical),
    )


def frame_of(
    rows: Sequence[Any], names: Sequence[str], *, floats: Sequence[str] = (), numbers: Sequence[str] = ()
) -> pl.DataFrame:
    """Rows of a query as a frame: texts, but for the columns named as floats or whole numbers."""
    kinds: dict[str, Any] = dict.fromkeys(floats, pl.Float64()) | dict.fromkeys(numbers, pl.Int64())
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    return pl.DataFrame(
        [
            pl.Series(name, values, dtype=kinds.get(name, pl.String()), strict=False)
            for name, values in zip(names, columns, strict=True)
        ]
    )


def _forecasts(connection: Connection) -> pl.DataFrame:
    """Every forecast, under the name its holder goes by, marked where it counts no longer."""
    frame = forecasts_by_column(connection)
    targets = connection.execute(text("SELECT target FROM ledger_withdrawals")).scalars().all()
    gone = [int(t[1:]) for t in targets if t[0] == "F"]
    corrected = frame.filter(pl.col("corrects").is_not_null() & ~pl.col("seq").is_in(gone)).get_column("corrects")
    frame = frame.with_columns(pl.col("seq").is_in([*gone, *corrected.to_list()]).alias("gone"))
    kept_names = names_kept(connection)
    if kept_names:
        renamed = pl.col("holder").cast(pl.String).replace(kept_names).cast(pl.Categorical)
        frame = frame.with_columns(renamed)
    return frame


def names_kept(connection: Connection) -> dict[str, str]:
    """Every alias and the name it leads to in the end."""
    rows = connection.execute(
        text(
            "SELECT name, holder FROM ledger_aliases WHERE 'A' || seq NOT IN "
            "(SELECT target FROM ledger_withdrawals) ORDER BY seq"
        )
    ).all()
    leads = {str(name): str(holder) for name, holder in rows}

    def end(name: str) -> str:
        # Circles are refused when an alias is made.
        while name in leads:
            name = leads[name]
        return name

    return {name: end(name) for name in leads}
