"""How fast the ideal point sampler is, against a vectorised NumPy sampler of the same model and against the floor.

    python bench/ideal_points.py            # the votes of the shipped atlas
    python bench/ideal_points.py votes.npz  # flat integer arrays answers, vote, state, session and item

Both samplers run in turn in one process on the same votes. Exit status 1 when a target is missed.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

import numpy as np
import numpy.typing as npt
from scipy import special

from tertius.measures.ballots import Ballots, collect_ballots, contested
from tertius.measures.gibbs_chain import step_variance
from tertius.measures.ideal_points import IdealPointSpec, Schedule, sample

TIMES_AS_FAST, SECONDS_OF_1500, GIGABYTES = 8.0, 60.0, 1.0
"""Targets: sweeps a second against NumPy, 1,500 sweeps with two threads, and peak memory."""

ROUNDS = 5
SWEEPS = 60
BASELINE_SWEEPS = 5


@dataclass
class NumpySampler:
    """The same conditionals in the same order, every one over all ballots at once."""

    ballots: Ballots
    spec: IdealPointSpec
    rng: np.random.Generator

    def __post_init__(self) -> None:
        b = self.ballots
        counts = np.diff(b.bounds, axis=1)
        self.item = np.repeat(np.arange(b.n_items), counts.sum(axis=1))
        self.yes, self.abstain, self.no = (
            np.repeat(np.tile(np.arange(3), b.n_items), counts.ravel()) == answer for answer in range(3)
        )
        self.theta = self.rng.standard_normal(b.n_positions)
        self.beta = self.rng.standard_normal(b.n_items)
        shares = np.cumsum(counts[:, :2], axis=1) / counts.sum(axis=1, keepdims=True)
        self.g1, self.g2 = special.ndtri(np.clip(shares + np.array([-1e-3, 1e-3]), 1e-3, 1 - 1e-3)).T
        self.variance = step_variance(b, self.spec.smooth)
        self.neighbour = b.neighbour()

    def probabilities(
        self, mean: npt.NDArray[np.float64], g1: npt.NDArray[np.float64], g2: npt.NDArray[np.float64]
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        below = special.ndtr(g1[self.item] - mean)
        above = special.ndtr(g2[self.item] - mean)
        return np.where(self.yes, 0.0, np.where(self.no, above, below)), np.where(
            self.yes, below, np.where(self.no, 1.0, above)
        )

    def sweep(self) -> None:
        b, rng = self.ballots, self.rng
        position = self.theta[b.who]
        mean = self.beta[self.item] * position
        low, high = self.probabilities(mean, self.g1, self.g2)
        proposal = np.sort(np.column_stack((self.g1, self.g2)) + rng.normal(0, 0.2 / 3, (b.n_items, 2)), axis=1)
        new_low, new_high = self.probabilities(mean, proposal[:, 0], proposal[:, 1])
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.bincount(self.item, weights=np.log((new_high - new_low) / (high - low)))
        inside = (proposal[:, 0] > -self.spec.cutpoint_limit) & (proposal[:, 1] < self.spec.cutpoint_limit)
        accept = inside & (np.log(rng.random(b.n_items)) < np.nan_to_num(ratio, nan=-np.inf))
        self.g1 = np.where(accept, proposal[:, 0], self.g1)
        self.g2 = np.where(accept, proposal[:, 1], self.g2)
        took = accept[self.item]
        low, high = np.where(took, new_low, low), np.where(took, new_high, high)
        u = np.clip(low + rng.random(len(b)) * (high - low), 1e-300, 1 - 1e-16)
        z = np.clip(mean + special.ndtri(u), -self.spec.hidden_limit, self.spec.hidden_limit)
        precision = 1.0 + np.bincount(self.item, weights=position * position)
        self.beta = np.bincount(self.item, weights=position * z) / precision
        self.beta += rng.standard_normal(b.n_items) / np.sqrt(precision)
        slope = self.beta[self.item]
        precision = 1.0 / self.variance + np.bincount(b.who, weights=slope * slope)
        centre = np.where(self.neighbour >= 0, self.theta[self.neighbour], 0.0)
        theta = (centre / self.variance + np.bincount(b.who, weights=slope * z)) / precision
        theta = np.clip(theta + rng.standard_normal(b.n_positions) / np.sqrt(precision), -5, 5)
        self.theta = (theta - theta.mean()) / theta.std()


def votes_of_the_atlas() -> Ballots:
    from tertius.alignment.ideal_points import ballots_of
    from tertius.atlas.store import open_atlas

    return ballots_of(open_atlas().final_rollcalls)


def load(path: str) -> Ballots:
    with np.load(path) as votes:
        c = {name: votes[name] for name in ("answers", "vote", "state", "session", "item")}
    keep = contested(c["answers"], c["item"])
    return collect_ballots(*(c[n][keep] for n in ("answers", "vote", "state", "session")), item=c["item"][keep])


@dataclass(frozen=True)
class Spent:
    """Seconds of the clock and of the processor."""

    wall: float
    processor: float

    def __str__(self) -> str:
        return f"{1e3 * self.wall:6.1f} ms a sweep ({1e3 * self.processor:5.1f} ms of processor)"


def timed(work: Callable[[], object]) -> Spent:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - wall, time.process_time() - processor)


def run(ballots: Ballots, sweeps: int, threads: int, thin: int = 1) -> None:
    sample(ballots, rng=np.random.default_rng(1), schedule=Schedule(sweeps, 0, min(thin, sweeps), 1, threads))


def a_sweep(ballots: Ballots, threads: int) -> Spent:
    """One chain; its preparation is timed apart and taken off."""
    short, long = (timed(lambda n=n: run(ballots, n, threads, n)) for n in (1, SWEEPS + 1))
    return Spent((long.wall - short.wall) / SWEEPS, (long.processor - short.processor) / SWEEPS)


def a_numpy_sweep(baseline: NumpySampler) -> Spent:
    spent = timed(lambda: [baseline.sweep() for _ in range(BASELINE_SWEEPS)])
    return Spent(spent.wall / BASELINE_SWEEPS, spent.processor / BASELINE_SWEEPS)


def middle(spent: list[Spent]) -> Spent:
    return Spent(median(s.wall for s in spent), median(s.processor for s in spent))


def peak_gigabytes() -> float:
    """Most memory this process has held; Linux counts in kilobytes, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak * (1 if sys.platform == "darwin" else 1024) / 1e9


def floor_of(ballots: Ballots, one: Spent) -> str:
    """What a sweep must at least move and draw, and how far one thread is from it."""
    # Per ballot: who for the cutpoints, who and slot for the draw (4 bytes each), z written and read, item read.
    moved = len(ballots) * (4 + 4 + 4 + 8 + 8 + 4)
    draws = len(ballots) + 3 * ballots.n_items + ballots.n_positions
    source, rng = np.empty(moved // 16), np.random.default_rng(0)
    memory = middle([timed(source.copy) for _ in range(ROUNDS)]).processor
    normals = middle([timed(lambda: rng.standard_normal(draws)) for _ in range(ROUNDS)]).processor
    return (
        f"floor of a sweep: {moved / 1e6:.0f} MB moved ({1e3 * memory:.1f} ms by copying) and {draws:,} normal draws "
        f"({1e3 * normals:.1f} ms by NumPy's ziggurat); one thread takes "
        f"{one.processor / (memory + normals):.1f} times that, since the draws are truncated and a proposal costs "
        "two probabilities a ballot"
    )


def main() -> int:
    ballots = load(sys.argv[1]) if len(sys.argv) > 1 else votes_of_the_atlas()
    print(f"{len(ballots):,} ballots, {ballots.n_positions:,} state-sessions, {ballots.n_items:,} items")
    print(f"first sweep, compiling or reading the cache: {timed(lambda: run(ballots, 1, 1)).wall:.1f} s")
    whole = timed(lambda: run(ballots, 1500, 2, thin=5)).wall
    memory = peak_gigabytes()

    baseline = NumpySampler(ballots, IdealPointSpec(), np.random.default_rng(1))
    baseline.sweep()
    rounds = [(a_numpy_sweep(baseline), a_sweep(ballots, 1), a_sweep(ballots, 2)) for _ in range(ROUNDS)]
    numpy, one, two = (middle(list(column)) for column in zip(*rounds, strict=True))
    print(f"NumPy:                     {numpy}, {1 / numpy.wall:5.1f} sweeps a second")
    for threads, ours in (("one thread: ", one), ("two threads:", two)):
        print(
            f"this sampler, {threads} {ours}, {1 / ours.wall:5.1f} sweeps a second, "
            f"{numpy.wall / ours.wall:.1f} times as many"
        )
    print(floor_of(ballots, one))

    targets = (
        (
            f"times as many sweeps a second, at least {TIMES_AS_FAST:g}",
            numpy.wall / two.wall,
            numpy.wall / two.wall >= TIMES_AS_FAST,
        ),
        (f"seconds for 1,500 sweeps, under {SECONDS_OF_1500:g}", whole, whole < SECONDS_OF_1500),
        (f"GB of memory at the peak, under {GIGABYTES:g}", memory, memory < GIGABYTES),
    )
    for what, value, met in targets:
        print(f"{'met   ' if met else 'MISSED'} {value:6.2f} {what}")
    return 0 if all(met for _, _, met in targets) else 1


if __name__ == "__main__":
    sys.exit(main())
