"""Rows of the backtest's tables: as many as there are records, each figure where its head says."""

from __future__ import annotations

from dataclasses import replace

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
    position_line,
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
    assert cell["no\nchange"] == f"{record.references['no_change']:.4f}"
    assert cell["position\nalone"] == f"{record.references['position']:.4f}"


def test_a_model_that_is_the_rate_has_no_skill_over_it(found):
    told = [row[4:7] for row in skill_rows(found)]
    for record, cells in zip(found.targets, told, strict=True):
        assert (cells == ("is the rate", "", "")) is record.is_the_rate
    assert sum(record.is_the_rate for record in found.targets) == 8


def test_where_position_beats_the_model_is_said(found):
    said = position_line(found)
    assert said.startswith("Position alone beats the model here")
    assert "T1c toward, 5 years: +0.09 against +0.03 and +0.06 against +0.02" in said
    assert "T1b" not in said
    none = [t for t in found.targets if not t.position_beats_model]
    assert position_line(replace(found, targets=tuple(none))) == ""


def test_eras_are_of_disjoint_halves(found):
    assert len(era_rows(found)) == len(found.targets) / 2


def test_the_model_is_named_target_by_target(found):
    said = model_line(found)
    assert "T1b toward, C Russia, 5 years: restlessness" in said
    assert how_it_was_done(found)[0].startswith("A forecast of an origin is made when its session has closed")
