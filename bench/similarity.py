"""Every dyad and session at once against a loop over dyads: seconds, ratio, and that both agree.

    python bench/similarity.py [--votes FILE.npz] [--dyads 1500] [--every 8]

The votes are the final roll calls of the atlas. FILE may hold others: X (states x votes;
0 yes, 1 abstain, 2 no, NaN absent) and sess (the session of each vote).
The matrix products run on every dyad of every session. The loops run on a stated sample of
dyads in every n-th session and are scaled to all dyads; nothing else is extrapolated.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

# A session's matrices are small: a second BLAS thread gains little, and loses much on a busy machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from tertius.atlas.store import open_atlas
from tertius.measures.contingency import pair_tables
from tertius.measures.similarity import agreement_of, kappa_of, pi_of, s_score_of

LEVELS = (0.0, 1.0, 2.0)
MEASURES = ("agreement", "S", "kappa", "pi")
TARGET_RATIO, TARGET_SECONDS = 100, 2.0
REPEATS = 7

Pair = Callable[[Any, Any], tuple[float, ...]]


def main() -> int:
    """Measure, print, and return 1 where a target is missed or the ways disagree."""
    options = _options()
    sessions = _sessions(options.votes)
    dyads = sum(math.comb(len(x), 2) for x in sessions)
    n_votes = sum(x.shape[1] for x in sessions)
    n_states = max(len(x) for x in sessions)
    origin = options.votes or f"General Assembly, final roll calls of the atlas of {open_atlas().edition}"
    print(f"votes        {origin}")
    print(f"size         {n_votes:,} votes, up to {n_states} states, {len(sessions)} sessions, {dyads:,} dyad-sessions")
    threads = os.environ["OPENBLAS_NUM_THREADS"]
    print(f"machine      {os.cpu_count()} cores, BLAS on {threads}, NumPy {np.__version__}, best of {REPEATS} runs")

    product = min(_seconds(lambda: [_at_once(x) for x in sessions]) for _ in range(REPEATS))
    print(f"products     {product:8.3f} s for {', '.join(MEASURES)}, all dyads and sessions")

    sample = _sample(sessions, options.every, options.dyads)
    done = sum(len(pairs) for _, pairs in sample)
    print(
        f"loop sample  {done:,} dyads from every {options.every}th session, {options.dyads} each at most; scaled below"
    )
    ok = product < TARGET_SECONDS
    for name, pair in (("loop, NumPy in each dyad", _pair_numpy), ("loop, plain Python", _pair_python)):
        took, worst = _loop(sample, pair)
        whole = took / done * dyads
        ratio = whole / product
        ok = ok and ratio >= TARGET_RATIO and worst < 1e-9
        print(
            f"{name:24s} {took:6.2f} s for the sample, {whole:8.1f} s for all: {ratio:6.0f} x (differs by {worst:.0e})"
        )
    print(f"target       >= {TARGET_RATIO} x and < {TARGET_SECONDS} s: {'met' if ok else 'MISSED'}")
    return 0 if ok else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--votes", type=Path, help="an .npz with X (states x votes) and sess")
    parser.add_argument("--dyads", type=int, default=1500, help="dyads of the largest session in the loop sample")
    parser.add_argument("--every", type=int, default=8, help="take every n-th session into the loop sample")
    return parser.parse_args()


def _sessions(path: Path | None) -> list[np.ndarray]:
    """One matrix a session, with the states that voted in it."""
    if path is None:
        calls = open_atlas().final_rollcalls
        # The atlas keeps yes as 1 and no as -1; here they are 0 and 2.
        votes, session = 1 - calls.answers.astype(float), calls.session
    else:
        with np.load(path) as file:
            votes, session = file["X"].astype(float), file["sess"]
    split = [votes[:, session == s] for s in np.unique(session)]
    return [x[~np.isnan(x).all(1)] for x in split]


def _at_once(choices: np.ndarray) -> tuple[np.ndarray, ...]:
    """The four measures of all dyads, from one set of tables."""
    tables = pair_tables(choices, levels=LEVELS)
    return agreement_of(tables, LEVELS), s_score_of(tables, LEVELS), kappa_of(tables, LEVELS), pi_of(tables, LEVELS)


def _pair_numpy(x: np.ndarray, y: np.ndarray) -> tuple[float, ...]:
    """The four measures of one dyad, each from its definition, with NumPy over the votes."""

    def both() -> tuple[np.ndarray, np.ndarray]:
        shared = ~np.isnan(x) & ~np.isnan(y)
        return x[shared], y[shared]

    def agreement() -> float:
        a, b = both()
        return float((1 - np.abs(a - b) / 2).mean()) if len(a) else math.nan

    def s_score() -> float:
        a, b = both()
        return float(1 - 2 * np.abs(a - b).sum() / (2 * len(a))) if len(a) else math.nan

    def kappa() -> float:
        a, b = both()
        expected = a.var() + b.var() + (a.mean() - b.mean()) ** 2 if len(a) else 0.0
        return float(1 - ((a - b) ** 2).mean() / expected) if expected else math.nan

    def pi() -> float:
        a, b = both()
        expected = 2 * np.concatenate([a, b]).var() if len(a) else 0.0
        return float(1 - ((a - b) ** 2).mean() / expected) if expected else math.nan

    return agreement(), s_score(), kappa(), pi()


def _pair_python(x: list[float], y: list[float]) -> tuple[float, ...]:
    """The four measures of one dyad, each from its definition, vote by vote."""

    def both() -> list[tuple[float, float]]:
        return [(a, b) for a, b in zip(x, y, strict=True) if a == a and b == b]  # NaN alone differs from itself

    def agreement() -> float:
        shared = both()
        return sum(1 - abs(a - b) / 2 for a, b in shared) / len(shared) if shared else math.nan

    def s_score() -> float:
        shared = both()
        return 1 - 2 * sum(abs(a - b) for a, b in shared) / (2 * len(shared)) if shared else math.nan

    def corrected(firsts: list[float], seconds: list[float], shared: list[tuple[float, float]]) -> float:
        counts, others = [firsts.count(v) for v in LEVELS], [seconds.count(v) for v in LEVELS]
        expected = sum(
            m * n * (a - b) ** 2
            for a, m in zip(LEVELS, counts, strict=True)
            for b, n in zip(LEVELS, others, strict=True)
        )
        observed = sum((a - b) ** 2 for a, b in shared)
        return 1 - observed / len(shared) * len(firsts) * len(seconds) / expected if expected else math.nan

    def kappa() -> float:
        shared = both()
        return corrected([a for a, _ in shared], [b for _, b in shared], shared)

    def pi() -> float:
        shared = both()
        pooled = [a for a, _ in shared] + [b for _, b in shared]
        return corrected(pooled, pooled, shared)

    return agreement(), s_score(), kappa(), pi()


def _sample(sessions: list[np.ndarray], every: int, most: int) -> list[tuple[np.ndarray, list[tuple[int, int]]]]:
    """Dyads to loop over, drawn from every n-th session in proportion to how many it has."""
    chosen, rng = sessions[::every], random.Random(1946)
    largest = max(math.comb(len(x), 2) for x in chosen)
    drawn: list[tuple[np.ndarray, list[tuple[int, int]]]] = []
    for x in chosen:
        pairs = [(i, j) for i in range(len(x)) for j in range(i)]
        drawn.append((x, rng.sample(pairs, max(1, round(most * len(pairs) / largest)))))
    return drawn


def _loop(sample: list[tuple[np.ndarray, list[tuple[int, int]]]], pair: Pair) -> tuple[float, float]:
    """Seconds for the sample, and the largest difference from the products."""
    seconds, worst = 0.0, 0.0
    for choices, pairs in sample:
        rows = choices.tolist() if pair is _pair_python else choices
        start = time.perf_counter()
        values = [pair(rows[i], rows[j]) for i, j in pairs]
        seconds += time.perf_counter() - start
        measures = _at_once(choices)
        wanted = np.array([[measure[i, j] for measure in measures] for i, j in pairs])
        found = np.array(values)
        if (np.isnan(wanted) != np.isnan(found)).any():
            worst = math.inf
        else:
            worst = max(worst, float(np.nanmax(np.abs(wanted - found), initial=0)))
    return seconds, worst


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
