"""Every number of the reader in one run: how much it finds, how fast, beside other programs where they are installed.

    python bench/reading.py [--gold ../shared/data/gold] [--quick] [--fuzz 10000]

The corpora are pinned by hash in tests/floors, whose scorers are used here. `--quick` reads
20 documents of PolNeAR; `--fuzz N` reads N broken documents and nothing else. Exit status 1 when
a target is missed, 2 when there is no gold.

Beside ours: textacy's direct quotations and quantulum3's figures, each on the same texts with
the same scorer. They are no part of this project; to see them, install them beside it:
    uv pip install --target /tmp/side --no-deps textacy quantulum3 …    PYTHONPATH=/tmp/side
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "tests" / "samples" / "articles" / "east.txt"
QUICK = 20
FUZZ_SEED = 1987

sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests" / "floors")]

Row = tuple[str, float | None, float | None, str]
"""What, the number, the target (None for a comparison), a note."""

PROBE = """
import json, sys, time
start, busy = time.perf_counter(), time.process_time()
import tertius as tt
tt.read(sys.argv[1])
print(json.dumps([time.perf_counter() - start, time.process_time() - busy]))
"""


def main() -> int:
    """Measure, print, and return 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--gold", type=Path, default=ROOT.parent / "shared" / "data" / "gold", help="folder of gold data"
    )
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} documents of PolNeAR only")
    parser.add_argument("--fuzz", type=int, metavar="N", help="read N broken documents and nothing else")
    given = parser.parse_args()
    if given.fuzz:
        return broken(given.fuzz)
    if not given.gold.is_dir():
        print(f"bench/reading.py needs the gold data: {given.gold} is not there", file=sys.stderr)
        return 2
    print(f"machine  {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    missed = 0
    for title, measure in (
        ("start", start),
        ("PolNeAR dev: statements", lambda: polnear(given.gold, quick=given.quick)),
        ("the two articles: statements", lambda: essays(given.gold)),
        ("the two articles: forecasts", lambda: forecasts(given.gold)),
        ("NewsQuant dev: figures", lambda: newsquant(given.gold)),
        ("PLV_train: events, pair given", lambda: plover(given.gold)),
        ("memory", memory),
    ):
        print(f"\n{title}")
        for what, number, target, note in measure():
            missed += show(what, number, target, note)
    return 1 if missed else 0


def broken(n: int) -> int:
    """The whole reader over `n` broken documents: 1 where it crashed or a span was wrong."""
    begun = time.perf_counter()
    read, wrong = importlib.import_module("fuzz").read_all(n, FUZZ_SEED)
    spent = time.perf_counter() - begun
    print(f"{read:,} of {n:,} broken documents read, the others refused by name; {len(wrong)} faults; {spent:.0f} s")
    for fault in wrong[:QUICK]:
        print(f"  {fault}")
    return 1 if wrong else 0


def show(what: str, number: float | None, target: float | None, note: str) -> int:
    """Print a line; 1 where it misses its target."""
    if number is None:
        print(f"  {what:<52}{'not measured':>12}  {note}")
        return 0
    lower = what.startswith(("seconds", "MB", "duplicates", "records from"))
    written = f"{number:,.0f}" if abs(number) >= 100 or (lower and number == int(number)) else f"{number:.3f}"
    if target is None:
        print(f"  {what:<52}{written:>12}  {note}")
        return 0
    met = number <= target if lower else number >= target
    sign = "≤" if lower else "≥"
    print(f"  {what:<52}{written:>12}  {sign} {target:,g}  {'met' if met else 'MISSED'}  {note}".rstrip())
    return 0 if met else 1


def scorer(name: str) -> ModuleType | None:
    """A scorer of tests/floors, or None where it is not there."""
    return importlib.import_module(name) if importlib.util.find_spec(name) else None


def start() -> Iterator[Row]:
    """A first reading in a fresh process, the language model loaded."""
    timed: list[list[float]] = [
        json.loads(
            subprocess.run(
                [sys.executable, "-c", PROBE, str(SAMPLE)],
                capture_output=True,
                text=True,
                check=True,
                env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            ).stdout
        )
        for _ in range(3)
    ]
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    yield "seconds of processor time to the first reading", min(busy for _, busy in timed), 2.0, "best of 3"
    yield "seconds by the clock", min(clock for clock, _ in timed), None, load


def polnear(gold: Path, *, quick: bool) -> Iterator[Row]:
    """Attribution, and everything else that is read on the way: words a second with everything on."""
    found = scorer("polnear")
    if found is None:
        yield "PolNeAR", None, None, "tests/floors/polnear.py is not there"
        return
    from tertius.reading.reader import read_document

    folder = gold / "polnear" / "dev"
    stems = sorted(p.stem for p in (folder / "text").glob("*.txt"))[: QUICK if quick else None]
    spent, worked, words, spans, wrong = 0.0, 0.0, 0, 0, 0

    def find(document):
        nonlocal spent, worked, words, spans, wrong
        begun, busy = time.perf_counter(), time.process_time()
        reading = read_document(document)
        spent += time.perf_counter() - begun
        worked += time.process_time() - busy
        words += len(document.text.split())
        record = reading.to_dict()
        for kind in ("statements", "forecasts", "figures", "events"):
            for item in record[kind]:
                spans += 1
                block = document.block_at(item["start"])
                exact = document.text[item["start"] : item["end"]] == item["text"] != ""
                wrong += not (exact and block is not None)
        return reading.statements

    read_document(found.document_of(folder / "text" / f"{stems[0]}.txt"))
    s = found.score_corpus(folder, find, stems=stems)
    yield "content characters F1", s.content[2], 0.86, "people among themselves .914"
    yield "attribution F1", s.attribution[2], 0.68, "people .801"
    yield "attribution with source F1", s.attribution_source[2], 0.62, "people .760"
    yield f"direct quotes found (of {s.direct})", s.direct_found, 0.96, ""
    yield "direct quotes with the right speaker", s.direct_speaker, 0.88, ""
    yield f"spans exact (of {spans:,})", 1 - wrong / max(spans, 1), 1.0, ""
    yield "words/s of processor time, everything on", words / worked, 3000, f"{words:,} words"
    yield (
        "words/s by the clock, one process",
        words / spent,
        None,
        f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores",
    )
    yield from textacy(found, folder, stems)


def textacy(found: ModuleType, folder: Path, stems: list[str]) -> Iterator[Row]:
    """Direct quotations by textacy on the same parses' model, paragraph by paragraph."""
    if importlib.util.find_spec("textacy") is None:
        yield "textacy: direct quotes found", None, None, "not installed: see the head of this file"
        return
    import warnings

    from tertius.reading.language import language_model

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from textacy.extract.triples import direct_quotations
    pairs, failed, spent, words = [], 0, 0.0, 0
    pipeline = language_model().pipeline
    for stem in stems:
        document = found.document_of(folder / "text" / f"{stem}.txt")
        predicted = []
        begun = time.perf_counter()
        for block in document.blocks:
            try:
                quotes = list(direct_quotations(pipeline(document.text[block.start : block.end])))
            except Exception:  # noqa: BLE001 (of many kinds)
                # Unbalanced quotation marks, mostly.
                failed += 1
                continue
            predicted += [_attribution(found, document.text, block.start, quote) for quote in quotes]
        spent += time.perf_counter() - begun
        words += len(document.text.split())
        pairs.append((found.gold_of(folder, stem), [p for p in predicted if p.content]))
    s = found.score(pairs)
    yield "textacy: direct quotes found", s.direct_found, None, f"{failed} paragraphs raised an error"
    yield "textacy: direct quotes with the right speaker", s.direct_speaker, None, "direct speech is all it reads"
    yield "textacy: words/s", words / spent, None, ""


def _attribution(found: ModuleType, text: str, base: int, quote):
    """A quotation of textacy as the scorer takes it."""

    def characters(tokens) -> frozenset[int]:
        tokens = list(tokens)
        return (
            found._characters(text, [(base + tokens[0].idx, base + tokens[-1].idx + len(tokens[-1]))])
            if tokens
            else frozenset()
        )

    return found.Attribution(characters(quote.content), characters(quote.speaker), characters(quote.cue), direct=True)


def essays(gold: Path) -> Iterator[Row]:
    """Statements that both annotators are sure of, in two whole articles."""
    found = scorer("essays")
    if found is None:
        yield "statements of the two articles", None, None, "tests/floors/essays.py is not there"
        return
    s = found.score_articles(gold / "articles")
    yield f"statements found (of {s.sure})", s.found, 0.92, ""
    yield "speaker right", s.speaker, 0.92, ""
    yield "duplicates", s.duplicates, 0, ""
    yield "records from comments and boilerplate", s.leaks, 0, ""


def forecasts(gold: Path) -> Iterator[Row]:
    """Forecasts that both annotators are sure of, in the same two articles."""
    found = scorer("forecasts_of_articles")
    if found is None:
        yield "forecasts of the two articles", None, None, "tests/floors/forecasts_of_articles.py is not there"
        return
    import tertius as tt

    score = found.Score()
    for text, items in found.gold_of(gold / "articles"):
        reading = tt.read(text.encode())
        assert reading.document.text == text
        found.score_article(score, text, items, reading.forecasts)
    yield f"forecasts found (of {score.wanted})", score.recall, 0.90, ""
    yield "precision", score.precision, 0.80, ""
    for name, target in (
        ("move", 0.80),
        ("polarity", None),
        ("pair", None),
        ("speaker", None),
        ("condition", None),
        ("horizon", None),
    ):
        if name in score.right:
            yield f"{name} right (of {len(score.right[name])})", score.share(name), target, ""


def newsquant(gold: Path) -> Iterator[Row]:
    """Money and percent, sentence by sentence, ours and quantulum3's."""
    found = scorer("newsquant")
    if found is None:
        yield "NewsQuant", None, None, "tests/floors/newsquant.py is not there"
        return
    sentences = found.load(gold / "newsquant_dev.json")
    words = sum(len(s["text"].split()) for s in sentences)
    readers: list[tuple[str, Callable, dict[str, float]]] = [
        ("", found.tertius_figures, {"money": 0.82, "percent": 0.93})
    ]
    if importlib.util.find_spec("quantulum3"):
        from quantulum3 import classifier

        # Its classifier is a pickle of another version of its library.
        classifier.USE_CLF = False
        readers.append(("quantulum3: ", found.quantulum3, {}))
    for name, reader, targets in readers:
        begun = time.perf_counter()
        scores = found.score(reader, sentences)
        spent = time.perf_counter() - begun
        for kind, s in scores.items():
            yield f"{name}{kind} F1", s.f1, targets.get(kind), f"precision {s.precision:.2f}, recall {s.recall:.2f}"
        yield f"{name}words/s, a sentence at a time", words / spent, None, ""
    if len(readers) == 1:
        yield "quantulum3: money F1", None, None, "not installed: see the head of this file"


def plover(gold: Path) -> Iterator[Row]:
    """Events with the pair given, by our own lexicon."""
    found = scorer("plover")
    if found is None:
        yield "PLV_train", None, None, "tests/floors/plover.py is not there"
        return
    from tertius.reading.coding import classify

    s = found.score(classify, found.load(gold / "zsp" / "PLV_train.tsv"))
    yield "root macro-F1", s["root"], 0.62, "PETRARCH2 on another set .35"
    yield "penta macro-F1", s["penta"], 0.80, ""


def memory() -> Iterator[Row]:
    """Peak of this process, which has read all of the above."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    yield "MB at the peak, after everything above", peak, 600, ""


if __name__ == "__main__":
    sys.exit(main())
