"""A judgement component's value: what persons hold of it, and whether two coders agree enough for it to count."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Literal

import numpy as np

from tertius.casebook.judgement import SCALE, Judgement, standing
from tertius.measures.agreement import BAR, kappa_interval, weighted_kappa
from tertius.present.numbers import day, signed
from tertius.states import find
from tertius.wedge.components.component import Asked, Component, Value
from tertius.wedge.components.reference import not_known

__all__ = [
    "CODED",
    "Agreement",
    "about",
    "agreement",
    "measure",
    "own_judgements",
    "shown_beside",
    "value_of",
]

CODED = ("goal", "credibility", "constraint", "binding")
"""Components that two coders judged for every case."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Weighted kappa of the two coders over the cases both coded, with the 90 % interval of the linear one."""

    component: str
    cases: int
    linear: float
    low: float
    high: float
    quadratic: float


def about(judgements: Iterable[Judgement], definition: Component) -> tuple[Judgement, ...]:
    """Those of one component."""
    return tuple(j for j in judgements if j.about == f"component:{definition.key}")


def measure(definition: Component, held: Iterable[Judgement], asked: Asked) -> Value:
    """Where a component stands by judgement: by a casebook's, and where it has none, by the project's own.

    Parameters
    ----------
    definition : Component
        One that is known by judgement.
    held : iterable of Judgement
        Those of a casebook that stand on the day and the question.
    asked : Asked
        The question and the day.
    """
    found = about(held, definition) or about(standing(own_judgements(), asked.day, question=asked.question), definition)
    return value_of(definition, found, {key: a.linear for key, a in agreement().items()})


def value_of(definition: Component, judgements: Sequence[Judgement], agreement: Mapping[str, float]) -> Value:
    """Where persons see a component.

    Parameters
    ----------
    definition : Component
        One that is known by judgement.
    judgements : sequence of Judgement
        Those that stand on this component of this question: of each person one.
    agreement : mapping of component to kappa
        How far two coders agree on it over the case list; a component that is not in it has
        not been coded and stays below the bar.

    Returns
    -------
    Value
        The mean over persons; its interval reaches from the lowest low to the highest high,
        and a person who gave none counts half a step on either side.
    """
    if not judgements:
        return not_known(definition.key, "Nobody has judged it for this question.")
    ends = [
        (j.low if j.low is not None else j.value - 0.5, j.high if j.high is not None else j.value + 0.5)
        for j in judgements
    ]
    value = float(np.mean([j.value for j in judgements]))
    kappa = agreement.get(definition.key, float("nan"))
    status: Literal["judged", "below the bar"] = "judged" if kappa >= BAR else "below the bar"
    enough = (
        f"two coders' weighted kappa over the case list is {kappa:.2f}, {'at least' if kappa >= BAR else 'below'} {BAR}"
        if np.isfinite(kappa)
        else f"no two coders' agreement on it is known, so it stays below the bar of {BAR}"
    )
    said = "one judgement" if len(judgements) == 1 else f"{len(judgements)} judgements"
    # A line a person: breaks that somebody wrote in a reason or a name would read as another.
    persons = "\n".join(
        " ".join(f"{j.who}, {day(j.made)}: {signed(j.value, 1)}. {j.why}".splitlines()) for j in judgements
    )
    return Value(
        definition.key,
        value,
        min(value, *(low for low, _ in ends)),
        max(value, *(high for _, high in ends)),
        f"{signed(value, 1)} on the scale from −2 to +2, {said}",
        max(j.made for j in judgements).year,
        status,
        f"A judgement; {enough}.\n{persons}",
        tuple(f"judgement:{j.id}" for j in judgements),
    )


def shown_beside(value: Value, judgements: Sequence[Judgement]) -> str:
    """A measured component's `why` with what persons hold of it: shown, and not used."""
    said = "; ".join(f"{j.who}, {j.made.isoformat()}: {signed(j.value, 1)}" for j in judgements)
    return f"{value.why} Judged by persons, shown and not used: {said}." if said else value.why


@cache
def agreement() -> Mapping[str, Agreement]:
    """How far the two coders agree on each component they coded, from the codings in the package."""
    rows = _rows("codings.csv")
    found: dict[str, Agreement] = {}
    for key in CODED:
        one, two = (np.array([float(r[f"{key}_{coder}"]) for r in rows]) for coder in (1, 2))
        linear = weighted_kappa(one, two, categories=SCALE)
        low, high = kappa_interval(one, two, categories=SCALE)
        quadratic = weighted_kappa(one, two, categories=SCALE, weights="quadratic")
        found[key] = Agreement(key, len(rows), linear, low, high, quadratic)
    return MappingProxyType(found)


@cache
def own_judgements() -> tuple[Judgement, ...]:
    """The project's own judgements, of questions it has looked at."""
    return tuple(
        Judgement(
            f"own-{n}",
            find(r["a"]).cow,
            find(r["b"]).cow,
            find(r["c"]).cow,
            f"component:{r['component']}",
            float(r["value"]),
            float(r["low"]),
            float(r["high"]),
            r["who"],
            date.fromisoformat(r["made"]),
            r["why"],
            r["source"],
        )
        for n, r in enumerate(_rows("judgements.csv"), start=1)
    )


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("tertius.wedge.components").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
