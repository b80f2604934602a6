"""A driver of a scenario: what someone could change, to what, and what that would move."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from tertius.errors import ImpossibleQuestion, UnknownName
from tertius.present.numbers import percent
from tertius.wedge.components.component import SourceClass

__all__ = ["Driver", "Family", "Figure", "Move", "Opening", "Setting", "folded"]

Family = Literal["sanctions and trade", "war", "leaders", "allies and pledges", "binding"]
"""Drivers of one family are correlated: one random number a component serves them all, so they are judged together."""

Opening = Literal["opened", "closed"]
"""What a setting does to the sectors that a driver's measures cover."""


_NUMBER = re.compile(r"[+-]?([0-9]{1,9}(\.[0-9]{0,9})?|\.[0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Move:
    """How far a setting moves a component, in its standard units: a t with 3 degrees of freedom.

    Attributes
    ----------
    component : str
        Key of a component of the wedge.
    mean, scale : float
        `scale` is at least as wide as `mean`, so that one draw in five says the contrary.
    source_class : {"estimated", "literature", "elicited"}
        Whence the size comes.
    why : str
        A sentence; where a user gave it, with the user's source.
    when : {"always", "kept", "revoked"}
        Whether it counts in every draw, or only where A keeps, or breaks, its word.
    """

    component: str
    mean: float
    scale: float
    source_class: SourceClass
    why: str
    when: Literal["always", "kept", "revoked"] = "always"

    def __post_init__(self) -> None:
        assert self.scale >= abs(self.mean), "a move's prior is at least as wide as the move"


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing a driver can be set to.

    Attributes
    ----------
    says : str
        The setting as the end of a sentence that begins "if".
    moves : tuple of Move
        What it moves, beside what is computed from trade.
    kept : float or None
        Probability that A keeps to it for the horizon; None where nobody's word is at stake.
    opening : {"opened", "closed"} or None
        What it does to the sectors of the driver, from which the change in what A could
        replace is computed where trade by product is known.
    widens : float
        Factor on the variance of B's move in the first two years; 1 leaves it.
    aliases : tuple of str
        Other ways to write it.
    level : float or None
        The figure, where the driver is set to one; a share from 0 to 1.
    """

    key: str
    says: str
    moves: tuple[Move, ...] = ()
    kept: float | None = None
    opening: Opening | None = None
    widens: float = 1.0
    aliases: tuple[str, ...] = ()
    level: float | None = None

    @property
    def changes(self) -> bool:
        """Whether it moves anything."""
        return bool(self.moves) or self.opening is not None or self.widens != 1 or self.level is not None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a driver is set to: a share from 0 to 1, also written as per cent, or a whole number of cases."""

    unit: Literal["share", "cases"]

    def read(self, written: str) -> float | None:
        """The figure a spelling means; None where it means none of this unit. Its range is judged elsewhere."""
        text = written.strip().replace("\u2212", "-")
        part = self.unit == "share" and text.endswith("%")
        if not _NUMBER.fullmatch(text.removesuffix("%").rstrip() if part else text):
            return None
        value = float(text.removesuffix("%")) / (100 if part else 1)
        return value if self.unit == "share" or value.is_integer() else None

    def shown(self, value: float) -> str:
        """The figure as a reader takes it in: "45 %", "12"."""
        return percent(value) if self.unit == "share" else f"{value:,.0f}"

    @property
    def takes(self) -> str:
        """What may be written."""
        return "a share from 0 to 1, or per cent" if self.unit == "share" else "a whole number of cases, 0 or more"


@dataclass(frozen=True, slots=True)
class Driver:
    """What someone could change. The first of `settings` is how things stand when nobody does.

    A driver with a `figure` has no settings of its own: it is set to a number.

    Attributes
    ----------
    sold_by_a, bought_by_a : tuple of str
        Sectors of trade that A's measures under this driver close, as `tertius dependence` names them.
    """

    key: str
    label: str
    family: Family
    about: str
    settings: tuple[Setting, ...]
    sold_by_a: tuple[str, ...] = ()
    bought_by_a: tuple[str, ...] = ()
    figure: Figure | None = None

    @property
    def example(self) -> str:
        """A setting that it could take, as a file has it."""
        return f'"{self.settings[-1].key}"' if self.figure is None else "0.4" if self.figure.unit == "share" else "5"

    def setting(self, written: str) -> Setting:
        """The setting a spelling means; case, hyphens and underscores do not matter.

        Raises
        ------
        UnknownName
            With the nearest settings.
        ImpossibleQuestion
            No number where the driver is set to a figure.
        """
        if self.figure is not None:
            return self._at(self.figure, written)
        for one in self.settings:
            if folded(written) in {folded(one.key), *map(folded, one.aliases)}:
                return one
        raise UnknownName(f"setting of {self.key}", written, (s.key for s in self.settings))

    def _at(self, figure: Figure, written: str) -> Setting:
        value = figure.read(written)
        if value is None:
            raise ImpossibleQuestion(
                f"{self.key} is set to {figure.takes}", found=repr(written), hint=f"--set {self.key}={self.example}"
            )
        # Two spellings of one figure are one setting.
        key = f"{value:.6g}"
        return Setting(
            key, f"{self.label} {'is' if figure.unit == 'share' else 'are'} {figure.shown(value)}", level=float(key)
        )


def folded(written: str) -> str:
    """A spelling without case, hyphens, underscores and doubled spaces."""
    return " ".join(written.casefold().replace("-", " ").replace("_", " ").split())
