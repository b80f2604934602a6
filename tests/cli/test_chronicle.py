"""`tertius chronicle`: the page and the object."""

from __future__ import annotations

import json


def test_page_and_object_agree(tertius):
    words = ("chronicle", "RUS", "CHN", "--since", "2014", "--until", "2019", "--as-of", "2020")
    _, page, _ = tertius(*words)
    _, out, _ = tertius(*words, "--json")
    found = json.loads(out)
    assert "Russia and China" in page.splitlines()[0]
    assert found["asked"] == ["RUS", "CHN"]
    assert found["events"]
    assert all(e["date"] in page for e in found["events"])


def test_without_states_it_lists_everything_known_on_the_day(tertius):
    _, out, _ = tertius("chronicle", "--until", "1950", "--as-of", "1950-03", "--json")
    assert [e["id"] for e in json.loads(out)["events"]][-1] == "1950-02-14-sino-soviet-alliance"


def test_a_category_that_is_not_known_is_answered_with_the_nearest(tertius):
    status, out, err = tertius("chronicle", "--category", "SANCTIONS")
    assert (status, out) == (2, "")
    assert "'SANCTION'" in err


def test_what_was_undone_says_since_when_on_the_page_and_by_what_in_the_object(tertius):
    words = ("chronicle", "USA", "RUS", "--since", "2021", "--until", "2021")
    _, page, _ = tertius(*words, "--as-of", "2026-11-22")
    assert "(undone 21 Feb 2023)" in " ".join(page.split())
    _, out, _ = tertius(*words, "--as-of", "2026-11-22", "--json")
    by_id = {e["id"]: e for e in json.loads(out)["events"]}
    assert by_id["2021-02-03-new-start-extended"]["undone_by"] == "2023-02-21-new-start-suspended"
    _, before, _ = tertius(*words, "--as-of", "2022")
    assert "undone" not in before
