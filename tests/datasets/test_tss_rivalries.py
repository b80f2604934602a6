"""Strategic rivalries: pairs with the smaller code first, and ends as years."""

from __future__ import annotations

import pytest

from tertius.datasets.tss_rivalries import TSS_RIVALRIES


def test_it_reads_its_sample(sample_of, tmp_path):
    frame = TSS_RIVALRIES.read(*sample_of(TSS_RIVALRIES, tmp_path))
    assert frame.filter(cow_a=365, cow_b=710).select("first_year", "last_year").row(0) == (1958, 1989)


def test_rivalries_as_history_has_them(read_real):
    frame = read_real("tss_rivalries")
    between = frame.filter((frame["cow_a"] == 2) & (frame["cow_b"] == 365)).select("first_year", "last_year").rows()
    assert (1945, 1989) in between
    assert frame.filter(frame["last_year"] == 2020).height == pytest.approx(56)
