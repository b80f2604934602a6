"""One Markov chain of the ideal point model: its state, its start, and what a sweep does to it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from scipy import special

from tertius.measures.ballots import Ballots
from tertius.measures.counter_rng import stream_key
from tertius.measures.ordinal_probit import position_evidence, sweep_items
from tertius.measures.position_paths import draw_filtered, draw_smoothed, draw_step_weights, standardise

if TYPE_CHECKING:
    from tertius.measures.ideal_points import IdealPointSpec, Schedule

__all__ = ["Chain", "step_variance"]

PROPOSAL_SD = 0.2 / 3.0
START_NOISE = 0.5
NARROWEST = 0.05
NORMALS, WEIGHTS = 1 << 40, 1 << 41
"""Where the addresses of the positions' normal and gamma numbers begin, clear of the ballots'."""


class Chain:
    """State of one chain and the draws it has kept; only `sweep` changes it.

    Its numbers follow from the seed and the chain's number.
    """

    def __init__(
        self,
        ballots: Ballots,
        spec: IdealPointSpec,
        schedule: Schedule,
        number: int,
        seed: int,
        anchors: Mapping[int, float],
    ) -> None:
        self.ballots, self.spec, self.schedule = ballots, spec, schedule
        self.seed = int(stream_key(np.uint64(seed), np.uint64(number)))
        self.done, self.kept, self._accepted = 0, 0, 0.0
        self._position, self._item = _starting_values(ballots, anchors, np.random.default_rng([seed, number]))
        self._z = np.empty(len(ballots))
        self._evidence = np.empty((ballots.n_positions, 2))
        self._chance = np.empty(ballots.n_items)
        self._step = step_variance(ballots, spec.smooth)
        self._drawn_step = self._step.copy()
        self.theta = np.empty((schedule.draws, ballots.n_positions), dtype=np.float32)
        rows = schedule.draws if schedule.keep_items else 0
        self.items = np.empty((rows, ballots.n_items, 3), dtype=np.float32)

    @property
    def unfinished(self) -> bool:
        """Whether sweeps are left to do."""
        return self.done < self.schedule.length

    def acceptance(self) -> float:
        """Share of cutpoint proposals accepted after the burn-in."""
        return self._accepted / max(self.done - self.schedule.burn_in, 1)

    def sweep(self, workers: ThreadPoolExecutor | None, parts: int) -> None:
        """Draw everything once, shared out in `parts` ranges if there are workers."""
        if not self.unfinished:
            return
        b, spec = self.ballots, self.spec
        key = np.uint64(stream_key(np.uint64(self.seed), np.uint64(2 * self.done)))
        twist = np.uint64(stream_key(np.uint64(self.seed), np.uint64(2 * self.done + 1)))
        in_burn_in = self.done < self.schedule.burn_in
        adapt = 1.0 / np.sqrt(1.0 + self.done) if in_burn_in else 0.0

        def items(first: int, last: int) -> None:
            sweep_items(
                first,
                last,
                key,
                twist,
                spec.cutpoint_limit,
                spec.hidden_limit,
                adapt,
                self._position,
                b.who,
                b.slot,
                b.bounds,
                self._item,
                self._z,
                self._chance,
            )

        def evidence(first: int, last: int) -> None:
            position_evidence(first, last, b.start, b.item, self._item, self._z, self._evidence)

        _share_out(items, b.bounds[:, 0], len(b), workers, parts)
        _share_out(evidence, b.start[:-1], len(b), workers, parts)
        draw = draw_filtered if spec.dynamics == "filter" else draw_smoothed
        draw(key, twist, NORMALS, b.path, b.path_start, self._drawn_step, self._evidence, self._position)
        standardise(spec.limit, self._position)
        if spec.innovations == "student":
            draw_step_weights(
                key, twist, WEIGHTS, spec.degrees, b.path, b.path_start, self._step, self._position, self._drawn_step
            )
        self.done += 1
        if not in_burn_in:
            self._accepted += float(self._chance.mean())
            self._keep()

    def _keep(self) -> None:
        since = self.done - self.schedule.burn_in
        if since % self.schedule.thin or self.kept == self.schedule.draws:
            return
        self.theta[self.kept] = self._position
        if self.schedule.keep_items:
            self.items[self.kept] = self._item[:, :3]
        self.kept += 1


def step_variance(ballots: Ballots, smooth: float) -> npt.NDArray[np.float64]:
    """Variance of the step into each position: smooth * n / (n + n of the neighbouring session).

    A gap counts as one step, as published; a state's first session borrows its second
    session's count; a state seen once gets `smooth`, which no draw uses.
    """
    n = ballots.n_votes.astype(np.float64)
    neighbour = ballots.neighbour()
    other = np.where(neighbour >= 0, n[neighbour], 0.0)
    return smooth * n / (n + other)


def _share_out(
    task: Callable[[int, int], None],
    start: npt.NDArray[np.int64],
    ballots: int,
    workers: ThreadPoolExecutor | None,
    parts: int,
) -> None:
    """Run `task` over all rows, in ranges of about equally many ballots; `start` is each row's first ballot."""
    if workers is None:
        task(0, start.size)
        return
    cuts = np.searchsorted(start, ballots * np.arange(parts + 1) / parts).tolist()
    cuts[-1] = start.size
    for future in [workers.submit(task, first, last) for first, last in itertools.pairwise(cuts)]:
        future.result()


def _starting_values(
    ballots: Ballots, anchors: Mapping[int, float], rng: np.random.Generator
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Positions, and per item slope, cutpoints and proposal sd.

    An item's slope starts at ±1 where the anchors on the two sides answered differently,
    else at 0. Its cutpoints start at the normal quantiles of the shares of answers.
    """
    anchor = np.array([anchors.get(state, 0.0) for state in ballots.state.tolist()])
    position = anchor + START_NOISE * rng.standard_normal(anchor.size)
    counts = np.diff(ballots.bounds, axis=1)
    item = np.repeat(np.arange(ballots.n_items), counts.sum(axis=1))
    answer = np.repeat(np.tile([-1.0, 0.0, 1.0], ballots.n_items), counts.ravel())
    sides: list[npt.NDArray[np.float64]] = []
    for sign in (1.0, -1.0):
        there = np.sign(anchor[ballots.who]) == sign
        n = np.bincount(item[there], minlength=ballots.n_items)
        total = np.bincount(item[there], weights=answer[there], minlength=ballots.n_items)
        sides.append(np.where(n > 0, total / np.maximum(n, 1), np.nan))
    beta = np.nan_to_num(np.sign(sides[0] - sides[1]))
    shares = (np.cumsum(counts[:, :2], axis=1) + 0.5) / (counts.sum(axis=1, keepdims=True) + 1.0)
    cutpoints: npt.NDArray[np.float64] = special.ndtri(shares)
    cutpoints[:, 1] = np.maximum(cutpoints[:, 1], cutpoints[:, 0] + NARROWEST)
    return position, np.column_stack((beta, cutpoints, np.full(ballots.n_items, PROPOSAL_SD)))
