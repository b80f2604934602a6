"""Documents that nobody would write: the samples of tests/samples/reading, broken in a seeded way.

`fuzz_documents(n, seed)` makes them: any test of the reader may run over the same ones.
`read_all(n, seed)` gives them to the whole reader.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

SAMPLES = Path(__file__).parents[1] / "samples" / "reading"

TAGS = (
    b"<div>",
    b"</div>",
    b"<p>",
    b"<b",
    b"</p></p>",
    b"<!--",
    b"-->",
    b"<script>",
    b"<table><tr>",
    b"&#x1F600;",
    b"&lt;",
)
MARKS = ("\u200f", "\u202e", "\u2066", "\ufeff", "\u200d", "\u0301", "\U0001f600", "\u2028", "\x85", "\x0c", "\x1d")
QUOTES = ("“", "”", '"', "‘", "’", "«", "„", "(", "]")
LINES = (
    "Ada says:",
    "3 Comments",
    "Reply",
    "Related",
    "* * *",
    "Editor's note:",
    "By Ada Renn",
    "© 2020",
    "Photo: X",
    "March 3, 2021 at 4:15 pm",
    "# ",
    "> ",
    "```",
    "---",
    "Subscribe",
    "https://example.org/" + "a" * 300,
)


def flip(data: bytearray, rng: random.Random) -> None:
    for _ in range(rng.randint(1, 30)):
        data[rng.randrange(len(data))] = rng.randrange(256)


def cut(data: bytearray, rng: random.Random) -> None:
    del data[rng.randrange(len(data)) :]


def remove(data: bytearray, rng: random.Random) -> None:
    start = rng.randrange(len(data))
    del data[start : start + rng.randint(1, 400)]


def double(data: bytearray, rng: random.Random) -> None:
    start = rng.randrange(len(data))
    piece = data[start : start + rng.randint(1, 300)]
    data[start:start] = piece * rng.randint(1, 8)


def insert(pieces: tuple[bytes, ...]) -> Callable[[bytearray, random.Random], None]:
    def mutate(data: bytearray, rng: random.Random) -> None:
        for _ in range(rng.randint(1, 12)):
            place = rng.randrange(len(data) + 1)
            data[place:place] = rng.choice(pieces)

    return mutate


def nest(data: bytearray, rng: random.Random) -> None:
    place = rng.randrange(len(data) + 1)
    data[place:place] = rng.choice((b"<div>", b"<blockquote>", b"<span><i>", b"> ")) * rng.randint(2, 300)


def recode(data: bytearray, rng: random.Random) -> None:
    text = bytes(data).decode("utf-8", "replace")
    data[:] = text.encode(rng.choice(("utf-16", "utf-16-le", "utf-8-sig", "cp1252", "latin-1", "koi8-r")), "replace")


def mix(data: bytearray, rng: random.Random) -> None:
    half = rng.randrange(len(data) + 1)
    data[half:] = bytes(data[half:]).decode("utf-8", "replace").encode("cp1252", "replace")


def new_lines(data: bytearray, rng: random.Random) -> None:
    data[:] = bytes(data).replace(b"\n", rng.choice((b"\r\n", b"\r", b"\n\n", b" ", b"\n  ", b"\xe2\x80\xa9")))


def splice(data: bytearray, rng: random.Random) -> None:
    other = rng.choice(_samples())[1]
    data[rng.randrange(len(data)) :] = other[rng.randrange(len(other)) :]


MUTATIONS = (
    flip,
    cut,
    remove,
    double,
    nest,
    recode,
    mix,
    new_lines,
    splice,
    insert(TAGS),
    insert((b"\0", b"\0\0\0", b"\x01")),
    insert(tuple(m.encode() for m in MARKS)),
    insert(tuple(q.encode() for q in QUOTES)),
    insert(tuple(f"\n\n{line}\n\n".encode() for line in LINES)),
    insert((b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf0\x9f")),
)
SUFFIXES = (".txt", ".html", ".md", ".pdf", "", ".doc")


def _samples() -> list[tuple[str, bytes]]:
    return [(p.name, p.read_bytes()) for p in sorted(SAMPLES.iterdir()) if p.suffix != ".parts"]


def fuzz_documents(n: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """`n` names and bytes; the same for the same seed. One in five has a name that does not fit its bytes."""
    rng = random.Random(seed)
    samples = _samples()
    for i in range(n):
        name, sample = rng.choice(samples)
        data = bytearray(sample)
        for _ in range(rng.randint(1, 5)):
            rng.choice(MUTATIONS)(data, rng)
            data = data or bytearray(b" ")
        stem, suffix = name.rsplit(".", 1)
        wrong = rng.random() < 0.2
        yield f"{stem}-{seed}-{i}{rng.choice(SUFFIXES) if wrong else '.' + suffix}", bytes(data)


def read_all(n: int, seed: int) -> tuple[int, list[str]]:
    """How many of `n` documents the whole reader read, and what was wrong: a crash, or a span that is not exact."""
    from tertius.errors import TertiusError
    from tertius.reading.intake import Raw, take_in
    from tertius.reading.reader import read_document

    read, wrong = 0, []
    for name, data in fuzz_documents(n, seed):
        try:
            document = take_in(Raw(data, name))
            found = read_document(document)
            record = found.to_dict()
        except TertiusError:
            continue
        except Exception as error:
            wrong.append(f"{name}: {type(error).__name__}: {error}")
            continue
        read += 1
        size = len(document.text)
        wrong += [f"{name}: span {a}:{b} of {size}" for a, b in found.spans() if not 0 <= a < b <= size]
        wrong += [
            f"{name}: {item['text']!r} at {item['start']}"
            for kind in ("statements", "forecasts", "figures", "events")
            for item in record[kind]
            if document.text[item["start"] : item["end"]] != item["text"]
        ]
    return read, wrong
