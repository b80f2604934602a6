"""`tertius triangle`: the page and the object."""

from __future__ import annotations

import json


def test_page_and_object_agree(tertius):
    _, page, _ = tertius("triangle", "USA", "RUS", "CHN", "--as-of", "2016-11")
    _, out, _ = tertius("triangle", "USA", "RUS", "CHN", "--as-of", "2016-11", "--json")
    found = json.loads(out)
    assert "United States, Russia, China" in page.splitlines()[0]
    assert found["states"] == ["USA", "RUS", "CHN"]
    best = max(found["roles"], key=lambda r: r["probability"])
    assert best["role"] in page
    assert f"{found['roles_from'][0]}–{found['roles_from'][1]}" in page


def test_roles_by_votes_and_by_latent_ties_stand_side_by_side(tertius):
    _, page, _ = tertius("triangle", "USA", "RUS", "CHN")
    _, out, _ = tertius("triangle", "USA", "RUS", "CHN", "--json")
    found = json.loads(out)
    assert "by votes" in page
    assert f"by latent ties, {found['latent_roles']['year']}" in page
    assert 0 <= found["latent_roles"]["neutral_share"] <= 1
