"""The exhibits: what theories of structure say of a triangle, and that they never say forecast."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tertius.errors import ImpossibleQuestion
from tertius.triangle.structure import EXHIBIT, structure


@pytest.fixture(scope="module")
def today(shipped):
    return structure("USA", "RUS", "CHN", as_of=date(2026, 11, 22), atlas=shipped)


@pytest.fixture(scope="module")
def in_1988(shipped):
    return structure("USA", "RUS", "CHN", as_of=date(1988, 1, 1), atlas=shipped)


def test_every_result_says_that_it_is_an_exhibit(today):
    assert today.explain().startswith(EXHIBIT)
    assert today.caveats[0] == EXHIBIT
    assert json.loads(json.dumps(today.to_dict()))["exhibit"] == EXHIBIT


def test_the_network_is_of_the_last_year_that_is_covered(today):
    assert today.network.year == 2014
    assert today.network.proven
    assert 0 < today.network.broken < today.network.negative
    assert today.network.balanced <= today.network.triangles


def test_as_of_a_past_day_nothing_later_is_used(in_1988):
    assert in_1988.network.year <= 1987
    assert in_1988.settlement.last <= 1987
    assert in_1988.coalitions.power_year <= 1987


def test_russia_settles_with_china_by_the_votes_of_today(today):
    assert today.settlement.with_c > 0.95
    assert today.settlement.with_a < 0.05
    middle, low, high = today.settlement.cost
    assert 0 < low <= middle <= high < 1


def test_partitions_that_are_stable_and_draws_without_one_cover_all_draws(today):
    shares = dict(today.coalitions.partitions)
    assert shares
    assert sum(shares.values()) + today.coalitions.unstable >= 1 - 1e-9


def test_the_same_question_has_the_same_answer(today, shipped):
    again = structure("USA", "RUS", "CHN", as_of=date(2026, 11, 22), atlas=shipped)
    assert again.to_dict() == today.to_dict()


def test_a_and_c_may_change_places(today, shipped):
    turned = structure("CHN", "RUS", "USA", as_of=date(2026, 11, 22), atlas=shipped)
    assert turned.network.broken == today.network.broken
    assert (turned.settlement.with_a, turned.settlement.with_c) == pytest.approx(
        (today.settlement.with_c, today.settlement.with_a), abs=0.05
    )


def test_two_corners_are_no_triangle(shipped):
    with pytest.raises(ImpossibleQuestion, match="three corners"):
        structure("USA", "RUS", "Russia", atlas=shipped)


def test_the_frame_names_each_figure_of_each_exhibit(today):
    frame = today.to_frame()
    assert set(frame["exhibit"]) == {"network", "settlement", "bargain", "coalitions"}
    assert frame.filter(exhibit="network", figure="broken")["value"].item() == str(today.network.broken)


def test_the_page_shows_all_four_and_their_notes(tertius):
    status, out, _ = tertius("structure", "USA", "RUS", "CHN", "--as-of", "2026-11-22")
    assert status == 0
    for words in ("BALANCE", "LANDSCAPE", "BARGAIN", "COALITIONS", EXHIBIT, "Two camps are forced"):
        assert words in out
    assert max(map(len, out.splitlines())) <= 100


def test_before_any_data_the_page_says_what_is_missing(tertius):
    status, out, _ = tertius("structure", "USA", "RUS", "GBR", "--as-of", "1948")
    assert status == 0
    assert "Not known: pacts and fights" in out


def test_the_poles_of_the_bargain_mirror_each_other_and_the_mean_lies_between(today):
    places = dict(today.bargain.places)
    assert places["United States"] == pytest.approx(-places["China"])
    assert places["China"] < today.bargain.compromise < places["United States"]
    assert places["Russia"] < places["India"] + 0.1
    assert 0 < today.bargain.behind_a < 0.5


def test_the_bargain_of_a_past_day_is_of_votes_and_powers_known_then(in_1988):
    assert in_1988.bargain.power_year <= 1987


def test_the_html_page_draws_three_exhibits_and_names_the_state_of_the_day(tertius, tmp_path):
    path = tmp_path / "structure.html"
    status, out, _ = tertius("structure", "USA", "RUS", "CHN", "--as-of", "1984", "--html", str(path))
    assert (status, out) == (0, "")
    page = path.read_text(encoding="utf-8")
    for words in (EXHIBIT, 'id="landscape"', 'id="bargain"', 'id="coalitions"', "Two camps are forced"):
        assert words in page
    assert "Structure around the United States, the Soviet Union, China" in page


def test_where_nothing_is_known_the_html_page_says_so_and_draws_nothing(tertius, tmp_path):
    path = tmp_path / "structure.html"
    assert tertius("structure", "USA", "RUS", "GBR", "--as-of", "1948", "--html", str(path))[0] == 0
    page = path.read_text(encoding="utf-8")
    assert "Not known: pacts and fights" in page
