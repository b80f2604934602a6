"""What leaving a partner would cost, and how much of it another could replace."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius.errors import ImpossibleQuestion

__all__ = ["exit_cost", "leverage", "replaceable", "stock_share", "substitutability"]

Array = NDArray[np.float64]


def exit_cost(imports: ArrayLike, exports: ArrayLike, output: ArrayLike, demand: ArrayLike, supply: ArrayLike) -> Array:
    """Cost to i of losing its trade with j, as a share of i's output.

    ``sum_k imports_k / output / |eps_k| + sum_k exports_k / output / eta_k``: what is easily
    done without, or easily sold elsewhere, weighs little.

    Parameters
    ----------
    imports, exports : (..., n_sectors) arrays
        Flows from j to i and from i to j, zero or more, in the currency of `output`.
    output : (...) array
        i's output, above 0.
    demand, supply : (..., n_sectors) arrays
        Price elasticity of i's import demand, as a size, and of its export supply, above 0.

    Returns
    -------
    (...) array
        Zero or more; 0 without trade. NaN in gives NaN out.

    Notes
    -----
    The operational form is this project's; the idea, that high trade can have a low exit cost
    and the reverse, is Crescenzi's.

    References
    ----------
    .. [1] Crescenzi (2003), Economic Exit, Interdependence, and Conflict, Journal of Politics 65(3), 809-832.
    """
    bought, sold, whole, eps, eta = (
        np.asarray(v, dtype=np.float64) for v in (imports, exports, output, demand, supply)
    )
    _refuse_below((bought, sold), 0, "a flow", "missing is NaN, not a negative number")
    _refuse_below((whole, eps, eta), 1e-12, "output and elasticities", "pass elasticities as sizes above 0")
    return np.asarray((bought / eps + sold / eta).sum(-1) / whole, dtype=np.float64)


def replaceable(flow: ArrayLike, market: ArrayLike, reachable: ArrayLike, open_share: ArrayLike = 1.0) -> Array:
    """How much of a flow another's market could take over, sector by sector.

    Parameters
    ----------
    flow : (..., n_sectors) array
        What is bought from, or sold to, the partner that is left; zero or more.
    market : (..., n_sectors) array
        What the replacing state exports to, or imports from, the whole world, in that unit.
    reachable : (..., n_sectors) array
        Share of that market which could be turned to the new partner, 0 to 1.
    open_share : (..., n_sectors) array
        Share of the goods that the replacing state's own controls leave free, 0 to 1.

    Returns
    -------
    (..., n_sectors) array
        ``min(flow, reachable * market * open_share)``; NaN where the market is not known.
    """
    whole, size, share, free = (np.asarray(v, dtype=np.float64) for v in (flow, market, reachable, open_share))
    _refuse_below((whole, size), 0, "a flow or market", "missing is NaN, not a negative number")
    for values in (share, free):
        if (values < 0).any() or (values > 1).any():
            raise ImpossibleQuestion(
                "a share lies between 0 and 1", found=str(np.ravel(values)[:5]), hint="0.2, not 20"
            )
    return np.asarray(np.minimum(whole, share * size * free), dtype=np.float64)


def substitutability(flow: ArrayLike, replaced: ArrayLike) -> tuple[Array, Array]:
    """Share of a trade that could be replaced: its lower and upper bound, (...) each, 0 to 1.

    The two differ by the sectors of which nothing is known (NaN in `replaced`): they count as
    not replaceable in the first and wholly replaceable in the second. NaN without any flow.
    """
    whole, taken = np.asarray(flow, dtype=np.float64), np.asarray(replaced, dtype=np.float64)
    total = whole.sum(-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        low = np.nansum(taken, -1) / total
        high = np.where(np.isnan(taken), whole, taken).sum(-1) / total
    return np.asarray(low), np.asarray(high)


def leverage(cost: ArrayLike, substitute: ArrayLike) -> Array:
    """What remains of the exit cost after replacement: ``cost * (1 - substitute)``, in the unit of `cost`."""
    return np.asarray(np.asarray(cost, dtype=np.float64) * (1 - np.asarray(substitute, dtype=np.float64)))


def stock_share(deliveries: ArrayLike, retirement: float) -> Array:
    """Each supplier's share in a stock of which `retirement` is scrapped a year.

    Parameters
    ----------
    deliveries : (n_years, n_suppliers) array
        Zero or more, oldest year first.
    retirement : float
        0 to 1; 0 keeps everything, 1 keeps the newest year alone.

    Returns
    -------
    (n_suppliers,) array
        Sums to 1; NaN where nothing is left.
    """
    flows = np.asarray(deliveries, dtype=np.float64)
    if not 0 <= retirement <= 1:
        raise ImpossibleQuestion("retirement is a share of the stock", found=f"{retirement:g}", hint="0.05")
    _refuse_below((flows,), 0, "a delivery", "missing is NaN, not a negative number")
    age = np.arange(len(flows))[::-1]
    stock: Array = np.asarray((flows * (1 - retirement) ** age[:, None]).sum(0), dtype=np.float64)
    total = float(stock.sum())
    return stock / total if total > 0 else np.full(stock.shape, np.nan)


def _refuse_below(arrays: tuple[Array, ...], least: float, what: str, hint: str) -> None:
    for values in arrays:
        if (values < least).any() or np.isinf(values).any():
            raise ImpossibleQuestion(
                f"{what} must be {least:g} or more, and finite", found=str(np.ravel(values)[:5].tolist()), hint=hint
            )
