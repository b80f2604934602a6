"""How soon Tertius answers: starting, helping and assessing, as ratios to a bare interpreter.

Run from the root of the repository: ``python bench/start.py``. Medians of seven runs of
each, in turns, so that a machine that slows down slows all of them. Exits with 1 where a
target is missed.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from tertius.atlas.store import SHIPPED

RUNS = 7
ROOT = Path(__file__).parents[1]
RUN = "import sys; sys.argv[0] = 'tertius'; from tertius.cli import main; main()"

# Name, arguments of the interpreter, target in seconds, whether the bare interpreter is taken off.
CASES: tuple[tuple[str, tuple[str, ...], float | None, bool], ...] = (
    ("python -c pass", ("-c", "pass"), None, False),
    ("import tertius", ("-c", "import tertius"), 0.05, True),
    ("tertius --help", ("-c", RUN, "--help"), 0.5, False),
    ("tertius assess USA RUS CHN", ("-c", RUN, "assess", "USA", "RUS", "CHN"), 2.0, False),
)


def seconds(arguments: tuple[str, ...]) -> float:
    """Wall time of one process, with the shipped atlas and warm files."""
    paths = os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH"))))
    env = {**os.environ, "PYTHONPATH": paths, "TERTIUS_ATLAS": str(SHIPPED)}
    begun = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=env)
    return time.perf_counter() - begun


def main() -> int:
    """Print the table; 1 where a target is missed."""
    for _, arguments, _, _ in CASES:
        seconds(arguments)
    taken = [[seconds(arguments) for _, arguments, _, _ in CASES] for _ in range(RUNS)]
    medians = [statistics.median(column) for column in zip(*taken, strict=True)]
    bare = medians[0]
    missed = 0
    print(f"median of {RUNS} runs, in turns")
    print(f"{'':<28}{'seconds':>9}{'x bare':>9}{'target':>22}")
    for (name, _, target, net), took in zip(CASES, medians, strict=True):
        counted = took - bare if net else took
        verdict = ""
        if target is not None:
            missed += counted > target
            verdict = f"{counted:.3f} {'<=' if counted <= target else '>'} {target:g}{' net' if net else ''}"
        print(f"{name:<28}{took:>9.3f}{took / bare:>9.1f}{verdict:>22}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
