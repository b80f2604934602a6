"""`tertius states`: which state a name means."""

from __future__ import annotations

import json


def test_page_and_object_agree(tertius):
    _, page, _ = tertius("states", "West Germany")
    found = json.loads(tertius("states", "West Germany", "--json")[1])
    assert found["cow"] == 260
    assert "260" in page.split()
    assert "1990" in page


def test_a_name_means_the_state_of_its_day(tertius):
    assert json.loads(tertius("states", "Germany", "--as-of", "1980", "--json")[1])["cow"] == 260
    assert json.loads(tertius("states", "Germany", "--json")[1])["cow"] == 255


def test_a_name_of_two_states_is_refused_with_both(tertius):
    status, _, err = tertius("states", "Korea")
    assert status == 2
    assert "South Korea" in err
    assert "North Korea" in err
