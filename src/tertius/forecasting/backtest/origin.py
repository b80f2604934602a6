"""All forecasts of one origin: a pure function of what was known then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from tertius.forecasting.backtest.history import FIRST_YEAR, Half, History
from tertius.forecasting.backtest.ties import model_of_arrays, ties_with
from tertius.forecasting.backtest.vintages import Vintage
from tertius.forecasting.base_rate import HALF_LIFE, long_run_rate, recent_rate
from tertius.forecasting.binary_target import BACKTESTED, BinaryTarget
from tertius.forecasting.realignment_model import Panel, fit, panel, position_only
from tertius.forecasting.terms import TIE_TERMS, Course, closeness_course, line_course, terms_of
from tertius.measures.base_rates import recency_weights

__all__ = ["MOVE_METHODS", "PAIRINGS", "QUANTILES", "RATES", "Asked", "Pairing", "forecast_origin"]

Array = NDArray[np.float64]
Pairing = Literal["same", "ab", "ba"]

PAIRINGS: Mapping[Pairing, tuple[Half, Half]] = {"same": ("all", "all"), "ab": ("a", "b"), "ba": ("b", "a")}
"""Which votes give the predictors and which the labels."""

RATES = ("long_run", "recency", "random_walk", "position")
"""The methods every target is asked of, in this order, before the models with terms."""

MOVE_METHODS = ("long_run", "recency", "random_walk", "position")
"""The methods that give a whole distribution of the move."""

QUANTILES = np.arange(0.5, 200) / 200
RECENT_YEARS = 10
USA = 2
RIDGE = 1.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One task: an origin, a pairing of votes, and for each target's key the sets of terms to fit.

    Without any, every target gets every single term; with some, only the targets named are asked.
    """

    origin: int
    pairing: Pairing
    sets: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = ()


def forecast_origin(
    history: History,
    asked: Asked,
    vintages: Mapping[Half, Vintage],
    targets: tuple[BinaryTarget, ...] = BACKTESTED,
    ties: Mapping[str, Array] | None = None,
) -> dict[str, Array]:
    """Probabilities of every target and method for every state, and distributions of the moves.

    Nothing after the origin is looked at: `history` is cut first, vintages are of the origin
    or before, and so is `ties`, what `fit_ties_of` found in the half that predicts. Without
    it no term is read from the latent tie.

    Returns
    -------
    dict
        ``"p <key>"``: (n_states, n_methods), the methods of `RATES` and then, for every single term,
        what it adds to the rate and the model with it; or the models of the sets of terms, where
        some were asked.
        ``"q <measure> <c> <horizon>"``: (n_methods, n_quantiles)
        of the move, and ``"m …"`` (n_states,) the centre that "position" adds for each state.
        A target without any known window is left out.
    """
    known = history.known_at(asked.origin)
    predict, label = PAIRINGS[asked.pairing]
    sets = dict(asked.sets)
    targets = tuple(t for t in targets if not sets or t.key in sets)
    courses: dict[tuple[str, int | None, str], Course] = {}
    for measure, a, c in dict.fromkeys((t.measure, t.a, t.c) for t in targets):
        for role, half in (("x", predict), ("y", label)):
            if measure == "line":
                courses[measure, c, role] = line_course(vintages[half].place)
            elif c is not None:
                courses[measure, c, role] = closeness_course(known.half(half), a, c, through=asked.origin)
    asks_tie = not sets or any(TIE_TERMS & set(terms) for wanted in sets.values() for terms in wanted)
    if ties is not None and asks_tie:
        for (measure, c, role), path in _ties(known.half(predict), courses, dict(ties), asked.origin).items():
            courses[measure, c, role] = replace(courses[measure, c, role], tie=path)
    panels: dict[str, Panel] = {}
    out: dict[str, Array] = {}
    for target in targets:
        kind = f"{target.measure} {target.c or 0} {target.horizon}"
        if kind not in panels:
            x, y = (courses[target.measure, target.c, role] for role in "xy")
            panels[kind] = panel(target, history.states, y.place, terms_of(x, target, known), FIRST_YEAR)
            out |= {} if asked.sets else _moves(panels[kind], kind)
        seen = replace(panels[kind], target=target)
        wanted = sets.get(target.key, tuple((term,) for term in seen.terms))
        found = _probabilities(seen, wanted, rates=not asked.sets)
        if found is not None:
            out[f"p {target.key}"] = found
    return out


def _ties(
    known: History,
    courses: Mapping[tuple[str, int | None, str], Course],
    ties: dict[str, Array],
    origin: int,
) -> dict[tuple[str, int | None, str], Array]:
    """The tie with A of every course that predicts, less that with C where there is one; NaN for A and C."""
    wanted = [at for at in courses if at[2] == "x"]
    ends = (USA, *dict.fromkeys(c for _, c, _ in wanted if c is not None))
    found = ties_with(known, ends, model_of_arrays(ties), origin)
    out: dict[tuple[str, int | None, str], Array] = {}
    for at in wanted:
        path = found[USA] if at[1] is None else found[USA] - found[at[1]]
        path[[known.states.index(end) for end in (USA, at[1]) if end in known.states]] = np.nan
        out[at] = path
    return out


def _probabilities(seen: Panel, wanted: tuple[tuple[str, ...], ...], *, rates: bool) -> Array | None:
    if not len(seen.labels()[2]):
        return None
    now = len(seen.years) - 1
    values = {name: term[:, now] for name, term in seen.terms.items()}
    found = [fit(seen, terms, with_doubt=False) for terms in wanted]
    placed = np.isfinite(values["position"])
    models: list[Array] = []
    for fitted in found:
        if fitted is not None:
            models += [fitted.forecast(values)] if rates else []
            models.append(fitted.held(values, placed).forecast(values))
    return np.column_stack([*(_rates(seen, now) if rates else ()), *models])


def _rates(seen: Panel, now: int) -> list[Array]:
    _, columns, outcome = seen.labels()
    n = len(seen.states)
    ages = (columns.max() - columns).astype(float)
    recent = outcome[ages < RECENT_YEARS]
    position = position_only(seen, now)
    assert position is not None, "there are windows"
    return [
        np.full(n, long_run_rate(outcome)),
        np.full(n, recent_rate(outcome, ages).rate),
        np.full(n, long_run_rate(recent)),
        position,
    ]


def _moves(seen: Panel, kind: str) -> dict[str, Array]:
    """Quantiles of the move by each method, and each state's own centre by position."""
    rows, columns = np.nonzero(np.isfinite(seen.net))
    if not len(rows):
        return {}
    move = seen.net[rows, columns]
    ages = (columns.max() - columns).astype(float)
    weight = recency_weights(ages, HALF_LIFE)
    place = seen.terms["position"][rows, columns]
    known = np.isfinite(place)
    center, slope = _line_through(place[known], move[known], weight[known])
    residual = move - np.where(known, center + slope * np.where(known, place, 0.0), 0.0)
    now = seen.terms["position"][:, -1]
    table = [
        _quantiles(move, np.ones_like(move)),
        _quantiles(move, weight),
        _quantiles(move, (ages < RECENT_YEARS).astype(float)),
        _quantiles(residual, weight),
    ]
    own = np.where(np.isfinite(now), center + slope * np.where(np.isfinite(now), now, 0.0), 0.0)
    return {f"q {kind}": np.stack(table), f"m {kind}": own}


def _line_through(x: Array, y: Array, w: Array) -> tuple[float, float]:
    """Intercept and slope by weighted least squares, the slope lightly held to 0."""
    if not len(x):
        return 0.0, 0.0
    total = w.sum()
    mx, my = float((w * x).sum() / total), float((w * y).sum() / total)
    slope = float((w * (x - mx) * (y - my)).sum() / ((w * (x - mx) ** 2).sum() + RIDGE))
    return my - slope * mx, slope


def _quantiles(values: Array, weights: Array) -> Array:
    order = np.argsort(values, kind="stable")
    mass = np.cumsum(weights[order]) / weights.sum()
    return values[order][np.minimum(np.searchsorted(mass, QUANTILES), len(values) - 1)]
