"""Words of a result: names in the place of letters, points with a sign."""

from __future__ import annotations

from dataclasses import replace

import vl_convert

from tertius.states import find
from tertius.wedge.scenarios.grounds import WhatIfOptions
from tertius.wedge.scenarios.result import named, points, span
from tertius.wedge.scenarios.scenario import from_settings
from tertius.wedge.scenarios.whatif import compare

TRIAD = (find("USA"), find("RUS"), find("CHN"))


def test_letters_become_names():
    assert named("A's sanctions on B, and C's answer to A.", TRIAD) == (
        "the United States' sanctions on Russia, and China's answer to the United States."
    )
    assert named("Another bond; a break", TRIAD) == "Another bond; a break"


def test_a_small_difference_is_not_rounded_to_none():
    assert points(0.0004) == "+0.04 points"
    assert points(-0.031) == "−3.1 points"
    assert points(0.0) == "0.00 points"
    assert span(-0.031, 0.073) == "−3.1 to +7.3 points"


def test_a_long_branch_is_called_by_its_name(made):
    keys = {"war": "settled", "allies": "agree", "pledges": "kept", "c.binding": "let go"}
    found = compare(made, from_settings(keys), WhatIfOptions())
    assert found.explain().startswith("With “war = settled and allies = agree")
    short = compare(made, from_settings({"war": "settled", "pledges": "kept"}), WhatIfOptions())
    assert short.explain().startswith("If Brazil's war ends in a settlement and Argentina keeps a pledge to Brazil")


def test_it_draws_one_chart_a_branch(made):
    found = compare(made, from_settings({"war": "settled"}, {"war": "frozen"}), WhatIfOptions())
    drawn = found.plot().to_dict()
    assert len(drawn["vconcat"]) == 2
    assert "<svg" in vl_convert.vegalite_to_svg(drawn, allowed_base_urls=[])
    bins = drawn["vconcat"][0]["layer"][0]["data"]["values"]
    assert 0.9 < sum(b["share"] for b in bins) <= 1
    assert {b["band"] for b in bins} == {"half", "nine tenths", "beyond"}


def test_a_move_smaller_than_the_rounding_is_told_in_points_only(made):
    found = compare(made, from_settings({"war": "settled"}), WhatIfOptions())
    outcome = found.outcomes[0]
    same = replace(outcome, number=replace(outcome.number, probability=found.baseline.probability))
    said = replace(found, outcomes=(same,)).explain()
    assert " goes from " not in said
    assert "moves by less than its last digit. The difference is " in said
    assert " goes from " in found.explain()


def test_a_family_of_one_driver_goes_by_its_name_alone(made):
    found = compare(made, from_settings({"war": "settled", "pledges": "kept"}), WhatIfOptions())
    groups = {s.group for s in found.outcomes[0].spread}
    assert "war" in groups
    assert "allies and pledges (pledges)" in groups
