"""How long the ledger takes for many forecasts: the import of a sheet, its scores, the check of the chain.

    python bench/ledger.py [--forecasts 1000000] [--keep FOLDER]
    python bench/ledger.py --forecastbench FOLDER

The sheet is made up: 2,000 questions, 3,000 forecasters, most of it answered. Times are of whole
commands on a SQLite file, wall and processor; on a busy machine look at the second. Exits with 1 where
an import of a million takes over 60 s or its scores over 2 s of wall time.

The second form reads ForecastBench's question and resolution sets in a folder instead, takes them into a
ledger of their own, and prints how the crowds scored: per source, on geopolitics, and their calibration.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUN = "import sys; sys.argv[0] = 'tertius'; from tertius.cli import main; main()"
HEADER = (
    *("question", "opens", "closes", "topic", "holder", "outlet", "school", "made", "p"),
    *("outcome", "resolved_on", "evidence"),
)


def made_up(path: Path, n: int) -> None:
    """A sheet of n forecasts by people who do not exist."""
    rng = random.Random(20)
    questions = []
    for i in range(2000):
        opens = date(2015, 1, 1) + timedelta(days=rng.randrange(3000))
        closes = opens + timedelta(days=rng.randrange(30, 700))
        chance = rng.random() ** 2
        outcome = "yes" if rng.random() < chance else "no"
        questions.append((f"Event {i} happens", opens, closes, f"topic {i % 12}", outcome, chance))
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(HEADER)
        for _ in range(n):
            text, opens, closes, topic, outcome, chance = rng.choice(questions)
            who = rng.randrange(3000)
            made = opens + timedelta(days=rng.randrange((closes - opens).days))
            # Nine digits, so that no two rows are the same.
            p = round(min(0.99, max(0.01, rng.gauss(chance, 0.15))) + rng.random() / 1000, 9)
            answer = (outcome, closes, "made up") if closes < date(2026, 1, 1) else ("", "", "")
            names = (f"Forecaster {who}", f"Outlet {who % 40}", f"School {who % 5}")
            out.writerow((text, opens, closes, topic, *names, made, p, *answer))


def run(folder: Path, *words: str) -> tuple[float, float]:
    """Wall and processor seconds of a command."""
    paths = os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH"))))
    env = {**os.environ, "PYTHONPATH": paths, "TERTIUS_DATABASE": str(folder / "ledger.sqlite")}
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-c", RUN, *words], check=True, env=env, stdout=subprocess.DEVNULL)
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


GEOPOLITICS = (
    *("russian?", r"ukrain\w+", "china", "chinese", r"taiwan\w*", "nato", r"israel\w*", "gaza", "hamas", "hezbollah"),
    *(r"iran\w*", r"north korea\w*", "south korea", r"syria\w*", "yemen", r"houthi\w*", r"venezuela\w*", "ceasefire"),
    *(r"sanction\w*", r"invade\w*", "invasion", "military", "nuclear", "troops", "war", "treaty", "putin"),
    *("xi jinping", r"zelensky\w*", "kim jong"),
)
"""Words of which a question on geopolitics has one; a match by words also takes in a song contest in Israel."""


def crowds(folder: Path) -> None:
    """Take in every pair of sets of a folder; print what the crowds scored."""
    import polars as pl

    from tertius.ledger.forecastbench import read_forecastbench
    from tertius.ledger.questionsets import import_question_set
    from tertius.ledger.store import open_ledger
    from tertius.measures.calibration import calibration_bins
    from tertius.measures.scores import brier

    pairs = [(q, folder / f"{q.name[:10]}_resolution_set.json") for q in sorted(folder.glob("20??-??-??-*.json"))]
    with tempfile.TemporaryDirectory() as temporary:
        ledger, begun = open_ledger(Path(temporary) / "ledger.sqlite"), time.perf_counter()
        kept = sum(import_question_set(ledger, *pair, by="bench").forecasts for pair in pairs)
        print(f"{kept:,} forecasts of {len(pairs)} sets taken in in {time.perf_counter() - begun:.1f} s")
        due = {r.name: r for r in ledger.scores().records}
    rows = pl.concat([read_forecastbench(*pair) for pair in pairs]).drop_nulls("outcome")
    subset = rows.filter(pl.col("question").str.contains(rf"(?i)\b({'|'.join(GEOPOLITICS)})\b"))
    groups = [(str(name), group) for (name,), group in sorted(rows.group_by("source"))]
    print(f"{'':<14}{'resolved':>9}{'Brier':>8}{'base rate':>11}")
    for name, each in [*groups, ("all", rows), ("geopolitics", subset)]:
        print(f"{name:<14}{each.height:>9}{brier(each['p'], each['outcome']):>8.4f}{each['outcome'].mean():>11.3f}")
    print("in the ledger, of questions whose closing day has passed:")
    for name, record in sorted(due.items(), key=lambda item: str(item[0])):
        print(f"  {name:<20}{record.resolved:>5}{record.brier or float('nan'):>8.4f}")
    print(f"{'forecast':<12}{'n':>5}{'mean said':>11}{'came true':>11}")
    for b in calibration_bins(rows["p"], rows["outcome"]):
        print(f"{b.low:.1f} to {b.high:.1f}  {b.n:>5}{b.mean_forecast:>11.3f}{b.mean_outcome:>11.3f}")


def main() -> int:
    """Print the table; 1 where a target is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--forecasts", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--forecastbench", type=Path, metavar="FOLDER")
    given = parser.parse_args()
    if given.forecastbench:
        crowds(given.forecastbench)
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("ledger.sqlite*"):
            old.unlink()
        sheet = folder / f"forecasts-{given.forecasts}.csv"
        if not sheet.exists():
            made_up(sheet, given.forecasts)
        rows = [
            ("import", 60.0, run(folder, "ledger", "import", str(sheet))),
            ("scores", 2.0, run(folder, "ledger", "scores", "--json")),
            ("scores, again", 2.0, run(folder, "ledger", "scores", "--by", "topic", "--json")),
            ("verify", None, run(folder, "ledger", "verify")),
        ]
        size = (folder / "ledger.sqlite").stat().st_size / 1e6
    print(f"{given.forecasts:,} forecasts, {size:,.0f} MB, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"{'':<16}{'wall s':>9}{'cpu s':>9}{'target':>9}")
    for name, target, (wall, cpu) in rows:
        print(f"{name:<16}{wall:>9.2f}{cpu:>9.2f}{f'{target:g}' if target else '':>9}")
    return int(any(target is not None and wall > target for _, target, (wall, _) in rows))


if __name__ == "__main__":
    sys.exit(main())
