"""A correction's value: what may stand in a field, and what is refused."""

from __future__ import annotations

import pytest

from tertius.casebook.corrections import applied, checked
from tertius.errors import ImpossibleQuestion, UnknownName


@pytest.fixture
def forecast(made_up):
    return made_up().forecasts[0]


@pytest.mark.parametrize(
    ("field", "given", "value"),
    [
        ("low", "0.05", 0.05),
        ("high", 1, 1.0),
        ("low", "", None),
        ("pair", "Russia, USA", ["RUS", "USA"]),
        ("pair", "", None),
        ("move", "unchanged", "unchanged"),
        ("event", "an embargo ends", "an embargo ends"),
        ("struck", "true", True),
        ("struck", False, False),
    ],
)
def test_a_value_is_taken_as_a_door_gives_it(forecast, field, given, value):
    assert checked("forecasts", forecast, field, given) == value


@pytest.mark.parametrize(
    ("field", "given"),
    [
        *(("low", "lots"), ("low", "1.5"), ("low", "nan"), ("low", "0.9"), ("high", "0.01")),
        *(("pair", "RUS,Russia"), ("speaker", ""), ("struck", "maybe"), ("speaker", 7)),
    ],
)
def test_a_value_that_cannot_stand_there_is_refused(forecast, field, given):
    with pytest.raises(ImpossibleQuestion):
        checked("forecasts", forecast, field, given)


@pytest.mark.parametrize("field", ["start", "part", "colour", "scale", "name"])
def test_a_field_that_is_not_a_readers_opinion_is_refused(forecast, field):
    with pytest.raises(UnknownName):
        checked("forecasts", forecast, field, "1")


def test_a_state_that_is_none_is_refused(forecast):
    with pytest.raises(UnknownName):
        checked("forecasts", forecast, "pair", "RUS,Atlantis")


def test_no_correction_changes_nothing(made_up):
    found = made_up(n=2)
    same, orphans = applied(found, ())
    assert (same.forecasts, same.people, orphans) == (found.forecasts, found.people, ())
