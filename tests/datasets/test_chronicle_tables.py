"""Votes and trade beside the chronicle agree with the producers' files, where those have them."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from tertius.datasets.chronicle_tables import load_trade, load_votes

SAID = {1: "yes", 0: "abstain", -1: "no", None: None}


def test_every_vote_of_the_emergency_session_is_there():
    session = [v for v in load_votes() if "ES-11" in v.resolution]
    assert [v.resolution for v in session[:8]] == [f"A/RES/ES-11/{n}" for n in range(1, 9)]
    assert len(session) == 10
    assert all(v.rus == "no" for v in session)
    # Reported by the press offices of the three; China voted no on the rights council and on reparation only.
    assert [v.resolution for v in session if v.chn == "no"] == ["A/RES/ES-11/3", "A/RES/ES-11/5"]
    assert [v.resolution for v in session if v.usa != "yes"] == [
        "A/RES/ES-11/7",
        "A/RES/ES-11/8",
        "A/ES-11 of 24 February 2026",
    ]


def test_votes_stand_in_order_and_fit_the_membership():
    votes = load_votes()
    assert [v.date for v in votes] == sorted(v.date for v in votes)
    for v in votes:
        assert v.yes > v.no
        # 131 members after the votes of 1971, 152 in January 1980, 193 since 2011.
        assert v.yes + v.no + v.abstain <= {1971: 131, 1980: 152}.get(v.date.year, 193)
        assert {v.usa, v.rus, v.chn} <= set(SAID.values())


def test_votes_agree_with_the_vault_where_it_has_them(read_real):
    calls, cast = read_real("unga_resolutions"), read_real("unga_votes")
    checked = [v for v in load_votes() if v.vault]
    assert [v.resolution for v in checked] == ["A/RES/2758(XXVI)", "A/RES/68/262", "A/RES/77/229"]
    for v in checked:
        call = calls.filter(pl.col("resolution") == v.vault)
        assert call.height == 1, v.resolution
        votes = cast.filter(pl.col("rcid") == call["rcid"][0])
        totals = tuple(votes.filter(pl.col("vote") == n).height for n in (1, -1, 0))
        assert totals == (v.yes, v.no, v.abstain), v.resolution
        one = dict(votes.select("iso2", "vote").iter_rows())
        assert tuple(SAID[one.get(c)] for c in ("US", "RU", "CN")) == (v.usa, v.rus, v.chn), v.resolution
        # The producer's days before session 52 are wrong, by its own caveat.
        if v.date.year > 1997:
            assert call["date"][0] == v.date


def test_the_vault_holds_no_vote_of_the_emergency_session(read_real):
    """When a new edition brings them, the table must name them and be checked against them."""
    calls = read_real("unga_resolutions")
    assert calls.filter(pl.col("resolution").str.contains("ES-?11")).height == 0


@pytest.mark.parametrize(("partner", "name"), [("RUS", "Russia"), ("CHN", "China")], ids=["with Russia", "with China"])
def test_american_figures_are_the_sums_of_twelve_months(read_real, partner, name):
    months = read_real("us_census_trade").filter(pl.col("partner_name") == name)
    years = months.group_by("year").agg(pl.len(), pl.col("exports", "imports").sum() / 1000).filter(pl.col("len") == 12)
    expected = {y: (e, i) for y, _, e, i in years.iter_rows()}
    found = {t.year: t for t in load_trade() if (t.a, t.b) == ("USA", partner) and "us_census_trade" in t.source}
    assert set(found) == set(expected)
    for year, (exports, imports) in expected.items():
        assert found[year].exports == pytest.approx(exports, abs=6e-4)
        assert found[year].imports == pytest.approx(imports, abs=6e-4)


@pytest.mark.parametrize(("partner", "iso2"), [("RUS", "RU"), ("USA", "US")], ids=["with Russia", "with America"])
def test_chinese_figures_are_the_sums_of_twelve_months(read_real, partner, iso2):
    months = read_real("china_trade").filter(pl.col("partner") == iso2).with_columns(year=pl.col("month").dt.year())
    years = months.group_by("year").agg(pl.len(), pl.col("exports", "imports").sum() / 1000).filter(pl.col("len") == 12)
    expected = {y: (e, i) for y, _, e, i in years.iter_rows()}
    found = {t.year: t for t in load_trade() if (t.a, t.b) == ("CHN", partner) and "china_trade" in t.source}
    assert set(found) == set(expected)
    for year, (exports, imports) in expected.items():
        assert found[year].exports == pytest.approx(exports, abs=6e-4)
        assert found[year].imports == pytest.approx(imports, abs=6e-4)


def test_a_total_is_the_sum_of_its_parts():
    for t in load_trade():
        assert (t.exports is None) == (t.imports is None)
        if t.exports is not None and t.imports is not None:
            assert t.total == pytest.approx(t.exports + t.imports, abs=2e-3)


def test_where_two_sources_differ_both_stand():
    both = [t.total for t in load_trade() if {t.a, t.b} == {"CHN", "RUS"} and t.year == 2023]
    assert len(both) == 2
    assert both[0] != both[1]
    # China counts its trade with the United States otherwise than the United States does.
    assert {t.a for t in load_trade() if {t.a, t.b} == {"CHN", "USA"} and t.year == 2024} == {"CHN", "USA"}


def test_one_figure_a_reporter_year_and_source():
    keys = [(t.a, t.b, t.year, t.source) for t in load_trade()]
    assert keys == sorted(set(keys))


def test_a_figure_is_known_after_its_year():
    newest = max(load_trade(), key=lambda t: t.year)
    assert newest.year == 2025
    assert all(date(t.year, 12, 31) < t.known for t in load_trade())
