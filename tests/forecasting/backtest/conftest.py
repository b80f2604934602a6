"""A small plan over the made-up assembly, run once."""

from __future__ import annotations

import pytest

from tertius.forecasting.backtest.run import Plan, run_tasks
from tertius.measures.ideal_points import Schedule

SHORT = Schedule(sweeps=12, burn_in=8, thin=3, chains=1, threads=1)


@pytest.fixture(scope="session")
def small_plan() -> Plan:
    return Plan(first=1975, last=1992, every=6, last_label=1999, schedule=SHORT)


@pytest.fixture(scope="session")
def small_raw(made_up, small_plan):
    """Every forecast of the small plan, made in this process."""
    return run_tasks(made_up, small_plan)
