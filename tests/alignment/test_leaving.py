"""What leaving would cost: known where goods are known, and "not known" elsewhere."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pytest

from tertius.alignment import replacement
from tertius.alignment.leaving import dependence
from tertius.errors import ImpossibleQuestion

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def russia(shipped):
    return dependence("RUS", "CHN", versus="USA", as_of=TODAY, atlas=shipped)


def test_leaving_costs_russia_ten_times_what_it_costs_china(russia):
    # Edition 2026-11-22: 9 % (4-22 %) of Russia's output, 1 % of China's.
    assert russia.year == 2023
    assert 0.03 < russia.cost.low < russia.cost.value < russia.cost.high < 0.25
    assert russia.cost.value / russia.cost_of_partner.value > 5


def test_doubt_about_elasticities_in_all_sectors_does_not_average_out():
    rng = np.random.default_rng(3)
    demand, supply = map(np.log, replacement._elasticities(12, rng))
    # Half of a log variance of .36 is common to all sectors, and to demand and supply.
    assert np.var(demand) == pytest.approx(0.36, rel=0.05)
    assert np.cov(demand[:, 0], demand[:, 7])[0, 1] == pytest.approx(0.18, rel=0.12)
    assert np.cov(demand[:, 3], supply[:, 3])[0, 1] == pytest.approx(0.18, rel=0.12)
    # The mean over sectors keeps that half, and a twelfth of the other.
    assert np.var(demand.mean(axis=1)) == pytest.approx(0.18 + 0.18 / 12, rel=0.08)


def test_the_interval_of_the_cost_is_as_wide_as_its_common_doubt(russia):
    # The common part alone makes exp(1.645 * .6 * sqrt(.5)) = 2.0 on either side.
    assert russia.cost.high / russia.cost.value > 2
    assert russia.cost.value / russia.cost.low > 2


def test_crude_oil_is_what_the_united_states_could_not_take(russia):
    first = russia.sectors[0]
    assert (first.side, first.sector, first.goods[0][0]) == ("exports", "energy", "crude oil")
    assert first.replaced.value < 0.6
    assert "energy" in russia.explain()


def test_measures_in_force_leave_less_than_open_trade(russia):
    share = {(r.side, r.measures): r.share.value for r in russia.replacements}
    for side in ("exports", "imports"):
        assert share[side, "under the measures in force"] < share[side, "if nothing is closed"]


def test_what_remains_is_at_most_the_cost(russia):
    assert 0 <= russia.leverage.value <= russia.cost.value


def test_sectors_add_up_to_the_trade(russia, shipped):
    frame = shipped.table("products").collect()
    flow = frame.filter(exporter=365, importer=710, year=2023)["flow"][0]
    assert sum(s.flow for s in russia.sectors if s.side == "exports") == pytest.approx(flow, abs=0.1)
    assert russia.to_frame().height == len(russia.sectors)


def test_a_sector_whose_market_is_not_known_says_so(russia):
    assert next(s for s in russia.sectors if s.side == "exports" and s.sector == "machinery").replaced is None


def test_without_goods_the_cost_is_not_known_rather_than_nothing(shipped):
    found = dependence("IND", "RUS", as_of=TODAY, atlas=shipped)
    assert found.cost is None
    assert "not known" in found.explain()
    assert found.to_dict()["exit_cost"] is None
    assert found.arms_stock[0][2] > 0.4


def test_a_third_state_whose_market_is_not_known_is_not_guessed(shipped):
    found = dependence("RUS", "CHN", versus="IND", as_of=TODAY, atlas=shipped)
    assert found.replacements == ()
    assert found.leverage is None
    assert any("not known" in c for c in found.caveats)


def test_as_of_a_past_day_nothing_later_is_used(shipped):
    found = dependence("RUS", "CHN", versus="USA", as_of=date(2021, 6, 1), atlas=shipped)
    assert found.year == 2019
    assert {r.measures for r in found.replacements} == {"if nothing is closed"}
    assert dependence("RUS", "CHN", as_of=date(2017, 1, 1), atlas=shipped).cost is None


def test_the_same_question_has_the_same_answer(russia, shipped):
    again = dependence("RUS", "CHN", versus="USA", as_of=TODAY, atlas=shipped)
    assert json.dumps(again.to_dict()) == json.dumps(russia.to_dict())


def test_one_state_twice_is_refused(shipped):
    with pytest.raises(ImpossibleQuestion, match="one state on another"):
        dependence("RUS", "CHN", versus="China", atlas=shipped)


def test_the_page_fits_and_names_what_is_closed(tertius):
    status, out, _ = tertius("dependence", "RUS", "CHN", "--versus", "USA", "--as-of", "2026-11-22")
    assert status == 0
    assert max(map(len, out.splitlines())) <= 100
    assert "crude oil" in out
    assert "Executive Order 14066" in out
