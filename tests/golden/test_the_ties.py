"""The shipped ties against what every historian knows, and against the model they were made from."""

from __future__ import annotations

import polars as pl
import pytest

from tertius.alignment.tie_checks import COLD_WAR, NATO_1949, RUSSIA, UNITED_STATES, WARSAW_PACT
from tertius.atlas.store import SHIPPED, Atlas
from tertius.atlas.tie_estimates import kept_ties, ties_entry


@pytest.fixture(scope="module")
def ties() -> pl.DataFrame:
    return kept_ties(Atlas(SHIPPED))


def mean_of(ties: pl.DataFrame, a: int, b: int, years: range) -> float:
    pair = ties.filter((pl.col("a") == min(a, b)) & (pl.col("b") == max(a, b)) & pl.col("year").is_in(list(years)))
    return pair["mean"].mean()


def test_every_pair_of_an_alliance_of_the_cold_war_stands_above_its_two_leaders(ties):
    rivals = mean_of(ties, UNITED_STATES, RUSSIA, COLD_WAR)
    assert rivals < 0
    for bloc in (NATO_1949, WARSAW_PACT):
        assert all(mean_of(ties, a, b, COLD_WAR) > 1.5 for a in bloc for b in bloc if a < b)


def test_the_average_pair_of_1970_to_1989_is_zero_and_its_spread_one(ties):
    reference = ties.filter(pl.col("year").is_between(1970, 1989))
    assert reference["mean"].mean() == pytest.approx(0, abs=0.05)
    total = (reference["mean"] ** 2 + reference["sd"] ** 2).mean()
    assert total == pytest.approx(1, abs=0.08)


@pytest.mark.parametrize(
    ("a", "b", "before", "after", "fall"),
    [
        (365, 710, range(1955, 1961), range(1982, 1988), 3.0),  # the Sino-Soviet split
        (2, 40, range(1952, 1958), range(1965, 1975), 2.0),  # the Cuban revolution
        (290, 365, range(1975, 1985), range(1995, 2005), 1.5),  # Poland after 1989
        (365, 369, range(1996, 2004), range(2015, 2022), 0.3),  # Ukraine after 2014
    ],
)
def test_known_breaks_are_seen(ties, a, b, before, after, fall):
    assert mean_of(ties, a, b, before) - mean_of(ties, a, b, after) > fall


def test_the_tie_is_made_of_votes_treaties_and_organisations():
    p = ties_entry(Atlas(SHIPPED))["parameters"]
    variance = p["shock"] * p["freedom"] / (p["freedom"] - 2) / (1 - p["phi"] ** 2)
    share = {
        key: loading**2 * variance / (loading**2 * variance + own + noise)
        for key, loading, own, noise in zip(p["indicators"], p["loading"], p["own_var"], p["noise"], strict=True)
    }
    assert min(share["votes"], share["alliance"], share["organisations"]) > 0.2
    assert max(share["dispute"], share["trade"], share["arms"]) < 0.05
    assert all(loading > 0 for loading in p["loading"])


def test_no_tie_is_kept_past_its_last_observation_or_without_doubt(ties):
    assert ties["year"].max() == 2025
    assert ties["sd"].min() > 0.2
    # Pairs that buy no arms end with the votes or the treaties.
    assert ties.group_by("a", "b").agg(pl.col("year").max())["year"].n_unique() > 3
