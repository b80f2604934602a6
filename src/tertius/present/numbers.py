"""One number format: what a reader sees wherever Tertius writes a figure, a range or a date."""

from __future__ import annotations

import math
from datetime import date

from tertius.errors import ImpossibleQuestion

__all__ = [
    "NOT_KNOWN",
    "THIN",
    "count",
    "day",
    "decimal",
    "dollars",
    "month",
    "percent",
    "percent_apart",
    "percent_range",
    "recorded",
    "share_of_draws",
    "signed",
    "years",
]

NOT_KNOWN = "not known"
"""What stands in the place of a missing figure; never a dash, never a zero."""

THIN = "\u2009"
"""The thin space before a percent sign."""

_MINUS, _EN_DASH = "\u2212", "\u2013"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def percent(p: float | None) -> str:
    """A share as a percentage: ``0.042`` is "4 %", ``0.004`` is "0.4 %".

    Parameters
    ----------
    p : float or None
        A share; 1 is 100 %. None and NaN are "not known".

    Returns
    -------
    str
        One decimal below 1 %, none above. A share that is neither 0 nor 1 is never
        rounded to certainty: below 0.1 % it is "<0.1 %", from 99.5 % up ">99 %".

    Raises
    ------
    ImpossibleQuestion
        For an infinite share.
    """
    figure = _percent_figure(p)
    return NOT_KNOWN if figure is None else f"{figure}{THIN}%"


def recorded(share: float | None) -> str:
    """A share in a record of flows: exactly 0 is "none recorded", since a small one may have gone unrecorded."""
    return "none recorded" if share == 0 else percent(share)


def share_of_draws(share: float) -> str:
    """A share of random draws as a percentage: all of them is ">99 %", none of them "<0.1 %".

    A finite number of draws shows neither certainty nor impossibility.
    """
    return percent(min(max(share, 0.0005), 0.9995))


def percent_range(low: float | None, high: float | None) -> str:
    """An interval of shares: "1–9 %"; one figure where both ends round to the same.

    Ends that carry a sign of their own (below 0.1 %, above 99 %, negative) are joined
    by "to", which a dash would garble. "not known" when an end is missing.

    Raises
    ------
    ImpossibleQuestion
        When the low end is above the high one, or an end is infinite.
    """
    first, last = _percent_figure(low), _percent_figure(high)
    if low is None or high is None or first is None or last is None:
        return NOT_KNOWN
    if low > high:
        raise ImpossibleQuestion(
            "an interval that ends before it begins", found=f"low {low}, high {high}", hint="give the lower end first"
        )
    if first == last:
        return f"{first}{THIN}%"
    plain = all(part[0].isdigit() for part in (first, last))
    return f"{first}{_EN_DASH if plain else ' to '}{last}{THIN}%"


def percent_apart(p: float, q: float, *, finest: int = 2) -> tuple[str, str]:
    """Two shares whose difference is told beside them, with the decimals that it takes to see it.

    Two decimals, or `finest`, where they are less than half a point apart, one where less than
    ten, else as `percent`: 0.0244 and 0.0255 are "2.44 %" and "2.55 %".
    """
    apart = abs(100 * (q - p))
    if not apart < 10:
        return percent(p), percent(q)
    digits = finest if apart < 0.5 else 1
    return f"{decimal(100 * p, digits)}{THIN}%", f"{decimal(100 * q, digits)}{THIN}%"


def signed(x: float | None, digits: int = 2) -> str:
    """A difference with its sign, a true minus: "+0.16", "−0.42"; what rounds to zero has none."""
    figure = decimal(x, digits)
    return f"+{figure}" if figure[0].isdigit() and any(c in "123456789" for c in figure) else figure


def decimal(x: float | None, digits: int = 2) -> str:
    """A number with `digits` decimals, thousands by comma, a true minus; None and NaN are "not known".

    Raises
    ------
    ImpossibleQuestion
        For an infinite number.
    """
    x = _known(x)
    if x is None:
        return NOT_KNOWN
    figure = f"{abs(x):,.{digits}f}"
    return f"{_MINUS}{figure}" if x < 0 and any(c in "123456789" for c in figure) else figure


def count(n: int | None) -> str:
    """A count with thousands by comma: "9,201"; None is "not known"."""
    return NOT_KNOWN if n is None else f"{n:,}".replace("-", _MINUS)


def dollars(millions: float | None) -> str:
    """Money given in millions of US dollars: "US$240 bn", "US$2.4 bn", "US$0.4 m".

    One decimal below ten of a unit, none above. An amount above zero and below 0.1
    million is "<US$0.1 m", so that little is not read as nothing.
    """
    millions = _known(millions)
    if millions is None:
        return NOT_KNOWN
    sign, amount = _MINUS if millions < 0 else "", abs(millions)
    if amount == 0:
        return "US$0"
    if amount < 0.1:
        return f"{sign}US$0.1 m" if sign else "<US$0.1 m"
    for size, unit in ((1e6, "tn"), (1e3, "bn"), (1, "m")):
        # 999.6 million would round to 1,000 m; it is US$1.0 bn.
        if amount >= size * 0.9995 or unit == "m":
            scaled = amount / size
            return f"{sign}US${_short(scaled)} {unit}"
    raise AssertionError


def day(when: date | None) -> str:
    """A day as "22 Nov 2026", in English whatever the machine's locale; None is "not known"."""
    return NOT_KNOWN if when is None else f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def month(when: date | None) -> str:
    """A month as "Jun 1994", in English whatever the machine's locale; None is "not known"."""
    return NOT_KNOWN if when is None else f"{_MONTHS[when.month - 1]} {when.year}"


def years(n: float | None) -> str:
    """A span of years: "3.4 years", "1 year", "12 years"; one decimal below ten."""
    n = _known(n)
    if n is None:
        return NOT_KNOWN
    figure = _short(abs(n)).removesuffix(".0")
    sign = _MINUS if n < 0 and figure != "0" else ""
    return f"{sign}{figure} {'year' if figure == '1' else 'years'}"


def _short(x: float) -> str:
    """One decimal below ten, none above."""
    return f"{x:.1f}" if x < 9.95 else f"{x:,.0f}"


def _percent_figure(p: float | None) -> str | None:
    """The figure before the percent sign; None for a missing share."""
    p = _known(p)
    if p is None:
        return None
    if 0 < p < 0.001:
        return "<0.1"
    if 0.995 <= p < 1:
        return ">99"
    hundredths = abs(p) * 100
    figure = f"{hundredths:.1f}" if 0 < hundredths < 0.95 else f"{hundredths:,.0f}"
    return f"{_MINUS}{figure}" if p < 0 and figure not in {"0", "0.0"} else figure.replace("0.0", "0")


def _known(x: float | None) -> float | None:
    """The number, or None where it is missing.

    An infinite number is a failed computation, not a figure to print.
    """
    if x is None or math.isnan(x):
        return None
    if math.isinf(x):
        raise ImpossibleQuestion("an infinite number cannot be shown", found=str(x), hint="say why it is missing")
    return x
