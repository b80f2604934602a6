"""What a component, an effect and a value are."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

from tertius.wedge.components.all import COMPONENTS, components_over
from tertius.wedge.components.component import Value
from tertius.wedge.components.effects import EFFECTS

KNOWN = Value("rift", 1.0, 0.0, 2.0, "a quarrel", 2014, "measured", "counted", ("cow_mid_dyadic",))

SIGNS = {
    **dict.fromkeys(("rift", "reward", "credibility", "leadership"), 1),
    **dict.fromkeys(("goal", "exit_cost", "asymmetry", "constraint", "threat", "binding"), -1),
}
"""Fixed in the design before any effect was estimated."""


def test_every_sign_is_the_one_fixed_in_advance():
    assert {c.key: c.sign for c in COMPONENTS} == SIGNS


def test_every_effect_is_moderate_and_at_least_as_wide_as_itself():
    assert set(EFFECTS) == {c.key for c in COMPONENTS}
    for c in COMPONENTS:
        assert c.effect is EFFECTS[c.key]
        assert 0.15 <= abs(c.effect.mean) <= 0.5
        assert c.effect.scale >= abs(c.effect.mean)
        assert c.effect.why.endswith(".")


def test_over_five_years_every_effect_is_as_it_was_set():
    assert components_over(5) == COMPONENTS


def test_an_effect_keeps_its_mean_and_gets_wider_the_further_from_five_years():
    one = EFFECTS["threat"]
    # .3 ln 5 of a mean of -.4, and a scale of .5.
    assert one.over(1).scale == pytest.approx(math.hypot(0.5, 0.3 * math.log(5) * 0.4))
    assert {one.over(h).mean for h in range(1, 11)} == {one.mean}
    scales = [one.over(h).scale for h in range(1, 11)]
    assert scales[:5] == sorted(scales[:5], reverse=True)
    assert scales[4:] == sorted(scales[4:])


def test_the_methods_page_tells_every_effect_as_it_is():
    page = (Path(__file__).parents[3] / "docs" / "methods" / "wedge.md").read_text(encoding="utf-8")
    for c in COMPONENTS:
        (row,) = [line for line in page.splitlines() if f"`{c.key}` |" in line]
        sign = "+" if c.sign > 0 else "−"
        assert row.startswith(f"| {c.number} |")
        assert f"| {sign} |" in row
        assert f"| {sign}{abs(c.effect.mean):.2f} ({c.effect.scale:.2f}) |".replace("0.", ".") in row


@pytest.mark.parametrize(
    ("status", "at", "counts"),
    [("measured", 1.0, True), ("judged", 1.0, True), ("below the bar", 1.0, False), ("not known", None, False)],
)
def test_what_is_below_the_bar_or_not_known_does_not_count(status, at, counts):
    assert replace(KNOWN, status=status, value=at).counts is counts


def test_a_value_as_plain_values_is_json():
    assert json.loads(json.dumps(KNOWN.to_dict()))["basis"] == ["cow_mid_dyadic"]
