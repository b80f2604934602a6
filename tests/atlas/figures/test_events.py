"""Monthly scores of two sources side by side, both directions together."""

from __future__ import annotations

from datetime import date

import polars as pl

from tertius.atlas.figures.events import event_months


def scores(*rows: tuple[str, str, date, float | None]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=("partner", "direction", "month", "score"), orient="row").cast(
        {"score": pl.Float64}
    )


MAY, JUNE = date(2014, 5, 1), date(2014, 6, 1)


def test_each_source_has_its_column_and_a_month_of_one_alone_stays():
    gdelt = scores(
        ("Vietnam", "both", MAY, -6.004), ("Vietnam", "both", JUNE, 1.0), ("Vietnam", "toward China", MAY, 9.0)
    )
    icews = scores(("Vietnam", "both", MAY, -2.0), ("Vietnam", "both", JUNE, None))
    assert event_months(gdelt, icews).rows() == [(710, 816, MAY, -6.0, -2.0), (710, 816, JUNE, 1.0, None)]


def test_the_smaller_code_stands_first():
    frame = scores(("Russia", "both", MAY, 1.0), ("Japan", "both", MAY, 1.0))
    assert event_months(frame, frame).select("a", "b").rows() == [(365, 710), (710, 740)]
