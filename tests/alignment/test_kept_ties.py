"""The kept tie of a pair: its bands, its parts, and silence where it would leak."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tertius.alignment.kept_ties import NOT_KEPT, latent_series, parts_of, sampling_kept
from tertius.alignment.ties import ties
from tertius.atlas.tie_estimates import ties_entry
from tertius.states import find

LATE = date(2026, 11, 22)
RUSSIA_CHINA = (find("RUS"), find("CHN"))


def test_the_half_band_lies_within_the_other(shipped):
    s = latent_series(RUSSIA_CHINA, LATE, shipped)
    inner_low, inner_high = s.inner
    assert (s.low < inner_low).all()
    assert (inner_low < s.values).all()
    assert (s.values < inner_high).all()
    assert (inner_high < s.high).all()
    # 1.645 / 0.6745 standard deviations.
    np.testing.assert_allclose((s.high - s.low) / (inner_high - inner_low), 2.4387, rtol=1e-3)


def test_it_is_the_same_from_both_sides(shipped):
    one, two = (latent_series(pair, LATE, shipped) for pair in (RUSSIA_CHINA, RUSSIA_CHINA[::-1]))
    np.testing.assert_array_equal(one.values, two.values)


def test_before_all_its_figures_were_public_there_is_none_and_the_reader_is_told(shipped):
    public = date.fromisoformat(ties_entry(shipped)["public"])
    assert latent_series(RUSSIA_CHINA, public.replace(day=public.day - 1), shipped).last is None
    assert latent_series(RUSSIA_CHINA, public, shipped).last is not None
    assert parts_of([RUSSIA_CHINA], date(2016, 1, 1), shipped) == ((),)
    assert NOT_KEPT in ties("RUS", "CHN", as_of=date(2016, 11, 1), atlas=shipped).caveats


def test_an_atlas_without_kept_ties_shows_none_and_says_so(tiny_atlas):
    found = ties("USA", "RUS", as_of=LATE, atlas=tiny_atlas)
    assert found.one("latent").last is None
    assert found.parts == ()
    assert NOT_KEPT in found.caveats
    assert sampling_kept(tiny_atlas) == 0.0


def test_each_part_says_what_it_would_alone(shipped):
    parameters = ties_entry(shipped)["parameters"]
    part = next(p for p in parts_of([RUSSIA_CHINA], LATE, shipped)[0] if p.indicator == "alliance")
    k = parameters["indicators"].index("alliance")
    unique = parameters["own_var"][k] + parameters["noise"][k]
    # Regression of a standard normal on y = level + loading x + unique.
    slope = parameters["loading"][k] / (parameters["loading"][k] ** 2 + unique)
    assert part.value == 0.5
    assert part.mean == pytest.approx(slope * (0.5 - parameters["level"][k]))
    assert part.sd == pytest.approx(np.sqrt(1 - slope * parameters["loading"][k]))


def test_a_part_that_shares_little_says_little(shipped):
    parts = {p.indicator: p for p in parts_of([RUSSIA_CHINA], LATE, shipped)[0]}
    assert parts["dispute"].sd > 0.98
    assert parts["votes"].sd < 0.85


def test_parts_on_both_sides_of_the_average_pair_are_the_finding(shipped):
    said = ties("USA", "RUS", as_of=LATE, atlas=shipped).disagreement()
    assert said.startswith("The parts of the latent tie disagree: closer than the average pair by Treaty (ATOP)")
    assert "further by UN votes −1" in said
    assert ties("USA", "GBR", as_of=LATE, atlas=shipped).disagreement() is None


def test_pairs_asked_together_have_the_parts_they_have_alone(shipped):
    pairs = [(find("USA"), find("CHN")), RUSSIA_CHINA, (find("USA"), find("GBR"))]
    alone = tuple(parts_of([pair], LATE, shipped)[0] for pair in pairs)
    assert parts_of(pairs, LATE, shipped) == alone


def test_a_tie_read_from_events_lists_them_among_its_parts(shipped):
    parts = {p.indicator: p for p in parts_of([(find("USA"), find("CHN"))], LATE, shipped)[0]}
    assert (parts["gdelt_score"].year, parts["icews_score"].year) == (2025, 2023)
    months = shipped.table("months").filter(a=2, b=710).collect()
    newest = months.filter(months["month"].dt.year() == 2025)["gdelt_score"].to_numpy()
    assert parts["gdelt_score"].value == pytest.approx(float(np.mean(newest)), abs=1e-5)
    assert parts["gdelt_score"].mean < 0
    assert "Events (GDELT)" in ties("USA", "CHN", as_of=LATE, atlas=shipped).disagreement()
    assert not {"gdelt_score", "icews_score"} & {
        p.indicator for p in ties("USA", "RUS", as_of=LATE, atlas=shipped).parts
    }
