"""Figures of states with one pole: from the state's side, whichever of the two the pair names first."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tertius.forecasting.pole_figures import pole_figures

STATES = (2, 200, 365, 710)
YEARS = range(2000, 2015)


@pytest.mark.parametrize("pole", [2, 365, 710])
def test_the_grid_is_the_pair_read_state_by_state(shipped, pole):
    found = pole_figures(shipped, pole, ("trade_share", "atop_defense"), STATES, YEARS)
    for row, state in enumerate(STATES):
        if state == pole:
            assert np.isnan(found["trade_share"][row]).all()
            continue
        pair = shipped.dyad(state, pole)
        for year in (2000, 2007, 2014):
            (one,) = pair.filter(pair["year"] == year).to_dicts()
            assert found["trade_share"][row, year - 2000] == pytest.approx(one["trade_share_a"])
            assert found["atop_defense"][row, year - 2000] == float(one["atop_defense"])


def test_a_year_not_yet_public_is_not_there(shipped):
    found = pole_figures(shipped, 2, ("trade_share",), STATES, YEARS, as_of=date(2011, 1, 1))["trade_share"]
    assert np.isfinite(found[2, : 2009 - 2000 + 1]).all()
    assert np.isnan(found[:, 2010 - 2000 :]).all()
