"""Grounds made by hand: three components that are known, one that is not, no atlas."""

from __future__ import annotations

from datetime import date

import pytest

from tertius.provenance import Provenance
from tertius.states import find
from tertius.wedge.components.all import COMPONENTS
from tertius.wedge.components.component import Value
from tertius.wedge.scenarios.drivers import DRIVERS
from tertius.wedge.scenarios.grounds import Grounds
from tertius.wedge.scenarios.in_force import InForce

KNOWN = {"rift": 0.5, "threat": 1.0, "exit_cost": 0.8}


@pytest.fixture(scope="session")
def made() -> Grounds:
    """Argentina, Brazil, Chile: a start of 10 % (5 to 20 %), no trade by product, nothing known to be in force."""
    values = tuple(
        Value(c.key, KNOWN[c.key], KNOWN[c.key] - 0.5, KNOWN[c.key] + 0.5, "made up", 2020, "measured", "made up")
        if c.key in KNOWN
        else Value(c.key, None, None, None, "", None, "not known", "made up")
        for c in COMPONENTS
    )
    return Grounds(
        (find("ARG"), find("BRA"), find("CHL")),
        date(2026, 11, 22),
        (0.1, 0.05, 0.2),
        COMPONENTS,
        values,
        (),
        tuple(InForce(d.key, None, "made up") for d in DRIVERS),
        None,
        (),
        Provenance(),
    )


@pytest.fixture(scope="session")
def triad(shipped) -> Grounds:
    """The United States, Russia and China, on the shipped atlas."""
    from tertius.wedge.scenarios.grounds import WhatIfOptions, grounds_of

    return grounds_of(("USA", "RUS", "CHN"), date(2026, 11, 22), WhatIfOptions(atlas=shipped))
