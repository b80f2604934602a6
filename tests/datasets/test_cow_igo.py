"""Shared organisations: pairs with the smaller code first, counts of zero kept."""

from __future__ import annotations

from tertius.datasets.cow_igo import COW_IGO


def test_it_reads_its_sample(sample_of, tmp_path):
    frame = COW_IGO.read(*sample_of(COW_IGO, tmp_path))
    assert frame.filter(cow_a=365, cow_b=710)["shared"].item() == 55


def test_no_shared_organisation_is_a_zero_and_not_missing(sample_of, tmp_path):
    frame = COW_IGO.read(*sample_of(COW_IGO, tmp_path))
    assert frame.filter(cow_a=200, year=1950)["shared"].item() == 0
