"""Ten thousand broken documents: each is taken in or refused by name, and no span is wrong.

The whole reader runs over some hundreds of them here, and over all in `bench/reading.py --fuzz 10000`.
"""

from __future__ import annotations

import importlib.util
import time
from pathlib import Path

from tertius.errors import TertiusError
from tertius.reading.document import Document
from tertius.reading.intake import Raw, take_in

_SPEC = importlib.util.spec_from_file_location("fuzz", Path(__file__).with_name("fuzz.py"))
assert _SPEC is not None
assert _SPEC.loader is not None
fuzz = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(fuzz)

DOCUMENTS = 10_000
WHOLLY_READ = 200
SEED = 1987
SLOWEST = 10.0
"""Seconds for one document of a few kilobytes; a pattern that runs away takes minutes."""


def faults(document: Document) -> list[str]:
    """What is wrong with the blocks of a document."""
    found = []
    end = 0
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if not end <= block.start < block.end <= len(document.text):
            found.append(f"{block} begins before {end} or ends after {len(document.text)}")
        if text != text.strip():
            found.append(f"{block} has white space at its ends: {text!r}")
        if document.text[end : block.start].strip() and not document.source.endswith((".md", ".markdown")):
            found.append(f"text lies between blocks: {document.text[end : block.start]!r}")
        end = block.end
    if "\0" in document.text:
        found.append("a null character")
    return found


def is_plain(name: str, data: bytes) -> bool:
    return name.endswith(".txt") and not data[:1024].lstrip().startswith(b"%PDF-")


def test_no_document_crashes_the_intake_and_no_span_is_wrong() -> None:
    taken, wrong = 0, []
    for name, data in fuzz.fuzz_documents(DOCUMENTS, SEED):
        begun = time.process_time()
        try:
            document = take_in(Raw(data, name))
        except TertiusError:
            continue
        taken += 1
        wrong += [(name, fault) for fault in faults(document)]
        if time.process_time() - begun > SLOWEST:
            wrong.append((name, "slow"))
        expected = as_python_decodes(data) if is_plain(name, data) else None
        if expected is not None and document.text != expected:
            wrong.append((name, "the text was altered"))
    assert wrong == []
    # A run that refused most documents would prove nothing.
    assert taken > 0.7 * DOCUMENTS


def test_the_whole_reader_survives_them_and_every_span_is_exact() -> None:
    read, wrong = fuzz.read_all(WHOLLY_READ, SEED)
    assert wrong == []
    assert read > 0.6 * WHOLLY_READ


def as_python_decodes(data: bytes) -> str | None:
    """What `bytes.decode` gives; None where that fails, or where so many zeros may mean UTF-16."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data.count(0) > 2:
        return None
    try:
        return data.decode().removeprefix("\ufeff").replace("\0", " ")
    except UnicodeDecodeError:
        return None


def test_the_documents_are_the_same_for_the_same_seed() -> None:
    assert list(fuzz.fuzz_documents(30, 4)) == list(fuzz.fuzz_documents(30, 4))
    assert list(fuzz.fuzz_documents(30, 4)) != list(fuzz.fuzz_documents(30, 5))
