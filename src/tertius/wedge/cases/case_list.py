"""The case list read from a file: the project's own, or a reader's, and refused where a line is nonsense."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from tertius.errors import DataContractError, UnknownName, printable
from tertius.provenance import Licence, Provenance, Snapshot, Source
from tertius.vault.regular import read_regular
from tertius.wedge.cases.case import Case
from tertius.wedge.cases.rows import LIST, check_header, check_together, read_case

__all__ = ["CaseList", "caveats_of", "load_cases"]

SHIPPED = Path(__file__).parent / "data" / "cases.csv"

_LONGEST = 10_000_000
"""Bytes of the longest list; that of the package has some forty thousand."""

_CAVEATS = (
    "The rates are neither causal nor base rates: attempts are made where they may work, and famous successes are "
    "remembered.",
    "An outcome says that the tie changed, not that the divider changed it.",
)
_OF_OURS = (
    "The rift was coded with knowledge of the outcome, and three coders agree on it less than a judgement needs "
    "(kappa .58, wanted .60).",
    "Of the sources most were named from memory and none was read in full: check a case before citing it.",
)

_LICENCE = Licence(
    "Apache-2.0", "https://www.apache.org/licenses/LICENSE-2.0", redistribute=True, derived="any, with attribution"
)

_OURS = Source(
    id="tertius_wedge_cases",
    producer="The Tertius developers",
    title="Attempts to part two states, 1890-2026, by three coders",
    version="2026-11-22",
    url="docs/methods/wedge_cases.md",
    citation="The Tertius developers. Attempts to part two states, 1890-2026, by three coders.",
    licence=_LICENCE,
    published=date(2026, 11, 22),
)


@dataclass(frozen=True, slots=True)
class CaseList:
    """Cases in the order of their file, and the file's origin."""

    cases: tuple[Case, ...]
    provenance: Provenance
    ours: bool = False

    def one(self, case_id: str) -> Case:
        """The case of this id.

        Raises
        ------
        UnknownName
            There is none.
        """
        for c in self.cases:
            if c.id == case_id:
                return c
        raise UnknownName("case", case_id, (c.id for c in self.cases))

    def of_era(self, era: tuple[int, int] | None) -> CaseList:
        """The cases that began in these years, both included; all of them where None."""
        if era is None:
            return self
        return replace(self, cases=tuple(c for c in self.cases if era[0] <= c.first <= era[1]))

    def mirrors(self, case: Case) -> tuple[str, ...]:
        """Other cases that tell the same story from the other side."""
        return tuple(c.id for c in self.cases if c.group == case.group and c.id != case.id)


def load_cases(file: Path | str | None = None) -> CaseList:
    """The project's case list, or one of the reader's in the same columns.

    Parameters
    ----------
    file
        A csv in UTF-8 with the columns of the codebook (docs/methods/wedge_cases.md). Words of
        the second and third coder may be blank; majority columns may be left out. Without a
        file, the list that comes with the package.

    Returns
    -------
    CaseList
        Every line of the file: a list with one bad line is refused whole, and the file left
        as it is.

    Raises
    ------
    DataContractError
        The file cannot be read, is no regular file, has more than ten million bytes, lacks a
        column, or a line is nonsense: years the wrong way round, a word the codebook does not
        know, a state that did not exist, the same case twice, a majority that is none.
    """
    return _shipped() if file is None else _read(Path(file))


def caveats_of(held: CaseList) -> tuple[str, ...]:
    """What to beware of in any list, and in the project's own."""
    return (*_CAVEATS, *_OF_OURS) if held.ours else _CAVEATS


@cache
def _shipped() -> CaseList:
    return _read(SHIPPED)


def _read(path: Path) -> CaseList:
    try:
        raw = read_regular(path, _LONGEST)
        written = raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as e:
        raise DataContractError(
            LIST,
            "the case list cannot be read",
            file=str(path),
            found=(e.strerror or str(e)) if isinstance(e, OSError) else "bytes that are not UTF-8",
            hint="name a csv file written in UTF-8",
        ) from None
    try:
        header, *lines = list(csv.reader(io.StringIO(written, newline=""), strict=True)) or [[]]
    except csv.Error as e:
        raise DataContractError(
            LIST, "a csv that breaks off", file=path.name, found=str(e), hint="look for an open quotation mark"
        ) from None
    check_header(header, path.name)
    filled = [(n, line) for n, line in enumerate(lines, start=2) if any(cell.strip() for cell in line)]
    cases = tuple(read_case(header, line, path.name, n) for n, line in filled)
    check_together(cases, path.name)
    return CaseList(cases, _provenance(path, raw), ours=path == SHIPPED)


def _provenance(path: Path, raw: bytes) -> Provenance:
    digest = hashlib.sha256(raw).hexdigest()
    ours = path == SHIPPED
    name = printable(path.name)
    source = (
        _OURS
        if ours
        else Source(
            id="wedge_cases",
            producer="The reader",
            title=f"Cases in {name}",
            version=digest[:8],
            url=name,
            citation=f"Cases in {name}.",
            licence=Licence("not stated", "", redistribute=False, derived="as its owner allows"),
            published=date.fromtimestamp(path.stat().st_mtime),  # noqa: DTZ012 (the reader's own day)
        )
    )
    return Provenance((Snapshot(source, digest),), ("cases: words of at least two of three coders",))
