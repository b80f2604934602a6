"""A process that adds forecasts one by one and says so only after each is kept: python writer.py URL HOLDER N."""

import sys
from datetime import date

from tertius.ledger.entries import Forecast
from tertius.ledger.store import open_ledger

if __name__ == "__main__":
    where, holder, times = sys.argv[1:]
    ledger = open_ledger(where)
    for i in range(int(times)):
        made = Forecast(question="Q1", holder=holder, made=date(2024, 5, 1), p=(i % 101) / 100, ref=f"{holder} {i}")
        with ledger.writing() as batch:
            name = batch.add(made)
        sys.stdout.write(f"{name} {holder} {i}\n")
        sys.stdout.flush()
