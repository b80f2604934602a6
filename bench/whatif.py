"""How long a whole scenario takes, and how much of it Sobol's indices are.

    python bench/whatif.py [--draws 4000]

Each run is a process of its own on the shipped atlas, as a user's command is. Exit status 1
when a target is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from tertius.atlas.store import SHIPPED

TARGET_SECONDS = 5.0
ROOT = Path(__file__).parents[1]

PROBE = """
import json, sys, time
start = time.perf_counter()
from datetime import date
from tertius.wedge.scenarios import whatif as room
from tertius.wedge.scenarios.grounds import WhatIfOptions, grounds_of
from tertius.wedge.scenarios.scenario_file import shipped_scenario
options = WhatIfOptions(draws=int(sys.argv[1]))
grounds = grounds_of(("USA", "RUS", "CHN"), date.today(), options)
asked = time.perf_counter()
spent = 0.0
spread = room._Run.spread
def timed(self, branch, seed):
    global spent
    before = time.perf_counter()
    found = spread(self, branch, seed)
    spent += time.perf_counter() - before
    return found
room._Run.spread = timed
room.compare(grounds, shipped_scenario("full-relief-and-settlement"), options)
end = time.perf_counter()
print(json.dumps({"grounds": asked - start, "draws": end - asked - spent, "sobol": spent}))
"""


def main() -> int:
    """Measure, print, and return 1 where the target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=4_000)
    draws = str(parser.parse_args().draws)
    _run("-c", PROBE, draws)
    parts = json.loads(_run("-c", PROBE, draws))
    command = "from tertius.cli import main; main()"
    words = ("whatif", "--scenario", "full-relief-and-settlement", "--draws", draws)
    before, start = _processor(), time.perf_counter()
    _run("-c", command, *words)
    whole, cpu = time.perf_counter() - start, _processor() - before
    page = ROOT / ".whatif.html"
    start = time.perf_counter()
    _run("-c", command, *words, "--html", str(page))
    with_page = time.perf_counter() - start
    page.unlink()
    print(f"the answer and what is in force  {parts['grounds']:5.2f} s")
    print(f"{int(draws):>6,} draws, two numbers       {parts['draws']:5.2f} s")
    sobol = parts["sobol"]
    print(f"Sobol's indices                  {sobol:5.2f} s, {sobol / whole:.0%} of the command")
    print(f"whole command                    {whole:5.2f} s, {cpu:.2f} s of processor; with a page {with_page:.2f} s")
    ok = max(whole, with_page) < TARGET_SECONDS
    print(f"target                         < {TARGET_SECONDS:.0f} s: {'met' if ok else 'MISSED'}")
    return 0 if ok else 1


def _processor() -> float:
    """Seconds of processor that finished processes have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _run(*words: str) -> str:
    paths = filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH")))
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "TERTIUS_ATLAS": str(SHIPPED)}
    return subprocess.run([sys.executable, *words], capture_output=True, text=True, check=True, env=env).stdout


if __name__ == "__main__":
    sys.exit(main())
