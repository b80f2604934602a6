"""No setting moves a component past the end of its scale: what would lie beyond is cut, and counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tertius.casebook.judgement import SCALE
from tertius.wedge.components.component import Component
from tertius.wedge.components.reference import LARGEST
from tertius.wedge.scenarios.draws import Shift

__all__ = ["Bound", "ends", "held"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bound:
    """Where a scale binds: in which share of the draws a component would have left it, and whether at the centre."""

    component: str
    label: str
    low: float
    high: float
    share: float
    at_centre: bool

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def ends(component: Component) -> tuple[float, float]:
    """Lowest and highest value of a component: of its scale where it is judged, of its measurement otherwise."""
    return (SCALE[0], SCALE[-1]) if component.by_judgement else (-LARGEST, LARGEST)


def held(
    found: Sequence[Shift], components: Sequence[Component], standing: tuple[Array, Array]
) -> tuple[tuple[Shift, ...], tuple[Bound, ...]]:
    """Shifts cut so that no component leaves its scale, at the centre and in every draw.

    Parameters
    ----------
    standing : (k,) and (n, k) arrays
        Where the k components stand before, at the centre and draw by draw; NaN counts as 0. One
        that lies beyond its scale already is moved no farther out.

    Returns
    -------
    tuple of Shift
        In the same order. What is cut is taken from those that pushed that way, in proportion.
    tuple of Bound
        One for every component of which anything was cut.
    """
    kept = list(found)
    bounds: list[Bound] = []
    for k, c in enumerate(components):
        own = [n for n, s in enumerate(found) if s.component == c.key]
        if not own:
            continue
        before, by_draw = np.nan_to_num(standing[0][k : k + 1], nan=0.0), np.nan_to_num(standing[1][:, k], nan=0.0)
        centres, over_centre = _cut(np.array([[found[n].centre] for n in own]), before, ends(c))
        added, over = _cut(np.array([found[n].added for n in own]), by_draw, ends(c))
        for n, at_centre, draws in zip(own, centres[:, 0], added, strict=True):
            kept[n] = replace(found[n], centre=float(at_centre), added=draws)
        share = float(np.count_nonzero(over) / len(over))
        if share or over_centre[0]:
            bounds.append(Bound(c.key, c.label, *ends(c), share, bool(over_centre[0])))
    return tuple(kept), tuple(bounds)


def _cut(parts: Array, before: Array, scale: tuple[float, float]) -> tuple[Array, Array]:
    """(m, n) parts of which nothing is left beyond the scale, and (n,) how much was."""
    after = before + parts.sum(0)
    over = after - np.clip(after, np.minimum(scale[0], before), np.maximum(scale[1], before))
    toward = np.where(over > 0, np.maximum(parts, 0.0), np.minimum(parts, 0.0))
    whole = toward.sum(0)
    return parts - over * np.divide(toward, whole, out=np.zeros_like(parts), where=whole != 0), over
