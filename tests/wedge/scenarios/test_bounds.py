"""No component leaves its scale, whatever is set: by hand, and for any parts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import logit

from tertius.wedge.components.all import COMPONENTS
from tertius.wedge.scenarios.bounds import ends, held
from tertius.wedge.scenarios.draws import Shift
from tertius.wedge.scenarios.grounds import WhatIfOptions
from tertius.wedge.scenarios.scenario import from_settings
from tertius.wedge.scenarios.whatif import compare

AT = {c.key: k for k, c in enumerate(COMPONENTS)}


def shift(component, *added):
    return Shift("d", "s", component, float(np.mean(added)), np.array(added, dtype=float), "elicited", "")


def standing(component, centre, *draws):
    centres, by_draw = np.full(len(COMPONENTS), np.nan), np.full((len(draws), len(COMPONENTS)), np.nan)
    centres[AT[component]], by_draw[:, AT[component]] = centre, draws
    return centres, by_draw


def test_a_judged_component_ends_at_2_and_a_measured_one_at_3():
    found = {c.key: ends(c) for c in COMPONENTS}
    assert found["credibility"] == (-2, 2)
    assert found["threat"] == (-3, 3)
    assert {key for key, e in found.items() if e == (-2, 2)} == {"goal", "credibility", "constraint", "binding"}


def test_by_hand():
    # At 1.5, 0 and -1.8: +1 reaches the end after half, +1 after all, -1 after a fifth.
    (one,), (bound,) = held([shift("binding", 1, 1, -1)], COMPONENTS, standing("binding", 1.5, 1.5, 0, -1.8))
    assert one.added == pytest.approx([0.5, 1, -0.2])
    assert one.centre == pytest.approx(1 / 3)
    assert (bound.component, bound.share, bound.at_centre) == ("binding", pytest.approx(2 / 3), False)


def test_what_is_cut_is_taken_from_those_that_pushed_that_way():
    parts = [shift("threat", 3.0), shift("threat", 1.0), shift("threat", -1.0)]
    # From 2 to 5, of which 2 are cut: three quarters of it from the first, none from the third.
    found, (bound,) = held(parts, COMPONENTS, standing("threat", 2.0, 2.0))
    assert [s.added[0] for s in found] == pytest.approx([1.5, 0.5, -1.0])
    assert [s.centre for s in found] == pytest.approx([1.5, 0.5, -1.0])
    assert bound.at_centre


def test_what_lies_beyond_already_is_moved_no_farther_and_may_come_back():
    out, _ = held([shift("threat", 1.0, -0.5)], COMPONENTS, standing("threat", 0.0, 3.7, 3.7))
    assert out[0].added == pytest.approx([0.0, -0.5])


def test_what_is_not_known_starts_from_the_middle():
    none = np.full(len(COMPONENTS), np.nan), np.full((1, len(COMPONENTS)), np.nan)
    (one,), _ = held([shift("goal", 5.0)], COMPONENTS, none)
    assert (one.centre, one.added[0]) == (2.0, 2.0)


@given(st.floats(-3, 3), st.lists(st.floats(-20, 20), min_size=1, max_size=5))
def test_any_parts_add_up_to_what_the_scale_leaves(before, parts):
    found, bounds = held([shift("threat", p) for p in parts], COMPONENTS, standing("threat", before, before))
    after = before + sum(s.added[0] for s in found)
    assert after == pytest.approx(np.clip(before + sum(parts), -3, 3), abs=1e-9)
    assert all(abs(s.added[0]) <= abs(p) + 1e-9 for s, p in zip(found, parts, strict=True))
    assert bool(bounds) == (abs(before + sum(parts)) > 3)


def test_no_setting_takes_a_component_past_its_scale_and_the_page_says_where_it_would(made):
    at_end = tuple(
        replace(v, value=2.9, low=2.8, high=3.0, status="measured") if v.component == "threat" else v
        for v in made.values
    )
    grounds = replace(made, values=at_end)
    found = compare(grounds, from_settings({"war": "escalates", "tariffs.c": "doubled"}), WhatIfOptions())
    (o,) = found.outcomes
    bound = next(b for b in o.bounds if b.component == "threat")
    assert bound.at_centre
    assert sum(c.units for c in o.contributions if c.component == "threat") == pytest.approx(0.1)
    assert sum(c.log_odds for c in o.contributions) == pytest.approx(
        logit(o.number.probability) - logit(found.baseline.probability), abs=1e-9
    )
    said = next(c for c in found.caveats if "past the end of its scale" in c)
    assert "Shared threat (\u22123 to +3)" in said
    assert "and at the centre" in said
    assert next(b for b in found.to_dict()["branches"][0]["bounds"] if b["component"] == "threat")["at_centre"]
