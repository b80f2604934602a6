"""How long the whole backtest takes on one worker and on two, where the time goes, and the processor seconds of each.

Seconds by the clock grow with whatever else the machine does; processor seconds hardly do.

    python bench/backtest.py            # one worker, then two, each from nothing
    python bench/backtest.py 2          # two only

Exit status 1 when two workers need more than 15 minutes, or the numbers differ.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from tertius.atlas.store import SHIPPED, open_atlas
from tertius.forecasting.backtest.backtest import judge, made
from tertius.forecasting.backtest.run import Plan

MINUTES = 15.0


def cpu() -> tuple[float, ...]:
    """Processor seconds of this process, and of its worker processes that have ended."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return tuple(used.ru_utime + used.ru_stime for used in map(resource.getrusage, who))


def timed(workers: int) -> tuple[float, dict]:
    begun, before = time.perf_counter(), cpu()
    steps: dict[str, float] = {}

    def say(name: str, *_: int) -> None:
        steps[name] = time.perf_counter() - begun

    with tempfile.TemporaryDirectory() as folder:
        plan = Plan(workers=workers, keep=Path(folder))
        history, raw = made(plan, atlas=open_atlas(SHIPPED), say=say)
        found = judge(raw, history, plan)
    whole = time.perf_counter() - begun
    own, theirs = (after - earlier for after, earlier in zip(cpu(), before, strict=True))
    print(f"{workers} worker{'s' if workers > 1 else ''}: {whole / 60:.1f} min; load {os.getloadavg()[0]:.1f}")
    print(f"   processor: {own:.0f} s here, {theirs / workers:.0f} s a worker process, {own + theirs:.0f} s in all")
    for name, until in steps.items():
        print(f"   {name:<28} done after {until:6.1f} s")
    return whole, found.to_dict()


def main() -> int:
    wanted = [int(word) for word in sys.argv[1:]] or [1, 2]
    results = {workers: timed(workers) for workers in wanted}
    same = all(record == results[wanted[0]][1] for _, record in results.values())
    print(f"the same numbers: {'yes' if same else 'NO'}")
    slow = 2 in results and results[2][0] > 60 * MINUTES
    return int(slow or not same)


if __name__ == "__main__":
    sys.exit(main())
