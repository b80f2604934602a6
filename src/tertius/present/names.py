"""How a newspaper writes a state's name inside a sentence, and at its start."""

from __future__ import annotations

__all__ = ["capital", "possessive", "the"]

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
        "United Arab Emirates",
        "United Kingdom",
        "United States",
    }
)


def the(name: str) -> str:
    """The name with its article where English has one: "the United States", "Russia"."""
    return f"the {name}" if name in _WITH_ARTICLE else name


def possessive(name: str) -> str:
    """The name as an owner: "Russia's", "the United States'"."""
    return f"{the(name)}'" if name.endswith("s") else f"{the(name)}'s"


def capital(words: str) -> str:
    """The words at the start of a sentence: the first letter upper, the rest as it was ("The US", from "the US")."""
    return words[:1].upper() + words[1:]
