"""How soon Tertius answers: starting, helping and assessing, as ratios to a bare interpreter.

Run from the root of the repository: ``python bench/start.py``. Medians of seven runs of
each, in turns, so that a machine that slows down slows all of them. Exits with 1 where a
target is missed.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from tertius.atlas.store import SHIPPED
from tertius.casebook.casebook import open_casebook
from tertius.reading.actors import Mention
from tertius.reading.document import Block, Document, Part, document_id
from tertius.reading.record import Event, Forecast, Reading, Statement

RUNS = 7
ROOT = Path(__file__).parents[1]
RUN = "import sys; sys.argv[0] = 'tertius'; from tertius.cli import main; main()"

ASSESS = ("-c", RUN, "assess", "USA", "RUS", "CHN")
FULL = "with 300 documents of 10 items"

# Name, arguments of the interpreter, target in seconds, whether the bare interpreter is taken off.
CASES: tuple[tuple[str, tuple[str, ...], float | None, bool], ...] = (
    ("python -c pass", ("-c", "pass"), None, False),
    ("import tertius", ("-c", "import tertius"), 0.05, True),
    ("tertius --help", ("-c", RUN, "--help"), 0.5, False),
    ("tertius assess USA RUS CHN", ASSESS, 2.0, False),
    (FULL, ASSESS, 2.0, False),
)


def fill(file: Path, documents: int = 300) -> None:
    """A made-up casebook: every document names the pair in each of ten sentences."""
    book, drawn = open_casebook(file), random.Random(0)
    for n in range(documents):
        said = [" ".join(f"word{drawn.randrange(3000)}" for _ in range(20)) for _ in range(10)]
        text, body = " ".join(said), Part.BODY
        spans = [(text.index(s), text.index(s) + len(s)) for s in said]
        statements = tuple(
            Statement(i, j, "Ann Bell", "Ann Bell", i, i, "said", i, i, "direct", body, ()) for i, j in spans[:6]
        )
        forecast = ("Ann Bell", "unlikely", 0.1, 0.2, "x", "they part", ("RUS", "CHN"), "apart", None, None, body)
        forecasts = tuple(Forecast(i, j, *forecast) for i, j in spans[6:8])
        days = (date(2010, 1, 1) + timedelta(days=19 * n + k) for k in range(2))
        events = tuple(
            Event(i, j, "RUS", "CHN", "AGREE", d.isoformat(), body) for (i, j), d in zip(spans[8:], days, strict=True)
        )
        mentions = tuple(Mention(i, i + 1, s, "name") for i, _ in spans for s in ("CHN", "RUS"))
        published = date(2026, 1, 1) + timedelta(days=n % 300)
        about = (document_id(text), text, f"https://example.org/{n}", f"Essay {n}", "The Example", None, published)
        document = Document(*about, "en", blocks=(Block(0, len(text), body),))
        book.keep(Reading(document, "rules 1", "none", (), statements, forecasts, (), events, (), mentions))


def seconds(arguments: tuple[str, ...], database: Path) -> float:
    """Wall time of one process, with the shipped atlas, warm files and a database that may not exist."""
    paths = os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH"))))
    env = {**os.environ, "PYTHONPATH": paths, "TERTIUS_ATLAS": str(SHIPPED), "TERTIUS_DATABASE": str(database)}
    begun = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=env)
    return time.perf_counter() - begun


def main() -> int:
    """Print the table; 1 where a target is missed."""
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder) / "full.sqlite")
        asked = [
            (arguments, Path(folder) / ("full.sqlite" if name == FULL else "none.sqlite"))
            for name, arguments, _, _ in CASES
        ]
        for case in asked:
            seconds(*case)
        taken = [[seconds(*case) for case in asked] for _ in range(RUNS)]
    medians = [statistics.median(column) for column in zip(*taken, strict=True)]
    bare = medians[0]
    missed = 0
    print(f"median of {RUNS} runs, in turns")
    print(f"{'':<32}{'seconds':>9}{'x bare':>9}{'target':>22}")
    for (name, _, target, net), took in zip(CASES, medians, strict=True):
        counted = took - bare if net else took
        verdict = ""
        if target is not None:
            missed += counted > target
            verdict = f"{counted:.3f} {'<=' if counted <= target else '>'} {target:g}{' net' if net else ''}"
        print(f"{name:<32}{took:>9.3f}{took / bare:>9.1f}{verdict:>22}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
