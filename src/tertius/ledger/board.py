"""A judgement board: competing hypotheses, the evidence for each, and whether the verdict would survive a doubt."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

from tertius.errors import ImpossibleQuestion, TertiusError, UnknownName

__all__ = ["Board", "Evidence", "Hypothesis", "board_from", "read_board"]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One of the answers that exclude each other; `prior` is its probability before the evidence."""

    name: str
    prior: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """One item and how probable it is under each hypothesis, in their order.

    `repeats` names the item it is a reprint of, or tells the same event as: the two share one
    weight. `weight`, 0 to 1, is how much of it is new.
    """

    text: str
    source: str
    likelihoods: tuple[float, ...]
    weight: float = 1.0
    repeats: str | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """A question, who judged it and when, the hypotheses and the evidence."""

    question: str
    by: str
    on: date
    hypotheses: tuple[Hypothesis, ...]
    evidence: tuple[Evidence, ...]

    def weights(self) -> tuple[float, ...]:
        """Weight of each item: what repeats another shares its weight with it, so reprints count once."""
        group = [e.repeats or e.text for e in self.evidence]
        return tuple(e.weight / group.count(g) for e, g in zip(self.evidence, group, strict=True))


def read_board(path: str | Path) -> Board:
    """Read a board from a TOML file.

    Parameters
    ----------
    path : str or Path
        A file with `question`, `by`, `on`, and tables `[[hypothesis]]` (name, prior) and
        `[[evidence]]` (text, source, and `likelihood`, a table from hypothesis to probability;
        optionally weight and repeats).

    Raises
    ------
    TertiusError
        When the file cannot be read or is not TOML.
    ImpossibleQuestion, UnknownName
        When it does not describe a board; see `board_from`.
    """
    try:
        with Path(path).open("rb") as f:
            found = tomllib.load(f)
    except (OSError, ValueError) as e:
        raise TertiusError(
            f"{path} is not a board", found=str(e), hint="a TOML file; see the example in --help"
        ) from None
    return board_from(found)


def board_from(found: dict[str, Any]) -> Board:
    """A board from its plain form, checked.

    Raises
    ------
    ImpossibleQuestion
        A board without author or date, with fewer than two hypotheses or none of the
        evidence, priors that do not sum to 1, or a likelihood that is missing or no probability.
    UnknownName
        A key, a hypothesis or a repeated item that is not there, with the nearest that are.
    """
    _known(found, ("question", "by", "on", "hypothesis", "evidence"), "key of a board")
    for key in ("question", "by", "on"):
        if not found.get(key):
            raise ImpossibleQuestion("a judgement says what, by whom and when", found=f"no {key!r}", hint=f"{key} = …")
    if not isinstance(found["on"], date):
        raise ImpossibleQuestion("a day is written without quotes", found=repr(found["on"]), hint="on = 2026-11-22")
    hypotheses = tuple(_hypothesis(h) for h in _tables(found, "hypothesis"))
    names = [h.name for h in hypotheses]
    if len(set(names)) < 2 or len(set(names)) < len(names):
        raise ImpossibleQuestion(
            "a board compares two or more hypotheses of different names", found=str(names), hint="[[hypothesis]]"
        )
    total = sum(h.prior for h in hypotheses)
    if abs(total - 1) > 1e-6 or min(h.prior for h in hypotheses) <= 0:
        raise ImpossibleQuestion(
            "priors of exclusive hypotheses are above 0 and sum to 1",
            found=f"{', '.join(f'{h.prior:g}' for h in hypotheses)}: {total:g}",
            hint="add 'something else' with what is left",
        )
    evidence = tuple(_evidence(e, names) for e in _tables(found, "evidence"))
    texts = [e.text for e in evidence]
    for item in evidence:
        if item.repeats is not None and item.repeats not in texts:
            raise UnknownName("item of evidence", item.repeats, texts)
    return Board(str(found["question"]), str(found["by"]), found["on"], hypotheses, evidence)


def _hypothesis(table: dict[str, Any]) -> Hypothesis:
    _known(table, ("name", "prior"), "key of a hypothesis")
    if not table.get("name") or not isinstance(table.get("prior"), (int, float)):
        raise ImpossibleQuestion("a hypothesis has a name and a prior", found=str(table), hint="prior = 0.3")
    return Hypothesis(str(table["name"]), float(table["prior"]))


def _evidence(table: dict[str, Any], names: list[str]) -> Evidence:
    _known(table, ("text", "source", "likelihood", "weight", "repeats"), "key of an item of evidence")
    if not table.get("text") or not table.get("source") or not isinstance(table.get("likelihood"), dict):
        raise ImpossibleQuestion(
            "an item of evidence has a text, a source and likelihoods",
            found=str(sorted(table)),
            hint='likelihood = { "stays" = 0.6, "leaves" = 0.2 }',
        )
    likelihood = cast("dict[str, Any]", table["likelihood"])
    _known(likelihood, names, "hypothesis")
    missing = [n for n in names if n not in likelihood]
    wrong = [n for n, v in likelihood.items() if not isinstance(v, (int, float)) or not 0 < v <= 1]
    if missing or wrong:
        raise ImpossibleQuestion(
            f"{table['text']!r} needs a likelihood above 0, at most 1, under every hypothesis",
            found=f"missing {missing}" if missing else f"wrong for {wrong}",
            hint="how probable is this item if the hypothesis is true?",
        )
    weight = table.get("weight", 1.0)
    if not isinstance(weight, (int, float)) or not 0 <= weight <= 1:
        raise ImpossibleQuestion("weights of evidence lie between 0 and 1", found=repr(weight), hint="weight = 0.5")
    repeats = table.get("repeats")
    likelihoods = tuple(float(likelihood[n]) for n in names)
    return Evidence(str(table["text"]), str(table["source"]), likelihoods, float(weight), repeats)


def _tables(found: dict[str, Any], key: str) -> list[dict[str, Any]]:
    rows = cast("list[Any]", found.get(key)) if isinstance(found.get(key), list) else []
    if not rows or not all(isinstance(r, dict) for r in rows):
        raise ImpossibleQuestion(f"a board has tables [[{key}]]", found=str(found.get(key))[:80], hint="see --help")
    return cast("list[dict[str, Any]]", rows)


def _known(table: dict[str, Any], keys: tuple[str, ...] | list[str], kind: str) -> None:
    for key in table:
        if key not in keys:
            raise UnknownName(kind, key, keys)
