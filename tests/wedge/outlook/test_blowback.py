"""Every triangle of a pair: what it says of real pairs, and what it refuses."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from tertius.errors import ImpossibleQuestion, OutsideCoverage, UnknownName
from tertius.present.names import the
from tertius.wedge.outlook import blowback as room
from tertius.wedge.outlook.blowback import blowback

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def found(shipped):
    return blowback("USA", "RUS", "CHN", as_of=DAY, atlas=shipped)


def test_every_state_stands_once_and_the_pair_in_none(found):
    states = [t.state for t in found.thirds]
    assert len(states) == len(set(states)) > 150
    assert not {"USA", "RUS"} & set(states)


def test_allies_come_first_and_the_most_exposed_of_them_before_the_rest(found):
    groups = [t.group for t in found.thirds]
    assert groups == sorted(groups, key=("ally", "third", "other").index)
    assert groups.count("third") == 1
    exposed = [t.exposed for t in found.allies]
    assert exposed == sorted(exposed, reverse=True)


def test_a_page_lists_every_ally_c_and_thirty_others(found):
    assert len(found.listed) == len(found.allies) + 1 + 30


def test_counts_and_break_even_follow_from_the_rows(found):
    at_stake = [t for t in found.allies if t.exposed > 0.5]
    assert found.used_up_by == pytest.approx(1 / len(at_stake))
    middle, low, high = found.exposed
    assert middle == pytest.approx(sum(t.exposed for t in found.allies))
    assert low <= middle <= high
    assert found.pivots == pytest.approx([sum(t.pivot[k] for t in found.thirds) for k in (0, 1)])


def test_a_closer_pair_never_costs_a_the_pivot(found):
    # With A-B higher, A is a pivot wherever it was one: AB and AX positive, BX negative.
    assert all(t.pivot[1] >= t.pivot[0] for t in found.thirds)


def test_japan_is_nearer_to_america_than_to_russia_and_belarus_is_not(found):
    rows = {t.state: t for t in found.thirds}
    assert rows["JPN"].tie_a[0] > 1 > rows["JPN"].tie_b[0]
    assert rows["BLR"].tie_b[0] > 1 > rows["BLR"].tie_a[0]
    assert rows["JPN"].group == "ally"
    assert rows["BLR"].group == "other"


def test_the_sum_in_words_names_both_and_counts_the_allies(found):
    said = found.explain()
    assert said.startswith(f"Of the United States' {len(found.allies)} allies (defence pacts of 2018) ")
    assert "nearer to China than to Russia" in said
    assert f"Of all {len(found.thirds)} triangles" in said


def test_the_table_has_a_row_a_triangle_and_says_null_where_nothing_is_known(found):
    frame = found.to_frame()
    assert frame.height == len(found.thirds)
    assert frame.filter(pl.col("state") == "CHN")["tie_c"].null_count() == 1
    assert frame["exposed"].is_between(0, 1).all()


def test_its_plain_values_are_json(found):
    record = found.to_dict()
    assert json.loads(json.dumps(record, allow_nan=False)) == record
    assert [t["state"] for t in record["triangles"]] == [t.state for t in found.thirds]


def test_it_names_its_sources_and_doubts(found):
    assert {s.source.id for s in found.provenance.snapshots} >= {"unga_votes", "atop"}
    assert all(c.endswith(".") for c in found.caveats)
    assert found._repr_html_().startswith("<article")


def test_the_same_question_has_the_same_answer(found, shipped):
    assert blowback("USA", "RUS", "CHN", as_of=DAY, atlas=shipped).to_dict() == found.to_dict()


def test_without_c_no_tie_with_c_is_spoken_of(shipped):
    found = blowback("FRA", "TUR", as_of=DAY, atlas=shipped)
    assert all(t.tie_c is None and t.kappa_c is None for t in found.thirds)
    assert "nearer to" not in found.explain()


def test_of_the_past_only_votes_of_the_past_are_used(shipped):
    found = blowback("USA", "RUS", "CHN", as_of=date(1988, 6, 1), atlas=shipped)
    assert (found.source, found.precedent) == ("votes", None)
    assert found.year <= 1987
    assert found.allies_in == 1987
    assert "GFR" in {t.state for t in found.allies}


def test_a_state_without_pacts_has_no_allies_and_says_so(shipped):
    found = blowback("IND", "CHN", as_of=DAY, atlas=shipped)
    assert found.allies == ()
    assert found.explain().startswith("No state with a defence pact with India")
    assert found.used_up_by is None


def test_the_last_approach_is_found_in_the_kept_ties():
    rows = []
    # A=2, B=365 rise by 1.5 from 1987 to 1992; X=200 was B's foe, Y=740 its friend.
    for year in range(1972, 2000):
        between = -1.0 + 1.5 * min(max((year - 1987) / 5, 0), 1)
        for pole, other, mean in ((2, 365, between), (2, 200, 2.0), (2, 740, 1.0), (365, 200, -1.0), (365, 740, 0.5)):
            drift = -0.3 * (pole == 2) * (other == 200) * (year >= 1992)
            rows += [(pole, other, year, mean + drift, 0.1), (other, pole, year, mean + drift, 0.1)]
    kept = pl.DataFrame(rows, schema=["pole", "other", "year", "mean", "sd"], orient="row")
    found = room._precedent(2, 365, kept)
    assert found is not None
    assert (found.first, found.last) == (1987, 1992)
    assert found.rise == pytest.approx(1.5)
    assert found.exposed == (1, pytest.approx(-0.3))
    assert found.rest == (1, pytest.approx(0.0))


def test_two_that_only_fell_apart_have_no_precedent():
    rows = [(p, o, y, -0.1 * (y - 1972), 0.1) for y in range(1972, 1990) for p, o in ((2, 365), (365, 2))]
    kept = pl.DataFrame(rows, schema=["pole", "other", "year", "mean", "sd"], orient="row")
    assert room._precedent(2, 365, kept) is None


def test_one_state_twice_is_refused(shipped):
    with pytest.raises(ImpossibleQuestion):
        blowback("USA", "USA", atlas=shipped)
    with pytest.raises(ImpossibleQuestion, match="one of the pair"):
        blowback("USA", "RUS", "USA", atlas=shipped)


def test_a_name_that_is_no_state_is_refused_with_the_nearest(shipped):
    with pytest.raises(UnknownName, match="Russia"):
        blowback("USA", "Rusia", atlas=shipped)


def test_a_pair_whose_tie_is_not_known_is_refused(shipped):
    with pytest.raises(OutsideCoverage, match="no tie of"):
        blowback("USA", "TWN", as_of=date(1990, 1, 1), atlas=shipped)


def test_the_average_over_draws_is_the_sum_of_the_allies_shares_and_may_pass_or_miss_their_count(shipped):
    """24 allies with shares just above a half add up to less than 24; 18 and many just below to more."""
    for b, more in (("TUR", False), ("RUS", True)):
        found = blowback("USA", b, as_of=date(2026, 11, 22), atlas=shipped)
        assert found.exposed[0] == pytest.approx(sum(t.exposed for t in found.allies))
        assert (found.exposed[0] > len(found.at_stake)) is more
        assert f"Ally by ally, {len(found.at_stake)} do both in more than half of the draws" in found.explain()


def test_one_is_told_in_the_singular(found):
    ally = replace(found.allies[0], exposed=0.9, falls=1.2, tie_b=(found.tie[0] - 1, -9.0, 9.0))
    said = replace(found, thirds=(ally,), exposed=(1.0, 0.0, 1.0), precedent=None).explain()
    assert f"The United States' one ally, {the(ally.name)} (defence pacts of 2018), stands further" in said
    assert "It stands above the average tie with the United States and below it with Russia in 90\u2009% of" in said
    assert "1 stands" not in said
    assert "1 ally would fall" in said
    assert "once that one drifts" in said


def test_the_rio_pact_stands_as_atop_codes_it(found):
    assert any("as ATOP codes them: some states had denounced the Rio pact" in c for c in found.caveats)


def test_nobody_is_called_a_friend_or_a_foe_for_standing_on_one_side_of_the_average(shipped):
    """India's tie with Lithuania is below the average of 1970 to 1989; that makes the two no foes."""
    for pair in (("USA", "IND"), ("USA", "RUS", "CHN")):
        found = blowback(*pair, as_of=date(2026, 11, 22), atlas=shipped)
        assert not re.search(r"\bfriends?\b|\bfoes?\b", found.explain())
        assert "above the average tie with the United States and below it with" in found.explain()
    assert any("makes nobody a foe" in c for c in found.caveats)
