"""The United States, Russia and China in the shipped atlas, against numbers computed before Tertius.

The wanted values were computed for this project, outside this code, from UN General Assembly
votes of sessions 1 to 74: the lines "The triad" (section 1) and "Base rates", "Russia, A=US,
C=China" and "The canonical wedge" (section 14) of its design note on models, and the blocks
`us_ru_cn_un` and `construct_validity_T1` of its file of test numbers. They are printed to two
digits, or three; the tolerances are the rounding.
"""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from tertius.atlas.store import SHIPPED, Atlas
from tertius.forecasting.reference import PERMANENT_MEMBERS
from tertius.forecasting.targets import Field, field

USA, RUSSIA, CHINA = 2, 365, 710
FIVE_YEARS = 5


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas(SHIPPED)


@pytest.fixture(scope="module")
def between(atlas: Atlas):
    """The field of all states between the United States and another pole, on sessions 1 to 74."""
    votes = atlas.final_rollcalls
    to_2020 = votes.where(votes.session <= 74)
    fields = {c: field(to_2020, USA, c, horizon=FIVE_YEARS) for c in (RUSSIA, CHINA)}
    return fields.__getitem__


def in_year(atlas: Atlas, a: int, b: int, year: int) -> dict:
    return atlas.dyad(a, b).row(by_predicate=pl.col("year") == year, named=True)


def rate(moves: Field, since: int) -> float:
    windows = moves.windows(since=since)
    return sum(w.counts for w in windows) / len(windows)


def move(moves: Field, state: int, start: int) -> float:
    return float(moves.net[moves.states.index(state), moves.years.index(start)])


@pytest.mark.parametrize(("year", "kappa"), [(1972, 0.35), (1988, 0.10), (1995, -0.07), (2000, 0.50), (2019, 0.71)])
def test_kappa_of_russia_and_china(atlas, year, kappa):
    assert in_year(atlas, RUSSIA, CHINA, year)["kappa"] == pytest.approx(kappa, abs=0.005)


@pytest.mark.parametrize(("year", "kappa"), [(1980, -0.41), (1988, -0.03), (1992, 0.23), (1995, 0.18), (2019, -0.19)])
def test_kappa_of_the_united_states_and_russia(atlas, year, kappa):
    assert in_year(atlas, USA, RUSSIA, year)["kappa"] == pytest.approx(kappa, abs=0.005)


@pytest.mark.parametrize(("year", "agreement"), [(1988, 0.96), (1995, 0.69), (2019, 0.87)])
def test_agreement_of_russia_and_china(atlas, year, agreement):
    assert in_year(atlas, RUSSIA, CHINA, year)["agreement"] == pytest.approx(agreement, abs=0.005)


def test_the_two_measures_rank_1988_and_2019_the_other_way_round(atlas):
    before, after = in_year(atlas, RUSSIA, CHINA, 1988), in_year(atlas, RUSSIA, CHINA, 2019)
    assert before["agreement"] > after["agreement"]
    assert before["kappa"] < after["kappa"]


def test_kappa_of_1988_is_stored_but_not_usable(atlas):
    # China said yes on more than nine votes in ten; the note prints .10 all the same.
    found = in_year(atlas, RUSSIA, CHINA, 1988)
    assert found["kappa"] == pytest.approx(0.0987, abs=5e-5)
    assert found["kappa_usable"] is False
    assert [in_year(atlas, RUSSIA, CHINA, y)["kappa_usable"] for y in (1972, 1995, 2000, 2019)] == [True] * 4


@pytest.mark.parametrize(("session", "wanted"), [(44, -0.73), (49, -0.06), (63, -0.68), (74, -0.57)])
def test_russia_stands_nearer_to_china_than_to_the_united_states(between, session, wanted):
    moves = between(CHINA)
    found = moves.relative[moves.states.index(RUSSIA), moves.years.index(session + 1945)]
    assert found == pytest.approx(wanted, abs=0.006)


def test_russia_has_43_windows_of_which_five_count_one_episode(between):
    windows = between(CHINA).windows(since=1946, of=frozenset({RUSSIA}))
    assert len(windows) == 43
    assert [w.start for w in windows if w.counts] == [1987, 1988, 1989, 1990, 1991]
    assert max(w.value for w in windows if w.start >= 1992) == pytest.approx(0.082, abs=0.0005)


@pytest.mark.parametrize(
    ("pole", "since", "percent"), [(RUSSIA, 1946, 8.2), (RUSSIA, 1992, 4.0), (CHINA, 1946, 3.7), (CHINA, 1992, 2.9)]
)
def test_base_rates_of_a_move_toward_the_united_states(between, pole, since, percent):
    assert 100 * rate(between(pole), since) == pytest.approx(percent, abs=0.05)


@pytest.mark.parametrize(("start", "wanted"), [(1972, 0.06), (1978, 0.15), (1979, 0.20), (1980, 0.18)])
def test_the_canonical_wedge_arrives_late(between, start, wanted):
    assert move(between(RUSSIA), CHINA, start) == pytest.approx(wanted, abs=0.005)


def test_china_counts_for_windows_that_start_from_1978_to_1980_only(between):
    windows = between(RUSSIA).windows(since=1971, of=frozenset({CHINA}))
    assert [w.start for w in windows if w.counts] == [1978, 1979, 1980]


@pytest.mark.parametrize("pole", [RUSSIA, CHINA])
def test_no_other_permanent_member_has_moved_since_1992(between, pole):
    windows = between(pole).windows(since=1992, of=PERMANENT_MEMBERS - {USA, pole})
    assert len(windows) == 3 * 23
    assert sum(w.counts for w in windows) == 0


def test_the_median_of_all_states_is_taken_off(between):
    moves = between(CHINA)
    change = moves.relative[:, FIVE_YEARS:] - moves.relative[:, :-FIVE_YEARS]
    for column in (45, 60, 65):
        seen = change[np.isfinite(change[:, column]), column]
        assert moves.median[column] == pytest.approx(float(np.median(seen)))


def test_the_stored_agreement_is_that_of_the_votes(atlas):
    """The column against the answers it was computed from, pair by pair and vote by vote."""
    votes = atlas.final_rollcalls
    for a, b, year in ((USA, RUSSIA, 1992), (RUSSIA, CHINA, 1972), (USA, CHINA, 2022), (200, 220, 1956)):
        held = votes.session == year - 1945
        x, y = votes.of(a)[held], votes.of(b)[held]
        shared = [(float(p), float(q)) for p, q in zip(x, y, strict=True) if p == p and q == q]
        found = in_year(atlas, a, b, year)
        assert found["n_votes"] == len(shared)
        wanted = sum(1 - abs(p - q) / 2 for p, q in shared) / len(shared)
        assert found["agreement"] == pytest.approx(wanted, abs=6e-5)
