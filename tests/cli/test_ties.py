"""`tertius ties`: the page and the object."""

from __future__ import annotations

import json


def test_page_and_object_agree(tertius):
    _, page, _ = tertius("ties", "RUS", "CHN", "--as-of", "2016-11")
    _, out, _ = tertius("ties", "RUS", "CHN", "--as-of", "2016-11", "--json")
    found = json.loads(out)
    assert "Russia–China" in page.splitlines()[0]
    agreement = next(s for s in found["series"] if s["measure"] == "agreement")
    newest = agreement["values"][-1]
    assert newest["year"] == agreement["last"] == 2015
    assert f"{newest['value']:.2f} ({newest['low']:.2f} to {newest['high']:.2f}) 2015" in page


def test_the_latent_tie_stands_beside_its_parts(tertius):
    _, page, _ = tertius("ties", "USA", "RUS")
    _, out, _ = tertius("ties", "USA", "RUS", "--json")
    found = json.loads(out)
    newest = next(s for s in found["series"] if s["measure"] == "latent")["values"][-1]
    assert newest["low"] < newest["value"] < newest["high"]
    assert "95 of 100 below" in page
    assert "What each part of the latent tie says alone".upper() in page.upper()
    assert {p["indicator"] for p in found["parts"]} >= {"votes", "alliance", "dispute"}
    assert found["disagreement"]
