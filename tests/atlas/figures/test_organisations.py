"""Shared organisations by pair and year, from 1946."""

from __future__ import annotations

import polars as pl

from tertius.atlas.figures.organisations import shared_organisations


def test_years_before_1946_are_left_out_and_a_zero_stays():
    frame = pl.DataFrame({"cow_a": [2, 2], "cow_b": [20, 20], "year": [1945, 1946], "shared": [9, 0]})
    assert shared_organisations(frame).rows() == [(2, 20, 1946, 0)]
