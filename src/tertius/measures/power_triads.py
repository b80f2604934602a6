"""Coalitions in a triad by power alone: Caplow's eight orders, and Gamson's cheapest winning coalition."""

from __future__ import annotations

from typing import NamedTuple

from tertius.errors import ImpossibleQuestion

__all__ = ["PowerTriad", "power_triad"]


class PowerTriad(NamedTuple):
    """Caplow's order of a triad and the coalitions expected in it.

    `kind` is 1 to 8. Coalitions name corners by their place in the argument, 0 to 2; an empty
    tuple expects none, all three pairs say that any may form.
    """

    kind: int
    caplow: tuple[tuple[int, int], ...]
    gamson: tuple[tuple[int, int], ...]


# By kind, for powers sorted A >= B >= C: Caplow's (1959) expectation and Gamson's (1961) minimum resource.
_ANY = ("AB", "AC", "BC")
_EXPECTED = {
    1: (_ANY, _ANY),
    2: (("BC",), ("BC",)),
    3: (("AC", "BC"), ("AC", "BC")),
    4: ((), ()),
    5: (("AC", "BC"), ("BC",)),
    6: ((), ()),
    7: (("AB", "AC"), ("AC",)),
    8: (("AB", "AC"), ("AB", "AC")),
}


def power_triad(powers: tuple[float, float, float], *, margin: float = 0.0) -> PowerTriad:
    """Which coalition power alone would lead to expect.

    Parameters
    ----------
    powers : three floats
        Zero or more, in any unit, in the caller's order.
    margin : float
        Share of the larger by which two powers may differ and still count as equal.

    Returns
    -------
    PowerTriad
        Kinds, for A >= B >= C: 1 all equal; 2 A above two equals that together outweigh it;
        3 two equals above C; 4 A above the sum of two equals; 5 A > B > C, B + C outweigh A;
        6 A outweighs B + C; 7 A = B + C; 8 A = B + C with B = C.

    Raises
    ------
    ImpossibleQuestion
        A negative or missing power.

    References
    ----------
    .. [1] Caplow (1959), American Journal of Sociology 64(5), 488-493.
    .. [2] Gamson (1961), American Sociological Review 26(3). https://doi.org/10.2307/2090664

    Notes
    -----
    In experiments with powers 4:3:2 (kind 5) the two weaker combine oftener than either
    theory has it. Power alone knows nothing of friendship.
    """
    if len(powers) != 3 or not all(p >= 0 for p in powers):
        raise ImpossibleQuestion("three powers of zero or more", found=str(powers), hint="(4, 3, 2)")
    order = sorted(range(3), key=lambda i: (-powers[i], i))
    kind = _kind(powers[order[0]], powers[order[1]], powers[order[2]], margin)
    caplow, gamson = _EXPECTED[kind]
    place = dict(zip("ABC", order, strict=True))

    def named(pairs: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
        found = [sorted((place[p[0]], place[p[1]])) for p in pairs]
        return tuple(sorted((first, second) for first, second in found))

    return PowerTriad(kind, named(caplow), named(gamson))


def _kind(a: float, b: float, c: float, margin: float) -> int:
    def equal(x: float, y: float) -> bool:
        return abs(x - y) <= margin * max(x, y)

    if equal(a, b):
        return 1 if equal(b, c) else 3
    if equal(a, b + c):
        return 8 if equal(b, c) else 7
    if equal(b, c):
        return 4 if a > b + c else 2
    return 6 if a > b + c else 5
