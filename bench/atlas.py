"""The atlas from the producers' files: seconds and peak memory of a whole build, beside reading the files alone.

    TERTIUS_VAULT=/path/to/vault python bench/atlas.py [--repeats 1]

Each runs in a process of its own, so that the peak is its own; the build writes to a folder
that is thrown away. The ratio says how much of a build is reading: what is left is computing
every figure of every pair and writing the tables.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

TARGET_SECONDS, TARGET_MEGABYTES = 60, 2000

PROBE = """
import json, resource, sys, time
from pathlib import Path
start = time.perf_counter()
from tertius.atlas.build import SOURCES, build
from tertius.datasets import catalogue
from tertius.vault.store import Vault
vault = Vault(Path(sys.argv[1]))
if sys.argv[2] == "read":
    for key in SOURCES:
        catalogue()[key].read(*(vault.path(file) for file in catalogue()[key].files))
else:
    build(vault, Path(sys.argv[2]))
seconds = time.perf_counter() - start
# Linux counts in kilobytes, macOS in bytes.
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
print(json.dumps({"seconds": seconds, "peak": peak}))
"""


def main() -> int:
    """Measure, print, and return 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=1, help="runs of each; the best counts")
    repeats = parser.parse_args().repeats
    vault = os.environ.get("TERTIUS_VAULT", "")
    if not Path(vault).is_dir() or not vault:
        print("bench/atlas.py needs the producers' files: set TERTIUS_VAULT to their folder", file=sys.stderr)
        return 2
    print(f"machine      {os.cpu_count()} cores, best of {repeats}")
    read = [_run(vault, "read") for _ in range(repeats)]
    with tempfile.TemporaryDirectory() as into:
        build = [_run(vault, str(Path(into) / str(n))) for n in range(repeats)]
        size = sum(p.stat().st_size for p in (Path(into) / "0").iterdir()) / 1e6
    seconds, peak = min(r["seconds"] for r in build), max(r["peak"] for r in build)
    alone, reading = min(r["seconds"] for r in read), max(r["peak"] for r in read)
    print(f"reading      {alone:6.1f} s, peak {reading:6.0f} MB: every file checked against its hash and declaration")
    print(f"build        {seconds:6.1f} s, peak {peak:6.0f} MB, {size:.1f} MB written: {seconds / alone:.1f} x reading")
    ok = seconds < TARGET_SECONDS and peak < TARGET_MEGABYTES
    print(f"target       < {TARGET_SECONDS} s and < {TARGET_MEGABYTES} MB: {'met' if ok else 'MISSED'}")
    return 0 if ok else 1


def _run(vault: str, what: str) -> dict[str, float]:
    said = subprocess.run([sys.executable, "-c", PROBE, vault, what], capture_output=True, text=True, check=True)
    return json.loads(said.stdout)


if __name__ == "__main__":
    sys.exit(main())
