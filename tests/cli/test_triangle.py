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
