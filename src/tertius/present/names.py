"""How a newspaper writes a state's name inside a sentence, at its start, and on a day of the past."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tertius.states import State, find

__all__ = ["called_on", "capital", "possessive", "the"]

_WITH_ARTICLE = frozenset(
    {
        "Bahamas",
        "Central African Republic",
        "Comoros",
        "Dominican Republic",
        "Gambia",
        "Maldives",
        "Marshall Islands",
        "Netherlands",
        "Papal States",
        "Philippines",
        "Republic of Congo",
        "Seychelles",
        "Solomon Islands",
        "Soviet Union",
        "United Arab Emirates",
        "United Arab Republic",
        "United Kingdom",
        "United States",
    }
)


_FORMERLY: dict[int, tuple[tuple[str, str, date, date], ...]] = {
    343: (("Macedonia", "Macedonian", date(1991, 9, 8), date(2019, 2, 11)),),
    345: (
        ("Yugoslavia", "Yugoslav", date(1918, 12, 1), date(2003, 2, 3)),
        ("Serbia and Montenegro", "Serbian and Montenegrin", date(2003, 2, 4), date(2006, 6, 3)),
    ),
    365: (("Soviet Union", "Soviet", date(1922, 12, 30), date(1991, 12, 25)),),
    434: (("Dahomey", "Dahomeyan", date(1960, 8, 1), date(1975, 11, 29)),),
    439: (("Upper Volta", "Upper Voltan", date(1960, 8, 5), date(1984, 8, 3)),),
    490: (("Zaire", "Zairean", date(1971, 10, 27), date(1997, 5, 16)),),
    510: (("Tanganyika", "Tanganyikan", date(1961, 12, 9), date(1964, 4, 25)),),
    552: (("Rhodesia", "Rhodesian", date(1965, 11, 11), date(1980, 4, 17)),),
    572: (("Swaziland", "Swazi", date(1968, 9, 6), date(2018, 4, 18)),),
    651: (("United Arab Republic", "Egyptian", date(1958, 2, 22), date(1971, 9, 1)),),
    775: (("Burma", "Burmese", date(1948, 1, 4), date(1989, 6, 17)),),
    780: (("Ceylon", "Ceylonese", date(1948, 2, 4), date(1972, 5, 21)),),
    820: (("Malaya", "Malayan", date(1957, 8, 31), date(1963, 9, 15)),),
}
"""Names and adjectives that one series of a state had before today's, by COW number, both days included.

States that ended, such as East Germany and Czechoslovakia, have numbers and names of their own.
"""


def called_on(state: State | str | int, on: date | None) -> State:
    """The state by the name it had on a day; by today's where `on` is None.

    Raises
    ------
    UnknownName
        A spelling or number that means no state.
    """
    found = state if isinstance(state, State) else find(state)
    for name, adjective, first, last in _FORMERLY.get(found.cow, ()) if on else ():
        if on and first <= on <= last:
            return replace(found, name=name, adjective=adjective)
    return found


def the(name: str) -> str:
    """The name with its article where English has one: "the United States", "Russia"."""
    return f"the {name}" if name in _WITH_ARTICLE else name


def possessive(name: str) -> str:
    """The name as an owner: "Russia's", "the United States'"."""
    return f"{the(name)}'" if name.endswith("s") else f"{the(name)}'s"


def capital(words: str) -> str:
    """The words at the start of a sentence: the first letter upper, the rest as it was ("The US", from "the US")."""
    return words[:1].upper() + words[1:]
