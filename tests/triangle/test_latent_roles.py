"""Roles by latent ties: joint draws, and no roles where a tie is not kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from tertius.alignment.ties import ties_of, votes_known
from tertius.states import find
from tertius.triangle.latent_roles import latent_roles
from tertius.triangle.triangle import triangle

LATE = date(2026, 11, 22)
CORNERS = (2, 365, 710)


@pytest.fixture(scope="module")
def found(shipped):
    a, b, c = (find(n) for n in ("USA", "RUS", "CHN"))
    return ties_of(((a, b), (a, c), (b, c)), as_of=LATE, atlas=shipped)


def roles(found, shipped, share=0.03):
    rng = np.random.default_rng(0)
    return latent_roles(found, votes_known(shipped, LATE), CORNERS, share=share, draws=4000, rng=rng)


def at(tie, value: float, sd: float):
    """The tie with its newest latent value replaced."""
    s = tie.one("latent")
    values, low, high = (v.copy() for v in (s.values, s.low, s.high))
    values[-1], low[-1], high[-1] = value, value - 1.6449 * sd, value + 1.6449 * sd
    moved = replace(s, values=values, low=low, high=high)
    return replace(tie, series=tuple(moved if x.indicator.key == "latent" else x for x in tie.series))


def test_every_states_roles_sum_to_one(found, shipped):
    r = roles(found, shipped)
    for state in CORNERS:
        assert sum(x.probability for x in r.roles if x.state == state) == pytest.approx(1)
    assert sum(p for _, p in r.shapes) == pytest.approx(1)
    assert (r.source, r.n_votes) == ("latent ties", ())


def test_ties_far_from_the_average_pair_decide_the_shape(found, shipped):
    sure = tuple(at(t, v, 0.2) for t, v in zip(found, (-2.0, -2.0, 2.0), strict=True))
    r = roles(sure, shipped)
    assert r.shapes[0] == ("Russia–China marriage", 1.0)
    assert r.neutral_share == 0.0


def test_a_tie_at_the_average_pair_is_a_coin_and_neutral_as_often_as_its_doubt_says(found, shipped):
    even = tuple(at(t, v, 1.0) for t, v in zip(found, (0.0, -9.0, 9.0), strict=True))
    r = roles(even, shipped)
    assert dict(r.shapes)["Russia–China marriage"] == pytest.approx(0.5, abs=0.03)
    assert r.neutral_share == pytest.approx(0.236, abs=0.03)  # P(|z| < 0.3)


def test_the_more_of_the_doubt_is_the_votes_the_more_ties_go_together(found, shipped):
    even = tuple(at(t, 0.0, 1.0) for t in found)
    apart, together = (dict(roles(even, shipped, share).shapes) for share in (0.0, 1.0))
    assert all(p == pytest.approx(1 / 8, abs=0.02) for p in apart.values())
    # What draws Russia away from the United States in a vote draws it to China, and China away too.
    assert max(together.values()) > 1.5 / 8


def test_where_a_tie_is_not_kept_there_are_no_latent_roles(shipped, tiny_atlas):
    assert triangle("USA", "RUS", "CHN", as_of=date(2016, 1, 1), atlas=shipped).latent is None
    assert triangle("USA", "RUS", "CHN", as_of=LATE, atlas=tiny_atlas).latent is None


def test_the_record_keeps_both_sources_apart(shipped):
    record = triangle("USA", "RUS", "CHN", as_of=LATE, atlas=shipped).to_dict()
    assert {r["source"] for r in record["roles"]} == {"votes"}
    assert {r["source"] for r in record["latent_roles"]["roles"]} == {"latent ties"}
    latent = [t for t in record["ties"] if t["measure"] == "latent"]
    assert [t["pair"] for t in latent] == [["USA", "RUS"], ["USA", "CHN"], ["RUS", "CHN"]]
    assert all(t["low"] < t["value"] < t["high"] for t in latent)
