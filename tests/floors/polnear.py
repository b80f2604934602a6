"""Attribution scored on PolNeAR (Newell, Margolin and Ruths 2018).

Units
-----
A gold *attribution* is a set of content characters, a set of cue characters and a set of source
characters, each possibly in several runs; where a document has several annotators, the first by file
name is the gold. Every line of a document is a body paragraph.

A predicted attribution is the union of the statements of one line that share one cue and one speaker mention: the
gold joins "…", he said. "…" into one content, the reader keeps one statement a run. `joined=False`
scores every statement by itself.

Quotation marks, white space and the punctuation at either end of a run count for neither side: gold
contents mostly hold their quotation marks, the reader's never do.

Scores
------
content, source, cue
    Precision, recall and F1 of the characters of the whole corpus, each character counted once a document.
attribution
    F1 of attributions matched one to one, best first, by an intersection over union of the content of 0.5 or more.
attribution_source
    The same; a match counts only where the speaker mentions overlap, or neither side has one.
direct_found, direct_speaker
    Every statement by itself here, as nobody joins in a plain listing of quotes.
    Of the gold attributions that have a source and whose every run opens and closes with a double quotation mark: the
    share matched, and the share matched with overlapping speaker mentions.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tertius.reading.document import Block, Document, Part, document_id
from tertius.reading.record import Statement

__all__ = ["Attribution", "Scores", "corpus_sha256", "document_of", "gold_of", "predicted_of", "score", "score_corpus"]

_QUOTES = frozenset("\"'\u2018\u2019\u201c\u201d\u201e\u201f\u00ab\u00bb`")
_EDGE = _QUOTES | frozenset(" \t\r\n\u00a0.,;:!?-\u2013\u2014\u2026()[]")
_DOUBLE = frozenset('"\u201c\u201d')


@dataclass(frozen=True, slots=True)
class Attribution:
    """Characters of content, source and cue as positions; `direct`: with a source, all runs in double marks."""

    content: frozenset[int]
    source: frozenset[int]
    cue: frozenset[int]
    direct: bool = False


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares of 1; each triple is precision, recall, F1."""

    content: tuple[float, float, float]
    source: tuple[float, float, float]
    cue: tuple[float, float, float]
    attribution: tuple[float, float, float]
    attribution_source: tuple[float, float, float]
    direct: int
    direct_found: float
    direct_speaker: float


def corpus_sha256(folder: Path) -> str:
    """SHA-256 over the names and bytes of all files below a folder, in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def document_of(path: Path) -> Document:
    """A text of the corpus with every line that holds anything as a block of the body."""
    text = path.read_bytes().decode("utf-8")
    blocks = []
    for line in re.finditer(r"[^\n]+", text):
        words = line.group()
        if words.strip():
            start = line.start() + len(words) - len(words.lstrip())
            blocks.append(Block(start, start + len(words.strip()), Part.BODY))
    return Document(document_id(text), text, path.name, None, None, None, None, "en", tuple(blocks))


def gold_of(folder: Path, stem: str) -> list[Attribution]:
    """The attributions of the first annotator of a document."""
    text = (folder / "text" / f"{stem}.txt").read_bytes().decode("utf-8")
    first = min((folder / "attributions").glob(f"{stem}_????.ann"))
    spans: dict[str, list[tuple[int, int]]] = {}
    relations: list[list[tuple[str, str]]] = []
    for line in first.read_bytes().decode("utf-8").split("\n"):
        key, _, rest = line.partition("\t")
        if key.startswith("T") and " " in rest:
            places = rest.split("\t")[0].split(" ", 1)[1]
            spans[key] = [(int(a), int(b)) for a, b in (run.split() for run in places.split(";"))]
        elif key.startswith("E"):
            relations.append([(role, target) for role, _, target in (x.partition(":") for x in rest.split())])
    found = []
    for relation in relations:
        roles: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for role, target in relation:
            roles[role.rstrip("0123456789")] += spans.get(target, [])
        if roles["Content"]:
            found.append(
                Attribution(
                    _characters(text, roles["Content"]),
                    _characters(text, roles["Source"]),
                    _characters(text, roles["Cue"]),
                    direct=_in_quotes(text, roles["Content"]) and bool(roles["Source"]),
                )
            )
    return [a for a in found if a.content]


def predicted_of(text: str, statements: Iterable[Statement], *, joined: bool = True) -> list[Attribution]:
    """Statements as attributions, those of one cue and one speaker mention joined."""
    groups: dict[object, list[Statement]] = defaultdict(list)
    for number, s in enumerate(statements):
        line = text.count("\n", 0, s.start)
        own = (s.cue_start, s.cue_end, s.speaker_start, s.speaker_end, line if joined else -number)
        groups[own if s.cue_end > s.cue_start else number].append(s)
    return [
        Attribution(
            _characters(text, [(s.start, s.end) for s in group]),
            _characters(text, [(group[0].speaker_start, group[0].speaker_end)]),
            _characters(text, [(group[0].cue_start, group[0].cue_end)]),
            direct=all(s.mode == "direct" for s in group),
        )
        for group in groups.values()
    ]


def score_corpus(
    folder: Path, find: Callable[[Document], Sequence[Statement]], *, joined: bool = True, stems: Sequence[str] = ()
) -> Scores:
    """Read every document of a part of the corpus with `find` and score what it found."""
    read = []
    for stem in stems or sorted(p.stem for p in (folder / "text").glob("*.txt")):
        document = document_of(folder / "text" / f"{stem}.txt")
        read.append((gold_of(folder, stem), document.text, find(document)))
    return score(
        [(gold, predicted_of(text, found, joined=joined)) for gold, text, found in read],
        [(gold, predicted_of(text, found, joined=False)) for gold, text, found in read],
    )


Pairs = Sequence[tuple[list[Attribution], list[Attribution]]]
"""Gold and predicted attributions of each document."""


def score(pairs: Pairs, runs: Pairs = ()) -> Scores:
    """Scores of (gold, predicted) of many documents together; the direct quotes from `runs` where given."""
    hits = [hit for gold, predicted in pairs for hit in _matched(gold, predicted)]
    n_gold, n_predicted = (sum(len(pair[i]) for pair in pairs) for i in (0, 1))
    voiced = [(g, p) for g, p in hits if g.source & p.source or not (g.source or p.source)]
    direct = sum(g.direct for gold, _ in pairs for g in gold)
    quoted = [(g, p) for gold, predicted in runs or pairs for g, p in _matched(gold, predicted) if g.direct]
    return Scores(
        content=_characters_f1(pairs, "content"),
        source=_characters_f1(pairs, "source"),
        cue=_characters_f1(pairs, "cue"),
        attribution=_f1(len(hits), n_predicted, n_gold),
        attribution_source=_f1(len(voiced), n_predicted, n_gold),
        direct=direct,
        direct_found=len(quoted) / max(direct, 1),
        direct_speaker=sum(bool(g.source & p.source) for g, p in quoted) / max(direct, 1),
    )


def _matched(gold: Sequence[Attribution], predicted: Sequence[Attribution]) -> list[tuple[Attribution, Attribution]]:
    """Pairs of one gold and one predicted attribution, best overlap first, then the one whose speaker overlaps."""
    candidates = []
    for i, g in enumerate(gold):
        for j, p in enumerate(predicted):
            both = len(g.content & p.content)
            if both and both / len(g.content | p.content) >= 0.5:
                candidates.append((both / len(g.content | p.content), bool(g.source & p.source), -i, -j))
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    pairs = []
    for _, _, i, j in sorted(candidates, reverse=True):
        if -i not in taken_gold and -j not in taken_predicted:
            taken_gold.add(-i)
            taken_predicted.add(-j)
            pairs.append((gold[-i], predicted[-j]))
    return pairs


def _characters_f1(pairs: Pairs, what: str) -> tuple[float, float, float]:
    both = n_gold = n_predicted = 0
    for gold, predicted in pairs:
        ours: set[int] = set().union(*(getattr(p, what) for p in predicted))
        theirs: set[int] = set().union(*(getattr(g, what) for g in gold))
        both, n_gold, n_predicted = both + len(ours & theirs), n_gold + len(theirs), n_predicted + len(ours)
    return _f1(both, n_predicted, n_gold)


def _f1(hits: int, n_predicted: int, n_gold: int) -> tuple[float, float, float]:
    precision, recall = hits / max(n_predicted, 1), hits / max(n_gold, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def _characters(text: str, runs: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Positions of the characters of runs that count."""
    kept: set[int] = set()
    for start, end in runs:
        while start < end and text[start] in _EDGE:
            start += 1
        while start < end and text[end - 1] in _EDGE:
            end -= 1
        kept.update(i for i in range(start, end) if text[i] not in _QUOTES and not text[i].isspace())
    return frozenset(kept)


def _in_quotes(text: str, runs: Sequence[tuple[int, int]]) -> bool:
    trimmed = [text[a:b].strip() for a, b in runs]
    return all(len(run) > 2 and run[0] in _DOUBLE and run.rstrip(",.")[-1] in _DOUBLE for run in trimmed)
