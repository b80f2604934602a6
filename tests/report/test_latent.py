"""The latent tie in text: bands on one scale, parts with their doubt."""

from __future__ import annotations

from datetime import date

from tertius.alignment.kept_ties import Part
from tertius.alignment.ties import ties
from tertius.report.latent import band_rows, latent_line, part_rows
from tertius.triangle.triangle import triangle

LATE = date(2026, 11, 22)


def test_a_part_is_one_row_with_its_interval():
    part = Part("votes", "UN votes", 2022, 0.55, 0.62, 0.8)
    assert part_rows([part]) == [("UN votes", "0.55", "2022", "0.62 (−0.70 to 1.94)")]


def test_the_four_ends_stand_in_order(shipped):
    rows = band_rows(ties("RUS", "CHN", as_of=LATE, atlas=shipped).one("latent"), 1946, 2026)
    ends = [float(newest.replace("−", "-")) for _, newest, _ in rows]
    assert ends == sorted(ends, reverse=True)
    assert len({len(line) for _, _, line in rows}) == 1


def test_a_pair_without_a_tie_has_no_bands(shipped):
    assert band_rows(ties("RUS", "CHN", as_of=date(2000, 1, 1), atlas=shipped).one("latent"), 1946, 2000) == []


def test_the_neutral_share_is_said(shipped):
    assert "within 0.3 of the average pair" in latent_line(
        triangle("USA", "RUS", "CHN", as_of=LATE, atlas=shipped).latent
    )
