"""Score a coder of events on PLV_train: the pair is given, its PLOVER root and penta class are asked for.

A coder is any callable from (sentence, source place, target place) to a category. RETREAT
counts as YIELD, for the corpus has 15 roots and does not tell them apart. Where the corpus
marks no source or no target, the place of the other stands for it.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["PENTA", "SHA256", "Pair", "load", "macro_f1", "score"]

SHA256 = "b184c7623cb05a48011adabd951f1a7f7efa8c80059ef4dc12c3d3231de5f5d3"
"""Of PLV_train.tsv."""

PENTA = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT"), 4),
}

Place = tuple[int, int]
Coder = Callable[[str, Place, Place], str]


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence, where its source and target stand, the gold labels, and the half it belongs to.

    Half 0 was read while the lexicon was written; half 1 was only scored.
    """

    text: str
    source: Place
    target: Place
    root: str
    penta: int
    half: int


def load(path: Path, *, sha256: str | None = SHA256) -> list[Pair]:
    """The pairs of a PLV file, refused if it is not the pinned one."""
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if sha256 is not None and found != sha256:
        raise ValueError(f"{path.name} is not the pinned corpus: {found}")
    rows = csv.DictReader(content.decode("utf-8").splitlines(keepends=True), delimiter="\t")
    return [_pair(row) for row in rows]


def score(coder: Coder, pairs: Sequence[Pair]) -> dict[str, float]:
    """Macro-F1 by root and by penta class, and the share of right roots."""
    coded = ["YIELD" if (c := coder(p.text, p.source, p.target)) == "RETREAT" else c for p in pairs]
    gold = [p.root for p in pairs]
    return {
        "root": macro_f1(gold, coded),
        "penta": macro_f1([p.penta for p in pairs], [PENTA[c] for c in coded]),
        "accuracy": sum(a == b for a, b in zip(gold, coded, strict=True)) / len(pairs),
    }


def macro_f1(gold: Sequence[object], coded: Sequence[object]) -> float:
    """The mean over the classes of gold of each one's F1."""
    f1 = []
    for kind in sorted(set(gold), key=str):
        hits = sum(a == b == kind for a, b in zip(gold, coded, strict=True))
        f1.append(2 * hits / (sum(a == kind for a in gold) + sum(b == kind for b in coded)))
    return sum(f1) / len(f1)


def _pair(row: dict[str, str]) -> Pair:
    text, places = "", {}
    half = int(hashlib.sha1(row["sentence"].encode()).hexdigest(), 16) % 2
    for piece in re.split(r"(</?[st]>)", row["marked_sentence"]):
        if piece in {"<s>", "<t>"}:
            places.setdefault(piece[1], [len(text), len(text)])
        elif piece in {"</s>", "</t>"}:
            # A party that is marked twice is taken where it stands first.
            if places[piece[2]][1] == places[piece[2]][0]:
                places[piece[2]][1] = len(text)
        else:
            text += piece
    source = places.get("s") or places.get("t") or [0, 1]
    target = places.get("t") or source
    return Pair(text, (source[0], source[1]), (target[0], target[1]), row["gold_root"], int(row["gold_penta"]), half)
