"""How much one actor's trade hangs on another, and how unevenly.

These are exposures. None of them says what leaving would cost: that needs
elasticities and substitutes, which no share of trade contains.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius.errors import ImpossibleQuestion

__all__ = [
    "Barbieri",
    "asymmetry",
    "barbieri",
    "herfindahl",
    "hirschman",
    "normalised_herfindahl",
    "trade_share",
    "trade_to_gdp",
]

Array = NDArray[np.float64]

# Published shares are rounded; three of 33.3 % must still pass for a whole.
_ROUNDING = 0.005


class Barbieri(NamedTuple):
    """Barbieri's three readings of one dyad, each from 0 to 1."""

    salience: Array
    symmetry: Array
    interdependence: Array


def herfindahl(shares: ArrayLike) -> Array:
    """Concentration over partners: the sum of squared shares.

    Parameters
    ----------
    shares : (..., n_partners) array
        Share of each partner, >= 0, summing to 1 within .005. A partner with no
        trade is 0; NaN is "not known".

    Returns
    -------
    (...) array
        From 1/n_partners (all equal) to 1 (one partner). NaN where any share is NaN:
        an unknown partner is not an absent one.

    Raises
    ------
    ImpossibleQuestion
        A negative share, or shares that do not sum to 1.

    References
    ----------
    .. [1] Hirschman (1945), National Power and the Structure of Foreign Trade.
    """
    return (_whole(shares) ** 2).sum(-1)


def hirschman(shares: ArrayLike) -> Array:
    """Hirschman's index of 1945: 100 times the root of `herfindahl`.

    Parameters
    ----------
    shares : (..., n_partners) array
        As for `herfindahl`.

    Returns
    -------
    (...) array
        From 100/sqrt(n_partners) to 100. NaN where any share is NaN.

    References
    ----------
    .. [1] Hirschman (1945), National Power and the Structure of Foreign Trade.
    """
    return 100 * np.sqrt(herfindahl(shares))


def normalised_herfindahl(shares: ArrayLike) -> Array:
    """`herfindahl` stretched so that equal shares give 0 whatever the number of partners.

    Parameters
    ----------
    shares : (..., n_partners) array
        As for `herfindahl`; every possible partner has its place, with 0 for no
        trade, because their number enters the formula.

    Returns
    -------
    (...) array
        ``(HHI - 1/N) / (1 - 1/N)``, from 0 to 1. NaN where any share is NaN, and
        throughout for a single partner.
    """
    whole = _whole(shares)
    floor = 1 / whole.shape[-1]
    with np.errstate(invalid="ignore"):
        return ((whole**2).sum(-1) - floor) / np.float64(1 - floor)


def trade_share(exports: ArrayLike, imports: ArrayLike, total_exports: ArrayLike, total_imports: ArrayLike) -> Array:
    """Share of i's trade that is with j.

    Parameters
    ----------
    exports, imports : arrays that broadcast
        Flows from i to j and from j to i, >= 0, in one currency.
    total_exports, total_imports : arrays that broadcast
        Flows between i and the world, >= 0, in that currency.

    Returns
    -------
    array
        ``(X_ij + M_ij) / (X_i + M_i)``, from 0 to 1 when all four come from one
        reporter. Above 1 means that flow and total do not; it is not clipped. NaN
        where any figure is NaN or the totals are 0: an unreported flow is not 0.

    Raises
    ------
    ImpossibleQuestion
        A negative flow.
    """
    flow = _not_negative("a flow", exports) + _not_negative("a flow", imports)
    total = _not_negative("a total", total_exports) + _not_negative("a total", total_imports)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(total > 0, flow / total, np.nan)


def trade_to_gdp(exports: ArrayLike, imports: ArrayLike, gdp: ArrayLike) -> Array:
    """Trade of i with j over i's output: Oneal and Russett's dependence.

    Parameters
    ----------
    exports, imports : arrays that broadcast
        Flows from i to j and from j to i, >= 0, current prices, one currency.
    gdp : array that broadcasts
        GDP of i, > 0, current prices, that currency.

    Returns
    -------
    array
        ``(X_ij + M_ij) / GDP_i``, >= 0; above 1 for an entrepot. NaN where any
        figure is NaN. The lower of a dyad's two values is the "weak link".

    Raises
    ------
    ImpossibleQuestion
        A negative flow, or a GDP of 0 or less.

    References
    ----------
    .. [1] Oneal & Russett (1997), International Studies Quarterly 41(2).
       https://doi.org/10.1111/1468-2478.00042
    """
    output = np.asarray(gdp, dtype=np.float64)
    if (output <= 0).any():
        raise ImpossibleQuestion(
            "a GDP must be positive",
            found=str(output[output <= 0][:5].tolist()),
            hint="mark an unknown GDP as NaN",
        )
    return (_not_negative("a flow", exports) + _not_negative("a flow", imports)) / output


def barbieri(share_i: ArrayLike, share_j: ArrayLike) -> Barbieri:
    """Barbieri's salience, symmetry and interdependence of a dyad.

    Parameters
    ----------
    share_i, share_j : arrays that broadcast
        `trade_share` of i with j and of j with i, from 0 to 1. NaN is "not known".

    Returns
    -------
    Barbieri
        ``salience = sqrt(s_i s_j)``, ``symmetry = 1 - |s_i - s_j|`` and their
        product, ``interdependence``; each from 0 to 1, NaN where a share is NaN.

    Raises
    ------
    ImpossibleQuestion
        A share outside 0 to 1.

    Notes
    -----
    Symmetry is near 1 for any two small shares: .010 and .001 give .991, though one
    side depends ten times as much. Read `asymmetry` for the ratio.

    References
    ----------
    .. [1] Barbieri (1996), Journal of Peace Research 33(1).
       https://doi.org/10.1177/0022343396033001003
    """
    one, other = _not_negative("a share", share_i), _not_negative("a share", share_j)
    if (one > 1).any() or (other > 1).any():
        raise ImpossibleQuestion(
            "a share of trade must lie between 0 and 1",
            found=f"up to {np.nanmax(np.append(one, other)):.4g}",
            hint="take flow and total from one reporter, as fractions and not in per cent",
        )
    salience = np.sqrt(one * other)
    symmetry = 1 - np.abs(one - other)
    return Barbieri(salience, symmetry, salience * symmetry)


def asymmetry(d_ij: ArrayLike, d_ji: ArrayLike) -> Array:
    """Who depends more, as a share of both dependences.

    Parameters
    ----------
    d_ij, d_ji : arrays that broadcast
        Dependence of i on j and of j on i, >= 0, in one unit.

    Returns
    -------
    array
        ``(d_ij - d_ji) / (d_ij + d_ji)``, from -1 (only j depends) through 0 to 1
        (only i depends). NaN where either is NaN or both are 0.

    Raises
    ------
    ImpossibleQuestion
        A negative dependence.
    """
    one, other = _not_negative("a dependence", d_ij), _not_negative("a dependence", d_ji)
    with np.errstate(invalid="ignore", divide="ignore"):
        return (one - other) / (one + other)


def _not_negative(what: str, values: ArrayLike) -> Array:
    """`values` as numbers, if none is below zero or infinite."""
    numbers = np.asarray(values, dtype=np.float64)
    wrong = (numbers < 0) | np.isinf(numbers)
    if wrong.any():
        raise ImpossibleQuestion(
            f"{what} must be zero or more, and finite",
            found=str(numbers[wrong][:5].tolist()),
            hint="some sources write -9 for missing: recode it to NaN",
        )
    return numbers


def _whole(shares: ArrayLike) -> Array:
    """`shares`, if each known set of them sums to 1."""
    numbers = _not_negative("a share", shares)
    sums = numbers.sum(-1) if numbers.ndim and numbers.size else np.zeros(1)
    if (np.abs(sums - 1) > _ROUNDING).any():
        raise ImpossibleQuestion(
            "the shares of all partners must sum to 1",
            found=f"a sum of {sums.flat[int(np.nanargmax(np.abs(sums - 1)))]:.4g}",
            hint="divide by the total, and give the partners left out a share of their own",
        )
    return numbers
