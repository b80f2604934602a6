"""Each measure by hand, against its definition as loops over items, and against published values."""

import json
import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tertius.errors import ImpossibleQuestion
from tertius.measures.contingency import pair_tables
from tertius.measures.similarity import (
    agreement,
    agreement_of,
    kappa,
    kappa_of,
    modal_share,
    modal_share_of,
    pi,
    pi_of,
    s_score,
    s_score_of,
    shared_items,
    shared_items_of,
    tau_b,
    tau_b_of,
)

YES, ABSTAIN, NO, ABSENT = 0.0, 1.0, 2.0, np.nan
LEVELS = (YES, ABSTAIN, NO)
SCALE = (YES, NO)
DISTANCES = {
    "quadratic": lambda a, b: (a - b) ** 2,
    "linear": lambda a, b: abs(a - b),
    "nominal": lambda a, b: float(a != b),
}

votes = arrays(float, (3, 8), elements=st.sampled_from([YES, ABSTAIN, NO, ABSENT]))
item_weights = arrays(float, 8, elements=st.sampled_from([0.25, 1.0, 1.7, 3.0]))

# One property of eleven measures: 25 examples each keep the suite to seconds.
few = settings(max_examples=25)

ALL = {
    "agreement": lambda x, w: agreement(x, scale=SCALE, weights=w),
    "s_score": lambda x, w: s_score(x, scale=SCALE, weights=w),
    "squared s_score": lambda x, w: s_score(x, scale=SCALE, weights=w, power=2),
    "kappa": lambda x, w: kappa(x, levels=LEVELS, weights=w),
    "linear kappa": lambda x, w: kappa(x, levels=LEVELS, weights=w, distance="linear"),
    "nominal kappa": lambda x, w: kappa(x, levels=LEVELS, weights=w, distance="nominal"),
    "pi": lambda x, w: pi(x, levels=LEVELS, weights=w),
    "linear pi": lambda x, w: pi(x, levels=LEVELS, weights=w, distance="linear"),
    "nominal pi": lambda x, w: pi(x, levels=LEVELS, weights=w, distance="nominal"),
    "tau_b": lambda x, w: tau_b(x, levels=LEVELS, weights=w),
    "modal_share": lambda x, w: modal_share(x, levels=LEVELS, weights=w),
}
SYMMETRIC = sorted(set(ALL) - {"modal_share"})


def both_chose(choices, weights, i, j):
    """(x, y, w) of the items both chose on."""
    return [
        (x, y, w)
        for x, y, w in zip(choices[i], choices[j], weights, strict=True)
        if not math.isnan(x) and not math.isnan(y)
    ]


def chance_corrected(items, distance, pooled):
    """1 - observed / expected, the expected one over all pairings of the marginals."""
    total = sum(w for _, _, w in items)
    if not total:
        return math.nan
    observed = sum(w * distance(x, y) for x, y, w in items) / total
    firsts, seconds = [(x, w) for x, _, w in items], [(y, w) for _, y, w in items]
    if pooled:
        firsts = seconds = [(value, w / 2) for value, w in firsts + seconds]
    expected = sum(w * v * distance(x, y) for x, w in firsts for y, v in seconds) / total**2
    return 1 - observed / expected if expected else math.nan


def close(value, wanted):
    return (math.isnan(value) and math.isnan(wanted)) or value == pytest.approx(wanted, abs=1e-9)


@pytest.fixture(scope="module")
def table6(shared):
    """Signorino & Ritter (1999), Table 6: alliances of Germany and Russia with 20 European states, 1914."""
    fixture = json.loads((shared / "model_test_fixtures.json").read_text())["signorino_ritter_table6"]
    return np.array([fixture["gmy"], fixture["rus"]], float), np.array(fixture["syscap"]), fixture


@pytest.mark.parametrize(
    ("origin", "name", "measure"),
    [
        # Values printed by the R package fpsim for its data set gmyrus14.
        ("pub", "tau_b", lambda x, _: tau_b(x, levels=range(4))),
        ("pub", "S_abs_unweighted", lambda x, _: s_score(x, scale=(0, 3))),
        ("pub", "S_abs_cinc", lambda x, w: s_score(x, scale=(0, 3), weights=w)),
        ("pub", "kappa_quadratic_levels0_3", lambda x, _: kappa(x, levels=range(4))),
        ("pub", "scott_pi_nominal_levels0_3", lambda x, _: pi(x, levels=range(4), distance="nominal")),
        # Values computed independently of this package from the same table.
        ("own", "S_sq_unweighted", lambda x, _: s_score(x, scale=(0, 3), power=2)),
        ("own", "S_sq_cinc", lambda x, w: s_score(x, scale=(0, 3), weights=w, power=2)),
        ("own", "kappa_linear", lambda x, _: kappa(x, levels=range(4), distance="linear")),
        ("own", "pi_quadratic(Hage)", lambda x, _: pi(x, levels=range(4))),
        ("own", "pi_linear", lambda x, _: pi(x, levels=range(4), distance="linear")),
        ("own", "kappa_nominal", lambda x, _: kappa(x, levels=range(4), distance="nominal")),
        ("own", "binary_S", lambda x, _: s_score(x > 0, scale=(0, 1))),
        ("own", "binary_kappa", lambda x, _: kappa(x > 0, levels=(0, 1))),
        ("own", "binary_pi", lambda x, _: pi(x > 0, levels=(0, 1))),
    ],
)
def test_germany_and_russia_in_1914(table6, origin, name, measure):
    choices, capabilities, fixture = table6
    assert measure(choices, capabilities)[0, 1] == pytest.approx(fixture[origin][name], abs=1e-6)


def test_by_hand():
    us, ussr, china = [YES, YES, NO], [NO, YES, ABSENT], [ABSTAIN, ABSENT, NO]
    votes = np.array([us, ussr, china])
    s = s_score(votes, scale=SCALE)
    assert s[0, 1] == 0.0  # distances 2 and 0 over two shared votes
    assert s[0, 2] == 0.5  # distances 1 and 0
    assert s[1, 2] == 0.0  # distance 1 over one shared vote
    assert agreement(votes, scale=SCALE)[0, 2] == 0.75


def test_an_abstention_is_half_way():
    assert agreement([[YES], [ABSTAIN], [NO]], scale=SCALE).tolist() == [[1, 0.5, 0], [0.5, 1, 0.5], [0, 0.5, 1]]


def test_kappa_and_pi_by_hand():
    choices = [[YES, YES, NO, NO], [YES, NO, NO, NO]]
    # Observed: one of four apart. Expected by chance: 1/2 * 3/4 + 1/2 * 1/4 = 1/2 apart.
    assert kappa(choices, levels=(YES, NO))[0, 1] == pytest.approx(1 - 0.25 / 0.5)
    # Pooled marginal 3/8, 5/8: 2 * 3/8 * 5/8 = 15/32 apart.
    assert pi(choices, levels=(YES, NO))[0, 1] == pytest.approx(1 - 0.25 / (15 / 32))


def test_tau_b_by_hand():
    choices = [[0, 0, 1, 2], [0, 1, 1, 2]]
    # Of six pairs of items, the first two tie on x, the middle two on y, and four agree: 4 / sqrt(5 * 5).
    assert tau_b(choices, levels=LEVELS)[0, 1] == pytest.approx(0.8)


@given(votes, item_weights)
def test_agreement_and_s_are_their_definitions(choices, weights):
    close_, s, squared = (ALL[name](choices, weights) for name in ("agreement", "s_score", "squared s_score"))
    for i, j in np.ndindex(3, 3):
        items = both_chose(choices, weights, i, j)
        total = sum(w for _, _, w in items)
        mean = sum(w * abs(x - y) / 2 for x, y, w in items) / total if items else math.nan
        mean_square = sum(w * (x - y) ** 2 / 4 for x, y, w in items) / total if items else math.nan
        assert close(close_[i, j], 1 - mean)
        assert close(s[i, j], 1 - 2 * mean)
        assert close(squared[i, j], 1 - 2 * mean_square)


@pytest.mark.parametrize("distance", DISTANCES)
@few
@given(choices=votes, weights=item_weights)
def test_kappa_and_pi_are_their_definitions(distance, choices, weights):
    k = kappa(choices, levels=LEVELS, weights=weights, distance=distance)
    p = pi(choices, levels=LEVELS, weights=weights, distance=distance)
    for i, j in np.ndindex(3, 3):
        items = both_chose(choices, weights, i, j)
        assert close(k[i, j], chance_corrected(items, DISTANCES[distance], pooled=False))
        assert close(p[i, j], chance_corrected(items, DISTANCES[distance], pooled=True))


@given(votes, item_weights)
def test_tau_b_is_its_definition(choices, weights):
    tau = tau_b(choices, levels=LEVELS, weights=weights)
    for i, j in np.ndindex(3, 3):
        items = both_chose(choices, weights, i, j)
        net = untied_x = untied_y = 0.0
        for k, (x1, y1, w1) in enumerate(items):
            for x2, y2, w2 in items[:k]:
                net += w1 * w2 * np.sign(x1 - x2) * np.sign(y1 - y2)
                untied_x += w1 * w2 * (x1 != x2)
                untied_y += w1 * w2 * (y1 != y2)
        assert close(tau[i, j], net / math.sqrt(untied_x * untied_y) if untied_x * untied_y else math.nan)


@given(votes, item_weights)
def test_modal_share_and_shared_items_are_their_definitions(choices, weights):
    share, n = modal_share(choices, levels=LEVELS, weights=weights), shared_items(choices)
    for i, j in np.ndindex(3, 3):
        items = both_chose(choices, weights, i, j)
        used = [sum(w for x, _, w in items if x == level) for level in LEVELS]
        assert close(share[i, j], max(used) / sum(used) if items else math.nan)
        assert n[i, j] == len(items)


@given(votes)
def test_quadratic_kappa_is_lins_concordance(choices):
    k = kappa(choices, levels=LEVELS)
    both = ~np.isnan(choices[0]) & ~np.isnan(choices[1])
    x, y = choices[0, both], choices[1, both]
    assume(len(x) and (x.var() or y.var() or x[0] != y[0]))
    covariance = ((x - x.mean()) * (y - y.mean())).mean()
    lin = 2 * covariance / (x.var() + y.var() + (x.mean() - y.mean()) ** 2)
    assert k[0, 1] == pytest.approx(lin, abs=1e-12)


@given(votes)
def test_s_is_twice_agreement_less_one(choices):
    assert s_score(choices, scale=SCALE) == pytest.approx(2 * agreement(choices, scale=SCALE) - 1, nan_ok=True)


@given(votes)
def test_quadratic_pi_is_never_above_kappa(choices):
    p, k = pi(choices, levels=LEVELS), kappa(choices, levels=LEVELS)
    assert (np.isnan(p) == np.isnan(k)).all()
    assert not (p > k + 1e-12).any()


@pytest.mark.parametrize("name", SYMMETRIC)
@few
@given(choices=votes, weights=item_weights)
def test_every_measure_of_a_pair_is_symmetric(name, choices, weights):
    values = ALL[name](choices, weights)
    assert values == pytest.approx(values.T, nan_ok=True)


@pytest.mark.parametrize("name", ALL)
@few
@given(choices=votes, weights=item_weights)
def test_every_measure_keeps_its_bounds(name, choices, weights):
    values = ALL[name](choices, weights)
    low = {"agreement": 0, "modal_share": 1 / 3}.get(name, -1)
    known = values[~np.isnan(values)]
    assert (known >= low - 1e-9).all()
    assert (known <= 1 + 1e-9).all()


@pytest.mark.parametrize("name", ALL)
@few
@given(choices=votes, weights=item_weights, order=st.permutations(range(8)))
def test_the_order_of_the_items_does_not_matter(name, choices, weights, order):
    values = ALL[name](choices, weights)
    assert ALL[name](choices[:, order], weights[order]) == pytest.approx(values, nan_ok=True, abs=1e-9)


@pytest.mark.parametrize("name", ALL)
@few
@given(choices=votes, weights=item_weights, factor=st.floats(1e-3, 1e3))
def test_only_the_ratio_of_the_weights_matters(name, choices, weights, factor):
    values = ALL[name](choices, weights)
    assert ALL[name](choices, weights * factor) == pytest.approx(values, nan_ok=True, abs=1e-9)


@pytest.mark.parametrize("name", ALL)
@few
@given(choices=votes, batches=arrays(float, (4, 8), elements=st.integers(0, 3)))
def test_a_batch_of_weights_is_as_many_separate_calls(name, choices, batches):
    values = ALL[name](choices, batches)
    assert values.shape == (4, 3, 3)
    for b in range(4):
        assert values[b] == pytest.approx(ALL[name](choices, batches[b]), nan_ok=True)


@pytest.mark.parametrize("name", ALL)
def test_no_shared_item_is_not_a_number(name):
    values = ALL[name](np.array([[YES, NO, ABSENT, ABSENT], [ABSENT, ABSENT, NO, YES]]), None)
    assert np.isnan(values[0, 1])
    assert not np.isnan(values[0, 0])


@pytest.mark.parametrize("name", ALL)
def test_items_of_zero_weight_are_not_shared(name):
    values = ALL[name](np.array([[YES, NO], [YES, NO]]), np.zeros(2))
    assert np.isnan(values).all()


def test_two_habits_without_variance():
    same, apart, one_varies = [YES, YES], [NO, NO], [YES, NO]
    k = kappa([same, same, apart, one_varies], levels=LEVELS)
    assert np.isnan(k[0, 1])  # both always yes: nothing to correct
    assert k[0, 2] == 0  # constant but apart: as far as their habits say
    assert k[0, 3] == 0  # one constant: no agreement beyond habit is possible
    assert np.isnan(tau_b([same, one_varies], levels=LEVELS)[0, 1])


def test_two_that_agree_with_everybody_fool_s_but_not_kappa():
    nearly_all_yes = np.zeros((2, 50))
    nearly_all_yes[0, 0] = nearly_all_yes[1, 1] = NO
    assert s_score(nearly_all_yes, scale=SCALE)[0, 1] == pytest.approx(0.92)
    assert kappa(nearly_all_yes, levels=LEVELS)[0, 1] == pytest.approx(-1 / 49)
    assert modal_share(nearly_all_yes, levels=LEVELS)[0, 1] == pytest.approx(0.98)


def test_modal_share_is_read_in_both_directions():
    share = modal_share([[YES, YES, YES, YES], [YES, NO, ABSTAIN, ABSENT]], levels=LEVELS)
    assert share[0, 1] == 1
    assert share[1, 0] == pytest.approx(1 / 3)


def test_the_scale_is_given_not_guessed():
    nobody_says_no = [[YES, YES], [ABSTAIN, YES]]
    assert s_score(nobody_says_no, scale=SCALE)[0, 1] == 0.5


def test_an_unused_level_changes_no_chance_corrected_index_and_every_scale():
    choices = np.array([[0, 1, 1, 0], [0, 0, 1, 0]])
    assert kappa(choices, levels=(0, 1, 2))[0, 1] == pytest.approx(kappa(choices, levels=(0, 1))[0, 1])
    tables = pair_tables(choices, levels=(0, 1, 2))
    assert agreement_of(tables, (0, 1, 2))[0, 1] > agreement(choices, scale=(0, 1))[0, 1]


def test_one_set_of_tables_serves_every_measure():
    choices = np.array([[YES, YES, NO, ABSTAIN, ABSENT], [YES, NO, NO, YES, NO], [NO, ABSENT, YES, NO, YES]])
    w = np.array([1, 2, 1, 3, 1.0])
    tables = pair_tables(choices, levels=LEVELS, weights=w)
    pairs = [
        (agreement_of(tables, LEVELS), agreement(choices, scale=SCALE, weights=w)),
        (s_score_of(tables, LEVELS, power=2), s_score(choices, scale=SCALE, weights=w, power=2)),
        (kappa_of(tables, LEVELS, distance="linear"), kappa(choices, levels=LEVELS, weights=w, distance="linear")),
        (pi_of(tables, LEVELS), pi(choices, levels=LEVELS, weights=w)),
        (tau_b_of(tables), tau_b(choices, levels=LEVELS, weights=w)),
        (modal_share_of(tables), modal_share(choices, levels=LEVELS, weights=w)),
        (shared_items_of(pair_tables(choices, levels=LEVELS)), shared_items(choices)),
    ]
    for from_tables, from_choices in pairs:
        assert from_tables == pytest.approx(from_choices, nan_ok=True)


@pytest.mark.parametrize("scale", [(0, 1), (2, 0), (0, 0), (1, 2), (np.nan, 2)])
def test_a_scale_that_does_not_hold_the_positions_is_refused(scale):
    with pytest.raises(ImpossibleQuestion, match="scale"):
        agreement([[YES, NO], [NO, NO]], scale=scale)


@pytest.mark.parametrize("power", [0, -1, np.nan])
def test_a_power_that_is_not_positive_is_refused(power):
    with pytest.raises(ImpossibleQuestion, match="positive"):
        s_score([[YES, NO], [NO, NO]], scale=SCALE, power=power)
