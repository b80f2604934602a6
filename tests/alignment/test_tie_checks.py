"""The checks of the tie, on a small fit: they can fail, and say so part by part."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from tertius.alignment.latent_ties import FittedTies, TieOptions, fit_ties
from tertius.alignment.tie_checks import NATO_1949, WARSAW_PACT, foretold, known_groups, lasting

LATE = date(2026, 11, 22)
QUICK = TieOptions(sample=300, iterations=4, rounds=1)


@pytest.fixture(scope="module")
def fitted(shipped) -> FittedTies:
    codes = (*NATO_1949, *WARSAW_PACT)
    pairs = np.array([(a, b) for a in sorted(codes) for b in sorted(codes) if a < b], dtype=np.int16)
    whole = fit_ties(shipped, as_of=LATE, options=replace(QUICK, sample=500))
    rows = [r for a, b in pairs if (r := whole.row(a, b)) is not None]
    arrays = ("mean", "sd", "filtered_mean", "filtered_sd", "observed")
    return replace(whole, pairs=whole.pairs[rows], **{n: getattr(whole, n)[rows] for n in arrays})


def test_known_groups_are_told_apart(fitted):
    check = known_groups(fitted)
    assert check.passed
    assert check.table["group"].to_list() == ["NATO of 1949", "Warsaw Pact", "across", "United States–Russia"]


def test_known_groups_fail_where_the_tie_is_turned_round(fitted):
    assert known_groups(replace(fitted, mean=-fitted.mean)).passed is False


def test_votes_treaties_and_organisations_foretell_each_other_and_disputes_do_not(shipped):
    check = foretold(shipped, as_of=LATE, options=QUICK, pairs=1200)
    gain = dict(check.table.select("indicator", "gain").iter_rows())
    assert min(gain["votes"], gain["alliance"], gain["organisations"]) > 0.03
    assert abs(gain["dispute"]) < 0.02
    assert "Disputes (MID)" in check.text.partition("Not:")[2]
    covered = check.table.filter(check.table["indicator"].is_in(["votes", "trade", "organisations"]))
    assert covered["inside_90"].is_between(0.85, 0.95).all()


def test_without_a_vintage_lasting_decides_nothing(shipped, fitted):
    assert lasting(shipped, fitted, []).passed is None
