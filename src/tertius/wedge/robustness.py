"""Whether the words of the verdict hold when one thing is dropped, halved, or counted more or less."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np
from scipy.special import expit, logit

from tertius.measures.evidence_weights import parts
from tertius.present.numbers import percent
from tertius.present.words import ICD203
from tertius.wedge.components.component import Component, Value
from tertius.wedge.evidence.ratios import Ratio
from tertius.wedge.judged import DISCOUNT, EDGE

__all__ = ["DISCOUNTS", "PRIORS", "Flip", "Robustness", "Swept", "robustness"]

DISCOUNTS: tuple[float, ...] = (1.0, 0.5, 0.25)
"""How far pieces that overlap are counted, from in full to a quarter."""

_COUNTED = {"1": "in full", "0.5": "by half", "0.25": "by a quarter"}

PRIORS: tuple[float, ...] = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Where the verdict would stand had it started elsewhere; shown, and no test."""

Trial = Literal["dropped", "halved", "discount", "start"]


@dataclass(frozen=True, slots=True)
class Flip:
    """One change that alters the words.

    `what` is the component's key, the item's id, the discount, or the end of the start's
    interval; `before` and `after` are the words, `probability` is what stands after.
    """

    trial: Trial
    what: str
    label: str
    before: str
    after: str
    probability: float

    def explain(self) -> str:
        """The change and what it does, as part of a sentence."""
        label = f"{self.label[:1].lower()}{self.label[1:]}"
        said = {
            "dropped": f"without {label}",
            "halved": f"with half of {label}",
            "discount": f"with overlap counted {_COUNTED.get(self.label, self.label)}",
            "start": f"from the start's {self.label}",
        }[self.trial]
        return f"{said} it is {self.after} ({percent(self.probability)})"


@dataclass(frozen=True, slots=True)
class Swept:
    """The verdict from another start."""

    start: float
    probability: float
    words: str


@dataclass(frozen=True, slots=True)
class Robustness:
    """What flips the words, and how far it was tested.

    Attributes
    ----------
    probability, words
        The verdict at its centre.
    low, high
        The smallest and largest probability of all trials that drop, halve or discount.
    flips
        Trials that alter the words: dropped, then halved, then discounts.
    from_start
        Whether the ends of the start's own 90 % interval alter the words. The interval of the
        verdict says this already, so `robust` does not turn on it.
    sweep
        The verdict had it started at .1 to .9.
    components, items
        How many of each add something, and were dropped and halved in turn.
    with_cases
        The verdict had the case list's pseudo-cases moved the components' effects; None where
        that was not asked. Shown, and no test.
    """

    probability: float
    words: str
    low: float
    high: float
    flips: tuple[Flip, ...]
    from_start: tuple[Flip, ...]
    sweep: tuple[Swept, ...]
    components: int
    items: int
    with_cases: float | None = None

    @property
    def robust(self) -> bool:
        """Whether no trial alters the words."""
        return not self.flips

    def explain(self) -> str:
        """What flips the words, by name, or how far it was tested."""
        verdict = f"{self.words} ({percent(self.probability)})"
        if self.flips:
            by_name: dict[str, Flip] = {}
            for flip in self.flips:
                by_name.setdefault(flip.what, flip)
            named = [f.explain() for f in by_name.values()]
            more = f", and {len(named) - 3} more such changes" if len(named) > 3 else ""
            said = f"Not robust: at the centre the verdict is {verdict}, but {'; '.join(named[:3])}{more}."
        elif not self.components + self.items:
            said = f"Nothing moves the number from where it starts, {verdict}: nothing could be dropped."
        else:
            tested = " and ".join(
                f"{n} {word}{'' if n == 1 else 's'}"
                for n, word in ((self.components, "component"), (self.items, "item"))
                if n
            )
            said = (
                f"At the centre the words hold, {verdict}: {tested} dropped and halved in turn, and overlap counted in "
                f"full, by half and by a quarter, leave {percent(self.low)} to {percent(self.high)}."
            )
        if self.with_cases is not None:
            said += f" With the case list's prior of ten cases it would be {percent(self.with_cases)}."
        if self.from_start:
            said += f" The start itself is uncertain: {'; '.join(f.explain() for f in self.from_start)}."
        return said

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as `--json` prints them."""
        return {
            **asdict(self),
            "flips": [asdict(f) for f in self.flips],
            "from_start": [asdict(f) for f in self.from_start],
            "sweep": [asdict(s) for s in self.sweep],
            "robust": self.robust,
            "explained": self.explain(),
        }


@dataclass(frozen=True, slots=True)
class _Piece:
    """One thing that adds to the log odds: in full, and how far the discount reaches it."""

    what: str
    label: str
    full: float
    discounted: bool

    def at(self, discount: float) -> float:
        return self.full * (discount if self.discounted else 1.0)


def robustness(
    start: tuple[float, float, float],
    components: Sequence[Component],
    values: Sequence[Value],
    ratios: Sequence[Ratio] = (),
    words: Callable[[float], str] = ICD203.words_for,
    *,
    discount: float = DISCOUNT,
    by_cases: Sequence[Component] | None = None,
) -> Robustness:
    """The words of the verdict again and again, with one thing changed each time.

    Parameters
    ----------
    start : (probability, low, high)
        What the data alone say, with its 90 % interval.
    components, values : sequences of the same components in the same order
        Their weights, and where they stand; one that is not known or below the bar adds nothing.
    ratios : sequence of Ratio
        What people gave items of evidence.
    words : callable
        From a probability to the words of a scale. A bound in brackets behind them is no other word.
    discount : float
        How far overlapping pieces count in the verdict itself, 0 to 1.
    by_cases : sequence of Component, optional
        The components as the case list would have them.

    Returns
    -------
    Robustness
        Trials: each piece that adds something dropped; each halved in log odds, that is the
        square root of its likelihood ratio; the discount at 1, .5 and .25.
    """
    assert [c.key for c in components] == [v.component for v in values], "components and values go together"
    first, at_low, at_high = (float(logit(np.clip(p, EDGE, 1 - EDGE))) for p in start)
    moving, given = _of_components(components, values), _of_ratios(ratios)
    pieces = (*moving, *given)
    added = sum(p.at(discount) for p in pieces)
    centre = float(expit(first + added))
    verdict = _plain(words(centre))

    def flips(trials: Iterator[tuple[Trial, str, str, float]]) -> Iterator[tuple[float, Flip | None]]:
        for trial, what, label, log_odds in trials:
            p = float(expit(log_odds))
            after = _plain(words(p))
            yield p, Flip(trial, what, label, verdict, after, p) if after != verdict else None

    tried = list(flips(_trials(first, pieces, discount)))
    ends: tuple[tuple[Trial, str, str, float], ...] = (
        ("start", "low", "lower end", at_low + added),
        ("start", "high", "upper end", at_high + added),
    )
    sweep = [(p, float(expit(float(logit(p)) + added))) for p in PRIORS]
    return Robustness(
        probability=centre,
        words=verdict,
        low=min((centre, *(p for p, _ in tried))),
        high=max((centre, *(p for p, _ in tried))),
        flips=tuple(flip for _, flip in tried if flip is not None),
        from_start=tuple(flip for _, flip in flips(iter(ends)) if flip is not None),
        sweep=tuple(Swept(p, after, _plain(words(after))) for p, after in sweep),
        components=len(moving),
        items=len(given),
        with_cases=_with_cases(by_cases, values, first + sum(p.at(discount) for p in given), discount),
    )


def _with_cases(
    components: Sequence[Component] | None, values: Sequence[Value], others: float, discount: float
) -> float | None:
    if components is None:
        return None
    return float(expit(others + sum(p.at(discount) for p in _of_components(components, values))))


def _trials(first: float, pieces: Sequence[_Piece], discount: float) -> Iterator[tuple[Trial, str, str, float]]:
    """Every trial and its log odds: dropped, then halved, then discounts."""
    added = sum(p.at(discount) for p in pieces)
    for p in pieces:
        yield "dropped", p.what, p.label, first + added - p.at(discount)
    for p in pieces:
        yield "halved", p.what, p.label, first + added - p.at(discount) / 2
    for w in DISCOUNTS:
        yield "discount", f"{w:g}", f"{w:g}", first + sum(p.at(w) for p in pieces)


def _of_components(components: Sequence[Component], values: Sequence[Value]) -> tuple[_Piece, ...]:
    standing = [v.value if v.counts and v.value is not None else float("nan") for v in values]
    full = parts([c.effect.mean for c in components], standing, discount=1.0)
    return tuple(_Piece(c.key, c.label, float(x), True) for c, x in zip(components, full, strict=True) if x)


def _of_ratios(ratios: Sequence[Ratio]) -> tuple[_Piece, ...]:
    return tuple(_Piece(r.id, f"“{_short(r.label)}”", r.log_ratio, r.dependent) for r in ratios if r.log_ratio)


def _plain(words: str) -> str:
    """Words without the bound in brackets that marks the end of a scale."""
    return words.partition(" (")[0]


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
