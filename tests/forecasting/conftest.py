"""A made-up assembly: twelve states, 1960 to 2000, in which states drift between the United States and Russia."""

from __future__ import annotations

import numpy as np
import pytest

from tertius.forecasting.backtest.history import FIRST_YEAR, Figure, History

STATES = (2, 20, 200, 220, 365, 640, 651, 652, 710, 750, 850, 900)
SESSION_YEARS = range(1960, 2001)
PER_SESSION = 16


def answers() -> dict[int, str]:
    """Each state votes with the United States by a chance that wanders from year to year, else with Russia."""
    rng = np.random.default_rng(11)
    n = PER_SESSION * len(SESSION_YEARS)
    usa, russia = rng.choice(list("YN"), n), rng.choice(list("YYN"), n)
    china = np.where(rng.random(n) < 0.7, russia, rng.choice(list("YAN"), n))
    year = np.repeat(np.arange(len(SESSION_YEARS)), PER_SESSION)
    out = {}
    for state in STATES:
        path = np.clip(rng.uniform(0.2, 0.8) + np.cumsum(rng.normal(0, 0.08, len(SESSION_YEARS))), 0.02, 0.98)
        with_usa = rng.random(n) < path[year]
        said = {2: usa, 365: russia, 710: china}.get(state, np.where(with_usa, usa, russia))
        out[state] = "".join(np.where(rng.random(n) < 0.05, ".", said))
    return out


@pytest.fixture(scope="session")
def made_up_calls(roll_calls):
    sessions = [y - 1945 for y in SESSION_YEARS for _ in range(PER_SESSION)]
    return roll_calls(answers(), sessions=sessions, titles=[k % PER_SESSION for k in range(len(sessions))])


@pytest.fixture(scope="session")
def made_up(made_up_calls) -> History:
    """The assembly with made-up trade shares."""
    rng = np.random.default_rng(12)
    shape = (len(STATES), SESSION_YEARS[-1] - FIRST_YEAR + 3)
    figures = {f"trade with {pole}": Figure(rng.uniform(0, 0.4, shape), 365) for pole in (2, 365, 710)}
    return History(made_up_calls, figures)
