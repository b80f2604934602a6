"""The backtest from the atlas to its record: run, score, raise the alarm."""

from __future__ import annotations

import numpy as np

from tertius.atlas.store import Atlas, open_atlas
from tertius.errors import OutsideCoverage
from tertius.forecasting.backtest.forecasts import Forecasts, Truth
from tertius.forecasting.backtest.history import History, history_of
from tertius.forecasting.backtest.origin import Asked
from tertius.forecasting.backtest.record import Backtest, ChoiceRecord, TargetRecord, TriadForecast
from tertius.forecasting.backtest.run import Plan, Raw, Said, run_tasks
from tertius.forecasting.backtest.selection import joint_tasks
from tertius.forecasting.backtest.verdicts import (
    bins_of,
    choice_records,
    in_development,
    move_records,
    score_target,
    slope_of,
    suspects_of,
    triad_forecasts,
)

__all__ = ["judge", "made"]

TRIAD_B = {365: frozenset({710}), 710: frozenset({365}), None: frozenset({365, 710})}
"""Who is B in the first triad, by C."""


def made(plan: Plan, *, atlas: Atlas | None = None, say: Said | None = None) -> tuple[History, Raw]:
    """What the plan's forecasts were made from, and the forecasts."""
    history = history_of(atlas or open_atlas())

    def joint(forecasts: Forecasts, truth: Truth) -> tuple[Asked, ...]:
        return joint_tasks(forecasts, truth, plan.targets, plan.origins)

    return history, run_tasks(history, plan, joint=joint, say=say)


def judge(raw: Raw, history: History, plan: Plan) -> Backtest:
    """The record of forecasts that have been made.

    Raises
    ------
    OutsideCoverage
        None of them has an outcome.
    """
    records: list[TargetRecord] = []
    chosen: list[ChoiceRecord] = []
    triad: list[TriadForecast] = []
    pooled: list[tuple[np.ndarray, np.ndarray]] = []
    for target in plan.targets:
        scored = score_target(raw.forecasts, raw.truth, target, plan.origins, plan.last_label)
        if scored is None:
            continue
        records += scored.records
        chosen += choice_records(target, scored.made)
        triad += triad_forecasts(scored.rows["same"], raw.truth.states, TRIAD_B[target.c])
        pooled += [(rows.p["model"], rows.outcome) for rows in map(in_development, scored.rows.values())]
    if not records:
        raise OutsideCoverage(
            "no forecast of this backtest has come due",
            found=f"origins {plan.first} to {plan.last}, outcomes to {plan.last_label}",
            hint="earlier origins, or shorter horizons",
        )
    p, outcome = (np.concatenate([pair[k] for pair in pooled]) for k in (0, 1))
    return Backtest(
        inputs=history.digest(),
        settings=plan.settings(),
        targets=tuple(records),
        moves=tuple(move_records(raw.forecasts, raw.truth, plan.targets, plan.origins)),
        choices=tuple(chosen),
        triad=tuple(triad),
        pooled_slope=slope_of(p, outcome),
        pooled=bins_of(p, outcome),
        suspects=suspects_of(records),
    )
