"""One series of states filtered and smoothed, observation by observation: the compiled part of `kalman`.

Observations of one step are taken in one at a time (Koopman & Durbin 2000,
doi:10.1111/1467-9892.00186), so nothing larger than a number is ever inverted; the way
back carries the scaled sum of innovations `r` and its variance `n`, so a state without
shocks of its own, such as a sum over months, needs no inverse either.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from tertius.measures.compiled import kernel

__all__ = ["BY_INDICATOR", "BY_STATE", "run_block"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

BY_INDICATOR, BY_STATE = 7, 4
"""How many sums an indicator and a state leave for the re-estimation of their parameters."""

LOG_TWO_PI = math.log(2 * math.pi)


@kernel
def _carry(trans: Floats, shock: Floats, entry: Floats, boost: Floats, mean: Floats, var: Floats, work: Floats) -> None:
    """The state one step on: mean and variance are replaced; each shock has its variance divided by its `boost`."""
    m = mean.size
    for i in range(m):
        work[i, 0] = 0.0
        for j in range(m):
            work[i, 0] += trans[i, j] * mean[j]
    for i in range(m):
        mean[i] = work[i, 0]
    for i in range(m):
        for j in range(m):
            total = 0.0
            for k in range(m):
                if trans[i, k] != 0.0:
                    total += trans[i, k] * var[k, j]
            work[i, j] = total
    for i in range(m):
        for j in range(i + 1):
            total = 0.0
            for k in range(m):
                if trans[j, k] != 0.0:
                    total += work[i, k] * trans[j, k]
            var[i, j] = total
            var[j, i] = total
    for i in range(m):
        if i > 0:
            var[i, i] += shock[i] / boost[i]
        for j in range(m):
            var[i, j] += entry[i] * entry[j] * shock[0] / boost[0]


@kernel
def _take_in(
    seen: float,
    noise: float,
    load: float,
    at: int,
    own: int,
    mean: Floats,
    var: Floats,
    gain: Floats,
    kept: Floats,
) -> float:
    """One observation: mean and variance are updated, the gain and (innovation, its variance) kept; its log density."""
    m = mean.size
    for i in range(m):
        gain[i] = load * var[i, at] + (var[i, own] if own >= 0 else 0.0)
    spread = load * gain[at] + (gain[own] if own >= 0 else 0.0) + noise
    miss = seen - load * mean[at] - (mean[own] if own >= 0 else 0.0)
    for i in range(m):
        gain[i] /= spread
    for i in range(m):
        mean[i] += gain[i] * miss
        for j in range(i + 1):
            var[i, j] -= gain[i] * gain[j] * spread
            var[j, i] = var[i, j]
    kept[0], kept[1] = miss, spread
    return -0.5 * (LOG_TWO_PI + math.log(spread) + miss * miss / spread)


@kernel
def _give_back(load: float, at: int, own: int, gain: Floats, kept: Floats, r: Floats, n: Floats, work: Floats) -> None:
    """The way back over one observation: r and n are replaced."""
    m = r.size
    along, twice = 0.0, 0.0
    for i in range(m):
        along += gain[i] * r[i]
        total = 0.0
        for j in range(m):
            total += n[i, j] * gain[j]
        work[i, 0] = total
    for i in range(m):
        twice += gain[i] * work[i, 0]
    step = kept[0] / kept[1] - along
    edge = 1.0 / kept[1] + twice
    r[at] += load * step
    if own >= 0:
        r[own] += step
    for i in range(m):
        n[i, at] -= load * work[i, 0]
        n[at, i] -= load * work[i, 0]
        if own >= 0:
            n[i, own] -= work[i, 0]
            n[own, i] -= work[i, 0]
    n[at, at] += load * load * edge
    if own >= 0:
        n[at, own] += load * edge
        n[own, at] += load * edge
        n[own, own] += edge


@kernel
def _back_in_time(trans: Floats, r: Floats, n: Floats, work: Floats) -> None:
    """The way back over one transition: r becomes T'r and n becomes T'nT."""
    m = r.size
    for i in range(m):
        work[i, 0] = r[i]
    for i in range(m):
        r[i] = 0.0
        for j in range(m):
            r[i] += trans[j, i] * work[j, 0]
    for i in range(m):
        for j in range(m):
            total = 0.0
            for k in range(m):
                if trans[k, j] != 0.0:
                    total += n[i, k] * trans[k, j]
            work[i, j] = total
    for i in range(m):
        for j in range(m):
            total = 0.0
            for k in range(m):
                if trans[k, i] != 0.0:
                    total += trans[k, i] * work[k, j]
            n[i, j] = total


@kernel
def _sum_up(
    y: Floats,
    extra: Floats,
    at: Ints,
    own: Ints,
    load: Floats,
    level: Floats,
    noise: Floats,
    mean: Floats,
    var: Floats,
    sums: Floats,
) -> None:
    """What one step says of every indicator's level, loading and noise."""
    for k in range(at.size):
        if math.isnan(y[k]):
            continue
        x, xx = mean[at[k]], var[at[k], at[k]]
        u, uu, xu = 0.0, 0.0, 0.0
        if own[k] >= 0:
            u, uu, xu = mean[own[k]], var[own[k], own[k]], var[at[k], own[k]]
        weight = 1.0 / (noise[k] + extra[k])
        sums[k, 0] += weight
        sums[k, 1] += weight * x
        sums[k, 2] += weight * (x * x + xx)
        sums[k, 3] += weight * (y[k] - u)
        sums[k, 4] += weight * ((y[k] - u) * x - xu)
        # Of the whole error only the part that is not the known sampling error is the indicator's own.
        miss = y[k] - level[k] - load[k] * x - u
        error = miss * miss + load[k] * load[k] * xx + uu + 2 * load[k] * xu
        share = noise[k] * weight
        sums[k, 5] += share * share * error + share * extra[k]
        sums[k, 6] += 1.0


@kernel
def _forward(
    data: tuple[Floats, Floats, Floats, Ints, Ints],
    model: tuple[Floats, Floats, Floats, Ints, Ints, Floats, Floats, Floats, Floats, Floats],
    kept: tuple[Floats, Floats, Floats, Floats, Floats],
    filtered: tuple[Floats, Floats],
    i: int,
    work: Floats,
) -> float:
    """One series from its first step to its last; keeps what the way back needs and returns the log likelihood."""
    y, extra, weights, first, last = data
    trans, shock, entry, at, own, load, level, noise, start_mean, start_var = model
    pred_mean, pred_var, filt_var, gain, miss = kept
    f_mean, f_var = filtered
    mean, var = start_mean.copy(), start_var.copy()
    total = 0.0
    for t in range(first[i], last[i] + 1):
        p = t % shock.shape[0]
        _carry(trans[p], shock[p], entry, weights[i, t], mean, var, work)
        pred_mean[t] = mean
        pred_var[t] = var
        for k in range(at.size):
            if not math.isnan(y[i, t, k]):
                seen, error = y[i, t, k] - level[k], noise[k] + extra[i, t, k]
                total += _take_in(seen, error, load[k], at[k], own[k], mean, var, gain[t, k], miss[t, k])
        filt_var[t] = var
        for j in range(f_mean.shape[2]):
            f_mean[i, t, j] = mean[j]
            f_var[i, t, j] = var[j, j]
    return total


@kernel
def _with_next(turn: Floats, filt: Floats, ahead: Floats, n: Floats, rest: Floats, lag: Floats) -> None:
    """Covariance of each state with itself a step later given all data: P T' (I - n P), P filtered and predicted."""
    m = lag.size
    for a in range(m):
        for b in range(m):
            s = 0.0
            for k in range(m):
                s += n[a, k] * ahead[k, b]
            rest[a, b] = (1.0 if a == b else 0.0) - s
    for j in range(m):
        s = 0.0
        for a in range(m):
            c = 0.0
            for k in range(m):
                if turn[a, k] != 0.0:
                    c += filt[j, k] * turn[a, k]
            s += c * rest[a, j]
        lag[j] = s


@kernel
def _settle(pred_mean: Floats, pred_var: Floats, r: Floats, n: Floats, rest: Floats, mean: Floats, var: Floats) -> None:
    """Mean and variance given all data: m + P r and P - P n P."""
    m = mean.size
    for a in range(m):
        s = 0.0
        for k in range(m):
            s += pred_var[a, k] * r[k]
        mean[a] = pred_mean[a] + s
        for b in range(m):
            s = 0.0
            for k in range(m):
                s += pred_var[a, k] * n[k, b]
            rest[a, b] = s
    for a in range(m):
        for b in range(a + 1):
            s = 0.0
            for k in range(m):
                s += rest[a, k] * pred_var[k, b]
            var[a, b] = pred_var[a, b] - s
            var[b, a] = var[a, b]


@kernel
def _compare(
    turn: Floats,
    weight: Floats,
    lag: Floats,
    now: tuple[Floats, Floats],
    later: tuple[Floats, Floats],
    square: Floats,
    by_state: Floats,
) -> None:
    """What a step and the next say of every state's persistence and shock."""
    mean, var = now
    after_mean, after_var = later
    for j in range(lag.size):
        cross = lag[j] + mean[j] * after_mean[j]
        before, after = mean[j] * mean[j] + var[j, j], after_mean[j] * after_mean[j] + after_var[j]
        phi = turn[j, j]
        square[j] = max(after - 2 * phi * cross + phi * phi * before, 0.0)
        by_state[j, 0] += 1.0
        by_state[j, 1] += weight[j] * cross
        by_state[j, 2] += weight[j] * before
        by_state[j, 3] += weight[j] * after


@kernel
def run_block(
    data: tuple[Floats, Floats, Floats, Ints, Ints],
    model: tuple[Floats, Floats, Floats, Ints, Ints, Floats, Floats, Floats, Floats, Floats],
    out: tuple[Floats, Floats, Floats, Floats, Floats, Floats],
    sums: tuple[Floats, Floats],
    start: int,
    stop: int,
) -> None:
    """Filter and smooth the series from `start` to `stop`; see `kalman` for the arrays.

    `data` is y, extra, weights, first, last; `model` is transition, shock, entry, at, own, loading, level, noise and
    the mean and variance one step before the first; `out` is filtered mean and variance, smoothed mean and variance,
    the expected square of every shock, and the log likelihood; `sums` go by indicator and by state.
    """
    y, extra, weights, first, last = data
    trans, shock, _, at, own, load, level, noise, _, _ = model
    f_mean, f_var, s_mean, s_var, square, loglik = out
    period, m = shock.shape
    steps, n_seen = y.shape[1], y.shape[2]
    work, rest = np.empty((m, m)), np.empty((m, m))
    pred_mean, pred_var, filt_var = np.empty((steps, m)), np.empty((steps, m, m)), np.empty((steps, m, m))
    gain, miss = np.empty((steps, n_seen, m)), np.empty((steps, n_seen, 2))
    r, n = np.empty(m), np.empty((m, m))
    mean, var, lag = np.empty(m), np.empty((m, m)), np.empty(m)
    later_mean, later_var = np.empty(m), np.empty(m)
    for i in range(start, stop):
        loglik[i] = _forward(data, model, (pred_mean, pred_var, filt_var, gain, miss), (f_mean, f_var), i, work)
        r[:] = 0.0
        n[:, :] = 0.0
        for t in range(last[i], first[i] - 1, -1):
            turn = trans[(t + 1) % period]
            if t < last[i]:
                _with_next(turn, filt_var[t], pred_var[t + 1], n, rest, lag)
                _back_in_time(turn, r, n, work)
            for k in range(n_seen - 1, -1, -1):
                if not math.isnan(y[i, t, k]):
                    _give_back(load[k], at[k], own[k], gain[t, k], miss[t, k], r, n, work)
            _settle(pred_mean[t], pred_var[t], r, n, rest, mean, var)
            for j in range(s_mean.shape[2]):
                s_mean[i, t, j] = mean[j]
                s_var[i, t, j] = var[j, j]
            if t < last[i]:
                later = (later_mean, later_var)
                _compare(turn, weights[i, t + 1], lag, (mean, var), later, square[i, t + 1], sums[1])
            _sum_up(y[i, t], extra[i, t], at, own, load, level, noise, mean, var, sums[0])
            for j in range(m):
                later_mean[j], later_var[j] = mean[j], var[j, j]
