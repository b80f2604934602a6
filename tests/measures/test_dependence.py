"""Shares and dependences by hand and from the design's test values; unknown is never zero."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tertius.errors import ImpossibleQuestion
from tertius.measures.dependence import (
    asymmetry,
    barbieri,
    herfindahl,
    hirschman,
    normalised_herfindahl,
    trade_share,
    trade_to_gdp,
)

share = st.floats(0, 1, allow_subnormal=False)


@pytest.fixture(scope="module")
def fixture(shared):
    """Unit cases computed independently of this package."""
    return json.loads((shared / "model_test_fixtures.json").read_text())["dependence"]


def test_concentration_as_in_the_fixtures(fixture):
    assert herfindahl(fixture["shares"]) == pytest.approx(fixture["HHI"])
    assert hirschman(fixture["shares"]) == pytest.approx(fixture["hirschman_index"], abs=1e-4)
    assert normalised_herfindahl(fixture["shares"]) == pytest.approx(fixture["normalised"])


def test_barbieri_as_in_the_fixtures(fixture):
    wanted = fixture["barbieri"]
    found = barbieri(wanted["share_i"], wanted["share_j"])
    assert found.salience == pytest.approx(wanted["salience"])
    assert found.symmetry == pytest.approx(wanted["symmetry"])
    assert found.interdependence == pytest.approx(wanted["interdependence"])


def test_one_partner_is_full_concentration_and_equal_ones_are_none():
    assert herfindahl([[1, 0, 0, 0], [0.25] * 4]).tolist() == [1, 0.25]
    assert normalised_herfindahl([[1, 0, 0, 0], [0.25] * 4]).tolist() == [1, 0]
    assert hirschman([1, 0, 0, 0]) == 100


def test_a_partner_without_trade_changes_the_normalised_index_alone():
    assert herfindahl([0.5, 0.5, 0]) == herfindahl([0.5, 0.5])
    assert normalised_herfindahl([0.5, 0.5, 0]) == pytest.approx(0.25)
    assert normalised_herfindahl([0.5, 0.5]) == 0


def test_a_single_possible_partner_has_no_normalised_index():
    assert np.isnan(normalised_herfindahl([1.0]))


@given(arrays(float, (2, 5), elements=st.floats(0.01, 1)))
def test_herfindahl_is_its_definition(flows):
    shares = flows / flows.sum(1, keepdims=True)
    found = herfindahl(shares)
    for row in range(2):
        assert found[row] == pytest.approx(sum(s * s for s in shares[row]))
        assert 1 / 5 - 1e-12 <= found[row] <= 1


@pytest.mark.parametrize("index", [herfindahl, hirschman, normalised_herfindahl])
def test_an_unknown_share_makes_the_concentration_unknown(index):
    found = index([[0.5, np.nan, 0.2], [0.5, 0.3, 0.2]])
    assert np.isnan(found).tolist() == [True, False]


@pytest.mark.parametrize("shares", [[0.5, 0.3], [50, 30, 20], [1.2, -0.2], [], 1.0 / 2])
def test_shares_that_are_not_a_whole_are_refused(shares):
    with pytest.raises(ImpossibleQuestion):
        herfindahl(shares)


def test_trade_share_by_hand():
    assert trade_share(10, 30, 100, 100) == pytest.approx(0.2)
    assert trade_share([10, 0], [30, 0], 100, 100) == pytest.approx([0.2, 0.0])


@pytest.mark.parametrize("unknown", range(4))
def test_an_unknown_flow_is_not_zero(unknown):
    flows = [10.0, 30.0, 100.0, 100.0]
    flows[unknown] = np.nan
    assert np.isnan(trade_share(*flows))


def test_no_trade_at_all_has_no_share():
    assert np.isnan(trade_share(0, 0, 0, 0))


def test_a_flow_larger_than_its_total_shows():
    assert trade_share(30, 0, 10, 10) == 1.5


def test_trade_to_gdp_by_hand():
    assert trade_to_gdp([10, np.nan], [30, 5], 400) == pytest.approx([0.1, np.nan], nan_ok=True)
    assert np.isnan(trade_to_gdp(10, 30, np.nan))


@pytest.mark.parametrize("gdp", [0, -9])
def test_a_gdp_that_is_not_positive_is_refused(gdp):
    with pytest.raises(ImpossibleQuestion, match="GDP"):
        trade_to_gdp(10, 30, gdp)


@pytest.mark.parametrize("flow", [-9, -1e-9, np.inf])
def test_a_code_for_missing_is_no_flow(flow):
    with pytest.raises(ImpossibleQuestion, match="NaN"):
        trade_share(flow, 1, 100, 100)
    with pytest.raises(ImpossibleQuestion, match="NaN"):
        asymmetry(flow, 1)


@given(share, share)
def test_barbieri_is_its_definition_and_symmetric(one, other):
    found, turned = barbieri(one, other), barbieri(other, one)
    assert found.salience == pytest.approx((one * other) ** 0.5)
    assert found.symmetry == 1 - abs(one - other)
    assert found.interdependence == found.salience * found.symmetry
    assert found == turned
    assert all(0 <= value <= 1 for value in found)


def test_two_small_shares_look_symmetric_whatever_their_ratio():
    assert barbieri(0.010, 0.001).symmetry == pytest.approx(0.991)
    assert asymmetry(0.010, 0.001) == pytest.approx(9 / 11)


@pytest.mark.parametrize(("one", "other"), [(1.1, 0.5), (0.5, 40), (-0.1, 0.5)])
def test_barbieri_refuses_what_is_no_share(one, other):
    with pytest.raises(ImpossibleQuestion, match="share"):
        barbieri(one, other)


def test_barbieri_keeps_the_unknown_unknown():
    assert all(np.isnan(value) for value in barbieri(np.nan, 0.5))


@given(share, share)
def test_asymmetry_turns_its_sign_with_the_dyad(one, other):
    if one == other == 0:
        assert np.isnan(asymmetry(one, other))
    else:
        assert asymmetry(one, other) == -asymmetry(other, one)
        assert -1 <= asymmetry(one, other) <= 1


def test_asymmetry_by_hand():
    found = asymmetry([0.3, 0.2, 0.0, np.nan], [0.1, 0.0, 0.2, 0.1])
    assert found == pytest.approx([0.5, 1, -1, np.nan], nan_ok=True)
