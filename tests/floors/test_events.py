"""Events: floors on PLV_train with the pair given, and on the two articles from end to end."""

from __future__ import annotations

import json
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

# All pairs, and the half whose sentences nobody read while writing the lexicon.
FLOORS = {None: {"root": 0.78, "penta": 0.88}, 1: {"root": 0.72, "penta": 0.83}}
DYADS, DYADS_AND_ROOTS = 0.80, 0.65

PUBLISHED = {"001": date(2025, 4, 1), "002": date(2016, 11, 27)}
BODY = {"001": (322, 6500), "002": (70, 5040)}


@pytest.fixture
def plover(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    return import_module("plover")


def test_pairs_given_stay_above_their_floors(plover, shared: Path):
    from tertius.reading.coding import classify

    pairs = plover.load(shared / "gold" / "zsp" / "PLV_train.tsv")
    coded = {id(p): classify(p.text, p.source, p.target) for p in pairs}
    for half, floors in FLOORS.items():
        of = [p for p in pairs if half is None or p.half == half]
        by_place = {(p.text, p.source, p.target): coded[id(p)] for p in of}
        found = plover.score(lambda *pair, known=by_place: known[pair], of)
        assert all(found[name] >= floor for name, floor in floors.items()), (half, found)


def test_the_articles_from_end_to_end(shared: Path):
    hits = {"dyad": 0, "root": 0}
    sure = 0
    for name in PUBLISHED:
        events, gold = read_article(shared, name)
        for item in (e for e in gold["events"] if e["sure"]):
            sure += 1
            of = [e for e in events if same_dyad(e, item)]
            hits["dyad"] += bool(of)
            hits["root"] += any(e.category in {item["plover"], item.get("alt", {}).get("plover")} for e in of)
    assert hits["dyad"] / sure >= DYADS, (hits, sure)
    assert hits["root"] / sure >= DYADS_AND_ROOTS, (hits, sure)


def read_article(shared: Path, name: str):
    from tertius.reading.actors import find_mentions
    from tertius.reading.document import Block, Document, Part
    from tertius.reading.events import find_events
    from tertius.reading.parse import parse

    folder = shared / "gold" / "articles"
    text = (folder / f"{name}.txt").read_text(encoding="utf-8")
    first, last = BODY[name]
    blocks, place = [], 0
    for line in text.split("\n"):
        if line.strip() and place + len(line) > first and place < last:
            blocks.append(Block(place, place + len(line), Part.BODY))
        place += len(line) + 1
    parsed = parse(Document(name, text, "-", None, None, None, PUBLISHED[name], "en", tuple(blocks)))
    gold = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return find_events(parsed, find_mentions(parsed)), gold


def same_dyad(event, item: dict) -> bool:
    """Of what is done together the order of the two does not matter."""
    sides = (item["source"], item["target"])
    together = item["plover"] in {"AGREE", "CONSULT", "SUPPORT", "COOPERATE"}
    return (event.source, event.target) == sides or (together and (event.target, event.source) == sides)


def test_macro_f1_by_hand(plover):
    # a: 1 hit of 2 gold and 1 coded, 2/3; b: 1 of 1 gold and 2 coded, 2/3.
    assert plover.macro_f1(["a", "a", "b"], ["a", "b", "b"]) == pytest.approx(2 / 3)


def test_retreat_counts_as_yield(plover):
    pairs = [plover.Pair("x", (0, 1), (0, 1), "YIELD", 2, 0)]
    assert plover.score(lambda *_: "RETREAT", pairs) == {"root": 1.0, "penta": 1.0, "accuracy": 1.0}


def test_places_are_those_of_the_text_without_its_marks(plover, tmp_path: Path):
    row = "\tsentence\tmarked_sentence\tgold_root\tgold_penta\n0\tA met B.\t<s>A</s> met <t>B</t>.\tCONSULT\t1\n"
    file = tmp_path / "plv.tsv"
    file.write_text(row)
    with pytest.raises(ValueError, match="not the pinned corpus"):
        plover.load(file)
    pair = plover.load(file, sha256=None)[0]
    assert (pair.text, pair.source, pair.target, pair.penta) == ("A met B.", (0, 1), (6, 7), 1)
