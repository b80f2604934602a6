"""A process that keeps sheets of judgements until somebody kills it, or as many as it is told.

    python judging.py DATABASE NAME ROWS [SHEETS]

Prints the name of each sheet once the casebook has acknowledged it.
"""

from __future__ import annotations

import sys
from itertools import count

from tertius.casebook.casebook import open_casebook
from tertius.casebook.judgement_rows import read_row
from tertius.casebook.judgements import add_judgements

if __name__ == "__main__":
    book = open_casebook(sys.argv[1])
    name, rows = sys.argv[2], int(sys.argv[3])
    for number in range(int(sys.argv[4])) if len(sys.argv) > 4 else count():
        row = {"a": "USA", "b": "RUS", "c": "CHN", "about": "goal", "value": 1, "made": "2020-01-01"}
        sheet = f"{name}, sheet {number}"
        add_judgements(book, [read_row({**row, "who": sheet, "why": f"row {n}"}) for n in range(rows)])
        sys.stdout.write(f"{sheet}\n")
        sys.stdout.flush()
