"""Asking the question, and being told when it has no answer."""

from __future__ import annotations

from datetime import date

import pytest

from tertius.errors import ImpossibleQuestion, OutsideCoverage, TertiusError, UnknownName
from tertius.wedge.answer import STALE_YEARS
from tertius.wedge.assess import HORIZONS, assess
from tertius.wedge.caveats import _not_after

LATE = date(2026, 11, 22)


@pytest.fixture(scope="module")
def now(shipped):
    return assess("USA", "RUS", "CHN", as_of=LATE, atlas=shipped)


def test_the_first_triad_sits_near_its_base_rate(now):
    # design, section 14: "about 3-5 %", permanent members 0 %, Russia's own windows about 12 % in one episode.
    assert 0.02 < now.answer.probability < 0.05
    assert now.answer.low < now.answer.probability < now.answer.high
    assert now.answer.words == "almost no chance"
    assert now.references[0].rate == pytest.approx(0.03, abs=0.005)
    assert now.references[1].rate < now.references[0].rate  # without windows on a handful of votes
    assert now.references[3].events == 0
    assert now.references[4].events == 5


def test_names_in_any_spelling_ask_the_same(now, shipped):
    for names in ((2, "Russian", "People's Republic of China"), ("us", "ussr", "prc")):
        assert assess(*names, as_of=LATE, atlas=shipped).to_dict() == now.to_dict()


def test_the_number_does_not_know_b(now, shipped):
    """As its first caveat says: one rate for every B between the same two poles."""
    other = assess("USA", "IND", "CHN", as_of=LATE, atlas=shipped)
    assert other.answer == now.answer
    assert other.position != now.position


def test_what_is_old_is_named_with_its_year(now):
    assert "UN votes end in Sep 2023" in now.warning
    for c in now.coverage:
        assert c.stale is (c.age_years > STALE_YEARS)
        if c.stale and c.indicator not in {"agreement", "kappa", "ideal_ours"}:
            assert f"{c.label} in {c.last}" in now.warning


def test_coverage_names_every_figure_shown(now):
    sources = {c.dataset for c in now.coverage}
    assert {e.dataset for e in now.dependence} <= sources
    for tie in now.triangle.ties:
        for s in tie.series:
            if s.last is not None:
                assert sources & set(s.datasets)


def test_every_figure_shown_has_its_origin(now):
    ids = {p["id"] for p in now.provenance.to_list()}
    assert {c.dataset for c in now.coverage} | {"unga_resolutions"} <= ids


def test_a_one_year_question_speaks_of_a_year(shipped):
    said = assess("USA", "RUS", "CHN", as_of=LATE, horizon=1, atlas=shipped).explain()
    assert "in 1 year," in said


def test_at_another_horizon_the_effects_are_less_sure_and_no_contribution_moves(shipped, now):
    year = assess("USA", "RUS", "CHN", as_of=LATE, horizon=1, atlas=shipped)
    for of_one, of_five in zip(year.weighed.judged.moved, now.weighed.judged.moved, strict=True):
        assert of_one.log_odds == of_five.log_odds
        assert of_one.high - of_one.low > of_five.high - of_five.low or of_five.log_odds == 0
    assert any("over 1 year their effects stand" in c for c in year.caveats)
    assert not any("sized for five" in c for c in now.caveats)


def test_an_early_question_is_answered_though_its_windows_start_in_one_five_year_block(shipped):
    found = assess("USA", "GBR", "RUS", as_of=date(1954, 6, 1), atlas=shipped)
    assert found.base_rate.interval_by == "state"
    assert found.record is None


def test_the_record_says_when_it_could_begin(shipped):
    found = assess("USA", "GBR", "KAZ", as_of=LATE, atlas=shipped)
    assert found.record.first >= 1992 + 5


REFUSED = [
    (("USA", "USA", "CHN"), {}, ImpossibleQuestion, "three corners"),
    (("USA", "RUS", "USSR"), {}, ImpossibleQuestion, "three corners"),
    (("USA", "RUS", "CHN"), {"as_of": date(1920, 1, 1)}, OutsideCoverage, "no vote of the General Assembly"),
    (("USA", "RUS", "CHN"), {"as_of": date(1960, 1, 1)}, OutsideCoverage, "China cannot be placed"),
    (("USA", "UKR", "RUS"), {"as_of": date(1960, 1, 1)}, ImpossibleQuestion, "Ukraine"),
    (("USA", "DDR", "RUS"), {}, ImpossibleQuestion, "East Germany"),
    (("USA", "Kosovo", "RUS"), {}, OutsideCoverage, "Kosovo"),
    (("USA", "Taiwan", "CHN"), {}, OutsideCoverage, "1946 to 1971"),
    (("USA", "Vatican", "ITA"), {}, UnknownName, "Vatican"),
    (("USA", "Rusia", "CHN"), {}, UnknownName, "'Russia'"),
    (("USA", "RUS", "CHN"), {"horizon": 0}, ImpossibleQuestion, "1 to 10"),
    (("USA", "RUS", "CHN"), {"horizon": 11}, ImpossibleQuestion, "1 to 10"),
    (("USA", "RUS", "CHN"), {"horizon": 10, "as_of": date(1980, 1, 1)}, OutsideCoverage, "no window of 10 years"),
]


@pytest.mark.parametrize(
    ("names", "options", "error", "said"), REFUSED, ids=lambda v: str(v) if isinstance(v, str) else ""
)
def test_a_question_without_an_answer_is_refused_with_a_way_out(shipped, names, options, error, said):
    with pytest.raises(error, match=said) as refused:
        assess(*names, **{"as_of": LATE, **options}, atlas=shipped)
    assert refused.value.what
    assert refused.value.hint
    assert isinstance(refused.value, TertiusError)


def test_the_ends_of_the_horizon_are_answered(shipped):
    one, ten = (assess("USA", "RUS", "CHN", as_of=LATE, horizon=h, atlas=shipped) for h in (HORIZONS[0], HORIZONS[-1]))
    assert 0 < one.answer.probability < ten.answer.probability < 0.15


@pytest.mark.parametrize(
    ("note", "year", "left"),
    [
        ("One. The rest of 1991.", 1990, "One."),
        ("One. The rest of 1991.", 1991, "One. The rest of 1991."),
        ("It held the seat until 25 October 1971, COW 2000s aside", 1960, ""),
        ("COW 365 and 710", 1950, "COW 365 and 710."),
        ("", 1950, ""),
    ],
)
def test_sentences_about_later_years_are_left_out(note, year, left):
    assert _not_after(note, date(year, 6, 1)) == left


def test_between_poles_that_vote_alike_the_target_is_said_to_be_out_of_reach(shipped, now):
    found = assess("GBR", "FRA", "DEU", as_of=LATE, atlas=shipped)
    assert found.out_of_reach.startswith("As the United Kingdom and Germany vote now, on 92")
    assert found.to_dict()["out_of_reach"] == found.out_of_reach
    assert now.out_of_reach == ""


def test_a_state_that_ended_inside_the_window_is_named(shipped):
    found = assess("USA", "DDR", "RUS", as_of=date(1988, 6, 1), atlas=shipped)
    assert found.caveats[0].startswith("East Germany ended on 2 Oct 1990, inside the window")
    before = assess("USA", "DDR", "RUS", as_of=date(1984, 6, 1), atlas=shipped)
    assert "ended on" not in before.caveats[0]


def test_before_the_first_session_nothing_is_said_of_how_a_state_voted(shipped):
    with pytest.raises(OutsideCoverage, match="no vote of the General Assembly was known") as refused:
        assess("USA", "RUS", "CHN", as_of=date(1946, 1, 1), atlas=shipped)
    assert "opened in 1946" in refused.value.found


def test_where_the_datas_number_leads_its_record_is_called_no_clean_test(shipped):
    led = assess("USA", "RUS", "CHN", as_of=date(2026, 11, 22), horizon=3, atlas=shipped)
    assert led.answer.kind == "data"
    assert "no clean test" in led.caveats[0]
    assert "from +0.0011" in led.caveats[0]
    assert not any(
        "no clean test" in c for c in assess("USA", "RUS", "CHN", as_of=date(2026, 11, 22), atlas=shipped).caveats
    )
