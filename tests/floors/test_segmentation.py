"""What the segmentation must keep: the body of plain news, and what two annotators are sure of."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from tertius.reading.document import READ, Block
from tertius.reading.extract import Extract
from tertius.reading.intake import take_in
from tertius.reading.plain import paragraphs
from tertius.reading.segment import segment

POLNEAR = "93693755e76a63ea5eb4bfee493309137f0bccd97609a8e4511d64c0327fbc8e"
"""SHA-256 of the names and bytes of all texts and annotations of PolNeAR train and dev, in order of path."""

KEPT = 0.995
"""Floor of the share of annotated characters that lie in blocks that are read; measured: 0.9991."""


def test_plain_news_loses_none_of_its_body(shared: Path) -> None:
    """Sources, cues and contents of PolNeAR, those in headlines with them; white space counts for nothing."""
    seen = lost = 0
    digest = hashlib.sha256()
    for part in ("dev", "train"):
        folder = shared / "gold" / "polnear" / part
        for file in sorted((folder / "text").iterdir()):
            digest.update(file.name.encode() + file.read_bytes())
            text = file.read_bytes().decode()
            read = _read_characters(text)
            for notes in sorted((folder / "attributions").glob(f"{file.stem}*.ann")):
                digest.update(notes.name.encode() + notes.read_bytes())
                for start, end in _runs(notes.read_bytes().decode()):
                    words = [i for i in range(start, end) if not text[i].isspace()]
                    seen += len(words)
                    lost += sum(not read[i] for i in words)
    assert digest.hexdigest() == POLNEAR, "another corpus: measure again before the floor means anything"
    assert 1 - lost / seen >= KEPT


def _read_characters(text: str) -> bytearray:
    read = bytearray(len(text))
    for block in segment(Extract(text, paragraphs(text))):
        if block.part in READ:
            read[block.start : block.end] = b"\1" * (block.end - block.start)
    return read


def _runs(notes: str) -> list[tuple[int, int]]:
    found = re.findall(r"^T\d+\t(?:Source|Cue|Content) ([\d ;]+)\t", notes, re.MULTILINE)
    runs = [run.split() for spans in found for run in spans.split(";")]
    return [(int(start), int(end)) for start, end in runs]


@pytest.mark.parametrize(("number", "sure"), [("001", 52), ("002", 19)])
def test_what_two_annotators_are_sure_of_lies_in_what_is_read(shared: Path, number: str, sure: int) -> None:
    folder = shared / "gold" / "articles"
    document = take_in(folder / f"{number}.txt")
    assert document.text == (folder / f"{number}.txt").read_bytes().decode()
    gold = json.loads((folder / f"{number}.json").read_text(encoding="utf-8"))
    items = [item for kind in ("attributed", "forecasts", "figures", "events") for item in gold[kind] if item["sure"]]
    assert len(items) == sure
    assert [item for item in items if not _lies_in(document.blocks, item["start"], item["end"])] == []


def _lies_in(blocks: tuple[Block, ...], start: int, end: int) -> bool:
    return any(b.part in READ and b.start <= start and end <= b.end for b in blocks)
