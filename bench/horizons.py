"""How much a state's standing and a new leader move the odds of a move (T1b), over 1 to 10 years ahead.

    python bench/horizons.py

Logistic regressions over the windows of the three powers' pairs as poles and of the United States and the
United Kingdom, to 2020, with intervals (90 %) from 60 draws of states. Position is how far B stands from the
middle of all states toward A, in standard deviations; a leader is new who took office in the year of the window's
start or the one before. The effects of `tertius.wedge.components` are as unsure at other horizons as these differ.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from tertius.alignment.ties import votes_known
from tertius.atlas.figures.leaders import leader_years
from tertius.atlas.store import open_atlas
from tertius.forecasting.targets import THRESHOLD, field
from tertius.measures.penalised_logistic import fit_logistic

POLES = ((2, 710), (2, 365), (365, 710), (2, 200))
LAST_LEADER = 2020
DRAWS = 60


def windows(horizon: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Terms (n, 3) with a column of ones, outcomes and states of every window of the poles."""
    votes, leaders = votes_known(open_atlas(), datetime.now(UTC).date()), leader_years()
    found: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
    for a, c in POLES:
        seen = field(votes, a, c, horizon=horizon)
        years = np.array(seen.years)
        states, began = np.nonzero(np.isfinite(seen.net) & (years <= LAST_LEADER))
        away = seen.relative[states, began] - np.nanmedian(seen.relative[:, began], axis=0)
        new = [
            any(y in leaders.get(seen.states[i], (0, frozenset()))[1] for y in (years[j] - 1, years[j]))
            for i, j in zip(states, began, strict=True)
        ]
        terms = np.column_stack([np.ones(len(states)), away / away.std(), np.array(new, dtype=float)])
        found.append((terms, (seen.net[states, began] >= THRESHOLD).astype(float), np.array(seen.states)[states]))
    terms, outcomes, states = (np.concatenate(part) for part in zip(*found, strict=True))
    return terms, outcomes, states


def main() -> int:
    """Print a line a horizon."""
    rng = np.random.default_rng(0)
    none = np.full(3, 1e-3)
    print(f"{'years':>5}{'windows':>9}{'moved':>8}  {'position, a standard deviation':<32}new leader")
    for horizon in range(1, 11):
        terms, outcomes, states = windows(horizon)
        fitted = fit_logistic(terms, outcomes, penalty=none)
        rows = [np.flatnonzero(states == s) for s in np.unique(states)]
        drawn: list[np.ndarray] = []
        for _ in range(DRAWS):
            of = np.concatenate([rows[k] for k in rng.integers(0, len(rows), len(rows))])
            drawn.append(fit_logistic(terms[of], outcomes[of], penalty=none))
        low, high = np.quantile(drawn, (0.05, 0.95), axis=0)
        position, leader = (f"{fitted[k]:+.2f} ({low[k]:+.2f} to {high[k]:+.2f})" for k in (1, 2))
        print(f"{horizon:>5}{len(outcomes):>9,}{outcomes.mean():>8.2%}  {position:<32}{leader}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
