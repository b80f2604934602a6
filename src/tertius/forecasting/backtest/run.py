"""The whole backtest: which tasks, in which order, and what is done with their results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tertius.errors import ImpossibleQuestion
from tertius.forecasting.backtest.forecasts import Forecasts, Truth, gather, truth_of
from tertius.forecasting.backtest.history import Half, History
from tertius.forecasting.backtest.kept import FORECASTS, POSITIONS, TIES, Kept, key_of, source_digest
from tertius.forecasting.backtest.origin import PAIRINGS, Asked, forecast_origin
from tertius.forecasting.backtest.ties import fit_ties_of
from tertius.forecasting.backtest.vintages import SCHEDULE, Vintage, estimate, vintage_years
from tertius.forecasting.backtest.workers import Runner, workers
from tertius.forecasting.binary_target import BACKTESTED, BinaryTarget
from tertius.measures.ideal_points import Schedule

__all__ = ["FIRST_ORIGIN", "LAST_ORIGIN", "Plan", "Raw", "run_tasks"]

Array = NDArray[np.float64]
Said = Callable[[str, int, int], None]

FIRST_ORIGIN, LAST_ORIGIN = 1978, 2018
HALVES: tuple[Half, ...] = ("all", "a", "b")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked: origins, how often positions are estimated anew, with how many sweeps, and where it runs.

    `last_label` is the newest session whose votes give outcomes. `keep` is a folder for finished
    tasks; `workers` and `scheduler` change the time taken and not one bit of the result.
    """

    first: int = FIRST_ORIGIN
    last: int = LAST_ORIGIN
    every: int = 5
    last_label: int = 2022
    schedule: Schedule = SCHEDULE
    targets: tuple[BinaryTarget, ...] = BACKTESTED
    workers: int = 1
    scheduler: str | None = None
    keep: Path | None = field(default=None)

    def __post_init__(self) -> None:
        if not self.first <= self.last or self.every < 1:
            raise ImpossibleQuestion(
                "origins run from a year to a later one", found=f"{self.first} to {self.last}, every {self.every}"
            )

    @property
    def origins(self) -> range:
        """The years forecasts are made in."""
        return range(self.first, self.last + 1)

    @property
    def vintages(self) -> tuple[int, ...]:
        """The origins with an estimate of their own, and the newest session, whose estimate gives the outcomes."""
        return (*vintage_years(self.origins, self.every), self.last_label)

    def settings(self) -> dict[str, Any]:
        """What decides the numbers, as plain values."""
        return {
            "first": self.first,
            "last": self.last,
            "every": self.every,
            "last_label": self.last_label,
            "sweeps": self.schedule.sweeps,
            "burn_in": self.schedule.burn_in,
            "targets": [t.key for t in self.targets],
        }


@dataclass(frozen=True, slots=True, eq=False)
class Raw:
    """Every forecast made, and what came of it."""

    forecasts: Forecasts
    truth: Truth
    vintages: Mapping[tuple[int, Half], Vintage]


class _Bench:
    """Runs tasks that are not yet kept, and keeps them."""

    def __init__(self, runner: Runner, kept: Kept, root: tuple[str, ...]) -> None:
        self.runner, self.kept, self.root = runner, kept, root

    def do(
        self,
        function: Callable[..., dict[str, Array]],
        tasks: Mapping[Any, tuple[tuple[Any, ...], tuple[object, ...]]],
        name: str,
        say: Said | None,
    ) -> dict[Any, dict[str, Array]]:
        """Results by the name of each task, given as its arguments and what identifies them."""
        keys = {task: key_of(self.root, function.__name__, *identity) for task, (_, identity) in tasks.items()}
        found = {task: held for task, key in keys.items() if (held := self.kept.read(key)) is not None}
        missing = [task for task in tasks if task not in found]
        if say is not None:
            say(name, len(found), len(tasks))
        for place, result in self.runner(function, [tasks[task][0] for task in missing]):
            self.kept.write(keys[missing[place]], result)
            found[missing[place]] = result
            if say is not None:
                say(name, len(found), len(tasks))
        return {task: found[task] for task in tasks}


def run_tasks(
    history: History,
    plan: Plan,
    *,
    joint: Callable[[Forecasts, Truth], Iterable[Asked]] | None = None,
    say: Said | None = None,
) -> Raw:
    """Make every forecast of the plan.

    Parameters
    ----------
    history
        All votes and figures; each task cuts it at its own origin.
    plan
        What is asked.
    joint
        Told the forecasts of single terms and the outcomes, it names the sets of terms to fit together.
    say
        Told the name of the step, tasks done and tasks to do.
    """
    root = (history.votes_digest(), str(asdict(plan.schedule)), source_digest(POSITIONS))
    with workers(history, processes=plan.workers, scheduler=plan.scheduler) as runner:
        bench = _Bench(runner, Kept(plan.keep), root)
        vintages = _vintages(bench, plan, say)
        made_from = (history.digest(), history.ties.digest() if history.ties else "", source_digest(TIES))
        ties = _ties(_Bench(runner, Kept(plan.keep), (root[0], *made_from)), plan, say) if history.ties else {}
        bench = _Bench(runner, Kept(plan.keep), (*root, *made_from, source_digest(FORECASTS)))
        truth = truth_of(history, vintages, plan)
        singles = [Asked(origin, pairing) for origin in plan.origins for pairing in PAIRINGS]
        forecasts = _forecasts(bench, plan, (vintages, ties), singles, say)
        if joint is not None:
            together = list(joint(forecasts, truth))
            forecasts = forecasts.joined(_forecasts(bench, plan, (vintages, ties), together, say))
    return Raw(forecasts, truth, vintages)


def _vintages(bench: _Bench, plan: Plan, say: Said | None) -> dict[tuple[int, Half], Vintage]:
    # The longest first, so that no process waits for one at the end.
    wanted = [(origin, half) for origin in sorted(set(plan.vintages), reverse=True) for half in HALVES]
    done = bench.do(
        _estimated,
        {(origin, half): ((origin, half, plan.schedule), (origin, half)) for origin, half in wanted},
        "positions by vintage",
        say,
    )
    return {task: Vintage(task[0], task[1], arrays["place"]) for task, arrays in done.items()}


def _forecasts(
    bench: _Bench,
    plan: Plan,
    made: tuple[Mapping[tuple[int, Half], Vintage], Mapping[tuple[int, Half], dict[str, Array]]],
    asked: list[Asked],
    say: Said | None,
) -> Forecasts:
    vintages, ties = made
    tasks: dict[Asked, tuple[tuple[Any, ...], tuple[object, ...]]] = {}
    for one in asked:
        newest = max(v for v, _ in vintages if v <= one.origin)
        given = {half: vintages[newest, half] for half in PAIRINGS[one.pairing]}
        shared = ties.get((newest, PAIRINGS[one.pairing][0]))
        tasks[one] = ((one, given, plan.targets, shared), (asdict(one), newest, [t.key for t in plan.targets]))
    name = "forecasts with terms joined" if asked and asked[0].sets else "forecasts"
    return gather(bench.do(forecast_origin, tasks, name, say), plan.targets)


def _ties(bench: _Bench, plan: Plan, say: Said | None) -> dict[tuple[int, Half], dict[str, Array]]:
    """What pairs share, by vintage and half; outcomes need none."""
    wanted = [
        (origin, half) for origin in sorted(vintage_years(plan.origins, plan.every), reverse=True) for half in HALVES
    ]
    return bench.do(_tied, {task: (task, task) for task in wanted}, "ties by vintage", say)


def _tied(history: History, origin: int, half: Half) -> dict[str, Array]:
    return fit_ties_of(history.known_at(origin).half(half), origin)


def _estimated(history: History, origin: int, half: Half, schedule: Schedule) -> dict[str, Array]:
    return {"place": estimate(history, origin, half, schedule).place}
