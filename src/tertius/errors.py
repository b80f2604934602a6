"""Everything this package raises on purpose.

* TertiusError
  + UnknownName          a state, dataset, column or measure that is not in its catalogue
    - AmbiguousName      a name that means more than one of them
  + ImpossibleQuestion   a question that cannot be asked: twice one state, a state that did not exist
  + OutsideCoverage      a question the data cannot answer: absence of data is not absence of ties
  + DataContractError    a file that is not what its dataset declares
  + ReadingError         a document that cannot be taken in: empty, binary, too large, locked, or at a private address
  + VaultError           a file that is not there, did not arrive whole, or is not the file it claims to be

The doors turn each of them into three lines (what, found, hint) and exit status 2.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

__all__ = [
    "AmbiguousName",
    "DataContractError",
    "ImpossibleQuestion",
    "OutsideCoverage",
    "ReadingError",
    "TertiusError",
    "UnknownName",
    "VaultError",
    "printable",
]


def printable(words: str) -> str:
    """Text that a terminal shows and does not obey: each control character and each turn of direction is U+FFFD.

    Blanks of every width, tabs and the ends of lines stay as they are.
    """
    if words.isprintable():
        return words
    plain = words.replace("\r\n", "\n")
    return "".join(c if c.isprintable() or c in "\n\t" or unicodedata.category(c) == "Zs" else "\ufffd" for c in plain)


class TertiusError(Exception):
    """Base class; the doors catch this and nothing wider.

    Every error says what is wrong, what was found, and what to do about it, all of it `printable`:
    what was found may be from a file that somebody else wrote.
    """

    def __init__(self, what: str, *, found: str = "", hint: str = "") -> None:
        what, found, hint = printable(what), printable(found), printable(hint)
        self.what, self.found, self.hint = what, found, hint
        lines = [what]
        if found:
            lines.append(f"  found: {found}")
        if hint:
            lines.append(f"  hint:  {hint}")
        super().__init__("\n".join(lines))


class UnknownName(TertiusError):
    """A name that is not in its catalogue, with the nearest ones that are."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind, self.name, self.known = kind, name, tuple(sorted(set(known)))
        folded: dict[str, str] = {}
        for entry in self.known:
            folded.setdefault(entry.casefold(), entry)
        near = [folded[m] for m in difflib.get_close_matches(name.casefold(), folded, n=3, cutoff=0.6)]
        if near:
            hint = f"did you mean {' or '.join(map(repr, near))}?"
        elif len(self.known) <= 30:
            hint = f"known: {', '.join(self.known)}"
        else:
            hint = f"{len(self.known)} are known; none is spelled like it"
        super().__init__(f"no {kind} called {name!r}", hint=hint)


class AmbiguousName(UnknownName):
    """A name that means more than one."""

    def __init__(self, kind: str, name: str, meanings: Iterable[str]) -> None:
        self.kind, self.name, self.known = kind, name, tuple(meanings)
        TertiusError.__init__(
            self, f"{name!r} means more than one {kind}", found=", ".join(self.known), hint="name one of them"
        )


class ImpossibleQuestion(TertiusError):
    """A question that has no answer because of how it is put."""


class OutsideCoverage(TertiusError):
    """A question the data do not cover."""


class DataContractError(TertiusError):
    """A file that breaks its dataset's declaration."""

    def __init__(
        self, dataset: str, rule: str, *, file: str = "", row: int | None = None, found: str, hint: str
    ) -> None:
        self.dataset, self.rule, self.file, self.row = dataset, rule, file, row
        where = f" in {file}" if file else ""
        line = f", row {row}" if row is not None else ""
        super().__init__(f"{dataset}: {rule}{where}{line}", found=found, hint=hint)


class ReadingError(TertiusError):
    """A document that cannot be taken in as text."""


class VaultError(TertiusError):
    """A file that is missing, incomplete, or not the one that was asked for."""
