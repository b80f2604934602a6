"""Questions that several tests of this room look at, each asked once."""

from __future__ import annotations

from datetime import date

import pytest

from tertius.alignment.ties import votes_known
from tertius.forecasting.targets import field
from tertius.wedge.answer import Question
from tertius.wedge.assess import _exposures
from tertius.wedge.components.all import components_of
from tertius.wedge.outlook.standing import Standing

LATE = date(2026, 11, 22)


@pytest.fixture(scope="package")
def standing_of(shipped):
    """What is known of three states on a day, as `assess` puts it together."""
    from functools import cache

    from tertius.triangle.triangle import three_states, triangle

    @cache
    def ask(a: str, b: str, c: str, day: date = LATE) -> Standing:
        states = three_states(a, b, c, day)
        question = Question(*states, day, 5, "T1b")
        return Standing(question, _exposures(states, day, shipped), triangle(a, b, c, as_of=day, atlas=shipped))

    return ask


@pytest.fixture(scope="package")
def values_of(shipped):
    """Where the components stand for what is known."""
    from functools import cache

    return cache(lambda standing: components_of(standing.states, standing.day, shipped))


@pytest.fixture(scope="package")
def moves_of(shipped):
    """The windows behind the base rate."""

    def ask(standing: Standing):
        a, _, c = standing.states
        return field(votes_known(shipped, standing.day), a.cow, c.cow, horizon=5)

    return ask
