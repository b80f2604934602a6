"""Identical resolutions found again: which roll calls of two sessions vote on one and the same text.

A bridge lets positions of different sessions be compared: the text is the same, so a
changed vote is a changed position. Up to session 74 the pairs are those of the published
code, compared by people, in ``bridges.csv``. Later ones are found here by the words of their
titles. Words alone find twice as many pairs in the older sessions as people did, since a
title often stays while the text under it changes: such false bridges pull positions together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import polars as pl

from tertius.errors import ImpossibleQuestion

__all__ = [
    "LIKENESS",
    "all_bridges",
    "bridges",
    "content_words",
    "items_of",
    "likeness",
    "published_bridges",
    "read_bridges",
]

LIKENESS = 1.0
"""Two titles are one when this share of all their words stands in both: all of them."""

COMPARED_TO = 74
"""The last session whose texts the published list compares."""

TITLED_FROM = 72
"""From this session the producer's title is the resolution's own; before, the description is fuller."""

_NOISE = re.compile(
    r"\s*:\s*(resolution|decision).*$|\s*/\s*adopted by.*$|^a/(res/)?\d+/\S+\s|\(a/[^)]*\)"
    r"|\bresolution \d+ ?\w? ?\([ivxlc]+\)|\bof \d+ \w+ \d{4}\b|\b(19|20)\d\d\b|\bfor (the )?(biennium|year) .*$"
)
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "a adopt all an and approve as assembly at by call draft for from general in its nations of on reaffirm "
        "request res resol resolution that the their to un united upon urge with",
    )
)


def content_words(text: str) -> frozenset[str]:
    """The words that tell a resolution from another: no dates, numbers, symbols or formulae, no plural s."""
    plain = re.sub(r"[^a-z ]+", " ", _NOISE.sub(" ", text.casefold()))
    return frozenset(word.rstrip("s") for word in plain.split() if word not in _COMMON)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of all words that stand in both (Jaccard), 0 to 1; 0 where either has none."""
    return len(one & other) / len(one | other) if one and other else 0.0


@cache
def published_bridges() -> tuple[tuple[int, int], ...]:
    """The 955 pairs (earlier, later) of the published code, by the producer's roll-call numbers.

    Bailey, Strezhnev & Voeten, Data/Matches.csv in the repository of their estimates (CC0).
    """
    return read_bridges(Path(__file__).with_name("bridges.csv"))


def read_bridges(path: Path) -> tuple[tuple[int, int], ...]:
    """The pairs of a CSV file with the columns `earlier,later`, in the producer's roll-call numbers.

    Raises
    ------
    ImpossibleQuestion
        A file that cannot be read, another header, or a line that is not two numbers.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as e:
        raise ImpossibleQuestion(
            f"the bridges in {path} cannot be read", found=type(e).__name__, hint="give a CSV file in UTF-8"
        ) from None
    hint = "the first line is earlier,later; every other line two roll-call numbers (rcid), such as 299,331"
    if not lines or [cell.strip() for cell in lines[0].split(",")] != ["earlier", "later"]:
        raise ImpossibleQuestion(
            f"{path.name}, line 1: not the header of bridges", found=repr(lines[0] if lines else ""), hint=hint
        )
    pairs: list[tuple[int, int]] = []
    for number, line in enumerate(lines[1:], start=2):
        cells = [cell.strip() for cell in line.split(",")]
        if cells == [""]:
            continue
        if len(cells) != 2 or not all(cell.isascii() and cell.isdigit() for cell in cells):
            raise ImpossibleQuestion(f"{path.name}, line {number}: not a bridge", found=repr(line), hint=hint)
        pairs.append((int(cells[0]), int(cells[1])))
    return tuple(pairs)


def all_bridges(resolutions: pl.DataFrame) -> list[tuple[int, int]]:
    """The published pairs among these roll calls, and those found by title in later sessions."""
    there = set(resolutions["rcid"])
    listed = [(a, b) for a, b in published_bridges() if a in there and b in there]
    newer = resolutions.filter(pl.col("session") >= COMPARED_TO)
    return listed + bridges(newer)


def bridges(resolutions: pl.DataFrame, *, threshold: float = LIKENESS) -> list[tuple[int, int]]:
    """Pairs (earlier, later) of roll calls on one text, from the session before to the next that voted.

    Each roll call is in at most one pair forwards and one backwards: the likest pair first,
    then the nearest in number.
    """
    sessions: dict[int, list[tuple[int, frozenset[str]]]] = {}
    columns = resolutions.select("rcid", "session", "title", "description").sort("session", "rcid")
    for rcid, session, title, description in columns.iter_rows():
        text = (title if session >= TITLED_FROM else description) or ""
        sessions.setdefault(session, []).append((rcid, content_words(text)))
    found: list[tuple[int, int]] = []
    held = sorted(sessions)
    for before, now in pairwise(held):
        found += _matches(sessions[before], sessions[now], threshold)
    return sorted(found)


def items_of(rcids: Iterable[int], pairs: Sequence[tuple[int, int]]) -> Mapping[int, int]:
    """The item of every roll call: the earliest of its chain of bridges, itself where it has none.

    Raises
    ------
    ImpossibleQuestion
        A bridge to a roll call that is not there, two bridges into one, or a chain that loops.
    """
    ids = set(rcids)
    before: dict[int, int] = {}
    for earlier, later in pairs:
        if not {earlier, later} <= ids:
            raise ImpossibleQuestion(
                "a bridge joins two roll calls that are there",
                found=f"({earlier}, {later})",
                hint="use the numbers of the producer's column rcid",
            )
        if later in before:
            raise ImpossibleQuestion(
                "a roll call repeats one earlier one",
                found=f"{later} repeats {before[later]} and {earlier}",
                hint="join the texts in a chain: each to the last before it",
            )
        before[later] = earlier
    return {rcid: _first(rcid, before) for rcid in sorted(ids)}


def _first(rcid: int, before: Mapping[int, int]) -> int:
    seen = [rcid]
    while seen[-1] in before:
        seen.append(before[seen[-1]])
        if seen[-1] in seen[:-1]:
            raise ImpossibleQuestion(
                "a chain of bridges ends at its first roll call",
                found=" → ".join(map(str, seen)),
                hint="remove one of these bridges: they loop",
            )
    return seen[-1]


def _matches(
    earlier: list[tuple[int, frozenset[str]]], later: list[tuple[int, frozenset[str]]], threshold: float
) -> list[tuple[int, int]]:
    scored = sorted(
        (-score, new - old, old, new)
        for new, words in later
        for old, others in earlier
        if min(len(words), len(others)) >= 2 and (score := likeness(words, others)) >= threshold
    )
    taken: set[int] = set()
    found: list[tuple[int, int]] = []
    for _, _, old, new in scored:
        if old not in taken and new not in taken:
            taken |= {old, new}
            found.append((old, new))
    return found
