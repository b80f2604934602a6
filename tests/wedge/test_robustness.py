"""What flips the words: by hand, against the rule as a loop, and what must never flip them."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit, logit

from tertius.measures.hypotheses import drop_one, halved, posterior
from tertius.present.words import ICD203
from tertius.wedge.components.component import Component, Effect, Value
from tertius.wedge.evidence.ratios import Ratio
from tertius.wedge.judged import judged
from tertius.wedge.robustness import DISCOUNTS, Flip, robustness

# The design's fixture of section 12, its first two hypotheses: prior .5 and .3.
PRIOR = [0.5 / 0.8, 0.3 / 0.8]
ROWS = [[0.8, 0.4], [0.6, 0.6], [0.2, 0.5]]
START = (PRIOR[0], PRIOR[0], PRIOR[0])


def component(key, mean):
    return Component(key, key, 1, False, Effect(mean, 1 + abs(mean), "elicited", "made up"), "", "", "", "")


def value(key, at, status="measured"):
    return Value(key, at, at, at, "", None, status, "")


def ratio(name, of, *, dependent=False):
    return Ratio(name, f"Text of {name}", math.log(of), math.log(of), math.log(of), ("Ada Ilves",), ("",), dependent)


def ratios_of_rows():
    return [ratio(str(n), one / other) for n, (one, other) in enumerate(ROWS)]


def at(found, trial):
    return [f for f in found.flips if f.trial == trial]


def test_the_fixture_of_the_design_as_odds_of_two():
    found = robustness(START, [], [], ratios_of_rows())
    assert found.probability == pytest.approx(posterior(PRIOR, ROWS)[0])  # .5195 : .3896
    assert found.probability == pytest.approx(0.5195 / (0.5195 + 0.3896), abs=5e-5)
    assert found.words == "likely"
    # Without the first row the odds are 1.667 * 0.4 = 2/3: .40. Without the third, 3.333: .77.
    assert [(f.what, f.after, round(f.probability, 4)) for f in at(found, "dropped")] == [("0", "unlikely", 0.4)]
    # Half of the first row leaves odds .943: .485.
    assert [(f.what, f.after) for f in at(found, "halved")] == [("0", "roughly even chance")]
    assert found.items == 2  # the second row tells nothing


def test_probabilities_are_those_of_the_measures():
    """Every trial's words, told by the array functions for two hypotheses."""
    found = robustness(START, [], [], ratios_of_rows())
    for trial, wanted in (("dropped", drop_one(PRIOR, ROWS)[:, 0]), ("halved", halved(PRIOR, ROWS)[:, 0])):
        flipped = {int(f.what): f.probability for f in at(found, trial)}
        should = {n: p for n, p in enumerate(wanted) if ICD203.words_for(p) != found.words}
        assert flipped == pytest.approx(should)


def test_the_sentence_names_what_flips_it():
    said = robustness(START, [], [], ratios_of_rows()).explain()
    assert said.startswith(
        "Not robust: at the centre the verdict is likely (57\N{THIN SPACE}%), "
        "but without “Text of 0” it is unlikely (40\N{THIN SPACE}%)"
    )
    calm = robustness((0.3, 0.3, 0.3), [component("rift", 0.2)], [value("rift", 1.0)])
    assert calm.robust
    assert calm.explain().startswith(
        "At the centre the words hold, unlikely (32\N{THIN SPACE}%): 1 component dropped and halved"
    )
    still = robustness((0.3, 0.3, 0.3), [], [])
    assert "nothing could be dropped" in still.explain()
    assert still.robust


def test_a_discount_can_flip_the_words_where_no_piece_does():
    keys = [f"c{n}" for n in range(12)]
    found = robustness((0.25, 0.25, 0.25), [component(k, 0.12) for k in keys], [value(k, 1.0) for k in keys])
    assert found.words == "unlikely"  # .25 moved by 12 * .06 in log odds: .41
    assert {f.trial for f in found.flips} == {"discount"}
    (flip,) = found.flips
    assert flip.what == "1"
    assert flip.probability == pytest.approx(expit(logit(0.25) + 12 * 0.12))


def test_the_verdict_is_that_of_the_judged_number():
    parts = [component("rift", 0.5), component("threat", -0.4), component("goal", -0.7)]
    stand = [value("rift", 1.3), value("threat", 0.8), value("goal", 2.0, "below the bar")]
    start = (0.03, 0.01, 0.08)
    assert robustness(start, parts, stand).probability == pytest.approx(judged(start, parts, stand).probability)
    assert robustness(start, parts, stand).components == 2


def test_an_item_that_repeats_another_is_discounted_and_one_that_does_not_is_not():
    alone, repeated = (robustness(START, [], [], [ratio("x", 4, dependent=d)]) for d in (False, True))
    assert logit(alone.probability) - logit(PRIOR[0]) == pytest.approx(math.log(4))
    assert logit(repeated.probability) - logit(PRIOR[0]) == pytest.approx(math.log(2))
    assert alone.low == pytest.approx(PRIOR[0])
    assert alone.high == pytest.approx(alone.probability)  # no discount reaches it
    assert repeated.high == pytest.approx(expit(logit(PRIOR[0]) + math.log(4)))


def test_the_ends_of_the_start_are_told_and_do_not_make_it_not_robust():
    found = robustness((0.03, 0.01, 0.12), [], [])
    assert found.robust
    assert [(f.what, f.after) for f in found.from_start] == [("high", "very unlikely")]
    assert "from the start's upper end it is very unlikely (12\N{THIN SPACE}%)" in found.explain()


def test_the_end_of_the_scale_is_no_other_word():
    """Under 1 % the scale has no word of its own: "almost no chance (less than 1 %)" is no flip."""
    found = robustness((0.008, 0.008, 0.008), [component("rift", 1.0)], [value("rift", 1.0)])
    assert found.words == "almost no chance"
    assert found.robust


def test_a_component_that_is_not_known_is_not_tried():
    found = robustness(
        START, [component("rift", 1.0)], [Value("rift", None, None, None, "", None, "not known", "nothing is known")]
    )
    assert (found.components, found.flips) == (0, ())
    assert found.probability == pytest.approx(PRIOR[0])


contributions = st.lists(st.floats(-2, 2), min_size=1, max_size=6)
starts = st.floats(0.01, 0.99)


@given(starts, contributions)
def test_dropping_what_adds_nothing_never_flips(p, added):
    keys = [f"c{n}" for n in range(len(added))]
    parts, stand = [component(k, 1.0) for k in keys], [value(k, x) for k, x in zip(keys, added, strict=True)]
    nothing = ([*parts, component("nothing", 1.0)], [*stand, value("nothing", 0.0)])
    bare = robustness((p, p, p), parts, stand)
    assert robustness((p, p, p), *nothing, [ratio("one", 1.0)]) == bare


@given(starts, contributions)
def test_a_half_lies_between_the_whole_and_nothing(p, added):
    """So what flips when halved, and is all on one side of the words, flips when dropped."""
    pieces = [ratio(str(n), math.exp(x)) for n, x in enumerate(added)]
    trials = {
        (f.trial, f.what): f.probability for f in robustness((p, p, p), [], [], pieces, lambda q: f"{q:.17g}").flips
    }
    centre = robustness((p, p, p), [], [], pieces).probability
    for (trial, what), half in trials.items():
        if trial == "halved" and ("dropped", what) in trials:
            low, high = sorted((centre, trials["dropped", what]))
            assert low - 1e-12 <= half <= high + 1e-12


@given(contributions)
def test_a_higher_start_never_ends_lower(added):
    found = robustness(START, [], [], [ratio(str(n), math.exp(x)) for n, x in enumerate(added)])
    assert all(one.probability < other.probability for one, other in pairwise(found.sweep))


def test_as_plain_values():
    found = robustness(START, [], [], ratios_of_rows())
    plain = found.to_dict()
    assert plain["robust"] is False
    assert plain["flips"][0]["what"] == "0"
    assert plain["explained"] == found.explain()
    assert [s["start"] for s in plain["sweep"]] == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]


@pytest.mark.parametrize(
    ("trial", "label", "said"),
    [
        ("dropped", "Shared threat", "without shared threat it"),
        ("halved", "Credibility of A", "with half of credibility of A it"),
        ("discount", "1", "with overlap counted in full it"),
        ("discount", "0.25", "with overlap counted by a quarter it"),
    ],
)
def test_a_change_is_told_inside_a_sentence(trial, label, said):
    assert Flip(trial, "x", label, "likely", "unlikely", 0.3).explain().startswith(said)


def test_every_discount_tried_has_its_words():
    told = [Flip("discount", "x", f"{w:g}", "", "", 0.3).explain().partition(" it is")[0] for w in DISCOUNTS]
    assert len(set(told)) == len(DISCOUNTS)
    assert not any(c.isdigit() for words in told for c in words)
