"""A cell is what it says, or is refused with a guess at what was meant."""

from __future__ import annotations

import pytest

from tertius.ledger.cells import READERS, Unreadable


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("p", ".07", 0.07),
        ("p", "7%", 0.07),
        ("p", "7 %", 0.07),
        ("p", "0,07", 0.07),
        ("p", "0", 0.0),
        ("p", "1", 1.0),
        ("p", "0%", 0.0),
        ("p", "0.5%", 0.005),
        ("percent", "7", 0.07),
        ("percent", "7%", 0.07),
        ("percent", "0", 0.0),
        ("percent", "100", 1.0),
        ("made", "2024-05", "2024-05-01"),
        ("closes", "2024-02", "2024-02-29"),
        ("closes", "2024", "2024-12-31"),
        ("made", "2024", "2024-01-01"),
        ("made", "2024-5-1", "2024-05-01"),
        ("outcome", "TRUE", "yes"),
        ("outcome", "0", "no"),
        ("outcome", "Void", "void"),
        ("actors", "USA-RUS", ["USA", "RUS"]),
        ("actors", "United States, Russia", ["USA", "RUS"]),
        ("quantiles", ".05:1; .5:2.5", [[0.05, 1.0], [0.5, 2.5]]),
        ("holder", "  Ada \t Quill ", "Ada Quill"),
        ("start", "17", 17),
    ],
)
def test_a_cell_is_read(column, cell, value):
    assert READERS[column](cell, column) == value


@pytest.mark.parametrize(
    ("column", "cell", "hint"),
    [
        ("p", "7", "write 0.07 or 7%"),
        ("p", "0.07%", "write 7%"),
        ("p", "likely", "digits"),
        ("p", "nan", "leave the cell empty"),
        ("p", "inf", "leave the cell empty"),
        ("p", "-0.2", "from 0 to 1"),
        ("percent", "0.07", "name the column p"),
        ("percent", "107", "7 for 7 in a hundred"),
        ("made", "31.12.2027", "2027-12-31"),
        ("made", "12/31/2027", "2027-12-31"),
        ("made", "2024-02-30", "2027-12-31"),
        ("made", "2024-13", "2027-12-31"),
        ("made", "²024", "2027-12-31"),
        ("made", "0000", "2027-12-31"),
        ("outcome", "held", "void where"),
        ("status_quo", "void", "if nothing changes"),
        ("quantiles", "1, 2", ".05:1.2"),
        ("quantiles", "a:b", ".05:1.2"),
        ("start", "-1", "characters"),
        ("actors", "Rusia", "did you mean"),
    ],
)
def test_a_cell_is_refused_with_a_hint(column, cell, hint):
    with pytest.raises(Unreadable) as refused:
        READERS[column](cell, column)
    assert hint in refused.value.breach.hint
    assert refused.value.breach.column == column
