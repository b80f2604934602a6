"""Every column of the atlas: what it means, whose it is, how far it reaches, what absence means.

The declarations are the documentation: the reference page, the coverage block of an
answer and the notice of shipped data are written from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import polars as pl

__all__ = ["DYADS", "KEYS", "MONTHS", "STATES", "AtlasColumn", "column"]


@dataclass(frozen=True, slots=True)
class AtlasColumn:
    """One column of a table of the atlas.

    `dataset` is the key of the dataset it was computed from; `first` and `last` are the
    years that dataset covers here; `absent_means` says what a null cell means inside
    that coverage (outside it a null always means "not observed"); `lag_days` runs from
    the last day of the year to the day its figure is public.
    """

    name: str
    dtype: pl.DataType
    about: str
    unit: str
    dataset: str
    first: int
    last: int
    absent_means: Literal["missing", "not applicable"]
    lag_days: int


def _c(
    name: str,
    dtype: pl.DataType,
    about: str,
    unit: str,
    dataset: str,
    span: tuple[int, int],
    lag_days: int,
    absent: Literal["missing", "not applicable"] = "missing",
) -> AtlasColumn:
    return AtlasColumn(name, dtype, about, unit, dataset, span[0], span[1], absent, lag_days)


_F, _FLAG, _SMALL = pl.Float32(), pl.Boolean(), pl.Int8()
_VOTES, _COW, _ATOP, _TRADE = (1946, 2022), (1946, 2012), (1946, 2018), (1946, 2014)
_ARMS, _SANCTIONS = (1954, 2025), (1949, 2023)

# A session opened in the autumn may vote until the next September: 273 days, and 30 for the record.
_SESSION_LAG = 303

KEYS = ("a", "b", "year")

DYADS: tuple[AtlasColumn, ...] = (
    _c(
        "n_votes",
        pl.Int16(),
        "contested roll calls of the session both states answered",
        "votes",
        "unga_votes",
        _VOTES,
        _SESSION_LAG,
    ),
    _c("agreement", _F, "mean of 1 - |x - y| / 2 over those votes", "0 to 1", "unga_votes", _VOTES, _SESSION_LAG),
    _c(
        "kappa",
        _F,
        "quadratic kappa: agreement beyond what each state's habits explain",
        "-1 to 1",
        "unga_votes",
        _VOTES,
        _SESSION_LAG,
    ),
    _c(
        "kappa_usable",
        _FLAG,
        "each state gives its commonest answer on under 90 % of them",
        "",
        "unga_votes",
        _VOTES,
        _SESSION_LAG,
    ),
    _c("cow_defense", _FLAG, "a defence pact in force in the year", "", "cow_alliances", _COW, 30),
    _c("cow_neutrality", _FLAG, "a neutrality pact in force", "", "cow_alliances", _COW, 30),
    _c("cow_nonaggression", _FLAG, "a non-aggression pact in force", "", "cow_alliances", _COW, 30),
    _c("cow_entente", _FLAG, "an entente in force", "", "cow_alliances", _COW, 30),
    _c("atop_defense", _FLAG, "an obligation to defend", "", "atop", _ATOP, 30),
    _c("atop_offense", _FLAG, "an obligation to join an attack", "", "atop", _ATOP, 30),
    _c("atop_neutrality", _FLAG, "an obligation to stay neutral", "", "atop", _ATOP, 30),
    _c("atop_nonaggression", _FLAG, "an obligation not to attack", "", "atop", _ATOP, 30),
    _c("atop_consultation", _FLAG, "an obligation to consult", "", "atop", _ATOP, 30),
    _c(
        "mid_hostility",
        _SMALL,
        "highest hostility of a militarized dispute between the two",
        "0 none to 5 war",
        "cow_mid_dyadic",
        _TRADE,
        30,
    ),
    _c(
        "gml_hostility",
        _SMALL,
        "the same in the corrected list of Gibler, Miller and Little",
        "0 none to 5 war",
        "gml_mid",
        (1946, 2010),
        30,
    ),
    _c("trade_share_a", _F, "b's share of a's goods trade with all partners", "0 to 1", "cow_trade", _TRADE, 365),
    _c("trade_share_b", _F, "a's share of b's goods trade with all partners", "0 to 1", "cow_trade", _TRADE, 365),
    _c(
        "imf_trade_share_a",
        _F,
        "b's share of a's goods trade, a being Russia",
        "0 to 1",
        "imf_russia_trade",
        (2016, 2024),
        180,
        "not applicable",
    ),
    _c(
        "imf_trade_share_b",
        _F,
        "a's share of b's goods trade, b being Russia",
        "0 to 1",
        "imf_russia_trade",
        (2016, 2024),
        180,
        "not applicable",
    ),
    _c(
        "census_trade_share_a",
        _F,
        "b's share of a's goods trade, a being the United States",
        "0 to 1",
        "us_census_trade",
        (1987, 2022),
        60,
        "not applicable",
    ),
    _c(
        "census_trade_share_b",
        _F,
        "a's share of b's goods trade, b being the United States",
        "0 to 1",
        "us_census_trade",
        (1987, 2022),
        60,
        "not applicable",
    ),
    _c(
        "china_trade_share_a",
        _F,
        "b's share of China's (a's) trade with 25 listed partners: an upper bound",
        "0 to 1",
        "china_trade",
        (2002, 2024),
        30,
        "not applicable",
    ),
    _c(
        "china_trade_share_b",
        _F,
        "a's share of China's (b's) trade with 25 listed partners: an upper bound",
        "0 to 1",
        "china_trade",
        (2002, 2024),
        30,
        "not applicable",
    ),
    _c(
        "china_trade_usd",
        _F,
        "goods trade of the two as China reports it, both directions",
        "US$ billion",
        "china_trade",
        (2002, 2024),
        30,
        "not applicable",
    ),
    _c(
        "baci_balance",
        _F,
        "(flow a to b - flow b to a) / (their sum)",
        "-1 to 1",
        "baci_trade",
        (2005, 2021),
        395,
        "not applicable",
    ),
    _c(
        "arms_share_a",
        _F,
        "b's share of a's imports of major arms, five years to this one",
        "0 to 1",
        "sipri_arms",
        _ARMS,
        90,
        "not applicable",
    ),
    _c(
        "arms_share_b",
        _F,
        "a's share of b's imports of major arms, five years to this one",
        "0 to 1",
        "sipri_arms",
        _ARMS,
        90,
        "not applicable",
    ),
    _c(
        "sanctions_by_a",
        _SMALL,
        "sanction cases of a against b in force, joint ones included",
        "cases",
        "gsdb_sanctions",
        _SANCTIONS,
        30,
    ),
    _c(
        "sanctions_by_b",
        _SMALL,
        "sanction cases of b against a in force, joint ones included",
        "cases",
        "gsdb_sanctions",
        _SANCTIONS,
        30,
    ),
    _c(
        "tsinghua_band",
        _SMALL,
        "Tsinghua's relations score in bands of three: -3 confrontation to 2 friendship",
        "band",
        "tsinghua_scores",
        (1950, 2024),
        60,
        "not applicable",
    ),
    _c(
        "shared_igos",
        pl.Int16(),
        "intergovernmental organisations of which both are full members",
        "organisations",
        "cow_igo",
        _TRADE,
        365,
    ),
    _c(
        "capital_distance",
        pl.Int16(),
        "great-circle distance of the capitals on 31 December",
        "km",
        "cow_capitals",
        (1946, 2024),
        1,
    ),
)

STATES: tuple[AtlasColumn, ...] = (
    _c(
        "ideal_point_2020",
        _F,
        "published ideal point, release of April 2020",
        "standard deviations",
        "un_ideal_points_2020",
        (1946, 2019),
        400,
    ),
    _c(
        "ideal_point_2024",
        _F,
        "published ideal point, release of June 2024",
        "standard deviations",
        "un_ideal_points_2024",
        (1946, 2023),
        400,
    ),
    _c(
        "ideal_point_2025",
        _F,
        "published ideal point, release of July 2025, final-passage votes",
        "standard deviations",
        "un_ideal_points_2025",
        (1946, 2024),
        400,
    ),
    _c(
        "capability_share",
        _F,
        "mean share of the system's population, cities, steel, energy, soldiers and military spending",
        "0 to 1",
        "cow_nmc",
        (1946, 2022),
        365,
    ),
    _c("trade_hhi", _F, "concentration of goods trade over partners (Herfindahl)", "0 to 1", "cow_trade", _TRADE, 365),
    _c("trade_partners", pl.Int16(), "partners with recorded trade", "states", "cow_trade", _TRADE, 365),
    _c(
        "arms_hhi",
        _F,
        "concentration of arms imports over suppliers, five years to this one",
        "0 to 1",
        "sipri_arms",
        _ARMS,
        90,
        "not applicable",
    ),
)

MONTHS: tuple[AtlasColumn, ...] = (
    _c(
        "gdelt_score",
        _F,
        "China and a partner: geometric mean of the Goldstein values of the month's events in GDELT",
        "-10 to 10",
        "china_events_gdelt",
        (2002, 2025),
        30,
        "not applicable",
    ),
    _c(
        "icews_score",
        _F,
        "the same in ICEWS, to April 2023",
        "-10 to 10",
        "china_events_icews",
        (2002, 2023),
        30,
        "not applicable",
    ),
)


def column(name: str) -> AtlasColumn:
    """The declaration of one column of any of the three tables."""
    return next(c for c in (*DYADS, *STATES, *MONTHS) if c.name == name)
