"""All indicators of one pair, as they were known on a day."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tertius.alignment.series import Series
from tertius.alignment.ties import HINDSIGHT, ties, ties_of, votes_known
from tertius.errors import ImpossibleQuestion, UnknownName
from tertius.provenance import known_at
from tertius.states import find

LATE = date(2026, 11, 22)


def test_figures_by_hand(tiny_atlas):
    t = ties("USA", "RUS", as_of=LATE, atlas=tiny_atlas)
    # Even years have every flag: five obligations, a defence pact; COW ends in 2012 and the tiny world in 1990.
    assert t.one("alliance_atop").at(1990)[0] == 5
    assert t.one("alliance_atop").at(1989)[0] == 0
    assert t.one("alliance_cow").at(1990)[0] == 3
    assert t.one("sanctions").at(1980)[0] == 4
    # Shares are (far side + year - 1900) / 1000: the mean of (365 + 80) and (2 + 80) thousandths.
    assert t.one("trade").at(1980)[0] == pytest.approx((0.445 + 0.082) / 2, abs=1e-6)
    assert t.one("ideal_distance").at(1980)[0] == pytest.approx(0.363, abs=1e-6)


def test_s_is_twice_agreement_less_one(tiny_atlas):
    t = ties("FRA", "CHN", as_of=LATE, atlas=tiny_atlas)
    a, s = t.one("agreement"), t.one("s")
    for year in a.years:
        np.testing.assert_allclose(s.at(year), [2 * v - 1 for v in a.at(year)])


def test_a_tie_is_the_same_from_both_sides(shipped):
    one, two = (ties(*pair, as_of=LATE, atlas=shipped) for pair in (("RUS", "CHN"), ("CHN", "RUS")))
    for s, r in zip(one.series, two.series, strict=True):
        assert s.years == r.years
        np.testing.assert_allclose(s.values, r.values, atol=1e-6)


@pytest.mark.parametrize("day", [date(1990, 1, 1), date(2016, 11, 1)])
def test_nothing_is_known_before_its_lag_is_over(shipped, day):
    from tertius.atlas.columns import column

    t = ties("USA", "RUS", as_of=day, atlas=shipped)
    for s in t.series:
        if s.last is not None:
            assert known_at(s.last, column(s.indicator.columns[0]).lag_days) <= day, s.indicator.key
    assert t.one("agreement").last == {1990: 1988, 2016: 2015}[day.year]


@pytest.mark.parametrize(
    ("day", "release"),
    [(date(2020, 4, 28), None), (date(2020, 4, 29), "2020"), (date(2024, 7, 1), "2024"), (LATE, "2025")],
)
def test_ideal_points_are_the_release_that_was_out(shipped, day, release):
    s = ties("USA", "RUS", as_of=day, atlas=shipped).one("ideal_distance")
    assert s.datasets == (() if release is None else (f"un_ideal_points_{release}",))
    assert (s.last is None) is (release is None)


def test_a_day_in_the_past_is_said_to_be_asked_in_hindsight(shipped):
    assert HINDSIGHT in ties("USA", "RUS", as_of=date(1990, 1, 1), atlas=shipped).caveats
    assert HINDSIGHT not in ties("USA", "RUS", as_of=LATE, atlas=shipped).caveats


def test_kappa_is_blank_where_one_answers_always_alike(shipped):
    t = ties("RUS", "CHN", as_of=LATE, atlas=shipped)
    drawn_years = [y for y in t.one("agreement").years if np.isfinite(t.one("agreement").at(y)[0])]
    blank = [y for y in drawn_years if np.isnan(t.one("kappa").at(y)[0])]
    assert 1988 in blank
    assert all(np.isnan(t.one("kappa").at(y)).all() for y in blank)


def test_a_contradiction_names_both_sides_with_their_years(shipped):
    said = ties("RUS", "CHN", as_of=date(1990, 1, 1), atlas=shipped).contradiction()
    assert said == "Soviet Union–China: close by UN agreement 0.96 (1988); apart by Relations (Tsinghua) −1 (1988)."


def test_old_figures_take_no_part_in_a_contradiction(shipped):
    (t,) = ties_of(((find("USA"), find("RUS")),), as_of=date(2040, 1, 1), atlas=shipped)
    assert t.contradiction() is None


def test_outside_its_years_a_series_is_not_known(tiny_atlas):
    s = ties("USA", "RUS", as_of=LATE, atlas=tiny_atlas).one("trade")
    assert np.isnan(s.at(1960)).all()
    assert s.verdict == "neutral"
    empty = Series(s.indicator, (), np.zeros(0), np.zeros(0), np.zeros(0), ())
    assert (empty.first, empty.last, empty.verdict) == (None, None, None)


def test_the_frame_and_the_record_hold_what_was_observed(tiny_atlas):
    t = ties("USA", "RUS", as_of=LATE, atlas=tiny_atlas)
    frame, record = t.to_frame(), t.to_dict()
    assert frame.height == sum(len(s["values"]) for s in record["series"])
    assert frame["value"].is_finite().all()
    assert [n["year"] for n in t.newest()] == [s.last for s in t.series if s.last is not None]


@pytest.mark.parametrize(
    ("a", "b", "day", "error", "said"),
    [
        ("USA", "US", LATE, ImpossibleQuestion, "no tie with itself"),
        ("USSR", "RUS", LATE, ImpossibleQuestion, "no tie with itself"),
        ("USA", "DDR", LATE, ImpossibleQuestion, "5 Oct 1954 to 3 Oct 1990|1954"),
        ("USA", "UKR", date(1960, 1, 1), ImpossibleQuestion, "not an independent state on 1 Jan 1960"),
        ("USA", "Rusia", LATE, UnknownName, "'Russia'"),
        ("USA", "Korea", LATE, UnknownName, "South Korea"),
    ],
)
def test_a_tie_that_cannot_be_is_refused(shipped, a, b, day, error, said):
    with pytest.raises(error, match=said) as refused:
        ties(a, b, as_of=day, atlas=shipped)
    assert refused.value.hint


def test_a_state_without_a_seat_still_has_ties(shipped):
    t = ties("USA", "Taiwan", as_of=LATE, atlas=shipped)
    assert t.one("agreement").last == 1971
    assert "in 1971" in t.explain()


def test_only_sessions_that_were_over_are_known(shipped):
    assert votes_known(shipped, date(1990, 1, 29)).years[-1] == 1988
    assert votes_known(shipped, date(1990, 1, 30)).years[-1] == 1989
    assert len(votes_known(shipped, date(1946, 6, 1))) == 0


def test_a_day_to_come_cannot_be_asked(shipped):
    with pytest.raises(ImpossibleQuestion, match="today or a day before"):
        ties("USA", "RUS", as_of=date(2999, 1, 1), atlas=shipped)
