"""What a judgement board says, and under which doubts it would say something else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from tertius.errors import TertiusError
from tertius.ledger.board import Board
from tertius.measures.hypotheses import diagnosticity, drop_one, halved, inconsistency, posterior, prior_sweep
from tertius.present.numbers import percent

__all__ = ["DEPENDENCE", "MATRIX_WARNING", "Flip", "Verdict", "argdown", "weigh", "write_argdown"]

DEPENDENCE = (1.0, 0.5, 0.25)
"""Weights given to all evidence at once: what if the items are less independent than they look."""

_SWEEP = tuple(i / 10 for i in range(1, 10))

MATRIX_WARNING = "Counting what is inconsistent does not make analysts more accurate (Dhami, Belton & Mandel 2019)."


@dataclass(frozen=True, slots=True)
class Flip:
    """A doubt under which another hypothesis leads: which doubt, and who leads then."""

    doubt: str
    leads: str
    probability: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """The posterior of a board and what would overturn it.

    Attributes
    ----------
    probabilities
        After the evidence, in the order of the board's hypotheses; they sum to 1.
    telling
        For each item, its weighted log likelihood ratio between the leader and the runner-up:
        above 0 it speaks for the leader.
    flips
        Doubts under which another hypothesis leads; empty for a robust verdict.
    inconsistent
        Heuer's count of items against each hypothesis, for display; see `MATRIX_WARNING`.
    """

    board: Board
    probabilities: tuple[float, ...]
    telling: tuple[float, ...]
    flips: tuple[Flip, ...]
    inconsistent: tuple[int, ...]

    @property
    def leader(self) -> str:
        """The hypothesis with the highest probability."""
        return self.board.hypotheses[int(np.argmax(self.probabilities))].name

    @property
    def robust(self) -> bool:
        """Whether no single doubt gives the lead to another hypothesis."""
        return not self.flips

    @property
    def provenance(self) -> tuple[str, ...]:
        """Where the evidence comes from, each source once."""
        return tuple(dict.fromkeys(e.source for e in self.board.evidence))

    @property
    def caveats(self) -> tuple[str, ...]:
        """What the verdict does not know."""
        found = [f"A judgement by {self.board.by}, {self.board.on.isoformat()}; priors and likelihoods are theirs."]
        if not any("else" in h.name.casefold() or "other" in h.name.casefold() for h in self.board.hypotheses):
            found.append("No hypothesis stands for what nobody thought of.")
        if len({h.prior for h in self.board.hypotheses}) > 1 and not self.board.evidence:
            found.append("No evidence: this is the prior.")
        return (*found, MATRIX_WARNING)

    def explain(self) -> str:
        """The verdict in plain words, with its doubt."""
        best = max(self.probabilities)
        said = f"{self.leader}: {percent(best)}, from {len(self.board.evidence)} items of evidence."
        if self.robust:
            return f"{said} No single doubt tried here gives the lead to another hypothesis."
        first = self.flips[0]
        return f"{said} Not robust: {first.leads} leads at {percent(first.probability)} {first.doubt}" + (
            f", and under {len(self.flips) - 1} more doubts." if len(self.flips) > 1 else "."
        )

    def to_frame(self) -> pl.DataFrame:
        """A row per hypothesis: prior, posterior, items inconsistent with it."""
        return pl.DataFrame(
            {
                "hypothesis": [h.name for h in self.board.hypotheses],
                "prior": [h.prior for h in self.board.hypotheses],
                "posterior": self.probabilities,
                "inconsistent": self.inconsistent,
            }
        )

    def to_dict(self) -> dict[str, object]:
        """As JSON."""
        return {
            "question": self.board.question,
            "by": self.board.by,
            "on": self.board.on.isoformat(),
            "hypotheses": self.to_frame().to_dicts(),
            "evidence": [
                {"text": e.text, "source": e.source, "weight": w, "telling": t}
                for e, w, t in zip(self.board.evidence, self.board.weights(), self.telling, strict=True)
            ],
            "leader": self.leader,
            "robust": self.robust,
            "flips": [{"doubt": f.doubt, "leads": f.leads, "probability": f.probability} for f in self.flips],
            "caveats": list(self.caveats),
        }


def weigh(board: Board) -> Verdict:
    """Weigh a board: the posterior, each item's say, and every doubt that would overturn it."""
    prior = np.array([h.prior for h in board.hypotheses])
    prior = prior / prior.sum()
    likely = np.array([e.likelihoods for e in board.evidence]).reshape(-1, len(prior))
    weights = np.array(board.weights())
    after = posterior(prior, likely, weights)
    first, second = (int(i) for i in np.argsort(after)[::-1][:2])
    return Verdict(
        board,
        tuple(float(v) for v in after),
        tuple(float(v) for v in weights * diagnosticity(likely, first, second)),
        _flips(board, prior, likely, weights, first),
        tuple(int(v) for v in inconsistency(likely)),
    )


def _flips(board: Board, prior: np.ndarray, likely: np.ndarray, weights: np.ndarray, first: int) -> tuple[Flip, ...]:
    """Each doubt under which another hypothesis leads, the plainest kind of doubt first."""
    names = [h.name for h in board.hypotheses]
    texts = [e.text for e in board.evidence]
    tried = [(f"without “{t}”", p) for t, p in zip(texts, drop_one(prior, likely, weights), strict=True)]
    tried += [(f"if “{t}” tells half as much", p) for t, p in zip(texts, halved(prior, likely, weights), strict=True)]
    tried += [(f"if every item weighs {w:g}", posterior(prior, likely, weights * w)) for w in DEPENDENCE[1:]]
    swept = prior_sweep(prior, likely, first, _SWEEP, weights)
    tried += [(f"if the prior of “{names[first]}” is {percent(v)}", p) for v, p in zip(_SWEEP, swept, strict=True)]
    return tuple(
        Flip(doubt, names[int(np.argmax(p))], float(p.max())) for doubt, p in tried if int(np.argmax(p)) != first
    )


def argdown(verdict: Verdict) -> str:
    """The board as Argdown: each hypothesis a statement, each item a reason for it or against it.

    An item supports a hypothesis where it is likelier under it than on average under the
    others, and attacks it where it is less likely.
    """
    board = verdict.board
    lines = ["===", f"title: {_plain(board.question)}", f"author: {_plain(board.by)}", f"date: {board.on}", "===", ""]
    for i, (h, p) in enumerate(zip(board.hypotheses, verdict.probabilities, strict=True)):
        lines.append(f"[{_plain(h.name)}]: {_plain(h.name)} ({percent(p)}; prior {percent(h.prior)})")
        for n, e in enumerate(board.evidence, 1):
            others = [v for j, v in enumerate(e.likelihoods) if j != i]
            gap = e.likelihoods[i] - sum(others) / len(others)
            if gap:
                lines.append(f"  {'+' if gap > 0 else '-'} <E{n}>")
        lines.append("")
    lines += [f"<E{n}>: {_plain(e.text)} ({_plain(e.source)})" for n, e in enumerate(board.evidence, 1)]
    return "\n".join(lines) + "\n"


def write_argdown(verdict: Verdict, path: str | Path) -> None:
    """Write the board to a file as Argdown.

    Raises
    ------
    TertiusError
        When the file cannot be written.
    """
    try:
        Path(path).write_text(argdown(verdict), encoding="utf-8")
    except OSError as e:
        raise TertiusError(f"{path} cannot be written", found=str(e), hint="another folder, or another name") from None


def _plain(text: str) -> str:
    """Text without what Argdown reads as markup."""
    return " ".join(text.translate(str.maketrans("[]<>{}#*_", "()()()  -")).split())
