"""What a person corrected in a reading: kept as a correction, applied to every later reading that finds the item."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, cast, get_args

from tertius.casebook.items import KINDS, which
from tertius.errors import ImpossibleQuestion, UnknownName
from tertius.reading.record import Item, Mode, Move, Reading
from tertius.states import find

__all__ = ["STRUCK", "Correction", "applied", "checked"]

STRUCK = "struck"
"""The field that is no field of an item: set to true, the item is not one at all and is left out."""

_FIXED = {"start", "end", "part", "chain", "scale"} | {
    f"{name}_{end}" for name in ("speaker", "cue") for end in ("start", "end")
}
"""What a correction may not touch: where an item stands, and what says how it was found."""

_CHOICES: dict[str, tuple[str, ...]] = {
    "mode": get_args(Mode),
    "move": get_args(Move),
    "status": ("actual", "target", "estimate", "change"),
}
_EMPTY_ALLOWED = {
    "affiliation",
    "state",
    "low",
    "high",
    "pair",
    "condition",
    "horizon",
    "value",
    "measures",
    "period",
} | {
    "comparison",
    "date",
}


@dataclass(frozen=True, slots=True)
class Correction:
    """One field of one item, as a person set it.

    `which` is the item's span ("120:164"), or a person's name: what finds it again in another
    reading. `number` counts the corrections of a document.
    """

    document: str
    number: int
    kind: str
    which: str
    field: str
    old: Any
    new: Any
    why: str
    who: str
    made_at: str


def checked(kind: str, item: Item, field: str, new: object) -> Any:
    """The value that `field` gets, as JSON would hold it, or a refusal that says what may stand there.

    Text is taken as a door gives it: "0.25", "RUS,CHN", "" for nothing.

    Raises
    ------
    UnknownName
        When items of this kind have no such field, or a state is not known.
    ImpossibleQuestion
        When the value cannot stand in it.
    """
    open_to_all = [f.name for f in fields(KINDS[kind]) if f.name not in _FIXED] + [STRUCK]
    if field not in open_to_all:
        raise UnknownName(f"field of {kind} that can be corrected", field, open_to_all)
    if new in (None, "", [], ()) and field in _EMPTY_ALLOWED:
        return None
    if new in (None, ""):
        raise ImpossibleQuestion(f"{field} cannot be empty", found=repr(new), hint="strike the item to leave it out")
    value = _BY_FIELD.get(field, _text)(field, new)
    if field in {"low", "high"}:
        low, high = (value, getattr(item, "high", None)) if field == "low" else (getattr(item, "low", None), value)
        if low is not None and high is not None and low > high:
            raise ImpossibleQuestion(
                "a range that ends before it begins", found=f"{low:g} to {high:g}", hint="set the other end first"
            )
    return value


def applied(found: Reading, corrections: Iterable[Correction]) -> tuple[Reading, tuple[Correction, ...]]:
    """The reading as corrected, and the corrections whose item it does not hold.

    The last correction of a field counts. An item that was struck is left out.
    """
    made = tuple(corrections)
    if not made:
        return found, ()
    items = {(kind, key): item for key, kind, item in which(found)}
    orphans: list[Correction] = []
    struck: set[tuple[str, str]] = set()
    for c in made:
        place = (c.kind, c.which)
        if place not in items:
            orphans.append(c)
        elif c.field == STRUCK:
            (struck.add if c.new else struck.discard)(place)
        else:
            new = tuple(cast("list[Any]", c.new)) if isinstance(c.new, list) else c.new
            items[place] = replace(items[place], **{c.field: new})
    left: dict[str, list[Item]] = {kind: [] for kind in KINDS}
    for (kind, key), item in items.items():
        if (kind, key) not in struck:
            left[kind].append(item)
    return replace(found, **{kind: tuple(kept) for kind, kept in left.items()}), tuple(orphans)


def _text(field: str, new: object) -> str:
    if not isinstance(new, str):
        raise ImpossibleQuestion(f"{field} is text", found=repr(new), hint="give it as words")
    return new


def _number(field: str, new: object) -> float:
    try:
        value = float(cast("Any", new))
    except (TypeError, ValueError):
        value = float("nan")
    share = field in {"low", "high"}
    if value != value or abs(value) == float("inf") or (share and not 0 <= value <= 1):
        raise ImpossibleQuestion(
            f"{field} is a {'share from 0 to 1' if share else 'number'}",
            found=repr(new),
            hint="0.25 for 25 %" if share else "1500000",
        )
    return value


def _choice(field: str, new: object) -> str:
    if new not in _CHOICES[field]:
        raise UnknownName(field, str(new), _CHOICES[field])
    return str(new)


def _states(field: str, new: object) -> list[str]:
    given = new.split(",") if isinstance(new, str) else list(cast("Iterable[str]", new))
    codes = [find(name.strip()).iso3 for name in given]
    if field == "pair" and len(set(codes)) != 2:
        raise ImpossibleQuestion("a pair is two different states", found=", ".join(codes), hint="RUS,CHN")
    return codes


def _state(_field: str, new: object) -> str:
    return find(str(new)).iso3


def _yes(field: str, new: object) -> bool:
    if new not in (True, False, "true", "false"):
        raise ImpossibleQuestion(f"{field} is true or false", found=repr(new), hint="true leaves the item out")
    return new in (True, "true")


_BY_FIELD: dict[str, Callable[[str, object], Any]] = {
    **dict.fromkeys(("low", "high", "value"), _number),
    **dict.fromkeys(_CHOICES, _choice),
    **dict.fromkeys(("pair", "states"), _states),
    "state": _state,
    STRUCK: _yes,
}
