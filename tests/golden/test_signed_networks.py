"""Read's tribes and the 51 windows of Doreian and Mrvar (2015): exact, and proven so."""

from __future__ import annotations

import json

import numpy as np
import pytest

from tertius.measures.balance import frustration_index, triangle_balance, triangle_count, walk_balance

rdata = pytest.importorskip("rdata")


def signed_matrix(graph):
    """An igraph object of R as a signed matrix without isolated vertices: [n, directed, from, to, ..., attributes]."""
    n, start, end = int(np.asarray(graph[0]).ravel()[0]), np.asarray(graph[2], int), np.asarray(graph[3], int)
    sign = np.asarray(graph[8][3]["sign"], float)
    a = np.zeros((n, n))
    a[start, end] = a[end, start] = np.sign(sign)
    keep = np.abs(a).sum(0) > 0
    return a[keep][:, keep]


@pytest.fixture(scope="module")
def networks(real_vault):
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return {
            name: rdata.read_rda(real_vault / "signed_networks" / f"{name}.rda")[name] for name in ("tribes", "cowList")
        }


@pytest.fixture(scope="module")
def wanted(shared):
    return json.loads((shared / "model_test_fixtures.json").read_text())["frustration"]


def test_the_tribes_of_new_guinea(networks, wanted):
    a = signed_matrix(networks["tribes"])
    own, published = wanted["tribes"]["own"], wanted["tribes"]["pub"]
    found = frustration_index(a)
    assert (found.broken, found.optimal) == (own["L"], True)
    assert triangle_count(a) == (own["triangles"], own["balanced"])
    assert triangle_balance(a) == pytest.approx(published["triangle_balance"], abs=5e-8)
    assert walk_balance(a) == pytest.approx(published["walk_balance"], abs=5e-8)
    assert 1 - 2 * found.broken / own["m"] == pytest.approx(published["normalised_frustration"], abs=5e-8)


def test_every_window_of_the_cold_war_and_after_is_solved_to_proven_optimality(networks, wanted):
    rows = wanted["doreian_mrvar_51_windows"]["rows"]
    windows = list(networks["cowList"].values())
    assert len(windows) == len(rows) == 51
    for graph, (_, n, m, neg, broken, _, triangles, share, walk, _) in zip(windows, rows, strict=True):
        a = signed_matrix(graph)
        found = frustration_index(a)
        assert found.optimal
        assert (len(a), np.triu(a != 0).sum(), np.triu(a < 0).sum()) == (n, m, neg)
        assert (found.broken, triangle_count(a)[0]) == (round(broken), triangles)
        assert triangle_balance(a) == pytest.approx(share)
        assert walk_balance(a) == pytest.approx(walk, abs=6e-4)
