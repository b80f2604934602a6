"""The backtest shown without being run: the record kept in the atlas, if it is of these very votes and figures."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import platformdirs
import polars as pl

from tertius.atlas.backtests import backtest_of, keep_backtest, vintages_of
from tertius.atlas.store import Atlas, open_atlas
from tertius.errors import TertiusError
from tertius.forecasting.backtest.backtest import judge, made
from tertius.forecasting.backtest.history import FIRST_YEAR, history_of
from tertius.forecasting.backtest.record import Backtest
from tertius.forecasting.backtest.run import Plan, Raw, Said

__all__ = ["backtest", "kept_backtest", "plan_of", "run_and_keep", "vintage_positions"]


def backtest(
    *, run: bool = False, plan: Plan | None = None, save: Path | None = None, say: Said | None = None
) -> Backtest:
    """How this method would have done, had it been asked of history: the record the atlas keeps.

    Parameters
    ----------
    run : bool, optional
        Make the record anew, which takes minutes; of the whole `plan` unless one is given.
    plan : Plan, optional
        Origins, vintages and where it runs.
    save : Path, optional
        An atlas to run on and to keep the new record in.
    say : callable, optional
        Told each step's name, tasks done and tasks to do.

    Raises
    ------
    TertiusError
        The atlas keeps no record, or one of other votes or figures.
    """
    if run or save is not None:
        return run_and_keep(plan or Plan(), into=save, say=say)
    atlas = open_atlas()
    found = kept_backtest(atlas)
    if found is None:
        raise TertiusError(
            "this atlas keeps no backtest of its votes",
            found=str(atlas.root),
            hint="run it, about ten minutes on two cores: tertius backtest --run --workers 2",
        )
    inputs = history_of(atlas, with_ties=False).digest()
    if inputs != found.inputs:
        raise TertiusError(
            "the backtest kept in this atlas is of other figures",
            found=f"inputs {found.inputs[:12]}, here {inputs[:12]}",
            hint="run it anew: tertius backtest --run --workers 2",
        )
    return found


def plan_of(*, workers: int = 1, scheduler: str | None = None) -> Plan:
    """The whole backtest, its finished tasks kept in the user's cache folder until a run is complete."""
    return Plan(workers=workers, scheduler=scheduler, keep=platformdirs.user_cache_path("tertius") / "backtest")


def run_and_keep(plan: Plan, *, into: Path | None = None, say: Said | None = None) -> Backtest:
    """Run the plan; with `into`, keep the record and its vintages in the atlas there."""
    atlas = open_atlas(into)
    history, raw = made(plan, atlas=atlas, say=say)
    found = judge(raw, history, plan)
    if into is not None:
        keep_backtest(found.to_dict(), _table(raw), into)
    return found


@lru_cache(maxsize=2)
def kept_backtest(atlas: Atlas) -> Backtest | None:
    """The record kept in an atlas, None where it keeps none of its own votes."""
    record = backtest_of(atlas)
    return None if record is None else Backtest.from_dict(record)


def vintage_positions(atlas: Atlas, newest: int) -> pl.DataFrame | None:
    """Positions of the newest vintage kept whose votes ended in `newest` or before: `origin`, `cow`, `year`, `mean`."""
    table = vintages_of(atlas)
    if table is None:
        return None
    usable = table.filter(pl.col("origin") <= newest)
    return None if usable.is_empty() else usable.filter(pl.col("origin") == usable["origin"].max())


def _table(raw: Raw) -> pl.DataFrame:
    """Vintages from all votes, one row a position."""
    parts: list[pl.DataFrame] = []
    for (origin, half), vintage in raw.vintages.items():
        if half == "all":
            rows, columns = np.nonzero(np.isfinite(vintage.place))
            parts.append(
                pl.DataFrame(
                    {
                        "origin": np.full(len(rows), origin, dtype=np.int16),
                        "cow": np.array(raw.truth.states, dtype=np.int16)[rows],
                        "year": (columns + FIRST_YEAR).astype(np.int16),
                        "mean": vintage.place[rows, columns],
                    }
                )
            )
    return pl.concat(parts)
