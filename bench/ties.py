"""How long the ties of all pairs take to fit, and how much memory, against reading the indicators alone.

    python bench/ties.py [--threads 2]

Each runs in a process of its own on the shipped atlas, so that the peak is its own. Compiled
kernels are warm: the first run of a fresh machine takes some seconds more. Exit status 1 when
a target is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from tertius.atlas.store import SHIPPED

TARGET_SECONDS, TARGET_MEGABYTES = 300, 4000
ROOT = Path(__file__).parents[1]

PROBE = """
import json, resource, sys, time
from dataclasses import replace
from pathlib import Path
from tertius.alignment.latent_ties import TieOptions, fit_ties
from tertius.alignment.tie_panel import tie_panel
from tertius.atlas.store import open_atlas
atlas = open_atlas(Path(sys.argv[1]))
what, threads = sys.argv[2], int(sys.argv[3])
start = time.perf_counter()
if what == "panel":
    n = len(tie_panel(atlas, as_of=atlas.edition).pairs)
else:
    small = what == "warm"
    options = replace(TieOptions(threads=threads), **({"sample": 50, "iterations": 1} if small else {}))
    n = len(fit_ties(atlas, as_of=atlas.edition, options=options).pairs)
seconds = time.perf_counter() - start
# Linux counts in kilobytes, macOS in bytes.
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
print(json.dumps({"pairs": n, "seconds": seconds, "cpu": time.process_time(), "peak": peak}))
"""


def main() -> int:
    """Measure, print, and return 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threads", type=int, default=2)
    threads = parser.parse_args().threads
    _run("warm", threads)
    panel, fit = _run("panel", threads), _run("fit", threads)
    print(f"machine      {os.cpu_count()} cores, {threads} threads")
    print(f"indicators   {panel['seconds']:6.1f} s, peak {panel['peak']:6.0f} MB: {panel['pairs']:,} pairs read")
    print(
        f"fit          {fit['seconds']:6.1f} s ({fit['cpu']:.0f} s of processor), peak {fit['peak']:6.0f} MB: "
        f"{fit['seconds'] / panel['seconds']:.0f} x reading"
    )
    ok = fit["seconds"] < TARGET_SECONDS and fit["peak"] < TARGET_MEGABYTES
    print(f"target       < {TARGET_SECONDS} s and < {TARGET_MEGABYTES} MB: {'met' if ok else 'MISSED'}")
    return 0 if ok else 1


def _run(what: str, threads: int) -> dict[str, float]:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH"))))}
    command = [sys.executable, "-c", PROBE, str(SHIPPED), what, str(threads)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
    return json.loads(said.stdout)


if __name__ == "__main__":
    sys.exit(main())
