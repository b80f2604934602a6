"""Rows of the backtest's tables: as many as there are records, each figure where its head says."""

from __future__ import annotations

import pytest

from tertius.forecasting.backtest.kept_record import kept_backtest
from tertius.report.backtest_rows import (
    BRIER_HEAD,
    EARNED_HEAD,
    ERA_HEAD,
    MOVE_HEAD,
    SKILL_HEAD,
    TRIAD_HEAD,
    brier_rows,
    earned_rows,
    era_rows,
    how_it_was_done,
    model_line,
    move_rows,
    skill_rows,
    triad_rows,
)


@pytest.fixture(scope="module")
def found(shipped):
    return kept_backtest(shipped)


def test_every_row_has_a_cell_under_every_head(found):
    tables = (
        (BRIER_HEAD, brier_rows(found)),
        (SKILL_HEAD, skill_rows(found)),
        (ERA_HEAD, era_rows(found)),
        (EARNED_HEAD, earned_rows(found)),
        (MOVE_HEAD, move_rows(found)),
        (TRIAD_HEAD, triad_rows(found.triad)),
    )
    for head, rows in tables:
        assert rows
        assert {len(row) for row in rows} == {len(head)}


def test_scores_stand_under_their_names(found):
    row, record = brier_rows(found)[0], found.targets[0]
    cell = dict(zip(BRIER_HEAD, row, strict=True))
    assert cell["model"] == f"{record.brier:.4f}"
    assert cell["none"] == f"{record.references['no_change']:.4f}"
    assert cell["place"] == f"{record.references['position']:.4f}"


def test_eras_are_of_disjoint_halves(found):
    assert len(era_rows(found)) == len(found.targets) / 2


def test_the_model_is_named_target_by_target(found):
    said = model_line(found)
    assert "T1b toward, C Russia, 5 years: restlessness" in said
    assert how_it_was_done(found)[0].startswith("A forecast of an origin is made when its session has closed")
