"""One file per public dataset: what it is, whose it is, what its columns mean, how to read it."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path

import polars as pl

from tertius.datasets.atop import ATOP
from tertius.datasets.baci_russia_china import BACI_RUSSIA_CHINA
from tertius.datasets.baci_trade import BACI_TRADE
from tertius.datasets.china_events import CHINA_EVENTS_GDELT, CHINA_EVENTS_ICEWS
from tertius.datasets.china_trade import CHINA_TRADE
from tertius.datasets.cow_alliances import COW_ALLIANCES
from tertius.datasets.cow_capitals import COW_CAPITALS
from tertius.datasets.cow_igo import COW_IGO
from tertius.datasets.cow_mid import COW_MID, COW_MID_DYADIC
from tertius.datasets.cow_nmc import COW_NMC
from tertius.datasets.cow_states import COW_STATES
from tertius.datasets.cow_trade import COW_TRADE
from tertius.datasets.declaration import Column, Dataset
from tertius.datasets.gml_mid import GML_MID
from tertius.datasets.gsdb_sanctions import GSDB_SANCTIONS
from tertius.datasets.imf_russia_trade import IMF_RUSSIA_TRADE
from tertius.datasets.reign_leaders import REIGN_LEADERS
from tertius.datasets.russia_china_monthly import RUSSIA_CHINA_MONTHLY
from tertius.datasets.sipri_arms import SIPRI_ARMS
from tertius.datasets.tsinghua_scores import TSINGHUA_SCORES
from tertius.datasets.tss_rivalries import TSS_RIVALRIES
from tertius.datasets.un_ideal_points import UN_IDEAL_POINTS_2020, UN_IDEAL_POINTS_2024, UN_IDEAL_POINTS_2025
from tertius.datasets.unga_resolutions import UNGA_RESOLUTIONS
from tertius.datasets.unga_votes import UNGA_VOTES
from tertius.datasets.us_census_trade import US_CENSUS_TRADE
from tertius.errors import UnknownName, VaultError

__all__ = ["BUILT_IN", "Column", "Dataset", "catalogue", "dataset", "load"]

BUILT_IN: tuple[Dataset, ...] = (
    ATOP,
    BACI_TRADE,
    BACI_RUSSIA_CHINA,
    CHINA_EVENTS_GDELT,
    CHINA_EVENTS_ICEWS,
    CHINA_TRADE,
    COW_ALLIANCES,
    COW_CAPITALS,
    COW_IGO,
    COW_MID,
    COW_MID_DYADIC,
    COW_NMC,
    COW_STATES,
    COW_TRADE,
    GML_MID,
    GSDB_SANCTIONS,
    IMF_RUSSIA_TRADE,
    REIGN_LEADERS,
    RUSSIA_CHINA_MONTHLY,
    SIPRI_ARMS,
    TSINGHUA_SCORES,
    TSS_RIVALRIES,
    UNGA_RESOLUTIONS,
    UNGA_VOTES,
    UN_IDEAL_POINTS_2020,
    UN_IDEAL_POINTS_2024,
    UN_IDEAL_POINTS_2025,
    US_CENSUS_TRADE,
)


def catalogue() -> dict[str, Dataset]:
    """Every dataset this installation knows by its key: the built-in ones, then those of plug-ins."""
    plugged: list[Dataset] = [point.load() for point in entry_points(group="tertius.datasets")]
    return {d.key: d for d in (*BUILT_IN, *plugged)}


def dataset(key: str) -> Dataset:
    """The declaration of one dataset; an unknown key is answered with the nearest."""
    known = catalogue()
    if key not in known:
        raise UnknownName("dataset", key, known)
    return known[key]


def load(key: str, *where: Path) -> pl.DataFrame:
    """Read one dataset and hold it to its declaration.

    Parameters
    ----------
    key
        A key of `catalogue()`, such as ``"unga_votes"``.
    where
        The vault folder that holds the dataset's files under their declared names, or the
        files themselves in the declared order.

    Returns
    -------
    DataFrame
        The declared columns in the declared order, one row per `grain`.

    Raises
    ------
    UnknownName
        Where no dataset has this key.
    VaultError
        Where `where` is neither a folder nor one path for each file.
    DataContractError
        At the first rule of the declaration that the file breaks.
    """
    declared = dataset(key)
    if len(where) == 1 and where[0].is_dir():
        where = tuple(where[0] / file.name for file in declared.files)
    if len(where) != len(declared.files):
        raise VaultError(
            f"{key} is read from {len(declared.files)} file(s)",
            found=", ".join(map(str, where)) or "no path",
            hint=f"give the vault folder, or {' and '.join(file.name for file in declared.files)}",
        )
    return declared.read(*where)
