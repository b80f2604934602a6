"""Forecasts and outcomes side by side: one row a state, an origin, and a pairing of votes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tertius.forecasting.backtest.history import FIRST_YEAR, Half, History
from tertius.forecasting.backtest.origin import PAIRINGS, RATES, Asked, Pairing
from tertius.forecasting.backtest.vintages import Vintage
from tertius.forecasting.binary_target import BinaryTarget
from tertius.forecasting.terms import TERMS_OF, closeness_course, line_course
from tertius.measures.realignment import net_change

if TYPE_CHECKING:
    from tertius.forecasting.backtest.run import Plan

__all__ = ["PAIRINGS_OF", "Forecasts", "Rows", "Truth", "Votes", "column_of", "gather", "rows_of", "truth_of", "unheld"]

Array = NDArray[np.float64]
Votes = str
"""Which votes a record is of: "same" or "disjoint"."""

PAIRINGS_OF: Mapping[Votes, tuple[Pairing, ...]] = {"same": ("same",), "disjoint": ("ab", "ba")}


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """Net moves as they came, by measure, C, horizon and half: (n_states, n_years) from 1946."""

    states: tuple[int, ...]
    net: Mapping[tuple[str, int | None, int, Half], Array]


@dataclass(frozen=True, slots=True, eq=False)
class Forecasts:
    """Probabilities by target, pairing and origin, and which method each column is; and the moves' distributions.

    `moves` holds by measure, C, horizon, pairing and origin the quantiles (n_methods, n_quantiles)
    and each state's centre (n_states,).
    """

    methods: Mapping[tuple[str, Pairing, int], tuple[str, ...]]
    p: Mapping[tuple[str, Pairing, int], Array]
    moves: Mapping[tuple[str, Pairing, int], tuple[Array, Array]]

    def joined(self, more: Forecasts) -> Forecasts:
        """These and more columns of the same questions."""
        p, methods = dict(self.p), dict(self.methods)
        for at, names in more.methods.items():
            new = [k for k, name in enumerate(names) if name not in methods[at]]
            methods[at] = (*methods[at], *(names[k] for k in new))
            p[at] = np.column_stack((p[at], more.p[at][:, new]))
        return Forecasts(methods, p, self.moves)


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Scored forecasts of one target: arrays (n,), and `p` by method.

    `state` is the row in `Truth.states`; `move` the net move that came.
    """

    target: BinaryTarget
    votes: Votes
    state: NDArray[np.intp]
    origin: NDArray[np.int64]
    outcome: Array
    move: Array
    p: Mapping[str, Array]

    def where(self, keep: NDArray[np.bool_]) -> Rows:
        """Only the rows marked True."""
        return Rows(
            self.target,
            self.votes,
            self.state[keep],
            self.origin[keep],
            self.outcome[keep],
            self.move[keep],
            {name: p[keep] for name, p in self.p.items()},
        )

    def __len__(self) -> int:
        return len(self.outcome)


def column_of(terms: tuple[str, ...]) -> str:
    """The name of the model with these terms, held to the rate; the rate itself where there are none."""
    return f"rate+{'+'.join(terms)}" if terms else "recency"


def unheld(term: str) -> str:
    """The name of the forecasts that decide on a term: the rate and what the term adds, not held to the rate."""
    return f"{term} unheld"


def gather(results: Mapping[Asked, Mapping[str, Array]], targets: tuple[BinaryTarget, ...]) -> Forecasts:
    """The results of tasks under the names of what was asked."""
    by_key = {t.key: t for t in targets}
    methods: dict[tuple[str, Pairing, int], tuple[str, ...]] = {}
    p: dict[tuple[str, Pairing, int], Array] = {}
    moves: dict[tuple[str, Pairing, int], tuple[Array, Array]] = {}
    for asked, arrays in results.items():
        sets = dict(asked.sets)
        for name, array in arrays.items():
            kind, _, key = name.partition(" ")
            at = (key, asked.pairing, asked.origin)
            if kind == "p" and (not asked.sets or key in sets):
                terms = TERMS_OF[by_key[key].measure]
                single = (name for term in terms for name in (unheld(term), column_of((term,))))
                joined = tuple(column_of(together) for together in sets.get(key, ()))
                methods[at] = (joined if asked.sets else (*RATES, *single))[: array.shape[1]]
                p[at] = array
            elif kind == "q":
                moves[at] = (array, arrays[f"m {key}"])
    return Forecasts(methods, p, moves)


def truth_of(history: History, vintages: Mapping[tuple[int, Half], Vintage], plan: Plan) -> Truth:
    """The net moves as all votes to `last_label` tell them; positions are those of its own estimate."""
    net: dict[tuple[str, int | None, int, Half], Array] = {}
    known = history.known_at(plan.last_label)
    for measure, a, c in dict.fromkeys((t.measure, t.a, t.c) for t in plan.targets):
        for half in ("all", "a", "b"):
            if measure == "line":
                place = line_course(vintages[plan.last_label, half].place).place
            else:
                assert c is not None
                place = closeness_course(known.half(half), a, c, through=plan.last_label).place
            for horizon in dict.fromkeys(t.horizon for t in plan.targets):
                net[measure, c, horizon, half] = net_change(place, horizon=horizon)[0]
    return Truth(history.states, net)


def rows_of(forecasts: Forecasts, truth: Truth, target: BinaryTarget, votes: Votes, origins: range) -> Rows:
    """Every forecast of one target that has an outcome, by pairing, origin and state."""
    parts: list[tuple[NDArray[np.intp], NDArray[np.int64], Array, dict[str, Array]]] = []
    for pairing in PAIRINGS_OF[votes]:
        net = truth.net[target.measure, target.c, target.horizon, PAIRINGS[pairing][1]]
        for origin in origins:
            at = (target.key, pairing, origin)
            column = origin - FIRST_YEAR
            if at not in forecasts.p or column >= net.shape[1]:
                continue
            rows = np.flatnonzero(np.isfinite(net[:, column]))
            p = {name: forecasts.p[at][rows, k] for k, name in enumerate(forecasts.methods[at])}
            parts.append((rows, np.full(len(rows), origin), net[rows, column], p))
    names = list(dict.fromkeys(name for part in parts for name in part[3]))
    move = np.concatenate([part[2] for part in parts]) if parts else np.zeros(0)
    return Rows(
        target,
        votes,
        np.concatenate([part[0] for part in parts]) if parts else np.zeros(0, dtype=np.intp),
        np.concatenate([part[1] for part in parts]) if parts else np.zeros(0, dtype=np.int64),
        target.outcome(move),
        move,
        # A set of terms that was not fitted at some origin is NaN there.
        {n: np.concatenate([part[3].get(n, np.full(len(part[0]), np.nan)) for part in parts]) for n in names},
    )
