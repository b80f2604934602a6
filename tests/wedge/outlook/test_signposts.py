"""Eight to fifteen things to watch, for any three states, with nothing from after the day."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tertius.datasets.chronicle import load_chronicle
from tertius.wedge.outlook.signposts import AT_MOST, FEWEST, signposts

TRIADS = [("USA", "RUS", "CHN"), ("FRA", "TUR", "RUS"), ("CHN", "IND", "USA"), ("BRA", "BOL", "VEN")]


@pytest.mark.parametrize("triad", TRIADS, ids="-".join)
def test_there_are_eight_to_fifteen_for_any_three(standing_of, triad):
    found = signposts(standing_of(*triad), position=(2022, -0.1))
    assert FEWEST <= len(found) <= AT_MOST
    assert len({s.what for s in found}) == len(found)
    for s in found:
        assert all((s.what, s.where, s.now, s.threshold, s.component))
        assert "nan" not in f"{s.now} {s.threshold}".lower().split()


def test_days_to_come_are_to_come(standing_of):
    for day in (date(1990, 3, 1), date(2026, 11, 22)):
        found = signposts(standing_of("USA", "RUS", "CHN", day), position=(day.year - 3, -0.2))
        days = [s.next_day for s in found if s.next_day]
        assert days
        assert all(day < d <= date(day.year + 2, 12, 31) for d in days)


def test_nothing_of_after_the_day_is_in_them(standing_of):
    day = date(1975, 1, 1)
    found = signposts(standing_of("USA", "CHN", "RUS", day), position=(1973, -0.4))
    by_id = {e.id: e for e in load_chronicle()}
    cited = [by_id[b.removeprefix("chronicle:")] for s in found for b in s.basis if b.startswith("chronicle:")]
    assert cited
    assert all(e.known <= day for e in cited)


def test_the_target_itself_stands_first_with_its_threshold(standing_of):
    first = signposts(standing_of("USA", "RUS", "CHN"), position=(2022, -0.54))[0]
    assert first.component == "data"
    assert first.now == "−0.54 in the three sessions to 2022"
    assert first.threshold.startswith("−0.39 or more")
    assert first.next_day == date(2027, 10, 31)


def test_without_a_position_the_target_is_left_out(standing_of):
    found = signposts(standing_of("USA", "RUS", "CHN"))
    assert not any("three-year mean" in s.what for s in found)


def test_a_share_moves_by_five_points_and_a_small_one_halves(standing_of):
    found = {s.what: s for s in signposts(standing_of("USA", "RUS", "CHN"))}
    assert found["Share of China in Russia's goods trade"].threshold.startswith("below 28\u2009%; above 38")
    assert found["Share of China in Russia's arms imports over five years"].threshold.startswith("below 2\u2009%;")


def test_less_need_of_b_leaves_c_freer_and_points_to_c(standing_of):
    found = {s.what: s for s in signposts(standing_of("USA", "RUS", "CHN"))}
    assert found["Share of Russia in China's goods trade"].points == "toward C"
    assert found["Share of China in Russia's goods trade"].points == "toward A"
    assert found["Share of China in Russia's goods trade"].way == "toward the United States"


def test_a_dataset_that_ended_long_ago_has_no_next_day(standing_of):
    found = {s.what: s for s in signposts(standing_of("FRA", "TUR", "RUS"))}
    assert found["Share of Russia in Turkey's goods trade"].next_day is None


def test_acts_name_their_day_and_document(standing_of):
    found = signposts(standing_of("USA", "RUS", "CHN"))
    act = next(s for s in found if s.what.startswith("Sanctions, threats or force of the United States"))
    assert act.now.startswith("22 Oct 2025: ")
    assert act.now.endswith("(Treasury press release, 22 October 2025)")


def test_what_the_chronicle_has_not_is_said_to_be_not_known(standing_of):
    found = signposts(standing_of("BRA", "BOL", "VEN"))
    blank = [s for s in found if s.now == "not known: the chronicle is too thin on the two"]
    assert blank
    assert all(s.basis == () for s in blank)


def test_its_plain_values_are_json(standing_of):
    for s in signposts(standing_of("USA", "RUS", "CHN"), position=(2022, -0.5)):
        record = s.to_dict()
        assert json.loads(json.dumps(record)) == record


def test_of_a_pair_that_the_chronicle_is_not_of_it_is_no_absence(standing_of):
    now = [s.now for s in signposts(standing_of("BRA", "BOL", "VEN"), position=(2022, -0.1))]
    assert "not known: the chronicle is too thin on the two" in now
    assert "none in the chronicle" not in now


def test_figures_of_more_than_fifteen_years_ago_signal_nothing(standing_of):
    """COW's trade of Serbia and Germany ends in 1992."""
    late = standing_of("USA", "SRB", "DEU")
    assert any(e.year == 1992 for e in late.exposures)
    found = signposts(late, position=(2004, 0.1))
    assert not [s for s in found if "1992" in s.now or "2004" in s.now]
    early = signposts(standing_of("USA", "SRB", "DEU", date(1999, 1, 1)))
    assert [s for s in early if "in 1992" in s.now]
