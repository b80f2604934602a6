"""Who needs whom: directions, the newest public year, and asymmetry from one source and year."""

from __future__ import annotations

from datetime import date

import pytest

from tertius.alignment.dependence import SHORT, concentration, dependence_between
from tertius.atlas.columns import DYADS, STATES
from tertius.states import find

RUS, CHN, USA = find("RUS"), find("CHN"), find("USA")
LATE = date(2026, 11, 22)


def one(exposures, measure, of, on):
    return next((e for e in exposures if (e.measure, e.of, e.on) == (measure, of, on)), None)


def test_the_share_of_a_is_what_b_is_to_a(tiny_atlas):
    found = dependence_between(USA, RUS, as_of=LATE, atlas=tiny_atlas)
    # In the tiny world a share is (the other's code + year - 1900) / 1000.
    assert one(found, "trade_share", "USA", "RUS").value == pytest.approx(0.455, abs=1e-6)
    assert one(found, "trade_share", "RUS", "USA").value == pytest.approx(0.092, abs=1e-6)


def test_asymmetry_is_the_gap_over_the_sum(tiny_atlas):
    found = dependence_between(USA, RUS, as_of=LATE, atlas=tiny_atlas)
    assert one(found, "asymmetry", "USA", "RUS").value == pytest.approx((0.455 - 0.092) / (0.455 + 0.092), abs=1e-5)
    back = dependence_between(RUS, USA, as_of=LATE, atlas=tiny_atlas)
    assert one(back, "asymmetry", "RUS", "USA").value == pytest.approx(-(0.455 - 0.092) / 0.547, abs=1e-5)


def test_trade_of_a_year_counts_a_year_later(tiny_atlas):
    early = dependence_between(USA, RUS, as_of=date(1989, 12, 30), atlas=tiny_atlas)
    assert one(early, "trade_share", "USA", "RUS").year == 1987
    later = dependence_between(USA, RUS, as_of=date(1989, 12, 31), atlas=tiny_atlas)
    assert one(later, "trade_share", "USA", "RUS").year == 1988


def test_before_the_first_public_year_there_is_no_figure(tiny_atlas):
    assert dependence_between(USA, RUS, as_of=date(1950, 1, 1), atlas=tiny_atlas) == ()
    assert concentration(RUS, as_of=date(1950, 1, 1), atlas=tiny_atlas) == ()


def test_russia_needs_china_more_than_china_russia(shipped):
    found = dependence_between(RUS, CHN, as_of=LATE, atlas=shipped)
    assert one(found, "trade_share", "RUS", "CHN").value > one(found, "trade_share", "CHN", "RUS").value
    assert one(found, "asymmetry", "RUS", "CHN").value > 0.5
    assert "mirror" in one(found, "trade_share_russia", "RUS", "CHN").note


def test_a_bound_is_called_a_bound(shipped):
    found = dependence_between(CHN, RUS, as_of=LATE, atlas=shipped)
    assert "upper bound" in one(found, "trade_share_china_bound", "CHN", "RUS").note


def test_shares_are_shares(shipped):
    for pair in ((RUS, CHN), (RUS, USA), (find("FRA"), find("DEU"))):
        for e in (
            *dependence_between(*pair, as_of=LATE, atlas=shipped),
            *concentration(pair[0], as_of=LATE, atlas=shipped),
        ):
            if e.unit in {"share", "0 to 1"}:
                assert 0 <= e.value <= 1


def test_every_source_of_an_exposure_has_its_short_name(shipped):
    known = {c.name: c.dataset for c in (*DYADS, *STATES)}
    assert set(SHORT) <= set(known.values())
    for pair in ((RUS, CHN), (RUS, USA), (USA, CHN)):
        assert {e.dataset for e in dependence_between(*pair, as_of=LATE, atlas=shipped)} <= set(SHORT)


@pytest.mark.parametrize(("day", "said"), [(date(2019, 6, 1), False), (LATE, True)])
def test_that_russia_fell_silent_is_said_of_no_day_before_it_did(shipped, day, said):
    notes = " ".join(e.note for e in dependence_between(RUS, CHN, as_of=day, atlas=shipped))
    assert ("no longer publishes" in notes) is said
    assert ("stopped publishing" in notes) is said


def test_the_gap_between_two_negligible_shares_is_not_given(shipped):
    """In COW's table Australia is 2 % of Tuvalu's trade in 2014, and Tuvalu nothing of Australia's."""
    found = dependence_between(find("TUV"), find("AUS"), as_of=date(2026, 11, 22), atlas=shipped)
    assert {e.measure for e in found} >= {"trade_share"}
    assert "asymmetry" not in {e.measure for e in found}


def test_a_published_total_of_a_later_year_stands_beside_the_tables_figure_with_its_source(shipped):
    found = dependence_between(find("RUS"), find("CHN"), as_of=date(2026, 11, 22), atlas=shipped)
    both = next(e for e in found if e.measure == "trade_china_reports")
    assert both.year == 2024
    assert "US$228 bn in 2025 (General Administration of Customs of China" in both.note
    before = dependence_between(find("RUS"), find("CHN"), as_of=date(2025, 6, 1), atlas=shipped)
    assert "2025" not in next(e for e in before if e.measure == "trade_china_reports").note
