"""Monthly scores of China's pairs as yearly means: by loop, and never before they were public."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tertius.forecasting.event_balance import FEWEST_MONTHS, event_balance

STATES = (2, 200, 365, 710)
YEARS = range(1998, 2027)


def test_a_year_is_the_mean_of_its_months(shipped):
    found = event_balance(shipped, 710, STATES, YEARS)
    months = shipped.table("months").collect()
    for state in (2, 365):
        wanted = [
            r["gdelt_score"]
            for r in months.iter_rows(named=True)
            if {r["a"], r["b"]} == {state, 710} and r["month"].year == 2010 and r["gdelt_score"] is not None
        ]
        assert len(wanted) >= FEWEST_MONTHS
        assert found[STATES.index(state), YEARS.index(2010)] == pytest.approx(np.mean(wanted), abs=1e-6)


def test_nothing_is_scored_before_2002_nor_of_china_with_itself(shipped):
    found = event_balance(shipped, 710, STATES, YEARS)
    assert np.isnan(found[:, : YEARS.index(2002)]).all()
    assert np.isnan(found[STATES.index(710)]).all()
    assert np.isfinite(found[0, YEARS.index(2002)])


def test_of_another_pole_only_the_pair_with_china_is_scored(shipped):
    found = event_balance(shipped, 2, STATES, YEARS)
    assert np.isfinite(found).any(axis=1).tolist() == [False, False, False, True]


def test_a_year_counts_once_ten_of_its_months_were_public(shipped):
    early, late = (
        event_balance(shipped, 710, (2,), YEARS, as_of=day) for day in (date(2010, 11, 20), date(2010, 12, 5))
    )
    assert np.isnan(early[0, YEARS.index(2010)])
    assert np.isfinite(late[0, YEARS.index(2010)])
    assert np.isnan(late[0, YEARS.index(2011) :]).all()


def test_an_atlas_without_months_has_no_balance(tiny_atlas):
    if "months" in tiny_atlas.manifest["tables"]:
        pytest.skip("this small atlas has months")
    assert np.isnan(event_balance(tiny_atlas, 710, STATES, YEARS)).all()
