"""What people mean by probability words: medians and quartiles of the CAPphrase survey.

5,174 people gave each of 19 phrases a number from 0 to 100 (Kucharski 2026,
doi:10.5281/zenodo.18750055, CC BY 4.0). The table in the package is made by

    python -m tertius.reading.forecasts.survey absolute_judgements.csv > src/tertius/reading/forecasts/data/survey.csv
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

from tertius.errors import DataContractError, UnknownName

__all__ = ["SURVEY", "Term", "summarise", "survey", "term"]

SURVEY = "CAPphrase"
"""The name of the scale that the survey makes; the default of every reading."""

_COLUMNS = ("term", "n", "q1", "median", "q3")


@dataclass(frozen=True, slots=True)
class Term:
    """A phrase of the survey: how many answered, and the quartiles of their answers, as shares of 1."""

    name: str
    n: int
    q1: float
    median: float
    q3: float


@lru_cache(maxsize=1)
def survey() -> dict[str, Term]:
    """Every phrase of the survey by its name, from the table in the package."""
    table = resources.files("tertius.reading.forecasts") / "data" / "survey.csv"
    with table.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    terms = (
        Term(r["term"], int(r["n"]), float(r["q1"]) / 100, float(r["median"]) / 100, float(r["q3"]) / 100) for r in rows
    )
    return {term.name: term for term in terms}


def term(name: str) -> Term:
    """The phrase of the survey called `name`.

    Raises
    ------
    UnknownName
        With the nearest ones, when the survey did not ask about it.
    """
    if name not in survey():
        raise UnknownName("phrase of the survey", name, survey())
    return survey()[name]


def summarise(path: Path) -> tuple[Term, ...]:
    """Quartiles of each phrase from the survey's answers, least likely first.

    A quartile between two answers lies on the line between them (the seventh rule of
    Hyndman and Fan), as in NumPy and R.

    Raises
    ------
    DataContractError
        When an answer is not a number from 0 to 100.
    """
    answers: defaultdict[str, list[float]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row_number, row in enumerate(csv.DictReader(file), start=2):
            given = row["probability"]
            number = float(given) if given.replace(".", "", 1).isdigit() else -1.0
            if not 0 <= number <= 100:
                raise DataContractError(
                    "capphrase",
                    "an answer is a number from 0 to 100",
                    file=path.name,
                    row=row_number,
                    found=repr(given),
                    hint="take absolute_judgements.csv as published",
                )
            answers[row["term"]].append(number / 100)
    terms = (
        Term(name, len(given), *(_quantile(given, q) for q in (0.25, 0.5, 0.75))) for name, given in answers.items()
    )
    return tuple(sorted(terms, key=lambda term: (term.median, term.q1, term.q3, term.name)))


def _quantile(answers: Sequence[float], share: float) -> float:
    """The quantile of answers, on the line between the two nearest."""
    ordered = sorted(answers)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _main(arguments: Sequence[str]) -> None:
    """Write the table of the package to stdout."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for found in summarise(Path(arguments[0])):
        quartiles = (f"{round(100 * value, 2):g}" for value in (found.q1, found.median, found.q3))
        writer.writerow((found.name, found.n, *quartiles))


if __name__ == "__main__":
    _main(sys.argv[1:])
