"""`tertius data`: the list, and a build that cannot be."""

from __future__ import annotations

import json


def test_the_list_is_one_object_and_one_page(tertius):
    found = json.loads(tertius("data", "list", "--json")[1])
    assert {"unga_votes", "cow_trade"} <= {d["key"] for d in found}
    assert "unga_votes" in tertius("data", "list")[1]


def test_a_build_from_an_empty_vault_says_what_is_missing_and_builds_nothing(tertius, tmp_path, monkeypatch):
    monkeypatch.setenv("TERTIUS_VAULT", str(tmp_path / "vault"))
    status, out, err = tertius("data", "build", "--into", str(tmp_path / "atlas"))
    assert (status, out) == (2, "")
    assert "unga_votes" in err or "vault" in err
    assert not (tmp_path / "atlas" / "manifest.json").exists()


def test_ties_cannot_be_fitted_where_there_is_no_atlas(tertius, tmp_path):
    status, out, err = tertius("data", "fit", "--into", str(tmp_path / "nowhere"))
    assert (status, out) == (2, "")
    assert "cannot be read" in err
    assert "tertius data build" in err
